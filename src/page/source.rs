//! Sources: the reading list, and one article with its record, its text and its quoted passages.

use serde::Serialize;

use super::entry::{self, SourceEntry};
use super::{Cited, Desk, name};
use crate::case::{Quotation, QuotationRef, Right, Target};

/// The reading list.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    /// The sources, by date.
    pub sources: Vec<SourceEntry>,
}

/// One source.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// The bibliographic record.
    pub record: SourceEntry,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
    /// The editor's critical note.
    pub body: Option<String>,
    /// Its text as far as the edition shows it; `None` where it shows none.
    pub text_html: Option<String>,
    /// How many of its paragraphs the edition shows, whole or in part.
    pub shown: usize,
    /// How many paragraphs it has.
    pub length: u32,
    /// What is quoted from it, in the article's order.
    pub passages: Vec<Passage>,
    /// The records that quote it, each once.
    pub quoted_by: Vec<Cited>,
}

/// A quoted passage.
#[derive(Debug, Serialize)]
pub struct Passage {
    /// Where it stands in the text on this page; `None` where the text is not shown.
    pub url: Option<String>,
    /// Its anchor, for a list that stands in for a text that is not shown.
    pub anchor: String,
    /// The source's own words; `None` where the edition shows none of the source's.
    pub text: Option<String>,
    /// The paragraph it starts in.
    pub paragraph: Option<u32>,
    /// `exact`, `normalised` or `elided`.
    pub verdict: &'static str,
    /// The records that quote it.
    pub cited_by: Vec<Cited>,
}

/// Every source.
pub fn list(desk: &Desk) -> SourcesView {
    let sources = (0..desk.case.sources.len()).map(|at| entry::source(desk, at));
    SourcesView {
        sources: sources.collect(),
    }
}

/// The source at `index`.
pub fn view(desk: &Desk, index: usize) -> SourceView {
    let source = &desk.case.sources[index];
    let is_shown = source.right != Right::Record && !source.article.paragraphs.is_empty();
    let quotations = source.quotations.iter().enumerate().map(|(at, quotation)| {
        let source = index;
        (QuotationRef { source, index: at }, quotation)
    });
    SourceView {
        record: entry::source(desk, index),
        language: desk.foreign(source.language.as_deref()),
        body: desk.body(&source.body),
        text_html: is_shown.then(|| desk.typesetter.article(index)),
        shown: source.article.paragraphs.len(),
        length: source.article.length,
        passages: quotations
            .filter_map(|(at, quotation)| passage(desk, at, quotation, source.right))
            .collect(),
        quoted_by: quoted_by(desk, &source.quotations),
    }
}

/// A quotation that is verified; one that is not has no passage.
fn passage(desk: &Desk, at: QuotationRef, quotation: &Quotation, right: Right) -> Option<Passage> {
    let anchor = quotation.anchor.clone()?;
    let may_show = right != Right::Record;
    Some(Passage {
        url: may_show.then(|| desk.url(&Target::Quotation(at))),
        anchor,
        text: quotation.text.clone().filter(|_| may_show),
        paragraph: quotation.paragraph,
        verdict: name::verdict(quotation.verdict),
        cited_by: quotation
            .cited_by
            .iter()
            .map(|at| desk.cited(*at))
            .collect(),
    })
}

fn quoted_by(desk: &Desk, quotations: &[Quotation]) -> Vec<Cited> {
    let mut places: Vec<_> = quotations
        .iter()
        .flat_map(|quotation| quotation.cited_by.iter().copied())
        .collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|at| desk.cited(at)).collect()
}
