//! A quotation read as pieces of its source, with the gaps and insertions that its author marked.

use std::ops::Range;

use super::normal::Normalised;

/// The longest text, in characters, that one `[insertion]` may stand for.
const INSERTION: usize = 60;

/// More gaps than anyone would mark; beyond them a quotation is only read literally.
const MAX_PIECES: usize = 100;

/// The longest bracket, in bytes, that is read as an insertion; a longer one is text.
const MAX_BRACKET: usize = 600;

/// One way to read a quotation; ranges are those of its normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// Words that stand in the source as they are, in order; never empty.
    pub(super) pieces: Vec<Piece>,
    /// Whether nothing was left out or put in.
    pub(super) literal: bool,
}

/// A run of words of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) at: Range<usize>,
    /// What may stand between the piece before and this one.
    pub(super) after: Reach,
    /// Whether an insertion touches it, so that it may begin or end inside a word: `[t]he`, `compan[ies]`.
    pub(super) open_start: bool,
    pub(super) open_end: bool,
}

/// How far apart two pieces may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Anywhere near: a `…`.
    Gap,
    /// At most so many characters: an insertion.
    Characters(usize),
}

/// Every reading of a quotation, the most literal first; none if it holds no words.
pub(super) fn readings(quotation: &Normalised) -> Vec<Pattern> {
    let text = quotation.text();
    let Some(plain) = literal(text) else {
        return Vec::new();
    };
    let mut readings = vec![plain];
    readings.extend(marked(text));
    readings.retain(|pattern| holds_words(text, pattern));
    readings
        .into_iter()
        .flat_map(|pattern| {
            let shorter = without_stop(text, &pattern);
            [Some(pattern), shorter]
        })
        .flatten()
        .collect()
}

/// The quotation as its words stand, ellipses and brackets included.
fn literal(text: &str) -> Option<Pattern> {
    let piece = Piece {
        at: 0..text.len(),
        after: Reach::Gap,
        open_start: false,
        open_end: false,
    };
    (!text.is_empty()).then(|| Pattern {
        pieces: vec![piece],
        literal: true,
    })
}

/// The quotation cut at its gaps and insertions, if it has any.
fn marked(text: &str) -> Option<Pattern> {
    let mut reader = Reader {
        text,
        pieces: Vec::new(),
        start: 0,
        reach: Reach::Characters(0),
        touches: false,
    };
    let mut cuts = 0;
    let mut from = 0;
    while let Some((at, reach)) = next_mark(text, from) {
        reader.cut(&at, reach);
        from = at.end;
        cuts += 1;
        if cuts > MAX_PIECES {
            return None;
        }
    }
    reader.close(text.len(), false);
    (cuts > 0 && !reader.pieces.is_empty()).then_some(Pattern {
        pieces: reader.pieces,
        literal: false,
    })
}

/// The pieces read so far, and what stands before the one being read.
struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    start: usize,
    reach: Reach,
    touches: bool,
}

impl Reader<'_> {
    /// Ends the piece before a mark and begins the one after it.
    fn cut(&mut self, mark: &Range<usize>, reach: Reach) {
        let insertion = reach != Reach::Gap;
        self.close(mark.start, insertion);
        self.start = mark.end;
        self.touches = insertion;
        self.reach = match (self.reach, reach) {
            (Reach::Characters(a), Reach::Characters(b)) => Reach::Characters(a + b),
            _ => Reach::Gap,
        };
    }

    /// Keeps the piece that ends here, if it holds anything.
    fn close(&mut self, end: usize, insertion: bool) {
        let slice = self.text.get(self.start..end).unwrap_or_default();
        let from = self.start + (slice.len() - slice.trim_start().len());
        let to = from + slice.trim().len();
        let mut beside = from - self.start;
        // A stop or a comma alone beside a gap says nothing about the source.
        if slice.contains(char::is_alphanumeric) {
            self.pieces.push(Piece {
                at: from..to,
                after: longer(self.reach, beside),
                open_start: self.touches && from == self.start,
                open_end: insertion && to == end,
            });
            self.reach = Reach::Characters(0);
            beside = end - to;
        } else {
            beside = slice.chars().count();
        }
        // The spaces around an insertion stand in the source too, beside what it stands for.
        self.reach = longer(self.reach, beside);
    }
}

