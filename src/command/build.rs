//! `casebook build`: check the case and write the site.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;

use super::bar::Bar;
use super::options::Options;
use super::summary::{contents, plural, show, tally};
use super::{Failure, WRONG_CONTENT, say};
use crate::diagnostic::{Diagnostics, Severity};
use crate::input::{Inputs, load};
use crate::progress::Progress as _;
use crate::publish::{self, NotPublished, Published};
use crate::{Memory, Prepared, Ready, prepare, render};

/// Writes the site, or says why not and leaves the last one as it was.
pub(super) fn build(options: &Options) -> Result<ExitCode, Failure> {
    let begun = Instant::now();
    let bar = Bar::new(options.quiet);
    let (inputs, read) = load(&options.root)?;
    let mut memory = Memory::default();
    let prepared = prepare(&inputs, &options.settings(), &mut memory, &bar);
    drop(memory);
    let counts = prepared.counts;
    let mut found = prepared.diagnostics.clone();
    found.extend(read);
    let output = options.output();
    let published = match found.has_errors() {
        true => None,
        false => publish(prepared, &inputs, options, &bar, &mut found)?,
    };
    found.settle();
    show(&found, &inputs, options)?;
    let Some(published) = published else {
        let message = format!(
            "{}: nothing was written, {} is as it was\n",
            tally(&found),
            folder_name(&output)
        );
        say(io::stderr(), &message)?;
        return Ok(ExitCode::from(WRONG_CONTENT));
    };
    if !options.quiet {
        let warnings = match found.count(Severity::Warning) {
            0 => String::new(),
            number => format!(", with {}", plural(number, "warning")),
        };
        let milliseconds = begun.elapsed().as_millis();
        let line = format!(
            "Built {}{warnings} in {milliseconds} ms: {} → {}\n",
            contents(&counts),
            changes(published),
            folder_name(&output)
        );
        say(io::stdout(), &line)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the pages and writes them; `None` if one can't be made or may not be published.
fn publish(
    prepared: Prepared,
    inputs: &Inputs,
    options: &Options,
    bar: &Bar,
    found: &mut Diagnostics,
) -> Result<Option<Published>, Failure> {
    let output = options.output();
    let Some(ready) = prepared.ready(inputs) else {
        return Ok(None);
    };
    let press = Arc::clone(&ready.press);
    for (key, file) in publish::kept(&output) {
        press.remember(&key, file);
    }
    let published = publish_ready(ready, options, bar, found)?;
    if published.is_some() {
        publish::stamp(&output, press.stamps())?;
    }
    Ok(published)
}

fn publish_ready(
    ready: Ready,
    options: &Options,
    bar: &Bar,
    found: &mut Diagnostics,
) -> Result<Option<Published>, Failure> {
    let (output, root) = (options.output(), &options.root);
    if !ready.is_open() {
        // What is withheld is looked for in the whole site before any of it is published.
        return match ready.print(bar) {
            Ok(site) => Ok(Some(publish::publish(&site, &output, root)?)),
            Err(leaks) => {
                found.extend(leaks);
                Ok(None)
            }
        };
    }
    let press = ready.press;
    let paths: BTreeSet<String> = press.paths().cloned().collect();
    bar.stage("making pages", paths.len());
    let make = |path: &str| {
        bar.step();
        press.file(path).unwrap_or_else(|| Ok(Bytes::new()))
    };
    match publish::publish_as_made(&paths, &make, &output, root) {
        Ok(published) => Ok(Some(published)),
        Err(NotPublished::Disk(error)) => Err(error.into()),
        Err(NotPublished::Files(failed)) => {
            found.extend(render::diagnostics(failed));
            Ok(None)
        }
    }
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
