//! An event with what bears it out.

use serde::Serialize;

use super::entry::{self, EventEntry, SourceEntry};
use super::timeline::{self, axis::AxisView};
use super::{Desk, EvidenceView, note};

/// An event.
#[derive(Debug, Serialize)]
pub struct EventView {
    /// When, where, who.
    pub facts: EventEntry,
    /// What bears it out.
    pub evidence: Vec<EvidenceView>,
    /// Its text.
    pub body: Option<String>,
    /// The sources that its text cites and its evidence does not, in order of first citation.
    pub sources: Vec<SourceEntry>,
    /// Its place among all events; `None` if it is undated.
    pub axis: Option<AxisView>,
}

/// The event at `index`.
pub fn view(desk: &Desk, index: usize) -> EventView {
    let event = &desk.case.events[index];
    EventView {
        facts: entry::event(desk, index),
        evidence: desk.evidence(&event.evidence),
        body: desk.body(&event.body),
        sources: note::cited(desk, &event.body),
        axis: timeline::within(desk, &[index]),
    }
}
