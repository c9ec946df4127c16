//! Casebook: a static site generator for case-study microsites whose every quotation is checked against its source.
//!
//! ```text
//! content/ seeds/ themes/ ─load─▶ Inputs ─parse─▶ Documents ─resolve─▶ Case ─present─▶ Pages ─render─▶ Site ─publish─▶ public/
//!                                              └───────────────── Diagnostics ◀── check ┘
//! ```
//!
//! [`build`] is everything between the inputs and the site: a function without files, clock or state. The commands call it,
//! and so does every test.

pub mod case;
pub mod check;
pub mod command;
pub mod diagnostic;
mod guard;
pub mod input;
pub mod page;
pub mod progress;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod site;
pub mod suggest;
pub mod syntax;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::guard::Guard;
use crate::input::{Inputs, Settings};
use crate::progress::{Counts, Progress};
use crate::render::theme::Theme;
use crate::site::Site;
use crate::syntax::document::{self, Document, Role};
use crate::syntax::record::Record;

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The finished site; `None` if there are errors.
    pub site: Option<Site>,
    /// All findings, in order.
    pub diagnostics: Diagnostics,
    /// What the edition holds.
    pub counts: Counts,
}

/// Builds one edition of a case: parse every file, resolve the case, render its pages, and look for what may not be there.
///
/// Every finding is in the result; the site only if none of them is an error.
pub fn build(inputs: &Inputs, settings: &Settings, progress: &dyn Progress) -> Built {
    let mut diagnostics = Diagnostics::default();
    let documents = parse(inputs, progress, &mut diagnostics);
    check::documents(&documents, settings.drafts, &mut diagnostics);
    let theme = theme(inputs, &documents, &mut diagnostics);
    let components: Option<BTreeSet<String>> = theme
        .as_ref()
        .map(|theme| theme.components().map(str::to_owned).collect());
    progress.stage("verifying quotations", 0);
    let resolved = resolve::resolve(
        &documents,
        inputs,
        settings,
        components.as_ref(),
        &mut diagnostics,
    );
    let counts = resolved.case.as_ref().map(counts).unwrap_or_default();
    let mut built = Built {
        site: None,
        diagnostics,
        counts,
    };
    if let (Some(case), Some(theme), false) =
        (&resolved.case, &theme, built.diagnostics.has_errors())
    {
        match render::render(case, theme, progress) {
            Ok(files) => {
                let guard = Guard {
                    documents: &documents,
                    inputs,
                    settings,
                    theme,
                };
                built.diagnostics.extend(guard.leaks(&resolved, &files));
                built.site = Some(Site { files });
            }
            Err(failures) => built.diagnostics.extend(failures),
        }
    }
    built.diagnostics.settle();
    built.site = built.site.filter(|_| !built.diagnostics.has_errors());
    built.counts.pages = built.site.as_ref().map_or(0, Site::pages);
    built
}

/// Reads every content file, in parallel.
fn parse(inputs: &Inputs, progress: &dyn Progress, diagnostics: &mut Diagnostics) -> Vec<Document> {
    let files: Vec<_> = inputs
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("content/"))
        .collect();
    progress.stage("reading", files.len());
    let parsed: Vec<_> = files
        .par_iter()
        .map(|(path, bytes)| {
            let mut found = Diagnostics::default();
            let parsed = match document::role(path) {
                Role::Content(kind, id) => document::parse(path, kind, &id, bytes, &mut found),
                Role::Stray(near) => {
                    found.push(document::stray(path, near));
                    None
                }
                Role::File => None,
            };
            progress.step();
            (parsed, found)
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (parsed, found) in parsed {
        diagnostics.extend(found);
        documents.extend(parsed);
    }
    if !inputs.files.contains_key("content/case.md") {
        diagnostics.push(
            Diagnostic::new(Rule::MissingFile, "there is no `content/case.md`")
                .at(Place::start_of(&"content/case.md".into()))
                .help(
                    "write the front page there: `title: …` between two lines of `---`, then text",
                ),
        );
    }
    documents
}

/// The theme that the case names, or the built-in one.
fn theme(inputs: &Inputs, documents: &[Document], diagnostics: &mut Diagnostics) -> Option<Theme> {
    let named = documents
        .iter()
        .find_map(|document| match &document.record {
            Record::Front(front) => front.theme.as_ref().map(|name| (document, name)),
            _ => None,
        });
    match Theme::load(inputs, named.map_or("folio", |(_, name)| name.value.trim())) {
        Ok(theme) => Some(theme),
        Err(failures) => {
            for failure in failures {
                // A theme that is not there has no file of its own to point at: the case's line that names it has.
                let place =
                    named.map(|(document, name)| Place::new(&document.file, name.range.clone()));
                diagnostics.push(match (&failure.place, place) {
                    (None, Some(place)) => failure.at(place),
                    _ => failure,
                });
            }
            None
        }
    }
}

fn counts(case: &Case) -> Counts {
    Counts {
        pages: 0,
        notes: case.notes.len(),
        events: case.events.len(),
        profiles: case.profiles.len(),
        sources: case.sources.len(),
        claims: case.claims.len(),
        questions: case.questions.len(),
        handouts: case.handouts.len(),
        quotations: case
            .quotations
            .iter()
            .filter(|quotation| quotation.anchor.is_some())
            .count(),
    }
}
