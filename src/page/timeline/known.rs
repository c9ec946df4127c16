//! What was known when: the days on which sources appeared, and what each of them was first to report.
//!
//! A source counts from the last day that its date may mean, so that nothing is shown as known before it surely was.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::case::concordance::speaking;
use crate::case::{Event, Kind, Source};
use crate::page::{Date, Desk, Link};
use crate::syntax::edtf::Day;

/// What was known when.
#[derive(Debug, Serialize)]
pub struct KnownView {
    /// The days on which sources appeared, in order.
    pub steps: Vec<Step>,
    /// The sources without a date.
    pub undated: Vec<Link>,
    /// How many events no dated source reports.
    pub never: usize,
}

/// A day on which sources appeared.
#[derive(Debug, Serialize)]
pub struct Step {
    /// The day, for a link: `2025-11-19`.
    pub day: String,
    /// The date of publication.
    pub date: Date,
    /// The sources that appeared.
    pub sources: Vec<Link>,
    /// All sources that had appeared by then, as places in the case's sources with spaces between.
    pub places: String,
    /// The events that these sources were first to report.
    pub first: Vec<Link>,
    /// How many events had been reported by then.
    pub total: usize,
}

/// When an event was first reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstReport {
    /// The date of publication.
    pub date: Date,
    /// The sources of that date.
    pub sources: Vec<Link>,
}

/// What was known when; `None` if no source that reports an event has a date.
pub fn known(desk: &Desk) -> Option<KnownView> {
    let case = desk.case;
    let mut appeared: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (at, source) in case.sources.iter().enumerate() {
        match day(source) {
            Some(day) => appeared.entry(day).or_default().push(at),
            None => undated.push(desk.source(at)),
        }
    }
    let mut first: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (at, event) in case.events.iter().enumerate() {
        if let Some((day, _)) = first_day(desk, event) {
            first.entry(day).or_default().push(at);
        }
    }
    if first.is_empty() {
        return None;
    }
    let steps = steps(desk, &appeared, &first);
    let known = steps.last().map_or(0, |step| step.total);
    Some(KnownView {
        steps,
        undated,
        never: case.events.len() - known,
    })
}

fn steps(
    desk: &Desk,
    appeared: &BTreeMap<Day, Vec<usize>>,
    first: &BTreeMap<Day, Vec<usize>>,
) -> Vec<Step> {
    let (mut places, mut total) = (Vec::new(), 0);
    let step = |(day, sources): (&Day, &Vec<usize>)| {
        let events = first.get(day).map_or(&[][..], Vec::as_slice);
        places.extend(sources.iter().map(usize::to_string));
        total += events.len();
        let date = desk.case.sources[sources[0]].date.as_ref()?;
        Some(Step {
            day: day.to_string(),
            date: desk.date(date),
            sources: sources.iter().map(|at| desk.source(*at)).collect(),
            places: places.join(" "),
            first: desk.links(Kind::Event, events),
            total,
        })
    };
    appeared.iter().filter_map(step).collect()
}

/// When an event was first reported; `None` if no dated source reports it.
pub fn first_report(desk: &Desk, event: &Event) -> Option<FirstReport> {
    let (_, sources) = first_day(desk, event)?;
    let date = desk.case.sources[*sources.first()?].date.as_ref()?;
    Some(FirstReport {
        date: desk.date(date),
        sources: sources.iter().map(|at| desk.source(*at)).collect(),
    })
}

/// The first day on which an event was reported, and the sources of that day.
fn first_day(desk: &Desk, event: &Event) -> Option<(Day, Vec<usize>)> {
    let sources = speaking(&event.evidence);
    let of = |at: &usize| day(&desk.case.sources[*at]);
    let first = sources.iter().filter_map(of).min()?;
    let same = sources.into_iter().filter(|at| of(at) == Some(first));
    Some((first, same.collect()))
}

/// The last day on which a source may have appeared.
fn day(source: &Source) -> Option<Day> {
    let date = source.date.as_ref()?;
    date.latest().or_else(|| date.earliest())
}
