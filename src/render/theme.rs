//! A theme: templates, words and assets of one look, read from the inputs.

mod bundle;
mod caution;
mod engine;
mod failure;
pub mod listing;
mod record;
pub mod shelf;
mod strings;
mod template;
#[cfg(test)]
mod tests;

pub use engine::Engine;
pub use failure::Failure;
pub use record::Record;
pub use shelf::Shelf;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Tera;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::input::Files;
use crate::page::Words;
#[cfg(feature = "pdf")]
use crate::render::paper::Layout;

/// A theme whose every template is parsed.
pub struct Theme {
    /// What its `theme.yaml` says.
    pub record: Record,
    tera: Tera,
    /// The file of each template, by the name that Tera knows it by.
    templates: BTreeMap<String, Arc<str>>,
    /// The themes of its chain by name, itself first.
    chain: Vec<String>,
    /// Strings by dotted key, by language as its file is named.
    strings: BTreeMap<String, BTreeMap<String, String>>,
    /// Output path to bytes.
    assets: BTreeMap<String, Arc<[u8]>>,
    components: Vec<String>,
    /// The layout of handouts on paper: path in `handout/`, the file, and what is in it.
    #[cfg(feature = "pdf")]
    handout: BTreeMap<String, (Arc<str>, Arc<[u8]>)>,
    #[cfg(feature = "pdf")]
    layout: std::sync::OnceLock<Layout>,
    warnings: Vec<Diagnostic>,
}

impl Theme {
    /// Reads the theme in `themes/NAME/`, and those beneath it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: that there is none, templates that can't be parsed or that are missing, what `theme.yaml` and
    /// the strings say wrongly.
    pub fn load(files: &Files, name: &str) -> Result<Theme, Vec<Diagnostic>> {
        let mut found = Diagnostics::default();
        let shelf = Shelf::read(files, name, &mut found).map_err(|missing| vec![*missing])?;
        let strings = strings::read(&shelf, &mut found);
        let templates = template::read(&shelf, &mut found);
        let assets = bundle::assets(&shelf, &templates, &mut found);
        found.extend(caution::strays(&shelf));
        found.extend(caution::inline(&templates));
        let mut tera = Tera::new();
        // Where a theme of the chain is not there, all that it would bring is lacking.
        if shelf.is_whole {
            template::check(&shelf, &mut found);
            match engine::parse(&shelf, &templates) {
                Ok(parsed) => tera = parsed,
                Err(failures) => {
                    found.extend(failures.iter().map(|failure| failure.diagnostic(None)));
                }
            }
        }
        found.settle();
        let components = template::components(&shelf);
        if found.has_errors() {
            return Err(found.into_iter().collect());
        }
        #[cfg(feature = "pdf")]
        let all = files;
        let files = templates.into_iter();
        Ok(Theme {
            tera,
            strings,
            assets,
            components,
            #[cfg(feature = "pdf")]
            handout: handout(all, &shelf),
            #[cfg(feature = "pdf")]
            layout: std::sync::OnceLock::new(),
            templates: files.map(|one| (one.name, Arc::clone(one.file))).collect(),
            chain: shelf.layers.iter().map(|one| one.name.clone()).collect(),
            warnings: found.into_iter().collect(),
            record: shelf
                .layers
                .into_iter()
                .next()
                .map(|top| top.record)
                .unwrap_or_default(),
        })
    }

    /// What is worth its author's attention, and no error.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The theme's words in all its languages.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.strings
            .values()
            .flat_map(BTreeMap::values)
            .map(String::as_str)
    }

    /// The names of its components, sorted: what a fenced block may name.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(String::as_str)
    }

    /// Its stylesheets, pictures and fonts: output path to bytes.
    pub fn assets(&self) -> &BTreeMap<String, Arc<[u8]>> {
        &self.assets
    }

    /// The name of its folder.
    #[cfg(feature = "pdf")]
    pub(crate) fn name(&self) -> &str {
        self.chain.first().map_or("folio", String::as_str)
    }

    /// Its layout of handouts on paper.
    #[cfg(feature = "pdf")]
    pub(crate) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| {
            let files = self.handout.iter();
            Layout::new(files.map(|(path, (file, bytes))| (path.as_str(), file, bytes)))
        })
    }

    /// Its words in a language (a BCP 47 tag); what that language lacks is English.
    pub fn words(&self, language: &str) -> Words {
        Words::new(language, strings::for_language(&self.strings, language))
    }

    /// The file of a template, whether it is named with its theme or by its path alone.
    fn file(&self, template: &str) -> Arc<str> {
        let full = self.chain.iter().map(|theme| format!("{theme}/{template}"));
        let names = std::iter::once(template.to_owned()).chain(full);
        let known = names.into_iter().find_map(|name| self.templates.get(&name));
        known.map_or_else(|| template.into(), Arc::clone)
    }
}

/// The files of the layout of handouts: the theme's own, and where it has none of a name the built-in theme's.
#[cfg(feature = "pdf")]
fn handout(files: &Files, shelf: &Shelf) -> BTreeMap<String, (Arc<str>, Arc<[u8]>)> {
    let built_in = shelf::within(files, "themes/folio/");
    let built_in = built_in.map(|(path, file, bytes)| (path, (file, bytes)));
    let own = shelf
        .used()
        .map(|(path, held)| (path, (held.file, held.bytes)));
    let all = built_in.chain(own).filter_map(|(path, (file, bytes))| {
        let path = path.strip_prefix("handout/")?.to_owned();
        Some((path, (Arc::clone(file), Arc::clone(bytes))))
    });
    all.collect()
}
