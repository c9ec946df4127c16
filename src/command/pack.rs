//! `casebook pack`: check the case and write the site as one file.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::bar::Bar;
use super::options::Options;
use super::summary::{contents, plural, show, size, tally};
use super::{Failure, WRONG_CONTENT, say};
use crate::case::Case;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::input::load;
use crate::pack::{self, cartridge};
use crate::progress::{Counts, Progress as _};
use crate::publish::{PublishError, Single};
use crate::render::Files;
use crate::{Memory, Ready, prepare};

/// What `pack` takes beside the options that all commands share.
#[derive(Debug, Args)]
pub(super) struct PackOptions {
    /// Write an IMS Common Cartridge (.imscc) for a platform's course import: `1.3` for Canvas and most others, `1.1` for Moodle
    #[arg(long, value_name = "VERSION", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "1.3")]
    cartridge: Option<Version>,

    /// Replace a file that Casebook didn't write, and write into a folder that is published
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Version {
    /// What Moodle takes
    #[value(name = "1.1")]
    V1_1,
    /// What Canvas and most others take
    #[value(name = "1.3")]
    V1_3,
}

impl PackOptions {
    fn cartridge(&self) -> Option<cartridge::Version> {
        self.cartridge.map(|version| match version {
            Version::V1_1 => cartridge::Version::V1_1,
            Version::V1_3 => cartridge::Version::V1_3,
        })
    }
}

/// Writes the pack, or says why not and leaves the last one as it was.
pub(super) fn pack(options: &Options, pack: &PackOptions) -> Result<ExitCode, Failure> {
    let begun = Instant::now();
    let bar = Bar::new(options.quiet);
    let (inputs, read) = load(&options.root)?;
    let mut memory = Memory::default();
    let prepared = prepare(&inputs, &options.settings(), &mut memory, &bar);
    drop(memory);
    let counts = prepared.counts;
    let mut found = prepared.diagnostics.clone();
    found.extend(read);
    let ready = match found.has_errors() {
        true => None,
        false => prepared.ready(&inputs),
    };
    let packed = match ready.map(|ready| write(ready, options, pack, &bar)) {
        Some(Ok(packed)) => Some(packed?),
        Some(Err(leaks)) => {
            found.extend(leaks);
            None
        }
        None => None,
    };
    found.settle();
    show(&found, &inputs, options)?;
    let Some(packed) = packed else {
        let message = format!("{}: nothing was packed\n", tally(&found));
        say(io::stderr(), &message)?;
        return Ok(ExitCode::from(WRONG_CONTENT));
    };
    if !options.quiet {
        let milliseconds = begun.elapsed().as_millis();
        say(io::stdout(), &packed.line(&counts, &found, milliseconds))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the site and packs it; or says what is wrong with the site.
fn write(
    ready: Ready<'_>,
    options: &Options,
    pack: &PackOptions,
    bar: &Bar,
) -> Result<Result<Packed, Failure>, Vec<Diagnostic>> {
    let press = Arc::clone(&ready.press);
    // A place that can't be written is told of before the work is done.
    let single = match place(options, pack, press.case()) {
        Ok(single) => single,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let mut files = ready.print(bar)?.files;
    if let Some(version) = pack.cartridge() {
        let manifest = cartridge::manifest(press.case(), press.words(), &files, version);
        files.insert(cartridge::PATH.to_owned(), manifest.into());
    }
    bar.stage("packing", 0);
    Ok(Packed::new(single, &files))
}

/// Where the pack goes: under a name of its own where the author is, or as named.
fn place(options: &Options, pack: &PackOptions, case: &Case) -> Result<Single, PublishError> {
    let ending = match pack.cartridge {
        Some(_) => "imscc",
        None => "zip",
    };
    let name = format!("{}.{ending}", pack::name(case, &options.settings()));
    let named = options.has_output().then(|| options.output());
    let place = named.unwrap_or_else(|| PathBuf::from(&name));
    let mark = pack::MARK.as_bytes();
    Single::open(&place, &name, &options.root, mark, pack.force)
}

/// What a run has written.
struct Packed {
    place: PathBuf,
    files: usize,
    unpacked: usize,
    packed: usize,
    is_new: bool,
}

impl Packed {
    fn new(single: Single, files: &Files) -> Result<Self, Failure> {
        let bytes = pack::zip(files)?;
        Ok(Packed {
            is_new: single.write(&bytes)?,
            place: single.place,
            files: files.len(),
            unpacked: files.values().map(|bytes| bytes.len()).sum(),
            packed: bytes.len(),
        })
    }

    fn line(&self, counts: &Counts, found: &Diagnostics, milliseconds: u128) -> String {
        let warnings = match found.count(Severity::Warning) {
            0 => String::new(),
            number => format!(", with {}", plural(number, "warning")),
        };
        let unchanged = if self.is_new { "" } else { ", unchanged" };
        format!(
            "Packed {}{warnings} in {milliseconds} ms: {}, {} → {}, {}{unchanged}\n",
            contents(counts),
            plural(self.files, "file"),
            size(self.unpacked),
            self.place.display(),
            size(self.packed),
        )
    }
}
