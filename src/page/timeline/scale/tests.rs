//! The scale is monotone, breaks where nothing happens, and gives room to crowded days.

use super::super::moment::from_civil;
use super::*;
use crate::syntax::edtf::Edtf;

const LEAST: Least = Least {
    year: 34.0,
    month: 26.0,
    day: 24.0,
    gap: 20.0,
};

fn moments(dates: &[&str]) -> Vec<Moment> {
    let moment = |text: &&str| Moment::of(&Edtf::parse(text).ok()?);
    dates.iter().filter_map(moment).collect()
}

fn scale(dates: &[&str]) -> Scale {
    Scale::new(&moments(dates), 1000.0, &LEAST).expect("there are dates")
}

/// Ten years' background and two crowded days.
fn crowded() -> Vec<&'static str> {
    let mut dates = vec![
        "2010", "2014", "2016", "2020", "2021", "2025-03", "2025-10", "2025-11",
    ];
    dates.extend(["2026-01-05"; 6]);
    dates.extend(["2026-01-06"; 4]);
    dates
}

#[test]
fn later_days_never_stand_before_earlier_ones() {
    for dates in [
        crowded(),
        vec!["2010"],
        vec!["-0400", "2026-01-05", "Y170000002"],
    ] {
        let scale = scale(&dates);
        let mut last = 0.0;
        let first = scale.cells[0].start;
        let days = (0..7000).map(|step| first - 500 + step);
        for day in days {
            let x = scale.at(day);
            assert!(
                x >= last && x <= 1000.001,
                "{dates:?} {day}: {x} after {last}"
            );
            last = x;
        }
    }
}

#[test]
fn cells_follow_each_other_without_a_hole_and_fill_the_width() {
    let scale = scale(&crowded());
    for pair in scale.cells.windows(2) {
        assert_eq!(pair[0].end, pair[1].start);
        assert!((pair[0].x + pair[0].width - pair[1].x).abs() < 0.001);
    }
    let last = scale.cells.last().expect("a cell");
    assert!((last.x + last.width - 1000.0).abs() < 0.001);
}

#[test]
fn crowded_days_are_opened_and_get_more_room_than_whole_years() {
    let scale = scale(&crowded());
    let day = |day| {
        scale
            .cell(from_civil(2026, 1, day))
            .expect("a cell")
            .clone()
    };
    let year = scale.cell(from_civil(2014, 6, 1)).expect("a cell");
    assert_eq!(
        (day(5).unit, day(6).unit, year.unit),
        (Unit::Day, Unit::Day, Unit::Year)
    );
    assert!(day(5).width > 3.0 * year.width);
    assert!(
        day(5).width > day(6).width,
        "six events need more than four"
    );
}

#[test]
fn what_is_empty_is_a_gap_however_long_it_is() {
    let scale = scale(&crowded());
    let unit = |year, month, day| {
        scale
            .cell(from_civil(year, month, day))
            .map(|cell| cell.unit)
    };
    assert_eq!(unit(2012, 5, 1), Some(Unit::Gap));
    assert_eq!(
        unit(2015, 5, 1),
        Some(Unit::Year),
        "one year alone is drawn"
    );
    assert_eq!(unit(2018, 5, 1), Some(Unit::Gap));
    assert_eq!(unit(2025, 12, 24), Some(Unit::Gap));
    let gaps = scale.cells.iter().filter(|cell| cell.unit == Unit::Gap);
    assert!(gaps.clone().count() >= 3);
    assert!(
        gaps.clone()
            .all(|gap| (gap.width - LEAST.gap).abs() < 0.001)
    );
}

#[test]
fn three_hundred_events_over_ten_years_stay_years() {
    let dates: Vec<String> = (0..300)
        .map(|n| format!("20{:02}-{:02}-{:02}", 10 + n / 30, 1 + n % 12, 1 + n % 28))
        .collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let scale = scale(&dates);
    let years = scale.cells.iter().filter(|cell| cell.unit == Unit::Year);
    assert!(years.count() >= 7, "{:?}", scale.cells.len());
}

#[test]
fn one_day_fills_the_strip() {
    for dates in [vec!["2026-01-05"], vec!["2026-01-05"; 500]] {
        let scale = scale(&dates);
        assert_eq!(scale.cells.len(), 1);
        assert!((scale.cells[0].width - 1000.0).abs() < 0.001);
    }
    assert!(Scale::new(&[], 1000.0, &LEAST).is_none());
}
