//! Ties counted by hand, and drawings in which nothing lies on anything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::drawing::{Drawing, TYPE};
use super::tie::{self, CROWD, Tie};
use super::*;
use crate::case::{Basis, Case, Mention, MentionRef, Profile, ProfileKind, Prose, Right, Source};
use crate::page::{Reference, Scales, Typeset, Words, label};
use crate::render::sample;

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

fn at<T>(case: &Case, path: &str, check: impl FnOnce(&Desk) -> T) -> T {
    let words = Words::new("en", BTreeMap::new());
    check(&Desk {
        case,
        words: &words,
        typesetter: &Blank,
        scales: &Scales::default(),
        path,
    })
}

fn profile(name: &str) -> Profile {
    Profile {
        head: sample::head(Kind::Profile, name, name),
        kind: ProfileKind::Person,
        aliases: Vec::new(),
        roles: Vec::new(),
        image: None,
        links: Vec::new(),
        body: Prose::default(),
    }
}

/// A source whose rights withhold its words, with the profiles that each paragraph names.
fn source(id: &str, place: usize, named: &[(u32, &[usize])]) -> Source {
    let mention = |paragraph: u32, profile: usize| Mention {
        profile,
        source: place,
        paragraph,
        words: None,
    };
    let mentions: Vec<Mention> = named
        .iter()
        .flat_map(|(paragraph, names)| names.iter().map(|name| mention(*paragraph, *name)))
        .collect();
    let mut source = sample::source(id, Right::Record, Vec::new());
    source.mentions = mentions.into();
    source
}

/// A case of profiles, of sources by what their paragraphs name, and of events by who takes part.
fn case(names: &[&str], sources: &[&[(u32, &[usize])]], events: &[&[usize]]) -> Case {
    let mut case = sample::case();
    case.profiles = names.iter().map(|name| Arc::new(profile(name))).collect();
    let numbered = sources.iter().enumerate();
    case.sources = numbered
        .map(|(place, named)| source(&format!("s{place}"), place, named).into())
        .collect();
    let mut named_in = vec![Vec::new(); names.len()];
    for (source, record) in case.sources.iter().enumerate() {
        for (index, mention) in record.mentions.iter().enumerate() {
            named_in[mention.profile].push(MentionRef { source, index });
        }
    }
    case.named_in = Arc::new(named_in);
    let mut linked_from: BTreeMap<_, Vec<_>> = BTreeMap::new();
    case.events.clear();
    for (index, profiles) in events.iter().enumerate() {
        let mut event = sample::event("2026-01-06", Basis::Stated);
        event.profiles = profiles.to_vec();
        case.events.push(event.into());
        for profile in *profiles {
            let from = linked_from.entry(sample::place(Kind::Profile, *profile));
            from.or_default().push(sample::place(Kind::Event, index));
        }
    }
    case.linked_from = Arc::new(linked_from);
    case.claims.clear();
    case
}

/// Ann (0) and Bob (1) share paragraphs 1 and 3 of the first source, paragraph 1 of the second, and an event; Cy (2) shares
/// paragraph 3 with both; Di (3) is named alone.
fn four() -> Case {
    case(
        &["Ann", "Bob", "Cy", "Di"],
        &[
            &[(1, &[0, 1, 0, 1]), (2, &[0]), (3, &[2, 1, 0]), (4, &[3])],
            &[(1, &[1, 0]), (2, &[2])],
        ],
        &[&[0, 1], &[1], &[3, 3]],
    )
}

#[test]
fn ties_are_counted_once_a_paragraph_and_once_an_event() {
    let tie = |paragraphs, events, sources: &[usize]| Tie {
        paragraphs,
        events,
        sources: sources.to_vec(),
    };
    let expected = BTreeMap::from([
        ((0, 1), tie(3, 1, &[0, 1])),
        ((0, 2), tie(1, 0, &[0])),
        ((1, 2), tie(1, 0, &[0])),
    ]);
    assert_eq!(tie::all(&four()), expected);
}

#[test]
fn the_ties_of_one_are_those_of_all_that_it_is_part_of() {
    let case = four();
    let all = tie::all(&case);
    for index in 0..case.profiles.len() {
        let mut expected = BTreeMap::new();
        for ((one, other), tie) in &all {
            if *one == index {
                expected.insert(*other, tie.clone());
            } else if *other == index {
                expected.insert(*one, tie.clone());
            }
        }
        assert_eq!(tie::of_one(&case, index), expected, "{index}");
    }
}

