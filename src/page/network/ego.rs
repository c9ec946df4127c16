//! One profile in the middle, and those it is named with around it.

use super::drawing::{Drawing, Line, Node, level, node, rounded};
use super::tie::Tie;
use crate::page::Desk;

/// How many others are drawn. The list under the drawing has all.
pub const AROUND: usize = 12;

/// The distance between two labels, one under the other: room for two lines and a target for a finger.
const STEP: f64 = 38.0;

/// How a drawing is laid out.
struct Form {
    width: f64,
    /// The middle of the profile itself.
    middle: f64,
    /// From there to the farthest of the others.
    reach: f64,
    /// How wide a label may be, in heights of its type.
    label: f64,
    /// The radius of the profile's own sign.
    radius: f64,
}

const WIDE: Form = Form {
    width: 640.0,
    middle: 320.0,
    reach: 150.0,
    label: 10.1,
    radius: 34.0,
};

/// Where there is no room on both sides, all stand on one.
const NARROW: Form = Form {
    width: 340.0,
    middle: 34.0,
    reach: 118.0,
    label: 9.5,
    radius: 26.0,
};

/// The drawing for wide windows: others on both sides, the strongest at the top, in turn at the end and at the start.
pub fn wide(desk: &Desk, index: usize, ties: &[(usize, Tie)]) -> Drawing {
    let drawn = ties.len().min(AROUND);
    let places = |at: usize| {
        let (side, row) = (at % 2, at / 2);
        let rows = (drawn + 1 - side) / 2;
        (if side == 0 { 1.0 } else { -1.0 }, row, rows)
    };
    draw(desk, index, ties, &WIDE, drawn.div_ceil(2), places)
}

/// The drawing for narrow windows: others on one side, the strongest at the top.
pub fn narrow(desk: &Desk, index: usize, ties: &[(usize, Tie)]) -> Drawing {
    let drawn = ties.len().min(AROUND);
    draw(desk, index, ties, &NARROW, drawn, |at| (1.0, at, drawn))
}

fn draw(
    desk: &Desk,
    index: usize,
    ties: &[(usize, Tie)],
    form: &Form,
    rows: usize,
    places: impl Fn(usize) -> (f64, usize, usize),
) -> Drawing {
    let height = (rows as f64 * STEP).max(2.0 * form.radius) + 12.0;
    let mut own = node(desk, index, form.radius, form.label);
    (own.x, own.y) = (form.middle, rounded(height / 2.0));
    own.label.clear();
    let others = ties.iter().take(AROUND).enumerate();
    let others: Vec<(Node, usize)> = others
        .map(|(at, (other, tie))| {
            let (side, row, rows) = places(at);
            let up = (row as f64 - (rows as f64 - 1.0) / 2.0) * STEP;
            let mut other = node(desk, *other, 6.0, form.label);
            other.count = Some(tie.strength());
            set(&mut other, form, side, up, height);
            (other, tie.strength())
        })
        .collect();
    Drawing {
        width: form.width,
        height: height.ceil(),
        lines: others
            .iter()
            .map(|(other, strength)| spoke(&own, other, *strength))
            .collect(),
        nodes: others
            .into_iter()
            .map(|(other, _)| other)
            .chain([own])
            .collect(),
    }
}

/// Puts a node on the arc, its label outside.
fn set(node: &mut Node, form: &Form, side: f64, up: f64, height: f64) {
    // The arc is a part of an ellipse that is a little higher than the drawing, so that the outermost keep their distance.
    let far = up / (height * 0.62);
    let bend = (1.0 - far * far).max(0.0).sqrt();
    node.x = rounded(form.middle + side * form.reach * bend);
    node.y = rounded(height / 2.0 + up);
    node.label_x = rounded(node.x + side * 13.0);
    let first = if node.label.len() > 1 { -3.0 } else { 4.5 };
    node.label_y = rounded(node.y + first);
    node.anchor = if side > 0.0 { "start" } else { "end" };
}

fn spoke(own: &Node, other: &Node, strength: usize) -> Line {
    Line {
        x1: own.x,
        y1: own.y,
        x2: other.x,
        y2: other.y,
        level: level(strength),
    }
}
