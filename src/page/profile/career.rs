//! Roles over time: a bar a role on one scale of years.

use serde::Serialize;

use crate::case::Role;
use crate::page::Desk;
use crate::page::timeline::ruler::year_words;
use crate::syntax::edtf::{Day, Edtf};

/// The most years that the scale names.
const TICKS: i64 = 6;

/// How long a beginning or end that nobody tells is hinted at, in parts of the scale.
const HINT: f64 = 6.0;

/// Roles over time. Places are per cent of the width, from the start of the line of writing.
#[derive(Debug, PartialEq, Serialize)]
pub struct CareerView {
    /// The years that the scale names.
    pub ticks: Vec<Tick>,
    /// One for each role, in their order; `None` for a role without dates.
    pub bars: Vec<Option<Bar>>,
}

/// A year on the scale.
#[derive(Debug, PartialEq, Serialize)]
pub struct Tick {
    /// Where it begins.
    pub at: f64,
    /// The year in words.
    pub label: String,
}

/// A role's time.
#[derive(Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Where it may have begun.
    pub start: f64,
    /// By when it had begun.
    pub sure_start: f64,
    /// Until when it went on for certain.
    pub sure_end: f64,
    /// When it had ended.
    pub end: f64,
    /// Whether it goes on.
    pub open: bool,
    /// Whether nobody tells when it began.
    pub unknown_start: bool,
    /// Whether nobody tells when it ended.
    pub unknown_end: bool,
}

/// The chart, where two roles or more have dates.
pub fn view(desk: &Desk, roles: &[Role]) -> Option<CareerView> {
    let dated = roles
        .iter()
        .filter(|role| role.from.is_some() || role.to.is_some());
    if dated.count() < 2 {
        return None;
    }
    let (first, last) = years(desk, roles)?;
    let scale = Scale { first, last };
    Some(CareerView {
        ticks: scale.ticks(desk),
        bars: roles.iter().map(|role| scale.bar(role)).collect(),
    })
}

/// The first year of the scale, and the one after its last. What goes on does so until the last day that the case knows of.
fn years(desk: &Desk, roles: &[Role]) -> Option<(i64, i64)> {
    let dates = roles
        .iter()
        .flat_map(|role| [&role.from, &role.to])
        .flatten();
    let known = roles
        .iter()
        .any(|role| role.open)
        .then(|| latest(desk))
        .flatten();
    let days = dates
        .flat_map(|date| [date.earliest(), date.latest()])
        .flatten()
        .chain(known);
    let years: Vec<i64> = days.map(Day::year).collect();
    Some((*years.iter().min()?, *years.iter().max()? + 1))
}

/// The last day of the case: of its own date, its events and its sources.
fn latest(desk: &Desk) -> Option<Day> {
    let case = desk.case;
    let events = case.events.iter().filter_map(|event| event.date.as_ref());
    let sources = case
        .sources
        .iter()
        .filter_map(|source| source.date.as_ref());
    let dates = events.chain(sources).chain(&case.front.date);
    dates.filter_map(Edtf::latest).max()
}

/// The years from `first` up to the beginning of `last`.
struct Scale {
    first: i64,
    last: i64,
}

impl Scale {
    /// Where a day lies; for its evening, `whole` is 1.
    fn at(&self, day: Day, whole: f64) -> f64 {
        let month = f64::from(day.month()) - 1.0;
        let into = (month + (f64::from(day.day()) - 1.0 + whole) / 31.0) / 12.0;
        let years = (day.year() - self.first) as f64 + into;
        let part = 100.0 * years / (self.last - self.first) as f64;
        (part.clamp(0.0, 100.0) * 100.0).round() / 100.0
    }

    fn ticks(&self, desk: &Desk) -> Vec<Tick> {
        let span = self.last - self.first;
        let steps = (0..).flat_map(|power| {
            [1, 2, 5].map(|step: i64| step.saturating_mul(10_i64.saturating_pow(power)))
        });
        let Some(step) = steps.into_iter().find(|step| span / step <= TICKS) else {
            return Vec::new();
        };
        let first = self.first + (-self.first).rem_euclid(step);
        let tick = |count: i64| {
            let year = first + count * step;
            (year < self.last).then(|| Tick {
                at: ((10_000 * (year - self.first)) / span) as f64 / 100.0,
                label: year_words(desk.words, year),
            })
        };
        (0..=TICKS).map_while(tick).collect()
    }

    fn bar(&self, role: &Role) -> Option<Bar> {
        let ends = |date: &Option<Edtf>| {
            let date = date.as_ref()?;
            let (from, to) = (
                date.earliest().or_else(|| date.latest())?,
                date.latest().or_else(|| date.earliest())?,
            );
            Some((self.at(from, 0.0), self.at(to, 1.0)))
        };
        let (from, to) = (ends(&role.from), ends(&role.to));
        let (start, sure_start) = match (from, to) {
            (Some(from), _) => from,
            (None, Some((end, _))) => ((end - HINT).max(0.0), end),
            (None, None) => return None,
        };
        let (sure_end, end) = match to {
            Some((sure, end)) => (sure.max(sure_start), end.max(sure_start)),
            None if role.open => (100.0, 100.0),
            None => (sure_start, (sure_start + HINT).min(100.0)),
        };
        Some(Bar {
            start,
            sure_start,
            sure_end,
            end,
            open: role.open,
            unknown_start: from.is_none(),
            unknown_end: to.is_none() && !role.open,
        })
    }
}
