//! Footnotes: numbered in the order of their first reference, collected at the end, with links both ways.

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

    /// Writes the footnotes that were referred to. Those may refer to others, which are then written too.
    pub(super) fn footnotes(&mut self) -> Result<(), ComponentError> {
        let mut notes = Vec::new();
        while let Some((label, _)) = self.footnotes.referred.get(notes.len()) {
            let range = self.footnotes.definitions.get(label).cloned();
            notes.push(self.aside(range.unwrap_or_default())?);
        }
        if notes.is_empty() {
            return Ok(());
        }
        let label = escape::attribute(&self.words("prose.footnotes"));
        self.html.push_str(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n"
        ));
        for (at, note) in notes.iter().enumerate() {
            self.footnote(at + 1, note);
        }
        self.html.push_str("</ol>\n</section>\n");
        Ok(())
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

    fn footnote(&mut self, number: usize, note: &str) {
        let count = self
            .footnotes
            .referred
            .get(number - 1)
            .map_or(0, |(_, count)| *count);
        let links: String = (1..=count)
            .map(|count| self.back_link(number, count))
            .collect();
        let note = note.trim_end();
        let body = match note.strip_suffix("</p>") {
            Some(words) => format!("{words}{links}</p>"),
            None => format!("{note}\n<p>{}</p>", links.trim_start()),
        };
        let id = escape::attribute(&self.note_id(number));
        self.html
            .push_str(&format!("<li id=\"{id}\">\n{body}\n</li>\n"));
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
