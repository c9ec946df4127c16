//! Dates as authors write them: the Extended Date/Time Format, levels 0 and 1.
//!
//! EDTF is part 2 of ISO 8601:2019; the Library of Congress publishes the [specification].
//! [`parse`] reads it, [`bounds`] says which days a date may mean and in which order dates stand,
//! [`hint`] guesses what the author of something else meant.
//!
//! [specification]: https://www.loc.gov/standards/datetime/

mod bounds;
mod day;
mod hint;
mod machine;
mod parse;
mod piece;
#[cfg(test)]
mod tests;
mod time;

use std::ops::Range;

pub use bounds::SortKey;
pub use day::Day;
pub use time::{Clock, Offset};

/// A date, a date with a time of day, or an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// `2026`, `2026-01~`, `202X`, `2025-21` and the like.
    Date(Date),
    /// `2026-01-05T18:30:00+08:00`
    DateTime(DateTime),
    /// `2025-10/2025-11`, `2025-11/..`
    Interval(Interval),
}

impl Edtf {
    /// Reads a date of level 0 or 1.
    ///
    /// Beyond the letter of level 1, years of more than four digits may be qualified
    /// and may stand in an interval.
    ///
    /// # Errors
    /// Says what is wrong, where, and what to write instead, when `text` is no such date, names a day
    /// that does not exist, or is an interval that ends before it begins.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        parse::edtf(text).map_err(|error| hint::complete(error, text))
    }

    /// Whether the date, or an end of the interval, is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.any_date(|date| {
            date.qualifier
                .is_some_and(|mark| mark != Qualifier::Approximate)
        })
    }

    /// Whether the date, or an end of the interval, is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.any_date(|date| {
            date.qualifier
                .is_some_and(|mark| mark != Qualifier::Uncertain)
        })
    }

    fn any_date(&self, holds: impl Fn(&Date) -> bool) -> bool {
        match self {
            Edtf::Date(date) => holds(date),
            Edtf::DateTime(_) => false,
            Edtf::Interval(Interval { from, to }) => [from, to]
                .into_iter()
                .any(|end| matches!(end, End::Date(date) if holds(date))),
        }
    }
}

/// A date without a time of day: a year, what is known within it, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// Astronomical: 0 is 1 BC, -1 is 2 BC. With unspecified digits, the year nearest to zero (`19XX`: 1900).
    pub year: i64,
    /// What is known within the year, or how much of the year.
    pub precision: Precision,
    /// How sure the date is; `None` for a plain statement.
    pub qualifier: Option<Qualifier>,
}

/// How much of a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `19XX`: some year of these hundred.
    Century,
    /// `202X`: some year of these ten.
    Decade,
    /// `2026`
    Year,
    /// `2026-XX`: some month of the year.
    SomeMonth,
    /// `2026-XX-XX`: some day of the year.
    SomeDay,
    /// `2026-21`
    Season(Season),
    /// `2026-01`: the month, from 1 to 12.
    Month(u8),
    /// `2026-01-XX`: some day of the month, from 1 to 12.
    SomeDayOfMonth(u8),
    /// `2026-01-05`: the month from 1 to 12 and the day from 1.
    Day(u8, u8),
}

/// A season, independent of location in EDTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// 21
    Spring,
    /// 22
    Summer,
    /// 23
    Autumn,
    /// 24
    Winter,
}

/// The mark after a date that says how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// `?`: the date may be wrong.
    Uncertain,
    /// `~`: the date is an estimate.
    Approximate,
    /// `%`: an estimate that may be wrong.
    UncertainApproximate,
}

/// A day, a time of that day, and where its source says so the distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// The day, as it is written: where the clock stands.
    pub day: Day,
    /// The time on that clock.
    pub clock: Clock,
    /// `None` for a local time of nowhere in particular.
    pub offset: Option<Offset>,
}

/// What lies between two ends, both included. One end at least is a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Where it begins.
    pub from: End,
    /// Where it ends.
    pub to: End,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// A date.
    Date(Date),
    /// `..`: there is no such end.
    Open,
    /// Nothing: there is an end, and it is not known.
    Unknown,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl std::fmt::Display for EdtfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EdtfError {}
