//! Pipe tables, which may touch the prose around them.

use std::ops::Range;

use super::line::Line;

/// What a line is to a table; the number tells tables apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// No part of a table.
    Prose,
    /// The row above the delimiter row.
    Head(usize),
    /// The row of dashes.
    Delimiter(usize),
    /// A row below it.
    Row(usize),
}

impl Role {
    /// The table's number.
    pub(super) fn table(self) -> Option<usize> {
        match self {
            Self::Prose => None,
            Self::Head(table) | Self::Delimiter(table) | Self::Row(table) => Some(table),
        }
    }
}

/// Finds the tables: a row with a pipe, a delimiter row with the same number of cells, and the rows that follow.
///
/// `fixed` lines are headings by the editor's word, and no part of a table.
pub(super) fn roles(text: &str, lines: &[Line], fixed: impl Fn(&Line) -> bool) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(lines.len());
    let mut open: Option<Open> = None;
    let mut tables = 0;
    for (position, line) in lines.iter().enumerate() {
        let above = position
            .checked_sub(1)
            .and_then(|above| lines.get(above))
            .filter(|line| !fixed(line));
        let last = roles.last().copied();
        if fixed(line) {
            open = None;
            roles.push(Role::Prose);
        } else if let Some(table) = &open
            && table.goes_on(text, line, lines.get(position + 1))
        {
            roles.push(Role::Row(table.number));
        } else if last == Some(Role::Prose)
            && let Some(cells) = above.and_then(|above| begins(text, above, line))
        {
            roles.pop();
            roles.extend([Role::Head(tables), Role::Delimiter(tables)]);
            open = Some(Open {
                number: tables,
                cells,
                led: led(text, line),
            });
            tables += 1;
        } else {
            open = None;
            roles.push(Role::Prose);
        }
    }
    roles
}

/// The trimmed texts of a row's cells, as bytes of `text`; none without a pipe. `\|` is no border.
pub(super) fn cells(text: &str, row: Range<usize>) -> Option<Vec<Range<usize>>> {
    let line = text.get(row.clone())?;
    let mut borders = Vec::new();
    for (position, _) in line.match_indices('|') {
        if !line[..position].ends_with('\\') {
            borders.push(position);
        }
    }
    let last = *borders.last()?;
    let mut cells = Vec::with_capacity(borders.len() + 1);
    let mut start = 0;
    for border in borders {
        if border > 0 {
            cells.push(start..border);
        }
        start = border + 1;
    }
    if last + 1 < line.len() {
        cells.push(start..line.len());
    }
    Some(
        cells
            .into_iter()
            .map(|cell| trimmed(line, cell, row.start))
            .collect(),
    )
}

/// A table whose rows are being read.
struct Open {
    number: usize,
    cells: usize,
    /// Whether its rows begin with a pipe.
    led: bool,
}

impl Open {
    /// A row begins with a pipe as the table's others do, or has as many cells; a blank line between rows needs the pipe.
    fn goes_on(&self, text: &str, line: &Line, below: Option<&Line>) -> bool {
        if self.led && led(text, line) {
            return !(line.gap && below.is_some_and(|below| begins(text, line, below).is_some()));
        }
        !self.led
            && !line.gap
            && cells(text, line.range.clone()).is_some_and(|cells| cells.len() == self.cells)
    }
}

/// The number of cells, if two lines are a table's head and its delimiter row.
fn begins(text: &str, head: &Line, delimiter: &Line) -> Option<usize> {
    let dashes = &text[delimiter.range.clone()];
    if !dashes
        .chars()
        .all(|character| matches!(character, '|' | '-' | ':' | ' ' | '\t'))
    {
        return None;
    }
    let columns = cells(text, delimiter.range.clone())?;
    let sound = columns.iter().all(|cell| {
        let dashes = &text[cell.clone()];
        let dashes = dashes.strip_prefix(':').unwrap_or(dashes);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    });
    let near = !delimiter.gap || (led(text, head) && led(text, delimiter));
    let same = cells(text, head.range.clone())?.len() == columns.len();
    (sound && near && same && !columns.is_empty()).then_some(columns.len())
}

/// Whether a line begins with a pipe.
fn led(text: &str, line: &Line) -> bool {
    text[line.range.clone()].starts_with('|')
}

fn trimmed(line: &str, cell: Range<usize>, offset: usize) -> Range<usize> {
    let words = &line[cell.clone()];
    let start = cell.start + words.len() - words.trim_start().len();
    let end = start + words.trim().len();
    offset + start..offset + end
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn tables_are_found_between_prose() {
        let cases = [
            ("Prose:\n| a | b |\n|---|---|\n| 1 | 2 |\nProse", "phdrp"),
            ("a | b\n:-|-:\n1 | 2\n1 | 2 | 3", "hdrp"),
            ("| a | b |\n\n|---|---|\n\n| 1 | 2 |\n\nProse | x", "hdrp"),
            ("| a | b |\n|---|\n| 1 | 2 |", "ppp"),
            ("prose\n---|---\n", "pp"),
            ("a | b\n\n---|---", "pp"),
            ("a\n---", "pp"),
            ("|---|---|\n|---|---|", "hd"),
            ("| a |\n|---|\n\n| b |\n|---|\n| 1 |", "hdhdr"),
            ("| a |\n| - x |\n", "pp"),
        ];
        for (text, expected) in cases {
            let roles = roles(text, &lines(text, &[]), |_| false);
            let seen: String = roles
                .iter()
                .map(|role| match role {
                    Role::Prose => 'p',
                    Role::Head(_) => 'h',
                    Role::Delimiter(_) => 'd',
                    Role::Row(_) => 'r',
                })
                .collect();
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn cells_are_trimmed() {
        let cases: [(&str, Option<&[&str]>); 6] = [
            ("| a | b c |", Some(&["a", "b c"])),
            ("a|b", Some(&["a", "b"])),
            ("| a \\| b || 小米 ", Some(&["a \\| b", "", "小米"])),
            ("|", Some(&[])),
            ("none", None),
            ("only \\| escaped", None),
        ];
        for (row, expected) in cases {
            let found = cells(row, 0..row.len());
            let found: Option<Vec<&str>> =
                found.map(|cells| cells.into_iter().map(|cell| &row[cell]).collect());
            assert_eq!(found.as_deref(), expected, "{row}");
        }
    }
}
