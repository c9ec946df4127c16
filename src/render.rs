//! From a case to the files of its site: every page through the theme's templates, in parallel, and the files for programs.

pub mod article;
pub mod cards;
pub mod code;
mod companion;
pub mod escape;
pub mod export;
pub mod feed;
#[cfg(feature = "pdf")]
pub mod paper;
pub mod prose;
pub mod redirect;
pub mod reference;
pub mod robots;
#[cfg(test)]
pub(crate) mod sample;
pub mod search;
pub mod sitemap;
pub mod structured;
pub mod theme;
mod typesetter;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use serde::Serialize;

use crate::case::{Case, Concordance, Places, Tag};
use crate::diagnostic::Diagnostic;
use crate::input;
use crate::memo::{Same, Slot};
use crate::page::frame::PageView;
use crate::page::{self, Address, Content, Scales, Words, cut, frame};
use crate::progress::{Progress, Silence};
use crate::site::Stamp;
use companion::Companion;
use reference::{References, Work};
use theme::{Engine, Failure, Theme};
use typesetter::Typesetter;

/// The files of a site: output path to bytes.
pub type Files = BTreeMap<String, Bytes>;

/// A site ready to be printed: every file has its path, and is made when it is asked for.
///
/// A page is a function of the case and the theme alone, so that one asked for by itself is what a whole build would hold.
pub struct Press {
    case: Arc<Case>,
    engine: Arc<Engine>,
    words: Arc<Words>,
    references: Arc<References>,
    plan: Arc<Plan>,
    #[cfg(feature = "pdf")]
    theme: Arc<Theme>,
    #[cfg(feature = "pdf")]
    typeset: paper::Kept,
    scales: Arc<Scales>,
}

/// What stands at which output path.
struct Plan {
    pages: Vec<Address>,
    /// How many HTML pages there are, old addresses included.
    length: usize,
    outputs: BTreeMap<String, Output>,
}

enum Output {
    /// A page: its place in the plan's list.
    Page(usize),
    Companion(Companion),
    /// A handout as PDF: its place in the case's list.
    #[cfg(feature = "pdf")]
    Paper(usize),
    /// An asset of the theme or a file of the case.
    Copy(Bytes),
}

/// What was made ready last.
#[derive(Default)]
pub(crate) struct Memory {
    theme: Slot<(Same<input::Files>, String), Loaded>,
    words: Slot<(Same<Theme>, String), Arc<Words>>,
    engine: Slot<(Same<Words>, serde_json::Value), Arc<Engine>>,
    references: Slot<(Same<Words>, String, Vec<Work>), Arc<References>>,
    plan: Slot<PlanKey, Arc<Plan>>,
    #[cfg(feature = "pdf")]
    typeset: paper::Kept,
    scales: Option<(Arc<Case>, Arc<Scales>)>,
}

/// A theme, or what is wrong with it.
type Loaded = Result<Arc<Theme>, Vec<Diagnostic>>;

/// What decides which pages there are.
type PlanKey = (
    Same<Places>,
    Same<Vec<Tag>>,
    Same<Vec<(String, crate::case::Ref)>>,
    Same<crate::case::Files>,
    Same<Concordance>,
    Same<Theme>,
    bool,
);

impl Memory {
    /// The theme of a name, from the files of `themes/`.
    pub(crate) fn theme(&mut self, files: &Arc<input::Files>, name: &str) -> Loaded {
        self.theme.get((Same::of(files), name.to_owned()), || {
            Theme::load(files, name).map(Arc::new)
        })
    }

    /// Makes a case ready to be printed in a theme.
    pub(crate) fn press(&mut self, case: Arc<Case>, theme: &Arc<Theme>) -> Press {
        let language = &case.front.language;
        let words = self.words.get((Same::of(theme), language.clone()), || {
            Arc::new(theme.words(language))
        });
        let site = serde_json::to_value(frame::site(&case, &words)).unwrap_or_default();
        let engine = self.engine.get((Same::of(&words), site.clone()), || {
            Arc::new(Engine::new(Arc::clone(theme), Arc::clone(&words), &site))
        });
        let key = (
            Same::of(&case.places),
            Same::of(&case.tags),
            Same::of(&case.redirects),
            Same::of(&case.files),
            Same::of(&case.concordance),
            Same::of(theme),
            case.front.base_url.is_some(),
        );
        let works: Vec<Work> = case.sources.iter().map(|one| Work::of(one)).collect();
        let style = case.front.citation_style.clone();
        let make = || Arc::new(References::new(&works, &style, &words));
        let key_of_references = (Same::of(&words), style.clone(), works.clone());
        let references = self.references.get(key_of_references, make);
        Press {
            references,
            plan: self.plan.get(key, || Arc::new(Plan::new(&case, theme))),
            scales: self.scales(&case),
            case,
            engine,
            words,
            #[cfg(feature = "pdf")]
            theme: Arc::clone(theme),
            #[cfg(feature = "pdf")]
            typeset: self.typeset.clone(),
        }
    }

