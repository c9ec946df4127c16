//! `annotations.jsonld` against what the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/) says must be.

use std::collections::BTreeSet;

use casebook::site::Site;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{json, sites};

const PATH: &str = "data/annotations.jsonld";

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key}: {value}"))
}

/// A relation's values: one, or a list of them.
fn many(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    }
}

/// The annotations of a site: those of the one page that a collection of at least one annotation has (5.1, 5.2).
fn annotations(collection: &Value) -> Vec<&Value> {
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    assert!(!text(collection, "id").is_empty() && !text(collection, "label").is_empty());
    let total = collection["total"]
        .as_u64()
        .expect("a number that is not negative");
    let page = &collection["first"];
    if total == 0 {
        assert!(page.is_null(), "a page of nothing");
        return Vec::new();
    }
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["startIndex"], 0);
    assert!(page["@context"].is_null() && !text(page, "id").is_empty());
    let items = many(&page["items"]);
    assert_eq!(items.len() as u64, total);
    items
}

fn selector(selector: &Value) {
    match text(selector, "type") {
        // 4.2.1
        "FragmentSelector" => {
            assert!(
                !text(selector, "value").is_empty() && !text(selector, "value").starts_with('#')
            );
            assert_eq!(selector["conformsTo"], "http://tools.ietf.org/rfc/rfc3236");
        }
        // 4.2.4
        "TextQuoteSelector" => {
            assert!(!text(selector, "exact").is_empty());
            for key in ["prefix", "suffix"] {
                assert!(
                    selector[key].is_null() || !text(selector, key).is_empty(),
                    "{selector}"
                );
            }
        }
        other => panic!("a selector of another kind: {other}"),
    }
}

#[test]
fn annotations_are_as_the_model_has_them() {
    for (name, site) in sites() {
        let collection = json(site, PATH);
        let mut ids = BTreeSet::from([text(&collection, "id")]);
        for annotation in annotations(&collection) {
            assert!(ids.insert(text(annotation, "id")), "{name}: an IRI of two");
            assert_eq!(annotation["type"], "Annotation", "3.1");
            assert_eq!(annotation["motivation"], "linking", "3.3.5");
            for body in many(&annotation["body"]) {
                assert!(!text(body, "id").is_empty(), "{name}: 3.2.1");
                assert!(
                    leads_to_a_page(site, &collection, text(body, "id")),
                    "{name}: {body}"
                );
            }
            let targets = many(&annotation["target"]);
            assert!(!targets.is_empty(), "{name}: 3.1");
            for target in targets.into_iter().filter(|target| !target.is_string()) {
                let source = text(target, "source");
                let of_site = many(&target["selector"])
                    .into_iter()
                    .find(|one| one["type"] == "FragmentSelector");
                if let Some(fragment) = of_site {
                    let passage = format!("{source}#{}", text(fragment, "value"));
                    assert!(
                        leads_to_a_page(site, &collection, &passage),
                        "{name}: {target}"
                    );
                }
                assert_eq!(target["type"], "SpecificResource", "{name}: 4");
                assert!(!source.is_empty(), "{name}: 4");
                let selectors = many(&target["selector"]);
                assert!(!selectors.is_empty());
                selectors.into_iter().for_each(selector);
            }
        }
    }
}

/// Whether an address leads to a page of the site, and to what is there if it names an anchor.
fn leads_to_a_page(site: &Site, collection: &Value, address: &str) -> bool {
    let id = text(collection, "id");
    let base = id
        .strip_suffix("data/annotations.jsonld#collection")
        .unwrap_or("../");
    let address = address
        .strip_prefix(base)
        .unwrap_or_else(|| panic!("{address} is elsewhere"));
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let decoded = |part| {
        percent_decode_str(part)
            .decode_utf8()
            .expect("UTF-8")
            .into_owned()
    };
    let page = site.get(&decoded(path)).map(String::from_utf8_lossy);
    let anchor = format!("id=\"{}\"", decoded(anchor));
    page.is_some_and(|page| anchor == "id=\"\"" || page.contains(&anchor))
}

/// What a passage's page shows of it is what its annotation says of it: no word that the edition withholds, and none changed.
#[test]
fn words_of_annotations_stand_on_their_sources_pages() {
    for (name, site) in &sites()[..3] {
        let (collection, case) = (json(site, PATH), json(site, "data/case.json"));
        let quotations = case["quotations"].as_array().expect("quotations");
        let verified = quotations.iter().filter(|one| one["text"].is_string());
        let annotations = annotations(&collection);
        assert_eq!(verified.clone().count(), annotations.len(), "{name}");
        for (quotation, annotation) in verified.zip(annotations) {
            let exact: Vec<&str> = many(&annotation["target"])
                .into_iter()
                .flat_map(|target| many(&target["selector"]))
                .filter_map(|selector| selector["exact"].as_str())
                .collect();
            let words = |text: &str| {
                text.replace('…', " ")
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(
                words(&exact.join(" ")),
                words(text(quotation, "text")),
                "{name}: {annotation}"
            );
            let id = text(annotation, "id");
            assert_eq!(id, format!("#{}", text(quotation, "id")), "{name}");
        }
    }
}
