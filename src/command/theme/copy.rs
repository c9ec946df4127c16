//! Copying a file of a theme into the case, to be changed there.
#![expect(
    clippy::disallowed_methods,
    reason = "the one file that an author asks for, where none is yet"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::{Failure, say};
use super::{Survey, owner};
use crate::input::Folder;
use crate::render::theme::listing::Entry;
use crate::suggest::nearest;

/// Copies the file that is used for `path` into the theme's own folder. A file that is there stays as it is.
pub(super) fn copy(
    folder: &Folder,
    survey: &Survey,
    path: &str,
    quiet: bool,
) -> Result<(), Failure> {
    let entry = entry(survey, path)?;
    let source = entry.files.first();
    let source = source.ok_or_else(|| {
        format!(
            "`{path}` is a bundle; copy what it is made of: {}",
            entry.parts.join(", ")
        )
    })?;
    let target = format!("themes/{}/{path}", survey.name);
    if folder.holds(&target) {
        return Err(format!("{target} is there already").into());
    }
    let bytes = folder.inputs().files.get(source);
    write(folder.root(), &target, bytes.map_or(&[], |bytes| bytes))?;
    match quiet {
        true => Ok(()),
        false => say(
            io::stdout(),
            &format!("Copied {path} from {} to {target}\n", owner(source)),
        ),
    }
}

fn entry<'s>(survey: &'s Survey, path: &str) -> Result<&'s Entry, Failure> {
    let found = survey.entries.iter().find(|entry| entry.path == path);
    found.ok_or_else(|| {
        let paths = survey.entries.iter().map(|entry| entry.path.as_str());
        let help = match nearest(path, paths) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`casebook theme` lists what there is".to_owned(),
        };
        format!("the theme `{}` has no `{path}`; {help}", survey.name).into()
    })
}

/// Writes a new file in the root, and the folders that lead to it.
fn write(root: &Path, target: &str, bytes: &[u8]) -> Result<(), Failure> {
    let place = root.join(target);
    let failed = |error: io::Error| format!("can't write {target}: {error}");
    let parent = place.parent().unwrap_or(root);
    if !leads_into(root, parent) {
        return Err(format!("{target} lies behind a link that leads out of the case").into());
    }
    fs::create_dir_all(parent).map_err(failed)?;
    let file = OpenOptions::new().write(true).create_new(true).open(&place);
    file.and_then(|mut file| file.write_all(bytes))
        .map_err(failed)?;
    Ok(())
}

/// Whether the nearest folder that is there lies in the root, links resolved.
fn leads_into(root: &Path, folder: &Path) -> bool {
    let there: Option<PathBuf> = folder
        .ancestors()
        .find_map(|folder| fs::canonicalize(folder).ok());
    there.is_some_and(|there| there.starts_with(root))
}
