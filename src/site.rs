//! The output as a value: what would be in the folder, before anything is written.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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

/// What a file that takes long to make was made from, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Stands for all that the file depends on.
    pub key: String,
    /// Of the file's bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Stamp {
    /// The stamp of a file that was made from what `key` stands for.
    pub fn new(key: String, bytes: &[u8]) -> Self {
        Stamp {
            key,
            sha256: digest(bytes),
        }
    }

    /// Whether the bytes are those that came of it.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        digest(bytes) == self.sha256
    }
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
