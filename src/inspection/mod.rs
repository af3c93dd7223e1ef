//! The inspection: what the national inspection and an accessibility audit would
//! find, before they do.
//!
//! ```text
//!  rules.yaml ─ rule ┐            site ─┬─ freshness, dates, readings, release
//!  inspection.yaml ──┴ settings   texts ┴─ text: words, marks, names, leaks
//!                        │                  │
//!                        │         pages ─┴─ pages: tags, links, access, weight
//!                        └──── finding ─────┘
//!                                 │
//!                     assembly ── origin: who wrote it, and where
//!                                 │
//!                     report of entries (told) ── terminal, JSON, paper
//! ```
//! Rules are data: a row of the table says how grave a finding is, on which
//! document it rests and who mends it. A finding may be let pass, with a reason
//! that the report prints.

mod assembly;
mod dates;
mod external;
pub mod finding;
mod freshness;
pub mod glance;
pub mod guide;
pub mod html;
mod origin;
mod pages;
mod paper;
mod readings;
mod release;
pub mod report;
pub mod rule;
pub mod settings;
mod subject;
#[cfg(test)]
mod tests;
pub mod text;
pub mod told;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::Result;
use crate::edition::Edition;
use crate::problem::{Problem, Problems, Severity};
use crate::site::{Site, files, route};
use crate::source::Sources;
use crate::visit::Reach;
use assembly::Parts;
use finding::Findings;
use origin::{Elsewhere, Ours};
use pages::{Built, Context, Previous};
use report::Report;
use rule::Level;
use settings::Settings;
use subject::Subject;

pub use origin::Line;
pub use paper::{escaped, print as paper};

/// How thorough an inspection is.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Before a release: nothing made up, nothing still to come.
    pub is_release: bool,
    /// How many days ahead to look for what will go stale.
    pub ahead: Option<i64>,
    /// Where the release before stands, to compare with.
    pub previous: Option<PathBuf>,
    /// Whether to ask other sites for what is linked there, and which of them. `None` uses no network.
    pub reach: Option<Reach>,
}

/// What no inspection without a network can see.
const OFFLINE: &str = "没有访问网络：外部链接只查地址，不查对方能不能打开（加 --external 才查）；IPv6、服务器设置和访问速度请在服务器上测";

/// What no inspection without a browser can see.
const UNSEEN: [&str; 2] = [
    "没有打开浏览器：版面、键盘操作和读屏的实际效果请人工检查",
    "没有打开压缩文件、PDF 的正文和旧版 Office 文档（.doc、.xls）：里面的个人信息请另行检查",
];

/// Inspects a site of ours. `problems` is what was wrong when it was read.
/// Fails where the folder of the release before cannot be listed.
pub fn own(edition: &Edition, sources: &Sources, scope: &Scope, problems: &mut Problems) -> Result<Report> {
    let settings = Settings::parse(sources, problems);
    let site = edition.site();
    let subject = Subject { site, sources, settings: &settings };
    let mut findings = Findings::default();
    let counters = freshness::inspect(&subject, &mut findings);
    dates::inspect(&subject, &mut findings);
    readings::inspect(&subject, &mut findings);
    text::inspect(&subject, &text::Lists::new(&settings), &mut findings);
    if let Some(ahead) = scope.ahead {
        freshness::forecast(&subject, ahead, &mut findings);
    }
    if scope.is_release {
        release::inspect(&subject, &mut findings);
    }
    let built = Built::of_edition(edition);
    let context = Context {
        name: Some(&site.config.name),
        excused: excused(site),
        mutual: mutual(site),
        previous: scope.previous.as_deref().map(Previous::of_folder).transpose()?,
        alts: files::alts(site).collect(),
        ahead: scope.ahead,
        ..Context::new(&built, &settings, site.today)
    };
    let changes = pages::inspect(&context, &mut findings, problems);
    let limits = limits(&built, Some(sources), &settings, scope, &mut findings);
    let parts = Parts {
        subject: site.config.name.clone(),
        is_ours: true,
        today: site.today,
        pages: built.pages(),
        files: built.len(),
        problems,
        findings,
        counters,
        changes,
        limits,
        written: &Ours { edition, sources },
    };
    Ok(assembly::assemble(parts, &settings, sources.get(settings::PATH)))
}

