//! `content/enterprises/<id>.yaml`: a firm, of which only what it cleared is kept.
//!
//! Name and tiers come from published documents, each with its source. Every
//! other entry reaches the site only where `公开` lists it: what is not listed
//! is dropped here, so that no later room can print it.

use jiff::civil::Date;
use serde::Deserialize;

use super::moment;
use super::terms::{Facet, Terms};
use crate::id::EnterpriseId;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml::{self, Placed, Reading, Words};

/// Where firms lie.
pub const FOLDER: &str = "content/enterprises/";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(rename = "名称", alias = "name", default)]
    name: Option<Placed>,
    #[serde(rename = "简称", alias = "short", default)]
    short: Option<String>,
    #[serde(rename = "别名", alias = "other_names", default)]
    other_names: Words,
    #[serde(rename = "公开", alias = "public", default)]
    cleared: Option<Vec<Placed<Field>>>,
    #[serde(rename = "产业", alias = "industry", default)]
    industry: Option<Placed>,
    #[serde(rename = "镇街", alias = "town", default)]
    town: Option<Placed>,
    #[serde(rename = "产品", alias = "products", default)]
    products: Words,
    #[serde(rename = "简介", alias = "intro", default)]
    intro: Option<String>,
    #[serde(rename = "成立", alias = "founded", default)]
    founded: Option<Placed<i16>>,
    #[serde(rename = "网址", alias = "website", default)]
    website: Option<Placed>,
    #[serde(rename = "电话", alias = "phone", default)]
    phone: Option<String>,
    #[serde(rename = "地址", alias = "postal_address", default)]
    postal_address: Option<String>,
    #[serde(rename = "梯度经历", alias = "tiers", default)]
    tiers: Option<Vec<RawStep>>,
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    is_sample: bool,
    #[serde(rename = "旧地址", alias = "aliases", default)]
    aliases: Words,
}

/// What a firm may clear for publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Field {
    #[serde(rename = "产业", alias = "industry")]
    Industry,
    #[serde(rename = "镇街", alias = "town")]
    Town,
    #[serde(rename = "产品", alias = "products")]
    Products,
    #[serde(rename = "简介", alias = "intro")]
    Intro,
    #[serde(rename = "成立", alias = "founded")]
    Founded,
    #[serde(rename = "网址", alias = "website")]
    Website,
    #[serde(rename = "电话", alias = "phone")]
    Phone,
    #[serde(rename = "地址", alias = "postal_address")]
    PostalAddress,
}

#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "“梯度”“年度”“来源”等项，如 {梯度: 小巨人, 年度: 2025, 来源: 公布文件的名称}"
)]
struct RawStep {
    #[serde(rename = "梯度", alias = "tier")]
    tier: Placed,
    #[serde(rename = "年度", alias = "year")]
    year: Placed<i16>,
    #[serde(rename = "来源", alias = "source")]
    source: Placed,
    #[serde(rename = "文号", alias = "number", default)]
    number: Option<String>,
    #[serde(rename = "网址", alias = "address", default)]
    address: Option<Placed>,
    #[serde(rename = "有效期至", alias = "valid_until", default)]
    valid_until: Option<Placed>,
    #[serde(rename = "状态", alias = "standing", default)]
    standing: Standing,
}

/// What became of a recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Standing {
    /// 有效.
    #[default]
    #[serde(rename = "有效", alias = "valid")]
    Valid,
    /// 复核通过.
    #[serde(rename = "复核通过", alias = "renewed")]
    Renewed,
    /// 到期.
    #[serde(rename = "到期", alias = "lapsed")]
    Lapsed,
    /// 撤销.
    #[serde(rename = "撤销", alias = "revoked")]
    Revoked,
}

impl Standing {
    /// The word a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Valid => "有效",
            Self::Renewed => "复核通过",
            Self::Lapsed => "到期",
            Self::Revoked => "撤销",
        }
    }
}

