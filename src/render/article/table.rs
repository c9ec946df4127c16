//! An article's table: a real table whose text is still the article's, pipes and delimiter row included.

use std::fmt::Write as _;
use std::ops::Range;

use super::Writer;
use crate::case::Paragraph;
use crate::render::escape;
use crate::syntax::article::{Shape, Table};

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &Table) {
        let rows: Vec<(usize, &'a Paragraph)> = table
            .rows
            .iter()
            .filter_map(|at| Some((*at, self.paragraph(*at)?)))
            .collect();
        let columns = rows.iter().map(|(_, row)| row.cells.len()).max();
        let columns = columns.unwrap_or(1).max(1);
        let label = escape::attribute(&self.words.or_key("article.table"));
        let _ = writeln!(
            self.html,
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">\n<table class=\"as-written\">"
        );
        let heads = rows.iter().take_while(|(_, row)| is_head(row)).count();
        let (head, body) = rows.split_at(heads);
        self.section("thead", head, columns);
        self.section("tbody", body, columns);
        self.html.push_str("</table>\n</div>\n");
    }

    fn section(&mut self, element: &str, rows: &[(usize, &'a Paragraph)], columns: usize) {
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(self.html, "<{element}>");
        for (at, row) in rows {
            self.row(row, columns);
            self.delimiter(*at, columns);
        }
        let _ = writeln!(self.html, "</{element}>");
    }

    /// A row of cells; what stands before and between them goes into the cell after, what is behind into the last.
    fn row(&mut self, row: &'a Paragraph, columns: usize) {
        self.start("tr", row);
        let whole = 0..row.text.len();
        let cells = match row.cells.as_slice() {
            [] => std::slice::from_ref(&whole),
            cells => cells,
        };
        let mut written = 0;
        for (at, cell) in cells.iter().enumerate() {
            // The last cell of a short row reaches to the table's edge.
            let is_last = at + 1 == cells.len();
            let end = if is_last { whole.end } else { cell.end };
            let width = if is_last {
                columns.saturating_sub(at)
            } else {
                1
            };
            self.cell(row, cell, written..end, width, at == 0);
            written = cell.end;
        }
        self.html.push_str("</tr>\n");
        self.next = row.number.saturating_add(1);
    }

    /// A cell within a range of its row. A heading cell without words heads nothing.
    fn cell(
        &mut self,
        row: &'a Paragraph,
        cell: &Range<usize>,
        range: Range<usize>,
        width: usize,
        first: bool,
    ) {
        let (element, scope) = match is_head(row) && !cell.is_empty() {
            true => ("th", " scope=\"col\""),
            false => ("td", ""),
        };
        let _ = write!(self.html, "<{element}{scope}");
        if width > 1 {
            let _ = write!(self.html, " colspan=\"{width}\"");
        }
        self.html.push('>');
        if first {
            self.permalink(row);
        }
        self.pipes(row, range.start..cell.start);
        self.words_of(row, cell.clone());
        self.pipes(row, cell.end..range.end);
        let _ = write!(self.html, "</{element}>");
    }

    /// What stands between two cells.
    fn pipes(&mut self, row: &Paragraph, range: Range<usize>) {
        let text = row.text.get(range).unwrap_or_default();
        if !text.is_empty() {
            let text = escape::text(text);
            let _ = write!(
                self.html,
                "<span class=\"pipe\" aria-hidden=\"true\">{text}</span>"
            );
        }
    }

    /// The row of dashes under the row at a position: text of the article, but nothing to read.
    fn delimiter(&mut self, at: usize, columns: usize) {
        if let Some(text) = self.delimiters.get(&at) {
            let _ = writeln!(
                self.html,
                "<tr class=\"delimiter\" aria-hidden=\"true\"><td colspan=\"{columns}\"><span class=\"pipe\">{}</span></td></tr>",
                escape::text(text)
            );
        }
    }
}

fn is_head(row: &Paragraph) -> bool {
    matches!(row.shape, Shape::Row { head: true })
}
