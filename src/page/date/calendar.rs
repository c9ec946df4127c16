//! Plain days, months, years and times, as ICU4X writes them.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{D, M, T, Y, YM, YMD};
use icu_datetime::input::Time;
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_locale_core::{Locale, locale};

use super::fields::Fields;
use crate::page::locale::locale_of;
use crate::syntax::edtf::{Clock, Date, Precision};

/// Writes what has neither mark nor unspecified digit. Every method gives `None` for a date that ICU4X
/// does not hold: years of more than four digits.
#[derive(Debug)]
pub(super) struct Calendar {
    /// `None` if the compiled data lacks English itself.
    formats: Option<Formats>,
}

/// EDTF's calendar is the Gregorian in every language, so the formats are for that one.
#[derive(Debug)]
struct Formats {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    year: FixedCalendarDateTimeFormatter<Gregorian, Y>,
    month_name: FixedCalendarDateTimeFormatter<Gregorian, M>,
    day_number: FixedCalendarDateTimeFormatter<Gregorian, D>,
    minute: NoCalendarFormatter<T>,
    second: NoCalendarFormatter<T>,
}

impl Calendar {
    pub(super) fn new(tag: &str) -> Self {
        let formats = Formats::new(&locale_of(tag)).or_else(|| Formats::new(&locale!("en-GB")));
        Self { formats }
    }

    pub(super) fn day(&self, year: i64, month: u8, day: u8) -> Option<String> {
        let formats = self.formats.as_ref()?;
        Some(
            formats
                .day
                .format(&gregorian(year, month, day)?)
                .to_string(),
        )
    }

    pub(super) fn month(&self, year: i64, month: u8) -> Option<String> {
        let formats = self.formats.as_ref()?;
        Some(
            formats
                .month
                .format(&gregorian(year, month, 1)?)
                .to_string(),
        )
    }

    pub(super) fn year(&self, year: i64) -> Option<String> {
        let formats = self.formats.as_ref()?;
        Some(formats.year.format(&gregorian(year, 1, 1)?).to_string())
    }

    /// A month of no year in particular, short: "Jan".
    pub(super) fn month_name(&self, month: u8) -> Option<String> {
        let formats = self.formats.as_ref()?;
        let day = gregorian(2000, month, 1)?;
        Some(formats.month_name.format(&day).to_string())
    }

    /// A day of no month in particular: "5".
    pub(super) fn day_number(&self, day: u8) -> Option<String> {
        let formats = self.formats.as_ref()?;
        let day = gregorian(2000, 1, day)?;
        Some(formats.day_number.format(&day).to_string())
    }

    /// A time of day; its seconds only where there are some.
    pub(super) fn time(&self, clock: Clock) -> Option<String> {
        let formats = self.formats.as_ref()?;
        let format = match clock.second() {
            0 => &formats.minute,
            _ => &formats.second,
        };
        let time = Time::try_new(clock.hour(), clock.minute(), clock.second(), 0).ok()?;
        Some(format.format(&time).to_string())
    }

    /// A day or a month cut into its fields, for an interval; nothing less than a plain date has them.
    pub(super) fn fields(&self, date: &Date) -> Option<Fields> {
        let formats = self.formats.as_ref()?;
        match (date.precision, date.qualifier) {
            (Precision::Day(month, day), None) => {
                let day = gregorian(date.year, month, day)?;
                Fields::of(&formats.day.format(&day))
            }
            (Precision::Month(month), None) => {
                let first = gregorian(date.year, month, 1)?;
                Fields::of(&formats.month.format(&first))
            }
            _ => None,
        }
    }
}

impl Formats {
    fn new(locale: &Locale) -> Option<Self> {
        Some(Self {
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?,
            month: month_format(locale)?,
            year: FixedCalendarDateTimeFormatter::try_new(locale.into(), Y::long()).ok()?,
            month_name: FixedCalendarDateTimeFormatter::try_new(locale.into(), M::medium()).ok()?,
            day_number: FixedCalendarDateTimeFormatter::try_new(locale.into(), D::short()).ok()?,
            minute: NoCalendarFormatter::try_new(locale.into(), T::hm()).ok()?,
            second: NoCalendarFormatter::try_new(locale.into(), T::hms()).ok()?,
        })
    }
}

/// The format of a month, with the language's digits. ICU4X 2.4 loads the digits of every language's months
/// but the Portuguese, and fails as it writes; here they are loaded for all.
fn month_format(locale: &Locale) -> Option<FixedCalendarDateTimeFormatter<Gregorian, YM>> {
    let format = FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::long()).ok()?;
    let mut names = FixedCalendarDateTimeNames::from_formatter(locale.into(), format);
    names.include_decimal_formatter().ok()?;
    names.try_into_formatter(YM::long()).ok()
}

/// ICU4X holds the years from -9999 to 9999.
fn gregorian(year: i64, month: u8, day: u8) -> Option<icu_calendar::Date<Gregorian>> {
    let year = i32::try_from(year).ok()?;
    icu_calendar::Date::try_new_gregorian(year, month, day).ok()
}
