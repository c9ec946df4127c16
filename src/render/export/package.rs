//! `data/datapackage.json`: what the data files are, as a [Data Package](https://datapackage.org/standard/data-package/), version 2.

use serde_json::{Value, json};

use super::table::{Column, EVENT_COLUMNS, EVENTS_PATH, Holds, MENTION_COLUMNS, MENTIONS_PATH};
use super::{CASE_PATH, annotation, bibtex, csl_json, ris, timeline, without_nulls};
use crate::case::{Author, Case, Source};
use crate::page::frame::license_url;

/// The output path of the description.
pub const PATH: &str = "data/datapackage.json";

/// The profile that the description follows.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// What the case's licence does not reach.
const RIGHTS: &str = "The articles that are quoted keep their own rights: only as much of them is here as this edition may publish, and the licence is not theirs.";

/// The description. Schemas, and data for the site's own scripts, are no resources.
pub fn json(case: &Case) -> String {
    let front = &case.front;
    let description = match &front.description {
        Some(description) => format!("{description}\n\n{RIGHTS}"),
        None => RIGHTS.to_owned(),
    };
    let whole = without_nulls(json!({
        "$schema": PROFILE,
        "name": name(&front.head.title),
        "title": front.head.title,
        "description": description,
        "homepage": front.base_url,
        "created": front.date.as_ref().and_then(|date| date.timestamp()),
        "contributors": some(front.authors.iter().map(author).collect()),
        "licenses": front.license.as_deref().and_then(license),
        "sources": some(case.sources.iter().map(|one| source(one)).collect()),
        "resources": resources(case),
    }));
    format!("{whole:#}\n")
}

/// A list that is left out if it is empty, as the profile demands.
fn some(list: Vec<Value>) -> Option<Vec<Value>> {
    Some(list).filter(|list| !list.is_empty())
}

/// A name as programs like it: Latin letters in lower case, digits and hyphens.
fn name(title: &str) -> String {
    let letters = title.to_ascii_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '’'));
    let words = words.map(|word| word.replace(['\'', '’'], ""));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "case".to_owned(),
        false => words.join("-"),
    }
}

fn author(author: &Author) -> Value {
    without_nulls(json!({
        "title": author.name,
        "path": author.url.as_deref().filter(|url| is_web(url)),
        "organization": author.affiliation,
        "roles": ["author"],
    }))
}

/// A licence in words has neither the name nor the address that a description must have.
fn license(license: &str) -> Option<Value> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_name = !license.is_empty() && license.chars().all(is_name);
    is_name.then(|| {
        json!([without_nulls(
            json!({"name": license, "path": license_url(license)})
        )])
    })
}

fn source(source: &Source) -> Value {
    without_nulls(json!({
        "title": source.head.title,
        "path": source.url.as_deref().filter(|url| is_web(url)),
    }))
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn resources(case: &Case) -> Vec<Value> {
    let plain = |path, title, about, mediatype| resource(path, title, about, mediatype);
    let mut resources = vec![plain(
        CASE_PATH,
        "The case",
        "The whole edition: every record, the articles as far as their rights go, every quotation with the verdict of its verification, every mention of a profile. Its form is that of the JSON Schema beside it, case.schema.json.",
        "application/json",
    )];
    let first = case.events.iter().filter_map(|event| event.date.as_ref());
    let days = first.flat_map(|date| [date.earliest(), date.latest()]);
    let has_far_days = days.flatten().any(|day| !(1..=9999).contains(&day.year()));
    resources.push(table(
        plain(
            EVENTS_PATH,
            "The events",
            "The timeline as a table, in its order; undated events last.",
            "text/csv",
        ),
        &EVENT_COLUMNS,
        Some("id"),
        has_far_days,
    ));
    resources.push(table(
        plain(
            MENTIONS_PATH,
            "The mentions",
            "Every place where an article names a profile, by source and place.",
            "text/csv",
        ),
        &MENTION_COLUMNS,
        None,
        false,
    ));
    resources.extend([
        plain(
            annotation::PATH,
            "The quotations as annotations",
            "Every verified quotation as an annotation of its source, in the W3C Web Annotation Data Model.",
            "application/ld+json",
        ),
        plain(
            timeline::PATH,
            "The timeline for TimelineJS",
            "The dated events in the form that TimelineJS reads.",
            "application/json",
        ),
        plain(
            csl_json::PATH,
            "The sources in CSL-JSON",
            "The bibliographic records of all sources, for citation processors and reference managers.",
            "application/vnd.citationstyles.csl+json",
        ),
        plain(
            bibtex::PATH,
            "The sources in BibTeX",
            "The same for LaTeX and reference managers.",
            "application/x-bibtex",
        ),
        plain(
            ris::PATH,
            "The sources in RIS",
            "The same for reference managers.",
            "application/x-research-info-systems",
        ),
    ]);
    resources
}

/// A file, named after itself: its path is relative to the description, which lies beside it.
fn resource(path: &str, title: &str, about: &str, mediatype: &str) -> Value {
    let file = path.trim_start_matches("data/");
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    json!({
        "name": file.to_ascii_lowercase().replace('.', "-"),
        "path": file,
        "title": title,
        "description": about,
        "format": if stem.ends_with(".csl") { "csl-json" } else { ending },
        "mediatype": mediatype,
        "encoding": "utf-8",
    })
}

/// A table, with its columns. Days of years before 1 and after 9999 are no dates to most programs.
fn table(mut resource: Value, columns: &[Column], key: Option<&str>, has_far_days: bool) -> Value {
    let fields: Vec<Value> = columns.iter().map(|one| field(one, has_far_days)).collect();
    let schema = without_nulls(json!({
        "fields": fields,
        "primaryKey": key.map(|key| [key]),
    }));
    if let Some(resource) = resource.as_object_mut() {
        resource.insert("type".to_owned(), json!("table"));
        resource.insert("schema".to_owned(), schema);
    }
    resource
}

fn field(column: &Column, has_far_days: bool) -> Value {
    let kind = match column.kind {
        "date" if has_far_days => "string",
        kind => kind,
    };
    let constraints = match column.holds {
        Holds::Any => Value::Null,
        Holds::Some => json!({"required": true}),
        Holds::OneOf(words) => json!({"required": true, "enum": words}),
    };
    without_nulls(json!({
        "name": column.name,
        "type": kind,
        "description": column.about,
        "constraints": constraints,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_latin_letters_and_hyphens() {
        for (title, expected) in [
            ("The critic & the brand", "the-critic-the-brand"),
            ("What’s said, and isn't", "whats-said-and-isnt"),
            ("米粉", "case"),
            ("Zürich 2026", "z-rich-2026"),
        ] {
            assert_eq!(name(title), expected);
        }
    }

    #[test]
    fn a_licence_in_words_is_left_out() {
        let cc =
            json!([{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]);
        assert_eq!(license("CC-BY-4.0"), Some(cc));
        assert_eq!(license("MIT"), Some(json!([{"name": "MIT"}])));
        assert_eq!(license("For our students alone"), None);
    }
}
