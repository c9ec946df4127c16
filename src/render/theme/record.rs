//! What a theme says about itself: its `theme.yaml`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::syntax::fields::Fields;
use crate::syntax::yaml::{self, Node, Value};
use crate::syntax::{Spot, Words, text};

/// What a theme says about itself.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What it is called.
    pub name: String,
    /// Its version, as its author counts.
    pub version: Option<String>,
    /// One sentence on its look.
    pub description: Option<String>,
    /// An SPDX identifier.
    pub license: Option<String>,
    /// The theme beneath it: whatever it lacks comes from there.
    pub(super) extends: Option<Words>,
    /// The theme whose words it shows where it has none of its own.
    pub(super) words: Option<Words>,
    /// Assets that are put together from others.
    pub(super) bundles: Vec<Bundle>,
}

/// An asset that is put together from others.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    /// Its path in the theme.
    pub(super) path: Words,
    /// Theirs, in order.
    pub(super) parts: Vec<Words>,
}

/// Reads the `theme.yaml` in `folder`.
pub(super) fn read(files: &Files, folder: &str, found: &mut Diagnostics) -> Record {
    let file: Arc<str> = format!("{folder}theme.yaml").into();
    let Some(bytes) = files.get(&file) else {
        let diagnostic = Diagnostic::new(Rule::BadTheme, "the theme has no `theme.yaml`");
        found.push(
            diagnostic
                .at(Place::start_of(&file))
                .help("write one, with `name: …` in it"),
        );
        return Record::default();
    };
    match mapping(&file, bytes) {
        Ok(node) => fields(&file, node, found),
        Err(diagnostic) => {
            found.push(diagnostic);
            Record::default()
        }
    }
}

/// A file of YAML as a tree.
pub(super) fn mapping(file: &Arc<str>, bytes: &[u8]) -> Result<Node, Diagnostic> {
    let text = text::read(file, bytes)?;
    yaml::parse(file, text, text::bom(text)..text.len())
}

fn fields(file: &Arc<str>, node: Node, found: &mut Diagnostics) -> Record {
    let mut fields = Fields::new(file, "a theme", node, found);
    let record = Record {
        name: fields.required("name").value,
        version: fields.text("version"),
        description: fields.text("description"),
        license: fields.text("license"),
        extends: theme_name(fields.words("extends")),
        words: theme_name(fields.words("words")),
        bundles: bundles(&mut fields),
    };
    fields.finish();
    record
}

fn theme_name(written: Option<Words>) -> Option<Words> {
    written.map(|words| Spot::new(words.value.trim().to_owned(), words.range))
}

fn bundles(fields: &mut Fields) -> Vec<Bundle> {
    let Some(node) = fields.node("bundles") else {
        return Vec::new();
    };
    let Value::Map(entries) = node.value else {
        fields.wrong_type("bundles", &node, "a mapping of assets to lists of assets");
        return Vec::new();
    };
    let bundle = |(key, node): (yaml::Key, Node)| Bundle {
        parts: parts(fields, &key.name, node),
        path: Spot::new(key.name, key.range),
    };
    entries.into_iter().map(bundle).collect()
}

fn parts(fields: &mut Fields, path: &str, node: Node) -> Vec<Words> {
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut parts = Vec::new();
    for item in items {
        match item.value {
            Value::Scalar(text) => parts.push(Spot::new(text, item.range)),
            _ => fields.wrong_type(path, &item, "a list of assets"),
        }
    }
    parts
}
