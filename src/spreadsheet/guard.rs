//! What is looked at before a file is taken for a workbook: its kind, and how large it really is.
//!
//! Sizes in a container are claims; here every part is inflated once and
//! counted, so that what reads it afterwards cannot run out of memory.

use std::io::Read as _;

use super::Refusal;
use super::package::{Package, Part};
use crate::source;

/// All parts together, inflated.
const INFLATED_LIMIT: u64 = 256 << 20;
/// How many times larger than the file its parts may be, once they are more than [`HARMLESS`].
const RATIO_LIMIT: u64 = 200;
/// Below this, any ratio is harmless: a column of equal cells packs very well.
const HARMLESS: u64 = 16 << 20;
/// Parts of a container; a workbook with pictures has some hundreds.
const PARTS_LIMIT: usize = 4096;

/// The signature of Microsoft's compound files: .xls, .doc, .et, and what is encrypted.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const SAVE_AS: &str = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再试";

/// Whether `bytes` are a workbook without macros, of a size that can be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new("文件是空的", "重新保存或重新传送这个文件"));
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if !bytes.starts_with(b"PK") {
        return Err(no_container(bytes));
    }
    let mut package = Package::open(bytes)?;
    check_kind(&package)?;
    check_size(&mut package, bytes.len() as u64)
}

fn compound(bytes: &[u8]) -> Refusal {
    let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(wide.len()).any(|window| window == wide) {
        return Refusal::new("工作簿已加密，打不开", "用 Excel 或 WPS 打开，去掉打开密码，另存后再试");
    }
    Refusal::new("这是旧版 .xls（或 WPS 的 .et）工作簿", SAVE_AS)
}

fn no_container(bytes: &[u8]) -> Refusal {
    let Some((text, _)) = source::decode(bytes) else {
        return Refusal::new("这不是 Excel 工作簿", "请选 .xlsx 文件");
    };
    let start = text.trim_start().to_ascii_lowercase();
    if start.starts_with('<') {
        return Refusal::new("这是改了名的网页或 XML 文件，不是 Excel 工作簿", SAVE_AS);
    }
    Refusal::new("这是改了名的文本文件（如 CSV），不是 Excel 工作簿", SAVE_AS)
}

fn check_kind(package: &Package<'_>) -> Result<(), Refusal> {
    if package.has(|name| name.ends_with("vbaproject.bin")) {
        return Err(Refusal::new(
            "工作簿含有宏，为安全起见不读取",
            "另存为“Excel 工作簿（*.xlsx）”（不含宏）后再试",
        ));
    }
    if package.has(|name| name == "xl/workbook.bin") {
        return Err(Refusal::new("这是二进制工作簿（.xlsb）", SAVE_AS));
    }
    if package.has(|name| name == "mimetype") || package.has(|name| name == "content.xml") {
        return Err(Refusal::new("这是 OpenDocument 表格（.ods），不是 Excel 工作簿", SAVE_AS));
    }
    if package.has(|name| name.starts_with("word/")) {
        return Err(Refusal::new("这是 Word 文档，不是 Excel 工作簿", "请选 .xlsx 文件"));
    }
    if package.has(|name| name == "[content_types].xml") {
        return Ok(());
    }
    Err(Refusal::new("这是普通压缩包或残缺的文件，不是 Excel 工作簿", SAVE_AS))
}

fn check_size(package: &mut Package<'_>, size: u64) -> Result<(), Refusal> {
    let too_large = || {
        Refusal::new(
            "工作簿解压后过大，为安全起见不读取",
            "只保留要读的表，删去图片、空白的大片格式和其他内容，另存后再试",
        )
    };
    if package.len() > PARTS_LIMIT {
        return Err(too_large());
    }
    let limit = INFLATED_LIMIT.min(HARMLESS.max(size.saturating_mul(RATIO_LIMIT)));
    let mut left = limit;
    for at in 0..package.len() {
        let inflated = inflate(package.part(at)?, left)?;
        left = left.checked_sub(inflated).filter(|left| *left > 0).ok_or_else(too_large)?;
    }
    Ok(())
}

/// How many bytes a part really has; stops after `limit`.
fn inflate(part: Part<'_>, limit: u64) -> Result<u64, Refusal> {
    let mut part = part.take(limit);
    std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| Refusal::damaged())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_no_workbook_is_named_in_one_sentence() {
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, message) in [
            (Vec::new(), "空的"),
            ([COMPOUND, b"\0\0Workbook"].concat(), "旧版 .xls"),
            ([COMPOUND, wide.as_slice()].concat(), "加密"),
            ("指标标识,年份\n".into(), "CSV"),
            (b"<html><table></table></html>".to_vec(), "网页"),
            (vec![1, 0, 2, 0], "不是 Excel"),
            (b"PK\x03\x04 cut".to_vec(), "不完整"),
            (container(&[("xl/vbaProject.bin", b"x"), ("[Content_Types].xml", b"x")]), "宏"),
            (container(&[("mimetype", b"x"), ("content.xml", b"x")]), ".ods"),
            (container(&[("xl/workbook.bin", b"x")]), ".xlsb"),
            (container(&[("word/document.xml", b"x")]), "Word"),
            (container(&[("a.txt", b"x")]), "压缩包"),
        ] {
            let refusal = check(&bytes).unwrap_err();
            assert!(refusal.message.contains(message), "{message}: {refusal:?}");
        }
    }

    #[test]
    fn a_bomb_is_counted_not_believed() {
        let zeros = vec![0; 20 << 20];
        let bytes = container(&[("[Content_Types].xml", b"x"), ("xl/a.xml", &zeros)]);
        assert!(bytes.len() < 100_000);
        assert!(check(&bytes).unwrap_err().message.contains("过大"));
        let small = container(&[("[Content_Types].xml", b"x"), ("xl/a.xml", &zeros[..1 << 20])]);
        assert_eq!(check(&small), Ok(()));
    }
}
