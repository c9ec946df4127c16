//! The only writer of the output folder, and of a file beside it. It writes what changed, deletes what it wrote before, and touches nothing else.
//!
//! The manifest is the record of what is Casebook's own. Before a run changes anything, it lists the old files and the new
//! ones; when the run is done, the new ones alone. So an interrupted run leaves nothing that the next one takes for a stranger's.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the writing edge: nothing else changes a disk"
)]

mod error;
mod first;
mod folder;
mod manifest;
mod plan;
mod single;
mod stamp;

pub use error::{NotPublished, PublishError};
pub use single::Single;
pub use stamp::{kept, stamp};

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use bytes::Bytes;
use rayon::prelude::*;

use crate::site::Site;
use folder::Folder;
use manifest::Manifest;
use plan::{Files, Plan, Write, ancestors, folders_of, look};

/// What a run did to the output folder, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New or different.
    pub written: usize,
    /// As they were.
    pub unchanged: usize,
    /// No longer in the site.
    pub removed: usize,
}

/// Brings the folder `output` to hold `site`, for the case in `root`. The manifest isn't counted.
///
/// # Errors
///
/// When `output` isn't Casebook's to write (then nothing was touched), or when the disk fails.
pub fn publish(site: &Site, output: &Path, root: &Path) -> Result<Published, PublishError> {
    let paths = site.files.keys().cloned().collect();
    let make = |path: &str| Ok::<_, Infallible>(site.files.get(path).cloned().unwrap_or_default());
    publish_as_made(&paths, &make, output, root).map_err(NotPublished::into_disk)
}

/// The same for a site whose files are made as they are needed, so that they are never in memory all at once: `make` gives
/// the file at each of the `paths`.
///
/// # Errors
///
/// As [`publish`]; or, when files can't be made, which and why: then the folder is as it was.
pub fn publish_as_made<E: Send>(
    paths: &BTreeSet<String>,
    make: &(dyn Fn(&str) -> Result<Bytes, E> + Sync),
    output: &Path,
    root: &Path,
) -> Result<Published, NotPublished<E>> {
    let folder = Folder::open(output, root, std::env::home_dir().as_deref())?;
    bring(&folder, &Files { paths, make })
}

/// Removes from the folder `output` all that Casebook wrote there, and says how many files that were.
///
/// # Errors
///
/// As [`publish`].
pub fn clean(output: &Path, root: &Path) -> Result<usize, PublishError> {
    let folder = Folder::open(output, root, std::env::home_dir().as_deref())?;
    if !folder.exists {
        return Ok(0);
    }
    let published = publish(&Site::default(), output, root)?;
    remove_file(&folder.path.join(manifest::NAME))?;
    if folder.manifest.folders.contains(".") {
        remove_folder_if_empty(&folder.path)?;
    }
    Ok(published.removed)
}

fn bring<E: Send>(folder: &Folder, files: &Files<E>) -> Result<Published, NotPublished<E>> {
    let old = &folder.manifest;
    let mut plan = Plan::of_folders(files.paths, folder)?;
    let mut folders: BTreeSet<String> = old.folders.union(&plan.new_folders).cloned().collect();
    if !folder.exists {
        folders.insert(".".to_owned());
    }
    let mut new = Manifest::of(files.paths, folders);
    new.stamps = old.stamps.clone();
    new.stamps.retain(|path, _| files.paths.contains(path));
    if plan.is_first(files.paths, folder) {
        return first::write(folder, files, &plan, &new);
    }
    plan.compare(files, folder)?;
    if !old.complete {
        sweep(folder)?;
    }
    let removed = if plan.is_empty() {
        0
    } else {
        let between = Manifest::between(old, &new).json();
        replace(&folder.path.join(manifest::NAME), between.as_bytes())?;
        carry_out(&plan, folder, files.paths)?
    };
    let needed = folders_of(files.paths.iter());
    let gone = remove_folders(
        folder,
        new.folders.iter().filter(|path| !needed.contains(*path)),
    )?;
    new.folders.retain(|path| !gone.contains(path));
    if new != *old || !plan.is_empty() || !folder.exists {
        replace(&folder.path.join(manifest::NAME), new.json().as_bytes())?;
    }
    Ok(Published {
        written: plan.writes.len(),
        unchanged: plan.unchanged,
        removed,
    })
}

