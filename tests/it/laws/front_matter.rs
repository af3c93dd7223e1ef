//! Any bytes as the file of a case, a notice and a reading: read or told, in its place,
//! and read the same again by who knows it from before.

use jiff::civil::{Date, date};

use saltpress::column::article::{Article, State};
use saltpress::column::known::{self, Known};
use saltpress::column::{self, Column};
use saltpress::problem::{Problems, Severity};
use saltpress::source::{self, SourceFile, Sources};
use saltpress::text::yaml::Placed;

const TODAY: Date = date(2026, 10, 31);
const PATHS: [&str; 3] =
    ["content/cases/nut/index.md", "content/notices/nut.md", "policies/zjtx-2022/readings/nut.md"];
const COLUMN: &str = "名称: 专精特新
梯度: [{标识: giant, 名称: 国家级“小巨人”企业, 别名: [小巨人]}, {标识: provincial, 名称: 省级专精特新}]
产业: [{标识: fasteners, 名称: 紧固件, 别名: [螺栓螺母]}]
镇街: [{标识: tingchao, 名称: 听潮示例镇}]
主题: [{标识: green, 名称: 绿色制造}, {标识: digital, 名称: 数字化}]
";
const FIRM: &str = "示例: true
名称: 谷雨示例紧固件有限公司
简称: 谷雨示例
公开: [产业, 镇街]
产业: fasteners
镇街: tingchao
梯度经历:
  - {梯度: giant, 年度: 2025, 来源: 示例公布文件（虚构）, 文号: 示例〔2025〕5号（虚构）, 状态: 有效}
";

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((text, _)) = source::decode(bytes) else { return };
    let files = PATHS.map(|path| SourceFile::new(path, text.clone()));
    let others = [("content/column.yaml", COLUMN), ("content/enterprises/guyu.yaml", FIRM)]
        .map(|(path, text)| SourceFile::new(path, text));
    let sources = Sources::from_files(files.iter().chain(&others).cloned());
    let mut problems = Problems::new();
    let column = column::parse_all(&sources, &Known::default(), &mut problems);
    super::assert_told(&problems, &files.each_ref());
    for file in &files {
        assert_read_or_told(file, &column, &problems);
    }
    for article in column.articles() {
        assert_sound(article);
        // What was mended to read on, with an error, is not what was written.
        if !has_error(&problems, &article.path) {
            assert_placed(article, &text);
        }
    }
    assert_known_again(&column, &sources);
}

/// A text that is not there was told with an error.
fn assert_read_or_told(file: &SourceFile, column: &Column, problems: &Problems) {
    let is_there = column.articles().any(|article| article.path == file.path());
    assert_ne!(is_there, column.unread.contains(file.path()), "{}", file.path());
    assert!(is_there || has_error(problems, file.path()), "{problems:?}");
}

fn has_error(problems: &Problems, path: &str) -> bool {
    let mut all = problems.sorted().into_iter();
    all.any(|problem| problem.severity == Severity::Error && problem.path.as_deref() == Some(path))
}

fn assert_sound(article: &Article) {
    assert!(!article.title.value.trim().is_empty(), "no title: {article:?}");
    let state = article.state(TODAY);
    assert_eq!(article.has_page(TODAY), !matches!(state, State::Draft | State::Scheduled));
    assert!(article.has_page(TODAY) || !article.is_listed(TODAY));
}

/// What stands at the place of a value is the value.
fn assert_placed(article: &Article, text: &str) {
    let pictures = article.pictures.iter().map(|picture| &picture.file);
    let cites = &article.cites;
    let words = [&cites.clauses, &cites.targets, &cites.units, &article.aliases].into_iter().flatten();
    for Placed { value, span } in
        std::iter::once(&article.title).chain(&cites.policy).chain(words).chain(pictures)
    {
        let written = text.get(span.clone());
        let written = written.unwrap_or_else(|| panic!("{value:?} at {span:?}, which is no place"));
        // Escapes, aliases and tags are written otherwise.
        if written.contains(['\\', '*', '&', '!', '\'']) {
            continue;
        }
        let mut left = written.chars();
        for character in value.chars().filter(|character| !character.is_whitespace()) {
            assert!(left.any(|c| c == character), "{value:?} is not what {written:?} says");
        }
    }
}

/// What is kept of a text gives the same text, without reading its header again.
fn assert_known_again(column: &Column, sources: &Sources) {
    let kept = |article: &'_ Article| Some((article.path.clone(), article.digest, article.record.clone()?));
    let kept: Vec<_> = column.articles().filter_map(kept).collect();
    let records: Vec<_> = kept.iter().map(|(path, digest, record)| (&**path, *digest, &**record)).collect();
    let mut bytes = Vec::new();
    known::pack(&records, &mut bytes);
    let known = Known::unpack(bytes, 0).expect("what was packed");
    assert_eq!(known.len(), kept.len());
    let again = column::parse_all(sources, &known, &mut Problems::new());
    for (first, again) in column.articles().zip(again.articles()) {
        assert!(again.record.is_none(), "read anew: {}", again.path);
        assert_eq!(again.body.gist(), first.body.gist());
        assert_eq!(again.body.pieces(), first.body.pieces());
        assert_eq!(header(again), header(first));
    }
}

/// All of an article but its text.
fn header(article: &Article) -> String {
    let Article { path, title, summary, source, author, published, expires, .. } = article;
    let Article { keywords, reviews, is_sample, is_draft, withdrawal, aliases, cites, pictures, .. } =
        article;
    format!(
        "{:?}",
        (
            (path, title, summary, source, author, published, expires),
            (keywords, reviews, is_sample, is_draft, withdrawal, aliases, cites, pictures)
        )
    )
}