/// What must not leak, as far as one such finding makes a site fail: numbers of persons and cards, marks
/// of secrecy. A warning for each place; what the project lets pass is left out.
#[must_use]
pub fn leaks(sources: &Sources, today: Date) -> Vec<Problem> {
    // What is wrong in the settings is told by `check`.
    let settings = Settings::parse(sources, &mut Problems::new());
    let mut findings = Findings::default();
    text::leaks(sources, &mut findings);
    let none = Problems::new();
    let parts = Parts::of(findings, today, &none, &Elsewhere);
    let found = assembly::assemble(parts, &settings, None).findings.into_iter();
    found
        .filter(|told| told.level == Level::Veto)
        .map(|told| told.problem.severity(Severity::Warning))
        .collect()
}

/// Inspects any built site in a folder, as of `today`. `base` is its absolute
/// address, where somebody knows it. Fails where the folder cannot be listed.
pub fn foreign(folder: &Path, base: Option<String>, today: Date, scope: &Scope) -> Result<Report> {
    let settings = Settings::shipped();
    let mut problems = Problems::new();
    let mut findings = Findings::default();
    let built = Built::of_folder(folder, base)?;
    if built.pages() == 0 {
        let problem =
            Problem::new(Severity::Error, "文件夹里没有网页（.html、.htm、.shtml），什么也没有检查");
        problems.add(
            problem.in_file(folder.to_string_lossy()).hint("--html 后面写网站的根文件夹，里面有 index.html"),
        );
    }
    let lists = text::Lists::new(&settings);
    let context = Context {
        texts: Some(&lists),
        previous: scope.previous.as_deref().map(Previous::of_folder).transpose()?,
        ahead: scope.ahead,
        ..Context::new(&built, &settings, today)
    };
    let changes = pages::inspect(&context, &mut findings, &mut problems);
    let mut limits = limits(&built, None, &settings, scope, &mut findings);
    limits
        .push("只有网页，没有稿件和数据：栏目更新期限、政策日期、解读和发布前的各条规则没有检查".to_owned());
    let parts = Parts {
        subject: folder.display().to_string(),
        is_ours: false,
        today,
        pages: built.pages(),
        files: built.len(),
        problems: &problems,
        findings,
        counters: Vec::new(),
        changes,
        limits,
        written: &Elsewhere,
    };
    Ok(assembly::assemble(parts, &settings, None))
}

/// Asks other sites where that is wished; the answer is what was not looked at all the same.
fn limits(
    built: &Built<'_>,
    sources: Option<&Sources>,
    settings: &Settings,
    scope: &Scope,
    findings: &mut Findings,
) -> Vec<String> {
    let network = scope.reach.as_ref().map_or_else(
        || OFFLINE.to_owned(),
        |reach| {
            let reach = reach.clone().and_inside(&settings.hosts);
            let asked = external::inspect(built, sources, &reach, findings);
            format!(
                "访问了网络：打开了 {asked} 个外部链接，只看能不能打开，不看内容；没有查别的网站上的图片和附件。\
                 IPv6、服务器设置和访问速度请在服务器上测"
            )
        },
    );
    std::iter::once(network).chain(UNSEEN.map(str::to_owned)).collect()
}

/// META tags that cannot be there yet: their values were told as 待补.
fn excused(site: &Site) -> Vec<&'static str> {
    let config = &site.config;
    let tags = [("SiteDomain", config.domain.is_none()), ("SiteIDCode", config.site_id_code.is_none())];
    tags.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
}

/// Documents and their readings: each page leads to the other.
fn mutual(site: &Site) -> Vec<(String, String)> {
    let readings = site.column.readings.iter();
    let listed = readings.filter(|reading| reading.article.is_listed(site.today));
    let known = listed.filter(|reading| site.policy(&reading.policy).is_some());
    known
        .flat_map(|reading| {
            let policy = route::policy(&reading.policy).to_string();
            let own = route::reading(&reading.policy, &reading.slug).to_string();
            [(policy.clone(), own.clone()), (own, policy)]
        })
        .collect()
}
