//! `casebook clean`: remove what Casebook wrote.

use std::io;
use std::process::ExitCode;

use super::build::folder_name;
use super::options::Options;
use super::summary::plural;
use super::{Failure, say};
use crate::publish;

/// Removes the site from the output folder, and leaves all else.
pub(super) fn clean(options: &Options) -> Result<ExitCode, Failure> {
    let output = options.output();
    let removed = publish::clean(&output, &options.root)?;
    if !options.quiet {
        let line = match removed {
            0 => format!("Nothing to remove from {}\n", folder_name(&output)),
            number => format!(
                "Removed {} from {}\n",
                plural(number, "file"),
                folder_name(&output)
            ),
        };
        say(io::stdout(), &line)?;
    }
    Ok(ExitCode::SUCCESS)
}
