//! What a run will do to the output folder, settled before anything is touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use bytes::Bytes;
use rayon::prelude::*;

use super::error::{NotPublished, PublishError};
use super::folder::Folder;
use super::manifest::{Manifest, is_plain};

/// The output paths of a site, and what makes the file at each.
pub(super) struct Files<'a, E> {
    pub(super) paths: &'a BTreeSet<String>,
    pub(super) make: &'a (dyn Fn(&str) -> Result<Bytes, E> + Sync),
}

/// One file to be written.
#[derive(Debug)]
pub(super) struct Write<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: Bytes,
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
    /// What to do with folders, and with files that the site no longer has.
    pub(super) fn of_folders(
        paths: &'a BTreeSet<String>,
        folder: &'a Folder,
    ) -> Result<Self, PublishError> {
        let needed = folders_of(paths.iter());
        check_paths(paths, &needed)?;
        let (in_the_way, obsolete) = folder
            .manifest
            .files
            .iter()
            .map(String::as_str)
            .filter(|path| !paths.contains(*path))
            .partition(|path| {
                needed.contains(*path) || ancestors(path).any(|above| paths.contains(above))
            });
        let mut plan = Plan {
            in_the_way,
            obsolete,
            ..Plan::default()
        };
        if folder.exists {
            plan.compare_folders(&needed, folder)?;
        } else {
            plan.new_folders = needed;
        }
        Ok(plan)
    }

    /// Whether nothing of the site is in the folder yet, nor anything in its place.
    pub(super) fn is_first(&self, paths: &BTreeSet<String>, folder: &Folder) -> bool {
        let is_free = |path: &String| matches!(look(&folder.path.join(path)), Ok(None));
        let is_new = folder.manifest.files.is_empty() && folder.manifest.folders.is_empty();
        !folder.exists || (is_new && paths.par_iter().all(is_free))
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

    /// Makes each file and compares it with the one in the folder; only those that differ are kept.
    pub(super) fn compare<E: Send>(
        &mut self,
        files: &Files<'a, E>,
        folder: &Folder,
    ) -> Result<(), NotPublished<E>> {
        let paths: Vec<&'a String> = files.paths.iter().collect();
        let compared: Vec<_> = paths
            .into_par_iter()
            .map(|path| match (files.make)(path) {
                Ok(bytes) => match state(path, &bytes, folder) {
                    Ok(State::Same) => Ok(None),
                    Ok(state) => Ok(Some(Write {
                        path,
                        bytes,
                        replaces: matches!(state, State::Different),
                    })),
                    Err(error) => Err(NotPublished::Disk(error)),
                },
                Err(failure) => Err(NotPublished::Files(vec![(path.clone(), failure)])),
            })
            .collect();
        let mut failed = Vec::new();
        for outcome in compared {
            match outcome {
                Ok(None) => self.unchanged += 1,
                Ok(Some(write)) => self.writes.push(write),
                Err(NotPublished::Files(more)) => failed.extend(more),
                Err(disk) => return Err(disk),
            }
        }
        match failed.is_empty() {
            true => Ok(()),
            false => Err(NotPublished::Files(failed)),
        }
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
fn check_paths(paths: &BTreeSet<String>, folders: &BTreeSet<String>) -> Result<(), PublishError> {
    for path in paths {
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
