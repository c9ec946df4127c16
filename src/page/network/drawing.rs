//! A drawing of nodes and lines, as numbers: the template writes it as SVG.

use serde::Serialize;

use super::layout::{self, Pull, Room};
use crate::case::Kind;
use crate::page::profile::monogram::{self, Monogram};
use crate::page::{Desk, label, name};

/// The size of labels, and the height of their lines, in the drawing's units: CSS pixels where it is shown in its own size.
pub const TYPE: f64 = 13.0;
const LINE: f64 = 15.5;

/// A drawing.
#[derive(Debug, Serialize)]
pub struct Drawing {
    /// In the drawing's units.
    pub width: f64,
    /// In the drawing's units.
    pub height: f64,
    /// The weakest first, so that the strongest lie on top.
    pub lines: Vec<Line>,
    /// The most connected first.
    pub nodes: Vec<Node>,
}

/// A line between two nodes.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Where it begins.
    pub x1: f64,
    /// Where it begins.
    pub y1: f64,
    /// Where it ends.
    pub x2: f64,
    /// Where it ends.
    pub y2: f64,
    /// How strong it is, from 1 to 5: see [`level`].
    pub level: usize,
}

/// A profile in a drawing.
#[derive(Debug, Serialize)]
pub struct Node {
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// From its middle to its edge.
    pub radius: f64,
    /// The kind of the profile, which decides the shape.
    pub kind: &'static str,
    /// The whole name.
    pub title: String,
    /// The profile's page.
    pub url: String,
    /// For nodes that are large enough to hold it.
    pub monogram: Monogram,
    /// The name in short lines.
    pub label: Vec<String>,
    /// Where the label's lines are anchored.
    pub label_x: f64,
    /// The base line of its first line.
    pub label_y: f64,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// How often, where a drawing shows it beside the name.
    pub count: Option<usize>,
}

/// A tie's strength in five steps: 1, 2–3, 4–9, 10–24, 25 and more.
pub fn level(strength: usize) -> usize {
    match strength {
        0..=1 => 1,
        2..=3 => 2,
        4..=9 => 3,
        10..=24 => 4,
        _ => 5,
    }
}

/// A node of a profile, not placed yet.
///
/// A line of its label holds `letters` times the height of the type.
pub fn node(desk: &Desk, index: usize, radius: f64, letters: f64) -> Node {
    let profile = &desk.case.profiles[index];
    let link = desk.link(Kind::Profile, index);
    Node {
        x: 0.0,
        y: 0.0,
        radius,
        kind: name::profile_kind(profile.kind),
        monogram: monogram::of(&link.title, profile.kind),
        label: label::lines(&link.title, letters),
        title: link.title,
        url: link.url,
        label_x: 0.0,
        label_y: 0.0,
        anchor: "middle",
        count: None,
    }
}

/// Places nodes freely, each over its label. `ties` are of nodes' places, with their strengths.
pub fn free(
    nodes: Vec<Node>,
    ties: &[(usize, usize, usize)],
    width: f64,
    least_height: f64,
) -> Drawing {
    let rooms: Vec<Room> = nodes.iter().map(room).collect();
    let (points, height) = layout::place(&rooms, &pulls(nodes.len(), ties), width, least_height);
    let set = |(node, point): (Node, &[f64; 2])| {
        let below = point[1] + node.radius;
        Node {
            x: rounded(point[0]),
            y: rounded(point[1]),
            label_x: rounded(point[0]),
            label_y: rounded(below + LINE - 1.5),
            ..node
        }
    };
    let nodes: Vec<Node> = nodes.into_iter().zip(&points).map(set).collect();
    Drawing {
        width,
        height: height.ceil(),
        lines: lines(&nodes, ties),
        nodes,
    }
}

fn room(node: &Node) -> Room {
    let widest = node.label.iter().map(|line| label::width(line) * TYPE);
    let widest = widest.fold(2.0 * node.radius, f64::max);
    Room {
        side: widest / 2.0 + 4.0,
        above: node.radius + 4.0,
        below: node.radius + LINE * node.label.len() as f64 + 7.0,
    }
}

/// Ties draw together by how much of either's ties they are, or the best connected would draw all to one heap.
fn pulls(count: usize, ties: &[(usize, usize, usize)]) -> Vec<Pull> {
    let mut sums = vec![0.0; count];
    for (one, other, strength) in ties {
        sums[*one] += *strength as f64;
        sums[*other] += *strength as f64;
    }
    let pull = |(one, other, strength): &(usize, usize, usize)| {
        let both: f64 = sums[*one] * sums[*other];
        (*one, *other, 3.0 * *strength as f64 / both.sqrt().max(1.0))
    };
    ties.iter().map(pull).collect()
}

fn lines(nodes: &[Node], ties: &[(usize, usize, usize)]) -> Vec<Line> {
    let mut ties: Vec<_> = ties.to_vec();
    ties.sort_by_key(|(one, other, strength)| (*strength, *one, *other));
    let line = |(one, other, strength): &(usize, usize, usize)| {
        let (one, other) = (&nodes[*one], &nodes[*other]);
        Line {
            x1: one.x,
            y1: one.y,
            x2: other.x,
            y2: other.y,
            level: level(*strength),
        }
    };
    ties.iter().map(line).collect()
}

/// To a tenth: what is less can't be seen, and differs from one machine's arithmetic to another's.
pub fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
