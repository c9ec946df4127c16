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
mod memo;
pub mod pack;
pub mod page;
pub mod preview;
pub mod progress;
pub mod publish;
mod read;
pub mod render;
pub mod resolve;
pub mod site;
pub mod suggest;
pub mod syntax;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::case::Case;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::guard::Guard;
use crate::input::{Inputs, Settings};
use crate::memo::{Kept, Same, Slot};
use crate::progress::{Counts, Progress};
use crate::read::Contents;
use crate::render::Press;
use crate::render::theme::Theme;
use crate::resolve::{Given, Resolved};
use crate::site::Site;
use crate::syntax::Words;
use crate::syntax::document::Document;
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
    let mut memory = Memory::default();
    let prepared = prepare(inputs, settings, &mut memory, progress);
    drop(memory);
    prepared.print(inputs, progress)
}

/// What the stages made last. A build begins with nothing remembered; a preview keeps its memory from one state of the files to the next.
#[derive(Default)]
pub struct Memory {
    settings: Settings,
    read: read::Memory,
    components: Slot<Same<Theme>, Arc<BTreeSet<String>>>,
    kept_components: Kept<BTreeSet<String>>,
    resolve: resolve::Memory,
    render: render::Memory,
}

/// An edition of a case, resolved and ready to be printed.
pub struct Prepared {
    /// What is wrong so far: all but what shows when pages are made.
    pub diagnostics: Diagnostics,
    /// What the edition holds.
    pub counts: Counts,
    /// The site; `None` if there are errors.
    pub press: Option<Arc<Press>>,
    resolved: Resolved,
    theme: Option<Arc<Theme>>,
    settings: Settings,
}

/// Takes a case through all stages up to the making of pages. What `memory` has from a former state of it is not done again.
pub fn prepare(
    inputs: &Inputs,
    settings: &Settings,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Prepared {
    if memory.settings != *settings {
        *memory = Memory {
            settings: settings.clone(),
            ..Memory::default()
        };
    }
    let contents = memory.read.read(inputs, settings.drafts, progress);
    let (theme, mut diagnostics) = memory.theme(&contents);
    let components = theme.as_ref().map(|theme| memory.components(theme));
    progress.stage("verifying quotations", 0);
    let given = Given {
        documents: &contents.documents,
        fronts: &contents.fronts,
        unread: &contents.unread,
        files: &contents.files,
        articles: &contents.articles,
        settings,
        components: components.as_ref(),
    };
    let resolved = resolve::resolve(&given, &mut memory.resolve);
    diagnostics.extend(contents.diagnostics);
    diagnostics.extend(resolved.diagnostics.iter().cloned());
    diagnostics.settle();
    let press = match (&resolved.case, &theme) {
        (Some(case), Some(theme)) if !diagnostics.has_errors() => {
            Some(Arc::new(memory.render.press(Arc::clone(case), theme)))
        }
        _ => None,
    };
    #[cfg(feature = "pdf")]
    if let Some(press) = &press {
        diagnostics.extend(render::paper::cautions(press, &inputs.files));
        diagnostics.settle();
    }
    let mut counts = resolved.case.as_deref().map(counts).unwrap_or_default();
    counts.pages = press.as_ref().map_or(0, |press| press.pages());
    Prepared {
        counts,
        diagnostics,
        press,
        resolved,
        theme,
        settings: settings.clone(),
    }
}

impl Memory {
    /// The theme that the case names, or the built-in one; and what is wrong with it.
    fn theme(&mut self, contents: &Contents) -> (Option<Arc<Theme>>, Diagnostics) {
        let named = named_theme(contents);
        let mut diagnostics = Diagnostics::default();
        let name = named.map_or(DEFAULT_THEME, |(_, name)| name.value.trim());
        match self.render.theme(&contents.themes, name) {
            Ok(theme) => {
                diagnostics.extend(theme.warnings().iter().cloned());
                (Some(theme), diagnostics)
            }
            Err(failures) => {
                for failure in failures {
                    // A theme that is not there has no file of its own to point at: the case's line that names it has.
                    let place = named
                        .map(|(document, name)| Place::new(&document.file, name.range.clone()));
                    diagnostics.push(match (&failure.place, place) {
                        (None, Some(place)) => failure.at(place),
                        _ => failure,
                    });
                }
                (None, diagnostics)
            }
        }
    }

    fn components(&mut self, theme: &Arc<Theme>) -> Arc<BTreeSet<String>> {
        let kept = &mut self.kept_components;
        self.components.get(Same::of(theme), || {
            kept.keep(theme.components().map(str::to_owned).collect())
        })
    }
}

/// The theme of a case that names none.
const DEFAULT_THEME: &str = "folio";

/// The theme that the case names, and where.
fn named_theme(contents: &Contents) -> Option<(&Arc<Document>, &Words)> {
    let documents = contents.documents.iter();
    let mut named = documents.filter_map(|document| match &document.record {
        Record::Front(front) => front.theme.as_ref().map(|name| (document, name)),
        _ => None,
    });
    named.next()
}

/// The name of the theme that a case is shown in.
pub fn theme_name(inputs: &Inputs) -> String {
    let contents = read::Memory::default().read(inputs, true, &progress::Silence);
    let name = named_theme(&contents).map_or(DEFAULT_THEME, |(_, name)| name.value.trim());
    name.to_owned()
}

/// A site that has no errors so far, and what may not be in it.
pub struct Ready<'a> {
    /// Makes its files.
    pub press: Arc<Press>,
    /// Looks for what the edition may not hold; nobody if it may hold all.
    guard: Option<Guard<'a>>,
}

