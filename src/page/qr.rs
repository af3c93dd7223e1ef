//! The address of a page as a QR code, drawn as SVG at build time.

use std::fmt::Write as _;

use fast_qr::{ECL, Mask, QRBuilder};

/// Blank modules around the code: ISO/IEC 18004 asks for four.
const QUIET: usize = 4;

/// The code of `address` as inline SVG; empty where it is too long for one.
///
/// The drawing is a symbol called `qr`, so that a page can show it once more.
pub(super) fn draw(address: &str) -> String {
    // Any of the eight masks reads the same; weighing them takes nine tenths of the time.
    let built = QRBuilder::new(address).ecl(ECL::M).mask(Mask::Checkerboard).build();
    let Ok(code) = built else { return String::new() };
    let mut path = String::with_capacity(8 * code.size * code.size / 2);
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let run = row[x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    let size = code.size + 2 * QUIET;
    format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"本页网址的二维码\">\
         <symbol id=\"qr\" viewBox=\"0 0 {size} {size}\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path shape-rendering=\"crispEdges\" d=\"{path}\"/></symbol><use href=\"#qr\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_code_holds_has_none() {
        assert!(draw("https://www.example.gov.cn/zjtx/cases/nut.html").contains("<symbol"));
        assert_eq!(draw(&"a".repeat(4000)), "");
    }
}
