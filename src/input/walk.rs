//! Finds the files of a case: goes through folders and follows links inside the root, without reading a file.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the reading edge: everything after it works on the bytes that it returns"
)]

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::left_out::is_left_out;
use super::read::is_gone;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// No case links to so many folders; without an end, links to folders of links would multiply.
pub(super) const MOST_LINKED_FOLDERS: usize = 1_000;

/// Deeper folders are no one's content, and each costs a frame of the stack.
const DEEPEST: usize = 100;

/// What lies at some paths of a case. Every list is by path in the case.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: Vec<FoundFile>,
    /// The folders that were listed, with their place on the disk, links resolved.
    pub(super) folders: Vec<(Arc<str>, PathBuf)>,
    pub(super) links: Vec<(Arc<str>, Link)>,
    /// What is wrong, by the path that it is found out at.
    pub(super) said: Vec<(Arc<str>, Diagnostic)>,
}

/// A file that is to be read.
pub(super) struct FoundFile {
    pub(super) path: Arc<str>,
    /// Where it lies on the disk, links resolved.
    pub(super) place: PathBuf,
    pub(super) is_link: bool,
}

/// A symbolic link.
pub(super) struct Link {
    pub(super) leads: Leads,
    /// Whether it counts among the linked folders.
    pub(super) is_folder: bool,
}

/// Where a link leads in the end; what the system says if it leads nowhere.
#[derive(PartialEq, Eq)]
pub(super) enum Leads {
    To(PathBuf),
    Nowhere(String),
}

impl Leads {
    /// Follows the link that lies there.
    pub(super) fn from(place: &Path) -> Self {
        Leads::of(&fs::canonicalize(place))
    }

    fn of(real: &io::Result<PathBuf>) -> Self {
        match real {
            Ok(real) => Leads::To(real.clone()),
            Err(error) => Leads::Nowhere(error.to_string()),
        }
    }
}

/// A walk through a case.
pub(super) struct Walk<'a> {
    root: &'a Path,
    found: Found,
    /// The folders that lead to the current one, without links.
    chain: Vec<PathBuf>,
    linked_folders: usize,
}

impl<'a> Walk<'a> {
    /// `root` is without links.
    pub(super) fn new(root: &'a Path) -> Self {
        Walk {
            root,
            found: Found::default(),
            chain: Vec::new(),
            linked_folders: 0,
        }
    }

    /// Finds what lies at `place`, which is `path` in the case, below the folders of `chain`. Nothing there is no fault.
    pub(super) fn from(&mut self, path: &str, place: &Path, chain: Vec<PathBuf>) {
        self.chain = chain;
        match fs::symlink_metadata(place) {
            Ok(lies) if !lies.is_symlink() && !is_spelt_so(place) => {}
            Ok(lies) => self.enter(path, place.to_owned(), lies.file_type()),
            Err(error) if is_gone(&error) => {}
            Err(error) => self.say(path, unreadable(path, &error)),
        }
    }

    pub(super) fn end(self) -> Found {
        self.found
    }

    fn say(&mut self, path: &str, diagnostic: Diagnostic) {
        self.found.said.push((path.into(), diagnostic));
    }

    /// Takes in what lies at `place`, under the name `path`.
    fn enter(&mut self, path: &str, place: PathBuf, kind: FileType) {
        let is_link = kind.is_symlink();
        let taken = if is_link {
            self.link(path, &place)
        } else {
            self.take(path, place, kind, false)
        };
        match taken {
            Ok(()) => {}
            // It was deleted since its folder was listed.
            Err(error) if is_gone(&error) && !is_link => {}
            Err(error) => self.say(path, unreadable(path, &error)),
        }
    }

    fn link(&mut self, path: &str, place: &Path) -> io::Result<()> {
        let real = fs::canonicalize(place);
        let link = Link {
            leads: Leads::of(&real),
            is_folder: false,
        };
        self.found.links.push((path.into(), link));
        let real = real?;
        if !real.starts_with(self.root) {
            self.say(path, outside(path));
            return Ok(());
        }
        let kind = fs::metadata(&real)?.file_type();
        self.take(path, real, kind, true)
    }

    fn take(
        &mut self,
        path: &str,
        place: PathBuf,
        kind: FileType,
        is_link: bool,
    ) -> io::Result<()> {
        if kind.is_file() {
            let path = path.into();
            self.found.files.push(FoundFile {
                path,
                place,
                is_link,
            });
            Ok(())
        } else if kind.is_dir() {
            self.folder(path, place, is_link)
        } else {
            let message = "it is neither a file nor a folder";
            Err(io::Error::other(message))
        }
    }

    fn folder(&mut self, path: &str, real: PathBuf, is_link: bool) -> io::Result<()> {
        // A link to a folder that holds it would never end; what it leads to is being read already.
        if self.chain.contains(&real) {
            return Ok(());
        }
        if let (true, Some((_, link))) = (is_link, self.found.links.last_mut()) {
            link.is_folder = true;
            self.linked_folders += 1;
        }
        if self.chain.len() > DEEPEST || self.linked_folders > MOST_LINKED_FOLDERS {
            return Err(io::Error::other(
                "the folders are nested or linked too often",
            ));
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(&real)? {
            let entry = entry?;
            // The kind comes with the listing: no call for each file.
            entries.push((entry.file_name(), entry.file_type()));
        }
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.found.folders.push((path.into(), real.clone()));
        self.chain.push(real.clone());
        for (name, kind) in entries {
            let Some(name) = name.to_str() else {
                self.say(path, unnameable(path, &name.to_string_lossy()));
                continue;
            };
            let inner = format!("{path}/{name}");
            match kind {
                _ if is_left_out(path, name) => {}
                Ok(kind) => self.enter(&inner, real.join(name), kind),
                Err(error) if is_gone(&error) => {}
                Err(error) => self.say(&inner, unreadable(&inner, &error)),
            }
        }
        self.chain.pop();
        Ok(())
    }
}

/// Whether the name has these letters on the disk too. Where `A.md` opens `a.md`, the old name of a file that got capitals
/// still seems to be there.
fn is_spelt_so(place: &Path) -> bool {
    let is_folding = cfg!(any(target_os = "macos", windows));
    !is_folding || fs::canonicalize(place).is_ok_and(|real| real.file_name() == place.file_name())
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        Rule::UnreadableFile,
        format!("`{path}` can't be read: {error}"),
    )
    .at(Place::start_of(&Arc::from(path)))
    .help("repair or remove it, or let its name begin with `.` or `_` to leave it out")
}

fn outside(path: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::OutsideRoot,
        format!("the symbolic link `{path}` leads out of the case's folder"),
    )
    .at(Place::start_of(&Arc::from(path)))
    .help("put a copy of the file or folder in its place")
}

fn unnameable(folder: &str, name: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::UnreadableFile,
        format!("the name of `{folder}/{name}` is not UTF-8"),
    )
    .at(Place::start_of(&Arc::from(folder)))
    .help("rename it: every page is named for its file")
}
