//! One file outside of an output folder, such as a pack: where it may be written, and how.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::folder::{inputs, is_git, resolve};
use super::plan::look;
use super::{manifest, replace};

/// A place for one file that passed the guard.
#[derive(Debug)]
pub struct Single {
    /// As it was named.
    pub place: PathBuf,
    /// Absolute and without links.
    path: PathBuf,
}

impl Single {
    /// Opens `place`, or the file called `name` in it if it is a folder, for a file that ends with `mark` and is made of the case in
    /// `root`; or says why it can't be written there. What Casebook didn't write is replaced, and a folder that is published
    /// taken, only if that `is_forced`.
    ///
    /// # Errors
    ///
    /// When the place isn't Casebook's to write, or the disk can't be read. Nothing was touched.
    pub fn open(
        place: &Path,
        name: &str,
        root: &Path,
        mark: &[u8],
        is_forced: bool,
    ) -> Result<Self, PublishError> {
        let is_folder = fs::metadata(place).is_ok_and(|found| found.is_dir());
        let place = &match is_folder {
            true => place.join(name),
            false => place.to_owned(),
        };
        let refuse = |reason: &str| Err(PublishError::refused(place, reason));
        let path = resolve(place).map_err(PublishError::disk("find", place))?;
        let root = resolve(root).map_err(PublishError::disk("find", root))?;
        if is_git(place) || is_git(&path) {
            return refuse("it belongs to git; name another file with --output FILE");
        }
        for (name, input) in inputs(&root) {
            if path.starts_with(&input) {
                return refuse(&format!(
                    "the case's `{name}` is there, which is only ever read; name another file with --output FILE"
                ));
            }
        }
        if let Some(found) = look(&path)? {
            if !found.is_file() {
                return refuse("it is no file; name a file with --output FILE");
            }
            if !is_forced && !ends_with(&path, mark)? {
                return refuse(
                    "Casebook didn't write this file; name another with --output FILE, or replace it with --force",
                );
            }
        }
        let is_published =
            |folder: &Path| matches!(look(&folder.join(manifest::NAME)), Ok(Some(_)));
        if !is_forced && path.ancestors().skip(1).any(is_published) {
            return refuse(
                "a site is published in that folder, and this file would be with it; name another folder with --output FILE, or allow it with --force",
            );
        }
        let place = place.clone();
        Ok(Single { place, path })
    }

    /// Writes the file, whole or not at all. Says whether it changed: one with the same bytes is left as it is.
    ///
    /// # Errors
    ///
    /// When the disk fails.
    pub fn write(&self, bytes: &[u8]) -> Result<bool, PublishError> {
        if let Ok(found) = fs::metadata(&self.path)
            && found.len() == bytes.len() as u64
            && fs::read(&self.path).is_ok_and(|old| old == bytes)
        {
            return Ok(false);
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(PublishError::disk("make the folder", folder))?;
        }
        replace(&self.path, bytes)?;
        Ok(true)
    }
}

fn ends_with(path: &Path, mark: &[u8]) -> Result<bool, PublishError> {
    let end = || -> io::Result<Vec<u8>> {
        let mut file = File::open(path)?;
        let (length, of_mark) = (file.metadata()?.len(), mark.len() as u64);
        file.seek(SeekFrom::Start(length.saturating_sub(of_mark)))?;
        let mut end = Vec::new();
        file.take(of_mark).read_to_end(&mut end)?;
        Ok(end)
    };
    let end = end().map_err(PublishError::disk("read", path))?;
    Ok(end == mark)
}
