//! The list of documents and the full text of one.

use super::At;
use super::column;
use super::frame::{self, Article, Column, Subject};
use super::linked_data;
use super::view::{
    CitationView, ClauseView, DocumentCard, Link, OutlineEntry, Page, PolicyIndexView, PolicyView, Row,
    TermView,
};
use super::wording::{self, Linker};
use crate::column::moment::Moment;
use crate::policy::{Clause, ClauseKind, ResidueKind};
use crate::site::route::{self, OutputPath};
use crate::site::{ClauseRef, Document};

const SILENT: &str = "原文未载明";

/// A document as it stands in lists.
pub(super) fn card(at: &At<'_>, document: &Document) -> DocumentCard {
    let record = &document.policy.record;
    DocumentCard {
        title: record.title.value.clone(),
        href: at.origin.to(&route::policy(&document.policy.slug)),
        number: record.document_number.clone(),
        published: document.policy.dates.published.map(|date| date.to_string()),
        source: record.source.clone(),
        validity: record.validity.as_ref().map(|validity| validity.value.clone()),
    }
}

/// All documents, newest first.
pub(super) fn cards(at: &At<'_>) -> Vec<DocumentCard> {
    let mut documents: Vec<&Document> = at.site.policies.iter().collect();
    documents.sort_by_key(|document| std::cmp::Reverse(document.policy.dates.published));
    documents.into_iter().map(|document| card(at, document)).collect()
}

pub(super) fn index_frame(at: &At<'_>) -> Page {
    let title = "政策文件".to_owned();
    let description =
        format!("{}公开的政策文件，附官方全文、发文字号、日期和有效性。", at.site.config.region);
    let trail = vec![(title.clone(), route::policy_index())];
    let subject = Subject {
        kind: "policy-index",
        title,
        description,
        column: Column::Policies,
        trail,
        article: None,
        json_ld: Vec::new(),
    };
    frame::frame(at, subject)
}

pub(super) fn index_view(at: &At<'_>) -> PolicyIndexView {
    PolicyIndexView { documents: cards(at) }
}

/// The way to a document.
pub(super) fn trail(document: &Document) -> Vec<(String, OutputPath)> {
    vec![
        ("政策文件".to_owned(), route::policy_index()),
        (document.policy.short_title().to_owned(), route::policy(&document.policy.slug)),
    ]
}

/// What an article of a document has beside.
pub(super) fn article(document: &Document) -> Article {
    Article {
        published: document.policy.dates.published.map(Moment::from),
        source: document.policy.record.source.clone(),
        keywords: document.policy.record.keywords.clone(),
        ..Article::default()
    }
}

pub(super) fn frame(at: &At<'_>, policy: usize) -> Page {
    let document = &at.site.policies[policy];
    let record = &document.policy.record;
    let number = record.document_number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
    let subject = Subject {
        kind: "policy",
        title: record.title.value.clone(),
        description: format!("《{}》{number}官方全文，附目录、条款链接和元数据。", record.title.value),
        column: Column::Policies,
        trail: trail(document),
        article: Some(article(document)),
        json_ld: vec![linked_data::legislation(at, document)],
    };
    frame::frame(at, subject)
}

pub(super) fn view(at: &At<'_>, policy: usize) -> PolicyView {
    let document = &at.site.policies[policy];
    let outline = &document.policy.outline;
    let linker = Linker::new(at, document);
    let title_at = residue_start(document, ResidueKind::Title);
    let mut carrier = Vec::new();
    let mut clauses = Vec::new();
    for (clause_at, clause) in document.iter() {
        let view = clause_view(at, document, &linker, clause_at);
        // What stands before the plan's own title is the notice that carries it.
        let is_carrier =
            outline.carrier_title.is_some() && title_at.is_some_and(|start| clause.span.start < start);
        if is_carrier { carrier.push(view) } else { clauses.push(view) }
    }
    let mut signature = residue(document, ResidueKind::Signature);
    signature.extend(residue(document, ResidueKind::SignedDate));
    PolicyView {
        title: document.policy.record.title.value.clone(),
        carrier_title: outline.carrier_title.clone(),
        addressees: residue(document, ResidueKind::Addressees).into_iter().next(),
        carrier,
        signature,
        notes: residue(document, ResidueKind::Note),
        record: record(document),
        lapsed: lapsed(at, document),
        outline: outline.clauses.iter().filter_map(|clause| entry(clause, 1)).collect(),
        clauses,
        citations: outline.citations.iter().map(|citation| citation_view(at, document, citation)).collect(),
        terms: terms(at, document, None),
        imprint: residue(document, ResidueKind::Imprint),
        readings: column::readings_of(at, policy),
    }
}

fn residue(document: &Document, kind: ResidueKind) -> Vec<String> {
    let pieces = document.policy.outline.residue.iter().filter(|piece| piece.kind == kind);
    pieces.map(|piece| piece.text.trim().to_owned()).collect()
}

fn residue_start(document: &Document, kind: ResidueKind) -> Option<usize> {
    document.policy.outline.residue.iter().find(|piece| piece.kind == kind).map(|piece| piece.span.start)
}

