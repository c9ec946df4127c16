//! The scale of an axis: a strip of calendar, opened up where much happens and broken where nothing does.
//!
//! Its cells are years. A year in which much happens is opened into months, a month into days. What lies between two cells that
//! something happens in is a gap, and has the same small width however long it is. Within each cell the scale is even.

mod cell;

use std::collections::{BTreeMap, BTreeSet};

pub use cell::{Cell, Unit};

use super::moment::{Form, Moment, to_civil};

/// A year or month is opened for so many events dated more closely than it.
const WORTH_OPENING: usize = 3;

/// After so many parts of the calendar that have no room to be opened, no more are tried.
const PATIENCE: usize = 8;

/// How much of the width the least widths of cells may take: the rest goes to where much happens.
const FILLED: f64 = 0.72;

/// The least widths of cells, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// A year.
    pub year: f64,
    /// A month.
    pub month: f64,
    /// A day.
    pub day: f64,
    /// A gap; it is never wider.
    pub gap: f64,
}

/// A strip of calendar, `width` pixels long.
#[derive(Clone, Debug)]
pub struct Scale {
    /// What it is made of, in order, without a hole.
    pub cells: Vec<Cell>,
    /// In pixels.
    pub width: f64,
}

/// What is opened.
#[derive(Clone, Debug, Default)]
struct Opened {
    years: BTreeSet<i64>,
    months: BTreeSet<(i64, u8)>,
}

impl Scale {
    /// The scale for moments; `None` if there are none.
    pub fn new(moments: &[Moment], width: f64, least: &Least) -> Option<Scale> {
        if moments.is_empty() {
            return None;
        }
        let ends = ends(moments);
        let opened = open(moments, &ends, width, least);
        let mut cells = cells(&ends, &opened);
        count(&mut cells, moments);
        spread(&mut cells, width, least);
        Some(Scale { cells, width })
    }

    /// Where a day begins, in pixels. Days outside are drawn at the ends.
    pub fn at(&self, day: i64) -> f64 {
        let after = self.cells.partition_point(|cell| cell.start <= day);
        match after.checked_sub(1).map(|at| &self.cells[at]) {
            None => 0.0,
            Some(cell) if day >= cell.end => cell.x + cell.width,
            Some(cell) => cell.x + cell.width * ratio(day - cell.start, cell.end - cell.start),
        }
    }

    /// The cell that holds a day.
    pub fn cell(&self, day: i64) -> Option<&Cell> {
        let after = self.cells.partition_point(|cell| cell.start <= day);
        let cell = &self.cells[after.checked_sub(1)?];
        (day < cell.end).then_some(cell)
    }
}

fn ratio(part: i64, whole: i64) -> f64 {
    // Days are fewer than 2^53, so that nothing is lost that could be seen.
    part as f64 / (whole.max(1)) as f64
}

/// Opens what holds most, as long as there is room.
fn open(moments: &[Moment], ends: &[End], width: f64, least: &Least) -> Opened {
    let mut opened = Opened::default();
    let mut patience = PATIENCE;
    for wish in wishes(moments) {
        let mut trial = opened.clone();
        trial.years.insert(wish.0);
        trial.months.extend(wish.1.map(|month| (wish.0, month)));
        let needed: f64 = cells(ends, &trial)
            .iter()
            .map(|cell| least.of(cell.unit))
            .sum();
        if needed <= width * FILLED {
            opened = trial;
            continue;
        }
        patience -= 1;
        if patience == 0 {
            break;
        }
    }
    opened
}

