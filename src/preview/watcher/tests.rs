//! Every way of saving is told of, by the system's watcher and by looking again and again, and what is told is enough.
#![allow(
    clippy::disallowed_methods,
    reason = "tests write folders of their own"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{Event, EventKind, Flag};

use super::{Changes, How, Raw, Watching, watch};
use crate::input::{Changed, Folder, load};

const DEADLINE: Duration = Duration::from_secs(20);

/// A case that is watched and kept up to date, as the preview does it.
struct Scene {
    root: PathBuf,
    folder: Folder,
    changes: Receiver<Changes>,
    told: Vec<Changes>,
    _watching: Watching,
    _kept: tempfile::TempDir,
}

impl Scene {
    fn new(how: How) -> Self {
        let kept = tempfile::tempdir().expect("a folder");
        let root = fs::canonicalize(kept.path())
            .expect("a path")
            .join("above/case");
        for folder in [
            "content/notes",
            "seeds",
            "themes/mine/.git",
            "public",
            "shared",
        ] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        for file in [
            "content/case.md",
            "content/notes/a.md",
            "seeds/a.txt",
            "shared/s.txt",
        ] {
            fs::write(root.join(file), file).expect("a file");
        }
        let (sender, changes) = mpsc::channel();
        let watching = watch(&root, how, sender).expect("a watcher");
        let folder = Folder::open(&root).expect("a case");
        Scene {
            root,
            folder,
            changes,
            told: Vec::new(),
            _watching: watching,
            _kept: kept,
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.at(path), text).expect("a file");
    }

    fn next(&mut self, until: Instant) -> Changes {
        let left = until.saturating_duration_since(Instant::now());
        let changes = self.changes.recv_timeout(left).expect("a message in time");
        self.told.push(changes.clone());
        let changed = match &changes {
            Changes::Some(paths) => Changed::Some(paths.clone()),
            Changes::All | Changes::Back => Changed::All,
            Changes::Gone | Changes::Notice(_) => return changes,
        };
        // The root may be gone already: then that is the next message.
        self.folder.refresh(&changed).ok();
        changes
    }

    /// Waits until what was told has made the folder what it is on the disk.
    fn catch_up(&mut self, what: &str) {
        let until = Instant::now() + DEADLINE;
        while !self.is_true() {
            assert!(Instant::now() < until, "{what}: {:?}", self.told);
            self.next(until);
        }
    }

    fn is_true(&self) -> bool {
        load(&self.root).is_ok_and(|(inputs, diagnostics)| {
            inputs.files == self.folder.inputs().files && diagnostics == *self.folder.diagnostics()
        })
    }

    /// Waits for a message of this file, which is written for that, and forgets what was told until then.
    fn mark(&mut self, text: &str) -> Vec<Changes> {
        self.write("content/marker.md", text);
        let marker = self.at("content/marker.md");
        let until = Instant::now() + DEADLINE;
        let is_marked =
            |changes: &Changes| matches!(changes, Changes::Some(paths) if paths.contains(&marker));
        while !self.told.iter().any(is_marked) {
            self.next(until);
        }
        std::mem::take(&mut self.told)
    }
}

