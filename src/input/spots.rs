//! Which paths of a case have to be read again when something on the disk was touched: the path itself, every path that
//! reaches it through a link, and links that lead elsewhere now.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the reading edge: everything after it works on the bytes that it returns"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::folder::{FOLDERS, Folder};
use super::left_out::is_left_out;
use super::walk::Leads;

/// The paths of the case to read again. None of them is in another.
pub(super) fn of(folder: &Folder, touched: &BTreeSet<PathBuf>) -> BTreeSet<String> {
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut parents = BTreeMap::new();
    for path in touched {
        let Some(path) = within(folder, path) else {
            continue;
        };
        named.extend(resolved(folder, &path, &mut parents));
        named.insert(path);
    }
    let mut spots = BTreeSet::new();
    for path in &named {
        if FOLDERS.contains(&path.split('/').next().unwrap_or_default()) {
            spots.insert(path.clone());
        }
        if path.is_empty() {
            spots.extend(FOLDERS.map(str::to_owned));
        }
        through_links(folder, path, &mut spots);
    }
    // A link may lead elsewhere although only a link that it passes was touched.
    for (path, link) in &folder.links {
        if Leads::from(&folder.place(path)) != link.leads {
            spots.insert(path.to_string());
        }
    }
    let spots = spots.iter().filter_map(|spot| settled(folder, spot));
    outermost(spots.collect())
}

/// The folders above a path, from the top.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// The path from the root, with `/`; `None` if it lies elsewhere. A name that is not UTF-8 stands for its folder.
fn within(folder: &Folder, path: &Path) -> Option<String> {
    let roots = [&folder.root, &folder.named];
    let inner = roots.iter().find_map(|root| path.strip_prefix(root).ok());
    let inner = match inner {
        Some(inner) => inner,
        None if path.is_absolute() => return None,
        None => path,
    };
    let mut names = Vec::new();
    for component in inner.components() {
        match component {
            Component::Normal(name) => match name.to_str() {
                Some(name) => names.push(name),
                None => break,
            },
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(names.join("/"))
}

/// The same place without the links that lead to it: as the disk has them now, and as they were when they were last read.
fn resolved(
    folder: &Folder,
    path: &str,
    parents: &mut BTreeMap<String, Option<PathBuf>>,
) -> Vec<String> {
    let mut places = Vec::new();
    if let Some((parent, name)) = path.rsplit_once('/') {
        let real = parents
            .entry(parent.to_owned())
            .or_insert_with(|| fs::canonicalize(folder.root.join(parent)).ok());
        places.extend(real.as_ref().map(|real| real.join(name)));
    }
    for above in ancestors(path) {
        if let Some(Leads::To(real)) = folder.links.get(above).map(|link| &link.leads) {
            places.push(real.join(&path[above.len() + 1..]));
        }
    }
    places
        .iter()
        .filter_map(|place| within(folder, place))
        .collect()
}

/// Adds the paths of the case that reach this place, or something in it, through a link.
fn through_links(folder: &Folder, path: &str, spots: &mut BTreeSet<String>) {
    let place = folder.root.join(path);
    for (link, target) in &folder.links {
        let Leads::To(real) = &target.leads else {
            continue;
        };
        if let Ok(rest) = place.strip_prefix(real) {
            match rest.to_str() {
                Some("") => spots.insert(link.to_string()),
                Some(rest) => spots.insert(format!("{link}/{rest}")),
                None => false,
            };
        } else if real.starts_with(&place) {
            spots.insert(link.to_string());
        }
    }
}

/// The path itself, or the first folder above it that is no longer what it was; `None` if it is left out of the case.
fn settled(folder: &Folder, path: &str) -> Option<String> {
    let mut above = "";
    for inner in ancestors(path).chain([path]) {
        let name = inner.rsplit('/').next().unwrap_or_default();
        if !above.is_empty() && is_left_out(above, name) {
            return None;
        }
        if inner != path && !is_same_folder(folder, inner) {
            return Some(inner.to_owned());
        }
        above = inner;
    }
    Some(path.to_owned())
}

/// Whether a folder was listed at this path and is still there. Links were held against the disk before.
fn is_same_folder(folder: &Folder, path: &str) -> bool {
    let is_link = folder.links.contains_key(path);
    folder.folders.contains_key(path)
        && fs::symlink_metadata(folder.place(path))
            .is_ok_and(|lies| lies.is_symlink() == is_link && (is_link || lies.is_dir()))
}

fn outermost(spots: BTreeSet<String>) -> BTreeSet<String> {
    let is_inner = |spot: &&String| !ancestors(spot).any(|above| spots.contains(above));
    spots.iter().filter(is_inner).cloned().collect()
}
