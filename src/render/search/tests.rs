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
