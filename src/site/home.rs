//! `content/home.yaml`: what the home page shows of a plan, each number quoted.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Document;
use super::quote::{self, Quote};
use crate::id::PolicySlug;
use crate::problem::Problems;
use crate::quantity::{self, Amount};
use crate::source::{SourceFile, Sources};
use crate::text::yaml;

/// Where the file lies.
pub const PATH: &str = "content/home.yaml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(rename = "政策", alias = "policy")]
    policy: Spanned<String>,
    #[serde(rename = "一句话", alias = "sentence")]
    sentence: String,
    #[serde(rename = "期限", alias = "horizon", default)]
    horizon: Option<String>,
    #[serde(rename = "主要目标", alias = "headlines", default)]
    headlines: Vec<Entry>,
    #[serde(rename = "梯度", alias = "ladder", default)]
    ladder: Vec<Rung>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "名称", alias = "name")]
    name: String,
    #[serde(rename = "数值", alias = "value")]
    value: Spanned<String>,
    #[serde(rename = "单位", alias = "unit")]
    unit: String,
    #[serde(rename = "条款", alias = "clause")]
    clause: Spanned<String>,
    #[serde(rename = "引文", alias = "quote")]
    quote: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rung {
    #[serde(rename = "名称", alias = "name")]
    name: String,
    #[serde(rename = "说明", alias = "note", default)]
    note: Option<String>,
    #[serde(rename = "目标", alias = "headlines", default)]
    headlines: Vec<Spanned<String>>,
}

/// A promise of the plan as printed.
#[derive(Debug, Clone)]
pub struct Headline {
    /// What is counted.
    pub name: String,
    /// The number as printed.
    pub value: String,
    /// 家, 项, 件.
    pub unit: String,
    /// Index in [`Document::clauses`].
    pub clause: usize,
    /// Verbatim.
    pub quote: String,
}

/// A step of the tier ladder.
#[derive(Debug, Clone)]
pub struct Step {
    /// 创新型中小企业.
    pub name: String,
    /// What a firm should know about it.
    pub note: Option<String>,
    /// Indexes in [`Home::headlines`].
    pub headlines: Vec<usize>,
}

/// What the home page shows of its plan.
#[derive(Debug)]
pub struct Home {
    /// Index in the site's documents.
    pub policy: usize,
    /// What the plan is, in one sentence.
    pub sentence: String,
    /// By when: 到2025年.
    pub horizon: Option<String>,
    /// The main promises.
    pub headlines: Vec<Headline>,
    /// From the broad step to the narrow one.
    pub ladder: Vec<Step>,
}

impl Home {
    /// Reads the file and holds every quote against its clause.
    pub fn parse(sources: &Sources, documents: &[Document], problems: &mut Problems) -> Option<Self> {
        let file = sources.get(PATH)?;
        let sheet: Sheet = yaml::parse(file, problems)?;
        let slug = PolicySlug::parse(&sheet.policy.value).ok();
        let policy = documents.iter().position(|document| Some(&document.policy.slug) == slug.as_ref());
        let Some(policy) = policy else {
            // One that could not be read was told.
            let folder = format!("policies/{}/", sheet.policy.value);
            if sources.under(&folder).next().is_some() {
                return None;
            }
            let known: Vec<&str> = documents.iter().map(|document| document.policy.slug.as_str()).collect();
            let problem =
                file.problem(yaml::span(&sheet.policy), format!("没有政策“{}”", sheet.policy.value));
            problems.add(problem.hint(format!("现有：{}", known.join("、"))));
            return None;
        };
        let mut headlines = Vec::new();
        for entry in &sheet.headlines {
            headlines.extend(headline(file, entry, &documents[policy], problems));
        }
        let ladder = sheet.ladder.into_iter().map(|rung| step(file, rung, &headlines, problems)).collect();
        Some(Self { policy, sentence: sheet.sentence, horizon: sheet.horizon, headlines, ladder })
    }
}

fn headline(
    file: &SourceFile,
    entry: &Entry,
    document: &Document,
    problems: &mut Problems,
) -> Option<Headline> {
    let (text, value) = (&entry.quote.value, &entry.value.value);
    let words = Quote {
        file,
        clause: &entry.clause.value,
        clause_span: yaml::span(&entry.clause),
        text,
        text_span: yaml::span(&entry.quote),
    };
    let clause = words.find(document, problems)?;
    let amount = quantity::parse(value).map(Amount::One);
    if !amount.is_some_and(|amount| quote::states(text, amount, &entry.unit)) {
        let message = format!("引文中没有“{value}{}”", entry.unit);
        problems.add(file.problem(yaml::span(&entry.value), message).hint("数值和单位要与引文一致"));
        return None;
    }
    Some(Headline {
        name: entry.name.clone(),
        value: value.clone(),
        unit: entry.unit.clone(),
        clause,
        quote: text.clone(),
    })
}

fn step(file: &SourceFile, rung: Rung, headlines: &[Headline], problems: &mut Problems) -> Step {
    let mut found = Vec::new();
    for name in rung.headlines {
        match headlines.iter().position(|headline| headline.name == name.value) {
            Some(at) => found.push(at),
            None => {
                let problem = file.problem(yaml::span(&name), format!("主要目标中没有“{}”", name.value));
                problems.add(problem.hint("写“主要目标”里已有的名称"));
            }
        }
    }
    Step { name: rung.name, note: rung.note, headlines: found }
}
