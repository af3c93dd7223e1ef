//! 是 and 否, as tables of figures have them, beside `true` and `false`.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// Reads a yes or no in either language.
pub fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(YesOrNo);
    }
    bool::deserialize(deserializer)
}

struct YesOrNo;

impl Visitor<'_> for YesOrNo {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("“是”或“否”（true 或 false）")
    }

    fn visit_bool<E: de::Error>(self, is_it: bool) -> Result<bool, E> {
        Ok(is_it)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
        match text.trim() {
            "是" | "true" | "yes" => Ok(true),
            "否" | "false" | "no" | "" => Ok(false),
            other => Err(E::invalid_value(de::Unexpected::Str(other), &self)),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::problem::Problems;
    use crate::source::SourceFile;
    use crate::text::yaml::parse;

    #[derive(Debug, Deserialize)]
    struct Sheet {
        #[serde(rename = "草稿", deserialize_with = "yes_or_no", default)]
        is_draft: bool,
    }

    #[test]
    fn both_languages_are_read_and_anything_else_is_told() {
        for (text, wanted) in
            [("是", true), ("否", false), ("true", true), ("false", false), ("", false), ("\"是\"", true)]
        {
            let file = SourceFile::new("a.yaml", format!("草稿: {text}\n"));
            let sheet: Sheet = parse(&file, &mut Problems::new()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(sheet.is_draft, wanted, "{text}");
        }
        let mut problems = Problems::new();
        assert!(parse::<Sheet>(&SourceFile::new("a.yaml", "\n草稿: 写好了\n"), &mut problems).is_none());
        let told: Vec<_> = problems.into_iter().collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].location().as_deref(), Some("a.yaml:2:7"));
        assert!(told[0].message.contains("“是”或“否”"), "{told:?}");
    }
}
