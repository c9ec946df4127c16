//! `cargo bench --bench side_by_side`: Casebook beside Hugo, Zola and a bare pipeline on the same corpus, in one run.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads and writes folders of its own, and looks at the clock"
)]

mod bare;
mod builds;
mod contender;
#[path = "../corpus/mod.rs"]
mod corpus;
mod edits;
mod http;
mod options;
mod peer;
mod process;
mod results;
mod table;
mod tree;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use contender::Contender;
use corpus::Corpus;
use options::{HELP, Options, Part};
use results::Results;

/// The bare pipeline is measured in a process of this program: it gets the allocator that Casebook has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [argument, root, output] = arguments.as_slice()
        && argument == bare::ARGUMENT
    {
        return told(bare::build(Path::new(root), Path::new(output)));
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("This measures for minutes: ask for it with `cargo bench --bench side_by_side`.");
        return ExitCode::SUCCESS;
    }
    match Options::read(arguments.into_iter()) {
        Ok(None) => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Some(options)) => told(compare(&options)),
        Err(reason) => told(Err(reason)),
    }
}

fn told(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Measures each size and prints its table.
fn compare(options: &Options) -> Result<(), String> {
    let (contenders, absent) = Contender::all(options);
    for name in absent {
        println!("{name} is not here, and is left out.");
    }
    let scratch = tempfile::TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))
        .map_err(|error| error.to_string())?;
    let folder = options.keep.as_deref().unwrap_or(scratch.path());
    let mut all = Vec::new();
    for &notes in &options.notes {
        let folder = folder.join(notes.to_string());
        let results = measure(notes, &contenders, options, &folder)?;
        table::print(notes, &results, &contenders, options.markdown);
        if options.keep.is_none() {
            tree::remove(&folder).map_err(|error| error.to_string())?;
        }
        all.push((notes, results));
    }
    table::print_across(&all);
    Ok(())
}

fn measure(
    notes: usize,
    contenders: &[Contender],
    options: &Options,
    folder: &Path,
) -> Result<Results, String> {
    eprintln!("{notes} notes");
    let corpus = Corpus::new(notes);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::path::absolute(folder))
        .and_then(|folder| tree::write(&corpus, contenders, &folder))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let folder = std::path::absolute(folder).map_err(|error| error.to_string())?;
    let mut results = Results::default();
    if options.wants(Part::Full) || options.wants(Part::Unchanged) {
        builds::measure(contenders, options, &folder, &mut results);
        verify::sites(&corpus, contenders, &folder, &mut results);
    }
    let served = [Part::Note, Part::Template, Part::Others];
    if served.iter().any(|part| options.wants(*part)) {
        edits::measure(&corpus, contenders, options, &folder, &mut results);
    }
    Ok(results)
}
