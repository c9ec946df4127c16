//! What is open while a prose is walked, and what becomes of it when it ends.

use pulldown_cmark::TagEnd;

use super::Walk;
use crate::page::sheet::node::Definition;
use crate::page::sheet::{Block, Inline, Mark};

/// An open element, with what is in it so far.
pub(super) struct Open {
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    pub(super) line: Vec<Inline>,
}

/// What is open.
pub(super) enum Kind {
    Root,
    Tag(TagEnd),
    /// Nested deeper than paper has room: what is in it stands in what is around it.
    Flat(TagEnd),
    Heading(u8),
    Link(Option<String>),
    BlockQuote,
    Alert(&'static str),
    List(Option<u64>, Vec<Vec<Block>>),
    Definitions(Vec<Definition>),
    Table(Vec<&'static str>, Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>),
    Code(Option<String>),
    Passage(&'static str),
}

impl Open {
    pub(super) fn new(kind: Kind) -> Self {
        Open {
            kind,
            blocks: Vec::new(),
            line: Vec::new(),
        }
    }

    /// Makes a paragraph of what stands in a line by itself, as in a tight list.
    pub(super) fn settle(&mut self) {
        let c = std::mem::take(&mut self.line);
        if c.iter().any(|one| !one.is_blank()) {
            self.blocks.push(Block::P { c });
        }
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.settle();
        self.blocks
    }
}

impl Inline {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Inline::Text(text) if text.trim().is_empty())
    }
}

impl Walk<'_> {
    pub(super) fn top(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.open.push(Open::new(Kind::Root));
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    pub(super) fn start(&mut self, kind: Kind) {
        if !kind.is_inline() {
            self.top().settle();
        }
        self.open.push(Open::new(kind));
    }

    /// Closes the innermost element of a kind and all in it; without one nothing.
    pub(super) fn close(&mut self, is_meant: impl Fn(&Kind) -> bool) {
        let Some(at) = self.open.iter().rposition(|open| is_meant(&open.kind)) else {
            return;
        };
        while self.open.len() > at.max(1) {
            self.close_top();
        }
    }

    pub(super) fn push(&mut self, inline: impl Into<Inline>) {
        self.top().line.push(inline.into());
    }

    pub(super) fn text(&mut self, text: &str) {
        match self.top().line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.push(text),
        }
    }

    pub(super) fn block(&mut self, block: Block) {
        let top = self.top();
        top.settle();
        top.blocks.push(block);
    }

    /// Closes what is innermost, and puts it into what stands around it.
    pub(super) fn close_top(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Open {
            kind,
            blocks,
            line: c,
        } = open;
        match kind {
            Kind::Tag(TagEnd::Emphasis) => self.push(Mark::Em { c }),
            Kind::Tag(TagEnd::Strong) => self.push(Mark::Strong { c }),
            Kind::Tag(TagEnd::Strikethrough) => self.push(Mark::Strike { c }),
            Kind::Tag(TagEnd::Subscript) => self.push(Mark::Sub { c }),
            Kind::Tag(TagEnd::Superscript) => self.push(Mark::Sup { c }),
            Kind::Link(url) => self.linked(url, c),
            Kind::Heading(level) => self.block(Block::H { level, c }),
            Kind::Row(_) | Kind::Table(..) | Kind::Tag(TagEnd::TableCell) => {
                self.close_table(kind, c)
            }
            Kind::Code(language) => self.close_code(language, &c),
            kind => {
                let mut open = Open {
                    kind: Kind::Root,
                    blocks,
                    line: c,
                };
                open.settle();
                self.close_block(kind, open.blocks);
            }
        }
    }

    fn close_block(&mut self, kind: Kind, c: Vec<Block>) {
        match kind {
            Kind::BlockQuote => self.block(Block::Quotation { c, cite: None }),
            Kind::Alert(kind) => {
                let title = self.desk.words.or_key(&format!("alert.{kind}"));
                self.block(Block::Alert { kind, title, c });
            }
            Kind::Passage("") => self.top().blocks.extend(c),
            Kind::Passage(audience) => {
                let words = self.desk.words.or_key(&format!("passage.{audience}"));
                self.block(Block::Passage { audience, words, c });
            }
            Kind::Tag(TagEnd::Item) => match &mut self.top().kind {
                Kind::List(_, items) => items.push(c),
                _ => self.top().blocks.extend(c),
            },
            Kind::List(first, items) => self.block(list(first, items)),
            Kind::Tag(TagEnd::DefinitionListTitle) => {
                let term = c.into_iter().flat_map(words_of).collect();
                if let Kind::Definitions(entries) = &mut self.top().kind {
                    entries.push(Definition {
                        term,
                        definitions: Vec::new(),
                    });
                }
            }
            Kind::Tag(TagEnd::DefinitionListDefinition) => {
                if let Kind::Definitions(entries) = &mut self.top().kind
                    && let Some(entry) = entries.last_mut()
                {
                    entry.definitions.push(c);
                }
            }
            Kind::Definitions(entries) => self.block(Block::Dl { entries }),
            _ => {
                // A paragraph, or what paper has no form of its own for.
                let top = self.top();
                top.settle();
                top.blocks.extend(c);
            }
        }
    }

    fn close_table(&mut self, kind: Kind, line: Vec<Inline>) {
        match kind {
            Kind::Tag(_) => {
                if let Kind::Row(cells) = &mut self.top().kind {
                    cells.push(line);
                }
            }
            Kind::Row(cells) => {
                if let Kind::Table(_, head, rows) = &mut self.top().kind {
                    match head.is_empty() && rows.is_empty() {
                        true => *head = cells,
                        false => rows.push(cells),
                    }
                }
            }
            Kind::Table(align, head, rows) => self.block(Block::Table { align, head, rows }),
            _ => {}
        }
    }

    fn close_code(&mut self, language: Option<String>, lines: &[Inline]) {
        let text = lines.iter().map(|one| match one {
            Inline::Text(text) => text.as_str(),
            Inline::Mark(_) => "",
        });
        let text: String = text.collect();
        self.block(Block::Code {
            text: text.trim_end_matches('\n').to_owned(),
            language,
        });
    }
}

impl Kind {
    /// Whether blocks are set in by it.
    pub(super) fn is_nest(&self) -> bool {
        matches!(
            self,
            Kind::List(..) | Kind::BlockQuote | Kind::Alert(_) | Kind::Definitions(_)
        )
    }

    pub(super) fn is_flat(&self, tag: TagEnd) -> bool {
        matches!(self, Kind::Flat(own) if *own == tag)
    }

    pub(super) fn is(&self, tag: TagEnd) -> bool {
        matches!(self, Kind::Tag(own) if *own == tag)
    }

    pub(super) fn is_inline(&self) -> bool {
        match self {
            Kind::Link(_) => true,
            Kind::Tag(tag) => crate::syntax::markdown::is_inline(*tag),
            _ => false,
        }
    }
}

/// A list; its entries stand close together if each is one line, with no more than a list under it.
fn list(first: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    let is_line = |item: &Vec<Block>| {
        let paragraphs = item.iter().filter(|block| matches!(block, Block::P { .. }));
        paragraphs.count() <= 1
    };
    let tight = items.iter().all(is_line);
    match first {
        Some(start) => Block::Ol {
            start,
            tight,
            items,
        },
        None => Block::Ul { tight, items },
    }
}

fn words_of(block: Block) -> Vec<Inline> {
    match block {
        Block::P { c } => c,
        _ => Vec::new(),
    }
}
