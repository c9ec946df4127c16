//! A case's folder that is read once and then kept up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::load::{self, LoadError};
use super::read::{self, is_gone};
use super::spots;
use super::walk::{Found, FoundFile, Link, MOST_LINKED_FOLDERS, Walk, unreadable};
use super::{Inputs, embedded};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The folders of a root that hold a case.
pub(crate) const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// What may have changed on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These files or whole folders, by absolute path or from the root.
    Some(BTreeSet<PathBuf>),
    /// Anything.
    All,
}

/// A case's folder, read once and then kept up to date.
///
/// After a [`refresh`](Folder::refresh) with all that was touched it holds what [`load`](super::load) would give.
pub struct Folder {
    /// As it was named, so that a link to another root is noticed.
    pub(super) named: PathBuf,
    pub(super) root: PathBuf,
    inputs: Inputs,
    diagnostics: Diagnostics,
    /// What is there again when a case's own file of the built-in theme goes.
    built_in: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// The folders that were listed, by path in the case, with their place on the disk, links resolved.
    pub(super) folders: BTreeMap<Arc<str>, PathBuf>,
    pub(super) links: BTreeMap<Arc<str>, Link>,
    /// What is wrong, by the path that it was found out at.
    said: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// Whether a refresh failed, so that what it was told of has yet to be read.
    missed: bool,
}

impl Folder {
    /// Reads everything.
    ///
    /// # Errors
    ///
    /// When `root` is no folder that can be opened, or has no `content/`.
    pub fn open(root: &Path) -> Result<Self, LoadError> {
        let built_in = embedded::themes();
        let mut folder = Folder {
            named: root.to_owned(),
            root: load::root(root)?,
            inputs: Inputs {
                files: built_in.clone(),
            },
            diagnostics: Diagnostics::default(),
            built_in,
            folders: BTreeMap::new(),
            links: BTreeMap::new(),
            said: BTreeMap::new(),
            missed: false,
        };
        folder.read_all();
        Ok(folder)
    }

    /// The files as they were when they were last read.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// What could not be read, and links that lead out of the root.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The case's folder, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the case itself has something at this path: what is part of the program alone is not there.
    pub fn holds(&self, path: &str) -> bool {
        read::is_there(&self.place(path))
    }

    pub(super) fn into_parts(self) -> (Inputs, Diagnostics) {
        (self.inputs, self.diagnostics)
    }

    /// Reads again what may have changed, and returns the paths in the case whose bytes did, sorted. Bytes that are the same
    /// keep their `Arc`, so that what hangs on them need not be done again. The cost is that of what is read.
    ///
    /// # Errors
    ///
    /// When the root or its `content/` is no longer there: everything stays as it was, and the next refresh reads all.
    pub fn refresh(&mut self, changed: &Changed) -> Result<Vec<Arc<str>>, LoadError> {
        let root = match load::root(&self.named) {
            Ok(root) => root,
            Err(error) => {
                self.missed = true;
                return Err(error);
            }
        };
        let is_elsewhere = root != self.root;
        self.root = root;
        let touched = match changed {
            Changed::Some(touched) if !is_elsewhere && !self.missed => touched,
            _ => return Ok(self.read_all()),
        };
        let spots = spots::of(self, touched);
        let was_over = self.has_too_many_links();
        let mut differ = self.read(&spots);
        if was_over || self.has_too_many_links() {
            // Which of the linked folders are the first thousand depends on all of them.
            differ.append(&mut self.read_all());
            differ.sort();
            differ.dedup();
        }
        Ok(differ)
    }

    fn read_all(&mut self) -> Vec<Arc<str>> {
        self.missed = false;
        self.read(&FOLDERS.map(str::to_owned).into())
    }

    fn has_too_many_links(&self) -> bool {
        let folders = self.links.values().filter(|link| link.is_folder);
        folders.count() > MOST_LINKED_FOLDERS
    }

