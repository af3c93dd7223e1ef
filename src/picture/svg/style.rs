//! Whether a piece of CSS only paints.

/// What is told where CSS is left out.
pub(super) const TOLD: &str = "引用外部内容的样式";

/// Words that load or run something, or hide such a word.
const REFUSED: [&str; 9] =
    ["@", "\\", "src(", "image(", "image-set(", "element(", "expression", "javascript:", "-moz-binding"];

/// Whether `css` names nothing outside the drawing: every `url()` is a `#fragment`,
/// no rule begins with `@`, nothing is spelt with escapes. Comments count like the
/// rest: what a quoted `/*` starts is none.
pub(super) fn is_harmless(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let mut rest = css.as_str();
    while let Some(at) = rest.find("url(") {
        rest = rest[at + 4..].trim_start().trim_start_matches(['"', '\'']);
        if !rest.starts_with('#') {
            return false;
        }
    }
    REFUSED.iter().all(|word| !css.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_that_paints_is_kept_and_css_that_loads_is_not() {
        for css in ["", "fill:#c00", ".a{fill:url(#g);mask:url( \"#m\" )}", "/* plain */ .b{stroke:red}"] {
            assert!(is_harmless(css), "{css}");
        }
        for css in [
            "@import 'http://x/a.css';",
            "fill:url(http://x/a.svg#g)",
            "fill:URL('//x')",
            "fill:u\\72l(http://x)",
            "background:image-set('a.png' 1x)",
            "a:url(#ok);b:url(data:image/png;base64,xx)",
            "a:'/*';fill:url(http://x);b:'*/'",
            "behavior:expression(1)",
            "fill:url(",
        ] {
            assert!(!is_harmless(css), "{css}");
        }
    }
}
