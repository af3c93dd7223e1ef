//! Joins the column with the plan: who helped whom, by which clause, under which unit.
//!
//! Whatever an article names is looked up here; what does not exist is a
//! problem at its place, with the nearest name that does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::links::{Links, Node};
use super::reference::{DeadEnd, index};
use super::{Document, Site};
use crate::column::article::{self, Article, Cites};
use crate::column::enterprise;
use crate::column::terms::{self, Facet, Term};
use crate::id::{ClauseId, PolicySlug, TargetId};
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::markdown::{Body, EmbedKind, Piece};
use crate::text::yaml::{self, Placed};

/// All links of a site; dead references are problems.
pub(super) fn links(site: &Site, sources: &Sources, problems: &mut Problems) -> Links {
    use rayon::prelude::*;
    let column = &site.column;
    let unread = Unread::of(site, sources);
    let cases = column.cases.iter().enumerate().map(|(at, case)| {
        let firms = case.enterprises.iter().map(|&at| Node::Enterprise(index(at))).collect();
        Joint { node: Node::Case(index(at)), text: Text::Article(&case.article), own: firms, policy: None }
    });
    let notices = column.notices.iter().enumerate().map(|(at, notice)| {
        let firms = notice.enterprises.iter().map(|&at| Node::Enterprise(index(at))).collect();
        Joint {
            node: Node::Notice(index(at)),
            text: Text::Article(&notice.article),
            own: firms,
            policy: None,
        }
    });
    let readings = column.readings.iter().enumerate().map(|(at, reading)| {
        let policy = site.policy(&reading.policy);
        let own = policy.map(|policy| Node::Policy(index(policy))).into_iter().collect();
        Joint { node: Node::Reading(index(at)), text: Text::Article(&reading.article), own, policy }
    });
    let services = column.services.iter().enumerate().map(|(at, service)| Joint {
        node: Node::Service(index(at)),
        text: Text::Sheet(&service.path, &service.cites),
        own: Vec::new(),
        policy: None,
    });
    let joints: Vec<Joint<'_>> = cases.chain(notices).chain(readings).chain(services).collect();
    for prose in &site.prose {
        problems.extend(dead_ends(site, &unread, sources, &prose.path, &prose.body));
    }
    let found: Vec<(Vec<(Node, Node)>, Problems)> =
        joints.into_par_iter().map(|joint| joint.resolve(site, &unread, sources)).collect();
    let mut pairs = Vec::new();
    for (own, told) in found {
        pairs.extend(own);
        problems.extend(told);
    }
    Links::new(pairs)
}

/// Dead references of a page of running text, which is no subject and has no links.
fn dead_ends(site: &Site, unread: &Unread, sources: &Sources, path: &str, body: &Body) -> Problems {
    let mut problems = Problems::new();
    if let Some(file) = sources.get(path) {
        let mut resolver = Resolver { site, unread, file, found: Vec::new(), problems: &mut problems };
        resolver.body(path, body, site.own_plan());
    }
    problems
}

/// Policies of which something could not be read: what is missing of them is no news.
struct Unread {
    /// Without a record or text that could be read, by the name of their folder.
    policies: BTreeSet<String>,
    /// With targets that could not be read.
    targets: BTreeSet<PolicySlug>,
}

impl Unread {
    fn of(site: &Site, sources: &Sources) -> Self {
        let mut unread = Self { policies: BTreeSet::new(), targets: BTreeSet::new() };
        for file in sources.under("policies/") {
            let name = file.path().strip_prefix("policies/").and_then(|rest| rest.split_once('/'));
            let Some((folder, name)) = name else { continue };
            let slug = PolicySlug::parse(folder).ok();
            let found = slug.as_ref().and_then(|slug| site.policy(slug));
            match (found, slug) {
                (None, _) => drop(unread.policies.insert(folder.to_owned())),
                (Some(at), Some(slug)) if name == "targets.yaml" && site.policies[at].board.is_none() => {
                    unread.targets.insert(slug);
                }
                _ => {}
            }
        }
        unread
    }

    fn has_policy(&self, slug: &str) -> bool {
        self.policies.contains(slug)
    }

    fn lacks_targets(&self, document: &Document) -> bool {
        self.targets.contains(&document.policy.slug)
    }
}

/// A subject of the column and what it names.
struct Joint<'a> {
    node: Node,
    text: Text<'a>,
    /// Links that the column itself knows.
    own: Vec<Node>,
    /// The policy it lies below.
    policy: Option<usize>,
}

enum Text<'a> {
    Article(&'a Article),
    Sheet(&'a str, &'a Cites),
}

