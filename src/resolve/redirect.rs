//! Old output paths and where they lead now.

use std::collections::BTreeMap;

use super::registry::Registry;
use crate::case::{Case, Kind, Ref};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::page::route;
use crate::syntax::Words;
use crate::syntax::document::Document;

/// Pages that are the site's own.
const FIXED: [&str; 10] = [
    "index.html",
    "timeline.html",
    "profiles.html",
    "sources.html",
    "claims.html",
    "questions.html",
    "404.html",
    route::NETWORK,
    route::COMPARE,
    route::SEARCH,
];

/// Longer names are too long for some file systems, in bytes.
const LONGEST: usize = 200;

/// Reads the edition's `redirect_from`; paths that a page or another redirect has are reported.
pub(super) fn redirects(
    case: &Case,
    registry: &Registry,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Ref)> {
    let mut taken = pages(case);
    let mut redirects = Vec::new();
    for (at, document) in registry.documents.iter().enumerate() {
        let Some(place) = registry.record(at) else {
            continue;
        };
        for words in &document.head.redirect_from {
            let Some(path) = path(&words.value) else {
                diagnostics.push(bad(document, words));
                continue;
            };
            match taken_by(&path, &taken) {
                Some(page) => diagnostics.push(collision(document, words, page)),
                None => {
                    taken.insert(path.to_lowercase(), route::path(case, place));
                    redirects.push((path, place));
                }
            }
        }
    }
    redirects
}

/// What has the path already, or needs a file or a folder where it would need the other.
fn taken_by<'a>(path: &str, taken: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let path = path.to_lowercase();
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let above = folders
        .chain([path.as_str()])
        .find_map(|path| taken.get(path));
    let inside = format!("{path}/");
    let below = taken
        .range(inside.clone()..)
        .next()
        .filter(|(path, _)| path.starts_with(&inside));
    above.or(below.map(|(_, page)| page)).map(String::as_str)
}

/// The output paths of pages, in lower case, as file systems may see them.
fn pages(case: &Case) -> BTreeMap<String, String> {
    let records = super::tag::counts(case)
        .into_iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Case | Kind::Question));
    let records =
        records.flat_map(|(kind, count)| (0..count).map(move |index| Ref { kind, index }));
    let tags = case.tags.iter().map(route::tag);
    let pairs = case.concordance.pairs.iter();
    let pairs = pairs.map(|pair| route::pair(case, pair.a, pair.b));
    let all = records
        .map(|place| route::path(case, place))
        .chain(tags)
        .chain(pairs)
        .chain(FIXED.map(str::to_owned))
        .chain(case.files.keys().cloned());
    all.map(|path| (path.to_lowercase(), path)).collect()
}

/// The output path that an old address named: a folder or a bare name is its `index.html`.
fn path(written: &str) -> Option<String> {
    let trimmed = written.trim();
    let path = trimmed.trim_start_matches('/');
    let inside = !path
        .split('/')
        .any(|part| part.starts_with('.') || part.len() > LONGEST)
        && !path.contains(['\\', ':', '?', '#', '%', '\0']);
    let kept = ["assets/", "data/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    if path.is_empty() || !inside || kept || path.contains("//") {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(match name {
        "" => format!("{path}index.html"),
        name if name.ends_with(".html") || name.ends_with(".htm") => path.to_owned(),
        name if name.contains('.') => return None,
        _ => format!("{path}/index.html"),
    })
}

fn bad(document: &Document, words: &Words) -> Diagnostic {
    Diagnostic::new(
        Rule::BadValue,
        format!("`{}` is no path of this site", words.value),
    )
    .at(Place::new(&document.file, words.range.clone()))
    .help("write a page's old path from the site's root, as in `old/page.html` or `old/page/`; `assets` and `data` are kept for the site's own files")
}

fn collision(document: &Document, words: &Words, page: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::PathCollision,
        format!(
            "the old path `{}` is taken: it leads to `{page}`",
            words.value
        ),
    )
    .at(Place::new(&document.file, words.range.clone()))
    .help("take it out here, or rename the file that has it now")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_become_output_paths() {
        let cases = [
            ("/old/page.html", Some("old/page.html")),
            ("old/", Some("old/index.html")),
            ("old", Some("old/index.html")),
            ("../x.html", None),
            ("https://a/b", None),
            ("/", None),
            ("robots.txt", None),
            ("data/x.html", None),
        ];
        for (written, expected) in cases {
            assert_eq!(path(written).as_deref(), expected, "{written}");
        }
    }
}
