//! Folders of the benchmark: the corpora on the disk, and what a build did to a site's files.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::contender::{Contender, Tool};
use super::corpus::{Corpus, case};
use super::peer;

/// The template of all pages, in the case too so that it can be edited there.
const BASE: &str = include_str!("../../../themes/folio/templates/base.html");

/// Writes the tree of each program, less what is left of a run before.
pub(crate) fn write(corpus: &Corpus, contenders: &[Contender], folder: &Path) -> io::Result<()> {
    let mut tools: Vec<Tool> = contenders.iter().map(|contender| contender.tool).collect();
    tools.sort_by_key(|tool| tool.folder());
    tools.dedup_by_key(|tool| tool.folder());
    for tool in tools {
        let root = folder.join(tool.folder());
        remove(&root)?;
        let files = match tool.peer() {
            Some(peer) => peer::files(corpus, peer),
            None => {
                let mut files = case::files(corpus);
                files.push((tool.template().to_owned(), BASE.to_owned()));
                files
            }
        };
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&root))?;
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Moves a folder out of the way if it is there. To remove it just before it is made again would measure the file system: ext4
/// looks for new files' numbers among those that were freed a moment ago, and takes longer for that than a fast build does.
pub(crate) fn put_aside(folder: &Path) -> io::Result<()> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    match fs::rename(folder, folder.with_extension(format!("aside-{number}"))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What tells whether a file was written: its time, its length, and which file it is.
type Mark = (Option<SystemTime>, u64, u64);

/// Every file below a folder with its mark.
pub(crate) fn marks(folder: &Path) -> io::Result<BTreeMap<PathBuf, Mark>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            let about = entry.metadata()?;
            if about.is_dir() {
                open.push(entry.path());
            } else {
                let mark = (about.modified().ok(), about.len(), inode(&about));
                found.insert(entry.path(), mark);
            }
        }
    }
    Ok(found)
}

/// How many files are new, gone, or were written.
pub(crate) fn touched(before: &BTreeMap<PathBuf, Mark>, after: &BTreeMap<PathBuf, Mark>) -> usize {
    let changed = after
        .iter()
        .filter(|(path, mark)| before.get(*path) != Some(mark));
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    changed.count() + gone.count()
}

#[cfg(unix)]
fn inode(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}
