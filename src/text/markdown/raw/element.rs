//! Which HTML of an author is published: the allow-list.
//!
//! Nothing on it can hold an address, a style or a script; each attribute has a
//! type of its own.

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Published.
    Allowed(&'static Element),
    /// Left by Word and web editors: the tag goes, its text stays, told once for the file.
    Residue,
    /// The tag goes, its text stays.
    Refused,
    /// The tag goes with all that it holds.
    Swallowed,
}

/// An element on the list.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Element {
    /// Lower case.
    pub(in super::super) name: &'static str,
    /// Closing tag; empty where it has none.
    pub(in super::super) close: &'static str,
    /// Whether it stands within a line.
    pub(in super::super) is_inline: bool,
    /// Whether HTML lets its closing tag be left out.
    pub(in super::super) ends_by_itself: bool,
    /// The elements that may hold it directly; empty means any.
    pub(super) parents: &'static [&'static str],
    /// What it may say.
    pub(super) attributes: &'static [Attribute],
}

/// An attribute on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    /// `title`: any text.
    Title,
    /// `datetime`: digits and what stands between them.
    Datetime,
    /// `colspan`, `rowspan`: 1 to 100.
    Colspan,
    /// See `Colspan`.
    Rowspan,
    /// `scope`: `row`, `col`, `rowgroup`, `colgroup`.
    Scope,
    /// `open`: no value.
    Open,
}

impl Attribute {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Datetime => "datetime",
            Self::Colspan => "colspan",
            Self::Rowspan => "rowspan",
            Self::Scope => "scope",
            Self::Open => "open",
        }
    }

    /// Whether `value` is of its type.
    pub(super) fn takes(self, value: &str) -> bool {
        match self {
            Self::Title | Self::Open => true,
            Self::Datetime => {
                value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:.+ ".contains(&byte))
            }
            Self::Colspan | Self::Rowspan => {
                value.parse::<u8>().is_ok_and(|count| (1..=100).contains(&count))
            }
            Self::Scope => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        }
    }
}

const fn inline(name: &'static str, close: &'static str) -> Element {
    Element { name, close, is_inline: true, ends_by_itself: false, parents: &[], attributes: &[] }
}

const fn block(name: &'static str, close: &'static str) -> Element {
    Element { name, close, is_inline: false, ends_by_itself: false, parents: &[], attributes: &[] }
}

const fn part(
    name: &'static str,
    close: &'static str,
    parents: &'static [&'static str],
    attributes: &'static [Attribute],
) -> Element {
    Element { name, close, is_inline: false, ends_by_itself: true, parents, attributes }
}

const CELL: &[Attribute] = &[Attribute::Colspan, Attribute::Rowspan];
const HEAD_CELL: &[Attribute] = &[Attribute::Colspan, Attribute::Rowspan, Attribute::Scope];
const TABLE: &[&str] = &["table"];
const LIST: &[&str] = &["ul", "ol"];

