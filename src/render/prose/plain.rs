//! A prose's words alone, for descriptions, feeds and exports.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::case::{Case, Piece, Prose};
use crate::page::citation;
use crate::syntax::markdown::is_inline;

/// The words of a prose: paragraphs on lines of their own, no citations, footnotes, components or markup.
pub fn plain(case: &Case, prose: &Prose) -> String {
    words(case, &prose.pieces)
}

/// The same, cut before each heading: the heading's place in `Prose::headings`, and the words from it to the next.
pub fn sections(case: &Case, prose: &Prose) -> Vec<(Option<usize>, String)> {
    let parts = prose
        .pieces
        .chunk_by(|_, next| !matches!(next, Piece::HeadingStart(_)));
    let section = |pieces: &[Piece]| match pieces.first() {
        Some(Piece::HeadingStart(heading)) => (Some(*heading), words(case, pieces)),
        _ => (None, words(case, pieces)),
    };
    parts.map(section).collect()
}

fn words(case: &Case, pieces: &[Piece]) -> String {
    let mut words = Words::default();
    let mut in_footnote = false;
    for piece in pieces {
        match piece {
            Piece::Event(Event::Start(Tag::FootnoteDefinition(_))) => in_footnote = true,
            Piece::Event(Event::End(TagEnd::FootnoteDefinition)) => in_footnote = false,
            _ if in_footnote => {}
            Piece::Event(event) => words.event(event),
            Piece::HeadingStart(_) | Piece::HeadingEnd(_) => words.line(),
            Piece::TitleLink(target) => words.push(&citation::title(case, target)),
            Piece::Citation(_) => words.trim_spaces(),
            Piece::BlockQuoteStart(_) | Piece::BlockQuoteEnd(_) => words.line(),
            Piece::PassageStart(_) | Piece::PassageEnd => words.line(),
            Piece::LinkStart(..) | Piece::LinkEnd => {}
            Piece::QuoteStart(_) | Piece::QuoteEnd => {}
            Piece::Image { .. } | Piece::Component(_) => {}
        }
    }
    words.trim();
    words.text
}

#[derive(Default)]
struct Words {
    text: String,
}

impl Words {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.push(tex),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak | Event::Rule => self.line(),
            Event::Start(Tag::TableCell) => {}
            Event::End(TagEnd::TableCell) => self.push(" "),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(*tag) => {}
            Event::Start(_) | Event::End(_) => self.line(),
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Begins a line, if one is not begun.
    fn line(&mut self) {
        self.trim();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Takes the spaces before a citation away, as it goes itself.
    fn trim_spaces(&mut self) {
        let length = self.text.trim_end_matches([' ', '\u{a0}']).len();
        self.text.truncate(length);
    }

    /// Takes the white space at the end away.
    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }
}
