//! What cases, notices and readings have in common: a reviewed text with a date and a source.

use jiff::civil::Date;

use super::header::{RawPicture, RawWithdrawal, Shared};
use super::known::Text;
use super::moment::{self, Moment};
use crate::problem::{Problems, Severity};
use crate::source::SourceFile;
use crate::text::markdown::{self, Body, Piece};
use crate::text::yaml::{self, Lost, Placed};

/// What stands for a title that could not be read, which was told.
const UNTITLED: &str = "无题";

/// Characters of a summary that lists and search engines show.
const SUMMARY_LIMIT: usize = 200;

/// A picture that belongs to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As written, relative to the text's folder.
    pub file: Placed,
    /// What a reader who does not see it is told; empty where nobody wrote it.
    pub alt: String,
    /// 图注.
    pub caption: Option<String>,
    /// Who made it.
    pub author: Option<String>,
}

/// 撤回: the text stays readable under a dated reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Since when.
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// The three reviews (三审三校) and who handed the text in, as written: unit, name, day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviews {
    /// 供稿.
    pub contributor: Option<String>,
    /// 初审: language.
    pub first: Option<String>,
    /// 复审: facts and basis.
    pub second: Option<String>,
    /// 终审: the decision to publish.
    pub last: Option<String>,
}

/// What a text is on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    /// Not for readers yet.
    Draft,
    /// To be published later.
    Scheduled,
    /// 现行.
    Current,
    /// Readable, marked, and no longer in lists of what is current.
    Expired(Date),
    /// Readable under its reason, in no list.
    Withdrawn(&'a Withdrawal),
}

/// A text with its header.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its file, relative to the project's root.
    pub path: String,
    /// The SHA-256 of its file.
    pub digest: [u8; 32],
    /// 标题, with its place.
    pub title: Placed,
    /// 摘要.
    pub summary: String,
    /// 来源.
    pub source: String,
    /// 作者.
    pub author: Option<String>,
    /// 发布时间.
    pub published: Moment,
    /// 到期: the last day on which it holds.
    pub expires: Option<Date>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// 供稿 and the three reviews.
    pub reviews: Reviews,
    /// Made up, to show the product.
    pub is_sample: bool,
    /// 草稿.
    pub is_draft: bool,
    /// 撤回.
    pub withdrawal: Option<Withdrawal>,
    /// Addresses under which it stood before, relative to the site's root.
    pub aliases: Vec<Placed>,
    /// What it belongs to, as written.
    pub cites: Cites,
    /// 配图; the first leads.
    pub pictures: Vec<Picture>,
    /// The text.
    pub body: Body,
    /// What a later run may know of the file; `None` where this one knew it, or something
    /// was told of it.
    pub record: Option<Vec<u8>>,
    /// Entries of its header that were told and left out: what lacks them is no news.
    pub lost: Lost,
}

/// What an article names of other rooms: not yet looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cites {
    /// The policy whose clauses and targets are meant; `None` is the site's own plan.
    pub policy: Option<Placed>,
    /// Clause ids.
    pub clauses: Vec<Placed>,
    /// Target ids.
    pub targets: Vec<Placed>,
    /// Units, by id or printed name.
    pub units: Vec<Placed>,
}

impl Article {
    /// What it is on `today`.
    #[must_use]
    pub fn state(&self, today: Date) -> State<'_> {
        if self.is_draft {
            return State::Draft;
        }
        // One without a day that could be read has no day on which it appears.
        if self.published.date > today || !self.published.is_read() {
            return State::Scheduled;
        }
        match (&self.withdrawal, self.expires) {
            (Some(withdrawal), _) if withdrawal.on <= today => State::Withdrawn(withdrawal),
            (_, Some(expires)) if expires < today => State::Expired(expires),
            _ => State::Current,
        }
    }

    /// Whether it has a page on `today`.
    #[must_use]
    pub fn has_page(&self, today: Date) -> bool {
        !matches!(self.state(today), State::Draft | State::Scheduled)
    }

    /// Whether lists and feeds name it on `today`: it has a page and is not withdrawn.
    #[must_use]
    pub fn is_listed(&self, today: Date) -> bool {
        matches!(self.state(today), State::Current | State::Expired(_))
    }

    /// Pictures of header and text.
    #[must_use]
    pub fn picture_count(&self) -> usize {
        let in_text = self.body.gist().needs.iter().filter(|piece| matches!(piece, Piece::Picture(_)));
        self.pictures.len() + in_text.count()
    }

    /// The project's path of a file that the text names, such as a picture beside it.
    /// `None` where the name leads out of the project.
    #[must_use]
    pub fn beside(&self, file: &str) -> Option<String> {
        beside(&self.path, file)
    }
}

