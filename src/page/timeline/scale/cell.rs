//! The pieces of a scale.

use super::super::moment::{from_civil, to_civil};

/// What part of the calendar a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A year.
    Year,
    /// A month of an opened year.
    Month,
    /// A day of an opened month.
    Day,
    /// Time in which nothing happens.
    Gap,
}

/// A piece of the scale: days from `start` up to `end`, that one left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it is.
    pub unit: Unit,
    /// Its first day.
    pub start: i64,
    /// The day after its last.
    pub end: i64,
    /// Where it begins, in pixels.
    pub x: f64,
    /// How long it is, in pixels.
    pub width: f64,
    /// How many events happen in it.
    pub count: usize,
}

impl Unit {
    /// The first day of the unit that holds a day.
    pub fn floor(self, day: i64) -> i64 {
        let (year, month, _) = to_civil(day);
        match self {
            Unit::Year => from_civil(year, 1, 1),
            Unit::Month => from_civil(year, month, 1),
            Unit::Day | Unit::Gap => day,
        }
    }

    /// The day after the last of the unit that begins on a day.
    fn ceiling(self, start: i64) -> i64 {
        let (year, month, _) = to_civil(start);
        match self {
            Unit::Year => from_civil(year + 1, 1, 1),
            Unit::Month if month == 12 => from_civil(year + 1, 1, 1),
            Unit::Month => from_civil(year, month + 1, 1),
            Unit::Day | Unit::Gap => start + 1,
        }
    }
}

impl Cell {
    /// The cell of a unit that begins on a day; it has no width yet.
    pub fn new(unit: Unit, start: i64) -> Cell {
        Cell {
            end: unit.ceiling(start),
            ..Cell::between(unit, start, start)
        }
    }

    fn between(unit: Unit, start: i64, end: i64) -> Cell {
        Cell {
            unit,
            start,
            end,
            x: 0.0,
            width: 0.0,
            count: 0,
        }
    }
}

/// Cells in order with what lies between them: a gap, or where it is one unit long an empty cell, for to break the scale would gain nothing.
pub(super) fn joined(cells: impl Iterator<Item = Cell>) -> Vec<Cell> {
    let mut all: Vec<Cell> = Vec::new();
    for cell in cells {
        if let Some(last) = all.last() {
            let (from, to) = (last.end, cell.start);
            let single = Cell::new(last.unit, from);
            if from < to && single.end == to && last.unit == cell.unit {
                all.push(single);
            } else if from < to {
                all.push(Cell::between(Unit::Gap, from, to));
            }
        }
        all.push(cell);
    }
    all
}
