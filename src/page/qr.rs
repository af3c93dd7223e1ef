//! The address of a page as a QR code, drawn as SVG at build time.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// Blank modules around the code: ISO/IEC 18004 asks for four.
const QUIET: usize = 4;

/// A code that stands twice on its page and is drawn once.
pub(super) struct Code {
    /// The drawing as inline SVG.
    pub(super) svg: String,
    /// The same again, by reference to the first, hidden from those who hear the page.
    pub(super) again: String,
}

/// The code of `address`; `None` where it is too long for one.
pub(super) fn draw(address: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let modules = code.to_colors();
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    let size = width + 2 * QUIET;
    let open = format!("<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\"");
    let ground = format!("<path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>");
    Some(Code {
        svg: format!(
            "{open} role=\"img\" aria-label=\"本页网址的二维码\">{ground}<path id=\"qr\" d=\"{path}\"/></svg>"
        ),
        again: format!("{open} aria-hidden=\"true\">{ground}<use href=\"#qr\"/></svg>"),
    })
}