/// Changes the files, and says how many were removed. New pages come before old ones go, so that links lead somewhere.
fn carry_out(
    plan: &Plan<'_>,
    folder: &Folder,
    paths: &BTreeSet<String>,
) -> Result<usize, PublishError> {
    let cleared = remove(folder, &plan.in_the_way)?;
    let yielding = folder.manifest.folders.iter();
    remove_folders(folder, yielding.filter(|path| must_yield(path, paths)))?;
    for path in &plan.new_folders {
        make_folder(&folder.path.join(path))?;
    }
    plan.writes
        .par_iter()
        .try_for_each(|write| put(folder, write))?;
    Ok(cleared + remove(folder, &plan.obsolete)?)
}

/// Whether a file is to be where this folder, or one above it, was.
fn must_yield(folder: &str, paths: &BTreeSet<String>) -> bool {
    ancestors(folder)
        .chain([folder])
        .any(|path| paths.contains(path))
}

fn put(folder: &Folder, write: &Write<'_>) -> Result<(), PublishError> {
    let place = folder.path.join(write.path);
    match write.replaces {
        true => replace(&place, &write.bytes),
        false => create(&place, &write.bytes),
    }
}

fn create(place: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    // `create_new` neither follows a link nor opens what came there in the meantime.
    let file = OpenOptions::new().write(true).create_new(true).open(place);
    let mut file = file.map_err(PublishError::disk("write", place))?;
    file.write_all(bytes).map_err(|error| {
        // What is cut short is no page; if it can't go either, the manifest still knows it.
        fs::remove_file(place).ok();
        PublishError::disk("write", place)(error)
    })
}

const TEMPORARY_PREFIX: &str = ".casebook-";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// Writes beside the file and renames, so that a reader finds the old one or the new one, whole.
fn replace(place: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
    // Temporary files are private by default, but a web server has to read these.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = place.parent().unwrap_or(place);
    builder
        .tempfile_in(folder)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.persist(place).map_err(|error| error.error)
        })
        .map_err(PublishError::disk("write", place))?;
    Ok(())
}

/// Removes files, and says how many were there. A folder above them that has become a link leads to what isn't ours.
fn remove(folder: &Folder, paths: &[&str]) -> Result<usize, PublishError> {
    let mut removed = 0;
    for path in paths {
        if in_real_folders(folder, path)? {
            removed += usize::from(remove_file(&folder.path.join(path))?);
        }
    }
    Ok(removed)
}

fn in_real_folders(folder: &Folder, path: &str) -> Result<bool, PublishError> {
    for above in ancestors(path) {
        if !look(&folder.path.join(above))?.is_some_and(|found| found.is_dir()) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn remove_file(place: &Path) -> Result<bool, PublishError> {
    match look(place)? {
        Some(found) if !found.is_dir() => {
            fs::remove_file(place).map_err(PublishError::disk("remove", place))?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Removes those of the folders that are empty, the innermost first, and returns those that are gone.
fn remove_folders<'p>(
    folder: &Folder,
    paths: impl DoubleEndedIterator<Item = &'p String>,
) -> Result<BTreeSet<String>, PublishError> {
    let mut gone = BTreeSet::new();
    for path in paths.rev().filter(|path| *path != ".") {
        if !in_real_folders(folder, path)? || remove_folder_if_empty(&folder.path.join(path))? {
            gone.insert(path.clone());
        }
    }
    Ok(gone)
}

fn remove_folder_if_empty(place: &Path) -> Result<bool, PublishError> {
    match fs::remove_dir(place) {
        Ok(()) => Ok(true),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(true),
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => Ok(false),
            _ => Err(PublishError::disk("remove the folder", place)(error)),
        },
    }
}

fn make_folder(place: &Path) -> Result<(), PublishError> {
    match fs::create_dir(place) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(PublishError::disk("make the folder", place)(error))
        }
        _ => Ok(()),
    }
}

/// Removes the temporary files that an interrupted run left.
fn sweep(folder: &Folder) -> Result<(), PublishError> {
    let mut folders = folders_of(folder.manifest.files.iter());
    folders.insert(String::new());
    for path in &folders {
        let place = folder.path.join(path);
        if !in_real_folders(folder, &format!("{path}/"))? {
            continue;
        }
        let entries =
            fs::read_dir(&place).map_err(PublishError::disk("read the folder", &place))?;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX) {
                remove_file(&entry.path())?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
