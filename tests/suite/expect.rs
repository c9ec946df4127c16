//! What a build gave, held against what a case file expects.

use std::fmt::Write as _;

use casebook::Built;
use casebook::diagnostic::Diagnostics;
use casebook::diagnostic::locate::{Locator, Spot};
use casebook::input::Inputs;
use casebook::site::Site;
use serde_json::Value;

use crate::case_file::{Expectation, What};
use crate::markup;

/// The findings as a case file writes them.
pub(crate) fn findings(diagnostics: &Diagnostics, inputs: &Inputs) -> String {
    let locator = Locator::new(diagnostics, inputs);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let located = locator.locate(diagnostic);
        let place = located.spot.as_ref().map_or("-".to_owned(), place);
        let _ = writeln!(
            text,
            "{}[{}] {place} {}",
            located.severity.name(),
            located.rule.name(),
            located.message
        );
        if let Some(help) = located.help {
            let _ = writeln!(text, "  help: {}", help.replace('\n', "\n        "));
        }
        for (spot, message) in &located.related {
            let _ = writeln!(text, "  see {} {message}", self::place(spot));
        }
    }
    text
}

/// `file:line:column-end`, or `file:line:column-line:end` over several lines.
fn place(spot: &Spot) -> String {
    let Some(span) = spot.span else {
        return spot.file.to_owned();
    };
    let (start, end) = (span.start, span.end);
    let to = match (start.line == end.line, start.column == end.column) {
        (true, true) => String::new(),
        (true, false) => format!("-{}", end.column),
        _ => format!("-{}:{}", end.line, end.column),
    };
    format!("{}:{}:{}{to}", spot.file, start.line, start.column)
}

/// What is wrong with an expectation; nothing if it is met.
pub(crate) fn check(
    expectation: &Expectation,
    built: &Built,
    inputs: &Inputs,
) -> Result<(), String> {
    if let What::Diagnostics = expectation.what {
        return same_lines(&expectation.text, &findings(&built.diagnostics, inputs));
    }
    let site = built.site.as_ref().ok_or("there is no site to look at")?;
    match &expectation.what {
        What::Diagnostics => Ok(()),
        What::Output(path) => in_order(&expectation.text, &file(site, path)?),
        What::Text(path) => in_order(&expectation.text, &markup::visible_text(&file(site, path)?)),
        What::Absent(path) => absent(&expectation.text, site, path.as_deref()),
        What::Files => files(&expectation.text, site),
        What::Json(path, pointer) => json(&expectation.text, &file(site, path)?, pointer),
    }
}

fn file(site: &Site, path: &str) -> Result<String, String> {
    let bytes = site.get(path).ok_or_else(|| {
        let paths: Vec<_> = site.files.keys().map(String::as_str).collect();
        format!("there is no `{path}`, but {}", paths.join(", "))
    })?;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// Line by line, with `-` for what was expected and `+` for what came.
pub(crate) fn same_lines(expected: &str, found: &str) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    let mut difference = String::new();
    for line in &old {
        let _ = writeln!(
            difference,
            "{} {line}",
            if new.contains(line) { " " } else { "-" }
        );
    }
    for line in new.iter().filter(|line| !old.contains(line)) {
        let _ = writeln!(difference, "+ {line}");
    }
    if new.iter().all(|line| old.contains(line)) {
        let _ = write!(difference, "but what came is\n{found}");
    }
    Err(difference)
}

fn in_order(lines: &str, text: &str) -> Result<(), String> {
    let text = fold(text);
    let mut rest = text.as_str();
    for line in lines.lines().map(fold).filter(|line| !line.is_empty()) {
        let Some(at) = rest.find(&line) else {
            let earlier = if text.contains(&line) {
                " (it stands earlier)"
            } else {
                ""
            };
            return Err(format!("not found{earlier}: {line}\nin: {rest}"));
        };
        rest = &rest[at + line.len()..];
    }
    Ok(())
}

/// Text with each run of white space as one space.
pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn absent(lines: &str, site: &Site, only: Option<&str>) -> Result<(), String> {
    if let Some(path) = only {
        file(site, path)?;
    }
    for (path, bytes) in site
        .files
        .iter()
        .filter(|(path, _)| only.is_none_or(|only| only == *path))
    {
        let text = fold(&String::from_utf8_lossy(bytes));
        for line in lines.lines().map(fold).filter(|line| !line.is_empty()) {
            if text.contains(&line) || (only.is_none() && path.contains(&line)) {
                return Err(format!("`{path}` holds what should be absent: {line}"));
            }
        }
    }
    Ok(())
}

fn files(lines: &str, site: &Site) -> Result<(), String> {
    for line in lines.lines() {
        let (path, expected) = match line.strip_prefix("- ") {
            Some(path) => (path, false),
            None => (line, true),
        };
        if site.get(path).is_some() != expected {
            return Err(format!(
                "`{path}` {}",
                if expected {
                    "is not there"
                } else {
                    "should not be there"
                }
            ));
        }
    }
    Ok(())
}

fn json(expected: &str, text: &str, pointer: &str) -> Result<(), String> {
    let whole: Value = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
    let expected: Value = serde_json::from_str(expected)
        .map_err(|error| format!("the expectation is no JSON: {error}"))?;
    let found = whole
        .pointer(pointer)
        .ok_or_else(|| format!("there is nothing at `{pointer}`"))?;
    match holds(found, &expected) {
        true => Ok(()),
        false => Err(format!("expected: {expected:#}\nfound: {found:#}")),
    }
}

/// Whether `found` is `expected`, but that objects may have more keys; `null` stands for a key that is not there.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| holds(found.get(key).unwrap_or(&Value::Null), value)),
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|(found, expected)| holds(found, expected))
        }
        (found, expected) => found == expected,
    }
}
