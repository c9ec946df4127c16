//! From bytes of a file to the lines and columns that people and editors count in.

use std::collections::BTreeMap;

use super::{Diagnostic, Diagnostics, Place, Rule, Severity};
use crate::input::Inputs;

/// A diagnostic with its places in lines and columns: what every output format is made from.
#[derive(Clone, Debug)]
pub struct Located<'a> {
    /// Which rule it breaks.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: &'a str,
    /// What to write instead.
    pub help: Option<&'a str>,
    /// Where; `None` where the finding belongs to no file.
    pub spot: Option<Spot<'a>>,
    /// Other places, each with what stands there.
    pub related: Vec<(Spot<'a>, &'a str)>,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Spot<'a> {
    /// The file, relative to the case's root, with `/`.
    pub file: &'a str,
    /// Lines and columns; `None` for what has no text, such as a file that couldn't be read.
    pub span: Option<Span>,
    /// The file's lines, for whoever shows the source.
    pub lines: Option<&'a Lines<'a>>,
    /// Bytes of the file, inside it.
    pub bytes: std::ops::Range<usize>,
}

/// A stretch of text from one position up to, but not including, another. An empty one lies between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first character.
    pub start: Position,
    /// The character after its last.
    pub end: Position,
}

/// A line and a column, both from 1. Columns count Unicode characters; a byte order mark is none,
/// and a carriage return before a line feed belongs to the line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// The files that a run's diagnostics point to, each indexed once.
#[derive(Debug)]
pub struct Locator<'a>(BTreeMap<&'a str, Lines<'a>>);

impl<'a> Locator<'a> {
    /// Indexes each file that one of `diagnostics` names.
    pub fn new(diagnostics: &'a Diagnostics, inputs: &'a Inputs) -> Self {
        let places = diagnostics.iter().flat_map(places);
        let mut files = BTreeMap::new();
        for place in places {
            let file: &str = &place.file;
            if let (false, Some(bytes)) = (files.contains_key(file), inputs.files.get(file)) {
                files.insert(file, Lines::new(bytes));
            }
        }
        Locator(files)
    }

    /// Gives a diagnostic its lines and columns.
    pub fn locate<'b>(&'b self, diagnostic: &'b Diagnostic) -> Located<'b> {
        Located {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            spot: diagnostic.place.as_ref().map(|place| self.spot(place)),
            related: diagnostic
                .related
                .iter()
                .map(|related| (self.spot(&related.place), related.message.as_str()))
                .collect(),
        }
    }

    fn spot<'b>(&'b self, place: &'b Place) -> Spot<'b> {
        let lines = self.0.get(&*place.file);
        let length = lines.map_or(0, |lines| lines.bytes.len());
        let start = place.range.start.min(length);
        let bytes = start..place.range.end.clamp(start, length);
        Spot {
            file: &place.file,
            span: lines.map(|lines| Span {
                start: lines.position(bytes.start),
                end: lines.position(bytes.end),
            }),
            lines,
            bytes,
        }
    }
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    diagnostic
        .place
        .iter()
        .chain(diagnostic.related.iter().map(|related| &related.place))
}

/// Where a file's lines begin, and how many characters lie before every so many bytes:
/// without the latter, a thousand findings in a line of a megabyte would count a thousand megabytes.
#[derive(Debug)]
pub struct Lines<'a> {
    bytes: &'a [u8],
    starts: Vec<usize>,
    /// (byte, characters before it), about every `STRIDE` bytes.
    counted: Vec<(usize, usize)>,
}

const STRIDE: usize = 1024;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl<'a> Lines<'a> {
    /// Indexes a file's bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        let text_start = if bytes.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Lines {
            bytes,
            starts: std::iter::once(text_start)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
            counted: count_characters(bytes, text_start),
        }
    }

    /// The line and column of a byte; of the file's end for any byte beyond it.
    pub fn position(&self, byte: usize) -> Position {
        let line = self
            .starts
            .partition_point(|start| *start <= byte)
            .saturating_sub(1);
        let (start, end) = self.bounds(line);
        Position {
            line: line + 1,
            column: self
                .characters_before(byte.clamp(start, end))
                .saturating_sub(self.characters_before(start))
                + 1,
        }
    }

    /// The bytes of a line counted from 0, without its end.
    pub fn bounds(&self, line: usize) -> (usize, usize) {
        let length = self.bytes.len();
        let start = self.starts.get(line).copied().unwrap_or(length);
        let Some(next) = self.starts.get(line + 1) else {
            return (start, length);
        };
        let end = next.saturating_sub(1).max(start);
        let carriage_return = end > start && self.bytes.get(end - 1) == Some(&b'\r');
        (start, end - usize::from(carriage_return))
    }

    /// Bytes of the file; nothing where the range doesn't lie in it.
    pub fn slice(&self, range: std::ops::Range<usize>) -> &'a [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    fn characters_before(&self, byte: usize) -> usize {
        let nearest = self.counted.partition_point(|(at, _)| *at <= byte);
        let (from, count) = nearest
            .checked_sub(1)
            .and_then(|at| self.counted.get(at))
            .copied()
            .unwrap_or((byte, 0));
        count
            + self
                .slice(from..byte)
                .utf8_chunks()
                .map(characters)
                .sum::<usize>()
    }
}

/// What isn't UTF-8 counts as the replacement character that stands for it on a screen.
fn characters(chunk: std::str::Utf8Chunk<'_>) -> usize {
    chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty())
}

fn count_characters(bytes: &[u8], start: usize) -> Vec<(usize, usize)> {
    let (mut at, mut count) = (start, 0);
    let mut counted = vec![(at, count)];
    let mut step = |length: usize| {
        at += length;
        count += 1;
        if counted.last().is_none_or(|(last, _)| at - last >= STRIDE) {
            counted.push((at, count));
        }
    };
    for chunk in bytes.get(start..).unwrap_or_default().utf8_chunks() {
        chunk.valid().chars().for_each(|c| step(c.len_utf8()));
        if !chunk.invalid().is_empty() {
            step(chunk.invalid().len());
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_at_line_feeds() {
        let cases: &[(&[u8], usize, (usize, usize))] = &[
            (b"", 0, (1, 1)),
            (b"abc", 9, (1, 4)),
            (b"a\nb", 1, (1, 2)),
            (b"a\nb", 2, (2, 1)),
            (b"a\n", 2, (2, 1)),
            (b"a\r\nb", 1, (1, 2)),
            (b"a\r\nb", 2, (1, 2)),
            (b"a\r\nb", 3, (2, 1)),
            (b"a\rb\nc", 2, (1, 3)),
            ("米粉\n粉".as_bytes(), 3, (1, 2)),
            ("米粉\n粉".as_bytes(), 10, (2, 2)),
            ("\u{feff}ab".as_bytes(), 0, (1, 1)),
            ("\u{feff}ab".as_bytes(), 3, (1, 1)),
            ("\u{feff}ab".as_bytes(), 4, (1, 2)),
            (b"a\xffb", 2, (1, 3)),
            (b"a\xe7\xb1 b", 3, (1, 3)),
        ];
        for (bytes, byte, (line, column)) in cases {
            let expected = Position {
                line: *line,
                column: *column,
            };
            assert_eq!(
                Lines::new(bytes).position(*byte),
                expected,
                "{bytes:?} at {byte}"
            );
        }
    }

    #[test]
    fn counting_from_a_mark_equals_counting_from_the_start() {
        let text = "米a\u{301}b".repeat(3_000);
        let lines = Lines::new(text.as_bytes());
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(lines.position(at).column, count + 1);
        }
    }
}
