//! Makes styles small without changing what they mean.

/// Comments and needless blanks away; strings stay as they are.
pub(super) fn css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        squeeze(before, &mut out);
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            continue;
        }
        let quote = from.as_bytes()[0];
        let end = if quote == b'/' { 1 } else { string_end(from.as_bytes(), quote) };
        out.push_str(&from[..end]);
        rest = &from[end..];
    }
    squeeze(rest, &mut out);
    out
}

/// The byte after the string that starts `bytes`.
fn string_end(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn squeeze(css: &str, out: &mut String) {
    for character in css.chars() {
        let last = out.chars().next_back();
        if character.is_whitespace() {
            if !matches!(last, None | Some(' ' | '{' | '}' | ';' | ',' | ':' | '>')) {
                out.push(' ');
            }
            continue;
        }
        if last == Some(' ') && matches!(character, '{' | '}' | ';' | ',' | '>') {
            out.pop();
        }
        // 0.5em is .5em; the blank after a combinator is none.
        if character == '.' && ends_with_lone_zero(out) {
            out.pop();
        }
        if character == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push(character);
    }
}

/// Whether `css` ends with a 0 that is the whole number before a point.
fn ends_with_lone_zero(css: &str) -> bool {
    css.strip_suffix('0').is_some_and(|before| before.ends_with([' ', ':', ',', '(', '-']))
}

#[cfg(test)]
mod tests {
    #[test]
    fn styles_shrink_and_keep_their_meaning() {
        for (css, small) in [
            ("a {\n  color: red;\n}\n", "a{color:red}"),
            ("a :hover { color: red }", "a :hover{color:red}"),
            ("/* x */a , b{ margin: 0 auto ; }", "a,b{margin:0 auto}"),
            ("a::before { content: \"/* } */  \"; }", "a::before{content:\"/* } */  \"}"),
            ("@media (min-width: 1px) and (x) { a { b: c } }", "@media (min-width:1px) and (x){a{b:c}}"),
            ("a > b { margin: -0.5em 10.5em 0.25em }", "a>b{margin:-.5em 10.5em .25em}"),
            ("a { width: calc(1px + 2px / 3) }", "a{width:calc(1px + 2px / 3)}"),
        ] {
            assert_eq!(super::css(css).trim(), small, "{css}");
        }
    }
}
