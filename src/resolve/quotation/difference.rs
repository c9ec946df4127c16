//! The differences of an alignment as places in both texts, and how they are shown to an author.

use std::ops::Range;

use super::align::Pair;
use super::lexicon::Lexicon;
use super::query::Query;
use super::{Difference, NearMiss};

/// A quotation and the source's nearest words on one line each, with what differs marked:
/// `the feelings of [-customers-]` and `the feelings of {+users+}`. White space is shown as one space.
///
/// `quotation` and `text` (the whole file) are those that were compared.
pub fn marked(quotation: &str, text: &str, near: &NearMiss) -> (String, String) {
    let ours = near.differences.iter().map(|d| d.quotation.clone());
    let theirs = near.differences.iter().map(|d| d.source.clone());
    let whole = 0..quotation.len();
    (
        mark(quotation, &whole, ours, ["[-", "-]"]),
        mark(text, &near.range, theirs, ["{+", "+}"]),
    )
}

/// One line of `text`, with each of `ranges` between the two `signs`.
fn mark(
    text: &str,
    within: &Range<usize>,
    ranges: impl Iterator<Item = Range<usize>>,
    signs: [&str; 2],
) -> String {
    let mut line = String::new();
    let mut at = within.start;
    for range in ranges {
        let (start, end) = (range.start.max(at), range.end.min(within.end));
        let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        if words.is_empty() {
            continue;
        }
        line.push_str(before);
        line.push_str(signs[0]);
        line.push_str(words);
        line.push_str(signs[1]);
        at = end;
    }
    line.push_str(text.get(at..within.end).unwrap_or_default());
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stretch of the source that an alignment covers.
pub(super) fn extent(pairs: &[Pair], lexicon: &Lexicon) -> Option<Range<usize>> {
    let mut tokens = pairs.iter().filter_map(|pair| source(*pair));
    let first = tokens.next()?;
    let last = tokens.next_back().unwrap_or(first);
    let (first, last) = (lexicon.tokens.get(first)?, lexicon.tokens.get(last)?);
    Some(first.at.start..last.at.end)
}

fn source(pair: Pair) -> Option<usize> {
    match pair {
        Pair::Same(_, s) | Pair::Changed(_, s) | Pair::Added(s) => Some(s),
        Pair::Missing(_) | Pair::Gap => None,
    }
}

/// The differences of an alignment, neighbouring ones joined, by the bytes of both normalised texts.
pub(super) fn differences(query: &Query, lexicon: &Lexicon, pairs: &[Pair]) -> Vec<Difference> {
    let start = extent(pairs, lexicon).map_or(0, |range| range.start);
    let mut reader = Reader {
        found: Vec::new(),
        open: None,
        ends: (0, start),
        followed: false,
    };
    for pair in pairs {
        reader.read(query, lexicon, *pair);
    }
    reader.flush();
    reader.found
}

/// The differences found so far, and where in both texts the reading stands.
struct Reader {
    found: Vec<Difference>,
    open: Option<Difference>,
    ends: (usize, usize),
    /// Whether the step before was the same in both.
    followed: bool,
}

impl Reader {
    fn read(&mut self, query: &Query, lexicon: &Lexicon, pair: Pair) {
        let ours = |q: usize| query.word(q).map(|word| &word.token);
        let theirs = |s: usize| lexicon.tokens.get(s);
        match pair {
            Pair::Gap => self.flush(),
            Pair::Same(q, s) => {
                let (Some(ours), Some(theirs)) = (ours(q), theirs(s)) else {
                    return;
                };
                self.flush();
                // The words are the same, but one text parts them from those before.
                if self.followed && ours.spaced != theirs.spaced {
                    self.add(self.ends.0..ours.at.end, self.ends.1..theirs.at.end);
                    self.flush();
                }
                self.ends = (ours.at.end, theirs.at.end);
            }
            Pair::Changed(q, s) => {
                if let (Some(ours), Some(theirs)) = (ours(q), theirs(s)) {
                    self.add(ours.at.clone(), theirs.at.clone());
                }
            }
            Pair::Missing(q) => {
                if let Some(ours) = ours(q) {
                    self.add(ours.at.clone(), self.ends.1..self.ends.1);
                }
            }
            Pair::Added(s) => {
                if let Some(theirs) = theirs(s) {
                    self.add(self.ends.0..self.ends.0, theirs.at.clone());
                }
            }
        }
        self.followed = matches!(pair, Pair::Same(..));
    }

    /// Joins what differs to a difference directly before it.
    fn add(&mut self, quotation: Range<usize>, source: Range<usize>) {
        self.ends = (quotation.end, source.end);
        let open = self.open.get_or_insert(Difference {
            quotation: quotation.clone(),
            source: source.clone(),
        });
        join(&mut open.quotation, quotation);
        join(&mut open.source, source);
    }

    fn flush(&mut self) {
        self.found.extend(self.open.take());
    }
}

/// Widens a range to take in the next; an empty one only says where nothing stands.
fn join(range: &mut Range<usize>, next: Range<usize>) {
    if range.start >= range.end {
        *range = next;
    } else if !next.is_empty() {
        range.end = next.end;
    }
}
