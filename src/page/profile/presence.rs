//! A strip of strokes that shows which sources name a profile, and how often.

use serde::Serialize;

use crate::case::MentionRef;
use crate::page::Desk;

/// The strip's height, and the distance between strokes: closer where there are many sources.
const HEIGHT: usize = 16;
const FEW: usize = 24;

/// A strip: a place a source, in the order of the sources; a stroke where it names the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Strip {
    /// In the drawing's units.
    pub width: usize,
    /// In the drawing's units.
    pub height: usize,
    /// How wide a stroke is.
    pub weight: usize,
    /// One a source that names the profile.
    pub strokes: Vec<Stroke>,
}

/// How much one source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stroke {
    /// From the start.
    pub x: usize,
    /// Upwards from the ground.
    pub height: usize,
}

/// The strip of the mentions at `places`.
pub fn strip(desk: &Desk, places: &[MentionRef]) -> Strip {
    let sources = desk.case.sources.len();
    let step = match sources {
        0..=FEW => 8,
        _ => (200 / sources).max(1),
    };
    let by_source = places.chunk_by(|a, b| a.source == b.source);
    Strip {
        width: step * sources.max(1),
        height: HEIGHT,
        weight: (step - 1).clamp(1, 3),
        strokes: by_source
            .map(|group| Stroke {
                x: group[0].source * step + step / 2,
                height: height(group.len()),
            })
            .collect(),
    }
}

/// Five heights, for 1, 2 or 3, up to 7, up to 15, and more: the eye can't tell 80 from 90.
fn height(count: usize) -> usize {
    let steps = usize::BITS - count.leading_zeros();
    (1 + 3 * steps as usize).min(HEIGHT)
}
