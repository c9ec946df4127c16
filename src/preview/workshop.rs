//! The loop of the preview: it follows the files, makes the site ready, and lets the pages be proofed while the author rests.
#![expect(
    clippy::disallowed_methods,
    reason = "an author is told how long a rebuild took; no output depends on it"
)]

use std::io;
use std::mem::replace;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::board::Board;
use super::watcher::{self, Changes, How, Watching};
use super::{Hear, News};
use crate::diagnostic::Diagnostics;
use crate::input::{Changed, Folder, Inputs, Settings};
use crate::progress::{Counts, Silence};
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
    /// Counts the states of the case.
    number: u64,
    /// What of the files could not be read.
    unread: Diagnostics,
    /// Why nothing can be read at all.
    unreadable: Option<String>,
    /// What is wrong with the newest state, as far as it is known.
    diagnostics: Diagnostics,
    /// The newest site that could be made ready, until all its pages are known to be good or one is known not to be.
    trial: Option<Trial>,
    /// The last site of which every page is known to be good.
    proofed: Option<Arc<Press>>,
    /// The thread of the proof that was begun last.
    proofing: Option<JoinHandle<()>>,
    /// Whether the last proof failed. Then no site is shown before its proof: it would most likely fail as well, and its
    /// author would be told, at each save, that all is well.
    has_failed: bool,
    /// What the author knows to be wrong.
    known: Diagnostics,
}

/// A site whose pages are still to be proofed, even if a newer state has errors: what is shown meanwhile is this site.
struct Trial {
    /// The state that it is of.
    number: u64,
    press: Arc<Press>,
    counts: Counts,
    /// When its change was heard of, and the files that changed.
    begun: Instant,
    files: Vec<Arc<str>>,
    /// What a proof takes; gone once it has begun.
    waiting: Option<(Prepared, Inputs)>,
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
            number: 0,
            unread: Diagnostics::default(),
            unreadable: None,
            diagnostics: Diagnostics::default(),
            trial: None,
            proofed: None,
            proofing: None,
            has_failed: false,
            known: Diagnostics::default(),
        }
    }

    /// Shows the first state, then follows the files on a thread of its own.
    pub(super) fn start(mut self, inbox: Receiver<Message>) -> io::Result<()> {
        self.rebuild(Instant::now(), Vec::new());
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
        if self
            .trial
            .as_ref()
            .is_some_and(|trial| trial.waiting.is_some())
        {
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
            let read = self.folder.refresh(&changed);
            self.tell_unreadable(read.as_ref().err().map(ToString::to_string));
            files.extend(read.into_iter().flatten());
        }
        files.sort_unstable();
        files.dedup();
        if !files.is_empty() || *self.folder.diagnostics() != self.unread {
            self.rebuild(begun, files);
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
    fn rebuild(&mut self, begun: Instant, files: Vec<Arc<str>>) {
        let inputs = self.folder.inputs();
        let prepare = || prepare(inputs, &self.settings, &mut self.memory, &Silence);
        let Ok(prepared) = catch_unwind(AssertUnwindSafe(prepare)) else {
            // The fault was told as it happened; what was half remembered is not to be relied on.
            self.memory = Memory::default();
            return;
        };
        self.number += 1;
        self.unread = self.folder.diagnostics().clone();
        self.diagnostics = self.unread.clone();
        self.diagnostics
            .extend(prepared.diagnostics.iter().cloned());
        self.diagnostics.settle();
        let press = prepared.press.clone();
        match press.filter(|_| !self.diagnostics.has_errors()) {
            Some(press) => {
                let trial = Trial {
                    number: self.number,
                    press,
                    counts: prepared.counts,
                    begun,
                    files,
                    waiting: None,
                    proof: None,
                };
                self.try_site(trial, prepared);
            }
            None => self.show(None, self.trial.is_some()),
        }
    }

    /// Shows a site that is ready, if the last one deserved that trust, and lets its pages be proofed.
    fn try_site(&mut self, trial: Trial, prepared: Prepared) {
        // The proof of a former site ends here; the rest of it is let go after the page is shown, for that takes time.
        let before = self.trial.take();
        let before = before.map(|before| Trial {
            proof: None,
            ..before
        });
        if self.has_failed {
            self.board.proofing(true);
        } else {
            self.show(Some(&trial), true);
        }
        let waiting = Some((prepared, self.folder.inputs().clone()));
        self.trial = Some(Trial { waiting, ..trial });
        drop(before);
        if self.has_failed {
            self.begin_proof();
        }
    }

    /// Lets the pages of the newest site be made.
    fn begin_proof(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        let Some((prepared, inputs)) = trial.waiting.take() else {
            return;
        };
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, told) = (Arc::clone(&stop), self.told.clone());
        let (number, former) = (trial.number, self.proofing.take());
        let proof = move || {
            // A proof may hold a whole site, and may take a while to hear that it is to stop: there is one at a time.
            former.map(JoinHandle::join);
            let is_stopped = || stopped.load(Ordering::Relaxed);
            let found = (!is_stopped())
                .then(|| prepared.proof(&inputs, &is_stopped))
                .flatten();
            if let Some(found) = found {
                let mut diagnostics = Diagnostics::default();
                diagnostics.extend(found);
                // Nobody hears it once the program ends.
                told.send(Message::Proofed(number, diagnostics)).ok();
            }
        };
        // Without a thread for it the pages are made as they are asked for, and no others.
        self.proofing = thread::Builder::new()
            .name("proof".to_owned())
            .spawn(proof)
            .ok();
        trial.proof = self.proofing.is_some().then(|| Proof(stop));
    }

    /// Takes note of a proof: a site that fails it gives way to the last good one, as in a build.
    fn proofed(&mut self, number: u64, found: Diagnostics) {
        let Some(trial) = self.trial.take_if(|trial| trial.number == number) else {
            return;
        };
        let had_failed = replace(&mut self.has_failed, found.has_errors());
        if self.has_failed {
            if number == self.number {
                self.diagnostics.extend(found);
                self.diagnostics.settle();
            }
            self.board.take_back(
                self.proofed.clone(),
                &self.diagnostics,
                self.folder.inputs(),
            );
            self.tell_findings();
            return;
        }
        self.proofed = Some(Arc::clone(&trial.press));
        match had_failed {
            true => self.show(Some(&trial), false),
            false => self.board.proofing(false),
        }
    }

    /// Shows the site that is tried, or the last one that was shown; and what is wrong with the files.
    fn show(&mut self, trial: Option<&Trial>, is_proofing: bool) {
        let site = trial.map(|trial| Arc::clone(&trial.press));
        self.board
            .show(site, &self.diagnostics, self.folder.inputs(), is_proofing);
        if let Some(trial) = trial.filter(|trial| trial.number == self.number) {
            (self.hear)(News::Rebuilt {
                took: trial.begun.elapsed(),
                files: &trial.files,
                counts: trial.counts,
            });
        }
        self.tell_findings();
    }

    /// Tells why nothing can be read, once; and when it can be read again.
    fn tell_unreadable(&mut self, why: Option<String>) {
        if self.unreadable != why {
            let words = "the case can be read again";
            (self.hear)(News::Notice(why.as_deref().unwrap_or(words)));
            self.unreadable = why;
        }
    }

    /// Tells the author what is wrong, if that is something else than before.
    fn tell_findings(&mut self) {
        if self.known != self.diagnostics {
            self.known = self.diagnostics.clone();
            (self.hear)(News::Findings {
                diagnostics: &self.known,
                inputs: self.folder.inputs(),
            });
        }
    }
}
