//! From a case to the files of its site: every page through the theme's templates, in parallel, and the files for programs.

pub mod article;
pub mod code;
mod companion;
pub mod escape;
pub mod export;
pub mod feed;
pub mod prose;
pub mod redirect;
pub mod robots;
#[cfg(test)]
pub(crate) mod sample;
pub mod sitemap;
pub mod structured;
pub mod theme;
mod typesetter;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::case::Case;
use crate::diagnostic::Diagnostic;
use crate::page::frame::PageView;
use crate::page::{self, Address, Content, Words, frame};
use crate::progress::Progress;
use theme::{Engine, Failure, Theme};
use typesetter::Typesetter;

/// The files of a site: output path to bytes.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// Renders every page of the case, and puts the theme's assets and the case's own files beside them.
///
/// # Errors
///
/// Every template that failed, once, with the pages that failed by it.
pub fn render(
    case: &Case,
    theme: &Theme,
    progress: &dyn Progress,
) -> Result<Files, Vec<Diagnostic>> {
    let words = Arc::new(theme.words(&case.front.language));
    let site = frame::site(case, &words);
    let engine = Engine::new(theme, Arc::clone(&words), &site);
    let pages = page::plan(case);
    progress.stage("rendering pages", pages.len());
    let rendered: Vec<Result<String, Failure>> = pages
        .par_iter()
        .map(|address| {
            let html = page(case, &engine, &words, address);
            progress.step();
            html
        })
        .collect();
    let paths: Vec<String> = pages.iter().map(|address| address.path.clone()).collect();
    let mut files = companion::files(case, &paths, &|key| words.or_key(key));
    let mut failed = Vec::new();
    for (address, html) in pages.into_iter().zip(rendered) {
        match html {
            Ok(html) => drop(files.insert(address.path, html.into_bytes().into())),
            Err(failure) => failed.push((failure, address.path)),
        }
    }
    if !failed.is_empty() {
        return Err(diagnostics(failed));
    }
    files.extend(theme.assets().clone());
    files.extend(case.files.clone());
    Ok(files)
}

/// What a page's template sees besides `site`.
#[derive(Serialize)]
struct Sheet {
    page: PageView,
    #[serde(flatten)]
    content: Content,
}

fn page(case: &Case, engine: &Engine, words: &Words, address: &Address) -> Result<String, Failure> {
    let typesetter = Typesetter::new(case, engine, words, &address.path);
    let content = address.subject.content(&typesetter.desk());
    let mut page = frame::page(&typesetter.desk(), address);
    page.code = typesetter.has_code();
    let record = address.subject.record();
    page.structured = record.and_then(|place| structured::script(case, place, &address.path));
    if let Some(failure) = typesetter.into_failure() {
        return Err(failure);
    }
    engine.fill(address.subject.template(), &Sheet { page, content })
}

/// One finding for each failure, however many pages failed by it.
fn diagnostics(failed: Vec<(Failure, String)>) -> Vec<Diagnostic> {
    let mut by_failure: BTreeMap<Failure, Vec<String>> = BTreeMap::new();
    for (failure, path) in failed {
        by_failure.entry(failure).or_default().push(path);
    }
    by_failure
        .iter()
        .map(|(failure, pages)| {
            let first = pages.first().map_or("", String::as_str);
            failure.diagnostic(Some((first, pages.len())))
        })
        .collect()
}
