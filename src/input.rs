//! What a build starts from: every file of the case and its theme, as bytes.

mod embedded;
mod load;

pub use load::{LoadError, load};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::Edition;
use crate::syntax::document::Document;

/// The files of a case, read once, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Path relative to the case's root, with `/`, to the bytes. Themes stand under `themes/NAME/`, the built-in one too.
    pub files: BTreeMap<Arc<str>, Arc<[u8]>>,
}

/// What a command line may set over the case's own configuration.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Who the site is for.
    pub edition: Edition,
    /// Whether drafts are in.
    pub drafts: bool,
    /// The last part that is in, of a case taught in parts; `None` is all.
    pub through: Option<char>,
    /// Overrides `base_url` of `content/case.md`.
    pub base_url: Option<String>,
}

impl Settings {
    /// Whether the site holds the document: its audience, its part, and whether it is finished decide.
    pub fn hold(&self, document: &Document) -> bool {
        let head = &document.head;
        let later = matches!((head.part, self.through), (Some(part), Some(through)) if part > through);
        self.edition.holds(head.audience) && !later && (self.drafts || !head.draft)
    }
}
