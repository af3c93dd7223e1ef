//! A quick look at one page: what of an inspection can be told without any other page.

use std::sync::Arc;

use super::assembly::{self, Parts};
use super::finding::Findings;
use super::origin::Ours;
use super::pages::{self, Built, Context};
use super::settings::{self, Settings};
use super::subject::Subject;
use super::text::{self, Lists};
use crate::edition::Edition;
use crate::problem::{Problem, Problems};
use crate::site::files;
use crate::site::route::OutputPath;
use crate::source::Sources;

/// Rules and lists of words, made once for many looks.
#[derive(Debug)]
pub struct Glance {
    settings: Settings,
    lists: Lists,
    /// Of the file with the settings.
    digest: Option<[u8; 32]>,
}

impl Glance {
    /// By the settings in `sources`; those of `before` where they are the same.
    #[must_use]
    pub fn new(sources: &Sources, before: Option<&Arc<Self>>) -> Arc<Self> {
        let digest = sources.get(settings::PATH).map(crate::source::SourceFile::digest);
        if let Some(before) = before.filter(|before| before.digest == digest) {
            return Arc::clone(before);
        }
        // What is wrong in the settings is told by `check`.
        let settings = Settings::parse(sources, &mut Problems::new());
        Arc::new(Self { lists: Lists::new(&settings), settings, digest })
    }

    /// What is wrong with the page at `path` and with the texts at `files`, the gravest
    /// first; what the project lets pass is left out.
    #[must_use]
    pub fn at(
        &self,
        edition: &Edition,
        sources: &Sources,
        path: &OutputPath,
        files: &[String],
    ) -> Vec<Problem> {
        let site = edition.site();
        let mut findings = Findings::default();
        let subject = Subject { site, sources, settings: &self.settings };
        text::glance(&subject, &self.lists, files, &mut findings);
        let built = Built::of_edition(edition);
        let context = Context {
            name: Some(&site.config.name),
            excused: super::excused(site),
            alts: files::alts(site).collect(),
            ..Context::new(&built, &self.settings, site.today)
        };
        pages::glance(&context, path.as_str(), &mut findings);
        // The page is named by itself or by the file that it is written in, as in `check`.
        let none = Problems::new();
        let ours = Ours { edition, sources };
        let parts = Parts::of(findings, site.today, &none, &ours);
        let report = assembly::assemble(parts, &self.settings, None);
        report.findings.into_iter().map(|told| told.problem).collect()
    }
}
