//! A seed's plain text as paragraphs, headings, lists and tables.
//!
//! Everything visible in the file is in exactly one paragraph or delimiter row, in the file's order; what is not recognised is a paragraph.

mod heading;
mod label;
mod line;
mod list;
mod marker;
pub mod script;
mod sentence;
mod table;
mod wrap;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use line::Line;
use marker::{Kind, marker};
use table::Role;

pub use sentence::{sentences, truncated};

/// Reads an article.
pub fn parse(text: &str, form: &Form) -> Article {
    let listed: BTreeSet<u32> = match &form.headings {
        Headings::Lines(lines) => lines.iter().copied().collect(),
        Headings::Auto | Headings::None => BTreeSet::new(),
    };
    let fixed = |line: &Line| listed.contains(&line.number);
    let lines = line::lines(text, &form.omit);
    let roles = table::roles(text, &lines, fixed);
    let wrapped = form
        .wrapped
        .unwrap_or_else(|| wrap::broken(text, &lines, &roles));
    let parts = wrap::paragraphs(text, &lines, &roles, wrapped, fixed);
    let reading = Reading {
        text,
        lines: &lines,
        roles: &roles,
        parts: &parts,
    };
    let mut paragraphs = reading.paragraphs();
    let shown: Vec<usize> = (0..parts.len())
        .filter(|place| !paragraphs[*place].omitted)
        .collect();
    if let Headings::Lines(_) = form.headings {
        shown
            .iter()
            .filter(|place| fixed(reading.first(**place)))
            .for_each(|place| heading::mark(text, &mut paragraphs[*place]));
    }
    reading.lists(&mut paragraphs, &shown);
    if form.headings == Headings::Auto {
        heading::shape(text, &mut paragraphs, &shown);
    }
    let blocks = reading.blocks(&paragraphs, &shown);
    Article { paragraphs, blocks }
}

/// What the editor says about a text's form. Lines are numbered from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Lines that are not shown.
    pub omit: Vec<RangeInclusive<u32>>,
    /// Which lines are headings.
    pub headings: Headings,
    /// Whether lines are broken at a fixed width; `None` finds out.
    pub wrapped: Option<bool>,
}

/// Which lines are headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Headings {
    /// Those that look like it.
    #[default]
    Auto,
    /// None.
    None,
    /// Exactly these, by number.
    Lines(Vec<u32>),
}

/// A text's paragraphs and how they stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// All paragraphs of the file, omitted ones included.
    pub paragraphs: Vec<Paragraph>,
    /// The shown ones in order, by their place in `paragraphs`.
    pub blocks: Vec<Block>,
}

/// A paragraph, heading, list item or table row. Ranges are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from 1; omitted ones count.
    pub number: u32,
    /// What it is. An omitted one is `Text` or `Row`.
    pub shape: Shape,
    /// From its first visible character to its last, bullet and pipes included.
    pub range: Range<usize>,
    /// The file's lines it stands on.
    pub lines: RangeInclusive<u32>,
    /// Bytes at its start that are an item's bullet or number or a heading's `#` signs, with the space after them.
    pub marker: usize,
    /// Whether it is not to be shown.
    pub omitted: bool,
    /// A table row's cells: their texts without the space around them.
    pub cells: Vec<Range<usize>>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading, the article's title included.
    Heading,
    /// Running text, and whatever is not recognised.
    Text,
    /// A list item.
    Item {
        /// How deep it stands, from 0 to 7.
        depth: u8,
        /// Whether it begins with a number.
        ordered: bool,
    },
    /// A table row.
    Row {
        /// Whether it is the row above the delimiter row.
        head: bool,
    },
}

/// Paragraphs that stand together, by their place in [`Article::paragraphs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(usize),
    /// A heading.
    Heading(usize),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Whether its items begin with numbers.
    pub ordered: bool,
    /// Its items, at least one.
    pub items: Vec<Item>,
}

/// A list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place in [`Article::paragraphs`].
    pub paragraph: usize,
    /// The lists in it.
    pub children: Vec<List>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its shown rows; the head is the first, unless it is omitted.
    pub rows: Vec<usize>,
    /// The row of dashes, which is no paragraph; none if its line is omitted.
    pub delimiter: Option<Range<usize>>,
}

