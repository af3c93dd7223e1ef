//! Notices: `content/notices/<slug>.md`: who may apply, from when to when, whom to call.

use serde::{Deserialize, Serialize};

use super::article::{self, Article};
use super::header::header;
use super::known::Known;
use super::moment::{self, Window};
use super::terms::Facet;
use super::{Column, case, enterprise};
use crate::id::NoticeSlug;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml::{Placed, Words};

/// Where notices lie.
pub const FOLDER: &str = "content/notices/";

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Kind {
    /// 申报通知.
    #[serde(rename = "申报通知", alias = "call")]
    Call,
    /// 公示名单.
    #[serde(rename = "公示名单", alias = "list")]
    List,
    /// 通知公告.
    #[default]
    #[serde(rename = "通知公告", alias = "announcement")]
    Announcement,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Call, Self::List, Self::Announcement];

    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Call => "申报通知",
            Self::List => "公示名单",
            Self::Announcement => "通知公告",
        }
    }
}

header! {
    struct Header and Own {
        #[serde(rename = "类别", alias = "kind", default)]
        kind: Kind,
        #[serde(rename = "文号", alias = "number", default)]
        number: Option<String>,
        #[serde(rename = "对象", alias = "audience", default)]
        audience: Option<String>,
        #[serde(rename = "梯度", alias = "tiers", default)]
        tiers: Words,
        #[serde(rename = "开始", alias = "opens", default)]
        opens: Option<Placed>,
        #[serde(rename = "截止", alias = "closes", default)]
        closes: Option<Placed>,
        #[serde(rename = "电话", alias = "phone", default)]
        phone: Option<String>,
        #[serde(rename = "网址", alias = "link", default)]
        link: Option<Placed>,
        #[serde(rename = "附件", alias = "attachments", default)]
        attachments: Option<Vec<RawAttachment>>,
        #[serde(rename = "企业", alias = "enterprises", default)]
        enterprises: Words,
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "“文件”和“名称”两项，如 {文件: a.docx, 名称: 申报表}")]
struct RawAttachment {
    #[serde(rename = "文件", alias = "file")]
    file: Placed,
    #[serde(rename = "名称", alias = "name", default)]
    name: Option<String>,
}

/// A file that readers may take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As written, relative to the notice's folder.
    pub file: Placed,
    /// What it is called; the file's name where nobody said.
    pub name: String,
}

/// One notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its address, frozen.
    pub slug: NoticeSlug,
    /// The text.
    pub article: Article,
    /// What it is about.
    pub kind: Kind,
    /// 文号.
    pub number: Option<String>,
    /// 对象: who can apply.
    pub audience: Option<String>,
    /// Indexes of the tiers it is for.
    pub tiers: Vec<usize>,
    /// When one can apply, or object.
    pub window: Window,
    /// 电话; that of its unit where the notice gives none.
    pub phone: Option<String>,
    /// Where one applies.
    pub link: Option<String>,
    /// Files to take away.
    pub attachments: Vec<Attachment>,
    /// Indexes in [`Column::enterprises`] of the firms it names.
    pub enterprises: Vec<usize>,
}

/// The files that hold notices.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under(FOLDER).filter(|file| stem(file.path()).is_some())
}

/// `call` of `content/notices/call.md` and of `content/notices/call/index.md`.
fn stem(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?;
    let stem = name.strip_suffix("/index.md").or_else(|| name.strip_suffix(".md"))?;
    (!stem.contains('/')).then_some(stem)
}

/// Reads one notice.
pub(super) fn parse(
    file: &SourceFile,
    column: &Column,
    known: &Known,
    problems: &mut Problems,
) -> Option<Notice> {
    let slug = match NoticeSlug::parse(stem(file.path())?) {
        Ok(slug) => Some(slug),
        Err(bad) => {
            let problem = Problem::new(Severity::Error, bad.to_string()).in_file(file.path());
            problems.add(problem.hint("文件名会成为网址，改成拼音或英文"));
            None
        }
    };
    let (own, text) = known.read(file, problems)?.part(Header::split);
    let article = article::assemble(file, text, problems);
    let tiers = own.tiers.into_list(file);
    let tiers = tiers.iter().filter_map(|word| column.terms.resolve(Facet::Tier, file, word, problems));
    let tiers = tiers.collect();
    let window = read_window(file, own.opens, own.closes, problems);
    advise(file, own.kind, &article, own.audience.as_ref(), window, problems);
    let enterprises = case::resolve_enterprises(file, own.enterprises.into_list(file), column, problems);
    Some(Notice {
        slug: slug?,
        article,
        kind: own.kind,
        number: own.number,
        audience: own.audience,
        tiers,
        window,
        phone: own.phone,
        link: own.link.and_then(|link| enterprise::read_address(file, link, problems)),
        attachments: own.attachments.unwrap_or_default().into_iter().map(read_attachment).collect(),
        enterprises,
    })
}

/// Reads the two ends of a window; one that ends before it starts is told and stays open.
pub(super) fn read_window(
    file: &SourceFile,
    opens: Option<Placed>,
    closes: Option<Placed>,
    problems: &mut Problems,
) -> Window {
    let place = closes.as_ref().map(|closes| closes.span.clone());
    let window = Window {
        opens: moment::read_date(file, opens, problems),
        closes: moment::read_date(file, closes, problems),
    };
    let (Some(opens), Some(closes), Some(place)) = (window.opens, window.closes, place) else {
        return window;
    };
    if closes >= opens {
        return window;
    }
    let problem = file.problem(place, format!("截止日期 {closes} 早于开始日期 {opens}"));
    problems.add(problem.hint("核对两个日期"));
    Window { opens: Some(opens), closes: None }
}

fn read_attachment(raw: RawAttachment) -> Attachment {
    let file = raw.file;
    let name = raw.name.unwrap_or_else(|| file.value.rsplit('/').next().unwrap_or_default().to_owned());
    Attachment { file, name }
}

/// A firm that reads a call asks: can I apply, until when, whom do I call?
fn advise(
    file: &SourceFile,
    kind: Kind,
    article: &Article,
    audience: Option<&String>,
    window: Window,
    problems: &mut Problems,
) {
    if kind != Kind::Call {
        return;
    }
    let gaps = [
        ("对象", audience.is_none()),
        ("截止", window.closes.is_none()),
        ("责任单位", article.cites.units.is_empty()),
    ];
    let gaps: Vec<&str> = gaps
        .iter()
        .filter(|(key, is_gap)| *is_gap && !article.lost.has(key))
        .map(|(label, _)| *label)
        .collect();
    if !gaps.is_empty() {
        let problem = file.whole_problem(format!("申报通知没有写明：{}", gaps.join("、")));
        let hint = "企业要知道自己能不能报、什么时候截止、找谁办";
        problems.add(problem.severity(Severity::Advice).hint(hint));
    }
}
