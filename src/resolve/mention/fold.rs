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
    /// Where each piece that was folded by itself begins in `text`, and its bytes in the original. In order, without gaps in `text`.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            pieces: Vec::with_capacity(original.len()),
        };
        let mut start = 0;
        while let Some(piece) = original.get(start..).and_then(first_piece) {
            let range = start..start + piece.len();
            folded.push(
                piece,
                range.clone(),
                original.get(range.end..).unwrap_or_default(),
            );
            start = range.end;
        }
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original for bytes of the folded text; none if they begin or end inside an accented letter.
    pub(super) fn original(&self, folded: Range<usize>) -> Option<Range<usize>> {
        let first = self
            .pieces
            .binary_search_by_key(&folded.start, |piece| piece.0)
            .ok()?;
        let after = match folded.end == self.text.len() {
            true => self.pieces.len(),
            false => self
                .pieces
                .binary_search_by_key(&folded.end, |piece| piece.0)
                .ok()?,
        };
        let last = self.pieces.get(after.checked_sub(1)?)?;
        Some(self.pieces.get(first)?.1.start..last.1.end)
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
            self.pieces.push((begin, range));
        }
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
}