    /// Reads what lies at these paths of the case in place of what lay there. None of them is in another.
    fn read(&mut self, spots: &BTreeSet<String>) -> Vec<Arc<str>> {
        let mut walk = Walk::new(&self.root);
        for spot in spots {
            walk.from(spot, &self.place(spot), self.chain(spot));
        }
        let mut found = walk.end();
        let read = read_files(&mut found);
        self.note(spots, found);
        self.merge(spots, read)
    }

    /// Where a path of the case lies on the disk, but for its own being a link.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        match path.rsplit_once('/') {
            Some((folder, name)) => match self.folders.get(folder) {
                Some(real) => real.join(name),
                None => self.root.join(path),
            },
            None => self.root.join(path),
        }
    }

    /// The folders that lead to a path of the case, links resolved.
    fn chain(&self, path: &str) -> Vec<PathBuf> {
        spots::ancestors(path)
            .filter_map(|folder| self.folders.get(folder).cloned())
            .collect()
    }

    /// Puts down folders, links and findings in place of those that were at these paths.
    fn note(&mut self, spots: &BTreeSet<String>, found: Found) {
        let had = self.said.len();
        for spot in spots {
            cut(&mut self.folders, spot);
            cut(&mut self.links, spot);
            cut(&mut self.said, spot);
        }
        let is_quieter = self.said.len() < had;
        self.folders.extend(found.folders);
        self.links.extend(found.links);
        if found.said.is_empty() && !is_quieter {
            return;
        }
        for (path, diagnostic) in found.said {
            self.said.entry(path).or_default().push(diagnostic);
        }
        self.diagnostics = Diagnostics::default();
        self.diagnostics
            .extend(self.said.values().flatten().cloned());
        self.diagnostics.settle();
    }

    /// Puts in what was read, takes out what is no longer there, and tells what differs.
    fn merge(&mut self, spots: &BTreeSet<String>, read: Read) -> Vec<Arc<str>> {
        let files = &mut self.inputs.files;
        let mut gone: BTreeSet<Arc<str>> = spots
            .iter()
            .flat_map(|spot| keys(files, spot).cloned().collect::<Vec<_>>())
            .collect();
        let mut differ = Vec::new();
        for (path, bytes) in read {
            gone.remove(&path);
            if files.get(&path).is_none_or(|old| *old != bytes) {
                files.insert(Arc::clone(&path), bytes);
                differ.push(path);
            }
        }
        for path in gone {
            let differs = match self.built_in.get(&path) {
                Some(bytes) => {
                    files.insert(Arc::clone(&path), Arc::clone(bytes)).as_ref() != Some(bytes)
                }
                None => files.remove(&path).is_some(),
            };
            if differs {
                differ.push(path);
            }
        }
        differ.sort();
        differ
    }
}

type Read = Vec<(Arc<str>, Arc<[u8]>)>;

/// Reads the files that were found, in parallel; those that can't be read are said.
fn read_files(found: &mut Found) -> Read {
    let read: Vec<_> = std::mem::take(&mut found.files)
        .into_par_iter()
        .map(
            |FoundFile {
                 path,
                 place,
                 is_link,
             }| (read::bytes(&place), path, is_link),
        )
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for (bytes, path, is_link) in read {
        match bytes {
            Ok(bytes) => files.push((path, bytes)),
            // It was deleted since its folder was listed.
            Err(error) if is_gone(&error) && !is_link => {}
            Err(error) => {
                let finding = unreadable(&path, &error);
                found.said.push((path, finding));
            }
        }
    }
    files
}

/// The path and those below it.
fn keys<'a, T>(map: &'a BTreeMap<Arc<str>, T>, path: &str) -> impl Iterator<Item = &'a Arc<str>> {
    let own = map.get_key_value(path).map(|(key, _)| key);
    // `0` comes right after `/`.
    let (from, to) = (format!("{path}/"), format!("{path}0"));
    let inner = map.range::<str, _>((Bound::Included(&*from), Bound::Excluded(&*to)));
    own.into_iter().chain(inner.map(|(key, _)| key))
}

/// Takes out the path and those below it.
fn cut<T>(map: &mut BTreeMap<Arc<str>, T>, path: &str) {
    let gone: Vec<_> = keys(map, path).cloned().collect();
    for key in gone {
        map.remove(&key);
    }
}
