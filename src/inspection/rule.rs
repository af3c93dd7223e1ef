//! The rules as data: what each is called, how grave it is, on which document it
//! rests, its threshold and points, who mends what it finds.
//!
//! The table is `rules.yaml`, embedded; a project changes rows of it in
//! `content/inspection.yaml`. A rule's own page in the manual is printed from it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::{Problems, Severity};
use crate::source::SourceFile;
use crate::text::yaml;

/// The table as it is shipped.
const TABLE: &str = include_str!("rules.yaml");

/// What stands behind a document that was not read itself.
pub(super) const UNCERTAIN: &str = "（待核）";

/// How grave a finding is, in the words of 国办秘函〔2019〕19号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 单项否决: one such finding and the site has failed.
    #[serde(alias = "单项否决")]
    Veto,
    /// 扣分.
    #[serde(alias = "扣分")]
    Deduct,
    /// 建议.
    #[serde(alias = "建议")]
    Advice,
}

impl Level {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Veto, Self::Deduct, Self::Advice];

    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Veto => "单项否决",
            Self::Deduct => "扣分",
            Self::Advice => "建议",
        }
    }

    /// How a finding of this level counts among other problems.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Veto => Severity::Error,
            Self::Deduct => Severity::Warning,
            Self::Advice => Severity::Advice,
        }
    }
}

/// Who can mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Those who write and review texts.
    #[serde(alias = "写稿审稿人员")]
    Editor,
    /// Those who look after columns, registers and the site's identity.
    #[serde(alias = "栏目管理人员")]
    Keeper,
    /// Those who answer for documents, targets and figures.
    #[serde(alias = "政策数据人员")]
    Recorder,
    /// Those who look after templates, addresses and servers.
    #[serde(alias = "网站技术人员")]
    Technician,
}

impl Owner {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Editor, Self::Keeper, Self::Recorder, Self::Technician];

    /// The words a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Editor => "写稿审稿人员",
            Self::Keeper => "栏目管理人员",
            Self::Recorder => "政策数据人员",
            Self::Technician => "网站技术人员",
        }
    }

    /// Whose the file at `path` is.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        const TEXTS: [&str; 4] =
            ["content/cases/", "content/notices/", "content/pages/", "content/enterprises/"];
        if TEXTS.iter().any(|folder| path.starts_with(folder)) || path.contains("/readings/") {
            return Self::Editor;
        }
        match path.split('/').next() {
            Some("content") => Self::Keeper,
            Some("policies") => Self::Recorder,
            _ => Self::Technician,
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A rule. Its name is frozen: waivers and other programs use it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "what each one asks for stands in rules.yaml")]
        pub enum RuleId { $($(#[$doc])* $variant,)* }

        impl RuleId {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in files and reports.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

rules! {
    ReleaseSample = "release-sample",
    ReleaseUnconfirmed = "release-unconfirmed",
    ReleaseGap = "release-gap",
    ReleaseLeftover = "release-leftover",
    ReleaseContact = "release-contact",
    ReleaseDraft = "release-draft",
    PoliciesStale = "policies-stale",
    NoticesStale = "notices-stale",
    ServicesStale = "services-stale",
    ColumnStale = "column-stale",
    ColumnsStaleMain = "columns-stale-main",
    ColumnsStaleMany = "columns-stale-many",
    ColumnEmpty = "column-empty",
    ColumnsEmptyMany = "columns-empty-many",
    GoingStale = "going-stale",
    DateFuture = "date-future",
    DateOrder = "date-order",
    ExpiredUnmarked = "expired-unmarked",
    WindowClosedAtOnce = "window-closed-at-once",
    WindowLongClosed = "window-long-closed",
    ReadingMissing = "reading-missing",
    ReadingLate = "reading-late",
    ReadingEarly = "reading-early",
    ReadingForms = "reading-forms",
    WrongWordSerious = "wrong-word-serious",
    WrongWord = "wrong-word",
    MarksUnpaired = "marks-unpaired",
    BracketsMixed = "brackets-mixed",
    TraditionalCharacters = "traditional-characters",
    UnitName = "unit-name",
    ParagraphRepeated = "paragraph-repeated",
    HighlightUnbacked = "highlight-unbacked",
    ResidentId = "resident-id",
    BankCard = "bank-card",
    MobileNumber = "mobile-number",
    PersonalMail = "personal-mail",
    InnerAddress = "inner-address",
    SecretMark = "secret-mark",
    HomeStale = "home-stale",
    ItemUndated = "item-undated",
    DateChanged = "date-changed",
    MetaMissing = "meta-missing",
    MetaTwice = "meta-twice",
    MetaEmpty = "meta-empty",
    PubDateForm = "pub-date-form",
    SiteDomainForm = "site-domain-form",
    SiteCodeForm = "site-code-form",
    ColumnTypeUnknown = "column-type-unknown",
    PageTitle = "page-title",
    FootMissing = "foot-missing",
    PubDateHidden = "pub-date-hidden",
    SourceHidden = "source-hidden",
    LinkedData = "linked-data",
    LinkBroken = "link-broken",
    LinkCase = "link-case",
    LinkOutside = "link-outside",
    LinkNowhere = "link-nowhere",
    AnchorMissing = "anchor-missing",
    LinkBareAddress = "link-bare-address",
    LinkForeign = "link-foreign",
    LinkUnmarked = "link-unmarked",
    PartElsewhere = "part-elsewhere",
    ExternalDead = "external-dead",
    ExternalSilent = "external-silent",
    ExternalUntrusted = "external-untrusted",
    ExternalMoved = "external-moved",
    AddressLost = "address-lost",
    ReadingUnlinked = "reading-unlinked",
    LanguageMissing = "language-missing",
    AltMissing = "alt-missing",
    AltEmptyWords = "alt-empty-words",
    HeadingOrder = "heading-order",
    TableHeads = "table-heads",
    LinkWords = "link-words",
    ControlUnnamed = "control-unnamed",
    FrameUnnamed = "frame-unnamed",
    AnchorTwice = "anchor-twice",
    ZoomBlocked = "zoom-blocked",
    Contrast = "contrast",
    TargetSmall = "target-small",
    PageHeavy = "page-heavy",
    PageHeavyWhole = "page-heavy-whole",
    SearchHeavy = "search-heavy",
    FileMetadata = "file-metadata",
}

impl RuleId {
    /// The rule of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for RuleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for RuleId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|rule| rule.name()).collect();
            let near = yaml::nearest(&name, &known).map(|near| format!("，是不是“{near}”？"));
            serde::de::Error::custom(format!(
                "没有规则“{name}”{}",
                near.unwrap_or_else(|| "，规则的标识见 docs/inspection-rules.zh-CN.md".to_owned())
            ))
        })
    }
}

/// One row of the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Which rule.
    #[serde(rename = "标识")]
    pub id: RuleId,
    /// A few words.
    #[serde(rename = "名称")]
    pub name: String,
    /// How grave.
    #[serde(rename = "级别")]
    pub level: Level,
    /// The document it rests on; 本系统 where it is our own.
    #[serde(rename = "依据")]
    pub basis: String,
    /// Whether number, threshold or points have not been read in the document itself.
    #[serde(rename = "待核", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub is_uncertain: bool,
    /// What is counted against it.
    #[serde(rename = "门槛", default)]
    pub threshold: Option<i64>,
    /// Of the threshold: 天, 个, KB.
    #[serde(rename = "单位", default)]
    pub unit: Option<String>,
    /// How many points it costs, as text: 5, 0.1.
    #[serde(rename = "扣分", default)]
    pub points: Option<String>,
    /// Who mends it.
    #[serde(rename = "谁改")]
    pub owner: Owner,
    /// What is looked at.
    #[serde(rename = "查什么")]
    pub what: String,
    /// What to do.
    #[serde(rename = "怎么改")]
    pub remedy: String,
    /// Why the project has switched it off.
    #[serde(skip)]
    pub off: Option<String>,
}

