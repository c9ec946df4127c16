//! `casebook check`: all that `build` does but the writing.

use std::io;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::bar::Bar;
use super::options::Options;
use super::summary::{plural, show, tally};
use super::{Failure, WRONG_CONTENT, say};
use crate::diagnostic::{Diagnostics, github, json, sarif};
use crate::input::{Inputs, load};
use crate::progress::Counts;

/// What `check` takes beside the options that all commands share.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// How to show what is wrong
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people: with the lines of source, on standard error
    Human,
    /// One JSON array
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines
    Github,
}

/// What a run over the case has brought.
struct Run {
    inputs: Inputs,
    diagnostics: Diagnostics,
    counts: Counts,
}

impl Run {
    /// Reads the case and takes it through the pipeline.
    fn new(options: &Options) -> Result<Self, Failure> {
        let bar = Bar::new(options.quiet);
        let (inputs, mut diagnostics) = load(&options.root)?;
        let built = crate::build(&inputs, &options.settings(), &bar);
        diagnostics.extend(built.diagnostics);
        diagnostics.settle();
        Ok(Run {
            inputs,
            diagnostics,
            counts: built.counts,
        })
    }
}

/// Says what is wrong with the case.
pub(super) fn check(options: &Options, check: &CheckOptions) -> Result<ExitCode, Failure> {
    let run = Run::new(options)?;
    match check.format {
        Format::Human => {
            show(&run.diagnostics, &run.inputs, options)?;
            if !options.quiet {
                say(io::stdout(), &summary(&run))?;
            }
        }
        Format::Json => say(io::stdout(), &json::render(&run.diagnostics, &run.inputs))?,
        Format::Sarif => say(io::stdout(), &sarif::render(&run.diagnostics, &run.inputs))?,
        Format::Github => say(io::stdout(), &github::render(&run.diagnostics, &run.inputs))?,
    }
    Ok(if run.diagnostics.has_errors() {
        ExitCode::from(WRONG_CONTENT)
    } else {
        ExitCode::SUCCESS
    })
}

fn summary(run: &Run) -> String {
    let mut tally = tally(&run.diagnostics);
    if let Some(first) = tally.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if run.diagnostics.has_errors() {
        return format!("{tally}.\n");
    }
    format!(
        "{tally}: {} verified in {}.\n",
        plural(run.counts.quotations, "quotation"),
        plural(run.counts.sources, "source")
    )
}
