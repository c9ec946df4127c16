//! What the author of a text that is no EDTF date may have meant.

use super::{EdtfError, parse};

/// No date that somebody writes by hand is longer.
const LONGEST: usize = 60;

/// Adds to an error what to write: the dates that the text can be read as, else a general word.
pub(super) fn complete(error: EdtfError, text: &str) -> EdtfError {
    let readings = readings(text);
    let help = if readings.is_empty() {
        error.help.unwrap_or_else(|| {
            "write year, month and day, as in `2026-01-06`, `2026-01` or `2026`".to_owned()
        })
    } else {
        format!("write {}", readings.join(" or "))
    };
    EdtfError {
        help: Some(help),
        ..error
    }
}

/// The valid dates that a text can be read as, quoted, the likeliest first.
fn readings(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let plain = plain(text);
    let mut found: Vec<String> = Vec::new();
    let guesses = std::iter::once(plain.clone())
        .chain(dates(&plain))
        .chain(date_time(&plain))
        .chain(intervals(&plain));
    for guess in guesses {
        let quoted = format!("`{guess}`");
        if guess != text && parse::edtf(&guess).is_ok() && !found.contains(&quoted) {
            found.push(quoted);
        }
    }
    found
}

/// The text without outer space, with hyphens for dashes and ASCII for full-width characters.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

/// Two dates with a word or a dash between them.
fn intervals(text: &str) -> Vec<String> {
    let separators = [" to ", " until ", " - ", "/", "-"];
    let Some((from, to)) = separators.iter().find_map(|mark| text.split_once(mark)) else {
        return Vec::new();
    };
    match (end(from), end(to)) {
        (Some(from), Some(to)) => vec![format!("{from}/{to}")],
        _ => Vec::new(),
    }
}

fn end(text: &str) -> Option<String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "open" | "now" | "today" | "present" | "*" | ".." | "..." => Some("..".to_owned()),
        "unknown" | "" | "?" => Some(String::new()),
        word => dates(word).into_iter().next(),
    }
}

/// A day and a time of day, one of them not in EDTF's form.
fn date_time(text: &str) -> Option<String> {
    let before = text.get(..text.find(':')?)?;
    let cut = before.rfind(['T', ' '])?;
    let day = dates(text.get(..cut)?).into_iter().next()?;
    let time = text.get(cut + 1..)?;
    let time = time.replace(' ', "");
    let split = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at_checked(split)?;
    let mut parts: Vec<String> = clock.split(':').map(two_digits).collect();
    parts.resize(3, "00".to_owned());
    let offset = match (offset.get(..3), offset.get(3..)) {
        (Some(hours), Some(minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => offset.to_owned(),
    };
    Some(format!("{day}T{}{offset}", parts.join(":")))
}

/// One date in words, or in another order or punctuation than EDTF's.
fn dates(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let estimates = [
        "circa", "about", "around", "ca.", "c.", "ca ", "c ", "~", "约",
    ];
    let estimated = estimates.iter().find_map(|word| lower.strip_prefix(word));
    let rest = estimated.unwrap_or(&lower);
    let bare = rest.trim_end_matches(['?', '~', '%']);
    let mark = match rest.get(bare.len()..) {
        Some("") if estimated.is_some() => "~",
        Some("?") if estimated.is_some() => "%",
        Some(mark) => mark,
        None => "",
    };
    orders(&runs(bare).unwrap_or_default())
        .into_iter()
        .map(|date| format!("{date}{mark}"))
        .collect()
}

/// The dates that numbers and the name of a month can stand for, in any order.
fn orders(runs: &[Run]) -> Vec<String> {
    use Run::{Month, Number};
    match runs {
        [Number(year)] => year_alone(year).into_iter().collect(),
        [Number(decade), Run::S] => vec![unspecified(decade)],
        [Number(year), Number(month)] if is_year(year) => vec![written(year, month, None)],
        [Number(month), Number(year)] if is_year(year) => vec![written(year, month, None)],
        [Number(year), Number(month), Number(day)] if is_year(year) => {
            vec![written(year, month, Some(day))]
        }
        [Number(one), Number(two), Number(year)] if is_year(year) => {
            vec![written(year, two, Some(one)), written(year, one, Some(two))]
        }
        [Month(month), Number(year)] | [Number(year), Month(month)] if is_year(year) => {
            vec![written(year, month, None)]
        }
        [Number(year), Month(month), Number(day)] if is_year(year) => {
            vec![written(year, month, Some(day))]
        }
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            vec![written(year, month, Some(day))]
        }
        _ => Vec::new(),
    }
}

/// `2026`, `202x`, `20260106`
fn year_alone(digits: &str) -> Option<String> {
    match digits.len() {
        4 => Some(digits.to_owned()),
        8 => Some(written(
            digits.get(..4)?,
            digits.get(4..6)?,
            Some(digits.get(6..)?),
        )),
        _ => None,
    }
}

/// The decade of `2020s`.
fn unspecified(decade: &str) -> String {
    let stem = decade.strip_suffix('0').unwrap_or(decade);
    format!("{stem}X")
}

/// The date in EDTF; a day beyond the end of its month is left to the caller to reject.
fn written(year: &str, month: &str, day: Option<&str>) -> String {
    let day = day.map_or(String::new(), |day| format!("-{}", two_digits(day)));
    format!("{year}-{}{day}", two_digits(month))
}

fn is_year(text: &str) -> bool {
    text.len() == 4
}

fn two_digits(text: &str) -> String {
    format!("{text:0>2}")
}

/// A stretch of digits or of letters; all else only separates.
#[derive(Debug, PartialEq)]
enum Run {
    /// Digits, and `X` for what is unspecified.
    Number(String),
    /// The number of a month or season that is named.
    Month(String),
    /// The ending of a decade.
    S,
}

/// The runs of a text; `None` where it has a word that is in no date.
fn runs(lower: &str) -> Option<Vec<Run>> {
    let mut runs = Vec::new();
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = tail;
        match kind(first) {
            Kind::Digit => runs.push(Run::Number(run.replace('x', "X"))),
            Kind::Letter => runs.extend(word(run)?),
            Kind::Other => {}
        }
    }
    Some(runs)
}

/// What a word adds to a date, nothing for some; `None` for a word that is in no date.
fn word(run: &str) -> Option<Option<Run>> {
    const SILENT: [&str; 13] = [
        "st", "nd", "rd", "th", "of", "the", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ];
    if run == "s" {
        return Some(Some(Run::S));
    }
    if let Some(number) = month_or_season(run) {
        return Some(Some(Run::Month(number.to_string())));
    }
    let day = run.ends_with("day").then(|| run.get(..3)).flatten();
    SILENT.contains(&day.unwrap_or(run)).then_some(None)
}

/// The number of a month or season by the beginning of its English name. Only for guesses:
/// the names that a reader sees come from the internationalisation library and the theme.
fn month_or_season(name: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let month = MONTHS.iter().position(|three| name.starts_with(three));
    let season = SEASONS.iter().position(|season| *season == name);
    month
        .map(|index| index + 1)
        .or(season.map(|index| index + 21))
}

#[derive(PartialEq)]
enum Kind {
    Digit,
    Letter,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        // No English month has an x.
        '0'..='9' | 'x' => Kind::Digit,
        'a'..='z' => Kind::Letter,
        _ => Kind::Other,
    }
}
