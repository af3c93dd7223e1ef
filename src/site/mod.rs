//! The joined, immutable site: documents, units, home and pages, linked to each other.
//!
//! Knows nothing of templates or disk. What a page needs of several subjects is
//! joined here once, so that printing a page only looks things up.

pub mod board;
mod claims;
pub mod files;
pub mod home;
mod join;
pub mod links;
pub mod lists;
pub mod paging;
pub mod prose;
mod quote;
pub mod reference;
pub mod route;
pub mod synonyms;
pub mod terms;
pub mod units;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::column::Column;
use crate::column::article::Article;
use crate::config::Config;
use crate::id::{ClauseId, PolicySlug, UnitId};
use crate::policy::record::Policy;
use crate::policy::{Clause, ClauseKind, Duty, Role};
use crate::problem::{Problem, Problems, Severity};
use crate::progress::Progress;
use crate::source::Sources;
use board::Board;
use home::Home;
use links::Links;
use lists::Lists;
use prose::Prose;
use synonyms::Synonyms;
use terms::Term;
use units::{Unit, Units};

/// For whom a site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Readers see what is published on the day.
    Readers,
    /// Staff also see drafts and what is to come, each on its own page and in no list.
    Staff,
}

/// When and for whom a site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The day that decides what is published and what has lapsed.
    pub today: Date,
    /// Who will look at it.
    pub audience: Audience,
}

impl Occasion {
    /// For readers.
    #[must_use]
    pub fn public(today: Date) -> Self {
        Self { today, audience: Audience::Readers }
    }

    /// For staff.
    #[must_use]
    pub fn preview(today: Date) -> Self {
        Self { today, audience: Audience::Staff }
    }
}

/// Everything that is published, read and joined.
#[derive(Debug)]
pub struct Site {
    /// Who publishes.
    pub config: Config,
    /// The day for which the site is made.
    pub today: Date,
    /// For whom it is made.
    pub audience: Audience,
    /// By slug.
    pub policies: Vec<Document>,
    /// The register, in its own order.
    pub units: Units,
    /// What the home page shows, where `content/home.yaml` says it.
    pub home: Option<Home>,
    /// About, accessibility and other pages of running text.
    pub prose: Vec<Prose>,
    /// What each unit is responsible for, in the order of documents and clauses.
    pub duties: BTreeMap<UnitId, Vec<DutyRef>>,
    /// Cases, enterprises, notices, services and readings.
    pub column: Column,
    /// What of the column belongs to what.
    pub links: Links,
    /// What of the column stands in which list.
    pub lists: Lists,
    /// The target that counts the members of each tier: policy, target.
    pub tier_targets: Vec<Option<(usize, usize)>>,
    /// Words that mean the same, for the search.
    pub synonyms: Synonyms,
    /// Files of the project that readers may be given, by path: pictures, attachments, media.
    pub files: BTreeSet<String>,
    /// Of each article, in the order of [`Column::articles`]: whether nothing was told of its
    /// text, and it does not speak of the county.
    pub quiet: Vec<bool>,
    /// What is said in videos and sounds, by the path of the text.
    pub transcripts: BTreeMap<String, String>,
}

/// What was read of a project, before it is joined.
#[derive(Debug)]
pub struct Parts {
    /// `content/site.yaml`.
    pub config: Config,
    /// By slug.
    pub policies: Vec<Policy>,
    /// Targets and figures, by policy.
    pub progress: BTreeMap<PolicySlug, Progress>,
    /// The column.
    pub column: Column,
}

/// A document with what is found by looking across its clauses.
#[derive(Debug)]
pub struct Document {
    /// The document itself.
    pub policy: Policy,
    /// Its clauses in printed order, with their place in the tree.
    pub clauses: Vec<ClauseRef>,
    /// Terms that its text defines.
    pub terms: Vec<Term>,
    /// Whether measures are numbered through, so that their number alone names them.
    pub measures_numbered_through: bool,
    /// How far it has come; `None` where its targets are not listed.
    pub board: Option<Board>,
    index: BTreeMap<ClauseId, usize>,
}

