//! `data/annotations.jsonld`: every verified quotation as an annotation of its source, in the
//! [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/).
//!
//! The target is the passage where the article was published, and the passage on its page here; the body is the pages that quote it.
//! Words of the article are in it as far as its page here shows them.

use std::ops::Range;

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{array, key, one, without_nulls};
use crate::case::{Author, Case, Kind, Paragraph, QuotationRef, Ref, Target};
use crate::page::frame::license_url;
use crate::page::route;
use crate::render::escape;

/// The output path of the annotations.
pub const PATH: &str = "data/annotations.jsonld";

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What says how a fragment of an HTML page is meant.
const FRAGMENTS: &str = "http://tools.ietf.org/rfc/rfc3236";

/// As many letters before and after a passage as tell it from others like it.
const AROUND: usize = 32;

/// A quotation, and where its words stand in what is shown of its source.
struct Quoted<'a> {
    at: QuotationRef,
    pieces: Vec<(&'a Paragraph, Range<usize>)>,
}

/// The annotations, as a collection of one page. Without a base URL its addresses are relative to the file.
pub fn json(case: &Case) -> String {
    let quoted = quoted(case);
    let front = &case.front;
    let license = front.license.as_deref().and_then(license_url);
    let creators: Vec<Value> = front.authors.iter().map(creator).collect();
    let mut json = String::from("{");
    one(&mut json, "@context", CONTEXT);
    if !creators.is_empty() {
        one(&mut json, "creator", &creators);
    }
    // A page has one annotation at least.
    if !quoted.is_empty() {
        key(&mut json, "first");
        json.push_str(&format!(
            "{{\n    \"id\": {},\n    \"items\": ",
            json!(name(case, "page"))
        ));
        array(&mut json, 2, &quoted, |one| annotation(case, one));
        json.push_str(",\n    \"startIndex\": 0,\n    \"type\": \"AnnotationPage\"\n  }");
    }
    one(&mut json, "id", &name(case, "collection"));
    one(&mut json, "label", &front.head.title);
    if let Some(license) = license {
        one(&mut json, "rights", &license);
    }
    one(&mut json, "total", &quoted.len());
    one(&mut json, "type", "AnnotationCollection");
    json.push_str("\n}\n");
    json
}

/// The verified quotations, by source and place.
fn quoted(case: &Case) -> Vec<Quoted<'_>> {
    let mut all = Vec::new();
    for (source, record) in case.sources.iter().enumerate() {
        let mut pieces = vec![Vec::new(); record.quotations.len()];
        for paragraph in &record.article.paragraphs {
            for (range, index) in &paragraph.quoted {
                if let Some(pieces) = pieces.get_mut(*index) {
                    pieces.push((paragraph, range.clone()));
                }
            }
        }
        let quotations = record.quotations.iter().zip(pieces).enumerate();
        let verified = quotations.filter(|(_, (quotation, _))| quotation.anchor.is_some());
        all.extend(verified.map(|(index, (_, pieces))| Quoted {
            at: QuotationRef { source, index },
            pieces,
        }));
    }
    all
}

fn creator(author: &Author) -> Value {
    let homepage = author.url.as_deref().map(escape::url);
    without_nulls(json!({"name": author.name, "homepage": homepage}))
}

fn annotation(case: &Case, quoted: &Quoted) -> Value {
    let quotation = case.quotation(quoted.at);
    let bodies: Vec<Value> = quotation
        .cited_by
        .iter()
        .map(|place| body(case, *place))
        .collect();
    without_nulls(json!({
        "id": name(case, &quotation.id),
        "type": "Annotation",
        "motivation": "linking",
        "body": Some(bodies).filter(|bodies| !bodies.is_empty()),
        "target": targets(case, quoted),
    }))
}

/// A page that quotes the passage.
fn body(case: &Case, place: Ref) -> Value {
    json!({
        "id": address(case, &Target::Record(place, None)),
        "type": "Text",
        "format": "text/html",
        "language": case.front.language,
    })
}

/// The passage where it was published, each of its pieces by its words; and where it stands here.
fn targets(case: &Case, quoted: &Quoted) -> Vec<Value> {
    let source = &case.sources[quoted.at.source];
    let words = quoted
        .pieces
        .iter()
        .map(|(paragraph, range)| text(paragraph, range));
    let here = Ref {
        kind: Kind::Source,
        index: quoted.at.source,
    };
    let here = address(case, &Target::Record(here, None));
    let anchor = case.quotation(quoted.at).anchor.as_deref();
    let anchor = anchor.map(|anchor| {
        let value = route::fragment(anchor);
        json!({
            "type": "FragmentSelector",
            "conformsTo": FRAGMENTS,
            "value": value.trim_start_matches('#'),
        })
    });
    let specific = |source: &str, selector: Value| json!({"type": "SpecificResource", "source": source, "selector": selector});
    match source.url.as_deref().map(escape::url) {
        // Its words are withheld: nothing says where in the article they stand.
        Some(url) if quoted.pieces.is_empty() => {
            let passage = anchor.map(|anchor| specific(&here, anchor));
            [json!(url)].into_iter().chain(passage).collect()
        }
        Some(url) => {
            let passage = anchor.map(|anchor| specific(&here, anchor));
            words
                .map(|words| specific(&url, words))
                .chain(passage)
                .collect()
        }
        None => {
            let mut words = words;
            let first: Vec<Value> = anchor.into_iter().chain(words.next()).collect();
            let first = specific(&here, json!(first));
            let rest = words.map(|words| specific(&here, words));
            [first].into_iter().chain(rest).collect()
        }
    }
}

