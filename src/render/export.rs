//! `data/case.json`, the whole published case for programs, and the JSON Schema that it follows.

mod indent;
mod record;
mod source;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::case::{Basis, Case, Evidence, Head, Kind, Prose, Ref};
use crate::page::{name, route};

use super::prose;

/// The output path of the case as JSON.
pub const CASE_PATH: &str = "data/case.json";

/// The output path of its schema.
pub const SCHEMA_PATH: &str = "data/case.schema.json";

/// The schema, but for its `$id`.
const SCHEMA: &str = include_str!("export/case.schema.json");

/// The case as JSON, indented by two spaces, keys in order. It holds what the edition holds.
pub fn case_json(case: &Case) -> String {
    let mut json = String::from("{");
    let mut add = |key: &str, value: String| {
        let comma = if json.len() > 1 { "," } else { "" };
        json.push_str(&format!("{comma}\n  \"{key}\": "));
        json.push_str(&value);
    };
    add("case", indent::json(&record::front(case), 1));
    add("claims", list(&case.claims, |one| record::claim(case, one)));
    add("edition", json!(case.edition.name()).to_string());
    add("events", list(&case.events, |one| record::event(case, one)));
    add(
        "handouts",
        list(&case.handouts, |one| record::handout(case, one)),
    );
    let mentions: Vec<_> = case.mentions().collect();
    add(
        "mentions",
        list(&mentions, |one| source::mention(case, one)),
    );
    add("notes", list(&case.notes, |one| record::note(case, one)));
    add(
        "profiles",
        list(&case.profiles, |one| record::profile(case, one)),
    );
    add(
        "questions",
        list(&case.questions, |one| record::question(case, one)),
    );
    let quotations: Vec<_> = case.quotation_refs().collect();
    add(
        "quotations",
        list(&quotations, |at| source::quotation(case, *at)),
    );
    add(
        "sources",
        list(&case.sources, |one| source::source(case, one)),
    );
    json.push_str("\n}\n");
    json
}

/// The schema of [`case_json`] ([JSON Schema 2020-12](https://json-schema.org/draft/2020-12)). With a base URL it says where it is.
pub fn schema_json(case: &Case) -> String {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    if let (Some(base), Some(schema)) = (&case.front.base_url, schema.as_object_mut()) {
        schema.insert("$id".to_owned(), json!(format!("{base}{SCHEMA_PATH}")));
    }
    format!("{schema:#}\n")
}

/// A list of records at the top level. Each is written as soon as it is made, since the values of all would take many times its memory.
fn list<'a, T: Sync, V: Serialize>(records: &'a [T], json: impl Fn(&'a T) -> V + Sync) -> String {
    if records.is_empty() {
        return "[]".to_owned();
    }
    let texts: Vec<String> = records
        .par_chunks(PIECE)
        .map(|records| {
            let mut text = String::new();
            for record in records {
                let comma = if text.is_empty() { "" } else { ",\n    " };
                text.push_str(comma);
                text.push_str(&indent::json(&json(record), 2));
            }
            text
        })
        .collect();
    format!("[\n    {}\n  ]", texts.join(",\n    "))
}

/// How many records are written at once: enough that sharing the work costs little.
const PIECE: usize = 64;

/// A record: what every kind has, and its own fields; those that are null are left out.
fn with_head(case: &Case, head: &Head, anchor: Option<&str>, fields: Value) -> Value {
    let common = json!({
        "id": &*head.id,
        "url": url(head, anchor),
        "summary": head.summary,
        "tags": tags(case, head),
        "audience": audience(head),
        "part": head.part.map(String::from),
        "extra": Some(&head.extra).filter(|extra| !is_empty(extra)),
    });
    let mut record = Map::new();
    for value in [common, fields] {
        if let Value::Object(fields) = value {
            record.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        }
    }
    Value::Object(record)
}

fn tags<'a>(case: &'a Case, head: &Head) -> Vec<&'a str> {
    let tags = head.tags.iter().filter_map(|at| case.tags.get(*at));
    tags.map(|tag| tag.name.as_str()).collect()
}

/// An object without its null fields.
fn without_nulls(fields: Value) -> Value {
    match fields {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// The record's page, relative to the site's root.
fn url(head: &Head, anchor: Option<&str>) -> String {
    let path = match route::folder(head.kind) {
        Some(folder) => format!("{folder}/{}.html", head.stem),
        None => route::list(head.kind).to_owned(),
    };
    let anchor = anchor.map(route::fragment);
    route::encode(&path) + &anchor.unwrap_or_default()
}

fn audience(head: &Head) -> &'static str {
    use crate::case::Audience;
    match head.audience {
        Audience::Everyone => "everyone",
        Audience::Student => "student",
        Audience::Instructor => "instructor",
    }
}

/// The ids of a kind's records at some places.
fn ids(case: &Case, kind: Kind, places: &[usize]) -> Vec<String> {
    places
        .iter()
        .map(|index| {
            case.head(Ref {
                kind,
                index: *index,
            })
            .id
            .to_string()
        })
        .collect()
}

fn id(case: &Case, kind: Kind, index: usize) -> String {
    case.head(Ref { kind, index }).id.to_string()
}

/// A record as `kind:id`.
fn reference(case: &Case, place: &Ref) -> String {
    format!("{}:{}", name::kind(place.kind), case.head(*place).id)
}

/// The words of a body, if it has any.
fn words(case: &Case, body: &Prose) -> Option<String> {
    Some(prose::plain(case, body)).filter(|words| !words.is_empty())
}

fn evidence(case: &Case, evidence: &[Evidence]) -> Vec<Value> {
    let entry = |evidence: &Evidence| {
        let quotation = evidence.quotation.map(|at| case.quotation(at));
        without_nulls(json!({
            "source": id(case, Kind::Source, evidence.source),
            "quotation": quotation.map(|quotation| quotation.id.as_str()),
            "quote": evidence.quote,
            "paragraph": evidence.paragraph,
        }))
    };
    evidence.iter().map(entry).collect()
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Derived => "derived",
    }
}

#[cfg(test)]
mod tests;
