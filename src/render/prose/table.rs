//! Tables in a box of their own that scrolls, without inline styles.

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::Writer;
use super::element::End;
use crate::case::Piece;
use crate::render::escape;

/// The table being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Table {
    /// A cell is finished.
    pub(super) fn next_column(&mut self) {
        self.column += 1;
    }

    fn class(&self) -> &'static str {
        match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-start\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::None) | None => "",
        }
    }
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: &[Alignment]) {
        self.table = Table {
            alignments: alignments.to_vec(),
            ..Table::default()
        };
        // The keyboard must reach what scrolls; a group, unlike a region, is no landmark.
        let label = escape::attribute(&self.words("prose.table"));
        let start = format!(
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">\n<table>\n"
        );
        self.open(
            End::Tag(TagEnd::Table),
            start,
            "</tbody>\n</table>\n</div>\n",
        );
    }

    pub(super) fn table_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.open(
            End::Tag(TagEnd::TableHead),
            "<thead>\n<tr>",
            "</tr>\n</thead>\n",
        );
    }

    pub(super) fn table_body(&mut self) {
        self.table.in_head = false;
        self.html.push_str("<tbody>\n");
    }

    pub(super) fn table_row(&mut self) {
        self.table.column = 0;
        self.open(End::Tag(TagEnd::TableRow), "<tr>", "</tr>\n");
    }

    /// A cell. An empty one in the head, over the names of rows, heads nothing.
    pub(super) fn table_cell(&mut self, at: usize) {
        let next = self.prose.pieces.get(at + 1);
        let is_empty = matches!(next, Some(Piece::Event(Event::End(TagEnd::TableCell))));
        let class = self.table.class();
        let (start, end) = match self.table.in_head && !is_empty {
            true => (format!("<th scope=\"col\"{class}>"), "</th>"),
            false => (format!("<td{class}>"), "</td>"),
        };
        self.open(End::Tag(TagEnd::TableCell), start, end);
    }
}