/// Some words of a paragraph, with what is shown before and after them. What stands beyond a gap, or in another cell, is not next to them.
fn text(paragraph: &Paragraph, range: &Range<usize>) -> Value {
    let piece = |range: Range<usize>| paragraph.text.get(range).unwrap_or_default();
    let cell = paragraph
        .cells
        .iter()
        .find(|cell| cell.start <= range.start && range.end <= cell.end);
    let (mut from, mut to) = match cell {
        Some(cell) => (cell.start, cell.end),
        None => (paragraph.marker.min(range.start), paragraph.text.len()),
    };
    for gap in &paragraph.gaps {
        if *gap <= range.start {
            from = from.max(*gap);
        }
        if *gap >= range.end {
            to = to.min(*gap);
        }
    }
    let before = piece(from..range.start).graphemes(true);
    let before: Vec<&str> = before.rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = piece(range.end..to).graphemes(true).take(AROUND).collect();
    let line = |words: &str| words.replace('\n', " ");
    let shown = |words: String| Some(line(&words)).filter(|words| !words.trim().is_empty());
    without_nulls(json!({
        "type": "TextQuoteSelector",
        "exact": line(piece(range.clone())),
        "prefix": shown(before),
        "suffix": shown(after),
    }))
}

/// The identity of something in this file.
fn name(case: &Case, fragment: &str) -> String {
    let fragment = route::fragment(fragment);
    match &case.front.base_url {
        Some(base) => format!("{base}{PATH}{fragment}"),
        None => fragment,
    }
}

fn address(case: &Case, target: &Target) -> String {
    match &case.front.base_url {
        Some(base) => base.to_owned() + &route::href(case, "", target),
        None => route::href(case, PATH, target),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::render::sample;

    fn collection(case: &Case) -> Value {
        serde_json::from_str(&json(case)).expect("JSON")
    }

    #[test]
    fn a_passage_is_told_by_its_words_as_far_as_they_are_shown() {
        let mut case = sample::case();
        let collection = collection(&case);
        assert_eq!(collection["total"], 6, "one of seven is not verified");
        let base = "https://example.org/case/";
        let fragment = |source: &str, anchor: &str| {
            json!({
                "type": "SpecificResource", "source": format!("{base}sources/{source}.html"),
                "selector": {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": anchor},
            })
        };
        let words = |selector: Value| json!({"type": "SpecificResource", "source": "https://paper.example/1", "selector": selector});
        let expected = json!({
            "id": format!("{base}data/annotations.jsonld#full-1"),
            "type": "Annotation",
            "motivation": "linking",
            "body": [{"id": format!("{base}notes/the-deal.html"), "type": "Text", "format": "text/html", "language": "en"}],
            "target": [
                words(json!({
                    "type": "TextQuoteSelector", "exact": "said: <b>we", "prefix": "Xu Fei ",
                    "suffix": " & you</b> will not cooperate.",
                })),
                fragment("full", "full-1"),
            ],
        });
        let items = &collection["first"]["items"];
        assert_eq!(items[0], expected);
        let quote = |exact: &str| words(json!({"type": "TextQuoteSelector", "exact": exact}));
        let expected = json!([
            quote("first words"),
            quote(" last words"),
            fragment("excerpt", "excerpt-1")
        ]);
        assert_eq!(items[3]["target"], expected, "nothing of what is withheld");
        let expected = json!(["https://paper.example/1", fragment("record", "record-1")]);
        assert_eq!(items[5]["target"], expected, "rights: record");

        Arc::make_mut(&mut case.front).base_url = None;
        Arc::make_mut(&mut case.sources[0]).url = None;
        let collection = self::collection(&case);
        let item = &collection["first"]["items"][0];
        assert_eq!(item["id"], "#full-1");
        assert_eq!(item["target"][0]["source"], "../sources/full.html");
        assert_eq!(item["target"][0]["selector"][0]["value"], "full-1");
        assert_eq!(item["target"][0]["selector"][1]["exact"], "said: <b>we");
        assert_eq!(item["target"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn a_collection_of_nothing_has_no_page() {
        let mut case = sample::case();
        case.sources.clear();
        let collection = collection(&case);
        assert_eq!(
            (&collection["total"], &collection["first"]),
            (&json!(0), &Value::Null)
        );
    }
}