impl Ready<'_> {
    /// Whether files may be published one by one as they are made: nothing is withheld that the whole must be searched for first.
    pub fn is_open(&self) -> bool {
        self.guard.is_none()
    }

    /// What may not be on paper, and is.
    #[cfg(feature = "pdf")]
    pub fn leaks_on_paper(self) -> Vec<Diagnostic> {
        let sheets = self.press.words_of(&render::Files::new());
        let leaks = self.guard.map(|guard| guard.leaks(&sheets));
        leaks.unwrap_or_default()
    }

    /// Makes the whole site, and looks for what may not be in it.
    ///
    /// # Errors
    ///
    /// Every template that failed, or else every leak.
    pub fn print(self, progress: &dyn Progress) -> Result<Site, Vec<Diagnostic>> {
        let files = self.press.print(progress)?;
        let leaks = self
            .guard
            .map(|guard| guard.leaks(&self.press.words_of(&files)));
        match leaks.unwrap_or_default() {
            leaks if leaks.is_empty() => Ok(Site { files }),
            leaks => Err(leaks),
        }
    }
}

impl Prepared {
    /// Makes the whole site, and looks for what may not be in it. `inputs` are those that it was prepared from.
    pub fn print(self, inputs: &Inputs, progress: &dyn Progress) -> Built {
        let (mut diagnostics, mut counts) = (self.diagnostics.clone(), self.counts);
        let mut site = None;
        match self.ready(inputs).map(|ready| ready.print(progress)) {
            Some(Ok(printed)) => site = Some(printed),
            Some(Err(found)) => diagnostics.extend(found),
            None => {}
        }
        diagnostics.settle();
        counts.pages = site.as_ref().map_or(0, Site::pages);
        Built {
            site,
            diagnostics,
            counts,
        }
    }

    /// What making every page would find, without keeping any; `None` if `is_stopped` said so on the way.
    pub fn proof(self, inputs: &Inputs, is_stopped: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        let Some(ready) = self.ready(inputs) else {
            return Some(Vec::new());
        };
        match ready.is_open() {
            true => ready.press.proof(is_stopped),
            false if is_stopped() => None,
            false => Some(ready.print(&progress::Silence).err().unwrap_or_default()),
        }
    }

    /// The site, if it has no errors so far. What its pages are not made of is let go, to make room for them.
    pub fn ready(self, inputs: &Inputs) -> Option<Ready<'_>> {
        let (press, theme) = (self.press?, self.theme?);
        let (withheld, spans) = self.resolved.withheld();
        let guard = (!withheld.is_empty()).then_some(Guard {
            withheld,
            spans,
            documents: self.resolved.documents,
            inputs,
            settings: self.settings,
            theme,
        });
        Some(Ready { press, guard })
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
            .quotations()
            .filter(|quotation| quotation.anchor.is_some())
            .count(),
    }
}
