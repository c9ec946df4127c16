//! A source's words, each with the places where it stands, and the stretches that share the most with a quotation.

use std::collections::HashMap;
use std::ops::Range;

use super::letter::{is_unspaced_letter, is_word, splits};
use super::likeness::distance;
use super::normal::fold_case;

/// A word, a letter of a script without spaces, or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the normalised text.
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A letter of Chinese, Thai and other scripts that put no space between words.
    Ideograph,
    /// Punctuation and symbols.
    Mark,
}

/// The tokens of one range of a normalised text.
pub(super) fn tokens(text: &str, within: Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut spaced = false;
    let mut end = within.start;
    let slice = text.get(within.clone()).unwrap_or_default();
    for (i, c) in slice.char_indices() {
        let start = within.start + i;
        if start < end {
            continue;
        }
        end = start + c.len_utf8();
        if c == ' ' {
            spaced = true;
            continue;
        }
        while end < within.end && splits(text, end) {
            end = text.ceil_char_boundary(end + 1);
        }
        tokens.push(Token {
            at: start..end,
            kind: kind(c),
            spaced: std::mem::take(&mut spaced),
        });
    }
    tokens
}

fn kind(c: char) -> Kind {
    match c {
        c if is_word(c) => Kind::Word,
        c if is_unspaced_letter(c) => Kind::Ideograph,
        _ => Kind::Mark,
    }
}

/// A token's letters without the difference of small and capital.
pub(super) fn folded(word: &str) -> String {
    word.chars().flat_map(fold_case).collect()
}

/// The tokens of a source and an index of them.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// In the order of the text.
    pub(super) tokens: Vec<Token>,
    /// For each token, its word.
    pub(super) words: Vec<usize>,
    /// Each distinct word, folded, in the order of first appearance.
    pub(super) spellings: Vec<Vec<char>>,
    /// For each word, the tokens that are it. The map is looked up in and never walked, so its order is nowhere seen.
    numbers: HashMap<String, usize>,
    places: Vec<Vec<usize>>,
}

/// How many places of a quotation's words are weighed, the rarest words' first.
const MAX_HITS: usize = 40_000;

/// How many of a quotation's words that the source lacks are compared with all of the source's words.
const MAX_STRANGERS: usize = 12;

impl Lexicon {
    /// Reads a whole normalised text.
    pub(super) fn of(text: &str) -> Self {
        let mut lexicon = Self {
            tokens: tokens(text, 0..text.len()),
            words: Vec::new(),
            spellings: Vec::new(),
            numbers: HashMap::new(),
            places: Vec::new(),
        };
        for (i, token) in lexicon.tokens.iter().enumerate() {
            let key = folded(&text[token.at.clone()]);
            let new = lexicon.spellings.len();
            let word = *lexicon.numbers.entry(key).or_insert_with_key(|key| {
                lexicon.spellings.push(key.chars().collect());
                lexicon.places.push(Vec::new());
                new
            });
            lexicon.words.push(word);
            lexicon.places[word].push(i);
        }
        lexicon
    }

