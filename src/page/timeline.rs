//! The timeline: events by year and day, drawn on an axis, and what was known of them when.

pub mod axis;
pub mod facet;
pub mod known;
pub mod lane;
pub mod moment;
pub mod pack;
pub mod plot;
pub mod ruler;
pub mod scale;
pub mod scales;
pub mod slot;
pub mod style;

use serde::Serialize;

use super::entry::{self, EventEntry};
use super::{Date, Desk};
use crate::case::{Event, Importance};
use axis::{AxisView, Ground};
use facet::FacetView;
use known::KnownView;
use style::Style;

/// Of a case with more events than this a small picture draws only turning points beside what it is about: it stands on many pages.
const CROWD: usize = 150;

/// At most so many turning points, then.
const LANDMARKS: usize = 60;

/// The timeline of a case with more events than this is drawn in two sizes instead of three: its page is long enough.
const MANY: usize = 120;

/// All events.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// How many there are.
    pub count: usize,
    /// The events by year.
    pub years: Vec<Year>,
    /// The events on an axis; `None` if none is dated.
    pub axis: Option<AxisView>,
    /// What they can be filtered by.
    pub facets: Vec<FacetView>,
    /// What was known when; `None` if no source that reports an event is dated.
    pub known: Option<KnownView>,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// The year in words; `None` for undated events.
    pub label: Option<String>,
    /// A unique id for an anchor: `y2026`, or `undated`.
    pub anchor: String,
    /// Its events by day.
    pub days: Vec<Day>,
}

/// The events of a day, or of whatever their date says: a month, a season, an interval.
#[derive(Debug, Serialize)]
pub struct Day {
    /// The date they share.
    pub date: Option<Date>,
    /// The events, in the order of the timeline.
    pub events: Vec<EventEntry>,
}

/// The timeline of the whole case.
pub fn view(desk: &Desk) -> TimelineView {
    let all: Vec<usize> = (0..desk.case.events.len()).collect();
    let styles: &[&Style] = match all.len() > MANY {
        true => &[&style::BROAD, &style::NARROW],
        false => &[&style::WIDE, &style::MEDIUM, &style::NARROW],
    };
    TimelineView {
        count: all.len(),
        years: years(desk, &all),
        axis: axis::axis(desk, &all, None, Ground::Case, styles),
        facets: facet::facets(desk),
        known: known::known(desk),
    }
}

/// A small picture of some events, for beside a list of them; `None` if none is dated.
pub fn small(desk: &Desk, events: &[usize]) -> Option<AxisView> {
    let styles = &[&style::SMALL, &style::COLUMN];
    axis::axis(desk, events, None, Ground::Shown, styles)
}

/// A picture of some events for paper, the turning points named; `None` if none is dated.
pub fn printed(desk: &Desk, events: &[usize]) -> Option<AxisView> {
    let styles = &[&style::PRINTED, &style::NARROW];
    axis::axis(desk, events, None, Ground::Shown, styles)
}

/// A small picture of the whole case in which some events (in the case's order) stand out; `None` if none of these is dated.
///
/// It has the scale of all events wherever it stands, however few of them are drawn, so that pages can be compared.
pub fn within(desk: &Desk, chosen: &[usize]) -> Option<AxisView> {
    let events = &desk.case.events;
    chosen.iter().find(|at| events[**at].date.is_some())?;
    axis::axis(
        desk,
        &background(desk, chosen),
        Some(chosen),
        Ground::Case,
        &[&style::SMALL, &style::COLUMN],
    )
}

/// The whole case as one strip with its turning points named; `None` if no event is dated.
pub fn strip(desk: &Desk) -> Option<AxisView> {
    axis::axis(
        desk,
        &background(desk, &[]),
        None,
        Ground::Case,
        &[&style::STRIP, &style::NARROW],
    )
}

/// All events, or where they are too many the turning points and those chosen.
fn background(desk: &Desk, chosen: &[usize]) -> Vec<usize> {
    let events = &desk.case.events;
    if events.len() <= CROWD {
        return (0..events.len()).collect();
    }
    let is_major = |at: &usize| events[*at].importance == Importance::Major;
    let majors: Vec<usize> = (0..events.len()).filter(is_major).collect();
    // Every second or third of too many, so that none of the case's time looks empty.
    let every = majors.len().div_ceil(LANDMARKS).max(1);
    let landmarks = majors.into_iter().step_by(every);
    let mut background: Vec<usize> = landmarks.chain(chosen.iter().copied()).collect();
    background.sort_unstable();
    background.dedup();
    background
}

/// Events, in the order given, by year and day.
pub fn years(desk: &Desk, events: &[usize]) -> Vec<Year> {
    let mut years: Vec<(Option<i64>, Year)> = Vec::new();
    for index in events {
        let number = year(&desk.case.events[*index]);
        let event = entry::event(desk, *index);
        match years.last_mut() {
            Some((last, group)) if *last == number => add(&mut group.days, event),
            _ => years.push((number, first_of_year(desk, number, event))),
        }
    }
    years.into_iter().map(|(_, year)| year).collect()
}

/// The year in which a date begins; of an interval with an open beginning, in which it ends.
fn year(event: &Event) -> Option<i64> {
    let date = event.date.as_ref()?;
    let day = date.earliest().or_else(|| date.latest())?;
    Some(day.year())
}

fn first_of_year(desk: &Desk, number: Option<i64>, event: EventEntry) -> Year {
    let mut days = Vec::new();
    add(&mut days, event);
    Year {
        label: number.map(|number| ruler::year_words(desk.words, number)),
        anchor: number.map_or_else(|| "undated".to_owned(), |number| format!("y{number}")),
        days,
    }
}

fn add(days: &mut Vec<Day>, event: EventEntry) {
    match days.last_mut() {
        Some(day) if day.date == event.date => day.events.push(event),
        _ => days.push(Day {
            date: event.date.clone(),
            events: vec![event],
        }),
    }
}
