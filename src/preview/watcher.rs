//! Tells what changes on the disk: as the system reports it, or by looking again and again.
//!
//! A message is sent after all that it tells of is being watched, so that whoever reads the files then misses nothing:
//! what changes later gives a later message.
#![expect(
    clippy::disallowed_methods,
    reason = "it asks the disk whether the root is there, and the clock how long a burst lasts"
)]

mod native;
mod poll;
mod survey;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use native::Native;
use poll::Poll;

/// What happened to a case's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// These files, or folders with all that is in them, may have changed: absolute paths below the root, links resolved.
    Some(BTreeSet<PathBuf>),
    /// Anything may have changed.
    All,
    /// The root is no longer there.
    Gone,
    /// The root is there again, and anything in it may be new.
    Back,
    /// Something that the author should know about the watching itself.
    Notice(String),
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// The system tells; where it can't, files are looked at again and again.
    #[default]
    Native,
    /// Files are looked at again and again, for file systems that report nothing (some network drives and containers).
    Poll,
}

/// Ends the watching when it is dropped.
#[derive(Debug)]
pub struct Watching {
    stop: Sender<Raw>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // If it has ended already, no one listens.
        self.stop.send(Raw::Stop).ok();
    }
}

/// What the watching thread is told.
#[derive(Debug)]
enum Raw {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// Begins to watch a case's folder: `content/`, `seeds/` and `themes/` below `root`, and what links in them lead to inside the
/// root. All changes after the return are told.
///
/// # Errors
///
/// When `root` is no folder that can be opened, or no thread can be had.
pub fn watch(root: &Path, how: How, sender: Sender<Changes>) -> io::Result<Watching> {
    let (stop, inbox) = mpsc::channel();
    let named = std::path::absolute(root)?;
    let mut watch = Watch {
        root: Root::find(&named)?,
        named,
        eyes: Eyes::Closed,
        own: stop.clone(),
        inbox,
        outbox: sender,
    };
    let has_receiver = watch.open(how);
    thread::Builder::new()
        .name("watcher".to_owned())
        .spawn(move || has_receiver.and_then(|()| watch.run()))?;
    Ok(Watching { stop })
}

/// How often it is asked whether the root is still there: its own move is reported, that of a folder above it isn't.
const HEARTBEAT: Duration = Duration::from_millis(500);

/// How often it is asked whether the root is there again.
const RETURN: Duration = Duration::from_millis(100);

/// The watching thread. Its steps give `None` when it shall end.
struct Watch {
    named: PathBuf,
    root: Root,
    eyes: Eyes,
    own: Sender<Raw>,
    inbox: Receiver<Raw>,
    outbox: Sender<Changes>,
}

enum Eyes {
    Native(Native),
    Poll(Box<Poll>),
    Closed,
}

impl Watch {
    fn run(mut self) -> Option<()> {
        loop {
            let pause = match &self.eyes {
                Eyes::Poll(poll) => poll.pause(),
                _ => HEARTBEAT,
            };
            let first = match self.inbox.recv_timeout(pause) {
                Ok(Raw::Event(event)) => Some(event),
                Ok(Raw::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => None,
            };
            let changes = match (&mut self.eyes, first) {
                (Eyes::Native(native), Some(event)) => native.gather(event, &self.inbox),
                (Eyes::Poll(poll), None) => Ok(poll.look(&self.root.place)),
                _ => Ok(None),
            };
            if !self.root.is_there(&self.named) {
                self.find_again()?;
                continue;
            }
            match changes {
                Ok(Some(changes)) => self.tell(changes)?,
                Ok(None) => {}
                Err(error) => {
                    self.fall_back(&error)?;
                    self.tell(Changes::All)?;
                }
            }
        }
    }

    fn tell(&self, changes: Changes) -> Option<()> {
        self.outbox.send(changes).ok()
    }

    fn open(&mut self, how: How) -> Option<()> {
        match how {
            How::Poll => self.poll(),
            How::Native => match Native::open(&self.root.place, self.own.clone()) {
                Ok(native) => self.eyes = Eyes::Native(native),
                Err(error) => self.fall_back(&error)?,
            },
        }
        Some(())
    }

    fn poll(&mut self) {
        self.eyes = Eyes::Poll(Box::new(Poll::open(&self.root.place)));
    }

    fn fall_back(&mut self, error: &notify::Error) -> Option<()> {
        self.poll();
        self.tell(Changes::Notice(why_not(error)))
    }

    /// Waits for the root and begins anew.
    fn find_again(&mut self) -> Option<()> {
        let how = match self.eyes {
            Eyes::Poll(_) => How::Poll,
            _ => How::Native,
        };
        // Watches on folders that moved away would report what is done to them there.
        self.eyes = Eyes::Closed;
        let mut news = Changes::All;
        self.root = loop {
            match Root::find(&self.named) {
                Ok(root) => break root,
                Err(_) if news == Changes::All => {
                    self.tell(Changes::Gone)?;
                    news = Changes::Back;
                }
                Err(_) => {}
            }
            match self.inbox.recv_timeout(RETURN) {
                Ok(Raw::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(Raw::Event(_)) | Err(RecvTimeoutError::Timeout) => {}
            }
        };
        self.open(how)?;
        self.tell(news)
    }
}

/// Why files are looked at again and again now, and what can be done about it.
fn why_not(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system's limit of watched folders is reached, so files are looked at again and again instead, which \
             takes longer to notice a change: raise the limit (`sudo sysctl fs.inotify.max_user_watches=524288`), or say \
             `--poll` to do without this message"
            .to_owned(),
        _ => format!(
            "the system doesn't report changes of files ({error}), so they are looked at again and again instead, which takes \
             longer to notice one; if too many programs watch files, raise the limit (`sudo sysctl \
             fs.inotify.max_user_instances=1024`), or say `--poll` to do without this message"
        ),
    }
}

/// The case's folder, and which one it is: another may take its place.
struct Root {
    place: PathBuf,
    identity: Identity,
}

impl Root {
    fn find(named: &Path) -> io::Result<Self> {
        let place = fs::canonicalize(named)?;
        let metadata = fs::metadata(&place)?;
        if !metadata.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let identity = Identity::of(&metadata);
        Ok(Root { place, identity })
    }

    fn is_there(&self, named: &Path) -> bool {
        Root::find(named).is_ok_and(|now| now.place == self.place && now.identity == self.identity)
    }
}

/// What stays the same as long as it is the same file or folder, whatever is done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Identity {
            inode: (metadata.dev(), metadata.ino()),
        }
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Self {
        Identity {
            created: metadata.created().ok(),
        }
    }
}
