//! Changes as the system reports them.
#![expect(
    clippy::disallowed_methods,
    reason = "a burst is over when the clock says that it has been quiet"
)]

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{DataChange, ModifyKind};
use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind,
};

use super::poll::Stamps;
use super::survey::Survey;
use super::{Changes, Raw};

/// A save is over when nothing has come for so long …
const QUIET: Duration = Duration::from_millis(5);

/// … or at the latest so long after its first event: what comes later is another message.
const LONGEST: Duration = Duration::from_millis(50);

/// The system's watcher.
///
/// With inotify each folder is watched by itself, and by us: then a new folder is watched before it is listed, hidden ones cost
/// nothing, and links can be followed. Elsewhere the system watches whole trees.
pub(super) struct Native {
    watcher: RecommendedWatcher,
    survey: Survey,
    /// How the files looked when events were last lost.
    stamps: Option<Stamps>,
}

impl Native {
    pub(super) fn open(root: &Path, inbox: Sender<Raw>) -> notify::Result<Self> {
        let tell = move |event: notify::Result<Event>| {
            // Our own reading is reported too.
            if !matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_))) {
                inbox.send(Raw::Event(event)).ok();
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut native = Native {
            watcher: RecommendedWatcher::new(tell, config)?,
            survey: Survey::new(root),
            stamps: None,
        };
        let mode = match is_by_folder() {
            true => RecursiveMode::NonRecursive,
            false => RecursiveMode::Recursive,
        };
        native.watcher.watch(root, mode)?;
        native.follow_all()?;
        Ok(native)
    }

    /// Waits for the end of the burst that begins with this event, and tells what it changed.
    pub(super) fn gather(
        &mut self,
        first: notify::Result<Event>,
        inbox: &Receiver<Raw>,
    ) -> notify::Result<Option<Changes>> {
        let mut burst = Burst::default();
        burst.take(first, &self.survey)?;
        let end = Instant::now() + LONGEST;
        while !burst.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            match inbox.recv_timeout(left.min(QUIET)) {
                Ok(Raw::Event(event)) => burst.take(event, &self.survey)?,
                Ok(Raw::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => break,
            }
            if left.is_zero() {
                break;
            }
        }
        if burst.has_lost {
            return self.compare();
        }
        for place in burst.new {
            self.follow(place)?;
        }
        Ok((!burst.touched.is_empty()).then_some(Changes::Some(burst.touched)))
    }

    /// Events were lost, so anything may have changed. When they are lost again it may be because everything was read, each
    /// opening of a file being an event: from then on it is looked at what differs, or reading would follow on reading.
    fn compare(&mut self) -> notify::Result<Option<Changes>> {
        self.follow_all()?;
        let now = Stamps::take(self.survey.root());
        let changes = match &self.stamps {
            None => Some(Changes::All),
            Some(then) => then.differences(&now),
        };
        self.stamps = Some(now);
        Ok(changes)
    }

    fn follow_all(&mut self) -> notify::Result<()> {
        for folder in self.survey.folders() {
            self.follow(folder)?;
        }
        Ok(())
    }

    /// Watches the folder that lies there, if it is one, and those in it.
    fn follow(&mut self, place: PathBuf) -> notify::Result<()> {
        let watcher = &mut self.watcher;
        let mut watch = |folder: &Path| match is_by_folder() {
            true => watched(watcher.watch(folder, RecursiveMode::NonRecursive)),
            false => Ok(()),
        };
        self.survey.go(place, &mut watch, &mut |_| {})
    }
}

impl fmt::Debug for Native {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Native")
    }
}

fn is_by_folder() -> bool {
    RecommendedWatcher::kind() == WatcherKind::Inotify
}

/// A folder that went away meanwhile or may not be opened is no reason to watch none.
fn watched(result: notify::Result<()>) -> notify::Result<()> {
    match result {
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Err(error),
        _ => Ok(()),
    }
}

/// What the events of one burst tell.
#[derive(Default)]
struct Burst {
    touched: BTreeSet<PathBuf>,
    /// What may be a folder that has to be watched.
    new: BTreeSet<PathBuf>,
    has_lost: bool,
}

impl Burst {
    fn is_empty(&self) -> bool {
        self.touched.is_empty() && !self.has_lost
    }

    fn take(&mut self, event: notify::Result<Event>, survey: &Survey) -> notify::Result<()> {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Err(error),
            Err(_) => {
                self.has_lost = true;
                return Ok(());
            }
        };
        self.has_lost |= event.need_rescan();
        let is_bytes = event.kind == EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let is_metadata = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
        for place in event.paths {
            // Whether the root itself is still there is asked after every burst.
            let matters = match place == survey.root() {
                true => is_metadata,
                false => survey.matters(&place),
            };
            if !matters {
                continue;
            }
            if !is_bytes && !self.new.contains(&place) {
                self.new.insert(place.clone());
            }
            self.touched.insert(place);
        }
        Ok(())
    }
}
