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

/// "812 bytes", "23 kB", "1.4 MB".
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => plural(bytes, "byte"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_as_people_say_them() {
        for (bytes, expected) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (812_001, "813 kB"),
            (1_000_000, "1.0 MB"),
            (12_345_678, "12.4 MB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }

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
