//! Properties that hold for every text: the five articles, reset in type, and hostile or random ones.

use std::ops::Range;

use super::super::*;
use super::source;

const ARTICLES: [&str; 5] = [
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/000_c7eb6def96f8a0de.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/001_d5427eff2312a7d2.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/002_fdb102d8bebec09d.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/003_d13a7bd7036279c5.txt"
    )),
    include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/004_313b2a38446c5eb3.txt"
    )),
];

/// The same words as another typesetter would set them.
fn reset(words: &str, round: usize) -> String {
    let mut text = String::new();
    for c in words.chars() {
        match (c, round % 3) {
            ('"', 1) => text.push('“'),
            ('“' | '”', 0 | 2) => text.push('"'),
            ('\'' | '’', 1) => text.push('‘'),
            ('’', 0) => text.push('\''),
            ('—' | '–', 0) => text.push_str(" -- "),
            ('-', 1) => text.push('\u{2011}'),
            ('…', 2) => text.push_str(". . ."),
            (' ', 0) => text.push_str("\u{a0} "),
            (' ', 2) => text.push('\n'),
            (c, _) => text.push(c),
        }
    }
    text
}

#[test]
fn every_slice_of_an_article_is_verified_however_it_is_reset() {
    let mut checked = 0;
    for article in ARTICLES {
        let words: Vec<Range<usize>> = article
            .split_whitespace()
            .map(|word| {
                let start = word.as_ptr() as usize - article.as_ptr() as usize;
                start..start + word.len()
            })
            .collect();
        let source = source(article);
        for (i, length) in (0..words.len())
            .step_by(7)
            .zip([1, 3, 8, 20, 60, 5, 12].iter().cycle())
        {
            let last = words.len().min(i + length) - 1;
            let slice = words[i].start..words[last].end;
            let quotation = reset(&article[slice.clone()], i);
            if !quotation.contains(char::is_alphanumeric) || quotation.contains('[') {
                continue;
            }
            let Finding::Verified(found) = source.find(&quotation, None) else {
                panic!("not verified: {quotation}");
            };
            assert_ne!(found.verdict, Verdict::Elided, "{quotation}");
            let same = |range: &Range<usize>| {
                let bare = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
                bare(&article[range.clone()]) == bare(&article[slice.clone()])
            };
            assert!(
                found.ranges.len() == 1 && found.ranges.iter().all(same),
                "{quotation}"
            );
            checked += 1;
        }
    }
    assert!(checked > 900, "{checked}");
}

#[test]
fn hostile_texts_end_soon() {
    let texts = [
        "a ".repeat(30_000),
        "a".repeat(60_000),
        "…".repeat(20_000),
        "\" ".repeat(20_000),
    ];
    let quotations = [
        "…a".repeat(10_000),
        "a … ".repeat(99),
        "a".repeat(50_000),
        format!("{}b", "a ".repeat(20_000)),
        "[a]".repeat(10_000),
        "[".repeat(20_000),
        format!("{}b", "a [x] ".repeat(50)),
        ". ".repeat(20_000),
        "e\u{301}\u{323}".repeat(20_000),
    ];
    for text in &texts {
        let source = source(text);
        for quotation in &quotations {
            #[expect(clippy::disallowed_methods, reason = "the test is of time")]
            let started = std::time::Instant::now();
            let verdict = source.find(quotation, None).verdict();
            let taken = started.elapsed();
            let head: String = quotation.chars().take(8).collect();
            assert!(taken.as_secs() < 20, "{head}: {verdict:?} in {taken:?}");
        }
    }
}

#[test]
fn any_mixture_of_letters_and_marks_ends_with_sound_ranges() {
    let alphabet: Vec<&str> =
        "a|b|A|an't|1,0|. |. . .|…|[|]|[x]| |\u{a0}|-|—|“|'|米|粉|\n|\n#|é|e\u{301}|"
            .split('|')
            .chain([
                "\u{323}\u{301}",
                "\u{ad}",
                "が",
                "か\u{3099}",
                "ก้",
                "한",
                "İ",
                "ß",
            ])
            .collect();
    let mut state = 7_u64;
    let mut text = |length: usize| -> String {
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 40).unwrap()
        };
        (0..length)
            .map(|_| alphabet[next() % alphabet.len()])
            .collect()
    };
    for round in 0..3_000 {
        let (text, quotation) = (text(5 + round % 60), text(1 + round % 9));
        match source(&text).find(&quotation, None) {
            Finding::Verified(found) => {
                assert!(
                    found
                        .ranges
                        .iter()
                        .all(|r| text.get(r.clone()).is_some_and(|s| !s.is_empty()))
                );
            }
            Finding::NearMiss(near) => {
                let whole = near.pieces.iter().chain([&near.range]);
                assert!(whole.cloned().all(|r| text.get(r).is_some()));
                let sound = |d: &Difference| {
                    quotation.get(d.quotation.clone()).is_some()
                        && text.get(d.source.clone()).is_some()
                };
                assert!(
                    near.differences.iter().all(sound),
                    "{quotation:?} in {text:?}: {near:?}"
                );
                marked(&quotation, &text, &near);
            }
            Finding::Absent => {}
        }
    }
}
