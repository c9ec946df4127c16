//! Text reduced to what matters when words are compared, each character mapped back to where it came from.

mod glyph;
mod plain;

use std::ops::Range;

use glyph::{Glyph, read, settle};

/// A normalised text. White space, the shapes of quotation marks, dashes and ellipses, invisible
/// characters and canonically equivalent spellings ([UAX #15](https://www.unicode.org/reports/tr15/))
/// no longer differ in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Normalised {
    text: String,
    /// Where `text` comes from, in order and without gaps in `text`.
    pieces: Vec<Piece>,
}

/// A stretch of the normalised text and the bytes of the original that it stands for.
#[derive(Debug, Clone)]
struct Piece {
    /// Its first byte in the normalised text.
    begin: usize,
    at: Range<usize>,
    /// Whether each character has as many bytes as what it stands for. If not, each stands for all of `at`.
    even: bool,
}

impl Normalised {
    /// The whole of a text.
    pub(super) fn of(text: &str) -> Self {
        Self::of_parts(text, std::iter::once(0..text.len()))
    }

    /// Some parts of a text, in order, as if white space parted them and nothing else stood between.
    ///
    /// What is plain is copied. What stands between two plain stretches is looked at letter by letter, with the letters
    /// before and after it: what comes of it depends on nothing beyond them.
    pub(super) fn of_parts(text: &str, parts: impl Iterator<Item = Range<usize>>) -> Self {
        let mut normalised = Self {
            text: String::with_capacity(text.len()),
            pieces: Vec::new(),
        };
        let mut between = Between::default();
        for part in parts {
            let Some(slice) = text.get(part.clone()) else {
                continue;
            };
            between.glyphs.push(Glyph::gap(part.start));
            let mut i = 0;
            while let Some(c) = slice.get(i..).and_then(|rest| rest.chars().next()) {
                let start = part.start + i;
                let length = plain::length(slice, i);
                let Some(run) = slice.get(i..i + length).filter(|run| !run.is_empty()) else {
                    read(c, start, &mut between.glyphs);
                    i += c.len_utf8();
                    continue;
                };
                let first = Glyph::plain(c, start..start + c.len_utf8());
                between.end(Some(first), &mut normalised);
                normalised.push_even(run, start..start + length);
                i += length;
                between.begin(run, part.start + i);
            }
        }
        between.end(None, &mut normalised);
        normalised.text.shrink_to_fit();
        normalised.pieces.shrink_to_fit();
        normalised
    }

    /// The same text without the difference between small and capital letters.
    pub(super) fn folded(&self) -> Self {
        let mut folded = Self::default();
        for (i, c) in self.text.char_indices() {
            for small in fold_case(c) {
                folded.push(small, self.at(i).unwrap_or_default());
            }
        }
        folded
    }

    /// The normalised text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the normalised text stands for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let upto = range.end.min(self.text.len());
        let first = self.at(range.start);
        match (first, upto.saturating_sub(range.start)) {
            (Some(next), 0) => next.start..next.start,
            (Some(only), 1) => only,
            (Some(first), _) => {
                let end = self.at(upto - 1).map_or(first.end, |last| last.end);
                first.start..end.max(first.start)
            }
            (None, _) => {
                let end = self.pieces.last().map_or(0, |last| last.at.end);
                end..end
            }
        }
    }

    /// The range of the normalised text that stands for a range of the original.
    pub(super) fn normal(&self, original: &Range<usize>) -> Range<usize> {
        let first = self
            .pieces
            .partition_point(|piece| piece.at.end <= original.start);
        let start = match self.pieces.get(first) {
            Some(piece) => {
                let inside = original.start.saturating_sub(piece.at.start);
                let inside = if piece.even { inside } else { 0 };
                self.text.floor_char_boundary(piece.begin + inside)
            }
            None => self.text.len(),
        };
        let after = self
            .pieces
            .partition_point(|piece| piece.at.start < original.end);
        let next = self.pieces.get(after).map_or(self.text.len(), |p| p.begin);
        let end = match after.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) if piece.even => {
                let inside = original.end - piece.at.start;
                self.text
                    .ceil_char_boundary((piece.begin + inside).min(next))
            }
            Some(_) => next,
            None => 0,
        };
        start..end.max(start)
    }

    /// What the character at a byte of the normalised text stands for.
    fn at(&self, byte: usize) -> Option<Range<usize>> {
        if byte >= self.text.len() {
            return None;
        }
        let after = self.pieces.partition_point(|piece| piece.begin <= byte);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        if !piece.even {
            return Some(piece.at.clone());
        }
        let start = self.text.floor_char_boundary(byte) - piece.begin;
        let end = self.text.ceil_char_boundary(byte + 1) - piece.begin;
        Some(piece.at.start + start..piece.at.start + end)
    }

    fn push(&mut self, c: char, at: Range<usize>) {
        if at.len() == c.len_utf8() && self.pieces.last().is_none_or(|last| last.at != at) {
            return self.push_even(c.encode_utf8(&mut [0; 4]), at);
        }
        let begin = self.text.len();
        self.text.push(c);
        // Several characters may stand for one.
        if self
            .pieces
            .last()
            .is_none_or(|last| last.even || last.at != at)
        {
            self.pieces.push(Piece {
                begin,
                at,
                even: false,
            });
        }
    }

    /// Appends words that have as many bytes as what they stand for, character by character.
    fn push_even(&mut self, words: &str, at: Range<usize>) {
        let begin = self.text.len();
        self.text.push_str(words);
        match self.pieces.last_mut() {
            Some(last) if last.even && last.at.end == at.start => last.at.end = at.end,
            _ => self.pieces.push(Piece {
                begin,
                at,
                even: true,
            }),
        }
    }
}

