//! The drawn axis: plain values from which templates write SVG.
//!
//! Positions along the axis are hundredths of its width, all other lengths are pixels, so that a drawing stretches and its type does not.

use std::borrow::Cow;

use serde::Serialize;

use super::lane::{Lane, stacked};
use super::moment::{Form, Moment};
use super::plot::{self, Item, Placed};
use super::ruler::{self, Ruler, Shares};
use super::scale::Scale;
use super::slot::{self, Pip, Slot};
use super::style::{Links, Style};
use crate::case::{Event, Importance, Kind};
use crate::page::Desk;

/// An axis, drawn in one or several sizes.
#[derive(Debug, Serialize)]
pub struct AxisView {
    /// How many events are drawn.
    pub count: usize,
    /// How many have no date, and so no place on it.
    pub undated: usize,
    /// Whether one of the dates is uncertain or approximate.
    pub has_vague: bool,
    /// Whether one is a month, a season, a year or longer.
    pub has_periods: bool,
    /// Whether one is from one date to another.
    pub has_spans: bool,
    /// Whether the scale is broken.
    pub has_gaps: bool,
    /// Whether some are drawn faint because they are not what the axis is about.
    pub has_others: bool,
    /// Whether marks show which sources report the event.
    pub has_sources: bool,
    /// Where the axis begins, in hundredths of its width: 100 where time runs from right to left.
    pub start: i64,
    /// How far names stand from where what they name begins, in pixels.
    pub inset: i64,
    /// The sources in the order in which marks show them; empty where there are too many.
    pub sources: Vec<Slot>,
    /// The drawings; a stylesheet shows one.
    pub drawings: Vec<AxisDrawing>,
}

/// One drawing.
#[derive(Debug, Serialize)]
pub struct AxisDrawing {
    /// The name of its style: `wide`, `medium`, `narrow`, `small`, `strip`.
    pub name: &'static str,
    /// In pixels.
    pub height: i64,
    /// Whether marks are links.
    pub linked: bool,
    /// The room of a mark across the axis, in pixels.
    pub row: f64,
    /// The radius of the place that a pointer hits.
    pub hit: i64,
    /// Years, months and days.
    pub ruler: Ruler,
    /// Lanes that hold something.
    pub lanes: Vec<Lane>,
    /// The events, in order.
    pub marks: Vec<Mark>,
}

/// An event on the axis.
#[derive(Debug, Serialize)]
pub struct Mark {
    /// Place in the case's events.
    pub event: usize,
    /// The event; without a link its URL is not shown.
    pub title: String,
    /// Its page, where the mark is a link.
    pub url: Option<String>,
    /// Its date and time in words.
    pub when: String,
    /// Where along the axis, in hundredths of the width.
    pub x: f64,
    /// Where across it, in pixels.
    pub y: i64,
    /// The mark's radius.
    pub r: f64,
    /// Whether it is a turning point.
    pub major: bool,
    /// Whether its date is uncertain or approximate.
    pub vague: bool,
    /// Whether it is not what the axis is about.
    pub other: bool,
    /// How far its date reaches.
    pub extent: Option<Extent>,
    /// The words beside it.
    pub label: Option<MarkLabel>,
    /// The sources that report it.
    pub sources: Vec<Pip>,
}

/// How far a date reaches, in hundredths of the width.
#[derive(Debug, Serialize)]
pub struct Extent {
    /// From where.
    pub from: f64,
    /// To where.
    pub to: f64,
    /// `period` (some time within), `span` (all of it), `open` (it goes on) or `since` (it has gone on).
    pub kind: &'static str,
}

/// The words beside a mark.
#[derive(Debug, Serialize)]
pub struct MarkLabel {
    /// The words, cut to the room there is.
    pub text: String,
    /// Where they begin or end, in hundredths of the width.
    pub x: f64,
    /// Whether they end there.
    pub before: bool,
}

/// What an axis has its scale from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// All events of the case, however many of them are drawn: so it is the same wherever it stands.
    Case,
    /// The events that are drawn.
    Shown,
}

/// The axis of events in the given sizes; `None` if none of them is dated. Of `chosen` none or all are shown as the others are; else the others
/// are faint.
pub fn axis(
    desk: &Desk,
    events: &[usize],
    chosen: Option<&[usize]>,
    ground: Ground,
    styles: &[&Style],
) -> Option<AxisView> {
    let dated = dated(desk, events);
    if dated.is_empty() {
        return None;
    }
    let shows_sources = styles.iter().any(|style| style.sources);
    let slots = if shows_sources {
        slot::slots(desk)
    } else {
        Vec::new()
    };
    let moments: Vec<Moment> = dated.iter().map(|(_, moment)| *moment).collect();
    let when = |(at, _): &(usize, Moment)| when(desk, &desk.case.events[*at]);
    let draft = Draft {
        desk,
        dated: &dated,
        moments: &moments,
        when: dated.iter().map(when).collect(),
        chosen,
        ground,
        slots: &slots,
    };
    let drawings: Vec<AxisDrawing> = styles
        .iter()
        .filter_map(|style| draft.drawing(style))
        .collect();
    let has = |holds: fn(&Moment) -> bool| moments.iter().any(holds);
    Some(AxisView {
        count: dated.len(),
        undated: events.len() - dated.len(),
        has_vague: has(|moment| moment.vague),
        has_periods: has(|moment| moment.form == Form::Period),
        has_spans: has(|moment| moment.form == Form::Span),
        has_gaps: drawings
            .iter()
            .any(|drawing| !drawing.ruler.gaps.is_empty()),
        has_others: chosen.is_some_and(|chosen| chosen.len() < dated.len()),
        has_sources: drawings.iter().any(AxisDrawing::has_sources),
        start: if is_mirrored(desk) { 100 } else { 0 },
        inset: if is_mirrored(desk) { -3 } else { 3 },
        drawings,
        sources: slots,
    })
}