/// A text split into lines and paragraphs, whose shapes are being found.
struct Reading<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// What each line is to a table.
    roles: &'a [Role],
    /// The lines of each paragraph.
    parts: &'a [Range<usize>],
}

impl Reading<'_> {
    /// The paragraphs, rows as such and all else as text.
    fn paragraphs(&self) -> Vec<Paragraph> {
        let numbered = self.parts.iter().zip(1u32..);
        let paragraph = |(part, number): (&Range<usize>, u32)| {
            let (first, last) = (&self.lines[part.start], &self.lines[part.end - 1]);
            let range = first.range.start..last.range.end;
            let (shape, cells) = match self.roles[part.start] {
                Role::Prose | Role::Delimiter(_) => (Shape::Text, None),
                Role::Head(_) => (
                    Shape::Row { head: true },
                    table::cells(self.text, range.clone()),
                ),
                Role::Row(_) => (
                    Shape::Row { head: false },
                    table::cells(self.text, range.clone()),
                ),
            };
            let lines = first.number..=last.number;
            Paragraph {
                number,
                shape,
                range,
                lines,
                marker: 0,
                omitted: first.omitted,
                cells: cells.unwrap_or_default(),
            }
        };
        numbered.map(paragraph).collect()
    }

    /// The first line of a paragraph.
    fn first(&self, place: usize) -> &Line {
        &self.lines[self.parts[place].start]
    }

    /// Finds the list items among the shown paragraphs that are text so far.
    fn lists(&self, paragraphs: &mut [Paragraph], shown: &[usize]) {
        let mut run = Vec::new();
        for &paragraph in shown {
            let found = &paragraphs[paragraph];
            let marker =
                marker(&self.text[found.range.clone()]).filter(|_| found.shape == Shape::Text);
            match marker {
                Some(marker) => run.push(list::Candidate {
                    paragraph,
                    indent: self.first(paragraph).indent,
                    marker,
                }),
                None => list::shape(&std::mem::take(&mut run), paragraphs),
            }
        }
        list::shape(&run, paragraphs);
    }

    /// The shown delimiter row of each table.
    fn delimiters(&self) -> BTreeMap<usize, Range<usize>> {
        let rows = self.lines.iter().zip(self.roles);
        let row = |(line, role): (&Line, &Role)| match role {
            Role::Delimiter(table) if !line.omitted => Some((*table, line.range.clone())),
            _ => None,
        };
        rows.filter_map(row).collect()
    }

    fn blocks(&self, paragraphs: &[Paragraph], shown: &[usize]) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut items: Vec<(usize, usize, Kind)> = Vec::new();
        let mut table = None;
        let mut delimiters = self.delimiters();
        for &place in shown {
            let paragraph = &paragraphs[place];
            let kind = || marker(&self.text[paragraph.range.clone()]).map(|marker| marker.kind);
            if let Shape::Item { depth, .. } = paragraph.shape
                && let Some(kind) = kind()
            {
                items.push((place, usize::from(depth), kind));
                continue;
            }
            blocks.extend(
                list::lists(&std::mem::take(&mut items))
                    .into_iter()
                    .map(Block::List),
            );
            let role = self.roles[self.parts[place].start];
            match (paragraph.shape, blocks.last_mut()) {
                (Shape::Row { .. }, Some(Block::Table(last))) if table == role.table() => {
                    last.rows.push(place)
                }
                (Shape::Row { .. }, _) => {
                    let delimiter = role.table().and_then(|table| delimiters.remove(&table));
                    blocks.push(Block::Table(Table {
                        rows: vec![place],
                        delimiter,
                    }));
                }
                (Shape::Heading, _) => blocks.push(Block::Heading(place)),
                _ => blocks.push(Block::Paragraph(place)),
            }
            table = role.table();
        }
        blocks.extend(list::lists(&items).into_iter().map(Block::List));
        blocks
    }
}

#[cfg(test)]
mod tests;
