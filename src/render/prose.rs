//! Resolved Markdown as HTML that is valid wherever its author put what.

mod block;
mod citation;
mod element;
mod footnote;
mod image;
mod link;
mod margin;
mod math;
mod plain;
mod quotation;
mod table;

pub use plain::{plain, sections};

use std::ops::Range;
use std::sync::Arc;

use crate::case::{Case, Component, Piece, Prose};
use crate::page::{phrase, route};
use crate::syntax::edtf::Edtf;
use element::{End, Stack};
use footnote::Footnotes;
use margin::Margin;
use table::Table;

use super::escape;

/// Where a prose stands, and what it needs from there.
pub struct ProseContext<'a> {
    /// The output path of the page.
    pub page: &'a str,
    /// The theme's strings by key, in the site's language.
    pub words: &'a dyn Fn(&str) -> String,
    /// A date in words.
    pub date: &'a dyn Fn(&Edtf) -> String,
    /// Renders a component; an error is a message for the author.
    pub component: &'a dyn Fn(&Component) -> Result<String, String>,
    /// Stands before every id: a handout holds several proses on one page.
    pub id_prefix: &'a str,
    /// The level that the highest headings get: 2 below a page's title.
    pub heading_base: u8,
}

/// A component that could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentError {
    /// The component's name.
    pub component: Arc<str>,
    /// What is wrong.
    pub message: String,
}

/// The prose as HTML, each footnote after the block that first refers to it.
///
/// # Errors
///
/// If the theme's template of a component fails.
pub fn html(case: &Case, prose: &Prose, context: &ProseContext) -> Result<String, ComponentError> {
    let mut writer = Writer {
        case,
        prose,
        context,
        html: String::new(),
        open: Stack::default(),
        footnotes: Footnotes::of(&prose.pieces),
        margin: Margin::default(),
        table: Table::default(),
        raw_link: false,
    };
    writer.pieces(0..prose.pieces.len())?;
    writer.close_all();
    writer.margin_notes()?;
    Ok(writer.with_back_links())
}

/// Writes one prose.
struct Writer<'a> {
    case: &'a Case,
    prose: &'a Prose,
    context: &'a ProseContext<'a>,
    html: String,
    open: Stack,
    footnotes: Footnotes<'a>,
    margin: Margin,
    table: Table,
    /// Whether the author opened a link in raw HTML.
    raw_link: bool,
}

impl<'a> Writer<'a> {
    /// Writes the pieces of a range, less the footnotes defined in it.
    fn pieces(&mut self, range: Range<usize>) -> Result<(), ComponentError> {
        let mut at = range.start;
        while at < range.end {
            if let Some(next) = self.footnotes.skip(at) {
                at = next;
                continue;
            }
            let is_heading = matches!(self.prose.pieces.get(at), Some(Piece::HeadingEnd(_)));
            self.margin_start();
            at = self.piece(at)?;
            // The notes of a heading stand beside what it heads.
            if !is_heading {
                self.margin_end()?;
            }
        }
        Ok(())
    }

    /// Writes the piece at a position, and returns the position after all that was written.
    fn piece(&mut self, at: usize) -> Result<usize, ComponentError> {
        let prose = self.prose;
        let Some(piece) = prose.pieces.get(at) else {
            return Ok(at + 1);
        };
        match piece {
            Piece::Event(event) => return Ok(self.event(at, event)),
            Piece::HeadingStart(index) => self.heading(*index),
            Piece::HeadingEnd(index) => self.heading_end(*index),
            Piece::LinkStart(target, title) => self.link(target, title.as_deref()),
            Piece::LinkEnd => self.close(End::Link),
            Piece::TitleLink(target) => self.title_link(target),
            Piece::Image {
                picture,
                alt,
                title,
            } => self.image(picture, alt, title.as_deref()),
            Piece::QuoteStart(quotations) => self.quote(at, quotations),
            Piece::QuoteEnd => self.close(End::Quote),
            Piece::BlockQuoteStart(quotations) => self.block_quotation(quotations),
            Piece::BlockQuoteEnd(citation) => self.block_quotation_end(citation),
            Piece::Citation(citation) => self.citation(citation),
            Piece::Component(component) => self.component(component)?,
            Piece::PassageStart(audience) => self.passage(*audience),
            Piece::PassageEnd => self.close(End::Passage),
        }
        Ok(at + 1)
    }

    fn component(&mut self, component: &Component) -> Result<(), ComponentError> {
        let html = (self.context.component)(component).map_err(|message| ComponentError {
            component: component.name.clone(),
            message,
        })?;
        self.html.push_str(html.trim());
        self.html.push('\n');
        Ok(())
    }

    fn heading(&mut self, index: usize) {
        let Some(heading) = self.prose.headings.get(index) else {
            return;
        };
        if heading.level <= 2 {
            self.margin_section();
        }
        let level = self.heading_level(heading.level);
        let id = escape::attribute(&self.id(&heading.anchor));
        // What stood open in a line is closed first, and so the tag is not written here.
        let start = ["<h", digit(level), " id=\"", &id, "\">"].concat();
        let end = ["</h", digit(level), ">\n"].concat();
        self.open(End::Heading, start, end);
    }

    /// Closes a heading, after a link to itself.
    fn heading_end(&mut self, index: usize) {
        if !self.close_within(End::Heading) {
            return;
        }
        if let Some(heading) = self.prose.headings.get(index) {
            let label = self.filled("prose.self_link", &[("title", &heading.text)]);
            let href = route::fragment(&self.id(&heading.anchor));
            self.html.push_str("<a class=\"self\" href=\"");
            escape::push_attribute(&mut self.html, &href);
            self.html.push_str("\" aria-label=\"");
            escape::push_attribute(&mut self.html, &label);
            self.html.push_str("\"></a>");
        }
        self.close(End::Heading);
    }

    fn heading_level(&self, level: u8) -> u8 {
        let below = level.saturating_sub(2);
        self.context.heading_base.saturating_add(below).clamp(1, 6)
    }

    /// An id on this page.
    fn id(&self, anchor: &str) -> String {
        [self.context.id_prefix, anchor].concat()
    }

    /// A string of the theme.
    fn words(&self, key: &str) -> String {
        (self.context.words)(key)
    }

    /// A string of the theme, its places in braces filled.
    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        phrase::fill(&self.words(key), values)
    }
}

/// The level of a heading as it stands in its tags.
fn digit(level: u8) -> &'static str {
    match level {
        0 | 1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        _ => "6",
    }
}

#[cfg(test)]
mod tests;
