//! What the views hold, of the sample case.

use std::collections::BTreeMap;

use super::*;
use crate::case::{Basis, Importance, Prose};
use crate::render::sample;
use crate::syntax::edtf::Edtf;

/// Sets nothing: these tests are about all else.
struct Blank;

impl Typeset for Blank {
    fn prose(&self, _: &Prose, _: &str, _: u8) -> String {
        String::new()
    }

    fn article(&self, source: usize) -> String {
        format!("article {source}")
    }

    fn reference(&self, source: usize) -> Reference {
        Reference {
            html: format!("reference {source}"),
            rank: source,
            ..Reference::default()
        }
    }
}

/// Calls `check` with what the views of the page at `path` are made with.
pub(super) fn at<T>(case: &Case, path: &str, check: impl FnOnce(&Desk) -> T) -> T {
    let words = Words::new("en", BTreeMap::new());
    check(&Desk {
        case,
        words: &words,
        typesetter: &Blank,
        scales: &Scales::default(),
        path,
    })
}

#[test]
fn the_timeline_is_grouped_by_year_and_date_in_the_order_given() {
    let mut case = sample::case();
    let dates = [
        "../2010",
        "2025-10~",
        "2026-01-05",
        "2026-01-05",
        "2026-01-06",
    ];
    case.events = dates
        .map(|date| sample::event(date, Basis::Stated).into())
        .to_vec();
    case.events
        .push(sample::event("no date", Basis::Derived).into());
    let view = at(&case, "timeline.html", timeline::view);
    let groups: Vec<(&str, Vec<usize>)> = view
        .years
        .iter()
        .map(|year| {
            (
                year.anchor.as_str(),
                year.days.iter().map(|day| day.events.len()).collect(),
            )
        })
        .collect();
    let expected = [
        ("y2010", vec![1]),
        ("y2025", vec![1]),
        ("y2026", vec![2, 1]),
        ("undated", vec![1]),
    ];
    assert_eq!(groups, expected);
    let labels: Vec<Option<&str>> = view
        .years
        .iter()
        .map(|year| year.label.as_deref())
        .collect();
    assert_eq!(labels, [Some("2010"), Some("2025"), Some("2026"), None]);
}

#[test]
fn a_cell_of_the_matrix_holds_the_positions_of_its_source_or_silence() {
    let case = sample::case();
    let view = at(&case, "claims.html", matrix::view);
    let columns: Vec<&str> = view
        .sources
        .iter()
        .map(|source| source.url.as_str())
        .collect();
    assert_eq!(
        columns,
        [
            "sources/full.html",
            "sources/excerpt.html",
            "sources/record.html"
        ],
        "a source that says nothing has a column that shows it"
    );
    let cells: Vec<_> = view.rows[0]
        .cells
        .iter()
        .map(|cell| (cell.positions.clone(), cell.says.len()))
        .collect();
    assert_eq!(cells, [(vec![1], 2), (vec![2], 2), (vec![], 0)]);
    let claim = at(&case, "claims/who.html", |desk| claim::view(desk, 0));
    let silent: Vec<&str> = claim
        .silent
        .iter()
        .map(|source| source.url.as_str())
        .collect();
    assert_eq!(silent, ["../sources/record.html"]);
}

#[test]
fn a_source_shows_what_its_rights_allow() {
    let case = sample::case();
    let views =
        [0, 1, 2].map(|index| at(&case, "sources/x.html", |desk| source::view(desk, index)));
    let texts = views.each_ref().map(|view| view.text_html.as_deref());
    assert_eq!(texts, [Some("article 0"), Some("article 1"), None]);
    let words =
        |view: &source::SourceView| view.passages.iter().any(|passage| passage.text.is_some());
    assert_eq!(views.each_ref().map(words), [true, true, false]);
}

#[test]
fn withheld_mentions_are_counted_and_numbered_without_words() {
    let case = sample::case();
    let view = at(&case, "profiles/xu-fei.html", |desk| profile::view(desk, 0));
    let groups: Vec<_> = view
        .mentions
        .groups
        .iter()
        .map(|group| (group.count, group.open.len(), group.withheld.clone()))
        .collect();
    assert_eq!(groups, [(1, 1, vec![]), (1, 0, vec![1])]);
    assert_eq!(
        view.mentions.groups[0].open[0].url,
        "../sources/full.html#p1"
    );
}

