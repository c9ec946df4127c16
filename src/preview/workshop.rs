//! The loop of the preview: it follows the files, makes the site ready, and lets the pages be proofed while the author rests.
#![expect(
    clippy::disallowed_methods,
    reason = "an author is told how long a rebuild took; no output depends on it"
)]

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::board::Board;
use super::watcher::{self, Changes, How, Watching};
use super::{Hear, News};
use crate::diagnostic::Diagnostics;
use crate::input::{Changed, Folder, Settings};
use crate::progress::Silence;
use crate::render::Press;
use crate::{Memory, Prepared, prepare};

/// What the workshop is told.
pub(super) enum Message {
    /// Files changed.
    Changes(Changes),
    /// All pages of a state were made: its number, and what is wrong with them.
    Proofed(u64, Diagnostics),
}

/// How long the author must rest before all pages are made: long enough that a page which is asked for comes first.
const REST: Duration = Duration::from_millis(250);

/// Who follows the files.
pub(super) struct Workshop {
    folder: Folder,
    settings: Settings,
    memory: Memory,
    board: Arc<Board>,
    hear: Arc<Hear>,
    told: Sender<Message>,
    /// The state that waits to be proofed, or is being.
    state: State,
    /// The last site of which every page is known to be good.
    proofed: Option<Arc<Press>>,
    /// What the author knows to be wrong.
    known: Diagnostics,
}

/// A state of the case: its number, and how far its pages have come.
#[derive(Default)]
struct State {
    number: u64,
    /// What of the files could not be read.
    unread: Diagnostics,
    /// Its findings so far.
    diagnostics: Diagnostics,
    press: Option<Arc<Press>>,
    /// What a proof takes; gone once it has begun.
    prepared: Option<Prepared>,
    proof: Option<Proof>,
}

/// A proof that goes on; it ends early when nobody waits for it any more.
struct Proof(Arc<AtomicBool>);

