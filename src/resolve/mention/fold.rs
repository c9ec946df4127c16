//! Words in the form in which names are compared, and the way back to the words as they stand.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::syntax::article::script::unspaced;

/// A text in Unicode's form NFC, with straight apostrophes, plain hyphens, single spaces and no invisible characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// In order, without gaps in `text`.
    pieces: Vec<Piece>,
}

/// What was folded by itself, or a stretch of characters of which each is its own folded form.
#[derive(Clone, Debug)]
struct Piece {
    /// Its first byte in the folded text.
    begin: usize,
    /// Its bytes in the original.
    at: Range<usize>,
    same: bool,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            pieces: Vec::new(),
        };
        let mut start = 0;
        while let Some(rest) = original.get(start..) {
            let same = rest.get(..unfolded(rest)).unwrap_or_default();
            if !same.is_empty() {
                folded.pieces.push(Piece {
                    begin: folded.text.len(),
                    at: start..start + same.len(),
                    same: true,
                });
                folded.text.push_str(same);
                start += same.len();
                continue;
            }
            let Some(piece) = first_piece(rest) else {
                break;
            };
            let range = start..start + piece.len();
            start = range.end;
            folded.push(piece, range, original.get(start..).unwrap_or_default());
        }
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original for bytes of the folded text; none if they begin or end inside an accented letter.
    pub(super) fn original(&self, folded: Range<usize>) -> Option<Range<usize>> {
        let start = self.piece_at(folded.start)?;
        let start = start.at.start + self.inside(start, folded.start)?;
        if folded.end == self.text.len() {
            return Some(start..self.pieces.last()?.at.end);
        }
        let last = self.piece_at(folded.end.checked_sub(1)?)?;
        let end = match last.same {
            true => last.at.start + self.inside(last, folded.end)?,
            // What was folded by itself ends where the next piece begins, or not here.
            false => {
                let next = self.piece_at(folded.end)?;
                (next.begin == folded.end).then_some(last.at.end)?
            }
        };
        Some(start..end)
    }

    /// The piece in which a byte of the folded text is.
    fn piece_at(&self, byte: usize) -> Option<&Piece> {
        if byte >= self.text.len() {
            return None;
        }
        let after = self.pieces.partition_point(|piece| piece.begin <= byte);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// How far into a piece a byte is; none if no character begins there.
    fn inside(&self, piece: &Piece, byte: usize) -> Option<usize> {
        let whole = byte == piece.begin || piece.same && self.text.is_char_boundary(byte);
        whole.then_some(byte - piece.begin)
    }

    fn push(&mut self, piece: &str, range: Range<usize>, after: &str) {
        let begin = self.text.len();
        match piece.chars().next() {
            // A line's end between two Han characters is no space.
            Some(space) if space.is_whitespace() => {
                let joins = piece.contains('\n')
                    && self.text.ends_with(unspaced)
                    && after.starts_with(unspaced);
                if !joins {
                    self.text.push(' ');
                }
            }
            Some('’' | 'ʼ' | '＇' | '‛') => self.text.push('\''),
            Some('‐' | '‑') => self.text.push('-'),
            Some(invisible) if hidden(invisible) => {}
            _ if piece.is_ascii() => self.text.push_str(piece),
            _ => self.text.extend(piece.nfc()),
        }
        if self.text.len() > begin {
            self.pieces.push(Piece {
                begin,
                at: range,
                same: false,
            });
        }
    }
}

/// How many bytes at the start of a text are their own folded form: ASCII with single spaces between, and Han.
fn unfolded(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    let (mut end, mut last) = (0, 0);
    while let Some(&byte) = bytes.get(end) {
        let length = match byte {
            b' ' if end > 0 && at(end + 1).is_ascii_graphic() && at(end - 1).is_ascii_graphic() => {
                1
            }
            _ if byte.is_ascii_graphic() => 1,
            // U+4E00 to U+9FFF.
            0xE5..=0xE9 => 3,
            0xE4 if at(end + 1) >= 0xB8 => 3,
            _ => break,
        };
        last = end;
        end += length;
    }
    // A mark that follows belongs to the last character.
    match at(end).is_ascii() {
        true => end,
        false => last,
    }
}

/// A run of white space, an invisible character, or a character with all that may be composed with it.
fn first_piece(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let after = if first.is_whitespace() {
        // A hidden character between spaces makes no second space.
        rest.trim_start_matches(|next: char| next.is_whitespace() || hidden(next))
    } else if hidden(first) {
        rest
    } else {
        rest.trim_start_matches(attached)
    };
    Some(&text[..text.len() - after.len()])
}

/// Whether a character shows nothing and parts nothing: the soft hyphen, the zero-width space, joiner of words and byte order mark.
fn hidden(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character may be composed with one before it.
fn attached(character: char) -> bool {
    !character.is_ascii()
        && (canonical_combining_class(character) != 0
            || is_nfc_quick(std::iter::once(character)) == IsNormalized::Maybe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lead_back() {
        let original = " e\u{301}’s \u{200B}\r\n小\n米‑x\u{AD}";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), " é's 小米-x");
        let cases = [
            ("é's", "e\u{301}’s"),
            (" 小", " \u{200B}\r\n小"),
            ("小米", "小\n米"),
            ("-x", "‑x"),
            ("x", "x"),
        ];
        for (words, expected) in cases {
            let start = folded.text().find(words).unwrap_or_default();
            let found = folded.original(start..start + words.len());
            assert_eq!(
                found.and_then(|range| original.get(range)),
                Some(expected),
                "{words}"
            );
        }
        assert_eq!(folded.original(2..3), None);
    }

    /// The same, each piece folded by itself.
    fn piece_by_piece(original: &str) -> Folded {
        let mut folded = Folded::default();
        let mut start = 0;
        while let Some(piece) = first_piece(&original[start..]) {
            let range = start..start + piece.len();
            start = range.end;
            folded.push(piece, range, &original[start..]);
        }
        folded
    }

    #[test]
    fn stretches_that_are_their_own_form_change_nothing() {
        const SIGNS: [&str; 18] = [
            "a", "b", "7", " ", " ", "  ", "\n", "-", "’", "‑", "\u{301}", "\u{323}", "é",
            "\u{ad}", "\u{200B}", "米", "粉", "가",
        ];
        let mut state = 5_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..5_000 {
            let signs: Vec<&str> = (0..random(12))
                .map(|_| SIGNS[random(SIGNS.len())])
                .collect();
            let text = signs.concat();
            let (found, expected) = (Folded::new(&text), piece_by_piece(&text));
            assert_eq!(found.text(), expected.text(), "{text:?}");
            let length = found.text().len();
            for (start, end) in (0..length).flat_map(|i| (i + 1..=length).map(move |j| (i, j))) {
                let expected = expected.original(start..end);
                assert_eq!(
                    found.original(start..end),
                    expected,
                    "{text:?} {start} {end}"
                );
            }
        }
    }
}