    /// The tokens that touch a range of the text.
    pub(super) fn within(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.at.end <= range.start);
        let end = self.tokens.partition_point(|t| t.at.start < range.end);
        start..end.max(start)
    }

    /// The stretches of `span` tokens that share the most, and the rarest, words with `query`; best first.
    pub(super) fn likeliest(
        &self,
        query: &[String],
        span: usize,
        most: usize,
    ) -> Vec<Range<usize>> {
        let hits = self.hits(query);
        let mut scored = score(&hits, span);
        scored.sort_by_key(|&(score, start)| (std::cmp::Reverse(score), start));
        let mut chosen: Vec<usize> = Vec::new();
        for (_, start) in scored.into_iter().take(MAX_SCORED) {
            if chosen.len() >= most {
                break;
            }
            if chosen.iter().all(|c| c.abs_diff(start) > span / 3) {
                chosen.push(start);
            }
        }
        let end = |start: usize| (start + 2 * span).min(self.tokens.len());
        chosen
            .into_iter()
            .map(|start| start.saturating_sub(span)..end(start))
            .collect()
    }

    /// Where the words of `query` stand, each with its number in the query's vocabulary and its weight.
    fn hits(&self, query: &[String]) -> Vec<Hit> {
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        let mut strangers = 0;
        let mut distinct: Vec<&String> = query.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        for (number, word) in distinct.into_iter().enumerate() {
            if let Some(&known) = self.numbers.get(word) {
                wanted.push((known, number));
            } else if strangers < MAX_STRANGERS {
                strangers += 1;
                let alike = self.alike(word).map(|known| (known, number));
                wanted.extend(alike);
            }
        }
        wanted.sort_by_key(|&(word, number)| (self.places[word].len(), word, number));
        let mut hits = Vec::new();
        for (word, number) in wanted {
            let places = &self.places[word];
            if hits.len() + places.len() > MAX_HITS && !hits.is_empty() {
                break;
            }
            let weight = u64::from(20 - places.len().ilog2().min(19));
            let hit = |&token: &usize| Hit {
                token,
                number,
                weight,
            };
            hits.extend(places.iter().take(MAX_HITS).map(hit));
        }
        hits.sort_by_key(|hit| (hit.token, hit.number));
        hits
    }

    /// The words of the source that are spelt almost like `word`.
    fn alike(&self, word: &str) -> impl Iterator<Item = usize> {
        let letters: Vec<char> = word.chars().collect();
        let known = self.spellings.iter().enumerate();
        known
            .filter(move |(_, spelling)| distance(&letters, spelling).is_some())
            .map(|(i, _)| i)
    }
}

/// How many of the best stretches are looked at to find a few that do not overlap.
const MAX_SCORED: usize = 5_000;

/// A token of the source that is, or is like, a word of the quotation.
struct Hit {
    token: usize,
    number: usize,
    weight: u64,
}

/// For the stretch of `span` tokens that begins at each hit, the weight of the distinct words in it.
fn score(hits: &[Hit], span: usize) -> Vec<(u64, usize)> {
    let vocabulary = hits.iter().map(|hit| hit.number + 1).max().unwrap_or(0);
    let mut counts = vec![0_usize; vocabulary];
    let mut scored = Vec::with_capacity(hits.len());
    let (mut total, mut end) = (0, 0);
    for hit in hits {
        while let Some(next) = hits.get(end).filter(|next| next.token < hit.token + span) {
            if counts[next.number] == 0 {
                total += next.weight;
            }
            counts[next.number] += 1;
            end += 1;
        }
        scored.push((total, hit.token));
        counts[hit.number] -= 1;
        if counts[hit.number] == 0 {
            total -= total.min(hit.weight);
        }
    }
    scored
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_ideographs_and_marks_are_tokens() {
        let text = "Don't pay 160,000 to 米粉's \"fans\".";
        let shown: Vec<&str> = tokens(text, 0..text.len())
            .iter()
            .map(|t| &text[t.at.clone()])
            .collect();
        let expected = [
            "Don't", "pay", "160,000", "to", "米", "粉", "'", "s", "\"", "fans", "\"", ".",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_likeliest_stretch_shares_the_rarest_words() {
        let text = format!(
            "{}rare words here {}",
            "the of and ".repeat(50),
            "the of ".repeat(50)
        );
        let lexicon = Lexicon::of(&text);
        let query = ["the", "rare", "wordz"].map(String::from);
        let best = lexicon.likeliest(&query, 5, 1);
        let tokens = lexicon.within(&(150 * 11 / 3..150 * 11 / 3 + 4));
        assert!(best.iter().any(|w| w.contains(&tokens.start)), "{best:?}");
        assert!(lexicon.likeliest(&[], 5, 3).is_empty());
    }
}
