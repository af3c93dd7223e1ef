//! The site as a known set of paths, each of which can be printed to bytes on its own.
//!
//! Printing is a pure function of the edition: a build is a parallel loop over
//! the paths, a preview prints the one that is asked for, and both give the same bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::asset::{Asset, Theme};
use crate::dataset::{self, Dataset};
use crate::digest;
use crate::library::{self, Item, Shelf};
use crate::page::column::{FeedFormat, print_feed};
use crate::page::sitemap::{self, Location};
pub use crate::page::{Marks, Printed};
use crate::page::{PageKind, Pages};
use crate::picture::Gallery;
use crate::problem::{Problem, Severity};
use crate::search::index::Index;
use crate::site::route::{self, OutputPath, Stream};
use crate::site::{Site, files};
use crate::source::{self, Sources};

/// Where the search's index lies between builds, below the project's root.
const KEPT_INDEX: &str = ".saltpress/search";

/// The largest file that is given away, in bytes: longer films belong on a server for films.
const FILE_LIMIT: u64 = 200 * 1024 * 1024;

/// What a path holds.
#[derive(Debug, Clone)]
enum Output {
    Page(PageKind),
    Dataset(Dataset),
    Asset(Asset),
    /// A developed picture, by the file that holds it.
    Picture(PathBuf),
    /// A file of the project, by its path there.
    File(String),
    Feed(Stream, FeedFormat),
    /// A part of the map for search engines, counted from 1; 0 is the list of parts.
    Sitemap(usize),
    /// A file of the search index, by its name.
    Search(String),
}

/// A site, ready to be printed.
#[derive(Debug)]
pub struct Edition {
    root: PathBuf,
    pages: Pages,
    outputs: BTreeMap<OutputPath, Output>,
    search: Option<Search>,
}

/// What can be found, and the index of it.
#[derive(Debug)]
struct Search {
    items: Vec<Item>,
    index: Index,
}

impl Edition {
    /// Fixes which paths there are and what each will hold. The project's files
    /// lie where `sources` were read.
    #[must_use]
    pub fn issue(site: Site, theme: Theme, gallery: Gallery, sources: &Sources) -> Self {
        let mut outputs: BTreeMap<OutputPath, Output> = BTreeMap::new();
        for asset in theme.assets() {
            outputs.insert(asset.path.clone(), Output::Asset(asset.clone()));
        }
        for (path, dataset) in dataset::list(&site) {
            outputs.insert(path, Output::Dataset(dataset));
        }
        for variant in gallery.pictures().flat_map(|picture| &picture.variants) {
            outputs.insert(route::picture(&variant.name), Output::Picture(variant.file.clone()));
        }
        for file in files::given(&site) {
            outputs.insert(route::file(&file), Output::File(file));
        }
        for (path, kind) in crate::page::list(&site) {
            outputs.insert(path, Output::Page(kind));
        }
        if site.config.base().is_some() {
            outputs.extend(for_machines(&site, &outputs));
        }
        let others = sources.digest(|path| path.starts_with(crate::column::case::FOLDER));
        let search = site.config.search.then(|| Search::of(&site, sources, &mut outputs));
        let version = search.as_ref().map(|search| search.index.version().to_owned());
        let root = sources.root().to_owned();
        Self { root, pages: Pages::new(site, theme, gallery, others, version), outputs, search }
    }

    /// Groups of synonyms of which nothing that can be found has a word.
    pub fn idle_synonyms(&self) -> impl Iterator<Item = &[String]> {
        let groups = self.search.iter().flat_map(|search| search.index.idle_synonyms());
        groups.filter_map(|group| self.site().synonyms.groups.get(*group).map(Vec::as_slice))
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

    /// The bytes of one path, unless they would be printed from what is `known` to stand there.
    ///
    /// What has no marks is always printed.
    pub fn print_unless(&self, path: &OutputPath, known: Option<&Marks>) -> Result<Printed, Box<Problem>> {
        match self.outputs.get(path) {
            Some(Output::Page(kind)) => self.pages.print_unless(path, kind, known),
            Some(Output::Picture(file)) => {
                // The name of a developed picture holds the digest of its content and recipe.
                let sources = Some(digest::of(path.as_str().as_bytes()));
                let marks = Marks { sources, view: None };
                if known.is_some_and(|known| known.meets(&marks)) {
                    return Ok(Printed::Same(marks));
                }
                Ok(Printed::New { bytes: read(file)?, marks })
            }
            Some(Output::Search(name)) => {
                // The version changes with any byte of any file of the index.
                let version = self.search.as_ref().map_or("", |search| search.index.version());
                let sources = Some(digest::of(format!("{version} {name}").as_bytes()));
                let marks = Marks { sources, view: None };
                if known.is_some_and(|known| known.meets(&marks)) {
                    return Ok(Printed::Same(marks));
                }
                Ok(Printed::New { bytes: self.print_search(name), marks })
            }
            _ => Ok(Printed::New { bytes: self.print(path)?, marks: Marks::default() }),
        }
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
            Some(Output::Picture(file)) => read(file),
            Some(Output::File(file)) => self.read_given(file),
            Some(Output::Feed(stream, format)) => Ok(print_feed(self.site(), *stream, *format)),
            Some(Output::Sitemap(number)) => Ok(self.print_sitemap(*number)),
            Some(Output::Search(name)) => Ok(self.print_search(name)),
            None => Ok(Vec::new()),
        }
    }