impl Joint<'_> {
    fn resolve(self, site: &Site, unread: &Unread, sources: &Sources) -> (Vec<(Node, Node)>, Problems) {
        let mut problems = Problems::new();
        let (path, cites) = match self.text {
            Text::Article(article) => (article.path.as_str(), &article.cites),
            Text::Sheet(path, cites) => (path, cites),
        };
        let empty = SourceFile::new(path, "");
        let file = sources.get(path).unwrap_or(&empty);
        let mut resolver = Resolver { site, unread, file, found: self.own, problems: &mut problems };
        let policy = self.policy.or_else(|| resolver.policy(cites.policy.as_ref()));
        resolver.cites(cites, policy);
        if let Text::Article(article) = self.text {
            resolver.body(path, &article.body, policy);
        }
        let pairs = resolver.found.into_iter().map(|other| (self.node, other)).collect();
        (pairs, problems)
    }
}

struct Resolver<'a> {
    site: &'a Site,
    unread: &'a Unread,
    file: &'a SourceFile,
    found: Vec<Node>,
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    fn tell(&mut self, span: Range<usize>, message: String, hint: String) {
        self.problems.add(self.file.problem(span, message).hint(hint));
    }

    /// The policy that is named, else the site's own plan.
    fn policy(&mut self, named: Option<&Placed>) -> Option<usize> {
        let Some(named) = named else { return self.site.own_plan() };
        let found = PolicySlug::parse(&named.value).ok().and_then(|slug| self.site.policy(&slug));
        if found.is_none() && !self.unread.has_policy(&named.value) {
            let known: Vec<&str> = self.site.policies.iter().map(|d| d.policy.slug.as_str()).collect();
            let hint = offer(&named.value, &known, || format!("现有：{}", known.join("、")));
            self.tell(named.span.clone(), format!("没有政策“{}”", named.value), hint);
        }
        found
    }

    fn cites(&mut self, cites: &Cites, policy: Option<usize>) {
        for clause in &cites.clauses {
            self.clause(&clause.value, clause.span.clone(), policy);
        }
        for target in &cites.targets {
            self.target(&target.value, target.span.clone(), policy);
        }
        for unit in &cites.units {
            match self.site.units.position(&unit.value) {
                Some(at) => self.found.push(Node::Unit(index(at))),
                None => self.unknown_unit(unit),
            }
        }
    }

    fn unknown_unit(&mut self, unit: &Placed) {
        if !self.site.units.is_whole() {
            return;
        }
        let known: Vec<&str> = self.site.units.list().iter().map(super::units::Unit::short_name).collect();
        let hint =
            offer(&unit.value, &known, || format!("在 {} 中登记，或写已有单位的名称", super::units::PATH));
        let problem = self.file.problem(unit.span.clone(), format!("没有单位“{}”", unit.value));
        self.problems.add(problem.severity(Severity::Warning).hint(hint));
    }

    /// `2.1.2`, or `other-plan#2.1.2`.
    fn clause(&mut self, written: &str, span: Range<usize>, policy: Option<usize>) {
        let Some((policy, id)) = self.in_policy(written, &span, policy) else { return };
        let document = &self.site.policies[policy];
        match ClauseId::parse(id).ok().and_then(|id| document.find(&id)) {
            Some(clause) => self.found.push(Node::Clause(index(policy), index(clause))),
            None => {
                let (message, hint) = unknown_clause(document, id);
                self.tell(span, message, hint);
            }
        }
    }

    /// `little-giant`, or `other-plan#little-giant`.
    fn target(&mut self, written: &str, span: Range<usize>, policy: Option<usize>) {
        let Some((policy, id)) = self.in_policy(written, &span, policy) else { return };
        let document = &self.site.policies[policy];
        let found = document.board.as_ref().and_then(|board| board.find(&TargetId::parse(id).ok()?));
        match found {
            Some(target) => self.found.push(Node::Target(index(policy), index(target))),
            // Its targets could not be read, which was told.
            None if self.unread.lacks_targets(document) => {}
            None => {
                let targets = document.board.iter().flat_map(|board| &board.progress.targets);
                let known: Vec<&str> = targets.map(|target| target.id.as_str()).collect();
                let slug = &document.policy.slug;
                let hint = offer(id, &known, || format!("标识见 policies/{slug}/targets.yaml"));
                let message = format!("《{}》没有指标 {id}", document.policy.short_title());
                self.tell(span, message, hint);
            }
        }
    }

    /// The policy of a reference, and the id in it.
    fn in_policy<'w>(
        &mut self,
        written: &'w str,
        span: &Range<usize>,
        policy: Option<usize>,
    ) -> Option<(usize, &'w str)> {
        let Some((slug, id)) = written.split_once('#') else {
            if policy.is_none() && self.site.own_plan().is_none() && self.unread.policies.is_empty() {
                let hint = "在文件头写“政策: …”，或写成 政策标识#编号";
                self.tell(span.clone(), "不知道指的是哪份政策".to_owned(), hint.to_owned());
            }
            return policy.map(|policy| (policy, written));
        };
        let named = Placed { value: slug.to_owned(), span: span.clone() };
        Some((self.policy(Some(&named))?, id))
    }

    /// Whether an address means a file that could not be read, which was told.
    fn is_unread(&self, path: &str, address: &str) -> bool {
        let name = address.split('#').next().unwrap_or_default();
        let Some(full) = article::beside(path, name) else { return false };
        self.site.column.unread.contains(&full)
            || self.unread.policies.iter().any(|slug| full.starts_with(&format!("policies/{slug}/")))
    }

    fn body(&mut self, path: &str, body: &Body, policy: Option<usize>) {
        for piece in &body.gist().needs {
            match piece {
                Piece::Embed(embed) => {
                    let written = match &embed.policy {
                        Some(slug) => format!("{slug}#{}", embed.id),
                        None => embed.id.clone(),
                    };
                    match embed.kind {
                        EmbedKind::Target => self.target(&written, embed.span.clone(), policy),
                        EmbedKind::Clause => self.clause(&written, embed.span.clone(), policy),
                    }
                }
                Piece::Link(link) => self.link(path, &link.address, link.span.clone()),
                _ => {}
            }
        }
    }

    fn link(&mut self, path: &str, address: &str, span: Range<usize>) {
        use super::reference::Destination;
        match self.site.destination(path, address) {
            Ok(Destination::Node(node)) => self.found.push(node),
            Ok(Destination::Prose(_) | Destination::File(_)) => {}
            Err(DeadEnd::NotPublished) => {
                let problem = self.file.problem(span, format!("链接“{address}”指向的内容还没有发布"));
                let hint = "到发布时间后会自动成为链接；现在页面上只显示文字";
                self.problems.add(problem.severity(Severity::Advice).hint(hint));
            }
            Err(DeadEnd::Unknown) if self.is_unread(path, address) => {}
            Err(DeadEnd::Unknown) => {
                let hint = "写对方的文件，如 ../enterprises/企业标识.yaml；网页写完整网址 https://…";
                self.tell(span, format!("链接“{address}”没有对应的内容"), hint.to_owned());
            }
            Err(DeadEnd::Refused) => {
                let hint = "附件用 pdf、ofd、docx、xlsx、csv、zip 等格式；图片用 ![说明](文件)";
                self.tell(span, format!("“{address}”这种文件不能发布"), hint.to_owned());
            }
        }
    }
}