/// Where a clause stands in the tree: the child numbers from the top.
#[derive(Debug, Clone)]
pub struct ClauseRef {
    path: Vec<usize>,
    /// Index in [`Document::clauses`] of the clause above it.
    pub parent: Option<usize>,
}

/// One duty of a unit.
#[derive(Debug, Clone)]
pub struct DutyRef {
    /// Index in [`Site::policies`].
    pub policy: usize,
    /// Index in [`Document::clauses`].
    pub clause: usize,
    /// 0 where the unit is named first.
    pub position: usize,
    /// As the text says.
    pub role: Option<Role>,
    /// As printed.
    pub printed: String,
}

impl Document {
    /// Indexes the clauses of a document.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        let mut clauses = Vec::new();
        flatten(&policy.outline.clauses, &mut Vec::new(), None, &mut clauses);
        let mut document = Self {
            policy,
            clauses,
            terms: Vec::new(),
            measures_numbered_through: false,
            board: None,
            index: BTreeMap::new(),
        };
        document.index = (0..document.clauses.len()).map(|at| (document.clause(at).id.clone(), at)).collect();
        document.measures_numbered_through = document.numbers_are_unique();
        document.terms = terms::find(&document);
        document
    }

    /// Whether another document rules that the unit named first leads.
    #[must_use]
    pub fn first_unit_leads(&self) -> bool {
        self.policy.record.first_unit_leads == Some(true)
    }

    /// How a unit takes part: as the text says, else as that rule says.
    #[must_use]
    pub fn role(&self, duty: &Duty, position: usize) -> Option<Role> {
        let by_rule = self.first_unit_leads().then_some(if position == 0 { Role::Lead } else { Role::Joint });
        duty.role.or(by_rule)
    }

    /// The clause at `at` in printed order.
    #[must_use]
    pub fn clause(&self, at: usize) -> &Clause {
        let path = &self.clauses[at].path;
        let mut clause = &self.policy.outline.clauses[path[0]];
        for &child in &path[1..] {
            clause = &clause.children[child];
        }
        clause
    }

    /// The place of the clause with this id.
    #[must_use]
    pub fn find(&self, id: &ClauseId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// All clauses in printed order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Clause)> {
        (0..self.clauses.len()).map(|at| (at, self.clause(at)))
    }

    /// The measures in printed order: those that have a page.
    pub fn measures(&self) -> impl Iterator<Item = (usize, &Clause)> {
        self.iter().filter(|(at, _)| self.has_measure_page(*at))
    }

    /// The sections that hold measures: the 工程.
    pub fn sections(&self) -> impl Iterator<Item = (usize, &Clause)> {
        self.iter().filter(|(at, _)| self.has_section_page(*at))
    }

    /// Whether the clause is a measure with a page of its own.
    #[must_use]
    pub fn has_measure_page(&self, at: usize) -> bool {
        let clause = self.clause(at);
        clause.kind == ClauseKind::Measure && clause.title.is_some()
    }

    /// Whether the clause is a section with a page of its own.
    #[must_use]
    pub fn has_section_page(&self, at: usize) -> bool {
        let clause = self.clause(at);
        clause.kind == ClauseKind::Section
            && clause.children.iter().any(|child| child.kind == ClauseKind::Measure && child.title.is_some())
    }

    /// The measures of a section, in printed order.
    pub fn measures_of(&self, section: usize) -> impl Iterator<Item = (usize, &Clause)> {
        self.measures().filter(move |(at, _)| self.clauses[*at].parent == Some(section))
    }

    fn numbers_are_unique(&self) -> bool {
        let mut stems: Vec<&str> = self.measures().filter_map(|(_, clause)| last_number(clause)).collect();
        let count = stems.len();
        stems.sort_unstable();
        stems.dedup();
        stems.len() == count && count > 0
    }
}

/// The last part of a clause's id: its own number.
fn last_number(clause: &Clause) -> Option<&str> {
    clause.id.as_str().rsplit('.').next()
}

fn flatten(clauses: &[Clause], path: &mut Vec<usize>, parent: Option<usize>, found: &mut Vec<ClauseRef>) {
    for (number, clause) in clauses.iter().enumerate() {
        path.push(number);
        let at = found.len();
        found.push(ClauseRef { path: path.clone(), parent });
        flatten(&clause.children, path, Some(at), found);
        path.pop();
    }
}

