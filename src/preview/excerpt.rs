//! Findings as JSON for the panel in the browser: each with the lines that it points to.

use serde::Serialize;

use crate::diagnostic::locate::{Located, Locator, Spot};
use crate::diagnostic::{Diagnostics, Severity};
use crate::input::Inputs;

/// More findings than these are not shown one by one: nobody reads them in a browser.
const MOST: usize = 200;

/// A longer line is shown around the place alone, in characters before and after it.
const AROUND: usize = 160;

/// The findings, errors first.
pub(super) fn json(diagnostics: &Diagnostics, inputs: &Inputs) -> String {
    let locator = Locator::new(diagnostics, inputs);
    let of = |severity| {
        let found = diagnostics.iter();
        found.filter(move |diagnostic| diagnostic.severity == severity)
    };
    let all = of(Severity::Error).chain(of(Severity::Warning)).take(MOST);
    let records: Vec<Record> = all
        .map(|diagnostic| Record::new(&locator.locate(diagnostic)))
        .collect();
    // Strings, numbers and null alone can't fail to serialise.
    serde_json::to_string(&records).unwrap_or_else(|_| "[]".to_owned())
}

#[derive(Serialize)]
struct Record {
    rule: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    place: Option<Place>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    excerpt: Vec<Line>,
}

/// A line with the characters to be marked in it.
#[derive(Serialize)]
struct Line {
    line: usize,
    text: String,
    from: usize,
    to: usize,
}

impl Record {
    fn new(located: &Located) -> Self {
        let related = located.related.iter();
        Record {
            rule: located.rule.name(),
            severity: located.severity.name(),
            message: located.message.to_owned(),
            help: located.help.map(str::to_owned),
            place: located.spot.as_ref().map(Place::new),
            related: related
                .map(|(spot, message)| Related {
                    message: (*message).to_owned(),
                    place: Place::new(spot),
                })
                .collect(),
        }
    }
}

impl Place {
    fn new(spot: &Spot) -> Self {
        let start = spot.span.map(|span| span.start);
        Place {
            file: spot.file.to_owned(),
            line: start.map_or(1, |start| start.line),
            column: start.map_or(1, |start| start.column),
            excerpt: excerpt(spot).into_iter().collect(),
        }
    }
}

/// The first line of a place. Findings point at words; what goes on over several lines is seen in the editor.
fn excerpt(spot: &Spot) -> Option<Line> {
    let (span, lines) = (spot.span?, spot.lines?);
    let (begin, end) = lines.bounds(span.start.line - 1);
    let text = String::from_utf8_lossy(lines.slice(begin..end));
    let text: Vec<char> = text.chars().collect();
    let from = span.start.column - 1;
    let to = match span.end.line == span.start.line {
        true => (span.end.column - 1).min(text.len()),
        false => text.len(),
    };
    let first = from.saturating_sub(AROUND);
    let last = to.min(from + AROUND).saturating_add(AROUND).min(text.len());
    let before = if first > 0 { "…" } else { "" };
    let after = if last < text.len() { "…" } else { "" };
    let shown: String = text.get(first..last)?.iter().collect();
    let shift = |at: usize| at.min(last) - first + before.chars().count();
    Some(Line {
        line: span.start.line,
        text: format!("{before}{shown}{after}"),
        from: shift(from),
        to: shift(to),
    })
}
