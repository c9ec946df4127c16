//! The sources that report an event, as ticks under its mark.

use serde::Serialize;

use crate::case::Event;
use crate::case::concordance::speaking;
use crate::page::{Desk, Link};

/// Sources have a place of their own under each mark up to so many; more stand side by side.
const SLOTS: usize = 8;

/// A source and its place under marks.
#[derive(Debug, Serialize)]
pub struct Slot {
    /// Place in the case's sources.
    pub source: usize,
    /// Where its tick stands, in pixels from the middle.
    pub x: i64,
    /// The source.
    pub link: Link,
}

/// A tick for a source that reports an event.
#[derive(Debug, Serialize)]
pub struct Pip {
    /// Place in the case's sources.
    pub source: usize,
    /// Where it stands, in pixels from the middle of the mark.
    pub x: i64,
}

/// The sources that report some event of the case, each with its place; none if they are too many for places of their own.
pub fn slots(desk: &Desk) -> Vec<Slot> {
    let there = speaking(desk.case.events.iter().flat_map(|event| &event.evidence));
    if there.len() > SLOTS {
        return Vec::new();
    }
    let slot = |(at, source): (usize, &usize)| Slot {
        source: *source,
        x: tick(at, there.len()),
        link: desk.source(*source),
    };
    there.iter().enumerate().map(slot).collect()
}

/// Where the tick at a place of so many stands.
fn tick(at: usize, of: usize) -> i64 {
    let step = if of > 6 { 3 } else { 4 };
    (2 * at as i64 + 1 - of as i64) * step / 2
}

/// The sources that report an event, each in its place or, where there are too many for that, side by side.
pub fn pips(event: &Event, slots: &[Slot]) -> Vec<Pip> {
    let sources = speaking(&event.evidence);
    let shown = sources.len().min(SLOTS);
    let pip = |(at, source): (usize, &usize)| {
        let slot = slots.iter().find(|slot| slot.source == *source);
        Pip {
            source: *source,
            x: slot.map_or_else(|| tick(at, shown), |slot| slot.x),
        }
    };
    sources.iter().take(shown).enumerate().map(pip).collect()
}
