//! The words of a run of parts as one string, each character traced back to its part and to the file.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Part, What};

/// Stands for a citation in the string: no author writes it, and no word ends with it.
pub(super) const CITED: char = '\u{fffc}';

/// Words and where they come from.
#[derive(Default)]
pub(super) struct Flat {
    /// The words.
    pub(super) text: String,
    spans: Vec<Span>,
}

/// A stretch of the string that comes from one part.
struct Span {
    start: usize,
    part: usize,
}

/// A place in a part's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) part: usize,
    pub(super) offset: usize,
}

impl Flat {
    /// Adds what `parts[part]` says.
    pub(super) fn add(&mut self, part: usize, what: &What) {
        let start = self.text.len();
        match what {
            What::Event(Event::Text(words) | Event::Code(words) | Event::InlineMath(words)) => {
                self.text.push_str(words)
            }
            What::Event(Event::SoftBreak | Event::HardBreak) => self.text.push('\n'),
            What::Citation(..) => self.text.push(CITED),
            _ => return,
        }
        self.spans.push(Span { start, part });
    }

    /// Adds words that are no part's, such as the break between two paragraphs.
    pub(super) fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Where the character at `at` comes from; at a seam, the part that begins there.
    pub(super) fn spot(&self, at: usize) -> Spot {
        let index = self.spans.partition_point(|span| span.start <= at);
        let span = index.checked_sub(1).and_then(|index| self.spans.get(index));
        span.map_or(Spot { part: 0, offset: 0 }, |span| Spot {
            part: span.part,
            offset: at - span.start,
        })
    }

    /// Where the character that ends just before `at` comes from, as the place after it.
    pub(super) fn spot_after(&self, at: usize) -> Spot {
        let before = self.text[..at]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        let spot = self.spot(at - before);
        Spot {
            part: spot.part,
            offset: spot.offset + before,
        }
    }

    /// The file's bytes of a stretch of the string.
    pub(super) fn bytes(&self, parts: &[Part], range: Range<usize>) -> Range<usize> {
        let start = self.spot(range.start);
        let end = self.spot_after(range.end);
        let first = &parts[start.part].range;
        let last = &parts[end.part].range;
        let start = if is_verbatim(&parts[start.part]) {
            first.start + start.offset
        } else {
            first.start
        };
        let end = if is_verbatim(&parts[end.part]) {
            last.start + end.offset
        } else {
            last.end
        };
        start..end.max(start)
    }
}

/// Whether a part's words stand in the file letter for letter, so that offsets in both are the same.
fn is_verbatim(part: &Part) -> bool {
    matches!(&part.what, What::Event(Event::Text(words)) if words.len() == part.range.len())
}
