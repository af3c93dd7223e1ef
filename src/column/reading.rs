//! 解读: `policies/<slug>/readings/<name>.md`, linked with its policy both ways.

use serde::{Deserialize, Serialize};

use super::article::{self, Article};
use super::header::header;
use super::known::Known;
use crate::id::{PolicySlug, ReadingSlug};
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};

const POLICIES: &str = "policies/";
const FOLDER: &str = "/readings/";

/// The form of a reading; inspections count forms beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Form {
    /// 文字.
    #[default]
    #[serde(rename = "文字", alias = "text")]
    Text,
    /// 问答.
    #[serde(rename = "问答", alias = "questions")]
    Questions,
    /// 图解.
    #[serde(rename = "图解", alias = "diagram")]
    Diagram,
    /// 视频.
    #[serde(rename = "视频", alias = "video")]
    Video,
    /// 音频.
    #[serde(rename = "音频", alias = "audio")]
    Audio,
}

impl Form {
    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "文字解读",
            Self::Questions => "问答解读",
            Self::Diagram => "图解",
            Self::Video => "视频解读",
            Self::Audio => "音频解读",
        }
    }
}

header! {
    struct Header and Own {
        #[serde(rename = "形式", alias = "form", default)]
        form: Form,
    }
}

/// One reading of one policy.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The policy it explains: its folder.
    pub policy: PolicySlug,
    /// Its address below the policy's, frozen.
    pub slug: ReadingSlug,
    /// The text.
    pub article: Article,
    /// Its form.
    pub form: Form,
}

/// The files that hold readings.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under(POLICIES).filter(|file| names(file.path()).is_some())
}

/// Policy and name of `policies/zjtx-2022/readings/wenda.md`.
fn names(path: &str) -> Option<(&str, &str)> {
    let (policy, name) = path.strip_prefix(POLICIES)?.split_once(FOLDER)?;
    let name = name.strip_suffix("/index.md").or_else(|| name.strip_suffix(".md"))?;
    (!policy.contains('/') && !name.contains('/')).then_some((policy, name))
}

/// Reads one reading.
pub(super) fn parse(file: &SourceFile, known: &Known, problems: &mut Problems) -> Option<Reading> {
    let (policy, name) = names(file.path())?;
    // A folder that is no slug is told by the reader of policies.
    let policy = PolicySlug::parse(policy).ok()?;
    let slug = match ReadingSlug::parse(name) {
        Ok(slug) => Some(slug),
        Err(bad) => {
            let problem = Problem::new(Severity::Error, bad.to_string()).in_file(file.path());
            problems.add(problem.hint("文件名会成为网址，改成拼音或英文"));
            None
        }
    };
    let (own, text) = known.read(file, problems)?.part(Header::split);
    let mut article = article::assemble(file, text, problems);
    refuse_other_policy(file, &mut article, &policy, problems);
    Some(Reading { policy, slug: slug?, article, form: own.form })
}

fn refuse_other_policy(
    file: &SourceFile,
    article: &mut Article,
    policy: &PolicySlug,
    problems: &mut Problems,
) {
    if let Some(named) = article.cites.policy.take_if(|named| named.value != policy.as_str()) {
        let message = format!("解读放在政策 {policy} 下面，却写着政策“{}”", named.value);
        problems.add(file.problem(named.span, message).hint("删去“政策”一项，或把文件移到那份政策下面"));
    }
}