/// The day after which nothing is known; where the site does not say, the day of the build.
fn data_cutoff(config: &Config, today: Date, problems: &mut Problems) -> Date {
    if config.data_cutoff().is_none() {
        let message = format!("没有写“数据截止”，进展按 {today} 以前的数据评价");
        let problem = Problem::new(Severity::Warning, message).in_file(crate::config::PATH);
        problems.add(
            problem.hint("写明数据统计到哪一天，如 数据截止: \"2026-10-31\"；同样的数据每天评价结果都一样"),
        );
    }
    config.data_cutoff().unwrap_or(today)
}

fn join_boards(
    policies: &mut [Document],
    mut progress: BTreeMap<PolicySlug, Progress>,
    units: &Units,
    cutoff: Date,
    sources: &Sources,
    problems: &mut Problems,
) {
    use rayon::prelude::*;
    let waiting: Vec<(&mut Document, Progress)> = policies
        .iter_mut()
        .filter_map(|document| {
            let own = progress.remove(&document.policy.slug)?;
            Some((document, own))
        })
        .collect();
    let found: Vec<Problems> = waiting
        .into_par_iter()
        .map(|(document, own)| {
            let mut problems = Problems::new();
            document.board = Some(Board::assemble(document, own, units, cutoff, sources, &mut problems));
            problems
        })
        .collect();
    problems.extend(found.into_iter().flatten());
}

impl Site {
    /// Joins what was read; what does not fit together is a problem.
    pub fn assemble(sources: &Sources, parts: Parts, occasion: Occasion, problems: &mut Problems) -> Self {
        use rayon::prelude::*;
        let Parts { config, policies, progress, column } = parts;
        let Occasion { today, audience } = occasion;
        let mut policies: Vec<Document> = policies.into_par_iter().map(Document::new).collect();
        let units = Units::parse(sources, problems);
        if !progress.is_empty() {
            let cutoff = data_cutoff(&config, today, problems);
            join_boards(&mut policies, progress, &units, cutoff, sources, problems);
        }
        let duties = units::link(&policies, &units, sources, problems);
        let home = Home::parse(sources, &policies, problems);
        let prose = prose::parse_all(sources, problems);
        let lists = Lists::new(&column, today);
        let mut site = Self {
            config,
            today,
            audience,
            policies,
            units,
            home,
            prose,
            duties,
            column,
            links: Links::default(),
            lists,
            tier_targets: Vec::new(),
            synonyms: Synonyms::parse(sources, problems),
            files: sources.attachable(),
            quiet: Vec::new(),
            transcripts: BTreeMap::new(),
        };
        site.links = join::links(&site, sources, problems);
        site.tier_targets = join::tier_targets(&site, sources, problems);
        site.transcripts = files::transcripts(&site, sources);
        let mut of_claims = Problems::new();
        let ((), quiet) = rayon::join(
            || {
                files::check(&site, sources, problems);
                join::orphans(&site, problems);
            },
            || claims::check(&site, sources, &mut of_claims),
        );
        problems.extend(of_claims);
        Self { quiet, ..site }
    }

    /// Whether an article has a page: for staff, every one.
    #[must_use]
    pub fn has_page(&self, article: &Article) -> bool {
        match self.audience {
            Audience::Readers => article.has_page(self.today),
            Audience::Staff => true,
        }
    }

    /// The plan that is meant where an article names none: that of the home page, else the only one.
    #[must_use]
    pub fn own_plan(&self) -> Option<usize> {
        let only = (self.policies.len() == 1).then_some(0);
        self.home.as_ref().map(|home| home.policy).or(only)
    }

    /// The unit of the register that a printed name means.
    #[must_use]
    pub fn unit_of(&self, printed: &str) -> Option<&Unit> {
        self.units.resolve(printed)
    }

    /// The document with this slug.
    #[must_use]
    pub fn policy(&self, slug: &PolicySlug) -> Option<usize> {
        self.policies.iter().position(|document| &document.policy.slug == slug)
    }
}
