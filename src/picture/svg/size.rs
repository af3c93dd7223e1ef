//! How large a drawing wants to be shown.

/// A drawing that tells a larger size means something else by its numbers.
const MAX_SIDE: f64 = 100_000.0;

/// Width and height in CSS pixels, from the root's attributes: `width` and
/// `height`, each where it is absolute, else the shape of `viewBox`.
/// `None` where that tells nothing.
pub(super) fn of(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let get =
        |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let view = get("viewBox").and_then(view_box);
    let (width, height) = (get("width").and_then(length), get("height").and_then(length));
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

/// The last two numbers of `min-x min-y width height`.
fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers = value.split([' ', ',', '\t', '\n', '\r']).filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// An absolute length in CSS pixels, of which an inch has 96.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let split = value.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at(split);
    let factor = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    let length = number.trim().parse::<f64>().ok()? * factor;
    (length > 0.0).then_some(length)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and MAX_SIDE")]
fn whole(length: f64) -> Option<u32> {
    (length > 0.0 && length <= MAX_SIDE).then(|| length.round().max(1.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_from_what_there_is() {
        for (attributes, expected) in [
            (&[("width", "300"), ("height", "200px")][..], Some((300, 200))),
            (&[("width", "25.4mm"), ("height", "1in")], Some((96, 96))),
            (&[("width", "100%"), ("height", "100%"), ("viewBox", "0 0 640 480")], Some((640, 480))),
            (&[("width", "320"), ("viewBox", "0,0,640,480")], Some((320, 240))),
            (&[("viewBox", "0 0 .2 .1")], Some((1, 1))),
            (&[("viewBox", "0 0 0 10")], None),
            (&[("viewBox", "0 0 nan inf")], None),
            (&[("width", "1e9"), ("height", "1")], None),
            (&[("width", "300")], None),
            (&[], None),
        ] {
            let owned: Vec<_> = attributes.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            assert_eq!(of(&owned), expected, "{attributes:?}");
        }
    }
}
