//! Any bytes as a drawing: cleaned, and what comes out is clean, small and well formed.

use saltpress::picture::svg;
use saltpress::source;

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((text, _)) = source::decode(bytes) else { return };
    let Ok(drawing) = svg::clean(&text) else { return };
    assert!(drawing.width >= 1 && drawing.height >= 1);
    // Every `&` may have become `&amp;`; nothing else grows more.
    assert!(drawing.text.len() <= text.len() * 6 + 64);
    let Ok(again) = svg::clean(&drawing.text) else {
        assert!(drawing.text.len() as u64 > svg::MAX_BYTES, "{}", drawing.text);
        return;
    };
    assert_eq!(again.text, drawing.text);
    assert!(again.removed.is_empty(), "{:?}: {}", again.removed, drawing.text);
    for word in ["<script", "<foreignObject", "<image", "<!", "<?", "<a ", "href=\"h", "href=\"d", "href=\"j"]
    {
        assert!(!drawing.text.contains(word), "{word}: {}", drawing.text);
    }
}
