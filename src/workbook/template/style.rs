//! How cells of a form look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The face that every office machine has.
const FACE: &str = "宋体";

/// The formats of a form.
#[derive(Debug)]
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) advice: Format,
    /// Heads of columns.
    pub(super) head: Format,
    /// Words that stay as they are.
    pub(super) locked: Format,
    /// The same, in the middle.
    pub(super) label: Format,
    /// Where nothing is asked for.
    pub(super) closed: Format,
    /// Words that are asked for.
    pub(super) words: Format,
    /// The same, in the middle.
    pub(super) choice: Format,
    /// A number that has no fraction.
    pub(super) whole: Format,
    /// A number.
    pub(super) number: Format,
    /// 校验码.
    pub(super) stamp: Format,
    /// Section heads of the notes.
    pub(super) section: Format,
    /// Text of the notes.
    pub(super) text: Format,
    /// Below a table that goes on.
    pub(super) below: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain =
            Format::new().set_font_name(FACE).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color("#B8BEC6").set_text_wrap();
        let grey = boxed.clone().set_background_color("#F3F4F6");
        let open = boxed.clone().set_background_color("#FFFBE6").set_unlocked();
        Self {
            title: plain.clone().set_font_size(16).set_bold(),
            advice: plain.clone().set_font_color("#5A6270"),
            head: boxed.clone().set_bold().set_align(FormatAlign::Center).set_background_color("#D9E5F3"),
            label: grey.clone().set_align(FormatAlign::Center),
            closed: boxed.clone().set_background_color("#D5D8DD"),
            choice: open.clone().set_align(FormatAlign::Center),
            whole: open.clone().set_num_format("#,##0").set_align(FormatAlign::Right),
            number: open.clone().set_num_format("General").set_align(FormatAlign::Right),
            words: open.set_indent(1),
            stamp: grey.clone().set_font_size(9).set_font_color("#8A919C"),
            locked: grey.set_indent(1),
            text: boxed.set_indent(1),
            below: plain.clone().set_text_wrap().set_unlocked(),
            section: plain.set_bold().set_font_size(13),
        }
    }
}