/// `file` as written in the file at `path`: `content/cases/a/b.jpg` for `b.jpg`
/// in `content/cases/a/index.md`; from the project's root where it starts with `/`.
#[must_use]
pub fn beside(path: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = match file.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => path.split('/').collect(),
    };
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Makes the article of a file from what it holds; an odd value is told, and only a
/// text with an error goes on, for whatever else is wrong with it is to be told as well.
pub(super) fn assemble(file: &SourceFile, text: Text<Shared>, problems: &mut Problems) -> Article {
    let Text { header: shared, body, record, lost } = text;
    let severity = if shared.is_draft { Severity::Advice } else { Severity::Error };
    let mut required = |key, value, severity| required(file, key, value, &lost, severity, problems);
    let title = required("标题", shared.title, Severity::Error);
    let published = required("发布时间", shared.published, Severity::Error);
    let summary = required("摘要", shared.summary, severity);
    let source = required("来源", shared.source, severity).map(|source| source.value).unwrap_or_default();
    let published = published.and_then(|published| moment::read(file, &published, problems));
    let summary = summary.map(|summary| read_summary(file, summary, problems)).unwrap_or_default();
    let expires = moment::read_date(file, shared.expires, problems);
    let withdrawal = shared.withdrawal.and_then(|raw| read_withdrawal(file, raw, problems));
    let words = |words: yaml::Words| words.into_list(file);
    let keywords = words(shared.keywords).into_iter().map(|word| word.value).collect();
    let cites = Cites {
        policy: shared.policy,
        clauses: words(shared.clauses),
        targets: words(shared.targets),
        units: words(shared.units),
    };
    let aliases = words(shared.aliases);
    let pictures = shared.pictures.unwrap_or_default().into_iter();
    let pictures = pictures.map(|raw| read_picture(file, raw, problems)).collect();
    Article {
        path: file.path().to_owned(),
        digest: file.digest(),
        title: title.map_or_else(untitled, |title| Placed { value: title.value.trim().to_owned(), ..title }),
        summary,
        source,
        author: shared.author,
        published: published.unwrap_or(Moment::UNREAD),
        expires,
        keywords,
        reviews: Reviews {
            contributor: shared.contributor,
            first: shared.first_review,
            second: shared.second_review,
            last: shared.final_review,
        },
        is_sample: shared.is_sample,
        is_draft: shared.is_draft,
        withdrawal,
        aliases,
        cites,
        pictures,
        body,
        record,
        lost,
    }
}

fn untitled() -> Placed {
    Placed { value: UNTITLED.to_owned(), span: 0..0 }
}

/// What every published text needs; a draft may still lack some of it. One that was told
/// for another reason is not missing.
fn required(
    file: &SourceFile,
    key: &str,
    value: Option<Placed>,
    lost: &Lost,
    severity: Severity,
    problems: &mut Problems,
) -> Option<Placed> {
    let value = value.filter(|value| !value.value.trim().is_empty());
    if value.is_none() && !lost.has(key) {
        let problem = file.whole_problem(format!("缺少“{key}”"));
        let hint = format!("在文件头写上“{key}: …”（冒号用半角，后面空一格）");
        problems.add(problem.severity(severity).hint(hint));
    }
    value
}

fn read_summary(file: &SourceFile, summary: Placed, problems: &mut Problems) -> String {
    let length = summary.value.trim().chars().count();
    if length > SUMMARY_LIMIT {
        let message = format!("摘要有 {length} 字，列表里放不下");
        let problem = file.problem(summary.span, message).severity(Severity::Advice);
        problems.add(problem.hint(format!("不超过 {SUMMARY_LIMIT} 字")));
    }
    summary.value.trim().to_owned()
}

fn read_withdrawal(file: &SourceFile, raw: RawWithdrawal, problems: &mut Problems) -> Option<Withdrawal> {
    let on = moment::read(file, &raw.date, problems)?.date;
    Some(Withdrawal { on, reason: raw.reason })
}

fn read_picture(file: &SourceFile, raw: RawPicture, problems: &mut Problems) -> Picture {
    let span = raw.file.span.clone();
    let alt_span = raw.alt.as_ref().map_or_else(|| span.clone(), |alt| alt.span.clone());
    let alt = raw.alt.map(|alt| alt.value.trim().to_owned()).unwrap_or_default();
    if alt.is_empty() {
        let problem = file.problem(span, format!("配图“{}”没有替代文字", raw.file.value));
        let hint = "用一句话说出图里有什么，读屏软件会读给看不见图的人听";
        problems.add(problem.severity(Severity::Warning).hint(hint));
    } else if markdown::says_nothing(&alt, &raw.file.value) {
        let message = format!("配图“{}”的替代文字“{alt}”没有说明图里是什么", raw.file.value);
        let hint = "用一句话说出图里有什么，如“一台试验机夹着螺栓左右摆动”";
        problems.add(file.problem(alt_span, message).severity(Severity::Warning).hint(hint));
    }
    Picture { file: raw.file, alt, caption: raw.caption, author: raw.author }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beside_a_text_never_lies_outside_the_project() {
        let path = "content/cases/nut/index.md";
        for (file, wanted) in [
            ("a.jpg", Some("content/cases/nut/a.jpg")),
            ("./a.jpg", Some("content/cases/nut/a.jpg")),
            ("../bolt/a.jpg", Some("content/cases/bolt/a.jpg")),
            ("/content/a.jpg", Some("content/a.jpg")),
            ("图 1.jpg", Some("content/cases/nut/图 1.jpg")),
            ("../../../../etc/passwd", None),
        ] {
            assert_eq!(beside(path, file).as_deref(), wanted, "{file}");
        }
    }
}
