//! What is wrong with a front matter that is no YAML, and where.

use std::sync::Arc;

use serde_yaml::Location;

use crate::diagnostic::{Diagnostic, Place, Rule};

/// A finding for what the parser could not read.
pub(super) fn invalid(
    file: &Arc<str>,
    yaml: &str,
    start: usize,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let error = error.without_snippet();
    let at = error
        .location()
        .map_or(0, |location| position(&location, yaml));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let (message, help) = explain(message);
    let diagnostic =
        Diagnostic::new(Rule::BadYaml, message).at(Place::new(file, start + at..start + at));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The byte at an error's line and column: where a text is no YAML, the parser counts nothing else.
fn position(location: &Location, yaml: &str) -> usize {
    let lines = usize::try_from(location.line()).map_or(0, |line| line.saturating_sub(1));
    let columns = usize::try_from(location.column()).map_or(0, |column| column.saturating_sub(1));
    let start: usize = yaml.split_inclusive('\n').take(lines).map(str::len).sum();
    let line = yaml[start..].split('\n').next().unwrap_or_default();
    let within = line.char_indices().nth(columns);
    start + within.map_or(line.len(), |(at, _)| at)
}

/// What the parser says, in an author's words, and what to write instead. Without words of ours the parser's stay.
const KNOWN: [(&str, &str, &str); 9] = [
    (
        "mapping values are not allowed",
        "a colon followed by a space stands inside a value",
        "put the whole value in quotation marks: `title: \"One: two\"`",
    ),
    ("duplicate mapping key", "", "keep one of the two"),
    (
        "unexpected character: `@'",
        "a value can't begin with `@`",
        "put it in quotation marks",
    ),
    (
        "budget breached: Nodes",
        MANY,
        "write the values out instead of multiplying aliases (`*name`)",
    ),
    (
        "budget breached: Events",
        MANY,
        "write the values out instead of multiplying aliases (`*name`)",
    ),
    (
        "budget breached: Depth",
        DEEP,
        "a case needs four levels at most",
    ),
    ("recursion limit", DEEP, "a case needs four levels at most"),
    (
        "multiline quoted scalar",
        "a quoted text is not closed, or its lines are not indented",
        "close it with the quotation mark it began with",
    ),
    ("tab", "", "indent with spaces"),
];

const MANY: &str = "the front matter has more values than any case needs";
const DEEP: &str = "the front matter is nested too deep";

fn explain(message: &str) -> (String, Option<&'static str>) {
    let found = KNOWN.iter().find(|(sign, ..)| message.contains(sign));
    let plain = message
        .split(", set DuplicateKeyPolicy")
        .next()
        .unwrap_or(message);
    let words = found
        .map(|(_, words, _)| *words)
        .filter(|words| !words.is_empty());
    let help = found.map(|(.., help)| *help);
    (
        format!("the YAML can't be read: {}", words.unwrap_or(plain)),
        help,
    )
}
