//! Reads the text of an official document into an outline.
//!
//! Never refuses a text and never loses a character: a line that is no heading
//! is a paragraph, one that belongs to no clause is named in the residue, an
//! odd number also leaves a problem. Knows nothing of pages or of other documents.

use std::ops::Range;

use jiff::civil::Date;

use super::dates::{self, Force};
use super::furniture::{self, Field, Piece};
use super::series::Series;
use super::tree::Tree;
use super::{Citation, Clause, Outline, Residue, ResidueKind, citation, head, line, split, table};
use crate::problem::Problems;
use crate::source::SourceFile;
use crate::text::fold;

/// How many lines a title may be broken into.
const TITLE_LINES: usize = 4;

/// Reads `file`. Odd numbers and impossible dates are warnings.
pub fn read(file: &SourceFile, problems: &mut Problems) -> Outline {
    let mut reader = Reader::new(file, problems);
    while reader.next < reader.lines.len() {
        reader.take();
    }
    reader.finish()
}

struct Reader<'a> {
    file: &'a SourceFile,
    problems: &'a mut Problems,
    lines: Vec<Range<usize>>,
    next: usize,
    tree: Tree<'a>,
    outline: Outline,
    /// Title of the plan that the carrier announces, as a key.
    announced: Option<String>,
    has_plan_title: bool,
    containers: u32,
    documents: u32,
    /// The last number of a list of attachments that is being read.
    attachment_list: Option<u32>,
    force: Force,
    odd_dates: Series,
}

impl<'a> Reader<'a> {
    fn new(file: &'a SourceFile, problems: &'a mut Problems) -> Self {
        Self {
            file,
            problems,
            lines: split::lines(file.text()),
            next: 0,
            tree: Tree::new(file),
            outline: Outline::default(),
            announced: None,
            has_plan_title: false,
            containers: 0,
            documents: 1,
            attachment_list: None,
            force: Force::default(),
            odd_dates: Series::new("日期问题", "对照发布的原文核对日期"),
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |range| &self.file.text()[range.clone()])
    }

    /// Takes the next line, or the few that belong together.
    fn take(&mut self) {
        let range = self.lines[self.next].clone();
        let text = self.line(self.next);
        if self.take_attachment_list(text, range.clone())
            || self.take_page_parts(text, range.clone())
            || self.take_numbers(text, range.clone())
            || self.take_title()
            || self.take_surroundings(text, range.clone())
        {
            return;
        }
        self.next += 1;
        if let Some(number) = line::number(text) {
            dates::force(text, range.start, &mut self.force);
            self.tree.heading(&number, range, self.problems);
            return;
        }
        dates::force(text, range.start, &mut self.force);
        if head::is_closing(text) && self.tree.has_headings() && !self.is_in_final_clause() {
            self.tree.close_all();
        }
        self.tree.paragraph(range);
    }

    /// 附则 and its like hold the closing sentences themselves.
    fn is_in_final_clause(&self) -> bool {
        let Some(clause) = self.tree.open_clause() else { return false };
        let title = clause.title.as_deref().unwrap_or_default();
        let is_final = ["附则", "附則", "其他", "其它", "有关事项", "有关要求", "实施期限", "施行"]
            .iter()
            .any(|word| title.contains(word));
        is_final
            || (clause.number.is_none()
                && clause.kind == super::ClauseKind::ParagraphGroup
                && clause.heading.is_empty())
    }

    fn residue(&mut self, kind: ResidueKind, name: &str, range: Range<usize>) {
        let text = self.file.text()[range.clone()].to_owned();
        self.outline.residue.push(Residue { kind, name: name.to_owned(), text, span: range });
        self.tree.interrupt();
    }

    /// 附件：1.任务分解表 and the lines of the list below it.
    fn take_attachment_list(&mut self, text: &str, range: Range<usize>) -> bool {
        let is_label = head::attachment(text) == Some(0) && text.ends_with([':', '：']);
        let first = line::number(self.line(self.next + 1));
        let heads_list = is_label && first.is_some_and(|number| number.value == 1 && number.rank == 6);
        if heads_list || head::is_attachment_list(text) {
            self.attachment_list = Some(u32::from(!heads_list));
            self.next += 1;
            self.residue(ResidueKind::Note, "附件说明", range);
            return true;
        }
        let Some(last) = self.attachment_list else { return false };
        match line::number(text) {
            Some(number) if number.value == last + 1 && number.rank == 6 && !text.contains('。') => {
                self.attachment_list = Some(last + 1);
                self.next += 1;
                self.residue(ResidueKind::Note, "附件说明", range);
                true
            }
            _ => {
                self.attachment_list = None;
                false
            }
        }
    }

