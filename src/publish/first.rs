//! The first run into a folder: nothing is there to be compared with, so each file is written as soon as it is made.
//!
//! If one can't be made, all is taken back: the folder is as it was.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::error::{NotPublished, PublishError};
use super::folder::Folder;
use super::manifest::{self, Manifest};
use super::plan::{Files, Plan};
use super::{Published, create, make_folder, remove_file, remove_folder_if_empty, replace};

/// Writes the whole site.
pub(super) fn write<E: Send>(
    folder: &Folder,
    files: &Files<E>,
    plan: &Plan,
    new: &Manifest,
) -> Result<Published, NotPublished<E>> {
    let written = Mutex::new(Vec::new());
    let name = folder.path.join(manifest::NAME);
    let outcome = begin(folder, plan, new)
        .map_err(NotPublished::Disk)
        .and_then(|()| write_files(folder, files, &written))
        .and_then(|()| Ok(replace(&name, new.json().as_bytes())?));
    match outcome {
        Ok(()) => Ok(Published {
            written: files.paths.len(),
            ..Published::default()
        }),
        Err(error) => {
            take_back(folder, &written.into_inner().unwrap_or_default(), plan)?;
            Err(error)
        }
    }
}

fn begin(folder: &Folder, plan: &Plan, new: &Manifest) -> Result<(), PublishError> {
    if !folder.exists {
        fs::create_dir_all(&folder.path)
            .map_err(PublishError::disk("make the folder", &folder.path))?;
    }
    // A run that is cut short leaves nothing that the next one takes for a stranger's.
    let between = Manifest::between(&folder.manifest, new).json();
    replace(&folder.path.join(manifest::NAME), between.as_bytes())?;
    let mut folders = plan.new_folders.iter();
    folders.try_for_each(|path| make_folder(&folder.path.join(path)))
}

/// Makes every file; writes them as long as none has failed.
fn write_files<'a, E: Send>(
    folder: &Folder,
    files: &Files<'a, E>,
    written: &Mutex<Vec<&'a str>>,
) -> Result<(), NotPublished<E>> {
    let (is_failed, failed) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let paths: Vec<&'a String> = files.paths.iter().collect();
    paths.into_par_iter().try_for_each(|path| {
        match (files.make)(path) {
            Ok(_) if is_failed.load(Ordering::Relaxed) => {}
            Ok(bytes) => {
                create(&folder.path.join(path), &bytes)?;
                note(written, path.as_str());
            }
            Err(failure) => {
                is_failed.store(true, Ordering::Relaxed);
                note(&failed, (path.clone(), failure));
            }
        }
        Ok::<_, PublishError>(())
    })?;
    let failed = failed.into_inner().unwrap_or_default();
    match failed.is_empty() {
        true => Ok(()),
        false => Err(NotPublished::Files(failed)),
    }
}

fn note<T>(list: &Mutex<Vec<T>>, one: T) {
    // Nobody panics while holding the lock.
    if let Ok(mut list) = list.lock() {
        list.push(one);
    }
}

/// Removes the files that were written, and the folders that were made for them.
fn take_back(folder: &Folder, written: &[&str], plan: &Plan) -> Result<(), PublishError> {
    for path in written {
        remove_file(&folder.path.join(path))?;
    }
    for path in plan.new_folders.iter().rev() {
        remove_folder_if_empty(&folder.path.join(path))?;
    }
    let name = folder.path.join(manifest::NAME);
    match folder.had_manifest {
        true => replace(&name, folder.manifest.json().as_bytes())?,
        false => drop(remove_file(&name)?),
    }
    if !folder.exists {
        remove_folder_if_empty(&folder.path)?;
    }
    Ok(())
}