#[test]
fn navigation_names_only_what_there_is_and_where_the_page_is() {
    let mut case = sample::case();
    case.claims.clear();
    let frame = |case: &Case, path: &str, subject| {
        let address = Address {
            path: path.to_owned(),
            subject,
        };
        at(case, path, |desk| frame::page(desk, &address))
    };
    let page = frame(&case, "events/penalties.html", Subject::Event(0));
    let nav: Vec<_> = page
        .nav
        .iter()
        .map(|link| (link.url.as_str(), link.current))
        .collect();
    let expected = [
        ("../index.html#_notes", None),
        ("../timeline.html", Some("true")),
        ("../profiles.html", None),
        ("../sources.html", None),
        ("../questions.html", None),
    ];
    assert_eq!(nav, expected);
    assert_eq!(page.root, "../");
    assert_eq!(
        page.full_title,
        "Xiaomi announces penalties – The critic & the brand"
    );
    assert_eq!(
        page.canonical.as_deref(),
        Some("https://example.org/case/events/penalties.html")
    );
    let list = frame(&case, "timeline.html", Subject::Timeline);
    assert_eq!(list.nav[1].current, Some("page"));
}

#[test]
fn pages_that_the_format_names_are_there_without_records_and_the_rest_is_not() {
    let mut case = sample::case();
    case.notes.clear();
    case.events.clear();
    case.profiles.clear();
    case.sources.clear();
    case.claims.clear();
    case.questions.clear();
    case.handouts.clear();
    case.tags = Default::default();
    let mut paths: Vec<String> = plan(&case)
        .into_iter()
        .map(|address| address.path)
        .collect();
    paths.sort();
    let expected = [
        "404.html",
        "claims.html",
        "compare.html",
        "index.html",
        "network.html",
        "profiles.html",
        "questions.html",
        "search.html",
        "sources.html",
        "timeline.html",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn a_date_has_words_and_a_form_for_programs_where_html_has_one() {
    let case = sample::case();
    for (edtf, datetime) in [("2026-01-05~", Some("2026-01-05")), ("2025-21", None)] {
        let date = Edtf::parse(edtf)
            .ok()
            .map(|date| at(&case, "index.html", |desk| desk.date(&date)));
        assert_eq!(
            date.and_then(|date| date.datetime).as_deref(),
            datetime,
            "{edtf}"
        );
    }
}

/// More events than a small picture draws: a year apart, so that every other one drawn would stretch a scale of its own.
#[test]
fn pictures_of_different_events_of_many_have_the_same_scale() {
    let mut case = sample::case();
    let dates = (1801..2001).map(|year| format!("{year}-03-0{}", year % 9 + 1));
    let event = |(at, date): (usize, String)| {
        let mut event = sample::event(&date, Basis::Stated);
        event.importance = match at {
            20 => Importance::Major,
            _ => Importance::Minor,
        };
        event.into()
    };
    case.events = dates.enumerate().map(event).collect();
    at(&case, "events/a.html", |desk| {
        let (one, other) = (timeline::within(desk, &[0]), timeline::within(desk, &[199]));
        let (one, other) = (one.unwrap(), other.unwrap());
        let drawn = |view: &timeline::axis::AxisView| -> Vec<usize> {
            let marks = view.drawings[1].marks.iter();
            marks.map(|mark| mark.event).collect()
        };
        assert_eq!((drawn(&one), drawn(&other)), (vec![0, 20], vec![20, 199]));
        for (one, other) in one.drawings.iter().zip(&other.drawings) {
            assert_eq!(one.marks[1].x, other.marks[0].x);
            assert_eq!(
                serde_json::to_value(&one.ruler).unwrap(),
                serde_json::to_value(&other.ruler).unwrap()
            );
        }
    });
}

#[test]
fn of_too_many_turning_points_a_small_picture_shows_some_from_first_to_last() {
    let mut case = sample::case();
    let dates = (1801..2001).map(|year| format!("{year}-03-01"));
    case.events = dates
        .map(|date| sample::event(&date, Basis::Stated).into())
        .collect();
    let strip = at(&case, "index.html", timeline::strip).unwrap();
    let shown = strip.drawings[0].marks.iter().map(|mark| mark.event);
    let every_fourth: Vec<usize> = (0..200).step_by(4).collect();
    assert_eq!(shown.collect::<Vec<_>>(), every_fourth);
}
