//! The drawing as it grows: shapes below, words above, each word with its box.

use std::fmt::Write as _;

use super::geometry::{Px, Rect, Spot, Tenths};
use super::text::{escape, width};
use super::{Chart, Size};

/// What a text is for; decides its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The title of the drawing.
    Title,
    /// Axes, units, states, the key.
    Quiet,
    /// The name of a group, a sentence.
    Plain,
    /// A value beside its mark.
    Value,
    /// What the target line says.
    Target,
    /// 示例.
    Sample,
}

impl Role {
    const ALL: [Self; 6] = [Self::Title, Self::Quiet, Self::Plain, Self::Value, Self::Target, Self::Sample];

    /// Class, weight and colour.
    fn attributes(self) -> &'static str {
        match self {
            Self::Title => "class=\"chart-title\" font-weight=\"700\" fill=\"#083a50\"",
            Self::Quiet => "class=\"chart-quiet\" fill=\"#4e5d68\"",
            Self::Plain => "class=\"chart-plain\" fill=\"#1a1f24\"",
            Self::Value => "class=\"chart-value\" font-weight=\"700\" fill=\"#083a50\"",
            Self::Target => "class=\"chart-goal\" font-weight=\"700\" fill=\"#1a1f24\"",
            Self::Sample => "class=\"chart-sample\" font-weight=\"700\" fill=\"#b3261e\"",
        }
    }
}

/// Which side of a text its place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text and the box it takes.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) rect: Rect,
    pub(super) text: String,
    role: Role,
    anchor: Anchor,
}

/// Lines of text below one another that are placed as one.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) lines: Vec<(Role, String)>,
    pub(super) anchor: Anchor,
}

impl Block {
    /// Lines that all have one role.
    pub(super) fn new(role: Role, lines: impl IntoIterator<Item = String>, anchor: Anchor) -> Self {
        Self { lines: lines.into_iter().map(|line| (role, line)).collect(), anchor }
    }
}

/// The drawing as it grows.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) size: Size,
    pub(super) words: Vec<Word>,
    pub(super) width: Tenths,
    height: Tenths,
    /// Begins the ids of this drawing: a page holds it in two sizes.
    prefix: String,
    shapes: String,
    has_sure_hatch: bool,
    has_gap_hatch: bool,
}

impl Canvas {
    pub(super) fn new(id: &str, size: Size) -> Self {
        let (width, ending) = match size {
            Size::Wide => (6400, "w"),
            Size::Narrow => (3280, "n"),
        };
        Self {
            size,
            words: Vec::new(),
            width,
            height: 0,
            prefix: format!("{}-{ending}", escape(id)),
            shapes: String::new(),
            has_sure_hatch: false,
            has_gap_hatch: false,
        }
    }

    /// Font size of a role.
    pub(super) fn font(&self, role: Role) -> Tenths {
        match (role, self.size) {
            (Role::Title, Size::Wide) => 180,
            (Role::Title, Size::Narrow) => 160,
            (Role::Quiet | Role::Sample, _) | (_, Size::Narrow) => 140,
            (_, Size::Wide) => 150,
        }
    }

    /// From the top of a line to the top of the next.
    pub(super) fn line_height(&self, role: Role) -> Tenths {
        self.font(role) * 13 / 10
    }

    /// Width and height of a block.
    pub(super) fn measure(&self, block: &Block) -> (Tenths, Tenths) {
        let width_of = |(role, text): &(Role, String)| width(text, self.font(*role));
        let wide = block.lines.iter().map(width_of).max().unwrap_or_default();
        let high = block.lines.iter().map(|(role, _)| self.line_height(*role)).sum();
        (wide, high)
    }

