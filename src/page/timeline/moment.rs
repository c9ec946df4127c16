//! When something happened, in days that can be counted: what an axis needs of a date.

use crate::case::Event;
use crate::syntax::edtf::{Day, Edtf, End};

/// Years beyond this are drawn as this one: an axis cannot tell them apart, and days must stay countable.
const FARTHEST: i64 = 1_000_000_000_000;

/// How much of the calendar a date speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One day.
    Day,
    /// Some time within a month, a season, a year, a decade.
    Period,
    /// From one date to another.
    Span,
}

/// A date as an axis draws it. Days are counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The first day meant.
    pub start: i64,
    /// The last day meant.
    pub end: i64,
    /// What the two enclose.
    pub form: Form,
    /// Whether the date is marked as uncertain or approximate.
    pub vague: bool,
    /// Whether the beginning is open or unknown.
    pub open_start: bool,
    /// Whether the end is open or unknown.
    pub open_end: bool,
}

impl Moment {
    /// The moment of a date; `None` where neither end is known.
    pub fn of(date: &Edtf) -> Option<Moment> {
        let (first, last) = (date.earliest(), date.latest());
        let start = ordinal(first.or(last)?);
        let end = ordinal(last.or(first)?);
        let form = match date {
            Edtf::DateTime(_) => Form::Day,
            Edtf::Interval(_) => Form::Span,
            Edtf::Date(_) if start == end => Form::Day,
            Edtf::Date(_) => Form::Period,
        };
        let is_open = |end: End| end.date().is_none();
        let (open_start, open_end) = match date {
            Edtf::Interval(interval) => (is_open(interval.from), is_open(interval.to)),
            _ => (false, false),
        };
        Some(Moment {
            start,
            end: end.max(start),
            form,
            vague: date.is_uncertain() || date.is_approximate(),
            open_start,
            open_end,
        })
    }

    /// The moment of an event; `None` if it is undated.
    pub fn of_event(event: &Event) -> Option<Moment> {
        event.date.as_ref().and_then(Moment::of)
    }

    /// How many days are meant.
    pub fn days(&self) -> i64 {
        self.end - self.start + 1
    }
}

/// The number of a day, counted from 1 January 1970.
pub fn ordinal(day: Day) -> i64 {
    from_civil(day.year(), day.month(), day.day())
}

/// The number of a day of the proleptic Gregorian calendar. Eras of 400 years have equally many days, and a year that begins in March
/// has its leap day last.
pub fn from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = year.clamp(-FARTHEST, FARTHEST) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The year, month and day of a number.
pub fn to_civil(ordinal: i64) -> (i64, u8, u8) {
    let shifted = ordinal + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    (year, small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        Moment::of(&date).unwrap_or_else(|| panic!("{text} has a day"))
    }

    #[test]
    fn days_are_counted_and_found_again() {
        // Counted by hand: leap days, a century that has none, and a year before the count.
        for (date, expected) in [
            ((1970, 1, 1), 0),
            ((1970, 2, 1), 31),
            ((1969, 12, 31), -1),
            ((2000, 3, 1), 11_017),
            ((2026, 1, 5), 20_458),
        ] {
            assert_eq!(from_civil(date.0, date.1, date.2), expected, "{date:?}");
            assert_eq!(to_civil(expected), date);
        }
        for ordinal in (-1_000_000..1_000_000).step_by(997) {
            let (year, month, day) = to_civil(ordinal);
            assert_eq!(from_civil(year, month, day), ordinal);
        }
    }

    #[test]
    fn a_date_says_how_much_it_means() {
        for (text, form, days, vague) in [
            ("2026-01-05", Form::Day, 1, false),
            ("2026-01-05?", Form::Day, 1, true),
            ("2026-01-05T18:30:00Z", Form::Day, 1, false),
            ("2025-10~", Form::Period, 31, true),
            ("2024", Form::Period, 366, false),
            ("2026-01-05/2026-01-06", Form::Span, 2, false),
        ] {
            let found = moment(text);
            let all = (found.form, found.days(), found.vague);
            assert_eq!(all, (form, days, vague), "{text}");
        }
        let since = moment("2025-11/..");
        assert!(since.open_end && !since.open_start);
        let until = moment("../2010");
        assert!(until.open_start && !until.open_end);
        assert_eq!(to_civil(until.start), (2010, 12, 31));
        let far = moment("Y170000002");
        assert_eq!(far.days(), 365);
    }
}
