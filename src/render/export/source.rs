//! Sources as far as their rights go, quotations and mentions, as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{id, reference, with_head, without_nulls, words};
use crate::case::{Case, Kind, Mention, Paragraph, QuotationRef, Right, Source};
use crate::page::{name, route};
use crate::render::prose::citation;
use crate::syntax::article::Shape;

/// What stands where words are left out.
const GAP: &str = "[…]";

pub(super) fn source(case: &Case, source: &Source) -> Value {
    let shows_text = source.right != Right::Record;
    let paragraphs = source.article.paragraphs.iter();
    let fields = json!({
        "title": source.head.title,
        "label": source.label,
        "file": &*source.file,
        "type": source.csl_type,
        "author": source.authors,
        "publisher": source.publisher,
        "date": source.date.as_ref().map(ToString::to_string),
        "original_url": source.url,
        "language": source.language,
        "translation": name::translation(source.translation),
        "rights": source.right.name(),
        "truncated": source.truncated,
        "text": shows_text.then(|| text(source)),
        "paragraphs": shows_text.then(|| paragraphs.map(paragraph).collect::<Vec<_>>()),
        "body": words(case, &source.body),
    });
    with_head(case, &source.head, None, fields)
}

/// What is shown of the article, a line each paragraph; tables keep their delimiter rows.
fn text(source: &Source) -> String {
    let article = &source.article;
    let delimiters: BTreeMap<usize, &str> = article
        .delimiters
        .iter()
        .map(|(row, text)| (*row, text.as_str()))
        .collect();
    let mut lines = Vec::new();
    for (at, paragraph) in article.paragraphs.iter().enumerate() {
        lines.push(with_gaps(paragraph));
        lines.extend(delimiters.get(&at).map(|text| (*text).to_owned()));
    }
    lines.join("\n")
}

fn paragraph(paragraph: &Paragraph) -> Value {
    let shape = match paragraph.shape {
        Shape::Heading => "heading",
        Shape::Text => "text",
        Shape::Item { .. } => "item",
        Shape::Row { .. } => "row",
    };
    json!({
        "number": paragraph.number,
        "shape": shape,
        "text": with_gaps(paragraph),
    })
}

/// A paragraph's words with its gaps marked, as its page shows them.
fn with_gaps(paragraph: &Paragraph) -> String {
    let mut words = String::with_capacity(paragraph.text.len());
    let mut written = 0;
    for gap in &paragraph.gaps {
        let before = paragraph.text.get(written..*gap).unwrap_or_default();
        let before = before.trim();
        if !before.is_empty() {
            words.push_str(before);
            words.push(' ');
        }
        words.push_str(GAP);
        words.push(' ');
        written = *gap;
    }
    let rest = paragraph.text.get(written..).unwrap_or_default();
    words.push_str(if paragraph.gaps.is_empty() {
        rest
    } else {
        rest.trim()
    });
    words.truncate(words.trim_end().len());
    words
}

/// The quotation at a place. Its text is the source's words, which with `rights: record` no file shows.
pub(super) fn quotation(case: &Case, at: QuotationRef) -> Value {
    let quotation = case.quotation(at);
    let right = case.sources[at.source].right;
    let text = quotation.text.as_ref();
    let cited_by = quotation.cited_by.iter();
    without_nulls(json!({
        "id": quotation.id,
        "source": id(case, Kind::Source, quotation.source),
        "text": text.filter(|_| right != Right::Record),
        "verdict": name::verdict(quotation.verdict),
        "paragraph": quotation.paragraph,
        "url": route::href(case, "", &citation::passage(case, at)),
        "cited_by": cited_by.map(|place| reference(case, place)).collect::<Vec<_>>(),
    }))
}

/// A mention. One that the rights withhold has its paragraph, but no words.
pub(super) fn mention(case: &Case, mention: &Mention) -> Value {
    let words = mention.words.as_ref();
    without_nulls(json!({
        "profile": id(case, Kind::Profile, mention.profile),
        "source": id(case, Kind::Source, mention.source),
        "paragraph": mention.paragraph,
        "alias": words.map(|words| words.alias.as_str()),
        "start": words.map(|words| words.characters.start),
        "end": words.map(|words| words.characters.end),
    }))
}
