//! `casebook build`: check the case and write the site.

use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::options::Options;
use super::run::{Run, plural};
use super::{Failure, WRONG_CONTENT, say};
use crate::diagnostic::Severity;
use crate::progress::Counts;
use crate::publish::{Published, publish};

/// Writes the site, or says why not and leaves the last one as it was.
pub(super) fn build(options: &Options) -> Result<ExitCode, Failure> {
    let begun = Instant::now();
    let run = Run::new(options)?;
    run.show(options)?;
    let output = options.output();
    let Some(site) = &run.site else {
        let message = format!(
            "{}: nothing was written, {} is as it was\n",
            run.tally(),
            folder_name(&output)
        );
        say(io::stderr(), &message)?;
        return Ok(ExitCode::from(WRONG_CONTENT));
    };
    let published = publish(site, &output, &options.root)?;
    if !options.quiet {
        let warnings = match run.diagnostics.count(Severity::Warning) {
            0 => String::new(),
            number => format!(", with {}", plural(number, "warning")),
        };
        let milliseconds = begun.elapsed().as_millis();
        let line = format!(
            "Built {}{warnings} in {milliseconds} ms: {} → {}\n",
            contents(&run.counts),
            changes(published),
            folder_name(&output)
        );
        say(io::stdout(), &line)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// "61 pages (7 notes, 21 events, 143 quotations verified)", without what the case doesn't have.
fn contents(counts: &Counts) -> String {
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

fn changes(published: Published) -> String {
    let Published {
        written,
        unchanged,
        removed,
    } = published;
    format!("{written} written, {unchanged} unchanged, {removed} removed")
}

/// A folder's name as people write it, with a slash.
pub(super) fn folder_name(folder: &Path) -> String {
    let name = folder.display().to_string();
    let slash = if name.ends_with('/') { "" } else { "/" };
    format!("{name}{slash}")
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
