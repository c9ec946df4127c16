//! What a build starts from: every file of the case and its theme, as bytes.

mod embedded;
mod load;

pub use load::{LoadError, load};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::Edition;

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
    /// Overrides `base_url` of `content/case.md`.
    pub base_url: Option<String>,
}
