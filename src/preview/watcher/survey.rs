//! Goes through the folders that a case is read from, without reading a file: those below the root's three, and those that
//! links lead to inside the root.
#![expect(
    clippy::disallowed_methods,
    reason = "watching is about the disk: names and kinds alone are asked for"
)]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, DirEntry};
use std::path::{Component, Path, PathBuf};

use crate::input::FOLDERS;
use crate::input::left_out::is_left_out;

/// Where the files of a case are.
#[derive(Debug)]
pub(super) struct Survey {
    root: PathBuf,
    /// Where links lead, inside the root: what lies there matters whatever its name.
    linked: BTreeSet<PathBuf>,
}

impl Survey {
    /// `root` is without links.
    pub(super) fn new(root: &Path) -> Self {
        Survey {
            root: root.to_owned(),
            linked: BTreeSet::new(),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where links lead, inside the root.
    pub(super) fn linked(&self) -> &BTreeSet<PathBuf> {
        &self.linked
    }

    /// The root's three folders.
    pub(super) fn folders(&self) -> [PathBuf; 3] {
        FOLDERS.map(|folder| self.root.join(folder))
    }

    /// Whether a change there may change what is read.
    pub(super) fn matters(&self, place: &Path) -> bool {
        let is_in_case = self.inner(place).is_some_and(|path| {
            FOLDERS.iter().any(|top| path.starts_with(top)) && !is_hidden(path)
        });
        let mut linked = self.linked.iter();
        is_in_case || linked.any(|real| place.starts_with(real) || real.starts_with(place))
    }

    /// The path from the root.
    fn inner<'a>(&self, place: &'a Path) -> Option<&'a Path> {
        place.strip_prefix(&self.root).ok()
    }

    /// Calls `folder` with the folder that lies at `place` and those in it, each before it is listed, and `entry` with what is
    /// in them. Links are followed; what is left out of a case is left out.
    pub(super) fn go<E>(
        &mut self,
        place: PathBuf,
        folder: &mut dyn FnMut(&Path) -> Result<(), E>,
        entry: &mut dyn FnMut(&DirEntry),
    ) -> Result<(), E> {
        let mut seen = HashSet::new();
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            let Ok(lies) = fs::symlink_metadata(&place) else {
                continue;
            };
            // Links may lead in a circle, too.
            if !seen.insert(place.clone()) {
                continue;
            }
            if lies.is_symlink() {
                self.lead(&place, folder, &mut open)?;
            }
            if !lies.is_dir() {
                continue;
            }
            folder(&place)?;
            for found in fs::read_dir(&place).into_iter().flatten().flatten() {
                let inner = place.join(found.file_name());
                if is_hidden_in(self.inner(&place), &inner) {
                    continue;
                }
                entry(&found);
                // The kind comes with the listing.
                if found.file_type().is_ok_and(|kind| !kind.is_file()) {
                    open.push(inner);
                }
            }
        }
        Ok(())
    }

    /// Goes on where a link leads, or would if something were there, and keeps an eye on the folders above that place.
    fn lead<E>(
        &mut self,
        link: &Path,
        folder: &mut dyn FnMut(&Path) -> Result<(), E>,
        open: &mut Vec<PathBuf>,
    ) -> Result<(), E> {
        let real = fs::canonicalize(link).ok().or_else(|| written(link));
        let Some(real) = real.filter(|real| real.starts_with(&self.root)) else {
            return Ok(());
        };
        for above in real.ancestors().skip(1) {
            if above == self.root || !above.starts_with(&self.root) {
                break;
            }
            if fs::symlink_metadata(above).is_ok_and(|lies| lies.is_dir()) {
                folder(above)?;
            }
        }
        if !self.linked.contains(&real) {
            self.linked.insert(real.clone());
        }
        open.push(real);
        Ok(())
    }
}

/// Where a link says that it leads, whatever is there.
fn written(link: &Path) -> Option<PathBuf> {
    let target = link.parent()?.join(fs::read_link(link).ok()?);
    let mut plain = PathBuf::new();
    for component in target.components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    Some(plain)
}

/// Whether a path from the root is, or is in, what a case leaves out.
fn is_hidden(path: &Path) -> bool {
    let inner = path
        .ancestors()
        .filter(|part| part.components().count() > 1);
    inner
        .into_iter()
        .any(|part| is_hidden_in(part.parent(), part))
}

/// A name that is not UTF-8 is none that a case leaves out: it is a finding.
fn is_hidden_in(folder: Option<&Path>, place: &Path) -> bool {
    let folder = folder.map(|folder| folder.to_string_lossy().replace('\\', "/"));
    let name = place.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| is_left_out(&folder.unwrap_or_default(), name))
}
