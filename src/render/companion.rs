//! The files beside the pages: data, the search's index, cards, feed, sitemap, robots.txt, and a page for each old address.

use super::{cards, export, feed, redirect, robots, search, sitemap};
use crate::case::{Case, Ref};
use crate::page::{Address, Words};

/// A file beside the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Companion {
    /// The whole case for programs.
    Case,
    /// The schema that it follows.
    Schema,
    /// The sources for reference managers, in one form each.
    CslJson,
    /// See [`export::bibtex`].
    Bibtex,
    /// See [`export::ris`].
    Ris,
    /// The events as a table.
    Events,
    /// The mentions as a table.
    Mentions,
    /// The events for TimelineJS.
    Timeline,
    /// The quotations as annotations of their sources.
    Annotations,
    /// What the data files are.
    Package,
    /// What search engines may read.
    Robots,
    /// The narrative as a feed.
    Feed,
    /// Every page.
    Sitemap,
    /// What the search looks in.
    Index,
    /// A shelf of the texts that the search shows.
    Texts(usize),
    /// What links to these pages lead to.
    Cards(Vec<Ref>),
    /// What links to a source and its passages lead to.
    SourceCards(usize),
    /// An old address: its place in the case's list.
    Redirect(usize),
}

/// Every such file of a case, by output path.
pub(super) fn plan(case: &Case) -> Vec<(String, Companion)> {
    let mut files = vec![
        (export::CASE_PATH.to_owned(), Companion::Case),
        (export::SCHEMA_PATH.to_owned(), Companion::Schema),
        (export::csl_json::PATH.to_owned(), Companion::CslJson),
        (export::bibtex::PATH.to_owned(), Companion::Bibtex),
        (export::ris::PATH.to_owned(), Companion::Ris),
        (export::table::EVENTS_PATH.to_owned(), Companion::Events),
        (export::table::MENTIONS_PATH.to_owned(), Companion::Mentions),
        (export::timeline::PATH.to_owned(), Companion::Timeline),
        (export::annotation::PATH.to_owned(), Companion::Annotations),
        (export::package::PATH.to_owned(), Companion::Package),
        (robots::PATH.to_owned(), Companion::Robots),
    ];
    files.push((search::INDEX_PATH.to_owned(), Companion::Index));
    let shelves = 0..search::shelves(case);
    files.extend(shelves.map(|at| (search::texts_path(at), Companion::Texts(at))));
    let shelves = cards::shelved(case).into_iter().enumerate();
    files.extend(shelves.map(|(at, pages)| (cards::shelf_path(at), Companion::Cards(pages))));
    let sources = 0..case.sources.len();
    files.extend(sources.map(|at| (cards::source_path(case, at), Companion::SourceCards(at))));
    if case.front.base_url.is_some() {
        files.push((feed::PATH.to_owned(), Companion::Feed));
        files.push((sitemap::PATH.to_owned(), Companion::Sitemap));
    }
    let redirects = case.redirects.iter().enumerate();
    files.extend(redirects.map(|(at, (from, _))| (from.clone(), Companion::Redirect(at))));
    files
}

impl Companion {
    /// The file. `words` are the theme's.
    pub(super) fn text(&self, case: &Case, pages: &[Address], words: &Words) -> String {
        match self {
            Companion::Case => export::case_json(case),
            Companion::Schema => export::schema_json(case),
            Companion::CslJson => export::csl_json::json(case),
            Companion::Bibtex => export::bibtex::bib(case),
            Companion::Ris => export::ris::ris(case),
            Companion::Events => export::table::events(case),
            Companion::Mentions => export::table::mentions(case),
            Companion::Timeline => export::timeline::json(case, words),
            Companion::Annotations => export::annotation::json(case),
            Companion::Package => export::package::json(case),
            Companion::Robots => robots::txt(case),
            Companion::Feed => feed::atom(case).unwrap_or_default(),
            Companion::Sitemap => {
                let paths = pages.iter().map(|page| page.path.as_str());
                sitemap::xml(case, paths).unwrap_or_default()
            }
            Companion::Index => search::index_js(case, words),
            Companion::Texts(shelf) => search::texts_js(case, *shelf),
            Companion::Cards(pages) => cards::shelf_js(case, words, pages),
            Companion::SourceCards(at) => cards::source_js(case, words, *at),
            Companion::Redirect(at) => {
                let (from, to) = &case.redirects[*at];
                redirect::html(case, from, *to, &|key| words.or_key(key))
            }
        }
    }
}
