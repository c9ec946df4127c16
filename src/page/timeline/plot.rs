//! Where each mark of an axis stands: along it by the scale, across it in rows of its lane.

use std::collections::BTreeMap;

use super::moment::{Form, Moment};
use super::pack::Rows;
use super::scale::{Scale, Unit};
use super::style::{Links, Style};
use crate::page::label;

/// So many events of one period are drawn on their own; more share one bracket.
const FEW: usize = 3;

/// If they are to be labelled, so many are.
const NAMED: usize = 9;

/// In a lane of so many marks room is kept for the labels; in a fuller one labels take what room is left.
const LABELLED: usize = 26;

/// How far an open end is drawn, in pixels.
const FADE: f64 = 64.0;

/// The space between a mark and its label.
const SPACE: f64 = 4.0;

/// What is to be placed.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// When.
    pub moment: Moment,
    /// Whether it is a turning point.
    pub major: bool,
    /// Its lane, counted from the axis.
    pub lane: usize,
    /// Whether a label is wanted.
    pub wants_label: bool,
    /// How many sources report it: what more report is labelled first.
    pub reports: usize,
    /// Its title.
    pub title: &'a str,
}

/// A mark in its place. Lengths are pixels of the width planned for.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Where it stands along the axis.
    pub x: f64,
    /// Which row of its lane it stands in.
    pub row: usize,
    /// From where to where its date reaches, if further than the mark.
    pub extent: Option<(f64, f64)>,
    /// Its label.
    pub label: Option<Label>,
}

/// The words beside a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words, cut to the room there is.
    pub text: String,
    /// Where they begin, or end if they stand before the mark.
    pub x: f64,
    /// Whether they stand before the mark.
    pub before: bool,
    /// How much room they take.
    pub width: f64,
}

/// Marks that stand in adjoining rows, placed as one.
struct Piece {
    members: Vec<usize>,
    columns: usize,
    from: f64,
    to: f64,
}

/// Places items; what comes back stands in the same order, with the number of rows of each lane.
pub fn plot(
    scale: &Scale,
    items: &[Item],
    style: &Style,
    lanes: usize,
) -> (Vec<Placed>, Vec<usize>) {
    let mut plot = Plot {
        placed: along(scale, items, style),
        rows: (0..lanes).map(|_| Rows::default()).collect(),
        items,
        style,
    };
    let pieces = plot.pieces(scale);
    for lane in 0..lanes {
        plot.fill(lane, &pieces);
    }
    plot.label_what_fits();
    let rows = plot.rows.iter().map(Rows::count).collect();
    (plot.placed, rows)
}

type Group = (i64, i64, bool, usize);

/// What is dated alike and in one lane.
fn group(item: &Item) -> Group {
    let moment = &item.moment;
    (
        moment.start,
        moment.end,
        moment.form == Form::Span,
        item.lane,
    )
}

/// Where each item stands along the axis, rows left open.
fn along(scale: &Scale, items: &[Item], style: &Style) -> Vec<Placed> {
    let mut alike: BTreeMap<(i64, i64), (usize, usize)> = BTreeMap::new();
    for item in items {
        alike
            .entry((item.moment.start, item.moment.end))
            .or_default()
            .0 += 1;
    }
    let place = |item: &Item| {
        let (count, seen) = alike
            .entry((item.moment.start, item.moment.end))
            .or_default();
        *seen += 1;
        let share = (*seen as f64 - 0.5) / *count as f64;
        one_along(scale, item, share, style)
    };
    items.iter().map(place).collect()
}

