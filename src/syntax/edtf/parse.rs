//! Reads EDTF, and says what is wrong where it is none.

use super::day::days_in_month;
use super::piece::{Piece, clip};
use super::time::two_digits;
use super::{
    Clock, Date, DateTime, Day, Edtf, EdtfError, End, Interval, Offset, Precision, Qualifier,
    Season,
};

/// As many digits as a year may have, so that its days can be counted in 64 bits.
const LONGEST_YEAR: usize = 15;

/// Reads a date of level 0 or 1. Errors of a form that [`hint`](super::hint) can guess have no help yet.
pub(super) fn edtf(text: &str) -> Result<Edtf, EdtfError> {
    let whole = Piece::whole(text);
    if text.is_empty() {
        return Err(whole
            .error("the date is empty".to_owned())
            .with_help("leave the key out where no date is known"));
    }
    if !text
        .chars()
        .all(|c| "0123456789XYTZES-+:/.?~%[]{},".contains(c))
    {
        return Err(whole.error(format!("`{}` is not an EDTF date", clip(text))));
    }
    if text.contains(['[', ']', '{', '}', ',', 'E', 'S']) {
        return Err(whole.level_two("sets, exponents and significant digits"));
    }
    if text.contains('/') {
        interval(whole).map(Edtf::Interval)
    } else if text.contains('T') {
        date_time(whole).map(Edtf::DateTime)
    } else {
        date(whole).map(Edtf::Date)
    }
}

fn interval(piece: Piece<'_>) -> Result<Interval, EdtfError> {
    let (from, to) = piece.split_once('/').unwrap_or((piece, piece.end()));
    if to.text.contains('/') {
        let message = format!(
            "`{}` is not an interval: it has two ends, with one `/` between",
            clip(piece.text)
        );
        return Err(piece.error(message));
    }
    let interval = Interval {
        from: end(from)?,
        to: end(to)?,
    };
    match (interval.from.date(), interval.to.date()) {
        (None, None) => Err(piece
            .error("an interval has a date at one end at least".to_owned())
            .with_help("leave the key out where no date is known")),
        (Some(first), Some(last)) if first.earliest() > last.latest() => Err(piece
            .error("the interval ends before it begins".to_owned())
            .with_help(format!("write `{last}/{first}`"))),
        _ => Ok(interval),
    }
}

fn end(piece: Piece<'_>) -> Result<End, EdtfError> {
    match piece.text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        text if text.contains('T') => Err(piece
            .error("an interval has no times of day".to_owned())
            .with_help("give the days alone, as in `2026-01-05/2026-01-06`")),
        _ => date(piece).map(End::Date),
    }
}

fn date_time(piece: Piece<'_>) -> Result<DateTime, EdtfError> {
    let (day, time) = piece.split_once('T').unwrap_or((piece, piece.end()));
    let parsed = date(day)?;
    let (Precision::Day(month, number), None) = (parsed.precision, parsed.qualifier) else {
        return Err(day.error(format!(
            "`{}` has a time of day, so it must be a plain day",
            clip(piece.text)
        )));
    };
    let day = Day::new(parsed.year, month, number)
        .ok_or_else(|| day.error(format!("there is no day `{}`", day.text)))?;
    let (clock, offset) = time.split_at(8);
    let moment = DateTime {
        day,
        clock: self::clock(clock)?,
        offset: self::offset(offset)?,
    };
    if moment.clock.second() == 60 && moment.universal_seconds().rem_euclid(86_400) != 0 {
        return Err(clock.error("a leap second comes only after 23:59:59 UTC".to_owned()));
    }
    Ok(moment)
}

fn clock(piece: Piece<'_>) -> Result<Clock, EdtfError> {
    let mut parts = piece.text.splitn(3, ':').map(two_digits);
    let (Some(Some(hour)), Some(Some(minute)), Some(Some(second))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return Err(piece
            .error(format!(
                "`{}` is not a time: it has hours, minutes and seconds in two digits each",
                piece.text
            ))
            .with_help("write the time as in `18:30:00`"));
    };
    Clock::new(hour, minute, second).ok_or_else(|| {
        piece.error(format!(
            "`{}` is not a time: hours run from 00 to 23, minutes and seconds from 00 to 59",
            piece.text
        ))
    })
}