impl Rule {
    /// `国办秘函〔2019〕19号（待核）`.
    #[must_use]
    pub fn basis(&self) -> String {
        if self.is_uncertain { format!("{}{UNCERTAIN}", self.basis) } else { self.basis.clone() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "规则")]
    rules: Vec<Rule>,
}

/// All rules, each once.
#[derive(Debug, Clone)]
pub struct Rules {
    list: Vec<Rule>,
}

impl Rules {
    /// The table as it is shipped.
    ///
    /// # Panics
    ///
    /// Where the embedded table breaks its promise, which a test reads first.
    #[must_use]
    #[expect(clippy::panic, reason = "the table is ours: a broken one is a broken promise of our own")]
    pub fn shipped() -> Self {
        let mut problems = Problems::new();
        let table = yaml::parse::<Table>(&SourceFile::new("rules.yaml", TABLE), &mut problems);
        let Some(table) = table else { panic!("rules.yaml: {:?}", problems.sorted()) };
        Self { list: table.rules }
    }

    /// The row of a rule.
    ///
    /// # Panics
    ///
    /// Where the table lacks it, which a test rules out.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test holds the table against the rules")]
    pub fn of(&self, id: RuleId) -> &Rule {
        self.list.iter().find(|rule| rule.id == id).expect("every rule has a row")
    }

    /// The row of a rule, to change it.
    pub(super) fn row(&mut self, id: RuleId) -> Option<&mut Rule> {
        self.list.iter_mut().find(|rule| rule.id == id)
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.list.iter()
    }

    /// What a rule counts against; 0 where its row has none.
    #[must_use]
    pub fn threshold(&self, id: RuleId) -> i64 {
        self.of(id).threshold.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_one_row_in_the_order_of_the_table() {
        let table = Rules::shipped();
        let rows: Vec<RuleId> = table.iter().map(|rule| rule.id).collect();
        assert_eq!(rows, RuleId::ALL);
    }

    #[test]
    fn a_rule_says_what_it_looks_at_and_what_to_do() {
        for rule in Rules::shipped().iter() {
            for text in [&rule.name, &rule.what, &rule.remedy, &rule.basis] {
                assert!(!text.is_empty() && !text.ends_with('。'), "{}: {text}", rule.id);
            }
            assert_eq!(rule.threshold.is_some(), rule.unit.is_some(), "{}", rule.id);
            assert!(rule.points.is_none() || rule.level == Level::Deduct, "{}", rule.id);
        }
    }

    #[test]
    fn no_entry_of_the_table_ends_at_a_mark_that_starts_a_comment() {
        let cut = TABLE
            .lines()
            .find(|line| !line.trim_start().starts_with('#') && !line.contains('"') && line.contains(" #"));
        assert_eq!(cut, None);
    }

    #[test]
    fn a_file_belongs_to_whoever_can_mend_it() {
        for (path, owner) in [
            ("content/cases/nut.md", Owner::Editor),
            ("policies/a/readings/b.md", Owner::Editor),
            ("content/site.yaml", Owner::Keeper),
            ("policies/a/figures.csv", Owner::Recorder),
            ("themes/default/templates/home.html", Owner::Technician),
            ("cases/nut.html", Owner::Technician),
        ] {
            assert_eq!(Owner::of_path(path), owner, "{path}");
        }
    }
}
