//! The lists of what a drawing may hold. Names as SVG 1.1 and 2 write them.

use super::style;

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    /// What it holds is kept, itself is not.
    Unwrap,
    /// Left out with all it holds; how that is told, or not at all.
    Drop(Option<&'static str>),
}

/// What becomes of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attribute<'a> {
    Keep(&'a str, String),
    Drop(Option<String>),
}

pub(super) fn element(name: &str) -> Verdict {
    match name {
        name if ELEMENTS.contains(&name) => Verdict::Keep,
        "a" | "switch" => Verdict::Unwrap,
        "script" | "handler" | "listener" => Verdict::Drop(Some("脚本")),
        "foreignObject" | "iframe" | "embed" | "object" | "video" | "audio" | "canvas" => {
            Verdict::Drop(Some("嵌入的网页内容"))
        }
        "image" | "feImage" => Verdict::Drop(Some("嵌入的图片")),
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "set" | "discard" | "mpath" => {
            Verdict::Drop(Some("动画"))
        }
        // Of editors, for editors.
        "metadata" | "view" | "cursor" => Verdict::Drop(None),
        name if name.contains(':') => Verdict::Drop(None),
        _ => Verdict::Drop(Some("不认识的元素")),
    }
}

/// `name` is what stands in the file; `xlink:href` is kept as `href`.
pub(super) fn attribute<'a>(name: &'a str, value: &str) -> Attribute<'a> {
    let keep = |name| Attribute::Keep(name, value.to_owned());
    match name {
        "href" | "xlink:href" if value.trim_start().starts_with('#') => keep("href"),
        "href" | "xlink:href" => Attribute::Drop(Some("外部链接".to_owned())),
        "style" if style::is_harmless(value) => keep(name),
        "style" => Attribute::Drop(Some(style::TOLD.to_owned())),
        name if PAINT.contains(&name) && style::is_harmless(value) => keep(name),
        name if PAINT.contains(&name) => Attribute::Drop(Some(style::TOLD.to_owned())),
        name if SHAPE.contains(&name) || name.starts_with("aria-") => keep(name),
        name if is_handler(name) => Attribute::Drop(Some("事件脚本".to_owned())),
        _ => Attribute::Drop(None),
    }
}

/// `onload` and its like. A name may begin with anything.
fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

const ELEMENTS: [&str; 51] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "solidColor",
];

/// Attributes whose values are read as CSS and could load something.
const PAINT: [&str; 62] = [
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "color-rendering",
    "direction",
    "display",
    "dominant-baseline",
    "enable-background",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "isolation",
    "kerning",
    "letter-spacing",
    "lighting-color",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
    "opacity",
    "overflow",
    "paint-order",
    "pointer-events",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform-origin",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "word-spacing",
    "writing-mode",
];

/// Attributes that name, place and shape: numbers, ids, words.
const SHAPE: [&str; 105] = [
    "amplitude",
    "azimuth",
    "baseFrequency",
    "bias",
    "class",
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "diffuseConstant",
    "divisor",
    "dx",
    "dy",
    "edgeMode",
    "elevation",
    "exponent",
    "filterRes",
    "filterUnits",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "in",
    "in2",
    "intercept",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "lang",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "media",
    "method",
    "mode",
    "numOctaves",
    "offset",
    "operator",
    "order",
    "orient",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "side",
    "slope",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "transform",
    "type",
    "values",
    "version",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "xChannelSelector",
    "xml:lang",
    "xml:space",
    "y",
    "y1",
    "y2",
    "yChannelSelector",
    "z",
    "zoomAndPan",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handler_is_told_and_a_name_of_any_script_is_no_panic() {
        for (name, told) in
            [("onload", true), ("ONCLICK", true), ("on", false), ("c北北", false), ("北", false)]
        {
            assert_eq!(attribute(name, "x"), Attribute::Drop(told.then(|| "事件脚本".to_owned())), "{name}");
        }
    }
}