/// Whether time runs from right to left.
fn is_mirrored(desk: &Desk) -> bool {
    desk.words.direction() == "rtl"
}

impl AxisDrawing {
    fn has_sources(&self) -> bool {
        self.marks.iter().any(|mark| !mark.sources.is_empty())
    }
}

fn dated(desk: &Desk, events: &[usize]) -> Vec<(usize, Moment)> {
    let moment = |at: &usize| Some((*at, Moment::of_event(&desk.case.events[*at])?));
    events.iter().filter_map(moment).collect()
}

struct Draft<'a> {
    desk: &'a Desk<'a>,
    dated: &'a [(usize, Moment)],
    moments: &'a [Moment],
    /// Their dates and times in words, which all sizes share.
    when: Vec<String>,
    chosen: Option<&'a [usize]>,
    ground: Ground,
    slots: &'a [Slot],
}

impl Draft<'_> {
    fn event(&self, at: usize) -> &Event {
        &self.desk.case.events[self.dated[at].0]
    }

    fn drawing(&self, style: &Style) -> Option<AxisDrawing> {
        let scale = match self.ground {
            Ground::Case => Cow::Borrowed(self.desk.scales.of(self.desk.case, style)?),
            Ground::Shown => Cow::Owned(Scale::new(self.moments, style.width, &style.least)?),
        };
        let shares = Shares {
            width: style.width,
            mirrored: is_mirrored(self.desk),
        };
        let keys = self.lanes(style);
        let items: Vec<Item> = (0..self.dated.len())
            .map(|at| self.item(at, &keys))
            .collect();
        let (placed, rows) = plot::plot(&scale, &items, style, keys.len());
        let ruler = ruler::ruler(&scale, style, self.desk.words, shares);
        let (lanes, tops, height) = stacked(&keys, &rows, &ruler, style);
        let mark = |(at, placed): (usize, &Placed)| {
            let lane = items[at].lane;
            let y = tops[lane] + ((placed.row as f64 + 0.42) * style.row(lane)).round() as i64;
            self.mark(at, placed, y, style, shares)
        };
        Some(AxisDrawing {
            name: style.name,
            height,
            linked: style.links != Links::None,
            row: style.rows.0,
            hit: (style.cell / 2.0).max(12.0).round() as i64,
            marks: placed.iter().enumerate().map(mark).collect(),
            ruler,
            lanes,
        })
    }

    /// Turning points and the rest where there are both, else one lane without a title.
    fn lanes(&self, style: &Style) -> Vec<Option<&'static str>> {
        let majors = (0..self.dated.len())
            .filter(|at| self.is_major(*at))
            .count();
        match style.lanes && majors > 0 && majors < self.dated.len() {
            true => vec![Some("major"), Some("minor")],
            false => vec![None],
        }
    }

    fn is_major(&self, at: usize) -> bool {
        self.event(at).importance == Importance::Major
    }

    fn item(&self, at: usize, lanes: &[Option<&'static str>]) -> Item<'_> {
        let event = self.event(at);
        let major = self.is_major(at);
        Item {
            moment: self.dated[at].1,
            major,
            lane: usize::from(lanes.len() > 1 && !major),
            wants_label: major && !self.is_other(at),
            reports: event.evidence.len(),
            title: &event.head.title,
        }
    }

    fn is_other(&self, at: usize) -> bool {
        self.chosen
            .is_some_and(|chosen| chosen.binary_search(&self.dated[at].0).is_err())
    }

    fn mark(&self, at: usize, placed: &Placed, y: i64, style: &Style, shares: Shares) -> Mark {
        let (index, moment) = self.dated[at];
        let event = self.event(at);
        let major = self.is_major(at);
        let linked = match style.links {
            Links::All => true,
            Links::Major => major,
            Links::None => false,
        };
        let label = placed.label.as_ref().map(|label| MarkLabel {
            text: label.text.clone(),
            x: shares.at(label.x),
            before: label.before,
        });
        Mark {
            event: index,
            title: event.head.title.clone(),
            url: linked.then(|| self.desk.link(Kind::Event, index).url),
            when: self.when[at].clone(),
            x: shares.at(placed.x),
            y,
            r: if major {
                style.radius.0
            } else {
                style.radius.1
            },
            major,
            vague: moment.vague,
            other: self.is_other(at),
            extent: placed.extent.map(|reach| extent(reach, &moment, shares)),
            label,
            sources: if style.sources {
                slot::pips(event, self.slots)
            } else {
                Vec::new()
            },
        }
    }
}

/// An event's date and time in words.
fn when(desk: &Desk, event: &Event) -> String {
    let words = desk.words;
    let date = event.date.as_ref().map(|date| words.date(date));
    let date = date.unwrap_or_default();
    match &event.time {
        Some(time) => [date, words.or_key("list.separator"), words.time(time)].concat(),
        None => date,
    }
}

fn extent(reach: (f64, f64), moment: &Moment, shares: Shares) -> Extent {
    Extent {
        from: shares.at(reach.0),
        to: shares.at(reach.1),
        kind: match moment.form {
            _ if moment.open_end => "open",
            _ if moment.open_start => "since",
            Form::Span => "span",
            _ => "period",
        },
    }
}
