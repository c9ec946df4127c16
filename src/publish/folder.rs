//! Which folders Casebook may write to.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::PublishError;
use super::manifest::{self, Manifest};

/// An output folder that passed the guard. It need not exist yet.
#[derive(Debug)]
pub(super) struct Folder {
    /// Absolute and without links.
    pub(super) path: PathBuf,
    /// Whether it is there already.
    pub(super) exists: bool,
    /// What Casebook wrote there before.
    pub(super) manifest: Manifest,
    /// Whether that was listed there.
    pub(super) had_manifest: bool,
}

impl Folder {
    /// Opens `output` for the case in `root`, or says why it can't be the output folder.
    /// `home` is the user's home folder, if there is one.
    pub(super) fn open(
        output: &Path,
        root: &Path,
        home: Option<&Path>,
    ) -> Result<Self, PublishError> {
        let refuse = |reason: &str| Err(PublishError::refused(output, reason));
        let path = resolve(output).map_err(PublishError::disk("find", output))?;
        let root = resolve(root).map_err(PublishError::disk("find", root))?;
        if root.starts_with(&path) {
            return refuse(
                "it holds the case itself; name a folder of its own with --output DIR, such as `public`",
            );
        }
        if is_git(output) || is_git(&path) {
            return refuse("it belongs to git; name another folder with --output DIR");
        }
        let home = home.and_then(|home| resolve(home).ok());
        if home.is_some_and(|home| home.starts_with(&path)) {
            return refuse("it holds your home folder; name a folder of its own with --output DIR");
        }
        for (name, input) in inputs(&root) {
            if path.starts_with(&input) || input.starts_with(&path) {
                return refuse(&format!(
                    "the case's `{name}` is there, which is only ever read; name another folder with --output DIR"
                ));
            }
        }
        Self::read(output, path)
    }

    fn read(output: &Path, path: PathBuf) -> Result<Self, PublishError> {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Folder {
                    path,
                    exists: false,
                    manifest: Manifest::default(),
                    had_manifest: false,
                });
            }
            Err(error) => return Err(PublishError::disk("read the folder", output)(error)),
        };
        let manifest = manifest::read(&path)?;
        if manifest.is_none() {
            for entry in entries {
                let name = entry
                    .map_err(PublishError::disk("read the folder", output))?
                    .file_name();
                if !name.to_string_lossy().starts_with('.') {
                    return Err(PublishError::refused(
                        output,
                        format!(
                            "it holds files that Casebook didn't write, such as `{}`; empty it, or name another folder with --output DIR",
                            name.to_string_lossy()
                        ),
                    ));
                }
            }
        }
        Ok(Folder {
            path,
            exists: true,
            had_manifest: manifest.is_some(),
            manifest: manifest.unwrap_or_default(),
        })
    }
}

/// The folders of the case in `root` that are only ever read, each by its name and its resolved path.
pub(super) fn inputs(root: &Path) -> [(&'static str, PathBuf); 3] {
    ["content", "seeds", "themes"].map(|name| {
        let path = root.join(name);
        (name, resolve(&path).unwrap_or(path))
    })
}

/// Whether a path leads into a repository's own folder.
pub(super) fn is_git(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str().eq_ignore_ascii_case(".git"))
}

/// An absolute path without links and `..`, of which the last parts need not exist.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            Component::CurDir => {}
            _ => {
                resolved.push(part);
                // A link that leads nowhere is an error: who knows what will be there when it is written through.
                if fs::symlink_metadata(&resolved).is_ok() {
                    resolved = fs::canonicalize(&resolved)?;
                }
            }
        }
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(output: &Path, root: &Path, home: &Path) -> String {
        match Folder::open(output, root, Some(home)) {
            Ok(_) => "fine".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_case_and_what_is_anothers_is_refused() {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("work/case");
        for folder in [
            "content/notes",
            "seeds",
            ".git/refs",
            "full",
            "dots",
            "empty",
            "src",
        ] {
            fs::create_dir_all(root.join(folder)).expect("folders");
        }
        for file in ["full/thesis.txt", "dots/.gitkeep", "file.txt"] {
            fs::write(root.join(file), "x").expect("a file");
        }
        for (output, expected) in [
            (".", "holds the case itself"),
            ("content/..", "holds the case itself"),
            ("..", "holds the case itself"),
            ("../..", "holds the case itself"),
            ("/", "holds the case itself"),
            ("content", "`content` is there"),
            ("content/notes/new", "`content` is there"),
            ("nowhere/../seeds/x", "`seeds` is there"),
            ("themes/folio", "`themes` is there"),
            (".git", "belongs to git"),
            (".git/refs/x", "belongs to git"),
            ("../other/.GIT", "belongs to git"),
            ("full", "such as `thesis.txt`"),
            ("file.txt", "can't read the folder"),
            ("file.txt/x", "can't read the folder"),
            ("dots", "fine"),
            ("empty", "fine"),
            ("empty/new/newer", "fine"),
            ("../content", "fine"),
        ] {
            let said = open(&root.join(output), &root, home.path());
            assert!(said.contains(expected), "{output}: {said}");
        }
        assert!(open(home.path(), &root.join("x"), home.path()).contains("holds"));
        let elsewhere = tempfile::tempdir().expect("a folder");
        for output in [home.path(), home.path().parent().expect("a parent")] {
            let said = open(output, elsewhere.path(), home.path());
            assert!(
                said.contains("holds your home") || said.contains("holds the case"),
                "{said}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_judged_by_what_it_leads_to() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("content")).expect("a folder");
        fs::create_dir_all(at("real")).expect("a folder");
        for (target, link, expected) in [
            (at("content"), "to-content", "`content` is there"),
            (root.path().to_owned(), "to-root", "holds the case itself"),
            (at("real"), "to-real", "fine"),
            (at("nowhere"), "to-nowhere", "can't find"),
        ] {
            symlink(target, at(link)).expect("a link");
            let said = open(&at(link), root.path(), Path::new("/nowhere"));
            assert!(said.contains(expected), "{link}: {said}");
        }
        let said = open(&at("to-content/new"), root.path(), Path::new("/nowhere"));
        assert!(said.contains("`content` is there"), "{said}");
    }
}
