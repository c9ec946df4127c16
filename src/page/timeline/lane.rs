//! The lanes of an axis, one under another.

use serde::Serialize;

use super::ruler::Ruler;
use super::style::Style;

/// The height of a lane's title, in pixels.
const TITLE: i64 = 20;

/// The space between lanes and under the last, in pixels.
const SPACE: i64 = 8;

/// A lane of marks.
#[derive(Debug, Serialize)]
pub struct Lane {
    /// `major` or `minor`; `None` for the only one.
    pub key: Option<&'static str>,
    /// The base line of its title, in pixels.
    pub y: i64,
}

/// Lanes one under another: with their titles, the top of each one's rows, and the height of all.
pub(super) fn stacked(
    keys: &[Option<&'static str>],
    rows: &[usize],
    ruler: &Ruler,
    style: &Style,
) -> (Vec<Lane>, Vec<i64>, i64) {
    let mut y = ruler.height;
    let (mut lanes, mut tops) = (Vec::new(), Vec::new());
    for (at, (key, rows)) in keys.iter().zip(rows).enumerate() {
        y += SPACE;
        lanes.push(Lane {
            key: key.filter(|_| style.titles),
            y: y + TITLE * 2 / 3,
        });
        y += if key.is_some() && style.titles {
            TITLE
        } else {
            0
        };
        tops.push(y);
        y += (*rows as f64 * style.row(at)).ceil() as i64;
    }
    (lanes, tops, y + SPACE)
}
