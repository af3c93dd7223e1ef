//! What files to take away say: of those who made them, and of persons whom they name.

use crate::inspection::finding::Findings;
use crate::inspection::rule::RuleId;
use crate::inspection::text::privacy;
use crate::problem::{Problem, Severity};
use crate::spreadsheet;

/// Looks into pictures and documents.
pub(super) fn inspect(name: &str, bytes: &[u8], findings: &mut Findings) {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let told = match ending.as_str() {
        "jpg" | "jpeg" if exif(bytes) => "照片带着拍摄信息（EXIF，可能有位置和机主）",
        "pdf" if has_author(bytes) => "PDF 带着作者姓名",
        "docx" | "xlsx" | "pptx" => return in_document(name, bytes, findings),
        _ => return,
    };
    findings.add(RuleId::FileMetadata, Problem::new(Severity::Error, told).in_file(name));
}

/// How many findings of one document are told: a list of a thousand persons is one fault.
const TOLD: usize = 5;

/// Looks into a document as its readers do.
fn in_document(name: &str, bytes: &[u8], findings: &mut Findings) {
    const GRAVE: [RuleId; 4] =
        [RuleId::ResidentId, RuleId::BankCard, RuleId::MobileNumber, RuleId::SecretMark];
    let Some(words) = spreadsheet::words(bytes) else { return };
    let problem = |message: String| Problem::new(Severity::Error, message).in_file(name);
    if let Some(author) = words.author {
        let message = format!("文件属性里写着作者“{author}”");
        findings.add(RuleId::FileMetadata, problem(message));
    }
    let hits = privacy::find(&words.text, &|_| false).into_iter().filter(|hit| GRAVE.contains(&hit.rule));
    for hit in hits.take(TOLD) {
        let way = "在原文件里删去（名单只留姓名或末四位），另存后换掉这个附件；已经发布的同时撤下";
        findings.add(hit.rule, problem(format!("附件里{}", hit.message)).hint(way));
    }
}

/// Whether the segments before the picture's data hold EXIF.
fn exif(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8]).unwrap_or_default();
    while let [0xff, kind, high, low, ..] = rest {
        let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if *kind == 0xe1 && rest.get(4..).is_some_and(|data| data.starts_with(b"Exif")) {
            return true;
        }
        if *kind == 0xda {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

/// `/Author (…)` with something in it.
fn has_author(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"/Author").any(|at| {
        let value = bytes[at + b"/Author".len()..].trim_ascii_start();
        match value {
            [b'(', b')', ..] | [b'<', b'>', ..] => false,
            [b'(' | b'<', ..] => true,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, bytes: &[u8]) -> usize {
        let mut findings = Findings::default();
        inspect(name, bytes, &mut findings);
        findings.count(RuleId::FileMetadata)
    }

    #[test]
    fn names_and_positions_in_files_are_told() {
        for (name, bytes, told) in [
            ("a.jpg", b"\xff\xd8\xff\xe1\x00\x08Exif\0\0\xff\xda".as_slice(), 1),
            ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02Exif", 0),
            ("a.jpg", b"\xff\xd8\xff", 0),
            ("a.pdf", b"<</Author (Zhang San)>>", 1),
            ("a.pdf", b"<</Author ()>>", 0),
            ("a.txt", b"/Author (x)", 0),
        ] {
            assert_eq!(count(name, bytes), told, "{name} {bytes:?}");
        }
    }
}
