//! The files beside the pages: data, feed, sitemap, robots.txt, and a page for each old address.

use super::{Files, export, feed, redirect, robots, sitemap};
use crate::case::Case;

/// Makes them all. `pages` are the output paths of the site's pages, `words` the theme's words by key.
pub(super) fn files(case: &Case, pages: &[String], words: &dyn Fn(&str) -> String) -> Files {
    let mut files = Files::new();
    let mut add =
        |path: &str, text: String| drop(files.insert(path.to_owned(), text.into_bytes().into()));
    add(export::CASE_PATH, export::case_json(case));
    add(export::SCHEMA_PATH, export::schema_json(case));
    add(robots::PATH, robots::txt(case));
    if let Some(atom) = feed::atom(case) {
        add(feed::PATH, atom);
    }
    let listed = pages
        .iter()
        .map(String::as_str)
        .filter(|path| *path != "404.html");
    if let Some(map) = sitemap::xml(case, listed) {
        add(sitemap::PATH, map);
    }
    for (from, to) in &case.redirects {
        add(from, redirect::html(case, from, *to, words));
    }
    files
}