    /// Fields and buttons of the page it was copied from.
    fn take_page_parts(&mut self, text: &str, range: Range<usize>) -> bool {
        if let Some(name) = furniture::button(text.trim_start_matches(['•', '·', '●', ' '])) {
            self.next += 1;
            self.residue(ResidueKind::Furniture, name, range);
            return true;
        }
        let pieces = furniture::fields(text);
        if pieces.is_empty() {
            return false;
        }
        self.next += 1;
        for piece in pieces {
            self.field(&piece, range.start);
        }
        true
    }

    fn field(&mut self, piece: &Piece<'_>, offset: usize) {
        let span = split::trim(self.file.text(), offset + piece.start..offset + piece.end);
        let kind = if piece.field == Field::Furniture { ResidueKind::Furniture } else { ResidueKind::Field };
        self.residue(kind, piece.name, span.clone());
        let value = (!piece.value.is_empty()).then(|| piece.value.to_owned());
        let outline = &mut self.outline;
        let slot = match piece.field {
            Field::DocumentNumber => &mut outline.document_number,
            Field::RegistrationNumber => &mut outline.registration_number,
            Field::Source => &mut outline.source,
            Field::Validity => &mut outline.validity,
            Field::Issuer => &mut outline.issuer,
            Field::Published | Field::Signed | Field::InForce | Field::Expires => {
                return self.date_field(piece, span);
            }
            Field::Other | Field::Furniture => return,
        };
        if slot.is_none() {
            *slot = value;
        }
    }

    fn date_field(&mut self, piece: &Piece<'_>, span: Range<usize>) {
        let Some((found, _)) = dates::at_start(piece.value) else { return };
        let date = self.checked(found, span);
        let dates = &mut self.outline.dates;
        let slot = match piece.field {
            Field::Published => &mut dates.published,
            Field::Signed => &mut dates.signed,
            Field::InForce => &mut dates.in_force,
            _ => &mut dates.expires,
        };
        *slot = slot.or(date);
    }

    fn checked(&mut self, found: dates::Found, span: Range<usize>) -> Option<Date> {
        if found.is_err() {
            self.odd_dates.tell(self.file, span, "日历上没有这一天", self.problems);
        }
        found.ok()
    }

    /// A line that is 发文字号 or 统一编号 and no more.
    fn take_numbers(&mut self, text: &str, range: Range<usize>) -> bool {
        let is_number = citation::number_at(text).is_some_and(|len| len == text.len());
        let is_registration = !is_number && citation::is_registration_number(text);
        if is_number {
            self.residue(ResidueKind::DocumentNumber, "发文字号", range);
            self.outline.document_number.get_or_insert_with(|| text.to_owned());
        } else if is_registration {
            self.residue(ResidueKind::RegistrationNumber, "统一编号", range);
            self.outline.registration_number.get_or_insert_with(|| text.to_owned());
        }
        let is_taken = is_number || is_registration;
        self.next += usize::from(is_taken);
        is_taken
    }

    /// A title, on one line or several.
    fn take_title(&mut self) -> bool {
        let Some((count, title)) = self.title_here() else { return false };
        let range = self.lines[self.next].start..self.lines[self.next + count - 1].end;
        let is_announced = self.announced.as_ref().is_some_and(|announced| *announced == head::key(&title));
        let nothing_yet = self.outline.title.is_none() && self.outline.carrier_title.is_none();
        if nothing_yet && self.tree.is_empty() {
            self.first_title(title, count);
        } else if !self.has_plan_title
            && self.outline.carrier_title.is_some()
            && (is_announced || !self.tree.has_headings())
        {
            self.tree.close_all();
            self.outline.title = Some(title);
            self.has_plan_title = true;
            self.residues(ResidueKind::Title, "标题", count);
        } else if self.is_another_document(&title, count) {
            self.documents += 1;
            let id = format!("d{}", self.documents);
            self.tree.container(&id, None, Some(&title), range);
            self.next += count;
        } else {
            return false;
        }
        true
    }

