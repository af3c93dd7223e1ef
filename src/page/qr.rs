//! The address of a page as a QR code, drawn as SVG at build time.

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::types::{Color, QrResult};
use qrcode::{EcLevel, bits, ec};

/// Blank modules around the code: ISO/IEC 18004 asks for four.
const QUIET: usize = 4;
/// A seventh of the code may be unreadable: what a printed page loses to a fold or a stain.
const LEVEL: EcLevel = EcLevel::M;

/// The code of `address` as inline SVG; empty where it is too long for one.
///
/// The drawing is a symbol called `qr`, so that a page can show it once more.
pub(super) fn draw(address: &str) -> String {
    let Ok(code) = Code::of(address) else { return String::new() };
    let size = code.size + 2 * QUIET;
    let path = code.path();
    format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"本页网址的二维码\">\
         <symbol id=\"qr\" viewBox=\"0 0 {size} {size}\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path stroke=\"#000\" shape-rendering=\"crispEdges\" d=\"{path}\"/></symbol>\
         <use href=\"#qr\"/></svg>"
    )
}

/// The modules of a code, row by row, without the blank around them.
struct Code {
    size: usize,
    modules: Vec<Color>,
}

impl Code {
    /// With a mask that is given: any of the eight reads the same, and weighing
    /// them takes nine tenths of the time.
    fn of(address: &str) -> QrResult<Self> {
        let bits = bits::encode_auto(address.as_bytes(), LEVEL)?;
        let version = bits.version();
        let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, LEVEL)?;
        let mut canvas = Canvas::new(version, LEVEL);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        canvas.apply_mask(MaskPattern::Checkerboard);
        let modules = canvas.into_colors();
        Ok(Self { size: modules.len().isqrt(), modules })
    }

    /// One stroke through the middle of each row, on where the modules are dark:
    /// half the bytes of an outline.
    fn path(&self) -> String {
        let mut path = String::with_capacity(3 * self.modules.len());
        for (y, row) in self.modules.chunks(self.size).enumerate() {
            path.push('M');
            push_number(&mut path, QUIET);
            path.push(' ');
            push_number(&mut path, y + QUIET);
            path.push_str(".5");
            for run in row.chunk_by(Color::eq) {
                let is_dark = run[0] == Color::Dark;
                path.push(if is_dark { 'h' } else { 'm' });
                push_number(&mut path, run.len());
                if !is_dark {
                    path.push_str(" 0");
                }
            }
        }
        path
    }
}

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// In digits; the formatter of the standard library takes longer than drawing the code.
fn push_number(path: &mut String, number: usize) {
    if number >= 10 {
        push_number(path, number / 10);
    }
    path.push(DIGITS[number % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://www.example.gov.cn/zjtx/cases/nut.html";

    #[test]
    fn an_address_that_no_code_holds_has_none() {
        assert!(draw(ADDRESS).contains("<symbol"));
        assert_eq!(draw(&"a".repeat(4000)), "");
    }

    /// Follows the strokes of the path and colours what they cross.
    fn painted(path: &str, size: usize) -> Vec<bool> {
        let mut dark = vec![false; size * size];
        for (y, row) in path.split('M').skip(1).enumerate() {
            let mut x = 0;
            let start = row.find(['h', 'm']).unwrap();
            let mut rest = &row[start..];
            while let Some(command) = rest.chars().next() {
                let end = rest[1..].find(['h', 'm']).map_or(rest.len(), |at| at + 1);
                let run: usize = rest[1..end].trim_end_matches(" 0").parse().unwrap();
                dark[y * size + x..y * size + x + run].fill(command == 'h');
                x += run;
                rest = &rest[end..];
            }
            assert_eq!(x, size);
        }
        dark
    }

    #[test]
    fn the_strokes_paint_each_dark_module_and_no_other() {
        let code = Code::of(ADDRESS).unwrap();
        let wanted: Vec<bool> = code.modules.iter().map(|module| *module == Color::Dark).collect();
        assert_eq!(painted(&code.path(), code.size), wanted);
        assert_eq!(code.path().matches('M').count(), code.size);
    }
}
