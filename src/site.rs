//! The output as a value: what would be in the folder, before anything is written.

use std::collections::BTreeMap;

use bytes::Bytes;

/// A finished site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Output path, relative and with `/`, to the file's bytes.
    pub files: BTreeMap<String, Bytes>,
}

impl Site {
    /// The bytes at an output path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// How many HTML pages it has.
    pub fn pages(&self) -> usize {
        let is_page = |path: &&String| path.ends_with(".html");
        self.files.keys().filter(is_page).count()
    }
}
