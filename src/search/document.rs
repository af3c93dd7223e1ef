//! What is searched: one neutral form for policies, clauses, cases and all others.

use std::borrow::Cow;

use jiff::civil::Date;

/// One thing that can be found. Nothing is folded yet.
#[derive(Debug, Clone, Default, Hash)]
pub struct Document<'a> {
    /// Of the page or clause.
    pub title: Cow<'a, str>,
    /// Relative to the site's root, with `#` and fragment where it is a part of a page.
    pub address: String,
    /// The document of which this is a part: hits are grouped below it.
    pub parent: Option<Parent<'a>>,
    /// Decides the order: documents are numbered from the oldest on. `None` is oldest.
    pub date: Option<Date>,
    /// 发文字号.
    pub number: Option<Cow<'a, str>>,
    /// 统一编号.
    pub registration: Option<Cow<'a, str>>,
    /// 栏目.
    pub section: Cow<'a, str>,
    /// 年度 of the filter.
    pub year: Option<i16>,
    /// 梯度.
    pub tier: Option<Cow<'a, str>>,
    /// 镇街.
    pub town: Option<Cow<'a, str>>,
    /// 产业.
    pub industry: Option<Cow<'a, str>>,
    /// 工程 of a plan.
    pub project: Option<Cow<'a, str>>,
    /// 责任单位, by the names that navigation shows.
    pub units: Vec<Cow<'a, str>>,
    /// Enterprises by all their names, the full one first.
    pub companies: Vec<Vec<Cow<'a, str>>>,
    /// 关键词.
    pub keywords: Vec<Cow<'a, str>>,
    /// Plain text.
    pub body: Cow<'a, str>,
}

/// The document above.
#[derive(Debug, Clone, Hash)]
pub struct Parent<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// Relative to the site's root.
    pub address: String,
}

/// All that is searched. The same number always gives the same document.
pub trait Library: Sync {
    /// How many documents there are.
    fn len(&self) -> usize;

    /// The document at `at`, from 0. Built on demand, so that texts are not held twice.
    fn document(&self, at: usize) -> Document<'_>;

    /// Whether there is nothing to search.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What the site's registers say of words.
#[derive(Debug, Clone, Default, Hash)]
pub struct Lexicon {
    /// All names of each unit, the one that navigation shows first.
    pub units: Vec<Vec<String>>,
    /// Words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// A word, then those that are looked for with it but not the other way round.
    pub ways: Vec<Vec<String>>,
    /// Names of the place, which units and enterprises carry before their own: 海盐县, 海盐, 县.
    pub places: Vec<String>,
    /// Terms of the registers: tiers, industries, towns, projects.
    pub terms: Vec<String>,
}

impl Document<'_> {
    /// What is known of the document beside title and text, as one text.
    #[must_use]
    pub fn meta(&self) -> String {
        let one = [&self.number, &self.registration, &self.tier, &self.town, &self.industry, &self.project];
        let one = one.into_iter().flatten();
        let many = self.units.iter().chain(self.companies.iter().flatten()).chain(&self.keywords);
        let mut meta = String::new();
        for word in one.chain(many).chain([&self.section]) {
            meta.push_str(word);
            meta.push('\n');
        }
        meta
    }
}