fn offset(piece: Piece<'_>) -> Result<Option<Offset>, EdtfError> {
    let (sign, rest) = piece.split_at(1);
    let (hours, minutes) = rest
        .split_once(':')
        .map_or((rest.text, "00"), |(hours, minutes)| {
            (hours.text, minutes.text)
        });
    let size = two_digits(hours).zip(two_digits(minutes));
    match (sign.text, size) {
        ("", _) => Ok(None),
        ("Z", _) if rest.text.is_empty() => Ok(Some(Offset::UTC)),
        ("-", Some((0, 0))) => Err(piece
            .error(format!(
                "`{}` is not an offset: UTC itself has no minus",
                piece.text
            ))
            .with_help("write `Z`")),
        ("+" | "-", Some((hours, minutes))) => Offset::new(sign.text == "-", hours, minutes)
            .map(Some)
            .ok_or_else(|| {
                piece.error(format!(
                    "`{}` is not an offset from UTC: it is less than a day",
                    piece.text
                ))
            }),
        _ => Err(piece
            .error(format!("`{}` is not an offset from UTC", clip(piece.text)))
            .with_help("write `Z`, or hours and minutes as in `+08:00`")),
    }
}

fn date(piece: Piece<'_>) -> Result<Date, EdtfError> {
    let (plain, qualifier) = qualified(piece);
    if plain.text.contains(['?', '~', '%']) {
        return Err(piece.level_two("marks on a part of a date"));
    }
    if plain.text.starts_with('Y') {
        let year = prefixed_year(plain)?;
        return Ok(Date {
            year,
            precision: Precision::Year,
            qualifier,
        });
    }
    let unsigned = plain.strip_prefix('-');
    let mut fields = unsigned.unwrap_or(plain).split('-');
    let year = fields.next().unwrap_or(plain);
    let (month, day) = (fields.next(), fields.next());
    if let Some(rest) = fields.next() {
        return Err(rest.error(format!(
            "`{}` is not a date: nothing comes after the day",
            clip(piece.text)
        )));
    }
    let (year, of_year) = self::year(year, unsigned.is_some())?;
    let precision = match (of_year, month) {
        (precision, None) => precision,
        (Precision::Year, Some(month)) => within_year(piece, year, month, day)?,
        (_, Some(_)) => return Err(piece.level_two("months of an unspecified year")),
    };
    Ok(Date {
        year,
        precision,
        qualifier,
    })
}

fn qualified(piece: Piece<'_>) -> (Piece<'_>, Option<Qualifier>) {
    let qualifier = match piece.text.as_bytes().last() {
        Some(b'?') => Qualifier::Uncertain,
        Some(b'~') => Qualifier::Approximate,
        Some(b'%') => Qualifier::UncertainApproximate,
        _ => return (piece, None),
    };
    let (plain, _) = piece.split_at(piece.text.len() - 1);
    (plain, Some(qualifier))
}

/// A year of more than four digits: `Y170000002`, `Y-170000002`.
fn prefixed_year(piece: Piece<'_>) -> Result<i64, EdtfError> {
    let signed = piece.text.trim_start_matches('Y');
    let digits = signed.strip_prefix('-').unwrap_or(signed);
    let plain = piece.text.len() - signed.len() == 1
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (5..=LONGEST_YEAR).contains(&digits.len())
        && !digits.starts_with('0');
    let year = plain.then(|| signed.parse().ok()).flatten();
    year.ok_or_else(|| {
        piece
            .error(format!(
                "`{}` is not a year: after `Y` come five to {LONGEST_YEAR} digits, the first not 0",
                clip(piece.text)
            ))
            .with_help("write years of up to four digits without `Y`, as in `2026`")
    })
}