/// One recognition, with the document that granted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Index of the tier.
    pub tier: usize,
    /// The year of the recognition.
    pub year: i16,
    /// The document that says so.
    pub source: String,
    /// Its number.
    pub number: Option<String>,
    /// Where it was published.
    pub address: Option<String>,
    /// The last day on which it holds, where the document says so.
    pub valid_until: Option<Date>,
    /// What became of it.
    pub standing: Standing,
}

impl Step {
    /// Whether it still holds on `today`.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        matches!(self.standing, Standing::Valid | Standing::Renewed)
            && self.valid_until.is_none_or(|until| until >= today)
    }
}

/// A firm, as far as it may be published.
#[derive(Debug, Clone)]
pub struct Enterprise {
    /// Its file's name.
    pub id: EnterpriseId,
    /// Its file, relative to the project's root.
    pub path: String,
    /// Registered name, with its place.
    pub name: Placed,
    /// 简称; the name where the file gives none.
    pub short: String,
    /// Other names under which readers search for it.
    pub other_names: Vec<String>,
    /// Recognitions, oldest first.
    pub tiers: Vec<Step>,
    /// Index of its industry.
    pub industry: Option<usize>,
    /// Index of its town.
    pub town: Option<usize>,
    /// 主导产品.
    pub products: Vec<String>,
    /// A few sentences.
    pub intro: Option<String>,
    /// The year it was founded.
    pub founded: Option<i16>,
    /// Its own site.
    pub website: Option<String>,
    /// 电话.
    pub phone: Option<String>,
    /// 地址.
    pub postal_address: Option<String>,
    /// Made up, to show the product.
    pub is_sample: bool,
    /// Addresses under which it stood before.
    pub aliases: Vec<Placed>,
}

impl Enterprise {
    /// The narrowest tier that it holds on `today`.
    #[must_use]
    pub fn tier(&self, today: Date) -> Option<usize> {
        self.tiers.iter().filter(|step| step.holds(today)).map(|step| step.tier).max()
    }

    /// The narrowest tier that it had been granted by the end of `year`.
    #[must_use]
    pub fn tier_in(&self, year: i16) -> Option<usize> {
        self.tiers.iter().filter(|step| step.year <= year).map(|step| step.tier).max()
    }

    /// Whether `word` is its id or one of its names.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        self.id.as_str() == word
            || self.name.value == word
            || self.short == word
            || self.other_names.iter().any(|name| name == word)
    }

    /// The term of a facet that it belongs to; tiers depend on the day.
    #[must_use]
    pub fn term(&self, facet: Facet, today: Date) -> Option<usize> {
        match facet {
            Facet::Tier => self.tier(today),
            Facet::Industry => self.industry,
            Facet::Town => self.town,
            Facet::Theme => None,
        }
    }
}

/// The files that hold firms.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
    sources.under(FOLDER).filter(|file| file.path().ends_with(".yaml") || file.path().ends_with(".yml"))
}