impl Drop for Proof {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Begins to watch the files; what is told goes to the workshop.
pub(super) fn watch(root: &Path, how: How, told: Sender<Message>) -> io::Result<Watching> {
    let (sender, changes) = channel();
    let watching = watcher::watch(root, how, sender)?;
    let pass_on = move || {
        for change in changes {
            if told.send(Message::Changes(change)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("changes".to_owned())
        .spawn(pass_on)?;
    Ok(watching)
}

impl Workshop {
    pub(super) fn new(
        folder: Folder,
        settings: Settings,
        board: Arc<Board>,
        hear: Arc<Hear>,
        told: Sender<Message>,
    ) -> Self {
        Workshop {
            folder,
            settings,
            memory: Memory::default(),
            board,
            hear,
            told,
            state: State::default(),
            proofed: None,
            known: Diagnostics::default(),
        }
    }

    /// Shows the first state, then follows the files on a thread of its own.
    pub(super) fn start(mut self, inbox: Receiver<Message>) -> io::Result<()> {
        self.rebuild(Instant::now(), &[]);
        let follow = move || self.follow(&inbox);
        thread::Builder::new()
            .name("workshop".to_owned())
            .spawn(follow)
            .map(drop)
    }

    fn follow(mut self, inbox: &Receiver<Message>) {
        while let Some(message) = self.next(inbox) {
            match message {
                Message::Changes(changes) => self.change(changes, inbox),
                Message::Proofed(number, found) => self.proofed(number, found),
            }
        }
    }

    /// The next message. If none comes for a while, the pages that nobody asked for are made meanwhile.
    fn next(&mut self, inbox: &Receiver<Message>) -> Option<Message> {
        if self.state.prepared.is_some() {
            match inbox.recv_timeout(REST) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Timeout) => self.begin_proof(),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        inbox.recv().ok()
    }

    /// Reads what changed, with all that was told of since, and shows the case as it is now.
    fn change(&mut self, first: Changes, inbox: &Receiver<Message>) {
        let begun = Instant::now();
        let mut changed = Vec::new();
        let mut messages = vec![Message::Changes(first)];
        while let Some(message) = messages.pop().or_else(|| inbox.try_recv().ok()) {
            match message {
                Message::Changes(changes) => changed.extend(self.heard(changes)),
                Message::Proofed(number, found) => self.proofed(number, found),
            }
        }
        let mut files = Vec::new();
        for changed in changed {
            match self.folder.refresh(&changed) {
                Ok(more) => files.extend(more),
                Err(error) => (self.hear)(News::Notice(&format!("{error}"))),
            }
        }
        files.sort_unstable();
        files.dedup();
        if !files.is_empty() || *self.folder.diagnostics() != self.state.unread {
            self.rebuild(begun, &files);
        }
    }

    /// What is to be read again; what else was told goes to the author.
    fn heard(&self, changes: Changes) -> Option<Changed> {
        match changes {
            Changes::Some(paths) => Some(Changed::Some(paths)),
            Changes::All => Some(Changed::All),
            Changes::Back => {
                (self.hear)(News::Notice("the case's folder is there again"));
                Some(Changed::All)
            }
            Changes::Gone => {
                let words =
                    "the case's folder is gone: the last good site stays until it is there again";
                (self.hear)(News::Notice(words));
                None
            }
            Changes::Notice(words) => {
                (self.hear)(News::Notice(&words));
                None
            }
        }
    }

    /// Makes the site ready and shows it: the last good one if there are errors.
    fn rebuild(&mut self, begun: Instant, files: &[Arc<str>]) {
        let inputs = self.folder.inputs();
        let prepare = || prepare(inputs, &self.settings, &mut self.memory, &Silence);
        let Ok(prepared) = catch_unwind(AssertUnwindSafe(prepare)) else {
            // The fault was told as it happened; what was half remembered is not to be relied on.
            self.memory = Memory::default();
            return;
        };
        let mut diagnostics = self.folder.diagnostics().clone();
        diagnostics.extend(prepared.diagnostics.iter().cloned());
        diagnostics.settle();
        let press = prepared.press.clone().filter(|_| !diagnostics.has_errors());
        let counts = prepared.counts;
        self.state = State {
            number: self.state.number + 1,
            unread: self.folder.diagnostics().clone(),
            diagnostics,
            prepared: press.is_some().then_some(prepared),
            press,
            proof: None,
        };
        let site = self.state.press.clone();
        self.board.show(site, &self.state.diagnostics, inputs);
        if self.state.press.is_some() {
            (self.hear)(News::Rebuilt {
                took: begun.elapsed(),
                files,
                counts,
            });
        }
        self.tell_findings();
    }

    /// Lets the pages of the newest state be made.
    fn begin_proof(&mut self) {
        let Some(prepared) = self.state.prepared.take() else {
            return;
        };
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, told) = (Arc::clone(&stop), self.told.clone());
        let (number, inputs) = (self.state.number, self.folder.inputs().clone());
        let proof = move || {
            let found = prepared.proof(&inputs, &|| stopped.load(Ordering::Relaxed));
            if let Some(found) = found {
                let mut diagnostics = Diagnostics::default();
                diagnostics.extend(found);
                // Nobody hears it once the program ends.
                told.send(Message::Proofed(number, diagnostics)).ok();
            }
        };
        // Without a thread for it the pages are made as they are asked for, and no others.
        let spawned = thread::Builder::new().name("proof".to_owned()).spawn(proof);
        self.state.proof = spawned.is_ok().then(|| Proof(stop));
    }

    /// Takes note of a proof: a site that fails it gives way to the last good one, as in a build.
    fn proofed(&mut self, number: u64, found: Diagnostics) {
        if number != self.state.number {
            return;
        }
        if found.has_errors() {
            self.state.press = None;
            self.state.diagnostics.extend(found);
            self.state.diagnostics.settle();
            let inputs = self.folder.inputs();
            self.board
                .take_back(self.proofed.clone(), &self.state.diagnostics, inputs);
            self.tell_findings();
        } else {
            self.proofed = self.state.press.clone();
        }
    }

    /// Tells the author what is wrong, if that is something else than before.
    fn tell_findings(&mut self) {
        if self.known != self.state.diagnostics {
            self.known = self.state.diagnostics.clone();
            (self.hear)(News::Findings {
                diagnostics: &self.known,
                inputs: self.folder.inputs(),
            });
        }
    }
}