fn one_along(scale: &Scale, item: &Item, share: f64, style: &Style) -> Placed {
    let moment = &item.moment;
    let (from, to) = (scale.at(moment.start), scale.at(moment.end + 1));
    let is_opened = scale
        .cell(moment.start)
        .is_some_and(|cell| cell.unit == Unit::Day);
    let x = match moment.form {
        Form::Day if !is_opened => (from + to) / 2.0,
        Form::Day | Form::Period => from + (to - from) * share,
        Form::Span if moment.open_start => to,
        Form::Span => from + (to - from).min(style.cell) / 2.0,
    };
    let half = style.cell / 2.0;
    let x = x.clamp(
        half.min(scale.width / 2.0),
        (scale.width - half).max(scale.width / 2.0),
    );
    let extent = match moment.form {
        _ if style.bare && !item.major => None,
        Form::Day => None,
        Form::Period => Some((from, to)),
        Form::Span if moment.open_end => Some((x, (x + FADE).min(scale.width))),
        Form::Span if moment.open_start => Some(((x - FADE).max(0.0), x)),
        Form::Span => Some((from, to)),
    };
    Placed {
        x,
        row: 0,
        extent,
        label: None,
    }
}

struct Plot<'a> {
    placed: Vec<Placed>,
    rows: Vec<Rows>,
    items: &'a [Item<'a>],
    style: &'a Style,
}