type Save = (&'static str, fn(&Path));

fn put(place: PathBuf, text: &str) {
    fs::write(place, text).expect("a file");
}

fn shift(from: PathBuf, to: PathBuf) {
    fs::rename(from, to).expect("a rename");
}

const SAVES: [Save; 24] = [
    ("in place", |r| put(r.join("content/notes/a.md"), "1")),
    ("in place, the same length", |r| {
        put(r.join("content/notes/a.md"), "2")
    }),
    ("emptied", |r| put(r.join("content/notes/a.md"), "")),
    ("vim: a backup, then a new file", |r| {
        put(r.join("content/notes/4913"), "");
        fs::remove_file(r.join("content/notes/4913")).expect("a file");
        shift(r.join("content/notes/a.md"), r.join("content/notes/a.md~"));
        put(r.join("content/notes/a.md"), "vim");
        fs::remove_file(r.join("content/notes/a.md~")).expect("a file");
    }),
    ("gedit: a hidden file renamed", |r| {
        put(r.join("content/notes/.goutputstream-ABC"), "gedit");
        shift(
            r.join("content/notes/.goutputstream-ABC"),
            r.join("content/notes/a.md"),
        );
    }),
    ("JetBrains: two renames", |r| {
        put(r.join("content/notes/a.md___jb_tmp___"), "jetbrains");
        shift(
            r.join("content/notes/a.md"),
            r.join("content/notes/a.md___jb_old___"),
        );
        shift(
            r.join("content/notes/a.md___jb_tmp___"),
            r.join("content/notes/a.md"),
        );
        fs::remove_file(r.join("content/notes/a.md___jb_old___")).expect("a file");
    }),
    ("Kate and sed -i: a file with a chance name renamed", |r| {
        put(r.join("content/notes/sedA1b2C3"), "sed");
        shift(
            r.join("content/notes/sedA1b2C3"),
            r.join("content/notes/a.md"),
        );
    }),
    ("from another folder", |r| {
        put(r.join("public/new"), "from elsewhere");
        shift(r.join("public/new"), r.join("content/notes/a.md"));
    }),
    ("deleted and made again", |r| {
        fs::remove_file(r.join("content/notes/a.md")).expect("a file");
        put(r.join("content/notes/a.md"), "made again");
    }),
    ("deleted", |r| {
        fs::remove_file(r.join("seeds/a.txt")).expect("a file")
    }),
    ("a new file", |r| put(r.join("seeds/b.txt"), "new")),
    ("letters in another case", |r| {
        shift(r.join("seeds/b.txt"), r.join("seeds/B.txt"))
    }),
    ("a new folder with files", |r| {
        fs::create_dir_all(r.join("content/new/deep/er")).expect("a folder");
        put(r.join("content/new/deep/er/x.md"), "x");
    }),
    ("a file in a folder that was new", |r| {
        put(r.join("content/new/deep/er/y.md"), "y")
    }),
    ("a folder renamed", |r| {
        shift(r.join("content/new"), r.join("content/old"))
    }),
    ("a file in a folder that was renamed", |r| {
        put(r.join("content/old/deep/er/y.md"), "z")
    }),
    ("a folder moved out", |r| {
        shift(r.join("content/old"), r.join("public/old"))
    }),
    ("a folder moved in", |r| {
        shift(r.join("public/old"), r.join("seeds/old"))
    }),
    ("a file in a folder that was moved in", |r| {
        put(r.join("seeds/old/deep/er/y.md"), "w")
    }),
    ("a top folder replaced", |r| {
        fs::remove_dir_all(r.join("seeds")).expect("a folder");
        fs::create_dir(r.join("seeds")).expect("a folder");
        put(r.join("seeds/c.txt"), "c");
    }),
    ("a file in a top folder that was replaced", |r| {
        put(r.join("seeds/c.txt"), "d")
    }),
    ("a top folder renamed", |r| {
        shift(r.join("themes"), r.join("old-themes"))
    }),
    ("a top folder that comes", |r| {
        fs::create_dir_all(r.join("themes/folio")).expect("a folder");
        put(r.join("themes/folio/theme.yaml"), "name: x");
    }),
    ("content away and back", |r| {
        shift(r.join("content"), r.join("away"));
        put(r.join("away/notes/a.md"), "changed while away");
        shift(r.join("away"), r.join("content"));
    }),
];

fn saves_are_told_of(how: How) {
    let mut scene = Scene::new(how);
    for (what, save) in SAVES {
        save(&scene.root);
        scene.catch_up(what);
    }
    let all = |changes: &Changes| !matches!(changes, Changes::Some(_));
    assert!(!scene.told.iter().any(all), "{:?}", scene.told);
}

#[test]
fn every_way_of_saving_is_told_of() {
    saves_are_told_of(How::Native);
}

#[test]
fn every_way_of_saving_is_seen() {
    saves_are_told_of(How::Poll);
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_watched() {
    use std::os::unix::fs::symlink;
    for how in [How::Native, How::Poll] {
        let mut scene = Scene::new(how);
        symlink("../shared", scene.at("content/linked")).expect("a link");
        scene.catch_up("a link to a folder");
        scene.write("shared/s.txt", "new");
        scene.catch_up("a file in a linked folder");
        fs::create_dir(scene.at("shared/_in")).expect("a folder");
        fs::rename(scene.at("shared"), scene.at("away")).expect("a rename");
        scene.catch_up("a linked folder that goes");
        fs::rename(scene.at("away"), scene.at("shared")).expect("a rename");
        scene.catch_up("a linked folder that comes back");
        symlink("../later.txt", scene.at("seeds/later.txt")).expect("a link");
        scene.catch_up("a link to nothing");
        scene.write("later.txt", "there");
        scene.catch_up("its target comes");
    }
}

#[test]
fn names_that_are_left_out_are_not_told_of() {
    for how in [How::Native, How::Poll] {
        let mut scene = Scene::new(how);
        for path in [
            "content/notes/.a.md.swp",
            "content/notes/a.md~",
            "content/notes/#a.md#",
            "content/notes/4913",
            "content/_drafts",
            "themes/mine/.git/index",
            "seeds/.DS_Store",
            "public/index.html",
            "README.md",
        ] {
            scene.write(path, "x");
        }
        fs::create_dir(scene.at("content/.obsidian")).expect("a folder");
        scene.write("content/.obsidian/workspace.md", "x");
        fs::read(scene.at("content/case.md")).expect("our own reading");
        let told = scene.mark("after them");
        // A new case's files are so fresh that looking alone can't tell whether they changed.
        let fine = ["case.md", "a.md", "a.txt", "s.txt", "marker.md"];
        for changes in &told {
            let Changes::Some(paths) = changes else {
                panic!("{changes:?}")
            };
            let is_fine = |path: &PathBuf| match how {
                How::Native => path.ends_with("content/marker.md"),
                How::Poll => fine.iter().any(|name| path.ends_with(name)),
            };
            assert!(paths.iter().all(is_fine), "{paths:?}");
        }
    }
}

#[test]
fn a_checkout_of_a_hundred_files_is_few_messages() {
    let mut scene = Scene::new(How::Native);
    let begun = Instant::now();
    for number in 0..100 {
        scene.write(&format!("content/notes/n{number}.md"), "x");
    }
    let windows = begun.elapsed().as_millis() / 5 + 1;
    scene.catch_up("a hundred files");
    let told = scene.mark("after them").len() as u128;
    assert!(told <= windows + 1, "{told} messages in {windows} windows");
}

#[test]
fn a_burst_of_half_written_saves_ends_right() {
    let mut scene = Scene::new(How::Native);
    for number in 0..2_000 {
        scene.write("content/notes/a.md", &"half".repeat(number % 700));
        scene.write("content/notes/a.md", "");
    }
    scene.write("content/notes/a.md", "whole");
    scene.catch_up("the last state");
    scene.mark("after it");
    let bytes = scene.folder.inputs().files.get("content/notes/a.md");
    assert_eq!(bytes.map(|bytes| &**bytes), Some(&b"whole"[..]));
}

#[test]
fn a_root_that_goes_and_comes_back_is_told_of() {
    for (how, moved) in [
        (How::Native, "above/case"),
        (How::Native, "above"),
        (How::Poll, "above/case"),
    ] {
        let mut scene = Scene::new(how);
        let base = scene
            .root
            .parent()
            .and_then(Path::parent)
            .expect("a base")
            .to_owned();
        let until = Instant::now() + DEADLINE;
        fs::rename(base.join(moved), base.join("away")).expect("a rename");
        while scene.next(until) != Changes::Gone {}
        fs::rename(base.join("away"), base.join(moved)).expect("a rename");
        while scene.next(until) != Changes::Back {}
        scene.write("content/notes/a.md", "after the return");
        scene.catch_up("a save after the return");
        fs::remove_dir_all(&scene.root).expect("a folder");
        fs::create_dir_all(scene.at("content")).expect("a folder");
        scene.write("content/case.md", "another case");
        scene.catch_up("another folder in its place");
        scene.write("content/case.md", "changed");
        scene.catch_up("a save in the other folder");
    }
}

#[test]
fn nothing_is_told_once_the_watching_ends() {
    let Scene {
        root,
        changes,
        _watching: watching,
        _kept: kept,
        ..
    } = Scene::new(How::Native);
    drop(watching);
    // The channel closes when the thread has ended.
    let until = Instant::now() + DEADLINE;
    while changes.recv_timeout(DEADLINE).is_ok() {
        assert!(Instant::now() < until);
    }
    fs::write(root.join("content/case.md"), "x").expect("a file");
    assert!(changes.try_recv().is_err());
    drop(kept);
    assert!(watch(&root, How::Native, mpsc::channel().0).is_err());
}

#[test]
fn lost_events_mean_that_all_may_have_changed_and_do_not_go_round_in_circles() {
    let mut scene = Scene::new(How::Native);
    let lost = || Raw::Event(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    let stop = scene._watching.stop.clone();
    let until = Instant::now() + DEADLINE;
    stop.send(lost()).expect("a watcher");
    assert_eq!(scene.next(until), Changes::All);
    // Reading all of it lost events again, though nothing was changed but this file.
    scene.write("seeds/new.txt", "new");
    stop.send(lost()).expect("a watcher");
    scene.catch_up("what changed although its event was lost");
    let told = scene.mark("after it");
    let all = told.iter().filter(|changes| **changes == Changes::All);
    assert_eq!(all.count(), 1, "{told:?}");
}
