//! Old output paths and where they lead now.

use std::collections::BTreeMap;

use super::registry::Registry;
use crate::case::{Case, Kind, Ref};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::page::route;
use crate::syntax::Words;
use crate::syntax::document::Document;

/// The pages that every site has.
const FIXED: [&str; 8] = [
    "index.html",
    "timeline.html",
    "profiles.html",
    "sources.html",
    "claims.html",
    "questions.html",
    "404.html",
    "search.html",
];

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
            match path(&words.value) {
                None => diagnostics.push(bad(document, words)),
                Some(path) => match taken.insert(path.to_lowercase(), route::path(case, place)) {
                    None => redirects.push((path, place)),
                    Some(page) => {
                        diagnostics.push(collision(document, words, &page));
                        taken.insert(path.to_lowercase(), page);
                    }
                },
            }
        }
    }
    redirects
}

/// The output paths of pages, in lower case, as file systems may see them.
fn pages(case: &Case) -> BTreeMap<String, String> {
    let records = super::tag::counts(case)
        .into_iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Case | Kind::Question));
    let records =
        records.flat_map(|(kind, count)| (0..count).map(move |index| Ref { kind, index }));
    let tags = case.tags.iter().map(route::tag);
    let all = records
        .map(|place| route::path(case, place))
        .chain(tags)
        .chain(FIXED.map(str::to_owned));
    all.map(|path| (path.to_lowercase(), path)).collect()
}

/// The output path that an old address named: a folder or a bare name is its `index.html`.
fn path(written: &str) -> Option<String> {
    let trimmed = written.trim();
    let path = trimmed.trim_start_matches('/');
    let inside = !path.split('/').any(|part| matches!(part, ".." | "."))
        && !path.contains(['\\', ':', '?', '#', '\0']);
    if path.is_empty() || !inside || path.contains("//") {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(match name {
        "" => format!("{path}index.html"),
        name if name.contains('.') => path.to_owned(),
        _ => format!("{path}/index.html"),
    })
}

fn bad(document: &Document, words: &Words) -> Diagnostic {
    Diagnostic::new(
        Rule::BadValue,
        format!("`{}` is no path of this site", words.value),
    )
    .at(Place::new(&document.file, words.range.clone()))
    .help("write it from the site's root, as in `old/page.html`")
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
        ];
        for (written, expected) in cases {
            assert_eq!(path(written).as_deref(), expected, "{written}");
        }
    }
}
