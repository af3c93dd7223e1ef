//! What tells a preview from a published page: a bar above each one, and the watermark of those
//! that would not be published, or not as they are.

use crate::edition::Hold;

/// How often the words stand on a screen.
const TILES: usize = 96;

/// The words of the watermark, or `None` for a page that is published as it is.
fn words(holds: &[Hold]) -> Option<&'static str> {
    let has_sample = holds.contains(&Hold::Sample);
    let state = holds.iter().find(|hold| **hold != Hold::Sample);
    Some(match (state, has_sample) {
        (Some(Hold::Draft), false) => "预览·草稿",
        (Some(Hold::Draft), true) => "预览·草稿·示例",
        (Some(_), false) => "预览·未发布",
        (Some(_), true) => "预览·未发布·示例",
        (None, true) => "示例",
        (None, false) => return None,
    })
}

/// The words again and again over the whole page, for the eye alone.
pub(super) fn print(holds: &[Hold]) -> String {
    let Some(words) = words(holds) else { return String::new() };
    let tiles = format!("<span>{words}</span>").repeat(TILES);
    format!("<div id=\"sp-mark\" aria-hidden=\"true\">{tiles}</div>")
}

/// The bar above each page, outside of its layout.
pub(super) fn bar(holds: &[Hold]) -> String {
    let state = match words(holds) {
        Some(words) => words.strip_prefix("预览·").unwrap_or(words),
        None => "只有这台电脑能看到",
    };
    format!("<div id=\"sp-bar\" role=\"region\" aria-label=\"预览说明\"><b>预览</b> {state}</div>")
}

/// The same in sentences, for everyone.
pub(super) fn told(holds: &[Hold]) -> Vec<String> {
    let sentence = |hold: &Hold| match hold {
        Hold::Draft => "草稿：删去“草稿: true”以后才会发布".to_owned(),
        Hold::Scheduled(on) => format!("未发布：定于 {on} 发布，读者现在看不到这一页"),
        Hold::Sample => "示例：内容是虚构的，不能发布".to_owned(),
    };
    holds.iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_published_as_it_is_has_no_mark() {
        assert_eq!((print(&[]).as_str(), told(&[]).len()), ("", 0));
        assert!(bar(&[]).contains("<b>预览</b> 只有这台电脑能看到"));
        assert!(bar(&[Hold::Draft]).contains("<b>预览</b> 草稿"));
        let both = [Hold::Draft, Hold::Sample];
        assert!(print(&both).contains("<span>预览·草稿·示例</span>"));
        assert_eq!(told(&both).len(), 2);
    }
}
