//! The lines of an article that hold anything.

use std::ops::{Range, RangeInclusive};

/// A line with something visible in it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number in the file, from 1, blank lines counted.
    pub(super) number: u32,
    /// Its bytes from the first visible character to the last.
    pub(super) range: Range<usize>,
    /// How far it is indented, in columns; a tab goes on to the next multiple of four.
    pub(super) indent: usize,
    /// Whether a blank line, or the file's start, is directly above.
    pub(super) gap: bool,
    /// Whether it is not to be shown.
    pub(super) omitted: bool,
}

/// Splits a text into its lines and leaves out the blank ones.
pub(super) fn lines(text: &str, omit: &[RangeInclusive<u32>]) -> Vec<Line> {
    let mut omit: Vec<_> = omit.iter().collect();
    omit.sort_by_key(|range| *range.start());
    let mut omit = omit.into_iter().peekable();
    let (mut lines, mut offset, mut gap, mut omitted_to) = (Vec::new(), 0, true, 0);
    for (line, number) in text.split_inclusive('\n').zip(1u32..) {
        while let Some(range) = omit.next_if(|range| *range.start() <= number) {
            omitted_to = omitted_to.max(*range.end());
        }
        let content = line.trim_start_matches(blank);
        let start = offset + line.len() - content.len();
        let length = content.trim_end_matches(blank).len();
        if length > 0 {
            let indent = indent(&line[..line.len() - content.len()]);
            lines.push(Line {
                number,
                range: start..start + length,
                indent,
                gap,
                omitted: number <= omitted_to,
            });
        }
        gap = length == 0;
        offset += line.len();
    }
    lines
}

/// Whether a character shows nothing at the edge of a line: white space, or one without any width, such as a byte order mark.
pub(super) fn blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn indent(space: &str) -> usize {
    space.chars().fold(0, |column, character| match character {
        '\t' => column / 4 * 4 + 4,
        '\u{3000}' => column + 2,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => column,
        _ => column + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen<'a>(
        text: &'a str,
        omit: &[RangeInclusive<u32>],
    ) -> Vec<(u32, &'a str, usize, bool, bool)> {
        let lines = lines(text, omit);
        lines
            .into_iter()
            .map(|line| {
                (
                    line.number,
                    &text[line.range],
                    line.indent,
                    line.gap,
                    line.omitted,
                )
            })
            .collect()
    }

    #[test]
    fn lines_are_trimmed_and_numbered() {
        let text = "\u{FEFF}One\r\n\r\n\u{3000}\u{3000}二 三\u{A0}\r\n \t x\n\u{200B}\nlast";
        let expected = [
            (1, "One", 0, true, false),
            (3, "二 三", 4, true, false),
            (4, "x", 5, false, false),
            (6, "last", 0, true, false),
        ];
        assert_eq!(seen(text, &[]), expected);
        for empty in ["", "\n", "\u{FEFF}", " \r\n\t"] {
            assert!(seen(empty, &[]).is_empty());
        }
    }

    #[test]
    fn omitted_ranges_may_overlap_in_any_order() {
        let omit = [5..=5, 1..=3, 2..=2, 9..=900];
        let omitted: Vec<_> = seen("a\nb\nc\nd\ne\nf\n", &omit)
            .into_iter()
            .filter(|line| line.4)
            .map(|line| line.0)
            .collect();
        assert_eq!(omitted, [1, 2, 3, 5]);
    }
}
