//! What a theme says about itself: its `theme.yaml`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::syntax::fields::Fields;
use crate::syntax::text;
use crate::syntax::yaml::{self, Node};

/// What a theme says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What it is called.
    pub name: String,
    /// Its version, as its author counts.
    pub version: Option<String>,
    /// One sentence on its look.
    pub description: Option<String>,
    /// An SPDX identifier.
    pub license: Option<String>,
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
    };
    fields.finish();
    record
}
