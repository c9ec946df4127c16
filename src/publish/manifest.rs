//! The list of what Casebook wrote, kept in the output folder: what isn't on it is never deleted or replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::error::PublishError;
use crate::site::Stamp;

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".casebook-manifest.json";

/// The form that this version writes. The first kept a hash with each file's path, which no run ever needed: what lies in
/// the folder is compared with the site's bytes themselves.
const VERSION: u32 = 2;

/// What is in the output folder by Casebook's doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Manifest {
    version: u32,
    /// False while a run is writing: then a listed file may be old, new or cut short.
    pub(super) complete: bool,
    /// Folders that Casebook made; `.` is the output folder itself.
    pub(super) folders: BTreeSet<String>,
    /// Output paths of files.
    pub(super) files: BTreeSet<String>,
    /// Of files that take long to make, what they were made from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) stamps: BTreeMap<String, Stamp>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest {
            version: VERSION,
            complete: true,
            folders: BTreeSet::new(),
            files: BTreeSet::new(),
            stamps: BTreeMap::new(),
        }
    }
}

/// A manifest as some version wrote it.
#[derive(Deserialize)]
struct Written {
    version: u32,
    complete: bool,
    folders: BTreeSet<String>,
    files: Paths,
    #[serde(default)]
    stamps: BTreeMap<String, Stamp>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Paths {
    Listed(BTreeSet<String>),
    /// Each with its hash.
    Hashed(BTreeMap<String, String>),
}

impl Manifest {
    /// What the folder holds once the files at `paths` are in it.
    pub(super) fn of(paths: &BTreeSet<String>, folders: BTreeSet<String>) -> Self {
        Manifest {
            folders,
            files: paths.clone(),
            ..Manifest::default()
        }
    }

    /// What may be in the folder while one manifest's files become another's.
    pub(super) fn between(old: &Self, new: &Self) -> Self {
        Manifest {
            complete: false,
            folders: old.folders.union(&new.folders).cloned().collect(),
            files: old.files.union(&new.files).cloned().collect(),
            ..Manifest::default()
        }
    }

    /// The file's text: the same for the same content.
    pub(super) fn json(&self) -> String {
        // Strings and numbers alone can't fail to serialise.
        let json = serde_json::to_string(self).unwrap_or_default();
        json + "\n"
    }
}

/// The manifest in a folder, if there is one. Paths that lead out of the folder are dropped from it:
/// whoever wrote them, it wasn't Casebook.
pub(super) fn read(folder: &Path) -> Result<Option<Manifest>, PublishError> {
    let place = folder.join(NAME);
    if !fs::symlink_metadata(&place).is_ok_and(|found| found.is_file()) {
        return Ok(None);
    }
    let bytes = fs::read(&place).map_err(PublishError::disk("read", &place))?;
    let written: Written = serde_json::from_slice(&bytes).map_err(|error| {
        let reason = format!("this list of what Casebook wrote is damaged ({error}); empty the folder to build it anew");
        PublishError::refused(&place, reason)
    })?;
    if !(1..=VERSION).contains(&written.version) {
        let reason = "another version of Casebook wrote it; empty the folder to build it anew";
        return Err(PublishError::refused(&place, reason));
    }
    let mut files = match written.files {
        Paths::Listed(files) => files,
        Paths::Hashed(files) => files.into_keys().collect(),
    };
    let mut folders = written.folders;
    files.retain(|path| is_plain(path));
    folders.retain(|path| path == "." || is_plain(path));
    Ok(Some(Manifest {
        version: written.version,
        complete: written.complete,
        folders,
        stamps: written.stamps,
        files,
    }))
}

/// Whether a path names something below the output folder other than the manifest, and that in one way only.
pub(super) fn is_plain(path: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    !path.is_empty()
        && path.split('/').next() != Some(NAME)
        && !path.contains(['\\', '\0'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
        && Path::new(path).components().all(plain)
}
