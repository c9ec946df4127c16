//! A source as it is looked at: its paragraphs, and its normalised text with what is derived from it on demand.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::lexicon::Lexicon;
use super::normal::Normalised;

/// The paragraphs of a file in order: bytes, number, whether shown.
#[derive(Debug, Default)]
pub(super) struct Paragraphs(Vec<(Range<usize>, u32, bool)>);

impl Paragraphs {
    pub(super) fn new(paragraphs: &[(Range<usize>, u32, bool)]) -> Self {
        let mut paragraphs = paragraphs.to_vec();
        paragraphs.sort_by_key(|(range, ..)| (range.start, range.end));
        Self(paragraphs)
    }

    /// The number of the paragraph at a byte; between paragraphs, of the one before.
    pub(super) fn number_at(&self, byte: usize) -> u32 {
        let after = self.0.partition_point(|(range, ..)| range.start <= byte);
        let found = self.0.get(after.saturating_sub(1));
        found.map_or(1, |(_, number, _)| *number)
    }

    /// The bytes of the paragraphs that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = Range<usize>> {
        let shown = self.0.iter().filter(|(.., shown)| *shown);
        shown.map(|(range, ..)| range.clone())
    }

    /// Whether anything but white space stands outside what is shown.
    pub(super) fn leaves_out_words(&self, text: &str) -> bool {
        let is_blank = |range: Range<usize>| text.get(range).is_none_or(|s| s.trim().is_empty());
        let mut end = 0;
        for shown in self.shown() {
            if !is_blank(end..shown.start) {
                return true;
            }
            end = shown.end.max(end);
        }
        !is_blank(end..text.len())
    }

    /// Those that are not shown and touch `range`.
    pub(super) fn hidden(&self, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.0.partition_point(|(p, ..)| p.end <= range.start);
        let end = range.end;
        let touching = self
            .0
            .iter()
            .skip(first)
            .take_while(move |(p, ..)| p.start < end);
        touching
            .filter(|(.., shown)| !shown)
            .map(|(p, ..)| p.clone())
    }
}

/// A normalised text of a source, made when first asked for, as is what only near misses need.
#[derive(Debug)]
pub(super) struct View {
    text: Arc<str>,
    /// The bytes of the text that are read.
    parts: Vec<Range<usize>>,
    whole: bool,
    normal: OnceLock<Normalised>,
    folded: OnceLock<Normalised>,
    lexicon: OnceLock<Lexicon>,
}

impl View {
    /// A view of the parts that are shown alone.
    pub(super) fn shown(text: &Arc<str>, parts: impl Iterator<Item = Range<usize>>) -> Self {
        Self::new(text, parts.collect(), false)
    }

    /// A view of the whole file.
    pub(super) fn whole(text: &Arc<str>) -> Self {
        Self::new(text, std::iter::once(0..text.len()).collect(), true)
    }

    fn new(text: &Arc<str>, parts: Vec<Range<usize>>, whole: bool) -> Self {
        Self {
            text: Arc::clone(text),
            parts,
            whole,
            normal: OnceLock::new(),
            folded: OnceLock::new(),
            lexicon: OnceLock::new(),
        }
    }

    pub(super) fn normal(&self) -> &Normalised {
        self.normal
            .get_or_init(|| Normalised::of_parts(&self.text, self.parts.iter().cloned()))
    }

    /// Whether paragraphs that are not shown are in it.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Without the difference of small and capital letters.
    pub(super) fn folded(&self) -> &Normalised {
        self.folded.get_or_init(|| self.normal().folded())
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon
            .get_or_init(|| Lexicon::of(self.normal().text()))
    }

    /// The range of the normalised text that stands for a range of the file.
    pub(super) fn normal_range(&self, original: &Range<usize>) -> Range<usize> {
        self.normal().normal(original)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_found_by_byte() {
        let paragraphs = Paragraphs::new(&[(0..4, 1, true), (6..9, 2, false), (10..12, 3, true)]);
        for (byte, number) in [(0, 1), (5, 1), (6, 2), (9, 2), (11, 3), (99, 3)] {
            assert_eq!(paragraphs.number_at(byte), number, "{byte}");
        }
        assert_eq!(paragraphs.shown().collect::<Vec<_>>(), [0..4, 10..12]);
        assert!(paragraphs.hidden(&(3..7)).eq(std::iter::once(6..9)));
        assert_eq!(paragraphs.hidden(&(9..12)).count(), 0);
        assert!(paragraphs.leaves_out_words("long  not one"));
        assert!(!paragraphs.leaves_out_words("long          "));
        assert_eq!(Paragraphs::default().number_at(3), 1);
    }
}