/// 是不是“…”, or what `otherwise` says.
fn offer(name: &str, known: &[&str], otherwise: impl Fn() -> String) -> String {
    let longer = known.iter().copied().find(|known| known.starts_with(name));
    let near = longer.or_else(|| yaml::nearest(name, known));
    near.map_or_else(otherwise, |near| format!("是不是“{near}”？"))
}

/// What is wrong with a clause id, and the clause that was probably meant.
pub(super) fn unknown_clause(document: &Document, id: &str) -> (String, String) {
    let policy = &document.policy;
    let message = format!("《{}》没有条款 {id}", policy.short_title());
    let last = id.rsplit('.').next().unwrap_or_default();
    let near = document.measures().find(|(_, clause)| {
        let own = clause.id.as_str();
        own.rsplit('.').next() == Some(last) && own.split('.').next() == id.split('.').next()
    });
    let hint = match near {
        Some((_, clause)) => {
            format!("是不是 {}（{}）？{}", clause.id, clause.heading.trim(), clause_ids(document))
        }
        None => clause_ids(document),
    };
    (message, hint)
}

/// Which ids there are: those of the measures, which are asked for most, and where to see the others.
pub(super) fn clause_ids(document: &Document) -> String {
    let measures: Vec<&str> = document.measures().map(|(_, clause)| clause.id.as_str()).collect();
    let slug = &document.policy.slug;
    let all = format!("全部条款：在网站的文件夹里运行 saltpress outline policies/{slug}/text.txt");
    if measures.is_empty() {
        all
    } else {
        format!("各项措施的编号：{}；{all}", measures.join("、"))
    }
}

