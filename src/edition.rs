//! The site as a known set of paths, each of which can be printed to bytes on its own.
//!
//! Printing is a pure function of the edition: a build is a parallel loop over
//! the paths, a preview prints the one that is asked for, and both give the same bytes.
//! The search index alone is dear: it is made when something first asks for it.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::asset::{Asset, Theme};
use crate::column::article::Article;
use crate::dataset::{self, Dataset};
use crate::digest;
use crate::library::{self, Item, Shelf};
use crate::page::column::{FeedFormat, print_feed};
use crate::page::sitemap::{self, Location};
pub use crate::page::subject::Hold;
pub use crate::page::{Marks, Printed};
use crate::page::{PageKind, Pages, subject};
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
    /// What search engines may read, and where the map is.
    Robots,
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

/// What can be found, and the index of it once somebody asks.
#[derive(Debug)]
struct Search {
    items: Vec<Item>,
    state: [u8; 32],
    kept: PathBuf,
    index: OnceLock<Index>,
}

impl Edition {
    /// Fixes which paths there are and what each will hold. The project's files
    /// lie where `sources` were read. The files of the search index are not yet
    /// among the paths: see [`Edition::with_index`].
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
        let search = site.config.search.then(|| Search::of(&site, sources, &outputs));
        let root = sources.root().to_owned();
        Self { root, pages: Pages::new(site, theme, gallery, others), outputs, search }
    }

    /// The same with the files of the search index among its paths.
    #[must_use]
    pub fn with_index(mut self) -> Self {
        if let Some(search) = &self.search {
            let names = search.index(self.pages.site()).names();
            self.outputs.extend(names.map(|name| (route::search_part(&name), Output::Search(name))));
        }
        self
    }

    /// Groups of synonyms of which nothing that can be found has a word.
    pub fn idle_synonyms(&self) -> impl Iterator<Item = &[String]> {
        let groups = self.index().into_iter().flat_map(Index::idle_synonyms);
        groups.filter_map(|group| self.site().synonyms.groups.get(*group).map(Vec::as_slice))
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.outputs.keys()
    }

    /// The path that reads `name`, or of the search index that file. Making that takes
    /// seconds on a large site, where [`Edition::with_index`] has not.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<OutputPath> {
        if let Some((path, _)) = self.outputs.get_key_value(name) {
            return Some(path.clone());
        }
        let part = name.strip_prefix(route::search_part("").as_str())?;
        let names = self.index().into_iter().flat_map(Index::names);
        names.map(|known| route::search_part(&known)).find(|path| !part.is_empty() && path.as_str() == name)
    }

    /// The files that the page at `path` is written in, the one that its author edits first; of a file
    /// to take away, that file.
    #[must_use]
    pub fn written_in(&self, path: &OutputPath) -> Vec<String> {
        match self.outputs.get(path) {
            Some(Output::Page(kind)) => subject::files(self.site(), kind),
            Some(Output::File(path)) => vec![path.clone()],
            _ => Vec::new(),
        }
    }

    /// The files of the project's own theme that may shape pages of a kind (`data-kind`).
    #[must_use]
    pub fn layout(&self, kind: &str) -> Vec<String> {
        self.pages.layout(kind)
    }

    /// What is wrong with the templates of the project's own theme, each fault once: one page of each
    /// kind is printed for it. A theme that the program has is sound.
    #[must_use]
    pub fn proof(&self) -> Vec<Problem> {
        if !self.pages.has_own_layout() {
            return Vec::new();
        }
        if let Some(problem) = self.pages.failure() {
            return vec![problem];
        }
        let mut seen = HashSet::new();
        let pages = self.outputs.iter().filter_map(|(path, output)| match output {
            Output::Page(kind) => seen.insert(kind.family()).then_some((path, kind)),
            _ => None,
        });
        let mut problems: Vec<Problem> = Vec::new();
        for problem in pages.filter_map(|(path, kind)| self.pages.print(path, kind, None).err()) {
            if !problems.contains(&problem) {
                problems.push(*problem);
            }
        }
        problems
    }

    /// What holds the page at `path` back from publication.
    #[must_use]
    pub fn holds(&self, path: &OutputPath) -> Vec<Hold> {
        self.kind(path).map(|kind| subject::holds(self.site(), kind)).unwrap_or_default()
    }

    /// The articles that wait for their authors or their day, with their pages.
    pub fn waiting(&self) -> impl Iterator<Item = (&OutputPath, &Article, Hold)> {
        let pages = self.outputs.iter().filter_map(|(path, output)| match output {
            Output::Page(PageKind::Column(page)) => Some((path, subject::article(self.site(), page)?)),
            _ => None,
        });
        pages.filter_map(|(path, article)| Some((path, article, subject::of_article(article, self.site())?)))
    }

    fn kind(&self, path: &OutputPath) -> Option<&PageKind> {
        match self.outputs.get(path) {
            Some(Output::Page(kind)) => Some(kind),
            _ => None,
        }
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
            Some(Output::Page(kind)) => self.pages.print_unless(path, kind, self.version(kind), known),
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
                let version = self.index().map_or("", Index::version);
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
            Some(Output::Page(kind)) => self.pages.print(path, kind, self.version(kind)),
            Some(Output::Dataset(dataset)) => dataset::print(self.site(), dataset).map_err(|cause| {
                let message = format!("数据文件写不出来：{cause}");
                let problem = Problem::new(Severity::Error, message).in_file(path.as_str());
                Box::new(problem.hint("减少这份政策的数据行数，或分成几份政策"))
            }),
            Some(Output::Asset(asset)) => Ok(asset.bytes.as_ref().clone()),
            Some(Output::Picture(file)) => read(file),
            Some(Output::File(file)) => self.read_given(file),
            Some(Output::Feed(stream, format)) => Ok(print_feed(self.site(), *stream, *format)),
            Some(Output::Robots) => Ok(sitemap::print_robots(self.site().config.base().unwrap_or_default())),
            Some(Output::Sitemap(number)) => Ok(self.print_sitemap(*number)),
            Some(Output::Search(name)) => Ok(self.print_search(name)),
            None => Ok(self.print_search_at(path)),
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

    /// The search index, made now if it was not. `None` where the site cannot be searched.
    fn index(&self) -> Option<&Index> {
        self.search.as_ref().map(|search| search.index(self.site()))
    }

    /// The version of the index, for the page that names it.
    fn version(&self, kind: &PageKind) -> Option<&str> {
        if *kind == PageKind::Search { self.index().map(Index::version) } else { None }
    }

    /// A file of the index that [`Edition::find`] gave and no path holds yet.
    fn print_search_at(&self, path: &OutputPath) -> Vec<u8> {
        let mut names = self.index().into_iter().flat_map(Index::names);
        let name = names.find(|name| route::search_part(name) == *path);
        name.map(|name| self.print_search(&name)).unwrap_or_default()
    }

    fn print_search(&self, name: &str) -> Vec<u8> {
        let search = self.search.as_ref();
        let found = search.and_then(|search| {
            search.index(self.site()).print(name, &Shelf::new(self.site(), &search.items))
        });
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
    /// What has a page among `outputs`.
    fn of(site: &Site, sources: &Sources, outputs: &BTreeMap<OutputPath, Output>) -> Self {
        Self {
            items: library::items(site, |path| outputs.contains_key(path)),
            state: state(site, sources),
            kept: sources.root().join(KEPT_INDEX),
            index: OnceLock::new(),
        }
    }

    fn index(&self, site: &Site) -> &Index {
        let make = || library::kept::index(&Shelf::new(site, &self.items), self.state, &self.kept);
        self.index.get_or_init(make)
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
    // Below another path nobody asks for it: the host's own has to name the map (see the manual).
    if site.config.base().is_some_and(|base| route::base_path(base) == "/") {
        found.push((route::robots(), Output::Robots));
    }
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