    /// Whether no text stands in `rect` yet.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        !self.words.iter().any(|word| word.rect.overlaps(rect))
    }

    /// Writes `block` into `rect`, which is as large as [`Self::measure`] says.
    pub(super) fn write(&mut self, block: Block, rect: Rect) {
        let mut top = rect.top;
        for (role, text) in block.lines {
            let wide = width(&text, self.font(role));
            let left = match block.anchor {
                Anchor::Start => rect.left,
                Anchor::Middle => rect.middle().x - wide / 2,
                Anchor::End => rect.right - wide,
            };
            let high = self.line_height(role);
            self.words.push(Word {
                rect: Rect::new(left, top, wide, high),
                text,
                role,
                anchor: block.anchor,
            });
            top += high;
        }
    }

    /// Writes one line with its upper left or upper right corner at a place.
    pub(super) fn write_line(&mut self, role: Role, text: impl Into<String>, at: Spot, anchor: Anchor) {
        let block = Block::new(role, [text.into()], anchor);
        let (wide, high) = self.measure(&block);
        let left = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - wide / 2,
            Anchor::End => at.x - wide,
        };
        self.write(block, Rect::new(left, at.y, wide, high));
    }

    /// Adds a shape: a finished element.
    pub(super) fn add(&mut self, element: &str) {
        self.shapes.push_str(element);
    }

    /// A path with the attributes of its kind.
    pub(super) fn path(&mut self, attributes: &str, data: &str) {
        if !data.is_empty() {
            let _ = write!(self.shapes, "<path {attributes} d=\"{data}\"/>");
        }
    }

    /// A box with the attributes of its kind.
    pub(super) fn rect(&mut self, attributes: &str, rect: Rect) {
        let _ = write!(
            self.shapes,
            "<rect {attributes} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            Px(rect.left),
            Px(rect.top),
            Px(rect.width()),
            Px(rect.height())
        );
    }

    /// A hatched box: the pattern of a value that may still change.
    pub(super) fn unsure_rect(&mut self, rect: Rect) {
        self.has_sure_hatch = true;
        let fill = format!("fill=\"url(#{}-p)\"", self.prefix);
        self.rect(&format!("class=\"chart-unsure\" {fill} stroke=\"#0b4f6c\" stroke-width=\"1.5\""), rect);
    }

    /// A hatched box: the pattern of a value that is not published.
    pub(super) fn gap_rect(&mut self, rect: Rect) {
        self.has_gap_hatch = true;
        let fill = format!("fill=\"url(#{}-m)\"", self.prefix);
        self.rect(&format!("class=\"chart-gap\" {fill}"), rect);
    }

    /// Ends the drawing below `bottom`.
    pub(super) fn close(&mut self, bottom: Tenths) {
        self.height = bottom;
    }

    /// The box that nothing leaves.
    #[cfg(test)]
    pub(super) fn bounds(&self) -> Rect {
        Rect::new(0, 0, self.width, self.height)
    }

    pub(super) fn into_svg(self, chart: &Chart) -> String {
        let (width, height, prefix) = (Px(self.width), Px(self.height), &self.prefix);
        let class = match self.size {
            Size::Wide => "wide",
            Size::Narrow => "narrow",
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-drawing chart-{class}\" \
             viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
             aria-labelledby=\"{prefix}-t {prefix}-d\" font-family=\"{FONTS}\" font-size=\"{}\">\
             <title id=\"{prefix}-t\">{}{}</title><desc id=\"{prefix}-d\">{}</desc>{}\
             <rect class=\"chart-ground\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>{}{}</svg>",
            Px(self.font(Role::Plain)),
            escape(&chart.title),
            if chart.is_sample { "（示例数据）" } else { "" },
            escape(&chart.description),
            self.patterns(),
            self.shapes,
            self.words()
        )
    }

    fn patterns(&self) -> String {
        let mut patterns = String::new();
        let mut add = |name: &str, size: &str, class: &str, line: &str| {
            let _ = write!(
                patterns,
                "<pattern id=\"{}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><path fill=\"#fff\" d=\"M0 0h9v9H0z\"/>\
                 <path class=\"{class}\" d=\"M0 0v9\" {line}/></pattern>",
                self.prefix
            );
        };
        if self.has_sure_hatch {
            add("p", "5", "chart-mark", "stroke=\"#0b4f6c\" stroke-width=\"4\"");
        }
        if self.has_gap_hatch {
            add("m", "7", "chart-gap-line", "stroke=\"#a9b7c0\" stroke-width=\"2\"");
        }
        if patterns.is_empty() { patterns } else { format!("<defs>{patterns}</defs>") }
    }

    /// All texts by role, on a white edge so that no line runs into them.
    fn words(&self) -> String {
        let mut out = String::new();
        for role in Role::ALL {
            let words: Vec<&Word> = self.words.iter().filter(|word| word.role == role).collect();
            if words.is_empty() {
                continue;
            }
            let _ = write!(
                out,
                "<g {} font-size=\"{}\" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\">",
                role.attributes(),
                Px(self.font(role))
            );
            for word in words {
                out.push_str(&self.word(word));
            }
            out.push_str("</g>");
        }
        out
    }

    fn word(&self, word: &Word) -> String {
        let (x, anchor) = match word.anchor {
            Anchor::Start => (word.rect.left, ""),
            Anchor::Middle => (word.rect.middle().x, " text-anchor=\"middle\""),
            Anchor::End => (word.rect.right, " text-anchor=\"end\""),
        };
        // Han characters reach from 0.88 em above the line to 0.12 em below it.
        let y = word.rect.top + self.font(word.role) * 103 / 100;
        format!("<text x=\"{}\" y=\"{}\"{anchor}>{}</text>", Px(x), Px(y), escape(&word.text))
    }
}

/// The reader's own Chinese sans, for a file without a stylesheet.
const FONTS: &str =
    "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";
