//! The templates of a theme and of those beneath it, each under its theme's name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::shelf::{Held, Shelf};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::page::Subject;
use crate::syntax::text;

/// A template's text.
pub(super) struct Template<'a> {
    /// Its theme and its path in `templates/`: `folio/note.html`.
    pub(super) name: String,
    /// The file, relative to the case's root.
    pub(super) file: &'a Arc<str>,
    /// What is in it.
    pub(super) text: &'a str,
}

/// The templates that are used: the first of each path; of those that it hides, the ones that are asked for by their theme's
/// name, and those that define components, since a theme may have a component of its own without the whole file.
///
/// The others are left alone: a hidden template may fill blocks that the theme has given up.
pub(super) fn read<'a>(shelf: &Shelf<'a>, found: &mut Diagnostics) -> Vec<Template<'a>> {
    let (mut used, mut hidden) = (Vec::new(), Vec::new());
    for (path, copies) in &shelf.files {
        let Some(name) = path.strip_prefix("templates/") else {
            continue;
        };
        for (place, held) in copies.iter().enumerate() {
            match template(shelf, name, *held) {
                _ if !name.ends_with(".html") => {}
                Ok(template) if place == 0 || defines_components(template.text) => {
                    used.push(template);
                }
                Ok(template) => hidden.push(template),
                Err(diagnostic) => found.push(diagnostic),
            }
        }
    }
    unearth(&mut used, hidden);
    used
}

fn template<'a>(shelf: &Shelf, name: &str, held: Held<'a>) -> Result<Template<'a>, Diagnostic> {
    Ok(Template {
        name: format!("{}/{name}", shelf.layers[held.layer].name),
        file: held.file,
        text: text::read(held.file, held.bytes)?,
    })
}

/// Takes over those hidden templates that a used one names, and those that these name.
fn unearth<'a>(used: &mut Vec<Template<'a>>, mut hidden: Vec<Template<'a>>) {
    let mut from = 0;
    while from < used.len() {
        let text = used[from].text;
        let is_named = |one: &mut Template| text.contains(&one.name);
        let named: Vec<Template> = hidden.extract_if(.., is_named).collect();
        used.extend(named);
        from += 1;
    }
}

fn defines_components(text: &str) -> bool {
    ["{% component ", "{%- component "]
        .iter()
        .any(|tag| text.contains(tag))
}

/// Says which templates are lacking that every theme must have.
pub(super) fn check(shelf: &Shelf, found: &mut Diagnostics) {
    let Some(last) = shelf.layers.last() else {
        return;
    };
    for name in Subject::TEMPLATES {
        let path = format!("templates/{name}");
        if shelf.get(&path).is_none() {
            let message = format!("the theme has no template `{path}`");
            let help = "write it, or take all that the theme lacks from another: `extends: folio`";
            found.push(
                Diagnostic::new(Rule::BadTheme, message)
                    .at(Place::start_of(&last.file()))
                    .help(help),
            );
        }
    }
}

/// The names of the components that a fenced block may name.
pub(super) fn components(shelf: &Shelf) -> Vec<String> {
    let name = |path: &str| {
        let name = path.strip_prefix("templates/components/")?;
        name.strip_suffix(".html").map(str::to_owned)
    };
    let names: BTreeSet<String> = shelf.files.keys().filter_map(|path| name(path)).collect();
    names.into_iter().collect()
}
