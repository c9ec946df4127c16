//! The timeline: events by year and day.

use serde::Serialize;

use super::entry::{self, EventEntry};
use super::{Date, Desk};
use crate::case::Event;
use crate::syntax::edtf::Edtf;

/// All events.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// How many there are.
    pub count: usize,
    /// The events by year.
    pub years: Vec<Year>,
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
    TimelineView {
        count: all.len(),
        years: years(desk, &all),
    }
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
        label: number.map(|number| year_words(desk, number)),
        anchor: number.map_or_else(|| "undated".to_owned(), |number| format!("y{number}")),
        days,
    }
}

fn year_words(desk: &Desk, number: i64) -> String {
    let edtf = match number {
        0..=9999 => format!("{number:04}"),
        -9999..0 => format!("-{:04}", -number),
        _ => format!("Y{number}"),
    };
    match Edtf::parse(&edtf) {
        Ok(date) => desk.words.date(&date),
        Err(_) => number.to_string(),
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
