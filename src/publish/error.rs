//! Why nothing, or not all, was written.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What keeps the output folder from being written or cleaned.
#[derive(Debug)]
pub enum PublishError {
    /// The folder, or something in it, isn't Casebook's to write. Nothing was touched.
    Refused {
        /// What it is about.
        place: PathBuf,
        /// Why it is refused, and what to do.
        reason: String,
    },
    /// The machine failed: a full disk, a missing permission. The next run mends what this one left.
    Disk {
        /// What was to be done, such as "write".
        action: &'static str,
        /// To what.
        place: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Why a site was not published whose files are made as they are needed.
#[derive(Debug)]
pub enum NotPublished<E> {
    /// The output folder.
    Disk(PublishError),
    /// Files that can't be made, by path, and why. The folder is as it was.
    Files(Vec<(String, E)>),
}

impl<E> From<PublishError> for NotPublished<E> {
    fn from(error: PublishError) -> Self {
        NotPublished::Disk(error)
    }
}

impl NotPublished<Infallible> {
    /// For files that can always be made.
    pub(super) fn into_disk(self) -> PublishError {
        match self {
            NotPublished::Disk(error) => error,
            NotPublished::Files(files) => match files.into_iter().next() {
                Some((_, never)) => match never {},
                None => PublishError::refused(Path::new(""), "no file failed"),
            },
        }
    }
}

impl PublishError {
    pub(super) fn refused(place: &Path, reason: impl Into<String>) -> Self {
        PublishError::Refused {
            place: place.to_owned(),
            reason: reason.into(),
        }
    }

    /// For `map_err`: what was being done to what.
    pub(super) fn disk(action: &'static str, place: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| PublishError::Disk {
            action,
            place: place.to_owned(),
            error,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Refused { place, reason } => {
                write!(formatter, "{} was left alone: {reason}", place.display())
            }
            PublishError::Disk {
                action,
                place,
                error,
            } => write!(formatter, "can't {action} {}: {error}", place.display()),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Refused { .. } => None,
            PublishError::Disk { error, .. } => Some(error),
        }
    }
}