/// The target that counts the members of each tier, where `content/column.yaml` names one.
pub(super) fn tier_targets(
    site: &Site,
    sources: &Sources,
    problems: &mut Problems,
) -> Vec<Option<(usize, usize)>> {
    let tiers = site.column.terms.of(Facet::Tier).list();
    let policy = site.own_plan();
    let board = policy.and_then(|policy| site.policies[policy].board.as_ref());
    // Targets that could not be read were told.
    let unread = Unread::of(site, sources);
    let is_unread =
        policy.map_or(!unread.policies.is_empty(), |policy| unread.lacks_targets(&site.policies[policy]));
    let target = |tier: &Term| {
        let named = tier.target.as_ref()?;
        let found = board.and_then(|board| board.find(&named.value));
        if found.is_none()
            && !is_unread
            && let Some(file) = sources.get(terms::PATH)
        {
            let problem = file.problem(named.span.clone(), format!("方案没有指标 {}", named.value));
            problems.add(problem.hint("写 targets.yaml 中的标识，或删去“指标”"));
        }
        Some((policy?, found?))
    };
    tiers.iter().map(target).collect()
}

/// How many files a list of orphans names before it only counts.
const NAMED: usize = 20;
/// How many firms are named as examples of what can be written.
const IDS: usize = 3;

/// What stands alone: a case without a clause or a firm, a firm without a case,
/// a notice or a list without a unit. One list for each kind.
pub(super) fn orphans(site: &Site, problems: &mut Problems) {
    let (column, links) = (&site.column, &site.links);
    let cases = || column.cases.iter().enumerate().map(|(at, case)| (at, case, Node::Case(index(at))));
    // What was told and left out is not missing.
    let lacks = |article: &Article, key: &str| !article.lost.has(key);
    let knows_firms = !column.unread.iter().any(|path| path.starts_with(enterprise::FOLDER));
    let without_firm = cases()
        .filter(|(_, case, _)| case.enterprises.is_empty() && knows_firms && lacks(&case.article, "企业"));
    let without_clause = cases().filter(|(_, case, node)| {
        links.clauses(*node).next().is_none()
            && lacks(&case.article, "条款")
            && case.article.cites.clauses.is_empty()
    });
    let is_whole = column.unread.is_empty() && column.articles().all(|article| lacks(article, "企业"));
    let firms = column.enterprises.iter().enumerate().filter(|_| is_whole);
    let alone = firms.filter(|(at, _)| links.of(Node::Enterprise(index(*at))).next().is_none());
    let has_unit = |node: Node| links.units(node).next().is_some();
    let notices = column.notices.iter().enumerate().filter(|(at, notice)| {
        let cited = &notice.article.cites.units;
        !has_unit(Node::Notice(index(*at))) && cited.is_empty() && lacks(&notice.article, "责任单位")
    });
    let lists = column
        .services
        .iter()
        .enumerate()
        .filter(|(at, list)| !has_unit(Node::Service(index(*at))) && list.cites.units.is_empty());
    // A case that is true may not name a firm that is made up.
    let known = column.enterprises.iter().filter(|firm| !firm.is_sample).take(IDS);
    let known: Vec<&str> = known.map(|firm| firm.id.as_str()).collect();
    let known = if known.is_empty() { String::new() } else { format!("，如 {}", known.join("、")) };
    let way = format!(
        "在文件头写“企业: 标识”，标识是 content/enterprises 里的文件名，不带 .yaml{known}；没有登记的先用 saltpress new enterprise"
    );
    tell_orphans(
        &without_firm.map(|(_, case, _)| case.article.path.as_str()).collect::<Vec<_>>(),
        "篇案例没有写企业",
        &way,
        problems,
    );
    tell_orphans(
        &without_clause.map(|(_, case, _)| case.article.path.as_str()).collect::<Vec<_>>(),
        "篇案例没有写哪条措施帮到了企业",
        "在文件头写“条款: [\"2.1.2\"]”，列出用到的措施",
        problems,
    );
    tell_orphans(
        &alone.map(|(_, firm)| firm.path.as_str()).collect::<Vec<_>>(),
        "家企业没有案例或名单提到",
        "在案例的文件头写“企业: 标识”（这里的文件名，不带 .yaml）",
        problems,
    );
    tell_orphans(
        &notices.map(|(_, notice)| notice.article.path.as_str()).collect::<Vec<_>>(),
        "则通知没有写责任单位",
        "在文件头写“责任单位: 县经信局”，企业才知道找谁",
        problems,
    );
    tell_orphans(
        &lists.map(|(_, list)| list.path.as_str()).collect::<Vec<_>>(),
        "份服务清单没有写责任单位",
        "写“责任单位: 县经信局”，企业才知道找谁",
        problems,
    );
}

fn tell_orphans(paths: &[&str], what: &str, hint: &str, problems: &mut Problems) {
    let Some(first) = paths.first() else { return };
    let named = paths.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    let rest = if paths.len() > NAMED { " 等" } else { "" };
    let message = format!("{} {what}：{named}{rest}", paths.len());
    problems.add(Problem::new(Severity::Advice, message).in_file(*first).hint(hint));
}
