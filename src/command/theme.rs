//! `casebook theme`: which file of a theme is used, and where it comes from.

mod copy;
mod human;
mod json;

use std::collections::BTreeSet;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::options::Options;
use super::summary::show;
use super::{Failure, WRONG_CONTENT, say};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::input::{Folder, Inputs};
use crate::render::theme::Shelf;
use crate::render::theme::listing::{self, Entry};

/// What `theme` takes beside the options that all commands share.
#[derive(Debug, Args)]
pub(super) struct ThemeOptions {
    /// The theme to look at [default: the case's own]
    name: Option<String>,

    /// How to list the files
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,

    /// Copy a file that is listed into the theme's own folder, so that you can change it
    ///
    /// The copy takes the place of the file that it was made from. A file that is there is never written over.
    #[arg(long, value_name = "PATH")]
    copy: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// A theme and those beneath it, as a case has them.
struct Survey {
    /// The theme's name.
    name: String,
    /// The names of those beneath it, the nearest first.
    beneath: Vec<String>,
    /// Every path in it.
    entries: Vec<Entry>,
    /// The files that are part of the program and not of the case.
    built_in: BTreeSet<Arc<str>>,
    /// The files of the case that take the place of one of the program's.
    replaced: BTreeSet<Arc<str>>,
}

/// Lists the files of a theme, or copies one.
pub(super) fn theme(options: &Options, theme: &ThemeOptions) -> Result<ExitCode, Failure> {
    let folder = Folder::open(&options.root)?;
    let inputs = folder.inputs();
    let named = theme.name.clone();
    let name = named.unwrap_or_else(|| crate::theme_name(inputs));
    let mut found = Diagnostics::default();
    let shelf = match Shelf::read(&inputs.files, &name, &mut found) {
        Ok(shelf) => shelf,
        Err(missing) if theme.name.is_some() => return Err(told(&missing).into()),
        Err(missing) => {
            found.push(*missing);
            return refuse(&found, inputs, options);
        }
    };
    let survey = Survey::new(&folder, &shelf);
    match (&theme.copy, theme.format) {
        (Some(path), _) => copy::copy(&folder, &survey, path, options.quiet)?,
        (None, Format::Human) => say(io::stdout(), &human::render(&survey))?,
        (None, Format::Json) => say(io::stdout(), &json::render(&survey))?,
    }
    match found.has_errors() {
        true => refuse(&found, inputs, options),
        false => Ok(ExitCode::SUCCESS),
    }
}

fn refuse(found: &Diagnostics, inputs: &Inputs, options: &Options) -> Result<ExitCode, Failure> {
    show(found, inputs, options)?;
    Ok(ExitCode::from(WRONG_CONTENT))
}

/// A finding about what the command line says, which has no place in a file.
fn told(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().unwrap_or_default();
    format!("{}; {help}", finding.message)
}

impl Survey {
    fn new(folder: &Folder, shelf: &Shelf) -> Self {
        let entries = listing::list(shelf);
        let files = entries.iter().flat_map(|entry| &entry.files).cloned();
        let program = Inputs::built_in().files;
        let (replaced, built_in) = files
            .filter(|file| program.contains_key(file))
            .partition(|file| folder.holds(file));
        let mut names = shelf.layers.iter().map(|layer| layer.name.clone());
        Survey {
            name: names.next().unwrap_or_default(),
            beneath: names.collect(),
            entries,
            built_in,
            replaced,
        }
    }
}

/// The theme that a file belongs to.
fn owner(file: &str) -> &str {
    let rest = file.strip_prefix("themes/").unwrap_or(file);
    rest.split_once('/').map_or(rest, |(name, _)| name)
}
