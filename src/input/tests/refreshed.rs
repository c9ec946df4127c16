//! After anything was done to the disk, a refresh gives what a fresh load gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use crate::input::{Changed, Folder, load};

/// One thing that is done to the disk, at paths from the root.
#[derive(Clone, Debug)]
enum Deed {
    Write(String, &'static str),
    Append(String),
    Folder(String),
    Delete(String),
    Rename(String, String),
    /// At the first, a link to the second: from the root if it is so written, else as it is.
    Link(String, String),
    Close(String, bool),
    NotUtf8(String),
}

use Deed::*;

fn path() -> impl Strategy<Value = String> {
    let top = prop_oneof![
        6 => Just("content"),
        3 => Just("seeds"),
        2 => Just("themes/folio"),
        1 => Just("themes"),
        2 => Just("shared"),
    ];
    let name = prop::sample::select(vec![
        "a",
        "b",
        "c",
        "A",
        "_d",
        ".e",
        "f~",
        "a-b",
        "theme.yaml",
        "templates",
    ]);
    (top, prop::collection::vec(name, 0..4)).prop_map(|(top, names)| {
        let mut path = top.to_owned();
        for name in names {
            path = path + "/" + name;
        }
        path
    })
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => path().prop_map(|path| format!("/{path}")),
        1 => Just("/".to_owned()),
        2 => Just("../a".to_owned()),
        1 => Just("..".to_owned()),
        1 => Just("b".to_owned()),
        1 => Just("nowhere".to_owned()),
        1 => Just("OUT".to_owned()),
        1 => Just("OUT/secret".to_owned()),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (path(), prop::sample::select(vec!["", "x", "y", "longer"])).prop_map(|(at, text)| Write(at, text)),
        2 => path().prop_map(Append),
        2 => path().prop_map(Folder),
        2 => path().prop_map(Delete),
        4 => (path(), path()).prop_map(|(from, to)| Rename(from, to)),
        4 => (path(), target()).prop_map(|(at, to)| Link(at, to)),
        1 => (path(), any::<bool>()).prop_map(|(at, shut)| Close(at, shut)),
        1 => path().prop_map(NotUtf8),
    ]
}

/// A case on the disk, and a folder that is not its own.
struct Disk {
    root: PathBuf,
    outside: PathBuf,
    _kept: tempfile::TempDir,
}

