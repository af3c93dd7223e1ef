//! The site as a known set of paths, each of which can be printed to bytes on its own.
//!
//! Printing is a pure function of the edition: a build is a parallel loop over
//! the paths, a preview prints the one that is asked for, and both give the same bytes.

use std::collections::BTreeMap;

use crate::asset::Asset;
use crate::dataset::{self, Dataset};
use crate::page::{PageKind, Pages};
use crate::problem::{Problem, Severity};
use crate::site::Site;
use crate::site::route::OutputPath;

/// What a path holds.
#[derive(Debug, Clone)]
enum Output {
    Page(PageKind),
    Dataset(Dataset),
    Asset(Asset),
}

/// A site, ready to be printed.
#[derive(Debug)]
pub struct Edition {
    pages: Pages,
    outputs: BTreeMap<OutputPath, Output>,
}

impl Edition {
    /// Fixes which paths there are and what each will hold.
    #[must_use]
    pub fn issue(site: Site, theme: crate::asset::Theme) -> Self {
        let mut outputs: BTreeMap<OutputPath, Output> = BTreeMap::new();
        for asset in theme.assets() {
            outputs.insert(asset.path.clone(), Output::Asset(asset.clone()));
        }
        for (path, dataset) in dataset::list(&site) {
            outputs.insert(path, Output::Dataset(dataset));
        }
        for (path, kind) in crate::page::list(&site) {
            outputs.insert(path, Output::Page(kind));
        }
        Self { pages: Pages::new(site, theme), outputs }
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.outputs.keys()
    }

    /// How many paths there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outputs.len()
    }

    /// Whether there is nothing to print.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }

    /// The site that is printed.
    #[must_use]
    pub fn site(&self) -> &Site {
        self.pages.site()
    }

    /// The bytes of one path.
    ///
    /// A template that fails is a problem of the theme's author. A path that the
    /// edition does not have prints nothing: ask for paths that [`Edition::paths`] gave.
    pub fn print(&self, path: &OutputPath) -> Result<Vec<u8>, Box<Problem>> {
        match self.outputs.get(path) {
            Some(Output::Page(kind)) => self.pages.print(path, kind),
            Some(Output::Dataset(dataset)) => dataset::print(self.site(), dataset).map_err(|cause| {
                let message = format!("数据文件写不出来：{cause}");
                let problem = Problem::new(Severity::Error, message).in_file(path.as_str());
                Box::new(problem.hint("减少这份政策的数据行数，或分成几份政策"))
            }),
            Some(Output::Asset(asset)) => Ok(asset.bytes.as_ref().clone()),
            None => Ok(Vec::new()),
        }
    }
}
