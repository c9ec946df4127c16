//! The passage of a file that a verified quotation takes up, as ranges of bytes.

use std::ops::Range;

use super::normal::Normalised;
use super::view::Paragraphs;

/// A passage under construction: pieces with nothing left out between them are one range.
pub(super) struct Passage<'a> {
    text: &'a str,
    paragraphs: &'a Paragraphs,
    pub(super) ranges: Vec<Range<usize>>,
}

/// A longer stretch between two pieces, in bytes, is no mark that stands in the source as well.
const MAX_MARK: usize = 1_000;

impl<'a> Passage<'a> {
    pub(super) fn new(text: &'a str, paragraphs: &'a Paragraphs) -> Self {
        Self {
            text,
            paragraphs,
            ranges: Vec::new(),
        }
    }

    /// Adds the next piece. `mark` is the normalised text that the quotation has between it and the one before.
    pub(super) fn add(&mut self, piece: Range<usize>, mark: &str) {
        let text = self.text;
        match self.ranges.last_mut() {
            Some(last) if is_nothing(text, last.end..piece.start, mark) => {
                last.end = piece.end.max(last.end);
            }
            _ => self.ranges.push(piece),
        }
    }

    /// Whether some of the passage is in paragraphs that are not shown.
    pub(super) fn is_hidden(&self) -> bool {
        let mut ranges = self.ranges.iter();
        ranges.any(|range| self.paragraphs.hidden(range).next().is_some())
    }

    /// The passage without the paragraphs in its midst that are not shown.
    pub(super) fn visible(self) -> Vec<Range<usize>> {
        let mut visible = Vec::new();
        for range in self.ranges {
            let mut start = range.start;
            for hidden in self.paragraphs.hidden(&range) {
                visible.push(start..hidden.start.max(start));
                start = hidden.end.max(start);
            }
            visible.push(start..range.end.max(start));
        }
        let trimmed = visible.into_iter().map(|range| trim(self.text, range));
        trimmed.filter(|range| range.start < range.end).collect()
    }
}

/// Whether nothing is left out between two pieces: white space alone, or the quotation's own mark.
fn is_nothing(text: &str, between: Range<usize>, mark: &str) -> bool {
    match text.get(between.start..between.end.max(between.start)) {
        Some(between) if between.trim().is_empty() => true,
        Some(between) if between.len() <= MAX_MARK => Normalised::of(between).text() == mark.trim(),
        _ => false,
    }
}

/// A range without the white space at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_with_nothing_left_out_between_them_are_one() {
        let text = "one  two … three [4] five, hidden six";
        let hidden = text.find("hidden").unwrap();
        let paragraphs = Paragraphs::new(&[(0..hidden, 1, true), (hidden..hidden + 6, 2, false)]);
        let mut passage = Passage::new(text, &paragraphs);
        for (words, mark) in [
            ("one", ""),
            ("two", " "),
            ("three", "…"),
            ("five", " … "),
            (", hidden six", ""),
        ] {
            let at = text.find(words).unwrap();
            passage.add(at..at + words.len(), mark);
        }
        assert!(passage.is_hidden());
        let shown: Vec<&str> = passage.visible().into_iter().map(|r| &text[r]).collect();
        assert_eq!(shown, ["one  two … three", "five,", "six"]);
    }
}
