//! Sources as far as their rights go, quotations and mentions, as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{audience, is_empty, reference, tags, url, words};
use crate::case::{Case, Mention, Paragraph, QuotationRef, Right, Source};
use crate::page::{citation, name, route};

use crate::syntax::article::Shape;

/// What stands where words are left out.
const GAP: &str = "[…]";

/// A source. Its article may be long, so that it is written without a tree of values; keys are in order, as in all records.
#[derive(Serialize)]
pub(super) struct SourceRecord<'a> {
    audience: &'static str,
    author: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<&'a Value>,
    file: &'a str,
    id: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraphs: Option<Vec<ParagraphRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    rights: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    title: &'a str,
    translation: &'static str,
    truncated: bool,
    #[serde(rename = "type")]
    csl_type: &'a str,
    url: String,
}

pub(super) fn source<'a>(case: &'a Case, source: &'a Source) -> SourceRecord<'a> {
    let head = &source.head;
    let shows_text = source.right != Right::Record;
    let paragraphs = source.article.paragraphs.iter();
    SourceRecord {
        audience: audience(head),
        author: &source.authors,
        body: words(case, &source.body),
        date: source.date.as_ref().map(ToString::to_string),
        extra: Some(&head.extra).filter(|extra| !is_empty(extra)),
        file: &source.file,
        id: &head.id,
        label: &source.label,
        language: source.language.as_deref(),
        original_url: source.url.as_deref(),
        paragraphs: shows_text.then(|| paragraphs.map(paragraph).collect()),
        part: head.part,
        publisher: source.publisher.as_deref(),
        rights: source.right.name(),
        summary: head.summary.as_deref(),
        tags: tags(case, head),
        text: shows_text.then(|| text(source)),
        title: &head.title,
        translation: name::translation(source.translation),
        truncated: source.truncated,
        csl_type: &source.csl_type,
        url: url(head, None),
    }
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
        lines.extend(delimiters.get(&at).map(|text| Cow::from(*text)));
    }
    lines.join("\n")
}

/// A paragraph. There may be a hundred thousand, so that it is written without a tree of values; keys are in order, as in all records.
#[derive(Serialize)]
struct ParagraphRecord<'a> {
    number: u32,
    shape: &'static str,
    text: Cow<'a, str>,
}

fn paragraph(paragraph: &Paragraph) -> ParagraphRecord<'_> {
    let shape = match paragraph.shape {
        Shape::Heading => "heading",
        Shape::Text => "text",
        Shape::Item { .. } => "item",
        Shape::Row { .. } => "row",
    };
    ParagraphRecord {
        number: paragraph.number,
        shape,
        text: with_gaps(paragraph),
    }
}

/// A paragraph's words with its gaps marked, as its page shows them.
fn with_gaps(paragraph: &Paragraph) -> Cow<'_, str> {
    match paragraph.with_gaps(0..paragraph.text.len(), GAP) {
        Cow::Borrowed(words) => words.trim_end().into(),
        Cow::Owned(words) => words.trim().to_owned().into(),
    }
}

/// A quotation, likewise.
#[derive(Serialize)]
pub(super) struct QuotationRecord<'a> {
    cited_by: Vec<String>,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    url: String,
    verdict: &'static str,
}

/// The quotation at a place. Its text is the source's words, which with `rights: record` no file shows.
pub(super) fn quotation(case: &Case, at: QuotationRef) -> QuotationRecord<'_> {
    let quotation = case.quotation(at);
    let source = &case.sources[at.source];
    let text = quotation.text.as_deref();
    let cited_by = quotation.cited_by.iter();
    QuotationRecord {
        cited_by: cited_by.map(|place| reference(case, place)).collect(),
        id: &quotation.id,
        paragraph: quotation.paragraph,
        source: &source.head.id,
        text: text.filter(|_| source.right != Right::Record),
        url: route::href(case, "", &citation::passage(case, at)),
        verdict: name::verdict(quotation.verdict),
    }
}

/// A mention, likewise.
#[derive(Serialize)]
pub(super) struct MentionRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    paragraph: u32,
    profile: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
}

/// A mention. One that the rights withhold has its paragraph, but no words.
pub(super) fn mention<'a>(case: &'a Case, mention: &'a Mention) -> MentionRecord<'a> {
    let words = mention.words.as_ref();
    MentionRecord {
        alias: words.map(|words| words.alias.as_str()),
        end: words.map(|words| words.characters.end),
        paragraph: mention.paragraph,
        profile: &case.profiles[mention.profile].head.id,
        source: &case.sources[mention.source].head.id,
        start: words.map(|words| words.characters.start),
    }
}