/// What is worth opening, what holds most first: months (with their years), then years.
fn wishes(moments: &[Moment]) -> Vec<(i64, Option<u8>)> {
    let (mut months, mut years) = (BTreeMap::new(), BTreeMap::new());
    for moment in moments {
        let (year, month, _) = to_civil(moment.start);
        if moment.days() <= 31 {
            *years.entry(year).or_insert(0_usize) += 1;
        }
        if is_close(moment) {
            *months.entry((year, month)).or_insert(0_usize) += 1;
        }
    }
    let months = months.into_iter().map(|(at, n)| (n, at.0, Some(at.1)));
    let years = years.into_iter().map(|(year, n)| (n, year, None));
    let mut wishes: Vec<(usize, i64, Option<u8>)> = months.chain(years).collect();
    let alone = wishes.len() <= 2;
    wishes.retain(|wish| alone || wish.0 >= WORTH_OPENING);
    wishes.sort_by_key(|wish| (wish.2.is_none(), std::cmp::Reverse(wish.0), wish.1));
    wishes
        .into_iter()
        .map(|(_, year, month)| (year, month))
        .collect()
}

/// Whether a moment is a matter of days.
fn is_close(moment: &Moment) -> bool {
    moment.form != Form::Period && moment.days() <= 7
}

/// A day on which a moment begins or ends, with what of the calendar it lies in: worked out once, since many ways to open it are tried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    day: i64,
    year: i64,
    month: u8,
    /// The closest part of the calendar that it touches: what is as long as an opened year or month touches none of its parts.
    finest: Unit,
}

/// The days on which moments begin and end, in order, each once.
fn ends(moments: &[Moment]) -> Vec<End> {
    let mut ends: Vec<End> = moments.iter().flat_map(ends_of).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn ends_of(moment: &Moment) -> [End; 2] {
    let finest = match moment.form {
        Form::Period if moment.days() > 31 => Unit::Year,
        Form::Period => Unit::Month,
        _ => Unit::Day,
    };
    [moment.start, moment.end].map(|day| {
        let (year, month, _) = to_civil(day);
        End {
            day,
            year,
            month,
            finest,
        }
    })
}

/// The cells that something happens in, and gaps between them. A day lies in one cell alone, so that days in order give cells in order.
fn cells(ends: &[End], opened: &Opened) -> Vec<Cell> {
    let mut touched: Vec<(i64, Unit)> = Vec::with_capacity(ends.len());
    for end in ends {
        let unit = opened.unit(end.year, end.month);
        if unit > end.finest {
            continue;
        }
        let cell = (unit.floor(end.day), unit);
        if touched.last() != Some(&cell) {
            touched.push(cell);
        }
    }
    let cell = |(start, unit)| Cell::new(unit, start);
    cell::joined(touched.into_iter().map(cell))
}

impl Opened {
    /// What a month's days are shown by.
    fn unit(&self, year: i64, month: u8) -> Unit {
        match () {
            () if !self.years.contains(&year) => Unit::Year,
            () if !self.months.contains(&(year, month)) => Unit::Month,
            () => Unit::Day,
        }
    }
}

/// How many moments have their middle in each cell.
fn count(cells: &mut [Cell], moments: &[Moment]) {
    for moment in moments {
        let middle = moment.start + (moment.end - moment.start) / 2;
        let after = cells.partition_point(|cell| cell.start <= middle);
        if let Some(cell) = after.checked_sub(1).and_then(|at| cells.get_mut(at))
            && cell.unit != Unit::Gap
        {
            cell.count += 1;
        }
    }
}

/// Shares the width out: to each cell its least, and what is left by what happens in it.
fn spread(cells: &mut [Cell], width: f64, least: &Least) {
    let needed: f64 = cells.iter().map(|cell| least.of(cell.unit)).sum();
    let shrink = (width / needed).min(1.0);
    let events: usize = cells.iter().map(|cell| cell.count).sum();
    let left = (width - needed).max(0.0);
    let mut x = 0.0;
    for cell in cells {
        let share = cell.count as f64 / events.max(1) as f64;
        cell.x = x;
        cell.width = least.of(cell.unit) * shrink + left * share;
        x += cell.width;
    }
}

impl Least {
    fn of(&self, unit: Unit) -> f64 {
        match unit {
            Unit::Year => self.year,
            Unit::Month => self.month,
            Unit::Day => self.day,
            Unit::Gap => self.gap,
        }
    }
}

#[cfg(test)]
mod tests;
