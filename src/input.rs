//! What a build starts from: every file of the case and its theme, as bytes.

mod embedded;
mod folder;
pub(crate) mod left_out;
mod load;
mod read;
mod spots;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use folder::FOLDERS;
pub use folder::{Changed, Folder};
pub use load::{LoadError, load};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::Edition;

/// Files as bytes, sorted by their path relative to the case's root, with `/`.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// The files of a case, read once, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Content, seeds and themes. Themes stand under `themes/NAME/`, the built-in one too.
    pub files: Files,
}

/// What a command line may set over the case's own configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Who the site is for.
    pub edition: Edition,
    /// Whether drafts are in.
    pub drafts: bool,
    /// The last part that is in, of a case taught in parts; `None` is all.
    pub through: Option<char>,
    /// Overrides `base_url` of `content/case.md`: an address as [`of_site`](crate::syntax::address::of_site) gives it.
    pub base_url: Option<String>,
}

impl Inputs {
    /// The built-in themes alone.
    pub fn built_in() -> Self {
        Inputs {
            files: embedded::themes(),
        }
    }
}
