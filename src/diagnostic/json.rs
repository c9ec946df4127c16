//! Diagnostics as one JSON array, for editors and scripts.
//!
//! A finding that belongs to no file has `null` as `file`, `line`, `column`, `end_line` and `end_column`; one in a file without
//! readable text is at its first character, line 1 and column 1. The end is the character after the last one.

use serde::Serialize;

use super::Diagnostics;
use super::locate::{Located, Locator, Position, Span, Spot};
use crate::input::Inputs;

/// The whole run as an indented array with a final line feed.
pub fn render(diagnostics: &Diagnostics, inputs: &Inputs) -> String {
    let locator = Locator::new(diagnostics, inputs);
    let records: Vec<Record> = diagnostics
        .iter()
        .map(|diagnostic| Record::new(&locator.locate(diagnostic)))
        .collect();
    // Strings, numbers and null alone can't fail to serialise.
    let mut json = serde_json::to_string_pretty(&records).unwrap_or_else(|_| "[]".to_owned());
    json.push('\n');
    json
}

/// Where a file without readable text is pointed at.
const BEGINNING: Span = Span {
    start: Position { line: 1, column: 1 },
    end: Position { line: 1, column: 1 },
};

#[derive(Serialize)]
struct Record<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
    related: Vec<RelatedRecord<'a>>,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

impl<'a> Record<'a> {
    fn new(located: &Located<'a>) -> Self {
        let span = located
            .spot
            .as_ref()
            .map(|spot| spot.span.unwrap_or(BEGINNING));
        Record {
            rule: located.rule.name(),
            severity: located.severity.name(),
            message: located.message,
            file: located.spot.as_ref().map(|spot| spot.file),
            line: span.map(|span| span.start.line),
            column: span.map(|span| span.start.column),
            end_line: span.map(|span| span.end.line),
            end_column: span.map(|span| span.end.column),
            help: located.help,
            related: located
                .related
                .iter()
                .map(|(spot, message)| RelatedRecord::new(spot, message))
                .collect(),
        }
    }
}

impl<'a> RelatedRecord<'a> {
    fn new(spot: &Spot<'a>, message: &'a str) -> Self {
        RelatedRecord {
            file: spot.file,
            line: spot.span.unwrap_or(BEGINNING).start.line,
            column: spot.span.unwrap_or(BEGINNING).start.column,
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place, Rule};

    #[test]
    fn every_key_is_there_and_what_is_unknown_is_null() {
        let file = "content/notes/a.md".into();
        let mut inputs = Inputs::default();
        inputs.files.insert(
            "content/notes/a.md".into(),
            b"---\n\xe7\xb1\xb3: x\n".as_slice().into(),
        );
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(Rule::UnknownKey, "no such key")
                .at(Place::new(&file, 4..7))
                .related(Place::new(&file, 9..10), "its value"),
        );
        diagnostics.push(Diagnostic::new(Rule::MissingFile, "nothing here").help("make it"));
        diagnostics.push(
            Diagnostic::new(Rule::UnreadableFile, "a link").at(Place::start_of(&"seeds/x".into())),
        );
        let found: serde_json::Value =
            serde_json::from_str(&render(&diagnostics, &inputs)).expect("valid JSON");
        let expected = serde_json::json!([
            {"rule": "unknown-key", "severity": "error", "message": "no such key",
             "file": "content/notes/a.md", "line": 2, "column": 1, "end_line": 2, "end_column": 2, "help": null,
             "related": [{"file": "content/notes/a.md", "line": 2, "column": 4, "message": "its value"}]},
            {"rule": "missing-file", "severity": "error", "message": "nothing here", "file": null, "line": null,
             "column": null, "end_line": null, "end_column": null, "help": "make it", "related": []},
            {"rule": "unreadable-file", "severity": "error", "message": "a link", "file": "seeds/x", "line": 1,
             "column": 1, "end_line": 1, "end_column": 1, "help": null, "related": []},
        ]);
        assert_eq!(found, expected);
    }
}
