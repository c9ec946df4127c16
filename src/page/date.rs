//! Dates in words, in the language of the site.
//!
//! Names of months, their order and numerals come from ICU4X ([`calendar`]); what EDTF adds to a
//! date, such as "around", comes from the theme ([`pattern`]); [`fields`] leaves out what the ends of an interval share.

mod calendar;
mod fields;
mod pattern;

use crate::page::locale::Numbers;
use crate::syntax::edtf::{
    Clock, Date, DateTime, Edtf, End, Interval, Offset, Precision, Qualifier, Season,
};

use calendar::Calendar;
use fields::SharedEnds;
use pattern::Patterns;

/// Puts dates into the words of one language.
#[derive(Debug)]
pub struct DateWords {
    calendar: Calendar,
    numbers: Numbers,
    patterns: Patterns,
}

impl DateWords {
    /// The words for a BCP 47 tag. A tag without data falls back to its language and then to English;
    /// `strings` gives the theme's pattern for a key of `pattern::ENGLISH`, and where it
    /// has none the English one is taken.
    pub fn new(tag: &str, strings: &dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            calendar: Calendar::new(tag),
            numbers: Numbers::new(tag),
            patterns: Patterns::new(strings),
        }
    }

    /// The date as a reader expects it: "around 5 January 2026", "since November 2025".
    pub fn words(&self, date: &Edtf) -> String {
        match date {
            Edtf::Date(date) => self.date(date),
            Edtf::DateTime(moment) => self.date_time(moment),
            Edtf::Interval(interval) => self.interval(interval),
        }
    }

    /// The time of an event: `HH:MM` as the language writes it, anything else as it stands.
    pub fn time_words(&self, time: &str) -> String {
        Clock::parse(time)
            .and_then(|clock| self.calendar.time(clock))
            .unwrap_or_else(|| time.to_owned())
    }

    /// A month, from 1 to 12, as a ruler has it: "Jan".
    pub fn short_month(&self, month: u8) -> String {
        let name = self.calendar.month_name(month);
        name.unwrap_or_else(|| self.numbers.plain(month.into()))
    }

    /// A day, from 1 to 31, as a ruler has it: "5".
    pub fn day_number(&self, day: u8) -> String {
        let number = self.calendar.day_number(day);
        number.unwrap_or_else(|| self.numbers.plain(day.into()))
    }

    fn date(&self, date: &Date) -> String {
        let key = match date.qualifier {
            None => return self.unqualified(date),
            Some(Qualifier::Uncertain) => "date_uncertain",
            Some(Qualifier::Approximate) => "date_approximate",
            Some(Qualifier::UncertainApproximate) => "date_uncertain_approximate",
        };
        let slots = [("date", self.unqualified(date))];
        self.patterns.fill(key, is_day(date), &slots)
    }

    fn unqualified(&self, date: &Date) -> String {
        let key = match date.precision {
            Precision::Decade if date.year >= 0 => {
                let slots = [("year", self.numbers.plain(date.year))];
                return self.patterns.fill("date_decade", false, &slots);
            }
            Precision::Decade | Precision::Century => return self.between_years(date),
            Precision::Year => return self.year(date.year),
            Precision::Month(month) => return self.day_or_month(date, month, None),
            Precision::Day(month, day) => return self.day_or_month(date, month, Some(day)),
            Precision::SomeDayOfMonth(month) => {
                let slots = [("date", self.day_or_month(date, month, None))];
                return self.patterns.fill("date_some_day", false, &slots);
            }
            Precision::SomeMonth => "date_some_month",
            Precision::SomeDay => "date_some_day",
            Precision::Season(Season::Spring) => "date_spring",
            Precision::Season(Season::Summer) => "date_summer",
            Precision::Season(Season::Autumn) => "date_autumn",
            Precision::Season(Season::Winter) => "date_winter",
        };
        let slots = [("date", self.year(date.year))];
        self.patterns.fill(key, false, &slots)
    }

    fn between_years(&self, date: &Date) -> String {
        let years = date.years();
        let slots = [
            ("from", self.year(*years.start())),
            ("to", self.year(*years.end())),
        ];
        self.patterns.fill("date_between", false, &slots)
    }

    /// A year by the calendar, or where that ends a plain number.
    fn year(&self, year: i64) -> String {
        self.calendar.year(year).unwrap_or_else(|| {
            if year > 0 {
                return self.numbers.count(year).into_owned();
            }
            let slots = [("year", self.numbers.count(1 - year).into_owned())];
            self.patterns.fill("date_before_christ", false, &slots)
        })
    }

    /// A day or a month by the calendar, or in figures should there be none.
    fn day_or_month(&self, date: &Date, month: u8, day: Option<u8>) -> String {
        let words = match day {
            Some(day) => self.calendar.day(date.year, month, day),
            None => self.calendar.month(date.year, month),
        };
        words.unwrap_or_else(|| date.to_string())
    }

    fn date_time(&self, moment: &DateTime) -> String {
        let day = moment.day;
        let date = self
            .calendar
            .day(day.year(), day.month(), day.day())
            .unwrap_or_else(|| day.to_string());
        let time = self
            .calendar
            .time(moment.clock)
            .unwrap_or_else(|| moment.clock.to_string());
        let words = self
            .patterns
            .fill("date_time", false, &[("date", date), ("time", time)]);
        let Some(offset) = moment.offset else {
            return words;
        };
        let slots = [("date", words), ("offset", self.offset(offset))];
        self.patterns.fill("date_time_with_offset", false, &slots)
    }

    /// "+8", "+5:30"; nothing for UTC itself.
    fn offset(&self, offset: Offset) -> String {
        let minutes = offset.minutes();
        let size = minutes.unsigned_abs();
        let hours = self.numbers.signed(minutes < 0, size / 60);
        match (minutes, size % 60) {
            (0, _) => String::new(),
            (_, 0) => hours,
            (_, rest) => format!("{hours}:{}", self.numbers.two_digits(rest)),
        }
    }

    fn interval(&self, interval: &Interval) -> String {
        let (key, date) = match (&interval.from, &interval.to) {
            (End::Date(from), End::Date(to)) => return self.range(from, to),
            (End::Date(from), End::Unknown) => ("date_end_unknown", from),
            (End::Date(from), End::Open) => ("date_since", from),
            (End::Unknown, End::Date(to)) => ("date_start_unknown", to),
            (End::Open, End::Date(to)) => ("date_until", to),
            // The parser lets no interval without a date pass.
            (End::Open | End::Unknown, End::Open | End::Unknown) => return interval.to_string(),
        };
        let slots = [("date", self.date(date))];
        let plain_day = is_day(date) && date.qualifier.is_none();
        self.patterns.fill(key, plain_day, &slots)
    }

    /// From one date to another; what plain days or months share is said once.
    fn range(&self, from: &Date, to: &Date) -> String {
        if from == to {
            return self.date(from);
        }
        let plain = from.qualifier.is_none() && to.qualifier.is_none();
        let days = plain && is_day(from) && is_day(to);
        let years = plain && from.precision == Precision::Year && to.precision == Precision::Year;
        let (from, to, tight) = match self.shared(from, to) {
            Some(ends) => (ends.from, ends.to, ends.same_month),
            None => (self.date(from), self.date(to), years),
        };
        let key = if tight {
            "date_interval_tight"
        } else {
            "date_interval"
        };
        let slots = [("from", from), ("to", to)];
        self.patterns.fill(key, days, &slots)
    }

    fn shared(&self, from: &Date, to: &Date) -> Option<SharedEnds> {
        if is_day(from) != is_day(to) {
            return None;
        }
        let (from, to) = (self.calendar.fields(from)?, self.calendar.fields(to)?);
        from.shared(to)
    }
}

fn is_day(date: &Date) -> bool {
    matches!(date.precision, Precision::Day(..))
}

#[cfg(test)]
mod tests;
