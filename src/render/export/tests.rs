//! What programs get of a case: the shape that the format promises, and nothing the rights withhold.

use std::sync::Arc;

use super::*;
use crate::case::Right;
use crate::render::sample;

fn export(case: &Case) -> Value {
    serde_json::from_str(&case_json(case)).expect("JSON")
}

#[test]
fn the_keys_are_those_of_the_format() {
    let case = export(&sample::case());
    let keys: Vec<&String> = case.as_object().expect("an object").keys().collect();
    let mut expected = [
        "$schema",
        "case",
        "edition",
        "notes",
        "events",
        "profiles",
        "sources",
        "claims",
        "questions",
        "handouts",
        "quotations",
        "mentions",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    for (pointer, expected) in [
        ("/$schema", json!("case.schema.json")),
        ("/edition", json!("public")),
        ("/case/id", json!("case")),
        ("/case/url", json!("index.html")),
        ("/notes/0/url", json!("notes/the-deal.html")),
        ("/questions/0/url", json!("questions.html#proportion")),
        ("/questions/0/discusses", json!(["claim:who"])),
        ("/events/0/date", json!("2026-01-06")),
        ("/events/0/profiles", json!(["xu-fei"])),
        (
            "/events/0/evidence/0",
            json!({"source": "full", "quotation": "full-1", "quote": "said"}),
        ),
        ("/profiles/0/roles/0/to", json!("..")),
        ("/sources/0/original_url", json!("https://paper.example/1")),
        (
            "/handouts/0/contents/2",
            json!({"sources": ["full"], "excerpts": true}),
        ),
        (
            "/quotations/0",
            json!({
                "id": "full-1", "source": "full", "text": "said: <b>we", "verdict": "exact", "paragraph": 1,
                "url": "sources/full.html#full-1", "cited_by": ["note:the-deal"],
            }),
        ),
        (
            "/mentions/0",
            json!({
                "profile": "xu-fei", "source": "full", "paragraph": 1, "alias": "Xu Fei", "start": 0, "end": 6,
            }),
        ),
    ] {
        assert_eq!(case.pointer(pointer), Some(&expected), "{pointer}");
    }
}

#[test]
fn rights_decide_what_is_in_it_of_an_article() {
    let case = export(&sample::case());
    let full = "Xu Fei said: <b>we & you</b> will not cooperate.\n• One\n1. Two\n• Three\n| Role | Action |\n|---|---|\n| VP | Fired | more |";
    assert_eq!(case.pointer("/sources/0/text"), Some(&json!(full)));
    assert_eq!(
        case.pointer("/sources/1/text"),
        Some(&json!("first words […] last words […]\n[…] 米粉"))
    );
    assert_eq!(
        case.pointer("/sources/1/paragraphs/1"),
        Some(&json!({"number": 4, "shape": "text", "text": "[…] 米粉"}))
    );
    assert_eq!(case.pointer("/sources/2/text"), None);
    assert_eq!(case.pointer("/sources/2/paragraphs"), None);
    assert_eq!(case.pointer("/quotations/6/text"), None, "rights: record");
    assert_eq!(
        case.pointer("/mentions/1"),
        Some(&json!({"profile": "xu-fei", "source": "excerpt", "paragraph": 1})),
        "a withheld mention has no words"
    );
    assert_eq!(
        case.pointer("/quotations/3/verdict"),
        Some(&json!("absent"))
    );
    assert_eq!(case.pointer("/quotations/3/text"), None);
}

#[test]
fn an_answer_is_there_only_if_the_edition_holds_it() {
    let mut case = sample::case();
    assert_eq!(export(&case).pointer("/questions/0/answer"), None);
    let text = pulldown_cmark::Event::Text("Yes.".into());
    Arc::make_mut(&mut case.questions[0]).answer = Some(Prose {
        pieces: vec![crate::case::Piece::Event(text)],
        ..Prose::default()
    });
    assert_eq!(
        export(&case).pointer("/questions/0/answer"),
        Some(&json!("Yes."))
    );
}

#[test]
fn the_schema_knows_every_key_of_every_record() {
    let mut case = sample::case();
    Arc::make_mut(&mut case.sources[2]).right = Right::Record;
    let schema: Value = serde_json::from_str(&schema_json(&case)).expect("JSON");
    assert_eq!(
        schema["$id"],
        "https://example.org/case/data/case.schema.json"
    );
    let export = export(&case);
    let records = export.as_object().expect("an object").iter();
    for (list, value) in records.filter(|(key, _)| *key != "$schema") {
        let def = schema.pointer(&format!("/properties/{list}"));
        let Some(reference) = def.and_then(|def| def.get("items").unwrap_or(def)["$ref"].as_str())
        else {
            continue;
        };
        let def = schema
            .pointer(reference.trim_start_matches('#'))
            .expect("a definition");
        let one = [value.clone()];
        let values = value.as_array().map_or(&one[..], Vec::as_slice);
        for key in values
            .iter()
            .flat_map(|record| record.as_object().expect("a record").keys())
        {
            let own = &def["properties"][key];
            let common = &schema["$defs"]["record"]["properties"][key];
            assert!(!own.is_null() || !common.is_null(), "{list}: {key}");
        }
    }
}

/// Every object of the schema below a value, with a way to it.
fn objects<'a>(value: &'a Value, way: &str, found: &mut Vec<(String, &'a Value)>) {
    if value.get("properties").is_some_and(|one| one.is_object()) && value["type"] != "string" {
        found.push((way.to_owned(), value));
    }
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, one)| (key.clone(), one)).collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, one)| (at.to_string(), one))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        objects(child, &format!("{way}/{key}"), found);
    }
}

#[test]
fn the_schema_is_closed_and_says_what_each_field_is() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let mut found = Vec::new();
    objects(&schema, "", &mut found);
    assert!(found.len() > 15, "{}", found.len());
    for (way, object) in found {
        // What every record has is completed by its kind, which is closed; the two branches of an `if` hold no fields of their own.
        let is_part = way == "/$defs/record" || way.ends_with("/if") || way.ends_with("/then");
        let is_closed =
            object["additionalProperties"] == false || object["unevaluatedProperties"] == false;
        assert!(is_closed || is_part, "{way} takes any field");
        if way.ends_with("/if") || way.ends_with("/then") {
            continue;
        }
        for (name, field) in object["properties"].as_object().expect("fields") {
            let of = field["$ref"]
                .as_str()
                .and_then(|way| schema.pointer(way.trim_start_matches('#')));
            let is_told = |one: &Value| {
                one["description"]
                    .as_str()
                    .is_some_and(|words| words.ends_with('.'))
            };
            assert!(
                is_told(field) || of.is_some_and(is_told),
                "{way}: {name} says nothing of itself"
            );
        }
    }
}

#[test]
fn the_json_is_indented_and_the_same_each_time() {
    let json = case_json(&sample::case());
    assert!(json.starts_with("{\n  \"$schema\": \"case.schema.json\",\n  \"case\": {\n    \""));
    assert!(json.ends_with("}\n"));
    assert_eq!(json, case_json(&sample::case()));
}
