//! The words of an Office document, whichever program wrote it: what a reader who opens it sees, and
//! who is named as its author. Read for what must not leak; nothing is refused.

use std::io::Read as _;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::Package;

/// How much of a document is read, inflated: a list of names has some hundred kilobytes.
const LIMIT: u64 = 32 << 20;

/// What a document says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Its text, a line for each paragraph and cell.
    pub text: String,
    /// Who is named as author, or as the last one who saved it.
    pub author: Option<String>,
}

/// The words of a document (.docx, .xlsx, .pptx); `None` where the bytes are none.
#[must_use]
pub fn words(bytes: &[u8]) -> Option<Words> {
    let mut package = Package::open(bytes).ok()?;
    let mut words = Words::default();
    let mut left = LIMIT;
    for name in package.names(is_text) {
        words.text.push_str(&part(&mut package, &name, &mut left).unwrap_or_default());
    }
    let about = part(&mut package, "docprops/core.xml", &mut left).unwrap_or_default();
    words.author = author(&about);
    Some(words)
}

/// Whether a part, by its name in lower case, holds text for readers.
fn is_text(name: &str) -> bool {
    const STARTS: [&str; 10] = [
        "word/document",
        "word/header",
        "word/footer",
        "word/footnotes",
        "word/endnotes",
        "word/comments",
        "xl/sharedstrings",
        "xl/worksheets/",
        "xl/comments",
        "ppt/slides/",
    ];
    name.ends_with(".xml") && STARTS.iter().any(|start| name.starts_with(start))
}

/// The text of one part; words that are set apart only by their looks stay together.
fn part(package: &mut Package<'_>, name: &str, left: &mut u64) -> Option<String> {
    let mut bytes = Vec::new();
    let part = package.named(name)?.ok()?;
    part.take(*left).read_to_end(&mut bytes).ok()?;
    *left -= bytes.len() as u64;
    let mut reader = Reader::from_reader(bytes.as_slice());
    reader.config_mut().check_end_names = false;
    let mut text = String::new();
    let mut is_author = false;
    loop {
        match reader.read_event() {
            Ok(Event::Text(words)) => text.push_str(&words.xml10_content()),
            Ok(Event::Start(tag)) => {
                is_author = matches!(tag.local_name().as_ref(), "creator" | "lastModifiedBy");
                if is_author {
                    text.push_str(AUTHOR);
                }
            }
            Ok(Event::End(tag)) => {
                if is_author || matches!(tag.local_name().as_ref(), "p" | "si" | "c" | "row" | "tab") {
                    text.push('\n');
                }
                is_author = false;
            }
            Ok(Event::Eof) | Err(_) => return Some(text),
            Ok(_) => {}
        }
    }
}

/// Marks a name among the words about a document: no name starts with it.
const AUTHOR: &str = "\u{1}";

fn author(about: &str) -> Option<String> {
    let names = about.lines().filter_map(|line| Some(line.split_once(AUTHOR)?.1.trim()));
    names.into_iter().find(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn document(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_words_of_a_document_are_read_as_they_are_seen() {
        let bytes = document(&[
            (
                "word/document.xml",
                "<w:p><w:r><w:t>身份证110</w:t></w:r><w:r><w:t>105</w:t></w:r></w:p><w:p>乙</w:p>",
            ),
            ("word/styles.xml", "<a>没有</a>"),
            ("docProps/core.xml", "<c><dc:title>题</dc:title><dc:creator>张三</dc:creator></c>"),
        ]);
        let words = words(&bytes).unwrap();
        assert_eq!(words.text, "身份证110105\n乙\n");
        assert_eq!(words.author.as_deref(), Some("张三"));
    }

    #[test]
    fn what_is_no_document_has_no_words() {
        assert_eq!(words(b"PK\x03\x04"), None);
        assert_eq!(words(b""), None);
        assert_eq!(words(&document(&[("a.txt", "甲")])), Some(Words::default()));
        let broken = document(&[("xl/sharedStrings.xml", "<si><t>甲</si><si><t>乙")]);
        assert_eq!(words(&broken).unwrap().text.lines().next(), Some("甲"));
    }
}
