//! Full builds, and builds with nothing changed, of all programs in turn.

use std::path::Path;

use super::contender::Contender;
use super::options::{Options, Part};
use super::process;
use super::results::{Results, Row};
use super::tree;

/// Measures what is asked for, and leaves each program's site in `folder`.
pub(crate) fn measure(
    contenders: &[Contender],
    options: &Options,
    folder: &Path,
    results: &mut Results,
) {
    let full = options.wants(Part::Full);
    let unchanged = options.wants(Part::Unchanged);
    // Without the full build's time the second build still needs a first.
    let first = if full { options.runs } else { 1 };
    for run in 1..=first {
        eprintln!("full build, run {run} of {first}");
        each(contenders, results, |contender, results| {
            build(contender, folder, full, results)
        });
    }
    let again = if unchanged { options.runs } else { 0 };
    for run in 1..=again {
        eprintln!("unchanged build, run {run} of {again}");
        each(contenders, results, |contender, results| {
            second(contender, folder, results)
        });
    }
}

fn each(
    contenders: &[Contender],
    results: &mut Results,
    step: impl Fn(&Contender, &mut Results) -> Result<(), String>,
) {
    for contender in contenders {
        if let Err(reason) = step(contender, results) {
            results
                .failures
                .insert(format!("a build of {}: {reason}", contender.name));
        }
    }
}

fn build(
    contender: &Contender,
    folder: &Path,
    counts: bool,
    results: &mut Results,
) -> Result<(), String> {
    let tool = contender.tool;
    let output = folder.join(tool.output());
    let Some(mut command) = contender.build(&folder.join(tool.folder()), &output) else {
        return Ok(());
    };
    tree::put_aside(&output).map_err(|error| error.to_string())?;
    let spent = process::run(&mut command, &folder.join("log"))?;
    if counts {
        results.time(Row::Full, tool, spent.time);
        results.memory(Row::FullMemory, tool, spent.memory);
    }
    Ok(())
}

fn second(contender: &Contender, folder: &Path, results: &mut Results) -> Result<(), String> {
    let tool = contender.tool;
    let output = folder.join(tool.output());
    let Some(mut command) = contender.build(&folder.join(tool.folder()), &output) else {
        return Ok(());
    };
    let marks = || tree::marks(&output).map_err(|error| error.to_string());
    let before = marks()?;
    let spent = process::run(&mut command, &folder.join("log"))?;
    results.time(Row::Unchanged, tool, spent.time);
    results.count(Row::Touched, tool, tree::touched(&before, &marks()?));
    Ok(())
}