    /// The scales of the last case, if nothing in this one is dated otherwise.
    fn scales(&mut self, case: &Arc<Case>) -> Arc<Scales> {
        let last = self.scales.take();
        let scales = last.filter(|(before, _)| dated_alike(before, case));
        let scales = scales.map_or_else(Arc::default, |(_, scales)| scales);
        self.scales = Some((Arc::clone(case), Arc::clone(&scales)));
        scales
    }
}

/// Whether the events of two states of a case have the same dates. Most are the very same events, which costs a comparison of addresses.
fn dated_alike(one: &Case, other: &Case) -> bool {
    let mut pairs = one.events.iter().zip(&other.events);
    one.events.len() == other.events.len()
        && pairs.all(|(a, b)| Arc::ptr_eq(a, b) || a.date == b.date)
}

impl Plan {
    fn new(case: &Case, theme: &Theme) -> Self {
        let pages = page::plan(case);
        let mut outputs = BTreeMap::new();
        for (path, companion) in companion::plan(case) {
            outputs.insert(path, Output::Companion(companion));
        }
        #[cfg(feature = "pdf")]
        for at in 0..case.handouts.len() {
            outputs.insert(paper::path(case, at), Output::Paper(at));
        }
        for (at, address) in pages.iter().enumerate() {
            outputs.insert(address.path.clone(), Output::Page(at));
        }
        for (path, bytes) in theme.assets().iter().chain(case.files.iter()) {
            let bytes = Bytes::from_owner(Arc::clone(bytes));
            outputs.insert(path.clone(), Output::Copy(bytes));
        }
        let is_page = |path: &&String| path.ends_with(".html");
        Plan {
            pages,
            length: outputs.keys().filter(is_page).count(),
            outputs,
        }
    }
}

impl Press {
    /// The case that it prints.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The theme's words in the site's language.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// How its sources are referred to.
    pub fn references(&self) -> &References {
        &self.references
    }

    /// The file at an output path, made now; `None` if the site has none there.
    pub fn file(&self, path: &str) -> Option<Result<Bytes, Failure>> {
        self.plan
            .outputs
            .get(path)
            .map(|output| self.output(output))
    }

    /// How many HTML pages the site has.
    pub fn pages(&self) -> usize {
        self.plan.length
    }