fn record(document: &Document) -> Vec<Row> {
    let record = &document.policy.record;
    let dates = &document.policy.dates;
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join("、"));
    let row = |label, value| Row { label, value, missing: SILENT, href: None };
    let period = match (dates.period_start, dates.period_end) {
        (Some(start), Some(end)) => Some(format!("{start} 至 {end}")),
        (Some(start), None) => Some(format!("自 {start} 起算，止期原文未载明")),
        (None, Some(end)) => Some(format!("至 {end}")),
        (None, None) => None,
    };
    let mut rows = vec![
        row("发文字号", record.document_number.clone()),
        row("统一编号", record.registration_number.clone()),
        row("发布机构", record.issuer.clone()),
        row("来源", record.source.clone()),
        row("有效性", record.validity.as_ref().map(|validity| validity.value.clone())),
        row("成文日期", day(dates.signed)),
        row("发布日期", day(dates.published)),
        row("施行日期", day(dates.in_force)),
        row("失效日期", day(dates.expires)),
        row("执行期限", period),
    ];
    let optional = [
        ("索引号", record.index_number.clone()),
        ("公开方式", record.disclosure.clone()),
        ("主题分类", list(&record.subjects)),
        ("组配分类", record.class.clone()),
        ("主题词", list(&record.keywords)),
    ];
    rows.extend(
        optional.into_iter().filter(|(_, value)| value.is_some()).map(|(label, value)| row(label, value)),
    );
    if let Some(address) = &record.source_address {
        let row = Row {
            label: "原文网址",
            value: Some(address.clone()),
            missing: SILENT,
            href: Some(address.clone()),
        };
        rows.push(row);
    }
    rows
}

/// Said above a document that its issuer or its own dates declare no longer in force.
fn lapsed(at: &At<'_>, document: &Document) -> Option<String> {
    let validity = document.policy.record.validity.as_ref().map(|validity| validity.value.as_str());
    if let Some(validity) =
        validity.filter(|text| ["失效", "废止", "修改"].iter().any(|word| text.contains(word)))
    {
        return Some(format!("本文件有效性：{validity}。以下为原文，供查阅。"));
    }
    let expires = document.policy.dates.expires.filter(|date| *date < at.site.today)?;
    Some(format!("本文件载明的失效日期为 {expires}，已过。以下为原文，供查阅。"))
}

fn kind_name(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Chapter => "chapter",
        ClauseKind::Section => "section",
        ClauseKind::Measure => "measure",
        ClauseKind::Item => "item",
        ClauseKind::Article => "article",
        ClauseKind::ParagraphGroup => "paragraph-group",
    }
}

fn level(kind: ClauseKind) -> usize {
    match kind {
        ClauseKind::Chapter => 1,
        ClauseKind::Section | ClauseKind::Article => 2,
        ClauseKind::Measure => 3,
        ClauseKind::Item => 4,
        ClauseKind::ParagraphGroup => 0,
    }
}

/// A clause of the full text.
pub(super) fn clause_view(at: &At<'_>, document: &Document, linker: &Linker<'_>, index: usize) -> ClauseView {
    let clause = document.clause(index);
    let depth = depth(&document.clauses, index);
    let heading = clause.heading.trim().to_owned();
    let is_run_in = !clause.text.is_empty() && (clause.title.is_none() || !heading_stands_alone(clause));
    let href = if document.has_measure_page(index) {
        Some(at.origin.to(&route::measure(document, clause)))
    } else if document.has_section_page(index) {
        Some(at.origin.to(&route::section(document, clause)))
    } else {
        None
    };
    ClauseView {
        anchor: route::anchor(clause),
        level: level(clause.kind),
        heading_level: (depth + 3).min(6),
        kind: kind_name(clause.kind),
        label: label(&heading, clause),
        is_run_in: is_run_in && !heading.is_empty(),
        heading,
        html: linker.paragraphs(clause),
        href,
    }
}

/// A heading with a stop runs into its text; one on its own line has none.
fn heading_stands_alone(clause: &Clause) -> bool {
    !clause.heading.trim_end().ends_with(['。', '：', ':', '.', '；'])
}

fn label(heading: &str, clause: &Clause) -> String {
    if heading.is_empty() {
        let start: String = clause.text.trim().chars().take(12).collect();
        format!("本段（{start}…）的链接")
    } else {
        format!("“{}”的链接", heading.trim_end_matches('。'))
    }
}

fn depth(clauses: &[ClauseRef], index: usize) -> usize {
    std::iter::successors(clauses[index].parent, |&parent| clauses[parent].parent).count()
}

fn entry(clause: &Clause, level: usize) -> Option<OutlineEntry> {
    let title = clause.title.clone()?;
    Some(OutlineEntry {
        level,
        number: clause.number.clone().unwrap_or_default(),
        title,
        href: format!("#{}", route::anchor(clause)),
        children: clause.children.iter().filter_map(|child| entry(child, level + 1)).collect(),
    })
}

/// A cited document, with its page and its place.
pub(super) fn citation_view(
    at: &At<'_>,
    document: &Document,
    citation: &crate::policy::Citation,
) -> CitationView {
    let place = citation.clause.as_ref().and_then(|id| document.find(id)).map(|index| {
        let clause = document.clause(index);
        let heading = clause.heading.trim().trim_end_matches('。');
        let text = if heading.is_empty() { "正文" } else { heading };
        Link { text: text.to_owned(), href: Some(at.origin.to_clause(document, clause)) }
    });
    CitationView {
        title: citation.title.clone(),
        number: citation.number.clone(),
        href: wording::document_of(at, citation.number.as_deref()),
        place,
    }
}

/// Terms that the document defines; those that `text` uses where it is given.
pub(super) fn terms(at: &At<'_>, document: &Document, text: Option<&str>) -> Vec<TermView> {
    let used = document.terms.iter().filter(|term| text.is_none_or(|text| text.contains(&term.name)));
    used.filter_map(|term| {
        let definition = document.clause(document.find(&term.clause)?);
        Some(TermView { name: term.name.clone(), href: at.origin.to_clause(document, definition) })
    })
    .collect()
}
