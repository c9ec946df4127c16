//! Changes found by looking again and again: when, how large and which file, without reading any.
#![expect(
    clippy::disallowed_methods,
    reason = "it asks the disk what there is, and the clock how new that is"
)]

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::survey::Survey;
use super::{Changes, Identity};

/// How long it rests at least …
const INTERVAL: Duration = Duration::from_millis(300);

/// … and how much longer than it took to look, so that it never takes more than a tenth of a processor.
const REST: u32 = 9;

/// A file that changed so short a time ago may change again without looking different: clocks of file systems tick slowly
/// (FAT's every two seconds).
const TICK: Duration = Duration::from_secs(2);

/// How all files of a case looked at one time.
#[derive(Debug)]
pub(super) struct Poll {
    stamps: Stamps,
    took: Duration,
}

impl Poll {
    pub(super) fn open(root: &Path) -> Self {
        let begun = Instant::now();
        Poll {
            stamps: Stamps::take(root),
            took: begun.elapsed(),
        }
    }

    /// How long to wait until the next look.
    pub(super) fn pause(&self) -> Duration {
        INTERVAL.max(self.took * REST)
    }

    /// What has changed since the last look.
    pub(super) fn look(&mut self, root: &Path) -> Option<Changes> {
        let now = Poll::open(root);
        let changes = self.stamps.differences(&now.stamps);
        *self = now;
        changes
    }
}

/// How files and folders look from outside.
#[derive(Debug)]
pub(super) struct Stamps {
    stamps: HashMap<PathBuf, Stamp>,
    /// Those that changed so short a time before the look that they may have changed since.
    fresh: Vec<PathBuf>,
}

/// What changes when a file does.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    identity: Identity,
    kind: FileType,
    size: u64,
    written: Option<SystemTime>,
    #[cfg(unix)]
    changed: (i64, i64),
    is_read_only: bool,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt as _;
        // A folder's own time changes with the names in it, and those are looked at themselves.
        let is_folder = metadata.is_dir();
        Stamp {
            identity: Identity::of(metadata),
            kind: metadata.file_type(),
            size: if is_folder { 0 } else { metadata.len() },
            written: metadata.modified().ok().filter(|_| !is_folder),
            #[cfg(unix)]
            changed: match is_folder {
                true => (0, i64::from(metadata.mode())),
                false => (metadata.ctime(), metadata.ctime_nsec()),
            },
            is_read_only: metadata.permissions().readonly(),
        }
    }

    fn is_fresh(&self, now: SystemTime) -> bool {
        let age = |written| match now.duration_since(written) {
            Ok(age) => age,
            Err(ahead) => ahead.duration(),
        };
        self.written.is_some_and(|written| age(written) < TICK)
    }
}

impl Stamps {
    pub(super) fn take(root: &Path) -> Self {
        let now = SystemTime::now();
        let mut survey = Survey::new(root);
        let mut stamps = HashMap::new();
        for folder in survey.folders() {
            if let Ok(metadata) = fs::symlink_metadata(&folder) {
                stamps.insert(folder.clone(), Stamp::of(&metadata));
            }
            let Ok(()) = survey.go::<Infallible>(folder, &mut |_| Ok(()), &mut |entry| {
                if let Ok(metadata) = entry.metadata() {
                    stamps.insert(entry.path(), Stamp::of(&metadata));
                }
            });
        }
        for place in survey.linked() {
            if let Ok(metadata) = fs::symlink_metadata(place) {
                stamps.insert(place.clone(), Stamp::of(&metadata));
            }
        }
        let fresh = stamps.iter().filter(|(_, stamp)| stamp.is_fresh(now));
        Stamps {
            fresh: fresh.map(|(place, _)| place.clone()).collect(),
            stamps,
        }
    }

    /// What looks different, or may be although it doesn't.
    pub(super) fn differences(&self, now: &Stamps) -> Option<Changes> {
        let new = now
            .stamps
            .iter()
            .filter_map(|(place, stamp)| (self.stamps.get(place) != Some(stamp)).then_some(place));
        let gone = self
            .stamps
            .keys()
            .filter(|place| !now.stamps.contains_key(*place));
        let changed: BTreeSet<_> = new.chain(gone).chain(&self.fresh).cloned().collect();
        (!changed.is_empty()).then_some(Changes::Some(changed))
    }
}
