//! The one place where a case is read from the disk.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the reading edge: everything after it works on the bytes that it returns"
)]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Inputs, embedded};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};

/// Reads `content/`, `seeds/` and `themes/` below `root`, with the built-in theme under what `themes/` holds of it.
///
/// Files and folders that begin with `.` (or, but in `themes/`, with `_`) are left out. Symbolic links are followed
/// inside the root alone; what can't be read becomes a diagnostic, and the rest is read all the same.
///
/// # Errors
///
/// When `root` is no folder that can be opened, or has no `content/`.
pub fn load(root: &Path) -> Result<(Inputs, Diagnostics), LoadError> {
    let root = fs::canonicalize(root).map_err(|error| LoadError::no_root(root, &error))?;
    if !root.is_dir() {
        let error = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(LoadError::no_root(&root, &error));
    }
    // A link that leads nowhere or elsewhere is there: the walk says what is wrong with it.
    if fs::symlink_metadata(root.join("content")).is_err() {
        return Err(LoadError::NoContent(root));
    }
    let mut walk = Walk::new(&root);
    for folder in FOLDERS {
        if fs::symlink_metadata(root.join(folder)).is_ok() {
            walk.enter(folder, &root.join(folder));
        }
    }
    let Walk {
        found,
        mut diagnostics,
        ..
    } = walk;
    let mut files = embedded::theme();
    let read: Vec<_> = found
        .into_par_iter()
        .map(|(path, place)| (fs::read(place), path))
        .collect();
    for (bytes, path) in read {
        match bytes {
            Ok(bytes) => drop(files.insert(path.into(), bytes.into())),
            Err(error) => diagnostics.push(unreadable(&path, &error)),
        }
    }
    diagnostics.settle();
    Ok((Inputs { files }, diagnostics))
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

const FOLDERS: [&str; 3] = ["content", "seeds", "themes"];

/// No case links to so many folders; without an end, links to folders of links would multiply.
const MOST_LINKED_FOLDERS: usize = 1_000;

/// Deeper folders are no one's content, and each costs a frame of the stack.
const DEEPEST: usize = 100;

struct Walk<'a> {
    root: &'a Path,
    /// Path in the case and place on the disk.
    found: BTreeMap<String, PathBuf>,
    diagnostics: Diagnostics,
    /// The folders that lead to the current one, without links.
    chain: Vec<PathBuf>,
    linked_folders: usize,
}

impl<'a> Walk<'a> {
    fn new(root: &'a Path) -> Self {
        Walk {
            root,
            found: BTreeMap::new(),
            diagnostics: Diagnostics::default(),
            chain: Vec::new(),
            linked_folders: 0,
        }
    }

    /// Reads the kind of what lies at `place` and takes it in, under the name `path`.
    fn enter(&mut self, path: &str, place: &Path) {
        match self.visit(path, place) {
            Ok(()) => {}
            Err(error) => self.diagnostics.push(unreadable(path, &error)),
        }
    }

    fn visit(&mut self, path: &str, place: &Path) -> io::Result<()> {
        let is_link = fs::symlink_metadata(place)?.is_symlink();
        let real = if is_link {
            fs::canonicalize(place)?
        } else {
            place.to_owned()
        };
        if !real.starts_with(self.root) {
            self.diagnostics.push(outside(path));
            return Ok(());
        }
        let kind = fs::metadata(&real)?;
        if kind.is_file() {
            self.found.insert(path.to_owned(), real);
        } else if kind.is_dir() {
            return self.folder(path, real, is_link);
        } else {
            let message = "it is neither a file nor a folder";
            return Err(io::Error::other(message));
        }
        Ok(())
    }

    fn folder(&mut self, path: &str, real: PathBuf, is_link: bool) -> io::Result<()> {
        // A link to a folder that holds it would never end; what it leads to is being read already.
        if self.chain.contains(&real) {
            return Ok(());
        }
        self.linked_folders += usize::from(is_link);
        if self.chain.len() > DEEPEST || self.linked_folders > MOST_LINKED_FOLDERS {
            return Err(io::Error::other(
                "the folders are nested or linked too often",
            ));
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&real)? {
            names.push(entry?.file_name());
        }
        names.sort();
        self.chain.push(real.clone());
        for name in names {
            match name.to_str() {
                Some(name) if is_left_out(path, name) => {}
                Some(name) => self.enter(&format!("{path}/{name}"), &real.join(name)),
                None => self
                    .diagnostics
                    .push(unnameable(path, &name.to_string_lossy())),
            }
        }
        self.chain.pop();
        Ok(())
    }
}

