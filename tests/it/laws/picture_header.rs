//! Any bytes as a picture: named, and a photo is whole only where its end is there.

use saltpress::picture::{header, jpeg};

/// Holds the law.
pub(crate) fn hold(bytes: &[u8]) {
    let _ = header::sniff(bytes);
    let markers = jpeg::markers(bytes);
    if markers.is_whole {
        assert!(markers.components > 0);
        assert!(bytes.windows(2).any(|pair| pair == b"\xff\xd9"));
        // What follows the end changes nothing.
        assert_eq!(jpeg::markers(&[bytes, b"\xff\xc0trailer"].concat()), markers);
    }
}
