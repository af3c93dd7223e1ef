//! Pictures within a text, and whether their alternative text says something.

use std::ops::Range;

use super::body::{Picture, Reference};
use super::escape;
use super::link::{self, Refusal, Target};
use super::report::{Report, quoted};
use crate::problem::Severity::{Error, Warning};

/// A picture whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenPicture {
    /// As the author wrote it.
    pub(super) address: String,
    /// The author's title: the caption.
    pub(super) title: String,
    /// As far as it was read.
    pub(super) alt: String,
    /// Of the whole picture, in the source file.
    pub(super) span: Range<usize>,
    /// Of the address, in the source file.
    pub(super) address_span: Range<usize>,
}

/// Alternative texts that say nothing.
const EMPTY_WORDS: [&str; 20] = [
    "图片",
    "图",
    "照片",
    "配图",
    "插图",
    "截图",
    "图像",
    "图示",
    "示意图",
    "替代文字",
    "图片说明",
    "image",
    "img",
    "picture",
    "photo",
    "pic",
    "alt",
    "插入图片",
    "图片描述",
    "在这里插入图片描述",
];

impl OpenPicture {
    /// The finished picture; `None`, told, where its address is none of the project.
    pub(super) fn finish(self, report: &mut Report<'_>) -> Option<Picture> {
        let address = match link::target(&self.address) {
            Target::Project(address) => address.into_owned(),
            Target::Web(_) => {
                let message = format!("图片“{}”在别的网站上，没有发布", quoted(&self.address));
                report.tell(
                    Error,
                    self.address_span,
                    message,
                    "把图片保存到文章旁边，写文件名，如 ![说明](a.jpg)",
                );
                return None;
            }
            Target::Refused(Refusal::Empty) => {
                report.tell(Error, self.span, "图片没有写文件名", "写成 ![图里是什么](a.jpg \"图注\")");
                return None;
            }
            Target::Refused(_) | Target::Contact(_) | Target::Fragment(_) => {
                let message = format!("图片地址“{}”不能用，没有发布", quoted(&self.address));
                report.tell(
                    Error,
                    self.address_span,
                    message,
                    "把图片放到文章旁边，写文件名，如 ![说明](a.jpg)",
                );
                return None;
            }
        };
        check_alt(report, self.alt.trim(), &address, self.span);
        let caption = (!self.title.trim().is_empty()).then(|| {
            let mut caption = String::new();
            escape::text(&mut caption, self.title.trim());
            caption
        });
        let file = Reference { address, span: self.address_span };
        Some(Picture { file, alt: self.alt.trim().to_owned(), caption, is_block: false })
    }
}

fn check_alt(report: &mut Report<'_>, alt: &str, address: &str, span: Range<usize>) {
    const HINT: &str = "在方括号里用一句话写明图里是什么，看不到图的人靠它读图";
    if alt.is_empty() {
        report.tell(Warning, span, "图片没有替代文字", HINT);
    } else if says_nothing(alt, address) {
        report.tell(Warning, span, format!("图片的替代文字“{}”没有说明图里是什么", quoted(alt)), HINT);
    }
}

/// Whether an alternative text is the name of a thing or a file, and says nothing of what is shown.
#[must_use]
pub fn says_nothing(alt: &str, address: &str) -> bool {
    let name = address.rsplit(['/', '\\']).next().unwrap_or(address);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // 图1, 图片 2, image-3 and IMG_0001 are names, not descriptions.
    let bare = alt.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '（' | '）' | '(' | ')' | '.')
    });
    let bare = bare.trim_end_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    bare.is_empty()
        || alt.eq_ignore_ascii_case(name)
        || alt.eq_ignore_ascii_case(stem)
        || EMPTY_WORDS.iter().any(|empty| bare.eq_ignore_ascii_case(empty))
        || alt.starts_with("微信图片_")
}