    /// A file that is given away as it is now; one that has become a link out of the project is not.
    fn read_given(&self, file: &str) -> Result<Vec<u8>, Box<Problem>> {
        let path = self.root.join(file);
        if source::is_inside(&self.root, &path) {
            return read(&path).map_err(|problem| Box::new(problem.in_file(file)));
        }
        let problem = Problem::new(Severity::Error, "文件不见了，或换成了指向项目以外的链接").in_file(file);
        Err(Box::new(problem.hint("把文件本身放回原处，再生成一次")))
    }

    fn print_search(&self, name: &str) -> Vec<u8> {
        let search = self.search.as_ref();
        let found =
            search.and_then(|search| search.index.print(name, &Shelf::new(self.site(), &search.items)));
        found.unwrap_or_default()
    }

    fn print_sitemap(&self, number: usize) -> Vec<u8> {
        let Some(base) = self.site().config.base() else { return Vec::new() };
        let pages: Vec<Location<'_>> = locations(self.site(), &self.outputs).collect();
        match number {
            0 => sitemap::print_parts(base, pages.len()),
            _ => sitemap::print(base, pages.chunks(sitemap::PART).nth(number - 1).unwrap_or_default()),
        }
    }
}

impl Search {
    /// Indexes what has a page among `outputs`, and adds the files of the index to them.
    fn of(site: &Site, sources: &Sources, outputs: &mut BTreeMap<OutputPath, Output>) -> Self {
        let items = library::items(site, |path| outputs.contains_key(path));
        let shelf = Shelf::new(site, &items);
        let index = library::kept::index(&shelf, state(site, sources), &sources.root().join(KEPT_INDEX));
        let files = index.names().map(|name| (route::search_part(&name), Output::Search(name)));
        outputs.extend(files);
        Self { items, index }
    }
}

/// All that decides what can be found: every source, the day and the program.
fn state(site: &Site, sources: &Sources) -> [u8; 32] {
    let sources = sources.digest(|_| false);
    digest::of(format!("{} {} {sources:?}", digest::PROGRAM, site.today).as_bytes())
}

/// Feeds and maps for search engines: what needs the site's absolute address.
fn for_machines(site: &Site, outputs: &BTreeMap<OutputPath, Output>) -> Vec<(OutputPath, Output)> {
    let pages = locations(site, outputs).count();
    let mut found: Vec<(OutputPath, Output)> = match pages.div_ceil(sitemap::PART) {
        0 | 1 => vec![(route::sitemap(), Output::Sitemap(1))],
        parts => std::iter::once((route::sitemap(), Output::Sitemap(0)))
            .chain((1..=parts).map(|part| (route::sitemap_part(part), Output::Sitemap(part))))
            .collect(),
    };
    if !site.column.is_empty() {
        for stream in Stream::ALL {
            found.push((route::atom(stream), Output::Feed(stream, FeedFormat::Atom)));
            found.push((route::rss(stream), Output::Feed(stream, FeedFormat::Rss)));
        }
    }
    found
}

/// The pages that search engines are told of.
fn locations<'a>(
    site: &'a Site,
    outputs: &'a BTreeMap<OutputPath, Output>,
) -> impl Iterator<Item = Location<'a>> {
    outputs.iter().filter_map(|(path, output)| match output {
        Output::Page(kind) => kind.in_sitemap(site).map(|changed| (path, changed)),
        _ => None,
    })
}

/// A file of the project or of its cache, as it is now.
fn read(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    match source::read_bytes(path, FILE_LIMIT) {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(problem)) => Err(Box::new(problem)),
        Err(error) => {
            let message = format!("文件无法读取：{}", error.cause());
            let problem = Problem::new(Severity::Error, message).in_file(path.to_string_lossy());
            Err(Box::new(problem.hint("检查文件是否还在、是否被别的程序占用，再生成一次")))
        }
    }
}