    fn first_title(&mut self, title: String, count: usize) {
        match head::carried(&title) {
            Some(carried) => {
                self.announced = Some(head::key(&carried));
                self.outline.carrier_title = Some(title);
                self.residues(ResidueKind::CarrierTitle, "印发通知标题", count);
            }
            None => {
                self.outline.title = Some(title);
                self.has_plan_title = true;
                self.residues(ResidueKind::Title, "标题", count);
            }
        }
    }

    fn residues(&mut self, kind: ResidueKind, name: &str, count: usize) {
        for at in self.next..self.next + count {
            let range = self.lines[at].clone();
            self.residue(kind, name, range);
        }
        self.next += count;
    }

    /// The lines from here that make one title, and the title.
    fn title_here(&self) -> Option<(usize, String)> {
        let mut title = String::new();
        let mut found = None;
        for count in 1..=TITLE_LINES {
            let text = self.line(self.next + count - 1);
            let is_part = !text.is_empty()
                && head::may_belong_to_title(text)
                && line::number(text).is_none()
                && citation::number_at(text).is_none_or(|len| len != text.len())
                && head::attachment(text).is_none()
                && !head::is_letterhead(text)
                && !head::is_note(text)
                && head::signed_date(text).is_none();
            let is_whole_line = count == 1 && head::is_title(text) && line::number(text).is_none();
            if !is_part && !is_whole_line {
                break;
            }
            title.push_str(text);
            if head::is_title(&title) {
                let next = self.line(self.next + count);
                // 行动方案 on one line, (2022-2025年) on the next.
                let bracket_follows = next.starts_with(['(', '（'])
                    && !head::is_note(next)
                    && next.chars().count() < 20
                    && line::number(next).is_none();
                found = Some((count, title.clone()));
                if !bracket_follows {
                    break;
                }
            }
        }
        found
    }

    /// After a plan: a title that a new numbering follows.
    fn is_another_document(&self, title: &str, count: usize) -> bool {
        if !self.tree.has_headings()
            || title.chars().count() > 60
            || !title.contains(['县', '市', '省', '区', '镇', '關', '关']) && title.chars().count() < 8
        {
            return false;
        }
        let mut after = (self.next + count..self.next + count + 6).map(|at| self.line(at));
        let first = after.find_map(line::number);
        first.is_some_and(|number| number.value == 1 && number.rank <= 5)
    }

    /// Addressees, signature, notes, imprint, attachments.
    fn take_surroundings(&mut self, text: &str, range: Range<usize>) -> bool {
        let is_head = self.tree.is_empty();
        if is_head
            && self.outline.addressees.is_empty()
            && let Some(names) = head::addressees(text)
        {
            self.outline.addressees = names;
            self.next += 1;
            self.residue(ResidueKind::Addressees, "主送机关", range);
            return true;
        }
        if let Some(number) = head::attachment(text) {
            self.attachment(number, text, range);
            return true;
        }
        let kind = if head::is_note(text) {
            Some((ResidueKind::Note, "附注"))
        } else if head::is_imprint(text) {
            Some((ResidueKind::Imprint, "版记"))
        } else if is_head && head::is_letterhead(text) {
            Some((ResidueKind::Note, "发文机关标志"))
        } else {
            None
        };
        if let Some((kind, name)) = kind {
            self.next += 1;
            self.residue(kind, name, range);
            return true;
        }
        self.take_signature()
    }

    fn attachment(&mut self, number: u32, text: &str, range: Range<usize>) {
        self.containers += 1;
        let id = format!("a{}", if number > 0 { number } else { self.containers });
        self.next += 1;
        self.tree.container(&id, Some(text), None, range);
        if let Some((count, title)) = self.title_here() {
            let range = self.lines[self.next].start..self.lines[self.next + count - 1].end;
            self.tree.extend_heading(&title, range);
            self.next += count;
        }
    }