/// The list.
const ELEMENTS: [Element; 50] = [
    inline("br", ""),
    inline("wbr", ""),
    inline("sub", "</sub>"),
    inline("sup", "</sup>"),
    inline("kbd", "</kbd>"),
    inline("samp", "</samp>"),
    inline("var", "</var>"),
    inline("code", "</code>"),
    inline("mark", "</mark>"),
    inline("small", "</small>"),
    inline("u", "</u>"),
    inline("b", "</b>"),
    inline("strong", "</strong>"),
    inline("i", "</i>"),
    inline("em", "</em>"),
    inline("s", "</s>"),
    inline("del", "</del>"),
    inline("ins", "</ins>"),
    inline("q", "</q>"),
    inline("cite", "</cite>"),
    inline("dfn", "</dfn>"),
    inline("ruby", "</ruby>"),
    Element { is_inline: true, ..part("rt", "</rt>", &["ruby"], &[]) },
    Element { is_inline: true, ..part("rp", "</rp>", &["ruby"], &[]) },
    Element { attributes: &[Attribute::Title], ..inline("abbr", "</abbr>") },
    Element { attributes: &[Attribute::Datetime], ..inline("time", "</time>") },
    block("hr", ""),
    Element { ends_by_itself: true, ..block("p", "</p>") },
    block("blockquote", "</blockquote>"),
    block("pre", "</pre>"),
    block("ul", "</ul>"),
    block("ol", "</ol>"),
    part("li", "</li>", LIST, &[]),
    block("dl", "</dl>"),
    part("dt", "</dt>", &["dl"], &[]),
    part("dd", "</dd>", &["dl"], &[]),
    Element { attributes: &[Attribute::Open], ..block("details", "</details>") },
    Element { ends_by_itself: false, ..part("summary", "</summary>", &["details"], &[]) },
    block("figure", "</figure>"),
    Element { ends_by_itself: false, ..part("figcaption", "</figcaption>", &["figure"], &[]) },
    block("table", "</table>"),
    Element { ends_by_itself: false, ..part("caption", "</caption>", TABLE, &[]) },
    part("thead", "</thead>", TABLE, &[]),
    part("tbody", "</tbody>", TABLE, &[]),
    part("tfoot", "</tfoot>", TABLE, &[]),
    part("tr", "</tr>", &["table", "thead", "tbody", "tfoot"], &[]),
    part("th", "</th>", &["tr"], HEAD_CELL),
    part("td", "</td>", &["tr"], CELL),
    block("address", "</address>"),
    inline("bdi", "</bdi>"),
];

/// Tags that only say how something looked where it was copied.
const RESIDUE: [&str; 24] = [
    "span", "font", "div", "center", "col", "colgroup", "xml", "meta", "section", "article", "header",
    "footer", "main", "nav", "big", "tt", "strike", "nobr", "html", "body", "bdo", "label", "basefont",
    "o:p",
];

/// Elements whose text is not for readers.
const SWALLOWED: [&str; 18] = [
    "script", "style", "iframe", "noscript", "noembed", "noframes", "template", "object", "applet", "svg",
    "math", "textarea", "title", "select", "xmp", "head", "audio", "video",
];

/// What becomes of a tag of this name, in whatever case.
pub(super) fn fate(name: &str) -> Fate {
    if let Some(element) = find(name) {
        return Fate::Allowed(element);
    }
    let is_in = |list: &[&str]| list.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_in(&SWALLOWED) {
        Fate::Swallowed
    } else if is_in(&RESIDUE) || name.contains(':') {
        Fate::Residue
    } else {
        Fate::Refused
    }
}

fn find(name: &str) -> Option<&'static Element> {
    static LIST: [Element; 50] = ELEMENTS;
    LIST.iter().find(|element| name.eq_ignore_ascii_case(element.name))
}

/// Whether an attribute only says how something looked where it was copied.
pub(super) fn is_residue(attribute: &str) -> bool {
    const NAMES: [&str; 19] = [
        "style",
        "class",
        "id",
        "lang",
        "align",
        "valign",
        "width",
        "height",
        "border",
        "cellspacing",
        "cellpadding",
        "bgcolor",
        "color",
        "face",
        "size",
        "dir",
        "nowrap",
        "type",
        "start",
    ];
    NAMES.iter().any(|known| attribute.eq_ignore_ascii_case(known))
        || attribute.contains(':')
        || attribute.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data-"))
}

/// What to do instead of a tag that is not published.
pub(super) fn hint(name: &str) -> &'static str {
    match name.to_ascii_lowercase().as_str() {
        "a" => "链接写成 [文字](网址)",
        "img" => "图片写成 ![图里是什么](a.jpg \"图注\")",
        "video" | "iframe" | "embed" | "object" => {
            "视频写成 {{ 视频: a.mp4; 标题: …; 文字稿: a.txt }}；别的网站的内容请写成链接"
        }
        "audio" => "音频写成 {{ 音频: a.mp3; 标题: …; 文字稿: a.txt }}",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "标题写成“## 标题”",
        _ => "删去这个标签；需要显示尖括号时写成 &lt;",
    }
}