/// Reads one firm.
pub(super) fn parse(file: &SourceFile, terms: &Terms, problems: &mut Problems) -> Option<Enterprise> {
    let name = file.path().strip_prefix(FOLDER)?;
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))?;
    let id = match EnterpriseId::parse(stem) {
        Ok(id) => Some(id),
        Err(bad) => {
            let problem = Problem::new(Severity::Error, bad.to_string()).in_file(file.path());
            problems.add(problem.hint("给文件改名，如 yihao-jinggong.yaml"));
            None
        }
    };
    let Reading { value, lost, .. } = yaml::read::<Sheet>(file, problems);
    let sheet = value?;
    let gaps = [
        ("名称", sheet.name.is_none()),
        ("公开", sheet.cleared.is_none()),
        ("梯度经历", sheet.tiers.is_none()),
    ];
    for (key, _) in gaps.into_iter().filter(|(key, is_gap)| *is_gap && !lost.has(key)) {
        let problem = file.whole_problem(format!("缺少“{key}”"));
        problems.add(problem.hint(format!("补上一行“{key}: …”（冒号用半角，后面空一格）")));
    }
    let cleared: Vec<Field> = sheet.cleared.unwrap_or_default().iter().map(|field| field.value).collect();
    let may = |field: Field| cleared.contains(&field);
    let mut term = |facet, word: Option<Placed>| terms.resolve(facet, file, &word?, problems);
    let industry = term(Facet::Industry, sheet.industry).filter(|_| may(Field::Industry));
    let town = term(Facet::Town, sheet.town).filter(|_| may(Field::Town));
    let tiers = read_steps(file, sheet.tiers.unwrap_or_default(), terms, problems);
    let website = sheet.website.and_then(|address| read_address(file, address, problems));
    let words = |words: Words| words.into_list(file).into_iter().map(|word| word.value).collect();
    let products: Vec<String> = words(sheet.products);
    let name = sheet.name.unwrap_or_else(|| Placed { value: stem.to_owned(), span: 0..0 });
    Some(Enterprise {
        id: id?,
        path: file.path().to_owned(),
        short: sheet.short.unwrap_or_else(|| name.value.clone()),
        name,
        other_names: words(sheet.other_names),
        tiers,
        industry,
        town,
        products: if may(Field::Products) { products } else { Vec::new() },
        intro: sheet.intro.filter(|_| may(Field::Intro)),
        founded: sheet.founded.map(|year| year.value).filter(|_| may(Field::Founded)),
        website: website.filter(|_| may(Field::Website)),
        phone: sheet.phone.filter(|_| may(Field::Phone)),
        postal_address: sheet.postal_address.filter(|_| may(Field::PostalAddress)),
        is_sample: sheet.is_sample,
        aliases: sheet.aliases.into_list(file),
    })
}

fn read_steps(file: &SourceFile, raw: Vec<RawStep>, terms: &Terms, problems: &mut Problems) -> Vec<Step> {
    let mut steps: Vec<Step> =
        raw.into_iter().filter_map(|raw| read_step(file, raw, terms, problems)).collect();
    steps.sort_by_key(|step| (step.year, step.tier));
    steps
}

fn read_step(file: &SourceFile, raw: RawStep, terms: &Terms, problems: &mut Problems) -> Option<Step> {
    let valid_until = moment::read_date(file, raw.valid_until, problems);
    if raw.source.value.trim().is_empty() {
        let problem = file.problem(raw.source.span.clone(), "梯度经历没有来源");
        problems.add(problem.hint("写公布名单的文件名称；没有来源的认定不能发布"));
        return None;
    }
    if !(1949..=2200).contains(&raw.year.value) {
        let problem = file.problem(raw.year.span.clone(), format!("年度“{}”不对", raw.year.value));
        problems.add(problem.hint("写四位数的年份，如 2025"));
        return None;
    }
    let address = raw.address.and_then(|address| read_address(file, address, problems));
    Some(Step {
        tier: terms.resolve(Facet::Tier, file, &raw.tier, problems)?,
        year: raw.year.value,
        source: raw.source.value,
        number: raw.number,
        address,
        valid_until,
        standing: raw.standing,
    })
}

/// Whether `address` is one of the web, with its scheme.
pub(super) fn is_web_address(address: &str) -> bool {
    let schemes = ["https://", "http://"];
    schemes.iter().any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| rest.contains('.')))
        && !address.contains([' ', '"', '<', '>'])
}

/// An address of the web; anything else is told.
pub(super) fn read_address(file: &SourceFile, address: Placed, problems: &mut Problems) -> Option<String> {
    if is_web_address(&address.value) {
        return Some(address.value);
    }
    let problem = file.problem(address.span.clone(), format!("“{}”不是完整的网址", address.value));
    problems.add(problem.hint("以 https:// 或 http:// 开头"));
    None
}
