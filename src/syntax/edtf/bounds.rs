//! The days a date may mean, and the order of dates.

use super::{Clock, Date, DateTime, Day, Edtf, End, Interval, Precision, Season};

impl Edtf {
    /// The first day that is meant; `None` where the beginning is open or unknown.
    ///
    /// Qualifiers do not widen a date: `2026~` begins on 1 January 2026.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Edtf::Date(date) => Some(date.earliest()),
            Edtf::DateTime(moment) => Some(moment.day),
            Edtf::Interval(interval) => interval.from.date().map(Date::earliest),
        }
    }

    /// The last day that is meant; `None` where the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Edtf::Date(date) => Some(date.latest()),
            Edtf::DateTime(moment) => Some(moment.day),
            Edtf::Interval(interval) => interval.to.date().map(Date::latest),
        }
    }

    /// Where the date stands in a timeline; [`SortKey`] says how.
    pub fn sort_key(&self) -> SortKey {
        let begin = match (self.earliest(), self) {
            (Some(day), _) => Begin::On(day),
            (
                None,
                Edtf::Interval(Interval {
                    from: End::Open, ..
                }),
            ) => Begin::Always,
            (None, _) => self.latest().map_or(Begin::Always, Begin::On),
        };
        let end = self.latest().map_or(Finish::Never, Finish::On);
        let seconds = match self {
            Edtf::DateTime(moment) => Some(moment.universal_seconds()),
            _ => None,
        };
        SortKey {
            begin,
            end,
            seconds,
        }
    }
}

/// The order of dates in a timeline: a total order that agrees with the words on the page.
///
/// 1. By the first day meant, as written. An open beginning is before all; an unknown one counts as
///    the last day meant, all that is known.
/// 2. By the last day meant, so that a day is before its month and a month before its year;
///    open and unknown ends come last.
/// 3. Within a day, what has no time is first; then by the moment, a time without an offset being
///    taken for UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    begin: Begin,
    end: Finish,
    seconds: Option<i32>,
}

impl SortKey {
    /// The same day at a time of its own, for an event whose time is stated beside its date.
    /// A date-time keeps the time it has, and nothing but a day has a time.
    #[must_use]
    pub fn at(self, clock: Clock) -> Self {
        let is_day = matches!((self.begin, self.end), (Begin::On(a), Finish::On(b)) if a == b);
        let own = is_day.then(|| clock.seconds());
        Self {
            seconds: self.seconds.or(own),
            ..self
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Begin {
    Always,
    On(Day),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Finish {
    On(Day),
    Never,
}

impl Date {
    /// The first day that is meant.
    pub fn earliest(&self) -> Day {
        match self.precision {
            Precision::Season(season) => Day::first_of_month(self.year, season.first_month()),
            Precision::Month(month) | Precision::SomeDayOfMonth(month) => {
                Day::first_of_month(self.year, month)
            }
            Precision::Day(month, day) => self.day(month, day),
            _ => Day::first_of_month(*self.years().start(), 1),
        }
    }

    /// The last day that is meant.
    pub fn latest(&self) -> Day {
        match self.precision {
            Precision::Season(Season::Winter) => Day::last_of_month(self.year + 1, 2),
            Precision::Season(season) => Day::last_of_month(self.year, season.first_month() + 2),
            Precision::Month(month) | Precision::SomeDayOfMonth(month) => {
                Day::last_of_month(self.year, month)
            }
            Precision::Day(month, day) => self.day(month, day),
            _ => Day::last_of_month(*self.years().end(), 12),
        }
    }

    /// The years that are meant: more than one where digits of the year are unspecified.
    pub fn years(&self) -> std::ops::RangeInclusive<i64> {
        let others = match self.precision {
            Precision::Century => 99,
            Precision::Decade => 9,
            _ => 0,
        };
        if self.year < 0 {
            self.year - others..=self.year
        } else {
            self.year..=self.year + others
        }
    }

    fn day(&self, month: u8, day: u8) -> Day {
        Day::new(self.year, month, day).unwrap_or(Day::last_of_month(self.year, month))
    }
}

impl Season {
    /// The month in which a season begins, for sorting: meteorologists' seasons of the northern half
    /// of the Earth, so that the winter of a year runs into the next.
    fn first_month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

impl DateTime {
    /// Seconds from the written day's midnight in UTC; a time without an offset counts as UTC.
    pub(super) fn universal_seconds(&self) -> i32 {
        let ahead = self.offset.map_or(0, |offset| i32::from(offset.minutes()));
        self.clock.seconds() - ahead * 60
    }
}

impl End {
    /// The date at this end, if there is one and it is known.
    pub fn date(&self) -> Option<&Date> {
        match self {
            End::Date(date) => Some(date),
            End::Open | End::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn first_and_last_days() {
        let day = |(year, month, day)| Day::new(year, month, day);
        for (text, first, last) in [
            ("2026", (2026, 1, 1), (2026, 12, 31)),
            ("2024-02~", (2024, 2, 1), (2024, 2, 29)),
            ("2026-01-05?", (2026, 1, 5), (2026, 1, 5)),
            ("202X", (2020, 1, 1), (2029, 12, 31)),
            ("19XX", (1900, 1, 1), (1999, 12, 31)),
            ("-201X", (-2019, 1, 1), (-2010, 12, 31)),
            ("2025-XX", (2025, 1, 1), (2025, 12, 31)),
            ("2025-XX-XX", (2025, 1, 1), (2025, 12, 31)),
            ("1985-04-XX", (1985, 4, 1), (1985, 4, 30)),
            ("2025-21", (2025, 3, 1), (2025, 5, 31)),
            ("2023-24", (2023, 12, 1), (2024, 2, 29)),
            ("2025-10/2025-11", (2025, 10, 1), (2025, 11, 30)),
            ("Y-170000002", (-170_000_002, 1, 1), (-170_000_002, 12, 31)),
            ("2026-01-05T23:30:00-05:00", (2026, 1, 5), (2026, 1, 5)),
        ] {
            let date = edtf(text);
            assert_eq!(date.earliest(), day(first), "{text}");
            assert_eq!(date.latest(), day(last), "{text}");
        }
        for open in ["2025/..", "2025/"] {
            assert_eq!(edtf(open).earliest(), day((2025, 1, 1)));
            assert_eq!(edtf(open).latest(), None);
        }
        assert_eq!(edtf("../2025").earliest(), None);
    }

    #[test]
    fn dates_stand_in_order() {
        let ascending = [
            "../2030",
            "Y-170000002",
            "-0043",
            "0000",
            "19XX",
            "2010-01-01",
            "2010-01",
            "2010",
            "2010/..",
            "2010-21",
            "/2010",
            "2026-01-05",
            "2026-01-05T09:00:00+08:00",
            "2026-01-05T02:30:00",
            "2026-01-05T03:00:00Z",
            "2026-01-06T00:00:00+08:00",
            "Y170000002",
        ];
        // "2010-21" begins in March, after all that begins in January; "/2010" is only known to end.
        let mut sorted = ascending.map(edtf);
        sorted.reverse();
        sorted.sort_by_key(Edtf::sort_key);
        assert_eq!(sorted.map(|date| date.to_string()), ascending);
    }

    #[test]
    fn a_time_beside_the_date_orders_within_the_day() {
        let morning = Clock::parse("09:00").expect("a time");
        let day = edtf("2026-01-05").sort_key();
        assert!(day < day.at(morning));
        assert!(day.at(morning) < edtf("2026-01-05T10:00:00").sort_key());
        let month = edtf("2026-01").sort_key();
        assert_eq!(month.at(morning), month);
    }
}
