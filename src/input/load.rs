//! Reading a case once, and why there may be none to read.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the reading edge: everything after it works on the bytes that it returns"
)]

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Folder, Inputs};
use crate::diagnostic::Diagnostics;

/// Reads `content/`, `seeds/` and `themes/` below `root`, with the built-in theme under what `themes/` holds of it.
///
/// Files and folders that begin with `.` (or, but in `themes/`, with `_`) are left out, and so is what editors write for
/// themselves while they save. Symbolic links are followed inside the root alone; what can't be read becomes a diagnostic,
/// and the rest is read all the same.
///
/// # Errors
///
/// When `root` is no folder that can be opened, or has no `content/`.
pub fn load(root: &Path) -> Result<(Inputs, Diagnostics), LoadError> {
    Folder::open(root).map(Folder::into_parts)
}

/// The folder of a case, without links.
pub(super) fn root(named: &Path) -> Result<PathBuf, LoadError> {
    let root = fs::canonicalize(named).map_err(|error| LoadError::no_root(named, &error))?;
    if !root.is_dir() {
        let error = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(LoadError::no_root(&root, &error));
    }
    // A link that leads nowhere or elsewhere is there: the walk says what is wrong with it.
    if fs::symlink_metadata(root.join("content")).is_err() {
        return Err(LoadError::NoContent(root));
    }
    Ok(root)
}

/// Why there is no case to read.
#[derive(Debug)]
pub enum LoadError {
    /// The root is no folder, or not to be opened; with the reason.
    NoRoot(PathBuf, String),
    /// The root holds no `content/`.
    NoContent(PathBuf),
}

impl LoadError {
    fn no_root(root: &Path, error: &io::Error) -> Self {
        LoadError::NoRoot(root.to_owned(), error.to_string())
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NoRoot(root, reason) => write!(
                formatter,
                "the case's folder {} can't be opened: {reason}; name a folder that holds `content/` with --root DIR",
                root.display()
            ),
            LoadError::NoContent(root) => write!(
                formatter,
                "there is no folder `content` in {}: run casebook in a case's folder, or name it with --root DIR",
                root.display()
            ),
        }
    }
}

impl std::error::Error for LoadError {}
