//! What citations and links are called, and where citations and quotations lead.

use std::ops::Range;

use super::{phrase, route};
use crate::case::{Case, CitationItem, Kind, QuotationRef, Ref, Right, Target};

/// Where a quotation leads: its passage if the source's page shows it, else that page.
pub fn passage(case: &Case, quotation: QuotationRef) -> Target {
    match is_shown(case, quotation) {
        true => Target::Quotation(quotation),
        false => page(quotation.source),
    }
}

fn page(source: usize) -> Target {
    let place = Ref {
        kind: Kind::Source,
        index: source,
    };
    Target::Record(place, None)
}

/// Whether the source's page has the passage's anchor: on its words, or with `rights: record` in a list instead of them.
fn is_shown(case: &Case, at: QuotationRef) -> bool {
    let is_shown = || {
        let source = case.sources.get(at.source)?;
        let quotation = source.quotations.get(at.index)?;
        quotation.anchor.as_ref()?;
        if source.right == Right::Record {
            return Some(true);
        }
        let paragraph = source.article.paragraph(quotation.paragraph?)?;
        Some(paragraph.quoted.iter().any(|(_, index)| *index == at.index))
    };
    is_shown().unwrap_or(false)
}

/// Where a citation leads: the passage that it bears out, the paragraph that it names, or the source's page.
pub fn place(case: &Case, item: &CitationItem) -> Target {
    if let Some(quotation) = item.quotation.filter(|index| is_shown(case, *index)) {
        return Target::Quotation(quotation);
    }
    match paragraphs(case, item) {
        Some(range) => Target::Paragraph(item.source, range.start),
        None => page(item.source),
    }
}

/// What a citation is called: the source, and where it has one its paragraph. `words` are the theme's.
pub fn label(case: &Case, item: &CitationItem, words: &dyn Fn(&str) -> String) -> String {
    let source = case.sources.get(item.source);
    let label = source.map_or("", |source| source.label.as_str());
    let Some(range) = paragraphs(case, item) else {
        return label.to_owned();
    };
    let (from, to) = (
        range.start.to_string(),
        range.end.saturating_sub(1).to_string(),
    );
    let (key, values) = match from == to {
        true => ("citation.paragraph", vec![("label", label), ("n", &from)]),
        false => {
            let values = vec![("label", label), ("from", from.as_str()), ("to", &to)];
            ("citation.paragraphs", values)
        }
    };
    phrase::fill(&words(key), &values)
}

/// The paragraphs that an author cites, or else the one that the quotation was found in.
fn paragraphs(case: &Case, item: &CitationItem) -> Option<Range<u32>> {
    let found = || {
        let quotation = case.quotation(item.quotation?);
        quotation
            .paragraph
            .map(|number| number..number.saturating_add(1))
    };
    item.paragraphs.clone().or_else(found)
}

/// What a link calls its target where its author does not say.
pub fn title(case: &Case, target: &Target) -> String {
    let label = |source: usize| case.sources.get(source).map(|source| source.label.clone());
    let title = match target {
        Target::Record(place, anchor) => {
            let heading = anchor
                .as_deref()
                .and_then(|anchor| heading(case, *place, anchor));
            let title = heading.unwrap_or(&case.head(*place).title);
            Some(title.to_owned())
        }
        Target::Paragraph(source, number) => {
            label(*source).map(|label| format!("{label}, ¶ {number}"))
        }
        Target::Quotation(at) => label(at.source),
        Target::Tag(index) => case.tags.get(*index).map(|tag| tag.name.clone()),
        Target::List(kind) => route::list(*kind).strip_suffix(".html").map(str::to_owned),
        Target::Here(words) | Target::File(words) | Target::External(words) => Some(words.clone()),
    };
    title.unwrap_or_default()
}

/// The same in the words of a theme, which has names for the lists.
pub fn title_in(case: &Case, target: &Target, words: &dyn Fn(&str) -> String) -> String {
    match target {
        Target::List(kind) => words(list_key(*kind)),
        target => title(case, target),
    }
}

/// The words of the heading at an anchor of a record's page.
fn heading<'a>(case: &'a Case, place: Ref, anchor: &str) -> Option<&'a str> {
    let mut headings = case.prose(place)?.headings.iter();
    let heading = headings.find(|heading| heading.anchor == anchor)?;
    Some(heading.text.as_str()).filter(|words| !words.is_empty())
}

fn list_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Case | Kind::Note => "page.home",
        Kind::Event => "page.timeline",
        Kind::Profile => "page.profiles",
        Kind::Source => "page.sources",
        Kind::Claim => "page.claims",
        Kind::Question | Kind::Handout => "page.questions",
    }
}
