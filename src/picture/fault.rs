//! Why a picture is not published, in the words of the person who can mend it.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::header::Foreign;
use super::wanted::Reference;
use super::{MAX_BYTES, MAX_PIXELS, MAX_SIDE};
use crate::problem::{Problem, Severity};

/// A reason to leave a picture out. What follows from the bytes alone is kept in
/// the cache, so that a bad picture is not decoded again to be refused again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// There is no such file; the name of one beside it that is nearly the same.
    Missing(Option<String>),
    /// A folder or a device.
    NoFile,
    /// A path or a link that leads out of the project.
    Outside,
    /// The system's words for what it refused.
    Unreadable(String),
    /// No bytes at all.
    Empty,
    /// The file is larger than [`MAX_BYTES`].
    TooLarge(u64),
    /// More pixels than [`MAX_PIXELS`]: width and height.
    TooManyPixels(u32, u32),
    /// A side longer than [`MAX_SIDE`]: width and height.
    TooLong(u32, u32),
    /// A GIF, PNG or WebP that moves.
    Animated,
    /// The file breaks off.
    CutOff,
    /// The file begins like a picture and cannot be decoded.
    Damaged,
    /// Something else than a picture for the web.
    Foreign(Foreign),
    /// A drawing in text that is longer than it may be: bytes.
    SvgTooLong(u64),
    /// A drawing nested deeper than any program draws.
    SvgTooDeep,
    /// A drawing with entities of its own.
    SvgEntities,
    /// A drawing whose text is not well formed.
    SvgBroken,
    /// A drawing that tells no size.
    SvgNoSize,
}

/// Something told about a picture that is published all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// A photo in the colours of print.
    PrintColours,
    /// So few pixels that it is blurred on a page: width and height.
    Small(u32, u32),
    /// Parts of a drawing that could act or load something, each told once.
    SvgCleaned(Vec<String>),
}

impl Fault {
    /// The problem of the picture `source`, told at its reference where it is missing.
    pub(super) fn problem(&self, source: &str, from: Option<&Reference>) -> Problem {
        let problem = Problem::new(Severity::Error, self.message(source)).hint(self.remedy());
        match (self, from) {
            (Self::Missing(_) | Self::Outside, Some(from)) => at_reference(problem, from),
            _ => with_reference(problem.in_file(source), from),
        }
    }

    fn message(&self, source: &str) -> String {
        match self {
            Self::Missing(_) => format!("没有图片 {source}"),
            Self::NoFile => "这里要的是图片文件，找到的是文件夹".to_owned(),
            Self::Outside => format!("图片 {source} 不在项目文件夹里，没有使用"),
            Self::Unreadable(cause) => format!("图片无法读取：{cause}"),
            Self::Empty => "图片文件是空的（0 字节）".to_owned(),
            Self::TooLarge(bytes) => {
                format!("图片文件有 {}，超过 {} 的上限，没有使用", megabytes(*bytes), megabytes(MAX_BYTES))
            }
            Self::TooManyPixels(width, height) => format!(
                "图片有 {width}×{height} 像素（{} 万），超过 {} 万像素的上限，没有使用",
                u64::from(*width) * u64::from(*height) / 10_000,
                MAX_PIXELS / 10_000
            ),
            Self::TooLong(width, height) => {
                format!("图片有 {width}×{height} 像素，单边超过 {MAX_SIDE} 像素的上限，没有使用")
            }
            Self::Animated => "图片是动图，网站只用静止的图片".to_owned(),
            Self::CutOff => "图片文件不完整，后面一部分缺失".to_owned(),
            Self::Damaged => "图片文件已损坏，无法解码".to_owned(),
            Self::Foreign(foreign) => foreign.message(),
            Self::SvgTooLong(bytes) => {
                format!(
                    "SVG 图有 {} KB，超过 {} KB 的上限，没有使用",
                    bytes >> 10,
                    super::svg::MAX_BYTES >> 10
                )
            }
            Self::SvgTooDeep => format!("SVG 图的嵌套超过 {} 层，没有使用", super::svg::MAX_DEPTH),
            Self::SvgEntities => "SVG 图里定义了实体（<!ENTITY …>），为安全起见没有使用".to_owned(),
            Self::SvgBroken => "SVG 图的内容不完整，或不是 SVG 格式".to_owned(),
            Self::SvgNoSize => "SVG 图没有写明尺寸".to_owned(),
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::Missing(Some(similar)) => {
                format!("同一文件夹里有“{similar}”，把引用改成这个名字，大小写和结尾都要一致")
            }
            Self::Missing(None) => "检查文件名和大小写，确认图片已放进项目文件夹".to_owned(),
            Self::NoFile => "引用要写到图片文件名为止，例如 photos/a.jpg".to_owned(),
            Self::Outside => "把图片复制到引用它的文件旁边；快捷方式或链接请换成图片本身".to_owned(),
            Self::Unreadable(_) => "检查文件是否被别的程序占用、是否有读取权限".to_owned(),
            Self::Empty | Self::CutOff | Self::Damaged => {
                "多半是复制或下载中断：重新复制原图；仍打不开的，用“画图”打开后另存为 JPG 或 PNG".to_owned()
            }
            Self::TooLarge(_) | Self::TooManyPixels(..) => {
                "用“画图”或看图软件把宽度改到 4000 像素以内，另存为 JPG；网页最宽只用到 1600 像素".to_owned()
            }
            Self::TooLong(..) => "把长图切成几张，按顺序分别引用".to_owned(),
            Self::Animated => "选一帧另存为 PNG 或 JPG；要展示动态过程的，转成 MP4 后用“视频”引用".to_owned(),
            Self::Foreign(foreign) => foreign.remedy().to_owned(),
            Self::SvgTooLong(_) | Self::SvgTooDeep => "在作图软件里简化图形，或导出为 PNG".to_owned(),
            Self::SvgEntities => "在作图软件里另存为“SVG 1.1”（不保留编辑功能），或导出为 PNG".to_owned(),
            Self::SvgBroken => "在作图软件里重新导出 SVG，或导出为 PNG".to_owned(),
            Self::SvgNoSize => {
                "在 <svg> 上写 width 和 height（像素），或写 viewBox；也可导出为 PNG".to_owned()
            }
        }
    }
}