fn longer(reach: Reach, by: usize) -> Reach {
    match reach {
        Reach::Gap => Reach::Gap,
        Reach::Characters(n) => Reach::Characters(n + by),
    }
}

/// The next ellipsis or bracket at or after `from`.
fn next_mark(text: &str, from: usize) -> Option<(Range<usize>, Reach)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += rest.find(['…', '['])?;
        let rest = text.get(at..)?;
        if rest.starts_with('…') {
            return Some((at..at + '…'.len_utf8(), Reach::Gap));
        }
        if let Some(length) = bracket(rest) {
            let gap = rest.get(..length) == Some("[…]");
            let reach = if gap {
                Reach::Gap
            } else {
                Reach::Characters(INSERTION)
            };
            return Some((at..at + length, reach));
        }
        at += 1;
    }
}

/// The length of the bracket that `rest` begins with, if it is closed and holds no other.
fn bracket(rest: &str) -> Option<usize> {
    let limit = rest.floor_char_boundary(MAX_BRACKET.min(rest.len()));
    let inner = rest.get(1..limit)?;
    let end = inner.find(['[', ']'])?;
    inner[end..].starts_with(']').then_some(end + 2)
}

fn holds_words(text: &str, pattern: &Pattern) -> bool {
    let mut pieces = pattern.pieces.iter();
    pieces.any(|piece| text[piece.at.clone()].contains(char::is_alphanumeric))
}

/// The same reading without the one final comma or full stop that house styles put inside the marks.
fn without_stop(text: &str, pattern: &Pattern) -> Option<Pattern> {
    let stop = text.chars().next_back()?;
    let last = pattern.pieces.last()?;
    if !matches!(stop, '.' | ',' | '。' | '，') || last.at.end != text.len() {
        return None;
    }
    let mut shorter = pattern.clone();
    let piece = shorter.pieces.last_mut()?;
    let kept = text.get(piece.at.start..piece.at.end - stop.len_utf8())?;
    piece.at.end = piece.at.start + kept.trim_end().len();
    holds_words(text, &shorter).then_some(shorter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each reading as its pieces, an open side shown as `~`.
    fn shown(quotation: &str) -> Vec<Vec<String>> {
        let normalised = Normalised::of(quotation);
        let side = |open: bool| if open { "~" } else { "" };
        let piece = |p: &Piece| {
            let words = &normalised.text()[p.at.clone()];
            format!("{}{words}{}", side(p.open_start), side(p.open_end))
        };
        readings(&normalised)
            .iter()
            .map(|pattern| pattern.pieces.iter().map(piece).collect())
            .collect()
    }

    #[test]
    fn quotations_are_read_literally_first_and_then_in_pieces() {
        let cases: [(&str, &[&[&str]]); 10] = [
            ("two words", &[&["two words"]]),
            ("the end.", &[&["the end."], &["the end"]]),
            ("a … b", &[&["a…b"], &["a", "b"]]),
            ("a [. . .] b", &[&["a […] b"], &["a", "b"]]),
            ("[t]he end", &[&["[t]he end"], &["~he end"]]),
            (
                "compan[ies] are",
                &[&["compan[ies] are"], &["compan~", "are"]],
            ),
            ("a [big] b", &[&["a [big] b"], &["a", "b"]]),
            ("odd [ bracket", &[&["odd [ bracket"]]),
            // Its only letter is the editor's: no piece is the source's.
            ("… . [x]", &[&["…. [x]"]]),
            (" … ,", &[]),
        ];
        for (quotation, expected) in cases {
            assert_eq!(shown(quotation), expected, "{quotation}");
        }
    }

    #[test]
    fn insertions_reach_sixty_characters_and_the_spaces_beside_them() {
        let reach = |quotation: &str| {
            let readings = readings(&Normalised::of(quotation));
            readings[1].pieces[1].after
        };
        assert_eq!(reach("compan[ies]s"), Reach::Characters(60));
        assert_eq!(reach("a [big] b"), Reach::Characters(62));
        assert_eq!(reach("a [big] [red] b"), Reach::Characters(123));
        assert_eq!(reach("a [big] … b"), Reach::Gap);
    }

    #[test]
    fn a_hostile_number_of_gaps_is_read_literally_only() {
        let quotation = "a[x] ".repeat(10_000);
        assert_eq!(readings(&Normalised::of(&quotation)).len(), 1);
    }
}
