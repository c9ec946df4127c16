//! Dates of EDTF as far as styles know them: a year, a month or a day, perhaps about. A range is set twice, once for each end, and joined;
//! what else there is stands in the site's words.

use hayagriva::citationberg::json::{DateValue, VecDate, VecDateRange};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::page::Words;
use crate::syntax::edtf::{Date, Edtf, End, Precision};

/// How a date can be given to a style.
pub(super) enum When {
    /// As it is.
    Known(Parts),
    /// Its first and last day, month or year.
    Between(Parts, Parts),
    /// By the year that it is sorted under, and the words that are shown.
    Worded(Parts, String),
}

/// A date as styles know it.
pub(super) struct Parts {
    /// Year, month and day, as far as they are known.
    numbers: Vec<i16>,
    is_about: bool,
}

impl When {
    /// A date for a style.
    pub(super) fn of(date: &Edtf, words: &Words) -> Self {
        let is_about = date.is_approximate() || date.is_uncertain();
        let known = match date {
            Edtf::Date(date) => Parts::of(date, is_about).map(When::Known),
            Edtf::DateTime(moment) => {
                let day = moment.day;
                let numbers = numbers(day.year(), &[day.month(), day.day()]);
                numbers.map(|numbers| When::Known(Parts::plain(numbers)))
            }
            Edtf::Interval(interval) => match (interval.from, interval.to) {
                (End::Date(from), End::Date(to)) => Parts::of(&from, is_about)
                    .zip(Parts::of(&to, is_about))
                    .map(|(from, to)| When::Between(from, to)),
                _ => None,
            },
        };
        known.unwrap_or_else(|| {
            let day = date.earliest().or_else(|| date.latest());
            let year = day.and_then(|day| numbers(day.year(), &[]));
            // A year that no style could print sorts last, as a work that is to come does.
            let parts = Parts::plain(year.unwrap_or_else(|| vec![i16::MAX]));
            When::Worded(parts, words.date(date))
        })
    }
}

impl Parts {
    fn plain(numbers: Vec<i16>) -> Self {
        Parts {
            numbers,
            is_about: false,
        }
    }

    /// Seasons are left to words: hayagriva sets them wherever a style asks for the year alone.
    fn of(date: &Date, is_about: bool) -> Option<Self> {
        let numbers = match date.precision {
            Precision::Year => numbers(date.year, &[]),
            Precision::Month(month) => numbers(date.year, &[month]),
            Precision::Day(month, day) => numbers(date.year, &[month, day]),
            _ => None,
        };
        numbers.map(|numbers| Parts { numbers, is_about })
    }

    /// Year, month and day, as far as they are known.
    pub(super) fn numbers(&self) -> Vec<i16> {
        self.numbers.clone()
    }

    /// The date in CSL-JSON.
    pub(super) fn value(self) -> DateValue {
        DateValue::DateParts {
            date_parts: VecDateRange(vec![VecDate(self.numbers)]),
            literal: None,
            season: None,
            circa: self.is_about,
        }
    }
}

fn numbers(year: i64, rest: &[u8]) -> Option<Vec<i16>> {
    let mut numbers = vec![i16::try_from(year).ok()?];
    numbers.extend(rest.iter().map(|number| i16::from(*number)));
    Some(numbers)
}

/// Writes the last day of a range behind the first, wherever the two differ.
pub(super) fn join(from: &mut ElemChildren, to: &ElemChildren) {
    let mut ends = Vec::new();
    dates(to, &mut ends);
    let mut ends = ends.into_iter();
    each_date(from, &mut |start| {
        let (Some(end), Some(first)) = (ends.next(), words(start)) else {
            return;
        };
        let Some(last) = words(end).filter(|last| last.text != first.text) else {
            return;
        };
        let (opening, core, closing) = bare(&first.text);
        let text = format!("{opening}{core}–{}{closing}", bare(&last.text).1);
        set(start, Formatted { text, ..first });
    });
}

/// Writes words in the place of a date, within the brackets that it has.
pub(super) fn reword(children: &mut ElemChildren, phrase: &str) {
    each_date(children, &mut |date| {
        if let Some(words) = words(date) {
            let (opening, _, closing) = bare(&words.text);
            let text = format!("{opening}{phrase}{closing}");
            set(date, Formatted { text, ..words });
        }
    });
}

/// The words of a date in the type of the first; `None` if there are none.
fn words(date: &Elem) -> Option<Formatted> {
    let mut words: Option<Formatted> = None;
    for child in &date.children.0 {
        if let ElemChild::Text(part) = child {
            match &mut words {
                Some(words) => words.text.push_str(&part.text),
                None => words = Some(part.clone()),
            }
        }
    }
    words.filter(|words| !words.text.is_empty())
}

fn set(date: &mut Elem, words: Formatted) {
    date.children.0 = vec![ElemChild::Text(words)];
}

/// A date without the brackets and commas around it, and these.
fn bare(text: &str) -> (&str, &str, &str) {
    const MARKS: [char; 6] = ['(', ')', '[', ']', ',', ' '];
    let rest = text.trim_start_matches(MARKS);
    let core = rest.trim_end_matches(MARKS);
    let opening = text.strip_suffix(rest).unwrap_or_default();
    (opening, core, rest.strip_prefix(core).unwrap_or_default())
}

fn dates<'a>(children: &'a ElemChildren, found: &mut Vec<&'a Elem>) {
    for child in &children.0 {
        match child {
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) => found.push(elem),
            ElemChild::Elem(elem) => dates(&elem.children, found),
            _ => {}
        }
    }
}

fn each_date(children: &mut ElemChildren, change: &mut impl FnMut(&mut Elem)) {
    for child in &mut children.0 {
        match child {
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) => change(elem),
            ElemChild::Elem(elem) => each_date(&mut elem.children, change),
            _ => {}
        }
    }
}

/// The names, or else the words before the first date, without the marks around them: what a bibliography is sorted by first.
pub(super) fn head(children: &ElemChildren) -> String {
    let mut head = String::new();
    gather(children, &mut head);
    let is_mark = |letter: char| !letter.is_alphanumeric();
    head.trim_matches(is_mark).to_owned()
}

/// Adds the words up to the end of the names or the beginning of a date; whether there was either.
fn gather(children: &ElemChildren, head: &mut String) -> bool {
    children.0.iter().any(|child| match child {
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) => true,
        ElemChild::Elem(elem) => {
            gather(&elem.children, head) || matches!(elem.meta, Some(ElemMeta::Names(_)))
        }
        ElemChild::Text(words) | ElemChild::Link { text: words, .. } => {
            head.push_str(&words.text);
            false
        }
        _ => false,
    })
}