/// A year of four digits, of which the last two may be unspecified.
fn year(piece: Piece<'_>, negative: bool) -> Result<(i64, Precision), EdtfError> {
    let digits = piece.text.trim_end_matches('X');
    let unspecified = piece.text.len() - digits.len();
    let number: Option<i64> = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten();
    let (scale, precision) = match (piece.text.len(), unspecified) {
        (4, 0) => (1, Precision::Year),
        (4, 1) => (10, Precision::Decade),
        (4, 2) => (100, Precision::Century),
        (4, 3 | 4) => return Err(piece.level_two("years with more than two unspecified digits")),
        _ => return Err(not_a_year(piece, negative)),
    };
    match number {
        None => Err(not_a_year(piece, negative)),
        Some(0) if negative => {
            Err(piece.error("there is no year -0: the year before 1 is `0000`".to_owned()))
        }
        Some(number) if negative => Ok((-number * scale, precision)),
        Some(number) => Ok((number * scale, precision)),
    }
}

fn not_a_year(piece: Piece<'_>, negative: bool) -> EdtfError {
    let text = clip(piece.text);
    let error = piece.error(format!("`{text}` is not a year: years have four digits"));
    let sign = if negative { "-" } else { "" };
    let number = piece.text.trim_start_matches('0');
    let long = (5..=LONGEST_YEAR).contains(&number.len());
    if number.bytes().all(|byte| byte.is_ascii_digit()) && long {
        error.with_help(format!("write longer years with a `Y`: `Y{sign}{number}`"))
    } else {
        error
    }
}

/// What comes after the year.
fn within_year(
    whole: Piece<'_>,
    year: i64,
    month: Piece<'_>,
    day: Option<Piece<'_>>,
) -> Result<Precision, EdtfError> {
    if let ("XX", Some("XX")) = (month.text, day.map(|day| day.text)) {
        return Ok(Precision::SomeDay);
    }
    if month.text == "XX" {
        return match day {
            None => Ok(Precision::SomeMonth),
            Some(_) => Err(whole.level_two("days of an unspecified month")),
        };
    }
    let number = component(whole, month)?;
    let precision = month_or_season(month, number)?;
    match (precision, day) {
        (precision, None) => Ok(precision),
        (Precision::Month(number), Some(day)) => self::day(whole, year, number, day),
        (_, Some(day)) => Err(day.error("a season has no days".to_owned())),
    }
}

fn month_or_season(piece: Piece<'_>, number: u8) -> Result<Precision, EdtfError> {
    match number {
        1..=12 => Ok(Precision::Month(number)),
        21 => Ok(Precision::Season(Season::Spring)),
        22 => Ok(Precision::Season(Season::Summer)),
        23 => Ok(Precision::Season(Season::Autumn)),
        24 => Ok(Precision::Season(Season::Winter)),
        25..=41 => Err(piece.level_two("quarters, hemispheres and other parts of the year")),
        _ => Err(piece
            .error(format!("there is no month `{}`", piece.text))
            .with_help("months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter")),
    }
}

fn day(whole: Piece<'_>, year: i64, month: u8, day: Piece<'_>) -> Result<Precision, EdtfError> {
    if day.text == "XX" {
        return Ok(Precision::SomeDayOfMonth(month));
    }
    let number = component(whole, day)?;
    if Day::new(year, month, number).is_some() {
        return Ok(Precision::Day(month, number));
    }
    let last = days_in_month(year, month);
    let message = format!("there is no day `{}`", clip(whole.text));
    Err(day
        .error(message)
        .with_help(format!("the days of that month run from 01 to {last}")))
}

/// The number of a month or a day.
fn component(whole: Piece<'_>, piece: Piece<'_>) -> Result<u8, EdtfError> {
    two_digits(piece.text).ok_or_else(|| {
        piece.error(format!(
            "`{}` is not a date: months and days have two digits",
            clip(whole.text)
        ))
    })
}