    /// Organs, one or several a line, above a date; or both on one line.
    fn take_signature(&mut self) -> bool {
        let mut count = 0;
        while count < 6 && head::signs(self.line(self.next + count)) {
            count += 1;
        }
        let Some((organ, date)) = head::signed_date(self.line(self.next + count)) else { return false };
        // A date alone below the head is no signature.
        if self.tree.is_empty() || (count == 0 && organ.is_none() && self.outline.dates.signed.is_some()) {
            return false;
        }
        self.tree.close_all();
        let lines = (self.next..self.next + count).map(|at| self.line(at));
        let signers: Vec<&str> = lines
            .chain(organ)
            .filter(|line| !head::is_seal(line))
            .flat_map(|line| line.split(fold::is_blank))
            .filter(|organ| !organ.is_empty())
            .collect();
        if !signers.is_empty() && self.outline.issuer.is_none() {
            self.outline.issuer = Some(signers.join("、"));
        }
        if count > 0 {
            self.residues(ResidueKind::Signature, "落款", count);
        }
        let range = self.lines[self.next].clone();
        if let Some((found, _)) = dates::at_start(date) {
            let date = self.checked(found, range.clone());
            self.outline.dates.signed = self.outline.dates.signed.or(date);
        }
        self.next += 1;
        self.residue(ResidueKind::SignedDate, "成文日期", range);
        true
    }

    fn finish(mut self) -> Outline {
        let force = std::mem::take(&mut self.force);
        let mut date = |found: Option<(dates::Found, usize, usize)>| {
            let (found, start, end) = found?;
            self.checked(found, start..end)
        };
        let (in_force, expires) = (date(force.starts), date(force.expires));
        let (period_start, period_end) = (date(force.period_start), date(force.period_end));
        let dates = &mut self.outline.dates;
        let by_publication = if force.from_publication { dates.published } else { None };
        dates.in_force = dates.in_force.or(in_force).or(by_publication);
        dates.expires = dates.expires.or(expires);
        dates.period_start = period_start;
        dates.period_end = period_end;
        if self.outline.title.is_none() {
            self.outline.title = self.outline.carrier_title.take();
        }
        let mut clauses = self.tree.finish();
        table::assign(&mut clauses);
        self.outline.citations = citations(&clauses, &self.outline);
        self.outline.clauses = clauses;
        self.outline
    }
}

/// Documents that the clauses name, each once; a document does not cite itself.
fn citations(clauses: &[Clause], outline: &Outline) -> Vec<Citation> {
    let own: Vec<String> = [&outline.title, &outline.carrier_title]
        .into_iter()
        .flatten()
        .map(|title| head::key(title))
        .collect();
    let mut found: Vec<Citation> = Vec::new();
    let mut known = std::collections::HashMap::new();
    let mut waiting: Vec<&Clause> = clauses.iter().rev().collect();
    while let Some(clause) = waiting.pop() {
        waiting.extend(clause.children.iter().rev());
        for (title, number) in citation::find(&clause.heading).into_iter().chain(citation::find(&clause.text))
        {
            if own.contains(&head::key(title)) {
                continue;
            }
            let at = *known.entry(title.to_owned()).or_insert_with(|| {
                found.push(Citation {
                    title: title.to_owned(),
                    number: None,
                    clause: Some(clause.id.clone()),
                });
                found.len() - 1
            });
            if found[at].number.is_none() {
                found[at].number = number.map(str::to_owned);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Outline {
        read(&SourceFile::new("text.txt", text), &mut Problems::new())
    }

    #[test]
    fn several_organs_sign_with_a_seal_between() {
        let outline = read_text("一、甲\n县商务局　县财政局\n（代章）\n2024年12月9日");
        assert_eq!(outline.issuer.as_deref(), Some("县商务局、县财政局"));
        assert_eq!(outline.residue.len(), 3);
    }

    #[test]
    fn a_list_of_attachments_may_start_below_its_label() {
        let outline = read_text("一、甲\n附件：\n1.检查表\n2.值班表\n\n附件1\n检查表\n附件2\n值班表");
        let ids: Vec<&str> = outline.clauses.iter().map(|clause| clause.id.as_str()).collect();
        assert_eq!(ids, ["1", "a1", "a2"]);
    }
}
