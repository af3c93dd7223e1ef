//! Writes elements, attributes and text as XML.

/// XML as it grows.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: String,
    open: Vec<String>,
    /// The last start tag still lacks its `>`.
    is_tag_open: bool,
}

impl Writer {
    pub(super) fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        self.close_tag();
        self.out.push('<');
        self.out.push_str(name);
        if self.open.is_empty() {
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.escaped(value, true);
            self.out.push('"');
        }
        self.is_tag_open = true;
        self.open.push(name.to_owned());
    }

    pub(super) fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if self.is_tag_open {
            self.out.push_str("/>");
            self.is_tag_open = false;
        } else {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.close_tag();
            self.escaped(text, false);
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn close_tag(&mut self) {
        if self.is_tag_open {
            self.out.push('>');
            self.is_tag_open = false;
        }
    }

    /// Characters that XML does not know are left out. Blanks of a value that are
    /// no spaces are given by number: as themselves they would come back as spaces.
    fn escaped(&mut self, text: &str, is_value: bool) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' if is_value => self.out.push_str("&quot;"),
                '\t' if is_value => self.out.push_str("&#9;"),
                '\n' if is_value => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                '\t' | '\n' => self.out.push(character),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.out.push(character),
            }
        }
    }
}