impl Disk {
    fn new() -> Self {
        let kept = tempfile::tempdir().expect("a folder");
        let base = fs::canonicalize(kept.path()).expect("a path");
        let (root, outside) = (base.join("case"), base.join("outside"));
        for folder in ["content/a", "seeds", "themes/folio/templates", "shared/a"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        fs::create_dir(&outside).expect("a folder");
        fs::write(outside.join("secret"), "s").expect("a file");
        fs::write(root.join("content/case.md"), "c").expect("a file");
        Disk {
            root,
            outside,
            _kept: kept,
        }
    }

    /// Does it as far as it can be done, and gives what it may have touched.
    fn do_it(&self, deed: &Deed) -> Vec<PathBuf> {
        use std::os::unix::ffi::OsStrExt as _;
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let at = |path: &String| self.root.join(path);
        match deed {
            Write(path, text) => self.touching(&[path], || drop(fs::write(at(path), text))),
            Append(path) => self.touching(&[path], || {
                if let Ok(old) = fs::read(at(path)) {
                    drop(fs::write(at(path), [&*old, b"+"].concat()));
                }
            }),
            Folder(path) => self.touching(&[path], || drop(fs::create_dir_all(at(path)))),
            Delete(path) => self.touching(&[path], || delete(&at(path))),
            Rename(from, to) => self.touching(&[from, to], || {
                if fs::rename(at(from), at(to)).is_err()
                    && !at(to).starts_with(at(from))
                    && !at(from).starts_with(at(to))
                {
                    delete(&at(to));
                    drop(fs::rename(at(from), at(to)));
                }
            }),
            Link(path, to) => self.touching(&[path], || {
                let to = match to.strip_prefix('/') {
                    Some(inner) => self.root.join(inner),
                    None => to.replace("OUT", &self.outside.to_string_lossy()).into(),
                };
                delete(&at(path));
                drop(symlink(to, at(path)));
            }),
            Close(path, shut) => self.touching(&[path], || {
                let mode = if *shut { 0o000 } else { 0o755 };
                drop(fs::set_permissions(
                    at(path),
                    fs::Permissions::from_mode(mode),
                ));
            }),
            NotUtf8(path) => {
                let odd = at(path).join(std::ffi::OsStr::from_bytes(b"\xff.md"));
                self.touching(&[path], || drop(fs::write(&odd, "x")))
            }
        }
    }

    /// The paths as they are called and as a system's events call them: by the folder's real place.
    fn touching(&self, paths: &[&String], act: impl FnOnce()) -> Vec<PathBuf> {
        let mut touched = Vec::new();
        for path in paths {
            let place = self.root.join(path);
            touched.extend(fs::canonicalize(&place));
            let parent = fs::canonicalize(place.parent().expect("a parent"));
            touched.extend(parent.map(|real| real.join(place.file_name().expect("a name"))));
            touched.push(PathBuf::from(path));
        }
        // Folders are made on the way.
        let mut all = touched.clone();
        all.extend(touched.iter().flat_map(|path| {
            let missing = |above: &&Path| !self.root.join(above).exists();
            path.ancestors()
                .skip(1)
                .take_while(missing)
                .map(Path::to_owned)
        }));
        act();
        // What is written through a link that led nowhere lies somewhere only now.
        let places = paths.iter().map(|path| self.root.join(path));
        all.extend(places.filter_map(|place| fs::canonicalize(place).ok()));
        all
    }
}

fn delete(place: &Path) {
    if fs::symlink_metadata(place).is_ok_and(|lies| lies.is_dir()) {
        drop(fs::remove_dir_all(place));
    } else {
        drop(fs::remove_file(place));
    }
}

type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// The paths whose bytes are not the same.
fn differences(old: &Files, new: &Files) -> Vec<Arc<str>> {
    let paths: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
    let differs = |path: &Arc<str>| old.get(path) != new.get(path);
    paths.into_iter().filter(differs).collect()
}

fn law(batches: Vec<(Vec<Deed>, bool)>) -> Result<(), TestCaseError> {
    let disk = Disk::new();
    let mut folder = Folder::open(&disk.root).expect("a case");
    for (deeds, is_coarse) in batches {
        let mut touched: BTreeSet<PathBuf> =
            deeds.iter().flat_map(|deed| disk.do_it(deed)).collect();
        if is_coarse {
            let parent = |path: PathBuf| path.parent().map(Path::to_owned);
            touched = touched.into_iter().filter_map(parent).collect();
        }
        let old = folder.inputs().files.clone();
        let told = folder.refresh(&Changed::Some(touched.clone()));
        let Ok((inputs, diagnostics)) = load(&disk.root) else {
            prop_assert!(told.is_err());
            prop_assert_eq!(&old, &folder.inputs().files);
            continue;
        };
        prop_assert_eq!(
            differences(&folder.inputs().files, &inputs.files),
            Vec::<Arc<str>>::new(),
            "touched {:?}",
            touched
        );
        prop_assert_eq!(folder.diagnostics(), &diagnostics, "touched {:?}", touched);
        prop_assert_eq!(told.expect("a case"), differences(&old, &inputs.files));
        for (path, bytes) in &folder.inputs().files {
            let is_kept = old
                .get(path)
                .is_none_or(|old| old != bytes || Arc::ptr_eq(old, bytes));
            prop_assert!(is_kept, "{path} was replaced by the same");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_refresh_gives_what_a_load_gives(
        batches in prop::collection::vec((prop::collection::vec(deed(), 1..5), any::<bool>()), 1..16)
    ) {
        law(batches)?;
    }
}
