//! A theme: templates, words and assets of one look, read from the inputs.

mod engine;
mod failure;
mod record;
mod strings;
#[cfg(test)]
mod tests;

pub use engine::Engine;
pub use failure::Failure;
pub use record::Record;

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use tera::Tera;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::page::{Subject, Words};
use crate::suggest::nearest;
use crate::syntax::text;

/// A theme whose every template is parsed.
pub struct Theme {
    /// What its `theme.yaml` says.
    pub record: Record,
    /// Its folder, `themes/NAME/`.
    folder: String,
    tera: Tera,
    /// Strings by dotted key, by language as its file is named.
    strings: BTreeMap<String, BTreeMap<String, String>>,
    /// Output path to bytes.
    assets: BTreeMap<String, Arc<[u8]>>,
    components: Vec<String>,
}

impl Theme {
    /// The theme's words in all its languages.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.strings
            .values()
            .flat_map(BTreeMap::values)
            .map(String::as_str)
    }

    /// Reads the theme in `themes/NAME/`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: that there is none, templates that can't be parsed or that are missing, what `theme.yaml` and
    /// the strings say wrongly.
    pub fn load(files: &Files, name: &str) -> Result<Theme, Vec<Diagnostic>> {
        let folder = format!("themes/{name}/");
        if !within(files, &folder).any(|_| true) {
            return Err(vec![missing(files, name)]);
        }
        let mut found = Diagnostics::default();
        let record = record::read(files, &folder, &mut found);
        let strings = strings::read(files, &folder, &mut found);
        let templates = templates(files, &folder, &mut found);
        let tera = match engine::parse(&folder, &templates) {
            Ok(tera) => tera,
            Err(failures) => {
                found.extend(failures.iter().map(|failure| failure.diagnostic(None)));
                Tera::new()
            }
        };
        found.settle();
        if found.has_errors() {
            return Err(found.into_iter().collect());
        }
        Ok(Theme {
            record,
            tera,
            strings,
            assets: assets(files, &folder),
            components: components(&templates),
            folder,
        })
    }

    /// The names of its components, sorted: what a fenced block may name.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(String::as_str)
    }

    /// Its stylesheets, pictures and fonts: output path to bytes.
    pub fn assets(&self) -> &BTreeMap<String, Arc<[u8]>> {
        &self.assets
    }

    /// Its words in a language (a BCP 47 tag); what that language lacks is English.
    pub fn words(&self, language: &str) -> Words {
        Words::new(language, strings::for_language(&self.strings, language))
    }
}

/// The files of a folder, by path in that folder.
fn within<'a>(
    files: &'a Files,
    folder: &'a str,
) -> impl Iterator<Item = (&'a str, &'a Arc<str>, &'a Arc<[u8]>)> {
    files
        .range::<str, _>((Bound::Included(folder), Bound::Unbounded))
        .map_while(move |(path, bytes)| Some((path.strip_prefix(folder)?, path, bytes)))
}

/// A template's text under its path in `templates/`.
struct Template<'a> {
    name: &'a str,
    text: &'a str,
}

fn templates<'a>(files: &'a Files, folder: &'a str, found: &mut Diagnostics) -> Vec<Template<'a>> {
    let mut templates = Vec::new();
    for (path, file, bytes) in within(files, folder) {
        let Some(name) = path.strip_prefix("templates/") else {
            continue;
        };
        match text::read(file, bytes) {
            _ if !name.ends_with(".html") => {}
            Ok(text) => templates.push(Template { name, text }),
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    let place: Arc<str> = format!("{folder}theme.yaml").into();
    for name in Subject::TEMPLATES {
        if !templates.iter().any(|template| template.name == name) {
            let message = format!("the theme has no template `templates/{name}`");
            let help = "copy it from the theme `folio` and change what should differ";
            found.push(
                Diagnostic::new(Rule::BadTheme, message)
                    .at(Place::start_of(&place))
                    .help(help),
            );
        }
    }
    templates
}

fn components(templates: &[Template]) -> Vec<String> {
    let name = |template: &Template| {
        let name = template
            .name
            .strip_prefix("components/")?
            .strip_suffix(".html")?;
        Some(name.to_owned())
    };
    templates.iter().filter_map(name).collect()
}

fn assets(files: &Files, folder: &str) -> BTreeMap<String, Arc<[u8]>> {
    within(files, folder)
        .filter(|(path, ..)| path.starts_with("assets/"))
        .map(|(path, _, bytes)| (path.to_owned(), Arc::clone(bytes)))
        .collect()
}

fn missing(files: &Files, name: &str) -> Diagnostic {
    let mut there: Vec<&str> = within(files, "themes/")
        .filter_map(|(path, ..)| Some(path.split_once('/')?.0))
        .collect();
    there.dedup();
    let help = match nearest(name, there.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "there are {}; or make the folder `themes/{name}`",
            there.join(", ")
        ),
    };
    Diagnostic::new(Rule::BadTheme, format!("there is no theme `{name}`")).help(help)
}
