//! The ruler of an axis: where years, months and days begin, what they are called, and where the scale is broken.

use serde::Serialize;

use super::moment::to_civil;
use super::scale::{Cell, Scale, Unit};
use super::style::Style;
use crate::page::{Words, label};
use crate::syntax::edtf::Edtf;

/// The height of a line of the ruler, in parts of the type's size.
const LINE: f64 = 1.4;

/// Lines nearer to each other than this many pixels are left out.
const DENSE: f64 = 7.0;

/// The ruler of one drawing.
#[derive(Debug, Serialize)]
pub struct Ruler {
    /// Its height in pixels.
    pub height: i64,
    /// Where something begins.
    pub rules: Vec<Rule>,
    /// What it is called.
    pub labels: Vec<Name>,
    /// Where the scale is broken.
    pub gaps: Vec<Gap>,
}

/// A line across the axis.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Where, in hundredths of the width.
    pub x: f64,
    /// Where it begins, in pixels.
    pub y: i64,
    /// `year`, `month` or `day`.
    pub unit: &'static str,
}

/// A name on the ruler.
#[derive(Debug, Serialize)]
pub struct Name {
    /// Where it begins, in hundredths of the width.
    pub x: f64,
    /// Its base line, in pixels.
    pub y: i64,
    /// `year`, `month` or `day`.
    pub unit: &'static str,
    /// The words.
    pub text: String,
    /// Where what it names begins and ends, in hundredths of the width: what a zoom into it shows.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// A break of the scale.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// Where it begins, in hundredths of the width.
    pub x: f64,
    /// How wide it is, likewise.
    pub width: f64,
    /// Its middle.
    pub middle: f64,
    /// How much is left out.
    pub count: i64,
    /// Of what: `years`, `months` or `days`.
    pub unit: &'static str,
}

/// From pixels to hundredths of a width, in the direction of writing.
#[derive(Clone, Copy, Debug)]
pub struct Shares {
    /// The width in pixels.
    pub width: f64,
    /// Whether time runs from right to left.
    pub mirrored: bool,
}

impl Shares {
    /// A place.
    pub fn at(self, x: f64) -> f64 {
        let share = self.length(x);
        if self.mirrored {
            round(100.0 - share)
        } else {
            share
        }
    }

    /// A length.
    pub fn length(self, x: f64) -> f64 {
        round(x / self.width * 100.0)
    }

    /// The left edge of what reaches from `from` to `to`.
    pub fn left(self, from: f64, to: f64) -> f64 {
        self.at(if self.mirrored { to } else { from })
    }
}

fn round(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}

/// The ruler of a scale.
pub fn ruler(scale: &Scale, style: &Style, words: &Words, shares: Shares) -> Ruler {
    let levels: Vec<Unit> = [Unit::Year, Unit::Month, Unit::Day]
        .into_iter()
        .filter(|level| {
            scale
                .cells
                .iter()
                .any(|cell| cell.unit != Unit::Gap && cell.unit >= *level)
        })
        .collect();
    let line = style.type_size * LINE;
    let (mut rules, mut labels) = (Vec::new(), Vec::new());
    for (at, level) in levels.iter().enumerate() {
        let parts = parts(&scale.cells, *level);
        rules.extend(lines(&parts, *level, at as f64 * line, shares));
        let base = (at as f64 + 0.78) * line;
        labels.extend(names(&parts, *level, base, style, words, shares));
    }
    let gaps = scale.cells.iter().filter(|cell| cell.unit == Unit::Gap);
    Ruler {
        height: (levels.len() as f64 * line + 4.0).round() as i64,
        rules,
        labels,
        gaps: gaps.map(|cell| gap(cell, shares)).collect(),
    }
}

/// A part of the ruler: its first day, from where to where it reaches, and whether anything happens in it.
type Part = (i64, f64, f64, bool);

/// The years, months or days of the scale. A gap within one is part of it, a gap between two of neither.
fn parts(cells: &[Cell], level: Unit) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let there = |cell: &&Cell| cell.unit != Unit::Gap && cell.unit >= level;
    for cell in cells.iter().filter(there) {
        let start = level.floor(cell.start);
        let end = cell.x + cell.width;
        match parts.last_mut() {
            Some(part) if part.0 == start => *part = (start, part.1, end, true),
            _ => parts.push((start, cell.x, end, cell.count > 0 || cell.unit > level)),
        }
    }
    parts
}

fn lines(parts: &[Part], level: Unit, y: f64, shares: Shares) -> Vec<Rule> {
    let mut last = f64::NEG_INFINITY;
    let mut lines = Vec::new();
    for part in parts {
        if part.1 - last >= DENSE || level == Unit::Year && last < 0.0 {
            last = part.1;
            lines.push(Rule {
                x: shares.at(part.1),
                y: y.round() as i64,
                unit: name(level),
            });
        }
    }
    lines
}

/// Names from the left, each where the one before leaves room.
fn names(
    parts: &[Part],
    level: Unit,
    base: f64,
    style: &Style,
    words: &Words,
    shares: Shares,
) -> Vec<Name> {
    let mut free = f64::NEG_INFINITY;
    let mut names = Vec::new();
    // What is empty is not named: its neighbours are, and have more need of the room.
    for part in parts.iter().filter(|part| part.3) {
        let text = text(part.0, level, words);
        let end = part.1 + 3.0 + label::width(&text) * style.type_size;
        if part.1 < free || end > shares.width {
            continue;
        }
        free = end + 2.0;
        names.push(Name {
            x: shares.at(part.1),
            y: base.round() as i64,
            unit: name(level),
            text,
            from: shares.at(part.1),
            to: shares.at(part.2),
        });
    }
    names
}

fn text(start: i64, level: Unit, words: &Words) -> String {
    let (year, month, day) = to_civil(start);
    match level {
        Unit::Month => words.short_month(month),
        Unit::Day | Unit::Gap => words.day_number(day),
        Unit::Year => year_words(words, year),
    }
}

/// A year in words.
pub fn year_words(words: &Words, number: i64) -> String {
    let edtf = match number {
        0..=9999 => format!("{number:04}"),
        -9999..0 => format!("-{:04}", -number),
        _ => format!("Y{number}"),
    };
    match Edtf::parse(&edtf) {
        Ok(date) => words.date(&date),
        Err(_) => number.to_string(),
    }
}

fn name(level: Unit) -> &'static str {
    match level {
        Unit::Year => "year",
        Unit::Month => "month",
        Unit::Day | Unit::Gap => "day",
    }
}

/// A break, with what it leaves out in the greatest unit that says it well.
fn gap(cell: &Cell, shares: Shares) -> Gap {
    let days = cell.end - cell.start;
    let in_units = |length: f64| (days as f64 / length).round() as i64;
    let (count, unit) = match days {
        0..=59 => (days, "days"),
        60..=700 => (in_units(30.44), "months"),
        _ => (in_units(365.25), "years"),
    };
    Gap {
        x: shares.left(cell.x, cell.x + cell.width),
        width: shares.length(cell.width),
        middle: shares.at(cell.x + cell.width / 2.0),
        count,
        unit,
    }
}
