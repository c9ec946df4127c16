//! The case for programs: `data/case.json` with the JSON Schema that it follows, and what reference managers, spreadsheets and other tools read.

pub mod annotation;
pub mod bibtex;
pub mod csl_json;
mod indent;
pub mod package;
mod record;
pub mod ris;
mod source;
pub mod table;
pub mod timeline;

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

/// The case as JSON, indented by two spaces, keys in order. It holds what the edition holds, and says which schema it follows.
pub fn case_json(case: &Case) -> String {
    let mut json = String::from("{");
    let mentions: Vec<_> = case.mentions().collect();
    let quotations: Vec<_> = case.quotation_refs().collect();
    one(
        &mut json,
        "$schema",
        SCHEMA_PATH.trim_start_matches("data/"),
    );
    one(&mut json, "case", &record::front(case));
    list(&mut json, "claims", &case.claims, |one| {
        record::claim(case, one)
    });
    one(&mut json, "edition", case.edition.name());
    list(&mut json, "events", &case.events, |one| {
        record::event(case, one)
    });
    list(&mut json, "handouts", &case.handouts, |one| {
        record::handout(case, one)
    });
    list(&mut json, "mentions", &mentions, |one| {
        source::mention(case, one)
    });
    list(&mut json, "notes", &case.notes, |one| {
        record::note(case, one)
    });
    list(&mut json, "profiles", &case.profiles, |one| {
        record::profile(case, one)
    });
    list(&mut json, "questions", &case.questions, |one| {
        record::question(case, one)
    });
    list(&mut json, "quotations", &quotations, |at| {
        source::quotation(case, *at)
    });
    list(&mut json, "sources", &case.sources, |one| {
        source::source(case, one)
    });
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

/// Begins a key of the whole.
fn key(json: &mut String, key: &str) {
    let comma = if json.len() > 1 { "," } else { "" };
    json.push_str(&format!("{comma}\n  \"{key}\": "));
}

fn one<V: Serialize + ?Sized>(json: &mut String, name: &str, value: &V) {
    key(json, name);
    json.push_str(&indent::json(&value, 1));
}

/// A list of records under a key of the whole.
fn list<'a, T: Sync, V: Serialize>(
    json: &mut String,
    name: &str,
    records: &'a [T],
    make: impl Fn(&'a T) -> V + Sync,
) {
    key(json, name);
    array(json, 1, records, make);
}

/// A list of records that stands `level` levels deep. Each is written as soon as it is made, and some at a time: the values, or
/// only the texts, of all would take many times the memory.
fn array<'a, T: Sync, V: Serialize>(
    json: &mut String,
    level: usize,
    records: &'a [T],
    make: impl Fn(&'a T) -> V + Sync,
) {
    if records.is_empty() {
        return json.push_str("[]");
    }
    let outer = format!("\n{}", "  ".repeat(level));
    let between = format!(",{outer}  ");
    let mut comma = format!("[{outer}  ");
    for batch in records.chunks(BATCH) {
        let texts: Vec<String> = batch
            .par_chunks(PIECE)
            .map(|records| {
                let texts = records
                    .iter()
                    .map(|record| indent::json(&make(record), level + 1));
                texts.collect::<Vec<_>>().join(&between)
            })
            .collect();
        for text in texts {
            json.push_str(&comma);
            json.push_str(&text);
            comma.clone_from(&between);
        }
    }
    json.push_str(&outer);
    json.push(']');
}

/// How many records are written by one thread at once: enough that sharing the work costs little.
const PIECE: usize = 16;

/// How many wait to be put together.
const BATCH: usize = 1024;

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
