//! Profiles of small cases: what is shown, what is withheld, and roles over time.

use std::collections::BTreeMap;

use super::*;
use crate::case::{Case, Mention, MentionRef, Prose, Role, Sentence};
use crate::page::{Reference, Scales, Typeset, Words};
use crate::render::sample;
use crate::syntax::edtf::Edtf;

struct Blank;

impl Typeset for Blank {
    fn prose(&self, _: &Prose, _: &str, _: u8) -> String {
        String::new()
    }

    fn article(&self, _: usize) -> String {
        String::new()
    }

    fn reference(&self, source: usize) -> Reference {
        Reference {
            html: format!("reference {source}"),
            rank: source,
            ..Reference::default()
        }
    }
}

fn at<T>(case: &Case, check: impl FnOnce(&Desk) -> T) -> T {
    let words = Words::new("en", BTreeMap::new());
    check(&Desk {
        case,
        words: &words,
        typesetter: &Blank,
        scales: &Scales::default(),
        path: "profiles/xu-fei.html",
    })
}

/// The sample, with its one profile named so often in the first two sources; every second mention in words.
fn named(first: usize, second: usize) -> Case {
    let mut case = sample::case();
    let mut named_in = Vec::new();
    for (source, count) in [first, second].into_iter().enumerate() {
        let mention = |index: usize| Mention {
            profile: 0,
            source,
            paragraph: index as u32 + 1,
            words: index.is_multiple_of(2).then(|| Sentence {
                alias: "Ms Xu".to_owned(),
                characters: 0..5,
                before: format!("{index} "),
                name: "Ms Xu".to_owned(),
                after: ".".to_owned(),
            }),
        };
        let mut record = (*case.sources[source]).clone();
        record.mentions = (0..count).map(mention).collect();
        case.sources[source] = record.into();
        named_in.extend((0..count).map(|index| MentionRef { source, index }));
    }
    case.named_in = vec![named_in].into();
    case
}

#[test]
fn every_mention_is_shown_or_counted_as_withheld_or_left_to_its_source() {
    for (first, second) in [(0, 0), (1, 0), (3, 2), (2000, 10), (700, 900)] {
        let case = named(first, second);
        let mentions = at(&case, |desk| view(desk, 0)).mentions;
        let sums = mentions.shown + mentions.withheld + mentions.abridged;
        assert_eq!((mentions.count, sums), (first + second, first + second));
        assert_eq!(mentions.withheld, first / 2 + second / 2);
        let sentences: usize = mentions
            .groups
            .iter()
            .map(|group| group.open.len() + group.folded.len())
            .sum();
        assert_eq!(sentences, mentions.shown);
        assert!(mentions.shown <= 400, "{}", mentions.shown);
        let words = (first.div_ceil(2)) + second.div_ceil(2);
        assert!(
            mentions.shown == words || mentions.shown >= 399,
            "as many as there is room for"
        );
    }
}

#[test]
fn a_name_has_the_sources_that_use_it_where_words_may_be_shown() {
    let case = named(4, 2);
    let names = at(&case, |desk| view(desk, 0)).names;
    let uses: Vec<(&str, Vec<(&str, usize)>)> = names
        .iter()
        .map(|name| {
            let sources = name.sources.iter();
            let sources = sources.map(|one| (one.source.title.as_str(), one.count));
            (name.name.as_str(), sources.collect())
        })
        .collect();
    let expected = [
        ("Xu Fei", vec![]),
        ("Ms Xu", vec![("FULL", 2), ("EXCERPT", 1)]),
    ];
    assert_eq!(uses, expected);
}

fn role(from: &str, to: &str) -> Role {
    Role {
        title: "CMO".to_owned(),
        organization: None,
        from: Edtf::parse(from).ok(),
        to: Edtf::parse(to).ok(),
        open: to == "..",
        evidence: Vec::new(),
    }
}

#[test]
fn a_career_is_solid_where_dates_leave_nothing_open() {
    let case = sample::case();
    let roles = [
        role("2010", "2015-01-01"),
        role("2015-07", ".."),
        role("", "2012"),
        role("", ""),
        role("2018", ""),
    ];
    let chart = at(&case, |desk| career::view(desk, &roles)).expect("four roles have dates");
    let [Some(first), Some(second), Some(third), None, Some(last)] = &chart.bars[..] else {
        panic!("{:?}", chart.bars);
    };
    // The scale goes from 2010 to the end of 2026, the year of the case.
    let year = 100.0 / 17.0;
    let near = |found: f64, years: f64| (found - years * year).abs() < 0.05;
    assert!(
        near(first.start, 0.0) && near(first.sure_start, 1.0),
        "{first:?}"
    );
    assert!(
        near(first.sure_end, 5.0) && first.end - first.sure_end < 0.1 * year,
        "{first:?}"
    );
    assert!(
        near(second.start, 5.5) && second.open && second.end == 100.0,
        "{second:?}"
    );
    assert!(
        third.unknown_start && near(third.sure_end, 2.0) && near(third.end, 3.0),
        "{third:?}"
    );
    assert!(last.unknown_end && last.sure_end == last.sure_start && last.end > last.sure_end);
    let ticks: Vec<f64> = chart.ticks.iter().map(|tick| tick.at).collect();
    assert!(
        ticks.is_sorted() && (2..=7).contains(&ticks.len()),
        "{ticks:?}"
    );
}

#[test]
fn a_career_needs_two_dates_and_bears_any() {
    let case = sample::case();
    let chart = |roles: &[Role]| at(&case, |desk| career::view(desk, roles));
    assert_eq!(chart(&[]), None);
    assert_eq!(chart(&[role("2010", "2011"), role("", "")]), None);
    for (from, to) in [
        ("2015", "2010"),
        ("-5000", "2010"),
        ("Y-170000002", ".."),
        ("Y170000002", ""),
        ("2010-01-01", "2010-01-01"),
        ("2010~", "20XX"),
    ] {
        let bars = chart(&[role(from, to), role(from, to)]).map(|chart| chart.bars);
        for bar in bars.into_iter().flatten().flatten() {
            let places = [bar.start, bar.sure_start, bar.sure_end, bar.end];
            let within = places.iter().all(|place| (0.0..=100.0).contains(place));
            assert!(within && places.is_sorted(), "{from} {to}: {places:?}");
        }
    }
}