#[test]
fn a_register_of_everybody_ties_nobody() {
    let names: Vec<String> = (0..=CROWD).map(|number| format!("P{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let everybody: Vec<usize> = (0..=CROWD).collect();
    let most = &everybody[1..];
    let case = case(&names, &[&[(1, &everybody), (2, most)]], &[&everybody]);
    let ties = tie::all(&case);
    assert_eq!(ties.len(), CROWD * (CROWD - 1) / 2);
    assert!(ties.values().all(|tie| tie.strength() == 1));
    assert!(tie::of_one(&case, 0).is_empty());
    assert_eq!(tie::of_one(&case, 1).len(), CROWD - 1);
}

#[test]
fn the_table_says_what_the_drawing_shows_and_who_stands_alone() {
    let case = four();
    let view = at(&case, "network.html", view);
    assert_eq!((view.profiles, view.tied, view.pairs), (4, 3, 3));
    let rows: Vec<(&str, Vec<(&str, usize)>)> = view
        .rows
        .iter()
        .map(|row| {
            let ties = row.ties.iter();
            let ties = ties.map(|tie| (tie.profile.title.as_str(), tie.strength));
            (row.profile.title.as_str(), ties.collect())
        })
        .collect();
    let expected = [
        ("Ann", vec![("Bob", 4), ("Cy", 1)]),
        ("Bob", vec![("Ann", 4), ("Cy", 1)]),
        ("Cy", vec![("Ann", 1), ("Bob", 1)]),
    ];
    assert_eq!(rows, expected);
    let alone: Vec<&str> = view.alone.iter().map(|link| link.title.as_str()).collect();
    assert_eq!(alone, ["Di"]);
    let levels = view.pictures[0].drawing.lines.iter().map(|line| line.level);
    assert_eq!(levels.collect::<Vec<_>>(), [1, 1, 3], "the strongest last");
}

#[test]
fn a_case_without_ties_has_an_empty_network() {
    for names in [&[][..], &["Ann"], &["Ann", "Bob"]] {
        let view = at(&case(names, &[], &[]), "network.html", view);
        assert_eq!((view.tied, view.pairs, view.rows.len()), (0, 0, 0));
        assert_eq!(view.alone.len(), names.len());
        assert!(
            view.pictures
                .iter()
                .all(|one| one.drawing.height.is_finite())
        );
    }
}

/// Profiles with long and short names, each tied to some of those before it.
fn crowd(count: usize) -> Case {
    let long = "a name that goes on ".repeat(15);
    let names: Vec<String> = (0..count)
        .map(|at| match at % 4 {
            0 => format!("{long}{at}"),
            1 => format!("P{at}"),
            2 => format!("小米科技有限责任公司{at}"),
            _ => format!("محمد علي {at}"),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let pairs: Vec<[usize; 2]> = (1..count)
        .flat_map(|at| [[at, at / 2], [at, at * at % at.max(2)], [at, 0]])
        .filter(|[one, other]| one != other)
        .collect();
    let events: Vec<&[usize]> = pairs.iter().map(|pair| &pair[..]).collect();
    case(&names, &[], &events)
}

#[test]
fn no_two_nodes_overlap_and_none_leaves_the_drawing() {
    for count in [2, 3, 22, 33, 60, 150] {
        let case = crowd(count);
        let view = at(&case, "network.html", view);
        for drawing in view.pictures.iter().map(|one| &one.drawing) {
            check_apart(drawing, &format!("{count} in {}", drawing.width));
        }
    }
}

fn check_apart(drawing: &Drawing, what: &str) {
    let boxes: Vec<[f64; 4]> = drawing.nodes.iter().map(bounds).collect();
    for (at, [left, top, right, bottom]) in boxes.iter().enumerate() {
        let inside =
            *left >= 0.0 && *top >= 0.0 && *right <= drawing.width && *bottom <= drawing.height;
        assert!(inside, "{what}: {:?}", boxes[at]);
        for other in &boxes[at + 1..] {
            let apart =
                *right <= other[0] || other[2] <= *left || *bottom <= other[1] || other[3] <= *top;
            assert!(apart, "{what}: {:?} {other:?}", boxes[at]);
        }
    }
}

/// What a node and its label cover: left, top, right, bottom.
fn bounds(node: &Node) -> [f64; 4] {
    let widest = node.label.iter().map(|line| label::width(line) * TYPE);
    let side = widest.fold(2.0 * node.radius, f64::max) / 2.0;
    let bottom = node.label_y + 15.5 * (node.label.len() as f64 - 1.0) + 4.0;
    [node.x - side, node.y - node.radius, node.x + side, bottom]
}

#[test]
fn the_same_case_is_drawn_the_same() {
    let case = crowd(40);
    let draw = || {
        let view = at(&case, "network.html", view);
        format!("{:?}", view.pictures)
    };
    assert_eq!(draw(), draw());
}

#[test]
fn those_around_a_profile_stand_apart_with_the_strongest_first() {
    let case = crowd(40);
    let ties = ranked(tie::of_one(&case, 0));
    assert!(ties.len() > ego::AROUND);
    for drawing in [
        at(&case, "profiles/p.html", |desk| ego::wide(desk, 0, &ties)),
        at(&case, "profiles/p.html", |desk| ego::narrow(desk, 0, &ties)),
    ] {
        assert_eq!(drawing.nodes.len(), ego::AROUND + 1, "and itself");
        let strengths: Vec<usize> = drawing.nodes.iter().filter_map(|node| node.count).collect();
        assert!(strengths.is_sorted_by(|a, b| a >= b), "{strengths:?}");
        for (at, one) in drawing.nodes.iter().enumerate() {
            for other in &drawing.nodes[at + 1..] {
                let far = (one.x - other.x).abs() + (one.y - other.y).abs();
                assert!(far >= 30.0, "{} {}", one.title, other.title);
            }
        }
    }
}
