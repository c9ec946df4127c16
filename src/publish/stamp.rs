//! What files that take long to make were made from, so that the next run need not make them again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bytes::Bytes;

use super::error::PublishError;
use super::manifest;
use super::replace;
use crate::site::Stamp;

/// The files in the output folder that the last run stamped and nobody changed since: what each was made from, and its bytes.
///
/// What can't be read is made anew, so that there are no errors.
pub fn kept(output: &Path) -> Vec<(String, Bytes)> {
    let Ok(Some(manifest)) = manifest::read(output) else {
        return Vec::new();
    };
    let stamps = manifest.stamps.into_iter();
    let stamps = stamps.filter(|(path, _)| manifest.files.contains(path));
    let unchanged = stamps.filter_map(|(path, stamp)| {
        let bytes = fs::read(output.join(path)).ok()?;
        stamp.is_of(&bytes).then(|| (stamp.key, bytes.into()))
    });
    unchanged.collect()
}

/// Notes what files of the output folder were made from, by output path.
///
/// # Errors
///
/// When the disk fails.
pub fn stamp(output: &Path, stamps: BTreeMap<String, Stamp>) -> Result<(), PublishError> {
    let Some(mut manifest) = manifest::read(output)? else {
        return Ok(());
    };
    if manifest.stamps == stamps {
        return Ok(());
    }
    manifest.stamps = stamps;
    replace(&output.join(manifest::NAME), manifest.json().as_bytes())
}
