//! Footnotes: numbered in the order of their first reference, each written after the block that refers to it first, with links
//! both ways.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{ComponentError, Writer};
use crate::case::Piece;
use crate::page::route::fragment;
use crate::render::escape;

/// The footnotes of a prose.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    /// Where each label's text stands; of two with one label the first.
    definitions: BTreeMap<&'a str, Range<usize>>,
    /// Where a definition starts, and the position after it.
    skips: BTreeMap<usize, usize>,
    /// The labels referred to, in order, each with the number of references.
    referred: Vec<(&'a str, usize)>,
    /// Their places in `referred`.
    numbers: BTreeMap<&'a str, usize>,
    /// Where the links back of each footnote go, once all references to it are known; in the order of their numbers.
    back_links: Vec<BackLinks>,
}

/// Where the links back to the references of a footnote go.
#[derive(Debug)]
struct BackLinks {
    /// In the HTML.
    at: usize,
    /// Whether they stand in the note's last paragraph.
    in_paragraph: bool,
}

impl<'a> Footnotes<'a> {
    pub(super) fn of(pieces: &'a [Piece]) -> Self {
        let mut footnotes = Footnotes::default();
        let mut start: Option<(&'a str, usize)> = None;
        for (at, piece) in pieces.iter().enumerate() {
            match (piece, start) {
                (Piece::Event(Event::Start(Tag::FootnoteDefinition(label))), None) => {
                    start = Some((label, at));
                }
                (Piece::Event(Event::End(TagEnd::FootnoteDefinition)), Some((label, from))) => {
                    footnotes.definitions.entry(label).or_insert(from + 1..at);
                    footnotes.skips.insert(from, at + 1);
                    start = None;
                }
                _ => {}
            }
        }
        footnotes
    }

    /// The position after the definition that starts at `at`, if one does.
    pub(super) fn skip(&self, at: usize) -> Option<usize> {
        self.skips.get(&at).copied()
    }

    /// How many footnotes were referred to.
    pub(super) fn count(&self) -> usize {
        self.referred.len()
    }

    /// The number of a reference, and which reference to that footnote it is; both from 1.
    fn refer(&mut self, label: &'a str) -> Option<(usize, usize)> {
        self.definitions.get(label)?;
        let at = *self.numbers.entry(label).or_insert(self.referred.len());
        if at == self.referred.len() {
            self.referred.push((label, 0));
        }
        let (_, count) = self.referred.get_mut(at)?;
        *count += 1;
        Some((at + 1, *count))
    }
}

impl<'a> Writer<'a> {
    pub(super) fn footnote_reference(&mut self, label: &'a str) {
        let Some((number, count)) = self.footnotes.refer(label) else {
            return escape::push_text(&mut self.html, &format!("[^{label}]"));
        };
        if self.is_in_link() {
            return self.html.push_str(&format!("<sup>{number}</sup>"));
        }
        let html = format!(
            "<sup class=\"footnote\"><a id=\"{}\" href=\"{}\" role=\"doc-noteref\">{number}</a></sup>",
            escape::attribute(&self.reference_id(number, count)),
            escape::attribute(&fragment(&self.note_id(number))),
        );
        self.html.push_str(&html);
    }

    /// Writes a footnote.
    pub(super) fn footnote(&mut self, number: usize) -> Result<(), ComponentError> {
        let referred = self.footnotes.referred.get(number - 1);
        let range = referred.and_then(|(label, _)| self.footnotes.definitions.get(label));
        let note = self.aside(range.cloned().unwrap_or_default())?;
        let note = note.trim_end();
        let label = self.filled("prose.footnote", &[("n", &number.to_string())]);
        self.html.push_str(&format!(
            "<aside class=\"sidenote footnote-text\" id=\"{}\" role=\"doc-footnote\" aria-label=\"{}\">\n\
             <span class=\"note-number\" aria-hidden=\"true\">{number}</span>\n",
            escape::attribute(&self.note_id(number)),
            escape::attribute(&label),
        ));
        let words = note.strip_suffix("</p>");
        self.html.push_str(words.unwrap_or(note));
        self.footnotes.back_links.push(BackLinks {
            at: self.html.len(),
            in_paragraph: words.is_some(),
        });
        let end = if words.is_some() { "</p>\n" } else { "\n" };
        self.html.push_str(end);
        self.html.push_str("</aside>\n");
        Ok(())
    }

    /// The HTML with the links from each footnote back to its references.
    pub(super) fn with_back_links(mut self) -> String {
        if self.footnotes.back_links.is_empty() {
            return self.html;
        }
        let plain = std::mem::take(&mut self.html);
        let mut html = String::with_capacity(plain.len() * 5 / 4);
        let mut done = 0;
        for (at, place) in self.footnotes.back_links.iter().enumerate() {
            html.push_str(plain.get(done..place.at).unwrap_or_default());
            done = place.at;
            let count = self.footnotes.referred.get(at).map_or(0, |(_, n)| *n);
            let links = (1..=count).map(|count| self.back_link(at + 1, count));
            let links: String = links.collect();
            match place.in_paragraph {
                true => html.push_str(&links),
                false => html.extend(["\n<p>", links.trim_start(), "</p>"]),
            }
        }
        html.push_str(plain.get(done..).unwrap_or_default());
        html
    }

    /// The pieces of a range as HTML of their own.
    fn aside(&mut self, range: Range<usize>) -> Result<String, ComponentError> {
        let html = std::mem::take(&mut self.html);
        self.raw_link = false;
        // The range starts after its definition's start, and so is not skipped.
        self.pieces(range)?;
        self.close_all();
        Ok(std::mem::replace(&mut self.html, html))
    }

    fn back_link(&self, number: usize, count: usize) -> String {
        let label = self.filled("prose.footnote_back", &[("n", &number.to_string())]);
        let again = if count > 1 {
            format!("<sup>{count}</sup>")
        } else {
            String::new()
        };
        // The variation selector keeps the arrow from being drawn as an emoji.
        format!(
            " <a href=\"{}\" role=\"doc-backlink\" aria-label=\"{}\">↩\u{fe0e}{again}</a>",
            escape::attribute(&fragment(&self.reference_id(number, count))),
            escape::attribute(&label),
        )
    }

    // No heading's anchor has a full stop.
    fn note_id(&self, number: usize) -> String {
        self.id(&format!("fn.{number}"))
    }

    fn reference_id(&self, number: usize, count: usize) -> String {
        match count {
            1 => self.id(&format!("fnref.{number}")),
            count => self.id(&format!("fnref.{number}.{count}")),
        }
    }
}
