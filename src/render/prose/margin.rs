//! What stands beside a block: the record of each source where a section first cites it, and the footnotes it refers to.
//!
//! Notes come after their block, so that whoever reads or copies the text in its order isn't stopped in mid-sentence; a theme
//! may set them in the margin, at the block's first line.

use std::collections::BTreeSet;

use super::Writer;
use crate::case::{Citation, Source};
use crate::render::escape;

/// What waits for the end of the block that is being written.
#[derive(Debug, Default)]
pub(super) struct Margin {
    /// Where the block began.
    start: usize,
    /// The sources named in the margin since the section began.
    named: BTreeSet<usize>,
    /// Those first cited in this block, in order.
    sources: Vec<usize>,
    /// How many footnotes are written.
    footnotes: usize,
    /// Whether a note itself is being written: it has no margin.
    is_in_note: bool,
}

impl Writer<'_> {
    /// Marks where a block begins, if one can here.
    pub(super) fn margin_start(&mut self) {
        if self.open.is_empty() {
            self.margin.start = self.html.len();
        }
    }

    /// A new section names its sources anew.
    pub(super) fn margin_section(&mut self) {
        self.margin.named.clear();
    }

    /// Names the sources of a citation in the margin, if the section hasn't yet.
    pub(super) fn margin_citation(&mut self, citation: &Citation) {
        if self.margin.is_in_note {
            return;
        }
        for item in &citation.items {
            if self.margin.named.insert(item.source) {
                self.margin.sources.push(item.source);
            }
        }
    }

    /// Sets the notes of the block that ended, if one did and has any.
    pub(super) fn margin_end(&mut self) -> Result<(), super::ComponentError> {
        let is_empty = self.margin.sources.is_empty() && !self.has_new_footnotes();
        if is_empty || self.margin.is_in_note || !self.open.is_empty() {
            return Ok(());
        }
        self.html
            .insert_str(self.margin.start, "<div class=\"noted\">\n");
        self.margin_notes()?;
        self.html.push_str("</div>\n");
        Ok(())
    }

    /// Writes the notes that wait.
    pub(super) fn margin_notes(&mut self) -> Result<(), super::ComponentError> {
        self.margin.is_in_note = true;
        for source in std::mem::take(&mut self.margin.sources) {
            if let Some(source) = self.case.sources.get(source) {
                self.margin_source(source);
            }
        }
        // A footnote may refer to others, which then wait too.
        while self.has_new_footnotes() {
            self.margin.footnotes += 1;
            self.footnote(self.margin.footnotes)?;
        }
        self.margin.is_in_note = false;
        Ok(())
    }

    fn has_new_footnotes(&self) -> bool {
        self.margin.footnotes < self.footnotes.count()
    }

    /// A source's record. The citation leads to the source and the list of sources has it, so it is for the eye alone.
    fn margin_source(&mut self, source: &Source) {
        let mut facts = Vec::new();
        if source.head.title != source.label {
            facts.push(format!(
                "<span class=\"reference-title\">{}</span>",
                escape::text(&source.head.title)
            ));
        }
        let date = source.date.as_ref().map(|date| (self.context.date)(date));
        let published = source.publisher.iter().cloned().chain(date);
        facts.extend(published.map(|fact| escape::text(&fact)));
        let html = [
            "<div class=\"sidenote reference\" aria-hidden=\"true\"><span class=\"note-label\">",
            &escape::text(&source.label),
            "</span> ",
            &facts.join(" · "),
            "</div>\n",
        ];
        self.html.push_str(&html.concat());
    }
}
