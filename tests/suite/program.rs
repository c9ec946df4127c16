//! The program run in a folder of its own, as an author runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A case in a temporary folder.
pub(crate) struct Folder {
    root: tempfile::TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it wrote on standard output.
    pub(crate) out: String,
    /// What it wrote on standard error.
    pub(crate) err: String,
}

impl Folder {
    /// A case of these files, each with its text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder {
            root: tempfile::tempdir().expect("a temporary folder"),
        };
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// A small case without fault.
    pub(crate) fn small() -> Self {
        Folder::new(&SMALL)
    }

    /// The path of a file in it.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// Writes a file, and the folders that lead to it.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("folders can be made");
        fs::write(place, bytes).expect("a file can be written");
    }

    /// Runs the program there.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), arguments)
    }
}

/// A case that builds without a word.
pub(crate) const SMALL: [(&str, &str); 4] = [
    (
        "content/case.md",
        "---\ntitle: A small case\n---\n\nRead [the note](notes/a.md).\n",
    ),
    (
        "content/notes/a.md",
        "---\ntitle: A note\n---\n\nIt says \"so it is for everyone\" [@s].\n",
    ),
    (
        "content/sources/s.md",
        "---\ntitle: An article\nfile: s.txt\nrights: full\n---\n",
    ),
    ("seeds/s.txt", "The article says so it is for everyone.\n"),
];

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    run_with(folder, arguments, &[])
}

/// Runs the program in a folder with variables of its environment.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs");
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).expect("UTF-8 on standard output"),
        err: String::from_utf8(stderr).expect("UTF-8 on standard error"),
    }
}

/// Every file below a folder with its bytes, by path relative to it.
pub(crate) fn files(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("a path inside")
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}
