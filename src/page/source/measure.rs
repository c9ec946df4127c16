//! How long an article is, how much of it is shown, and how much the case quotes.

use serde::Serialize;

use crate::case::{Article, Paragraph};
use crate::syntax::article::script;

/// Languages whose usual script puts no spaces between words: their texts are measured in characters.
const UNSPACED: [&str; 8] = ["zh", "ja", "yue", "th", "lo", "my", "km", "bo"];

/// What a text is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Words.
    Words,
    /// Characters, of scripts that put no spaces between words.
    Characters,
}

/// What a text in a language is measured in.
pub fn unit(language: &str) -> Unit {
    let primary = language.split('-').next().unwrap_or_default();
    let is_unspaced = UNSPACED.iter().any(|one| primary.eq_ignore_ascii_case(one));
    if is_unspaced {
        Unit::Characters
    } else {
        Unit::Words
    }
}

/// How much of an article is shown and quoted. Page furniture counts as none of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceExtent {
    /// `words` or `characters`.
    pub unit: Unit,
    /// How long the article is, to two digits.
    pub length: u32,
    /// How much of it the case quotes, to two digits.
    pub quoted: u32,
    /// How many in a hundred of its words the case quotes; at least 1 where it quotes any.
    pub percent: u32,
}

impl SourceExtent {
    /// Of an article.
    pub(super) fn of(article: &Article, unit: Unit) -> Self {
        let outline = article.outline.iter().filter(|extent| !extent.omitted);
        let length: u64 = outline.map(|extent| u64::from(extent.words)).sum();
        let quoted: u64 = article.paragraphs.iter().map(quoted).map(u64::from).sum();
        let percent = (100 * quoted + length / 2)
            .checked_div(length)
            .unwrap_or(0)
            .clamp(u64::from(quoted > 0), 100);
        let short = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        SourceExtent {
            unit,
            length: about(short(length)),
            quoted: about(short(quoted)),
            percent: short(percent),
        }
    }
}

/// The words of a paragraph that are quoted, each once however many quote it.
pub(super) fn quoted(paragraph: &Paragraph) -> u32 {
    let ranges = paragraph.quoted_ranges(|_| true).into_iter();
    let texts = ranges.filter_map(|range| paragraph.text.get(range));
    texts.map(script::words).fold(0, u32::saturating_add)
}

/// A number as one says it: exact up to twenty, then to two digits.
pub fn about(number: u32) -> u32 {
    if number <= 20 {
        return number;
    }
    let step = 10_u32.pow(number.ilog10().saturating_sub(1)).max(5);
    number
        .saturating_add(step / 2)
        .checked_div(step)
        .unwrap_or(0)
        .saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn numbers_are_rounded_as_one_says_them() {
        let cases = [
            (0, 0),
            (3, 3),
            (20, 20),
            (23, 25),
            (98, 100),
            (147, 150),
            (1234, 1200),
            (100_499, 100_000),
        ];
        for (number, expected) in cases {
            assert_eq!(about(number), expected, "{number}");
        }
    }

    /// Ten paragraphs of forty words, the first of them page furniture; five words are quoted: "first words", "last words", 米粉
    /// (of which each character counts).
    #[test]
    fn an_excerpt_is_measured_against_the_whole_article() {
        let case = sample::case();
        let extent = SourceExtent::of(&case.sources[1].article, Unit::Words);
        assert_eq!((extent.length, extent.quoted, extent.percent), (360, 6, 2));
    }

    #[test]
    fn words_in_two_passages_count_once() {
        let mut paragraph = sample::paragraph(1, "one two three four");
        paragraph.quoted = vec![(0..13, 0), (4..18, 1), (8..13, 2)];
        assert_eq!(quoted(&paragraph), 4);
    }

    #[test]
    fn languages_without_spaces_are_measured_in_characters() {
        for (language, expected) in [
            ("zh-Hans", Unit::Characters),
            ("JA", Unit::Characters),
            ("ko", Unit::Words),
            ("en", Unit::Words),
            ("", Unit::Words),
        ] {
            assert_eq!(unit(language), expected, "{language}");
        }
    }
}
