//! Marks and labels never lie upon each other, whatever the dates.

use super::super::style::{COLUMN, MEDIUM, NARROW, SMALL, STRIP, WIDE};
use super::*;
use crate::syntax::edtf::Edtf;

const TITLE: &str = "Somebody says something to somebody else";

fn item(date: &str, major: bool) -> Item<'static> {
    let moment = Moment::of(&Edtf::parse(date).expect("a date")).expect("a day");
    Item {
        moment,
        major,
        lane: usize::from(!major),
        wants_label: major,
        reports: 1,
        title: TITLE,
    }
}

/// Every date a turning point where `major` says so of its place.
fn items(dates: &[String], major: impl Fn(usize) -> bool) -> Vec<Item<'static>> {
    let item = |(at, date): (usize, &String)| item(date, major(at));
    dates.iter().enumerate().map(item).collect()
}

fn plotted(items: &[Item], style: &Style) -> Vec<Placed> {
    let moments: Vec<Moment> = items.iter().map(|item| item.moment).collect();
    let scale = Scale::new(&moments, style.width, &style.least).expect("there are dates");
    plot(&scale, items, style, 2).0
}

/// What a mark covers: lane, row, from, to; without the extents of blocks, whose bracket is one for all.
fn boxes(items: &[Item], placed: &[Placed], style: &Style) -> Vec<(usize, usize, f64, f64)> {
    let mut boxes = Vec::new();
    for (item, place) in items.iter().zip(placed) {
        let half = style.cell / 2.0;
        boxes.push((item.lane, place.row, place.x - half, place.x + half));
        if let Some(label) = &place.label {
            let (from, to) = span(label);
            boxes.push((item.lane, place.row, from, to));
        }
    }
    boxes
}

fn assert_apart(items: &[Item], style: &Style) {
    let placed = plotted(items, style);
    let boxes = boxes(items, &placed, style);
    for (at, one) in boxes.iter().enumerate() {
        assert!(
            one.2 > -0.01 && one.3 < style.width + 0.01,
            "{one:?} lies on the drawing"
        );
        for other in &boxes[..at] {
            let apart = one.0 != other.0
                || one.1 != other.1
                || one.2 >= other.3 - 3.0
                || other.2 >= one.3 - 3.0;
            assert!(apart, "{}: {one:?} on {other:?}", style.name);
        }
    }
}

fn crowded() -> Vec<String> {
    let mut dates: Vec<String> = (2010..2024).map(|year| year.to_string()).collect();
    dates.extend(
        [
            "2025-10~",
            "2025-10",
            "2025-11/..",
            "../2012",
            "2026-01-05/2026-01-06",
        ]
        .map(str::to_owned),
    );
    dates.extend((0..9).map(|_| "2026-01-05".to_owned()));
    dates.extend((0..7).map(|_| "2026-01-06".to_owned()));
    dates
}

#[test]
fn marks_and_labels_lie_apart() {
    for style in [&WIDE, &MEDIUM, &NARROW, &SMALL, &COLUMN, &STRIP] {
        assert_apart(&items(&crowded(), |at| at % 2 == 0), style);
        assert_apart(&items(&crowded(), |_| true), style);
        let many: Vec<String> = (0..300)
            .map(|n| format!("20{:02}-{:02}-{:02}", 10 + n / 30, 1 + n % 12, 1 + n % 28))
            .collect();
        assert_apart(&items(&many, |at| at % 9 == 0), style);
        assert_apart(
            &items(&vec!["2026-01-05".to_owned(); 500], |at| at % 50 == 0),
            style,
        );
        assert_apart(&items(&vec!["2026-01".to_owned(); 60], |_| false), style);
        assert_apart(&items(&["2026".to_owned()], |_| true), style);
    }
}

#[test]
fn a_few_turning_points_all_have_their_label() {
    let items = items(&crowded(), |at| at % 3 == 0);
    let placed = plotted(&items, &WIDE);
    for (item, place) in items.iter().zip(&placed).filter(|(item, _)| item.major) {
        assert!(place.label.is_some(), "{item:?}");
    }
}

#[test]
fn five_hundred_events_of_one_day_make_a_block_and_not_a_tower() {
    let items = items(&vec!["2026-01-05".to_owned(); 500], |_| false);
    let placed = plotted(&items, &WIDE);
    let rows = placed
        .iter()
        .map(|place| place.row)
        .max()
        .map_or(0, |row| row + 1);
    assert_eq!(
        rows,
        500_usize.div_ceil(43),
        "a row of 1,040 pixels has room for 43 marks of 24"
    );
}

#[test]
fn sixty_events_of_one_month_share_one_bracket() {
    let items = items(&vec!["2026-01".to_owned(); 60], |_| false);
    let placed = plotted(&items, &WIDE);
    assert_eq!(
        placed.iter().filter(|place| place.extent.is_some()).count(),
        1
    );
}

#[test]
fn extents_say_how_far_a_date_reaches() {
    let dates = ["2020", "2025-10-01", "2025-10-05/2025-11-20", "2025-11/.."].map(str::to_owned);
    let items = items(&dates, |_| false);
    let placed = plotted(&items, &WIDE);
    let moments: Vec<Moment> = items.iter().map(|item| item.moment).collect();
    let scale = Scale::new(&moments, WIDE.width, &WIDE.least).expect("there are dates");
    let reach = |at: usize| (scale.at(moments[at].start), scale.at(moments[at].end + 1));
    assert_eq!(placed[0].extent, Some(reach(0)), "somewhere in the year");
    assert_eq!(placed[1].extent, None, "one day");
    assert_eq!(placed[2].extent, Some(reach(2)), "from one day to another");
    let open = placed[3].extent.expect("it goes on");
    assert!(open.0 <= placed[3].x + 0.01 && open.1 > open.0);
}

#[test]
fn events_of_one_opened_day_keep_their_order() {
    let items = items(&vec!["2026-01-05".to_owned(); 6], |at| at % 2 == 0);
    let placed = plotted(&items, &WIDE);
    assert!(placed.windows(2).all(|pair| pair[0].x < pair[1].x));
}
