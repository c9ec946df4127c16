//! What the commands say alike: what is wrong with a case, and what is in it.

use std::io;

use super::options::Options;
use super::{Failure, say};
use crate::diagnostic::{Diagnostics, Severity, human};
use crate::input::Inputs;
use crate::progress::Counts;

/// Shows findings to people, on standard error.
pub(super) fn show(
    diagnostics: &Diagnostics,
    inputs: &Inputs,
    options: &Options,
) -> Result<(), Failure> {
    let paper = human::render(diagnostics, inputs, options.colour(), COLUMNS);
    say(io::stderr(), &paper)
}

/// "2 errors, 1 warning"; "no errors, no warnings".
pub(super) fn tally(diagnostics: &Diagnostics) -> String {
    let count = |severity, name| match diagnostics.count(severity) {
        0 => format!("no {name}s"),
        number => plural(number, name),
    };
    format!(
        "{}, {}",
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning")
    )
}

/// "61 pages (7 notes, 21 events, 143 quotations verified)", without what the case doesn't have.
pub(super) fn contents(counts: &Counts) -> String {
    let parts = [
        (counts.notes, "note"),
        (counts.events, "event"),
        (counts.profiles, "profile"),
        (counts.sources, "source"),
        (counts.claims, "claim"),
        (counts.questions, "question"),
        (counts.handouts, "handout"),
    ];
    let mut parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| plural(number, name))
        .collect();
    parts.push(format!(
        "{} verified",
        plural(counts.quotations, "quotation")
    ));
    format!("{} ({})", plural(counts.pages, "page"), parts.join(", "))
}

/// Wide enough for a line of prose with its number, and no wider than a page of a log.
pub(super) const COLUMNS: usize = 120;

/// "1 note", "7 notes".
pub(super) fn plural(number: usize, name: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {name}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_there_is() {
        let counts = Counts {
            pages: 61,
            notes: 7,
            events: 1,
            quotations: 143,
            ..Counts::default()
        };
        assert_eq!(
            contents(&counts),
            "61 pages (7 notes, 1 event, 143 quotations verified)"
        );
    }
}
