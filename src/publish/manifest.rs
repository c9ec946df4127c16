//! The list of what Casebook wrote, kept in the output folder: what isn't on it is never deleted or replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::PublishError;
use crate::site::Site;

/// The manifest's name in the output folder.
pub(super) const NAME: &str = ".casebook-manifest.json";

/// The form that this version writes.
const VERSION: u32 = 1;

/// What is in the output folder by Casebook's doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// False while a run is writing: then a listed file may be old, new or cut short.
    pub(super) complete: bool,
    /// Folders that Casebook made; `.` is the output folder itself.
    pub(super) folders: BTreeSet<String>,
    /// Output path to the SHA-256 of its bytes, in hexadecimal.
    pub(super) files: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest {
            version: VERSION,
            complete: true,
            folders: BTreeSet::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// What the folder holds once `site` is in it.
    pub(super) fn of(site: &Site, folders: BTreeSet<String>) -> Self {
        let digest = |bytes: &[u8]| -> String {
            let digest = Sha256::digest(bytes);
            digest.iter().map(|byte| format!("{byte:02x}")).collect()
        };
        Manifest {
            folders,
            files: site
                .files
                .iter()
                .map(|(path, bytes)| (path.clone(), digest(bytes)))
                .collect(),
            ..Manifest::default()
        }
    }

    /// What may be in the folder while one manifest's files become another's.
    pub(super) fn between(old: &Self, new: &Self) -> Self {
        let mut files = old.files.clone();
        files.extend(new.files.clone());
        Manifest {
            complete: false,
            folders: old.folders.union(&new.folders).cloned().collect(),
            files,
            ..Manifest::default()
        }
    }

    /// The file's text: the same for the same content.
    pub(super) fn json(&self) -> String {
        // Strings and numbers alone can't fail to serialise.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
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
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| {
        let reason = format!("this list of what Casebook wrote is damaged ({error}); empty the folder to build it anew");
        PublishError::refused(&place, reason)
    })?;
    if manifest.version != VERSION {
        let reason = "another version of Casebook wrote it; empty the folder to build it anew";
        return Err(PublishError::refused(&place, reason));
    }
    let Manifest {
        mut files,
        mut folders,
        ..
    } = manifest;
    files.retain(|path, _| is_plain(path));
    folders.retain(|path| path == "." || is_plain(path));
    Ok(Some(Manifest {
        files,
        folders,
        ..manifest
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
