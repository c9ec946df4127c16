//! A day of the proleptic Gregorian calendar, in any year.

/// A day that exists. The Gregorian calendar is carried on before its introduction, as ISO 8601 has it.
///
/// Years lie beyond what date libraries hold, because EDTF has years of many digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i64,
    month: u8,
    day: u8,
}

impl Day {
    /// The day, if there is one: months from 1 to 12, days from 1.
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The first day of a month, or of the nearest month that exists.
    pub(super) fn first_of_month(year: i64, month: u8) -> Self {
        Self {
            year,
            month: month.clamp(1, 12),
            day: 1,
        }
    }

    /// The last day of a month, or of the nearest month that exists.
    pub(super) fn last_of_month(year: i64, month: u8) -> Self {
        let month = month.clamp(1, 12);
        Self {
            year,
            month,
            day: days_in_month(year, month),
        }
    }

    /// The astronomical year: 0 is 1 BC.
    pub fn year(self) -> i64 {
        self.year
    }

    /// From 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// From 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

/// How many days a month has; none if there is no such month.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Day::new(2024, 2, 29).is_some());
        assert!(Day::new(2000, 2, 29).is_some());
        assert!(Day::new(0, 2, 29).is_some(), "the year 0 is a leap year");
        for (year, month, day) in [
            (1900, 2, 29),
            (2026, 4, 31),
            (2026, 13, 1),
            (2026, 0, 1),
            (2026, 1, 0),
        ] {
            assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }
}
