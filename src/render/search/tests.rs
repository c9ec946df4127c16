//! Words, weights and what the scripts hold, of the sample case.

use serde::Deserialize;

use super::*;
use crate::render::sample;

/// A text and its words: the vectors that `search-engine.js` is held to as well.
#[derive(Deserialize)]
struct Vector {
    text: String,
    words: Vec<String>,
}

#[test]
fn words_are_those_of_the_vectors() {
    let vectors = include_str!("../../../tests/suite/browser/tokens.json");
    let vectors: Vec<Vector> = serde_json::from_str(vectors).expect("the vectors");
    for vector in vectors {
        let mut words = Vec::new();
        token::each(&vector.text, |word| words.push(word.to_owned()));
        assert_eq!(words, vector.words, "{}", vector.text);
    }
}

/// What the value in a script is.
fn value(script: &str) -> serde_json::Value {
    let json = script
        .split_once('(')
        .and_then(|(_, rest)| rest.strip_suffix(");\n"));
    serde_json::from_str(json.expect("a call")).expect("JSON")
}

fn english() -> Words {
    Words::new("en", Default::default())
}

#[test]
fn every_section_has_a_text_and_an_anchor() {
    let case = sample::case();
    let index = value(&index_js(&case, &english()));
    let lengths = |list: &serde_json::Value| list.as_array().map_or(0, Vec::len);
    let texts: Vec<serde_json::Value> = (0..shelves(&case))
        .flat_map(|shelf| {
            let texts = value(&texts_js(&case, shelf));
            assert_eq!(texts[0], shelf);
            texts[1].as_array().cloned().unwrap_or_default()
        })
        .collect();
    let records = places(&case).count();
    assert_eq!((records, texts.len()), (10, 10));
    for list in ["titles", "urls", "about", "anchors"] {
        assert_eq!(lengths(&index[list]), records, "{list}");
    }
    for (at, texts) in texts.iter().enumerate() {
        let anchors = index["anchors"][at].as_str().unwrap_or_default();
        assert_eq!(
            lengths(texts),
            1 + anchors.split_whitespace().count(),
            "{at}"
        );
    }
    assert_eq!(
        texts[8],
        serde_json::json!(["EXCERPT\nA. Writer", "first words … last words …", "… 米粉"])
    );
}

#[test]
fn shelves_hold_every_record_once() {
    for (notes, sources, expected) in [(0, 0, 1), (63, 8, 2), (64, 9, 4), (200, 0, 4)] {
        let mut case = sample::case();
        case.events.clear();
        case.profiles.clear();
        case.claims.clear();
        case.questions.clear();
        case.handouts.clear();
        case.notes = vec![case.notes[0].clone(); notes];
        case.sources = vec![case.sources[2].clone(); sources];
        assert_eq!(shelves(&case), expected, "{notes} notes, {sources} sources");
        let shelved: Vec<Ref> = (0..expected)
            .flat_map(|shelf| on_shelf(&case, shelf).collect::<Vec<_>>())
            .collect();
        assert_eq!(shelved, places(&case).collect::<Vec<_>>());
    }
}

/// Three words in three records, reckoned by hand.
#[test]
fn an_index_by_hand() {
    let mut case = sample::case();
    case.events.clear();
    case.profiles.clear();
    case.claims.clear();
    case.questions.clear();
    case.handouts.clear();
    case.sources.clear();
    let note = |title: &str, summary: &str| {
        let mut note = (*case.notes[0]).clone();
        note.head.title = title.to_owned();
        note.head.summary = Some(summary.to_owned());
        std::sync::Arc::new(note)
    };
    case.notes = vec![note("Beta", "alpha alpha"), note("Alpha", "beta")];
    let mut front = (*case.front).clone();
    front.head.title = "Gamma".to_owned();
    front.description = None;
    case.front = front.into();
    let index = value(&index_js(&case, &english()));
    assert_eq!(index["words"], "0alpha 0beta 0gamma");
    // Sections of 1, 3 and 2 words, 2 on average: norms 0.8, 1.2 and 1. 21 steps to the unit of weight.
    // alpha: section 1, twice in a summary: 8 / (8 + 2.88) = 0.735, 15; section 2, a title of one word: 4 / 6.4 + 2 = 2.625, 55.
    // beta: section 1: 4 / 6.88 + 2 = 2.581, 54; section 2, a summary: 0.625, 13.
    // gamma: section 0: 4 / 5.92 + 2 = 2.676, 56. Distances 1 and 0 are X and W; 15, 55, 54, 13, 56 are F, t, s, D, u.
    assert_eq!(index["places"], "XFXt XsXD Wu");
}
