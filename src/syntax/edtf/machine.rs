//! Dates for machines: EDTF again, and the values of HTML's `<time datetime>`.

use std::fmt;

use super::{
    Clock, Date, DateTime, Day, Edtf, End, Interval, Offset, Precision, Qualifier, Season,
};

impl Edtf {
    /// The value for `<time datetime>`, where [HTML has one][html]: plain days, months and years from
    /// the year 1 on, and date-times. A qualified date gives its plain date; intervals, seasons,
    /// unspecified digits and leap seconds have none.
    ///
    /// [html]: https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element
    pub fn datetime_attribute(&self) -> Option<String> {
        match self {
            Edtf::Date(date) => date.datetime_attribute(),
            Edtf::DateTime(moment) => {
                (moment.day.year() > 0 && moment.clock.second() < 60).then(|| moment.to_string())
            }
            Edtf::Interval(_) => None,
        }
    }

    /// The first moment of the date, in UTC ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)). None where the beginning is
    /// open or unknown, or its year has not four digits.
    pub fn timestamp(&self) -> Option<String> {
        let day = self.earliest()?;
        let has_four_digits = (0..=9999).contains(&day.year());
        has_four_digits.then(|| format!("{day}T00:00:00Z"))
    }
}

impl Date {
    /// The value for `<time datetime>`, as [`Edtf::datetime_attribute`] has it.
    pub fn datetime_attribute(&self) -> Option<String> {
        let year = self.year;
        match self.precision {
            _ if year < 1 => None,
            Precision::Year => Some(format!("{year:04}")),
            Precision::Month(month) => Some(format!("{year:04}-{month:02}")),
            Precision::Day(month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        }
    }
}

/// EDTF in one form for each value: offsets as `±hh:mm`, none as `Z`.
impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::DateTime(moment) => moment.fmt(f),
            Edtf::Interval(interval) => interval.fmt(f),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let size = self.year.unsigned_abs();
        match self.precision {
            Precision::Century => write!(f, "{sign}{:02}XX", size / 100)?,
            Precision::Decade => write!(f, "{sign}{:03}X", size / 10)?,
            _ if size > 9999 => write!(f, "Y{sign}{size}")?,
            _ => write!(f, "{sign}{size:04}")?,
        }
        match self.precision {
            Precision::Century | Precision::Decade | Precision::Year => {}
            Precision::SomeMonth => f.write_str("-XX")?,
            Precision::SomeDay => f.write_str("-XX-XX")?,
            Precision::Season(season) => write!(f, "-{}", season.number())?,
            Precision::Month(month) => write!(f, "-{month:02}")?,
            Precision::SomeDayOfMonth(month) => write!(f, "-{month:02}-XX")?,
            Precision::Day(month, day) => write!(f, "-{month:02}-{day:02}")?,
        }
        f.write_str(self.qualifier.map_or("", Qualifier::mark))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.day, self.clock)?;
        self.offset.map_or(Ok(()), |offset| offset.fmt(f))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = Precision::Day(self.month(), self.day());
        let date = Date {
            year: self.year(),
            precision,
            qualifier: None,
        };
        date.fmt(f)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.hour(), self.minute(), self.second());
        write!(f, "{hour:02}:{minute:02}:{second:02}")
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.minutes().unsigned_abs();
        match self.minutes() {
            0 => f.write_str("Z"),
            minutes => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
            }
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Date(date) => date.fmt(f),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl Qualifier {
    fn mark(self) -> &'static str {
        match self {
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::UncertainApproximate => "%",
        }
    }
}

impl Season {
    fn number(self) -> u8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_the_first_moment() {
        for (text, expected) in [
            ("2026-01-12", Some("2026-01-12T00:00:00Z")),
            ("2026-02~", Some("2026-02-01T00:00:00Z")),
            ("2025-11/..", Some("2025-11-01T00:00:00Z")),
            ("../2010", None),
            ("-0044", None),
        ] {
            let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(date.timestamp().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn html_has_a_value_for_some() {
        for (text, value) in [
            ("2026", Some("2026")),
            ("0800-12-25", Some("0800-12-25")),
            ("2026-01~", Some("2026-01")),
            ("2026-01-05?", Some("2026-01-05")),
            ("Y170000002", Some("170000002")),
            ("2026-01-05T18:30:00+08", Some("2026-01-05T18:30:00+08:00")),
            ("2026-01-05T18:30:00+00:00", Some("2026-01-05T18:30:00Z")),
            ("2026-01-05T18:30:00", Some("2026-01-05T18:30:00")),
            ("2016-12-31T23:59:60Z", None),
            ("0000", None),
            ("-0043-03-15", None),
            ("202X", None),
            ("2026-XX", None),
            ("2026-21", None),
            ("2025/2026", None),
        ] {
            let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(date.datetime_attribute().as_deref(), value, "{text}");
        }
    }
}