    /// Every output path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.plan.outputs.keys()
    }

    /// Prints every file, in parallel.
    ///
    /// # Errors
    ///
    /// Every template that failed, once, with the pages that failed by it.
    pub fn print(&self, progress: &dyn Progress) -> Result<Files, Vec<Diagnostic>> {
        self.print_as(&|output| self.output(output), progress)
    }

    /// The same as it can be read: for each PDF stands the sheet that it is typeset from.
    pub(crate) fn print_words(&self) -> Result<Files, Vec<Diagnostic>> {
        let words = |output: &Output| match output {
            #[cfg(feature = "pdf")]
            Output::Paper(at) => Ok(self.sheet(*at)),
            output => self.output(output),
        };
        self.print_as(&words, &Silence)
    }

    /// Printed files as they can be read.
    pub(crate) fn words_of(&self, files: &Files) -> Files {
        let files = files.clone();
        #[cfg(feature = "pdf")]
        let files = files.into_iter().chain(self.sheets()).collect();
        files
    }

    /// Takes a file that a former run made from what `key` stands for.
    pub fn remember(&self, key: &str, file: Bytes) {
        #[cfg(feature = "pdf")]
        if let Ok(key) = key.parse() {
            self.typeset.keep(key, file);
        }
        #[cfg(not(feature = "pdf"))]
        let _ = (key, file);
    }

    /// What the files that take long to make were made from, by output path: those that were made.
    pub fn stamps(&self) -> BTreeMap<String, Stamp> {
        #[cfg(feature = "pdf")]
        let stamps = self.paper_stamps();
        #[cfg(not(feature = "pdf"))]
        let stamps = BTreeMap::new();
        stamps
    }

    fn print_as(
        &self,
        make: &(dyn Fn(&Output) -> Result<Bytes, Failure> + Sync),
        progress: &dyn Progress,
    ) -> Result<Files, Vec<Diagnostic>> {
        let outputs: Vec<_> = self.plan.outputs.iter().collect();
        progress.stage("rendering pages", outputs.len());
        let printed: Vec<(&String, Result<_, Failure>)> = outputs
            .into_par_iter()
            .map(|(path, output)| {
                let file = make(output);
                progress.step();
                (path, file)
            })
            .collect();
        let (mut files, mut failed) = (Files::new(), Vec::new());
        for (path, file) in printed {
            match file {
                Ok(bytes) => drop(files.insert(path.clone(), bytes)),
                Err(failure) => failed.push((path.clone(), failure)),
            }
        }
        match failed.is_empty() {
            true => Ok(files),
            false => Err(diagnostics(failed)),
        }
    }

    /// Makes every page and keeps none: what is wrong with templates, or `None` if `is_stopped` said so on the way.
    pub fn proof(&self, is_stopped: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        let mut failed = Vec::new();
        for address in &self.plan.pages {
            if is_stopped() {
                return None;
            }
            if let Err(failure) = self.page(address) {
                failed.push((address.path.clone(), failure));
            }
        }
        Some(diagnostics(failed))
    }

    fn output(&self, output: &Output) -> Result<Bytes, Failure> {
        match output {
            Output::Page(at) => Ok(snug(self.page(&self.plan.pages[*at])?)),
            Output::Companion(companion) => {
                let text = companion.text(&self.case, &self.plan.pages, &self.words);
                Ok(snug(text))
            }
            #[cfg(feature = "pdf")]
            Output::Paper(at) => self.paper(*at),
            Output::Copy(bytes) => Ok(bytes.clone()),
        }
    }

    fn page(&self, address: &Address) -> Result<String, Failure> {
        let case = &self.case;
        let typesetter = Typesetter::new(self, &address.path);
        let content = address.subject.content(&typesetter.desk());
        let mut page = frame::page(&typesetter.desk(), address);
        page.code = typesetter.has_code();
        page.description = page.description.or_else(|| self.description(address));
        let record = address.subject.record();
        page.structured = record.and_then(|place| structured::script(case, place, &address.path));
        if let Some(failure) = typesetter.into_failure() {
            return Err(failure);
        }
        let sheet = Sheet { page, content };
        self.engine.fill(address.subject.template(), &sheet)
    }

    /// What a page without a summary is about: the first words of its record, or else the case.
    fn description(&self, address: &Address) -> Option<String> {
        let record = address.subject.record();
        let words = record
            .and_then(|place| self.case.prose(place))
            .map(|prose| cut::beginning(&prose::plain(&self.case, prose), DESCRIPTION))
            .filter(|words| !words.is_empty());
        words.or_else(|| self.case.front.description.clone())
    }
}

/// As many characters as search engines show.
const DESCRIPTION: usize = 160;

/// A longer text is left as it is: the room that it had to grow was never touched, and takes no memory.
const LARGE: usize = 1 << 20;

/// A text's bytes, without the room that it had to grow.
fn snug(mut text: String) -> Bytes {
    if text.len() < LARGE && text.capacity() - text.len() > text.len() / 8 {
        text.shrink_to_fit();
    }
    text.into()
}

/// What a page's template sees besides `site`.
#[derive(Serialize)]
struct Sheet {
    page: PageView,
    #[serde(flatten)]
    content: Content,
}

/// One finding for each failure, however many pages failed by it.
pub fn diagnostics(failed: Vec<(String, Failure)>) -> Vec<Diagnostic> {
    let mut by_failure: BTreeMap<Failure, BTreeSet<String>> = BTreeMap::new();
    for (path, failure) in failed {
        by_failure.entry(failure).or_default().insert(path);
    }
    by_failure
        .iter()
        .map(|(failure, pages)| {
            let first = pages.first().map_or("", String::as_str);
            failure.diagnostic(Some((first, pages.len())))
        })
        .collect()
}