impl Foreign {
    fn message(self) -> String {
        let name = match self {
            Self::Heic => "HEIC 照片（苹果和部分安卓手机的格式），浏览器不能显示",
            Self::Avif => "AVIF 图片，办公电脑上的浏览器大多不能显示",
            Self::NewJpeg => "JPEG XL 或 JPEG 2000 图片，浏览器不能显示",
            Self::Bmp => "BMP 位图，文件过大，不适合网页",
            Self::Tiff => "TIFF 图片或相机原始文件，浏览器不能显示",
            Self::Ico => "ICO 图标，不适合作配图",
            Self::Psd => "Photoshop 文件，浏览器不能显示",
            Self::Video => "视频，不是图片",
            Self::Office => "Office 或 WPS 文档，不是图片",
            Self::Pdf => "PDF 文档，不是图片",
            Self::Html => "网页，不是图片",
            Self::Archive => "压缩包，不是图片",
            Self::Unknown => return "文件不是图片，或格式无法识别".to_owned(),
        };
        format!("文件是 {name}")
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Heic => {
                "用 Windows“照片”或手机相册打开后另存为 JPG；苹果手机在“设置 → 相机 → 格式”选“兼容性最佳”，以后拍的就是 JPG"
            }
            Self::Avif | Self::NewJpeg | Self::Bmp | Self::Tiff | Self::Ico => {
                "用“画图”或看图软件打开，另存为 JPG（照片）或 PNG（图表、截图），再改引用"
            }
            Self::Psd => "在 Photoshop 里“导出为” JPG 或 PNG",
            Self::Video => "要放视频的，用“视频”引用；要配图的，截一帧存为 JPG",
            Self::Office => "在文档里右键图片“另存为图片”，改结尾（扩展名）不能变成图片",
            Self::Pdf => "要配图的，导出为 PNG；要供下载的，放进附件",
            Self::Html => "多半是下载图片时得到了出错页面：到原处重新保存图片",
            Self::Archive => "先解压，再引用里面的图片",
            Self::Unknown => "请用 JPG、PNG、WebP、SVG 或静止的 GIF；改结尾（扩展名）不能改变格式",
        }
    }
}

impl Note {
    /// The warning about the picture `source`.
    pub(super) fn problem(&self, source: &str, from: Option<&Reference>) -> Problem {
        let (message, hint) = match self {
            Self::PrintColours => (
                "照片用的是印刷颜色（CMYK），已近似换算，颜色可能偏艳".to_owned(),
                "向拍摄或设计单位要 RGB（sRGB）的 JPG",
            ),
            Self::Small(width, height) => (
                format!("图片只有 {width}×{height} 像素，放到网页上会很小，或者模糊"),
                "换成原图，宽度最好在 1200 像素以上；聊天软件和网页里的缩略图不能用",
            ),
            Self::SvgCleaned(parts) => (
                format!("SVG 图里有不能发布的内容，已去掉：{}", parts.join("、")),
                "看看去掉后的图是否完整；不完整的，在作图软件里导出为 PNG",
            ),
        };
        with_reference(Problem::new(Severity::Warning, message).hint(hint).in_file(source), from)
    }
}

fn at_reference(problem: Problem, from: &Reference) -> Problem {
    let problem = problem.in_file(&from.path);
    match &from.place {
        Some(place) => problem.at(place.clone()),
        None => problem,
    }
}

/// Adds who names the picture, for somebody who knows the page and not the file.
fn with_reference(mut problem: Problem, from: Option<&Reference>) -> Problem {
    if let (Some(hint), Some(from)) = (&mut problem.hint, from) {
        hint.push_str("。引用它的是 ");
        hint.push_str(&from.path);
        if let Some(place) = &from.place {
            let _ = write!(hint, " 第 {} 行", place.line);
        }
    }
    problem
}

/// Rounded up, so that a file just above the limit is not told to have the limit's size.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
