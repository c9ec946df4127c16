//! What a run will do to the output folder, settled before anything is touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::PublishError;
use super::folder::Folder;
use super::manifest::{Manifest, is_plain};
use crate::site::Site;

/// One file to be written.
#[derive(Debug)]
pub(super) struct Write<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a [u8],
    /// Whether an older one is there.
    pub(super) replaces: bool,
}

/// All that has to be done.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub(super) writes: Vec<Write<'a>>,
    pub(super) unchanged: usize,
    /// Old files that stand where a folder must be, or in a folder where a file must be: removed first.
    pub(super) in_the_way: Vec<&'a str>,
    /// Old files that the site no longer has: removed last.
    pub(super) obsolete: Vec<&'a str>,
    /// Folders to be made, each after the one that holds it.
    pub(super) new_folders: BTreeSet<String>,
}

impl<'a> Plan<'a> {
    /// Compares a site with what lies in the folder.
    pub(super) fn new(site: &'a Site, folder: &'a Folder) -> Result<Self, PublishError> {
        let needed = folders_of(site.files.keys());
        check_paths(site, &needed)?;
        let (in_the_way, obsolete) = folder
            .manifest
            .files
            .iter()
            .map(String::as_str)
            .filter(|path| !site.files.contains_key(*path))
            .partition(|path| {
                needed.contains(*path)
                    || ancestors(path).any(|above| site.files.contains_key(above))
            });
        let mut plan = Plan {
            in_the_way,
            obsolete,
            ..Plan::default()
        };
        if folder.exists {
            plan.compare_folders(&needed, folder)?;
            plan.compare_files(site, folder)?;
        } else {
            plan.new_folders = needed;
            plan.writes = site
                .files
                .iter()
                .map(|(path, bytes)| Write {
                    path,
                    bytes,
                    replaces: false,
                })
                .collect();
        }
        Ok(plan)
    }

    /// Whether the folder's files are to change at all.
    pub(super) fn is_empty(&self) -> bool {
        self.writes.is_empty()
            && self.in_the_way.is_empty()
            && self.obsolete.is_empty()
            && self.new_folders.is_empty()
    }

    fn compare_folders(
        &mut self,
        needed: &BTreeSet<String>,
        folder: &Folder,
    ) -> Result<(), PublishError> {
        for path in needed {
            let place = folder.path.join(path);
            match look(&place)? {
                None => drop(self.new_folders.insert(path.clone())),
                Some(found) if found.is_dir() => {}
                Some(_) if folder.manifest.files.contains(path) => {
                    self.new_folders.insert(path.clone());
                }
                Some(found) => {
                    let what = if found.is_symlink() {
                        "a symbolic link"
                    } else {
                        "a file"
                    };
                    return Err(PublishError::refused(
                        &place,
                        format!(
                            "the site needs a folder of that name, and {what} that Casebook didn't make is there; move it, or name another folder with --output DIR"
                        ),
                    ));
                }
            }
        }
        Ok(())
    }

    fn compare_files(&mut self, site: &'a Site, folder: &Folder) -> Result<(), PublishError> {
        let states: Vec<_> = site
            .files
            .par_iter()
            .map(|(path, bytes)| (path, bytes, state(path, bytes, folder)))
            .collect();
        for (path, bytes, state) in states {
            match state? {
                State::Same => self.unchanged += 1,
                State::Absent => self.writes.push(Write {
                    path,
                    bytes,
                    replaces: false,
                }),
                State::Different => self.writes.push(Write {
                    path,
                    bytes,
                    replaces: true,
                }),
            }
        }
        Ok(())
    }
}

enum State {
    Absent,
    Same,
    Different,
}

/// How what lies at an output path compares with what must be there.
fn state(path: &str, bytes: &[u8], folder: &Folder) -> Result<State, PublishError> {
    let place = folder.path.join(path);
    let Some(found) = look(&place)? else {
        return Ok(State::Absent);
    };
    if found.is_dir() && holds_only(&place, path, &folder.manifest)? {
        return Ok(State::Absent);
    }
    if found.is_dir() || !folder.manifest.files.contains(path) {
        return Err(PublishError::refused(
            &place,
            "the site needs a file of that name, and Casebook didn't make what is there; move it, or name another folder with --output DIR",
        ));
    }
    if !found.is_file() || found.len() != bytes.len() as u64 {
        return Ok(State::Different);
    }
    let same = fs::read(&place).map_err(PublishError::disk("read", &place))? == bytes;
    Ok(if same { State::Same } else { State::Different })
}

/// Whether a folder holds nothing but files that Casebook wrote, which the new site no longer has.
fn holds_only(place: &Path, path: &str, manifest: &Manifest) -> Result<bool, PublishError> {
    for entry in fs::read_dir(place).map_err(PublishError::disk("read the folder", place))? {
        let entry = entry.map_err(PublishError::disk("read the folder", place))?;
        let inner = format!("{path}/{}", entry.file_name().to_string_lossy());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let ours = if is_folder {
            manifest.folders.contains(&inner) && holds_only(&entry.path(), &inner, manifest)?
        } else {
            manifest.files.contains(&inner)
        };
        if !ours {
            return Ok(false);
        }
    }
    Ok(manifest.folders.contains(path))
}

/// What is at a place, links not followed.
pub(super) fn look(place: &Path) -> Result<Option<fs::Metadata>, PublishError> {
    match fs::symlink_metadata(place) {
        Ok(found) => Ok(Some(found)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(PublishError::disk("look at", place)(error)),
    }
}

/// Every folder that holds one of the paths, directly or not.
pub(super) fn folders_of<'p>(paths: impl Iterator<Item = &'p String>) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for path in paths {
        for above in ancestors(path) {
            if !folders.contains(above) {
                folders.insert(above.to_owned());
            }
        }
    }
    folders
}

/// The folders above a path, the outermost first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// A site that no folder can hold is a fault of the theme or of a redirect.
fn check_paths(site: &Site, folders: &BTreeSet<String>) -> Result<(), PublishError> {
    for path in site.files.keys() {
        if !is_plain(path) {
            return Err(PublishError::refused(
                Path::new(path),
                "it is no path inside an output folder",
            ));
        }
        if folders.contains(path) {
            return Err(PublishError::refused(
                Path::new(path),
                "the site needs it both as a file and as a folder",
            ));
        }
    }
    Ok(())
}
