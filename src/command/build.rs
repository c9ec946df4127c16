//! `casebook build`: check the case and write the site.

use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::options::Options;
use super::run::{Run, contents, plural};
use super::{Failure, WRONG_CONTENT, say};
use crate::diagnostic::Severity;
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
