//! A day, and the minute where an author wrote one.

use std::fmt;

use jiff::civil::{Date, Time};

use crate::problem::Problems;
use crate::source::SourceFile;
use crate::text::yaml::Placed;

/// 发布时间: `2026-03-05` or `2026-03-05 09:30`, local time of China.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// `None` where only the day is known.
    pub time: Option<Time>,
}

impl Moment {
    /// Stands for one that could not be read, which was told: nothing is published then.
    pub const UNREAD: Self = Self { date: Date::constant(1, 1, 1), time: None };

    /// Whether it is one that somebody wrote.
    #[must_use]
    pub fn is_read(&self) -> bool {
        *self != Self::UNREAD
    }

    /// Takes `2026-03-05`, `2026-03-05 9:30`, `2026-3-5`, `2026/3/5`, `2026年3月5日`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = crate::text::fold::half_width_str(text.trim());
        let (day, time) = match text.split_once([' ', 'T']) {
            Some((day, time)) => (day, Some(time.trim())),
            None => (text.as_str(), None),
        };
        let time = match time.filter(|time| !time.is_empty()) {
            Some(time) => Some(parse_time(time)?),
            None => None,
        };
        Some(Self { date: parse_date(day)?, time })
    }

    /// `2026-03-05T09:30:00+08:00`, the form of feeds and linked data.
    #[must_use]
    pub fn rfc3339(&self) -> String {
        let time = self.time.unwrap_or(Time::midnight());
        format!("{}T{:02}:{:02}:00+08:00", self.date, time.hour(), time.minute())
    }

    /// `YYYY-MM-DD HH:MM`, as 国办发〔2017〕47号 asks of META `PubDate`; 00:00 where only the day is known.
    #[must_use]
    pub fn pub_date(&self) -> String {
        let time = self.time.unwrap_or(Time::midnight());
        format!("{} {:02}:{:02}", self.date, time.hour(), time.minute())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.time {
            Some(time) => write!(f, " {:02}:{:02}", time.hour(), time.minute()),
            None => Ok(()),
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

fn parse_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let hour = parts.next()?.trim().parse().ok()?;
    let minute = parts.next()?.trim().parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.trim().parse().ok())?;
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.trim_end_matches('日').split(['-', '/', '.', '年', '月']);
    let year: i16 = parts.next()?.trim().parse().ok()?;
    let month = parts.next()?.trim().parse().ok()?;
    let day = parts.next()?.trim().parse().ok()?;
    if parts.next().is_some() || !(1949..=2200).contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

/// A moment somebody wrote; one that is none is told, with its place.
pub(super) fn read(file: &SourceFile, written: &Placed, problems: &mut Problems) -> Option<Moment> {
    let moment = Moment::parse(&written.value);
    if moment.is_none() {
        let problem = file.problem(written.span.clone(), format!("“{}”不是日期", written.value));
        problems.add(problem.hint("写成 2026-01-15 或 2026-01-15 09:30 的样子"));
    }
    moment
}

/// The day of [`read`].
pub(super) fn read_date(file: &SourceFile, written: Option<Placed>, problems: &mut Problems) -> Option<Date> {
    Some(read(file, &written?, problems)?.date)
}

/// Days from first to last, both included; either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// 开始.
    pub opens: Option<Date>,
    /// 截止: the last day that counts.
    pub closes: Option<Date>,
}

/// Where a day stands in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Nobody has said when.
    Unknown,
    /// Opens in this many days.
    Ahead(i64),
    /// Open; closes in this many days (0 is today), `None` where no end is set.
    Open(Option<i64>),
    /// 已截止.
    Closed,
}

impl Window {
    /// Where `today` stands.
    #[must_use]
    pub fn at(&self, today: Date) -> Opening {
        let days = |day: Date| day.duration_since(today).as_hours() / 24;
        match (self.opens, self.closes) {
            (None, None) => Opening::Unknown,
            (_, Some(closes)) if closes < today => Opening::Closed,
            (Some(opens), _) if opens > today => Opening::Ahead(days(opens)),
            (_, closes) => Opening::Open(closes.map(days)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_offices_write_them() {
        for (text, told) in [
            ("2026-03-05", "2026-03-05"),
            ("2026-3-5 9:05", "2026-03-05 09:05"),
            ("2026/03/05", "2026-03-05"),
            ("2026年3月5日", "2026-03-05"),
            ("２０２６－０３－０５ 09：30", "2026-03-05 09:30"),
            ("2026-03-05T09:30:59", "2026-03-05 09:30"),
        ] {
            assert_eq!(Moment::parse(text).map(|moment| moment.to_string()).as_deref(), Some(told), "{text}");
        }
        for text in ["", "今天", "2026-13-01", "2026-02-30", "26-3-5", "2026-03-05 25:00", "2026-03-05-01"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        let moment = Moment::parse("2026-03-05 9:30").unwrap();
        assert_eq!(moment.rfc3339(), "2026-03-05T09:30:00+08:00");
        assert_eq!(Moment::from(moment.date).pub_date(), "2026-03-05 00:00");
    }

    #[test]
    fn a_window_holds_its_first_and_its_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let window = Window { opens: Some(day("2026-03-01")), closes: Some(day("2026-03-31")) };
        for (today, opening) in [
            ("2026-02-27", Opening::Ahead(2)),
            ("2026-03-01", Opening::Open(Some(30))),
            ("2026-03-31", Opening::Open(Some(0))),
            ("2026-04-01", Opening::Closed),
        ] {
            assert_eq!(window.at(day(today)), opening, "{today}");
        }
        assert_eq!(Window::default().at(day("2026-03-01")), Opening::Unknown);
        assert_eq!(Window { opens: None, closes: None }.at(day("2026-03-01")), Opening::Unknown);
    }
}
