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

    /// Days since 1 January 1970, for distances on a scale.
    pub fn since_epoch(self) -> i64 {
        // Years begin in March here, so that the leap day is the last, as in
        // https://howardhinnant.github.io/date_algorithms.html#days_from_civil.
        let year = self.year - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = i64::from((self.month + 9) % 12);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
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

    #[test]
    fn days_since_the_epoch() {
        for ((year, month, day), days) in [
            ((1970, 1, 1), 0),
            ((1969, 12, 31), -1),
            ((2000, 3, 1), 11_017),
            ((2026, 1, 5), 20_458),
            ((0, 3, 1), -719_468),
        ] {
            let counted = Day::new(year, month, day).map(Day::since_epoch);
            assert_eq!(counted, Some(days), "{year}-{month}-{day}");
        }
    }
}
