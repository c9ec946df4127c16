//! Diagnostics as SARIF 2.1.0, which code scanning services read.
//!
//! The form is that of <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::locate::{Located, Locator, Spot};
use super::{Diagnostics, Rule};
use crate::input::Inputs;

/// One log with one run, indented, with a final line feed.
pub fn render(diagnostics: &Diagnostics, inputs: &Inputs) -> String {
    let locator = Locator::new(diagnostics, inputs);
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(&locator.locate(diagnostic)))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn driver() -> Value {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name(),
                "shortDescription": { "text": message(rule.about()) },
                "defaultConfiguration": { "level": rule.severity().name() },
            })
        })
        .collect();
    json!({
        "name": "Casebook",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    })
}

fn result(located: &Located<'_>) -> Value {
    let mut text = located.message.to_owned();
    if let Some(help) = located.help {
        text.push('\n');
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": located.rule.name(),
        "level": located.severity.name(),
        "message": { "text": message(&text) },
    });
    if let Some(index) = Rule::ALL.iter().position(|rule| *rule == located.rule) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(spot) = &located.spot {
        result["locations"] = json!([{ "physicalLocation": physical_location(spot) }]);
    }
    if !located.related.is_empty() {
        result["relatedLocations"] = located
            .related
            .iter()
            .map(|(spot, words)| {
                json!({ "physicalLocation": physical_location(spot), "message": { "text": message(words) } })
            })
            .collect();
    }
    result
}

/// Files are named relative to `%SRCROOT%`, by custom the folder that the scanning service checked out.
fn physical_location(spot: &Spot<'_>) -> Value {
    let mut location = json!({
        "artifactLocation": {
            "uri": utf8_percent_encode(spot.file, NOT_IN_PATHS).to_string(),
            "uriBaseId": "%SRCROOT%",
        },
    });
    if let Some(span) = spot.span {
        location["region"] = json!({
            "startLine": span.start.line,
            "startColumn": span.start.column,
            "endLine": span.end.line,
            "endColumn": span.end.column,
        });
    }
    location
}

/// All but the unreserved characters of [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.3) and `/`.
const NOT_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Braces stand for placeholders in SARIF's messages and are doubled to stand for themselves (section 3.11.5).
fn message(raw: &str) -> String {
    raw.replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place};

    #[test]
    fn a_result_names_its_rule_file_and_region() {
        let file = "content/notes/米 粉%.md".into();
        let mut inputs = Inputs::default();
        inputs.files.insert(
            "content/notes/米 粉%.md".into(),
            b"ab\ncd\n".as_slice().into(),
        );
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(Rule::UnknownComponent, "no `{tmeline}`")
                .at(Place::new(&file, 1..5))
                .related(Place::new(&file, 0..0), "begun"),
        );
        diagnostics.push(Diagnostic::new(Rule::MissingFile, "gone"));
        let log: Value = serde_json::from_str(&render(&diagnostics, &inputs)).expect("valid JSON");
        let run = &log["runs"][0];
        let first = &run["results"][0];
        let location = &first["locations"][0]["physicalLocation"];
        assert_eq!(first["message"]["text"], "no `{{tmeline}}`");
        assert_eq!(
            location["artifactLocation"]["uri"],
            "content/notes/%E7%B1%B3%20%E7%B2%89%25.md"
        );
        assert_eq!(
            location["region"],
            json!({"startLine": 1, "startColumn": 2, "endLine": 2, "endColumn": 3})
        );
        assert_eq!(first["relatedLocations"][0]["message"]["text"], "begun");
        assert_eq!(run["results"][1].get("locations"), None);
        let index = first["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            "unknown-component"
        );
    }
}