/// What stands between two plain stretches, with the last letter of the first.
#[derive(Default)]
struct Between {
    glyphs: Vec<Glyph>,
    /// Whether the first glyph is that letter.
    after_letter: bool,
}

impl Between {
    /// Begins anew behind a plain stretch that ends at byte `end`.
    fn begin(&mut self, run: &str, end: usize) {
        self.glyphs.clear();
        let last = run.chars().next_back();
        let last = last.map(|c| Glyph::plain(c, end - c.len_utf8()..end));
        self.after_letter = last.is_some();
        self.glyphs.extend(last);
    }

    /// Appends what it comes to before the letter `next`.
    fn end(&mut self, next: Option<Glyph>, normalised: &mut Normalised) {
        let before = usize::from(self.after_letter);
        let after = usize::from(next.is_some());
        if self.glyphs.len() == before {
            return;
        }
        self.glyphs.extend(next);
        let settled = settle(&mut self.glyphs);
        let upto = settled.len() - after.min(settled.len());
        for glyph in settled.get(before..upto).unwrap_or_default() {
            normalised.push(glyph.c, glyph.at.clone());
        }
    }
}

/// A character's small form or forms.
pub(super) fn fold_case(c: char) -> impl Iterator<Item = char> {
    let c = if c == 'ς' { 'σ' } else { c };
    c.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_the_same_text_are_equal() {
        let cases = [
            ("  a\u{a0}b \n\n c\u{3000}d ", "a b c d"),
            ("“a” «b» 「c」 „d‟", "\"a\" \"b\" \"c\" \"d\""),
            ("Mi Fans’ ‹x› ʼ", "Mi Fans' 'x' '"),
            ("wait … what", "wait…what"),
            ("wait. . .what", "wait…what"),
            ("等……", "等…"),
            ("end. Then .. x", "end. Then .. x"),
            ("left. ... Then", "left.…Then"),
            ("high - end", "high-end"),
            ("a -- b --- c — d −1", "a-b-c-d-1"),
            ("用户和\n米粉", "用户和米粉"),
            ("他说“好”\n后来", "他说\"好\"后来"),
            ("经办 Employee", "经办 Employee"),
            ("co\u{ad}op\u{200b}er\u{feff}ate", "cooperate"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("q\u{307}\u{323}", "q\u{323}\u{307}"),
            ("Case, stays! 1.5", "Case, stays! 1.5"),
        ];
        for (text, expected) in cases {
            assert_eq!(Normalised::of(text).text(), expected, "{text:?}");
        }
    }

    #[test]
    fn ranges_map_back_to_whole_characters() {
        let text = "x “caf\u{e9}” . . . y";
        let normalised = Normalised::of(text);
        for (words, expected) in [("\"cafe", "“caf\u{e9}"), ("…", ". . ."), ("y", "y")] {
            let at = normalised.text().find(words).unwrap();
            let original = normalised.original(&(at..at + words.len()));
            assert_eq!(&text[original], expected);
        }
        assert_eq!(normalised.original(&(99..120)), text.len()..text.len());
    }

    #[test]
    fn parts_are_parted_by_one_space() {
        let text = "one|skip|two";
        let normalised = Normalised::of_parts(text, [0..3, 9..12].into_iter());
        assert_eq!(normalised.text(), "one two");
        assert_eq!(normalised.original(&(4..7)), 9..12);
        assert_eq!(Normalised::of_parts("é", std::iter::once(1..9)).text(), "");
    }

    /// What each byte of the normalised text stands for, as it is found without plain stretches.
    fn letter_by_letter(text: &str, parts: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
        let mut glyphs = Vec::new();
        for part in parts {
            glyphs.push(Glyph::gap(part.start));
            for (i, c) in text[part.clone()].char_indices() {
                read(c, part.start + i, &mut glyphs);
            }
        }
        let mut normal = (String::new(), Vec::new());
        for glyph in settle(&mut glyphs) {
            normal.0.push(glyph.c);
            normal.1.resize(normal.0.len(), glyph.at);
        }
        normal
    }

    #[test]
    fn plain_stretches_change_nothing() {
        const SIGNS: [&str; 30] = [
            "a",
            "b",
            "T",
            "7",
            " ",
            " ",
            "  ",
            "\n",
            ".",
            "..",
            ". ",
            "-",
            " - ",
            "—",
            "\"",
            "“",
            "”",
            "'",
            "’",
            ",",
            ")",
            "…",
            "米",
            "粉",
            "，",
            "。",
            "が",
            "é",
            "\u{301}\u{323}",
            "\u{ad}",
        ];
        let mut state = 7_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..20_000 {
            let signs: Vec<&str> = (0..random(16))
                .map(|_| SIGNS[random(SIGNS.len())])
                .collect();
            let text = signs.concat();
            let cut = text.floor_char_boundary(random(text.len() + 1));
            let parts = [0..cut, cut..text.len()];
            let found = Normalised::of_parts(&text, parts.iter().cloned());
            let (expected, origin) = letter_by_letter(&text, &parts);
            assert_eq!(found.text(), expected, "{text:?}");
            let at: Vec<_> = (0..expected.len()).filter_map(|i| found.at(i)).collect();
            assert_eq!(at, origin, "{text:?}");
            for range in [cut..text.len(), cut / 2..cut, 0..cut] {
                let start = origin.iter().take_while(|at| at.end <= range.start).count();
                let end = origin.iter().take_while(|at| at.start < range.end).count();
                assert_eq!(
                    found.normal(&range),
                    start..end.max(start),
                    "{text:?} {range:?}"
                );
            }
        }
    }
}
