//! Sources: the reading list, and one article with its record, its text and its quoted passages.

mod measure;
mod strip;

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::{self, Partner};
use super::entry::{self, SourceEntry};
use super::{Cited, Desk, Link, name, note};
use crate::case::{Kind, Quotation, QuotationRef, Ref, Right, Source, Target};
pub use measure::{SourceExtent, Unit, about, unit};
pub use strip::{SourceStrip, StripColumn};

/// The reading list.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    /// The sources, by date.
    pub sources: Vec<Listed>,
    /// The same in the order of a bibliography.
    pub references: Vec<SourceEntry>,
    /// Whether there are sources to compare.
    pub comparable: bool,
    /// The page that compares them.
    pub compare_url: String,
}

/// A source in the reading list.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Its bibliographic record.
    #[serde(flatten)]
    pub entry: SourceEntry,
    /// How much of its text the case quotes; `None` where the edition shows none of it.
    pub extent: Option<SourceExtent>,
    /// The events that it is evidence for.
    pub events: Vec<Link>,
    /// The claims on which it says something.
    pub claims: Vec<Link>,
    /// What it can be compared with, the nearest first.
    pub partners: Vec<Partner>,
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
    /// Its text as far as the edition shows it, with the places where each passage is quoted; `None` where it shows none.
    pub text_html: Option<String>,
    /// How many of its paragraphs the edition shows, whole or in part.
    pub shown: usize,
    /// How many paragraphs it has, less those that the editor leaves out as page furniture.
    pub length: u32,
    /// How many paragraphs are left out as page furniture.
    pub omitted: u32,
    /// How much of it is shown and quoted, in words; `None` where the edition shows none of it.
    pub extent: Option<SourceExtent>,
    /// The article drawn as a bar of its paragraphs; `None` where the edition shows none of it.
    pub strip: Option<SourceStrip>,
    /// How many places of the text are quoted: what a reader steps through.
    pub stops: usize,
    /// What is quoted from it, in the article's order.
    pub passages: Vec<Passage>,
    /// The same by paragraph, for a source whose words are not shown.
    pub index: Vec<Quoted>,
    /// The records that quote it, each once.
    pub quoted_by: Vec<Cited>,
    /// What it can be compared with, the nearest first.
    pub partners: Vec<Partner>,
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

/// A paragraph whose words are not shown, and who quotes it.
#[derive(Debug, Serialize)]
pub struct Quoted {
    /// Its number.
    pub paragraph: u32,
    /// The anchors of the passages that begin in it.
    pub anchors: Vec<String>,
    /// The records that quote it, each once.
    pub cited_by: Vec<Cited>,
}

/// Every source.
pub fn list(desk: &Desk) -> SourcesView {
    let sources = (0..desk.case.sources.len()).map(|at| listed(desk, at));
    SourcesView {
        sources: sources.collect(),
        references: note::works(desk, (0..desk.case.sources.len()).collect()),
        comparable: !desk.case.concordance.pairs.is_empty(),
        compare_url: compare::overview_url(desk),
    }
}

fn listed(desk: &Desk, index: usize) -> Listed {
    let topics = desk.case.concordance.topics.get(index);
    let of_kind = |kind: Kind| {
        let topics = topics.into_iter().flatten();
        let topics = topics.filter(|topic| topic.kind == kind);
        topics.map(|topic| desk.link(kind, topic.index)).collect()
    };
    Listed {
        entry: entry::source(desk, index),
        extent: extent(desk, &desk.case.sources[index]),
        events: of_kind(Kind::Event),
        claims: of_kind(Kind::Claim),
        partners: compare::partners(desk, index),
    }
}

/// The source at `index`.
pub fn view(desk: &Desk, index: usize) -> SourceView {
    let source = &desk.case.sources[index];
    let is_shown = is_shown(source);
    let outline = &source.article.outline;
    let omitted = outline.iter().filter(|extent| extent.omitted).count();
    let omitted = u32::try_from(omitted).unwrap_or(u32::MAX);
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
        length: source.article.length.saturating_sub(omitted),
        omitted,
        extent: extent(desk, source),
        strip: is_shown.then(|| strip::strip(source)),
        stops: if is_shown { stops(source) } else { 0 },
        passages: quotations
            .filter_map(|(at, quotation)| passage(desk, at, quotation, source.right))
            .collect(),
        index: match source.right {
            Right::Record => by_paragraph(desk, &source.quotations),
            _ => Vec::new(),
        },
        quoted_by: quoted_by(desk, &source.quotations),
        partners: compare::partners(desk, index),
    }
}

fn is_shown(source: &Source) -> bool {
    source.right != Right::Record && !source.article.paragraphs.is_empty()
}

/// How much of a source is shown and quoted.
fn extent(desk: &Desk, source: &Source) -> Option<SourceExtent> {
    let language = source.language.as_deref();
    let unit = unit(language.unwrap_or(&desk.words.language));
    is_shown(source).then(|| SourceExtent::of(&source.article, unit))
}

/// The places of a text that are quoted. Passages of the same place are one.
fn stops(source: &Source) -> usize {
    let anchors = source.quotations.iter();
    let mut anchors: Vec<&str> = anchors.filter_map(|one| one.anchor.as_deref()).collect();
    anchors.sort_unstable();
    anchors.dedup();
    anchors.len()
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

fn by_paragraph(desk: &Desk, quotations: &[Quotation]) -> Vec<Quoted> {
    let mut paragraphs: BTreeMap<u32, (Vec<String>, Vec<Ref>)> = BTreeMap::new();
    for quotation in quotations {
        let (Some(anchor), Some(number)) = (&quotation.anchor, quotation.paragraph) else {
            continue;
        };
        let (anchors, cited_by) = paragraphs.entry(number).or_default();
        if !anchors.contains(anchor) {
            anchors.push(anchor.clone());
        }
        cited_by.extend(&quotation.cited_by);
    }
    let quoted = |(paragraph, (anchors, cited_by)): (u32, (Vec<String>, Vec<Ref>))| Quoted {
        paragraph,
        anchors,
        cited_by: cited(desk, cited_by),
    };
    paragraphs.into_iter().map(quoted).collect()
}

fn quoted_by(desk: &Desk, quotations: &[Quotation]) -> Vec<Cited> {
    let places = quotations
        .iter()
        .flat_map(|one| one.cited_by.iter().copied());
    cited(desk, places.collect())
}

/// Links to records, each once.
fn cited(desk: &Desk, mut places: Vec<Ref>) -> Vec<Cited> {
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|at| desk.cited(at)).collect()
}
