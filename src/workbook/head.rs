//! The heads of columns, in our forms and in tables that offices made themselves.

use crate::progress::field::Field;
use crate::quantity;
use crate::text::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// A column of `figures.csv`.
    Field(Field),
    /// 指标名称: for people; told where it is another target's.
    Name,
    /// 类型, 单位, 目标: for people, not read.
    ForReading(&'static str),
    /// 填报项: which number of a ratio a row holds.
    Item,
    /// The numbers of a year.
    Year(i16),
    /// 修订原因.
    Reason,
    /// 校验码.
    Stamp,
}

/// Heads that only tell people what a row is about.
const FOR_READING: [&str; 3] = ["类型", "单位", "目标"];

impl Head {
    /// The column with this head.
    pub(super) fn named(text: &str) -> Option<Self> {
        if let Some(field) = Field::named(text) {
            return Some(Self::Field(field));
        }
        if let Some(word) = FOR_READING.into_iter().find(|word| *word == text) {
            return Some(Self::ForReading(word));
        }
        match text {
            "指标名称" | "指标" | "名称" => Some(Self::Name),
            "填报项" => Some(Self::Item),
            "修订原因" | "reason" => Some(Self::Reason),
            "校验码" => Some(Self::Stamp),
            _ => year(text).map(Self::Year),
        }
    }

    /// What is printed at the top of the column.
    pub(super) fn label(self) -> String {
        match self {
            Self::Field(field) => field.label().to_owned(),
            Self::Name => "指标名称".to_owned(),
            Self::ForReading(word) => word.to_owned(),
            Self::Item => "填报项".to_owned(),
            Self::Year(year) => format!("{year}年"),
            Self::Reason => "修订原因".to_owned(),
            Self::Stamp => "校验码".to_owned(),
        }
    }
}

/// `2023`, `2023年`, `２０２３年度`, `2023年底`.
fn year(text: &str) -> Option<i16> {
    let folded = fold::half_width_str(text);
    let digits = folded.split('年').next().unwrap_or_default();
    let tail = &folded[digits.len()..];
    let is_year = matches!(tail, "" | "年" | "年度" | "年底" | "年末");
    let year = quantity::parse(digits).filter(|_| is_year && digits.trim().len() == 4)?;
    i16::try_from(year).ok().filter(|year| (1949..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_heads_in_any_spelling_and_words_are_none() {
        for text in ["2023", "2023年", "２０２３年", "2023年度", "2023年底"] {
            assert_eq!(Head::named(text), Some(Head::Year(2023)), "{text}");
        }
        for text in ["23年", "2023年计划", "序号", "", "202.3"] {
            assert_eq!(Head::named(text), None, "{text}");
        }
        assert_eq!(Head::named("indicator"), Some(Head::Field(Field::Target)));
    }

    #[test]
    fn every_label_is_read_back() {
        let heads =
            [Head::Name, Head::ForReading("单位"), Head::Item, Head::Year(2023), Head::Reason, Head::Stamp];
        for head in Field::ALL.map(Head::Field).into_iter().chain(heads) {
            assert_eq!(Head::named(&head.label()), Some(head));
        }
    }
}