/// Themes may have files of templates that begin with `_`, as is the custom with partial ones.
fn is_left_out(folder: &str, name: &str) -> bool {
    let in_themes = folder == "themes" || folder.starts_with("themes/");
    name.starts_with('.') || (name.starts_with('_') && !in_themes)
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn case(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for file in files {
            let place = root.path().join(file);
            fs::create_dir_all(place.parent().expect("a parent")).expect("folders");
            fs::write(place, file).expect("a file");
        }
        root
    }

    /// What was read, less the built-in theme, and what was said.
    fn read(root: &Path) -> (Vec<String>, Vec<String>) {
        let (inputs, diagnostics) = load(root).expect("a case");
        let built_in = embedded::theme();
        let paths = inputs
            .files
            .keys()
            .filter(|path| !built_in.contains_key(*path));
        let said = diagnostics.iter().map(|found| {
            let place = found.place.as_ref().expect("a place");
            format!("{} {}", found.rule.name(), place.file)
        });
        (paths.map(ToString::to_string).collect(), said.collect())
    }

    #[test]
    fn reads_what_is_content_and_leaves_out_the_rest() {
        let root = case(&[
            "content/case.md",
            "content/notes/b.md",
            "content/notes/a.md",
            "content/notes/_draft.md",
            "content/_old/x.md",
            "content/.hidden",
            "seeds/米.txt",
            "seeds/_x.txt",
            "themes/mine/templates/_part.html",
            "themes/mine/.git/config",
            "public/index.html",
            "README.md",
        ]);
        let expected = [
            "content/case.md",
            "content/notes/a.md",
            "content/notes/b.md",
            "seeds/米.txt",
            "themes/mine/templates/_part.html",
        ];
        assert_eq!(
            read(root.path()),
            (expected.map(str::to_owned).to_vec(), vec![])
        );
    }

    #[test]
    fn a_file_of_the_case_takes_the_place_of_the_built_in_one() {
        let root = case(&["content/case.md", "themes/folio/theme.yaml"]);
        let (inputs, _) = load(root.path()).expect("a case");
        for (path, bytes) in embedded::theme() {
            let own = b"themes/folio/theme.yaml";
            let expected = if path.as_bytes() == own { own } else { &*bytes };
            assert_eq!(
                inputs.files.get(&path).map(|bytes| &**bytes),
                Some(expected),
                "{path}"
            );
        }
    }

    #[test]
    fn says_what_to_do_where_no_case_is() {
        let root = case(&["seeds/a.txt"]);
        for folder in [
            root.path().to_owned(),
            root.path().join("nowhere"),
            root.path().join("seeds/a.txt"),
        ] {
            let message = load(&folder).expect_err("no case").to_string();
            assert!(message.contains("--root DIR"), "{message}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_root_alone_and_end() {
        use std::os::unix::ffi::OsStrExt as _;
        use std::os::unix::fs::symlink;
        let elsewhere = case(&["secret.txt"]);
        let root = case(&["content/case.md", "seeds/a.txt"]);
        let at = |path: &str| root.path().join(path);
        symlink(elsewhere.path().join("secret.txt"), at("seeds/secret.txt")).expect("a link");
        symlink(elsewhere.path(), at("themes")).expect("a link");
        symlink(at("seeds"), at("content/loop")).expect("a link");
        symlink("../content", at("seeds/loop")).expect("a link");
        symlink("nowhere", at("seeds/broken.txt")).expect("a link");
        symlink("a.txt", at("seeds/b.txt")).expect("a link");
        let odd = std::ffi::OsStr::from_bytes(b"\xff.md");
        fs::write(at("content").join(odd), "x").expect("a file");
        let (paths, said) = read(root.path());
        assert_eq!(
            paths,
            [
                "content/case.md",
                "content/loop/a.txt",
                "content/loop/b.txt",
                "seeds/a.txt",
                "seeds/b.txt",
                "seeds/loop/case.md"
            ]
        );
        assert_eq!(
            said,
            [
                "unreadable-file content",
                "unreadable-file content/loop/broken.txt",
                "outside-root content/loop/secret.txt",
                "unreadable-file seeds/broken.txt",
                "unreadable-file seeds/loop",
                "outside-root seeds/secret.txt",
                "outside-root themes",
            ]
        );
    }
}