impl Plot<'_> {
    /// Items one by one, or as blocks where many are dated alike.
    fn pieces(&mut self, scale: &Scale) -> Vec<Piece> {
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for (at, item) in self.items.iter().enumerate() {
            groups.entry(group(item)).or_default().push(at);
        }
        let mut pieces = Vec::new();
        for members in groups.into_values() {
            match self.is_block(scale, &members) {
                true => pieces.push(self.block(scale, members)),
                false => pieces.extend(members.into_iter().map(|at| self.single(at))),
            }
        }
        let key = |piece: &Piece| (piece.from, -piece.to);
        pieces.sort_by(|a, b| {
            key(a)
                .partial_cmp(&key(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        pieces
    }

    fn is_block(&self, scale: &Scale, members: &[usize]) -> bool {
        let first = &self.items[members[0]];
        let moment = &first.moment;
        let few = if first.wants_label && self.style.label > 0.0 {
            NAMED
        } else {
            FEW
        };
        let cell = scale.cell(moment.start);
        let opened = cell.filter(|cell| moment.form == Form::Day && cell.unit == Unit::Day);
        match opened {
            Some(cell) => {
                cell.count.max(members.len()) as f64 * self.style.cell > cell.width
                    && members.len() > few
            }
            None => members.len() > few,
        }
    }

    fn single(&self, at: usize) -> Piece {
        let (from, to) = self.reach(at);
        Piece {
            members: vec![at],
            columns: 1,
            from,
            to,
        }
    }

    /// From where to where a mark reaches with its extent, without its label.
    fn reach(&self, at: usize) -> (f64, f64) {
        let (placed, half) = (&self.placed[at], self.style.cell / 2.0);
        let (from, to) = placed.extent.unwrap_or((placed.x, placed.x));
        (from.min(placed.x - half), to.max(placed.x + half))
    }

    /// Many marks as rows of a block, over their common extent.
    fn block(&mut self, scale: &Scale, members: Vec<usize>) -> Piece {
        let cell = self.style.cell;
        let moment = &self.items[members[0]].moment;
        let (from, to) = (scale.at(moment.start), scale.at(moment.end + 1));
        let square = (members.len() as f64).sqrt().ceil();
        let room = ((to - from) / cell)
            .floor()
            .max(square)
            .min((scale.width / cell).floor());
        let columns = (room.max(1.0) as usize).min(members.len());
        let width = columns as f64 * cell;
        let start = ((from + to - width) / 2.0).clamp(0.0, (scale.width - width).max(0.0));
        let mut reach = (start, start + width);
        for (n, at) in members.iter().enumerate() {
            let placed = &mut self.placed[*at];
            placed.x = start + ((n % columns) as f64 + 0.5) * cell;
            // One bracket serves all.
            placed.extent = placed.extent.filter(|_| n == 0);
            if let Some((from, to)) = placed.extent {
                reach = (reach.0.min(from), reach.1.max(to));
            }
        }
        Piece {
            members,
            columns,
            from: reach.0,
            to: reach.1,
        }
    }

    fn fill(&mut self, lane: usize, pieces: &[Piece]) {
        let items = self.items;
        let of_lane = || {
            pieces
                .iter()
                .filter(|piece| items[piece.members[0]].lane == lane)
        };
        let wanted = items
            .iter()
            .filter(|item| item.lane == lane && item.wants_label);
        let with_labels = wanted.count() <= LABELLED;
        for piece in of_lane() {
            match piece.members[..] {
                [at] if with_labels && items[at].wants_label => self.put_labelled(at, piece),
                _ => self.put(lane, piece),
            }
        }
    }

    fn put(&mut self, lane: usize, piece: &Piece) {
        let height = piece.members.len().div_ceil(piece.columns);
        let rows = &mut self.rows[lane];
        let row = rows.first_free(piece.from, piece.to, height);
        rows.take(row, height, piece.from, piece.to);
        for (n, at) in piece.members.iter().enumerate() {
            self.placed[*at].row = row + n / piece.columns;
        }
    }

    /// Puts a mark with its label where both are free, nearest to the axis; after the mark rather than before it.
    fn put_labelled(&mut self, at: usize, piece: &Piece) {
        let lane = self.items[at].lane;
        let mut best: Option<(usize, f64, f64, Label)> = None;
        for label in self.labels(at) {
            let (from, to) = span(&label);
            let (from, to) = (from.min(piece.from), to.max(piece.to));
            let row = self.rows[lane].first_free(from, to, 1);
            if best.as_ref().is_none_or(|(least, ..)| row < *least) {
                best = Some((row, from, to, label));
            }
        }
        let Some((row, from, to, label)) = best else {
            return self.put(lane, piece);
        };
        self.rows[lane].take(row, 1, from, to);
        self.placed[at].row = row;
        self.placed[at].label = Some(label);
    }

    /// The labels that a mark may have: after it and before it, as far as they lie on the drawing.
    fn labels(&self, at: usize) -> Vec<Label> {
        let style = self.style;
        if style.label <= 0.0 {
            return Vec::new();
        }
        let placed = &self.placed[at];
        let text = label::cut(self.items[at].title, style.label / style.type_size);
        let width = label::width(&text) * style.type_size;
        let away = style.radius.0 + SPACE;
        let (from, to) = placed.extent.unwrap_or((placed.x, placed.x));
        let after = (placed.x + away).max(to + SPACE);
        let before = (placed.x - away).min(from - SPACE);
        let label = |x: f64, is_before: bool| Label {
            text: text.clone(),
            x,
            before: is_before,
            width,
        };
        let outside = [label(after, false), label(before, true)];
        // What reaches from end to end has its label beside the mark.
        let beside = [label(placed.x + away, false), label(placed.x - away, true)];
        let lies_on = |label: &Label| {
            let (from, to) = span(label);
            from >= 0.0 && to <= style.width
        };
        let outside: Vec<Label> = outside.into_iter().filter(lies_on).collect();
        match outside.is_empty() {
            true => beside.into_iter().filter(lies_on).collect(),
            false => outside,
        }
    }

    /// Labels what has none yet and room beside it: turning points first, then what most sources report.
    fn label_what_fits(&mut self) {
        let items = self.items;
        let mut order: Vec<usize> = (0..items.len())
            .filter(|at| self.placed[*at].label.is_none())
            .filter(|at| items[*at].major || self.style.links != Links::Major)
            .collect();
        order.sort_by_key(|at| (!items[*at].major, std::cmp::Reverse(items[*at].reports)));
        for at in order {
            let (lane, row) = (items[at].lane, self.placed[at].row);
            let fits = |label: &Label| {
                let (from, to) = span(label);
                self.rows[lane].is_free(row, from, to)
            };
            let found = self.labels(at).into_iter().find(fits);
            if let Some(label) = found {
                let (from, to) = span(&label);
                self.rows[lane].take(row, 1, from, to);
                self.placed[at].label = Some(label);
            }
        }
    }
}

/// From where to where a label reaches, with a little air.
fn span(label: &Label) -> (f64, f64) {
    match label.before {
        true => (label.x - label.width - SPACE, label.x),
        false => (label.x, label.x + label.width + SPACE),
    }
}

#[cfg(test)]
mod tests;
