//! `casebook handout`: check the case and typeset handouts, each as a PDF of its own.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::bar::Bar;
use super::options::Options;
use super::summary::{plural, show, size, tally};
use super::{Failure, WRONG_CONTENT, say};
use crate::case::{Case, Edition, Paper};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::input::load;
use crate::progress::Progress as _;
use crate::publish::Single;
use crate::render::Press;
use crate::suggest::nearest;
use crate::{Memory, Ready, prepare, render};

/// What a PDF ends with (ISO 32000-1, 7.5.5): only such a file is replaced.
const MARK: &[u8] = b"%%EOF";

/// What `handout` takes beside the options that all commands share.
#[derive(Debug, Args)]
pub(super) struct HandoutOptions {
    /// The handouts: names of files in content/handouts, without .md [default: all]
    #[arg(value_name = "ID")]
    ids: Vec<String>,

    /// The size of paper; takes the place of `paper` in the handouts
    #[arg(long, value_name = "SIZE", value_enum)]
    paper: Option<Size>,

    /// Replace a file that is no PDF, and write into a folder that is published
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    /// 210 mm by 297 mm
    A4,
    /// 8.5 in by 11 in
    Letter,
}

impl Size {
    fn paper(self) -> Paper {
        match self {
            Size::A4 => Paper::A4,
            Size::Letter => Paper::Letter,
        }
    }
}

/// A PDF and the place that it goes to.
struct Sheet {
    place: Single,
    pdf: Bytes,
}

/// Typesets handouts, or says why not and leaves those of before as they were.
pub(super) fn handout(options: &Options, handout: &HandoutOptions) -> Result<ExitCode, Failure> {
    let bar = Bar::new(options.quiet);
    let (inputs, read) = load(&options.root)?;
    let prepared = prepare(&inputs, &options.settings(), &mut Memory::default(), &bar);
    let mut found = prepared.diagnostics.clone();
    found.extend(read);
    let ready = match found.has_errors() {
        true => None,
        false => prepared.ready(&inputs),
    };
    let sheets = match ready {
        Some(ready) => typeset(ready, options, handout, &bar, &mut found)?,
        None => None,
    };
    found.settle();
    show(&found, &inputs, options)?;
    let Some(sheets) = sheets else {
        let message = format!("{}: nothing was typeset\n", tally(&found));
        say(io::stderr(), &message)?;
        return Ok(ExitCode::from(WRONG_CONTENT));
    };
    for sheet in sheets {
        let unchanged = if sheet.place.write(&sheet.pdf)? {
            ""
        } else {
            ", unchanged"
        };
        if !options.quiet {
            let place = sheet.place.place.display();
            let line = format!("Typeset {place}, {}{unchanged}\n", size(sheet.pdf.len()));
            say(io::stdout(), &line)?;
        }
    }
    if !options.quiet && found.count(Severity::Warning) > 0 {
        say(
            io::stdout(),
            &format!(
                "with {}\n",
                plural(found.count(Severity::Warning), "warning")
            ),
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The handouts, none of them written; `None` if one can't be made or may not be published.
fn typeset(
    ready: Ready,
    options: &Options,
    handout: &HandoutOptions,
    bar: &Bar,
    found: &mut Diagnostics,
) -> Result<Option<Vec<Sheet>>, Failure> {
    let press = Arc::clone(&ready.press);
    let chosen = chosen(press.case(), &handout.ids, options)?;
    let leaks = ready.leaks_on_paper();
    if !leaks.is_empty() {
        found.extend(leaks);
        return Ok(None);
    }
    bar.stage("typesetting", chosen.len());
    let paper = handout.paper.map(Size::paper);
    let made: Vec<_> = chosen
        .par_iter()
        .map(|at| {
            let pdf = press.paper_of_size(*at, paper);
            bar.step();
            pdf.map_err(|failure| (render::paper::path(press.case(), *at), failure))
        })
        .collect();
    let mut failed = Vec::new();
    let mut sheets = Vec::new();
    for (at, made) in chosen.into_iter().zip(made) {
        match made {
            Ok(pdf) => sheets.push(Sheet {
                place: place(&press, at, options, handout)?,
                pdf,
            }),
            Err(failure) => failed.push(failure),
        }
    }
    let diagnostics: Vec<Diagnostic> = render::diagnostics(failed);
    let is_whole = diagnostics.is_empty();
    found.extend(diagnostics);
    Ok(is_whole.then_some(sheets))
}

/// The places of the handouts that are meant, in the case's list.
fn chosen(case: &Case, ids: &[String], options: &Options) -> Result<Vec<usize>, Failure> {
    let all = || case.handouts.iter().map(|one| &*one.head.id);
    if case.handouts.is_empty() {
        let edition = case.edition.name();
        return Err(format!(
            "the {edition} edition has no handouts{}",
            wider(case.edition)
        )
        .into());
    }
    if ids.is_empty() {
        return Ok((0..case.handouts.len()).collect());
    }
    let place = |id: &String| {
        let named = id.strip_suffix(".md").unwrap_or(id);
        let named = named.rsplit('/').next().unwrap_or(named);
        let found = all().position(|one| one.eq_ignore_ascii_case(named));
        found.ok_or_else(|| unknown(named, all(), options))
    };
    ids.iter().map(place).collect()
}

fn unknown<'a>(id: &str, all: impl Iterator<Item = &'a str> + Clone, options: &Options) -> Failure {
    let edition = options.settings().edition;
    let there: Vec<&str> = all.clone().collect();
    let help = match nearest(id, all) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", there.join(", ")),
    };
    format!(
        "the {} edition has no handout `{id}`: {help}{}",
        edition.name(),
        wider(edition)
    )
    .into()
}

/// What to try where a handout is for fewer people than the edition.
fn wider(edition: Edition) -> &'static str {
    match edition {
        Edition::Public => {
            "; those for students need --edition student, those for instructors --edition instructor"
        }
        Edition::Student => "; those for instructors need --edition instructor",
        Edition::Instructor => "",
    }
}

/// Where a handout goes: into the folder that is named or the one where the author is, under its id and, unless it is
/// public, its edition.
fn place(
    press: &Press,
    at: usize,
    options: &Options,
    handout: &HandoutOptions,
) -> Result<Single, Failure> {
    let case = press.case();
    let stem = &case.handouts[at].head.stem;
    let name = match case.edition {
        Edition::Public => format!("{stem}.pdf"),
        edition => format!("{stem}-{}.pdf", edition.name()),
    };
    let folder = options.has_output().then(|| options.output());
    let place = folder.unwrap_or_default().join(&name);
    Ok(Single::open(
        &place,
        &name,
        &options.root,
        MARK,
        handout.force,
    )?)
}
