//! What tabs are shown now.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::watch;

use super::excerpt;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::input::Inputs;
use crate::render::Press;
use crate::site::Site;

/// Where the server gets the files of the site. They may be made as they are asked for.
pub(super) trait Shelf: Send + Sync {
    /// The file at an output path: `None` if there is none, what is wrong if it can't be made.
    fn file(&self, path: &str) -> Option<Result<Bytes, Diagnostic>>;
}

impl Shelf for Press {
    fn file(&self, path: &str) -> Option<Result<Bytes, Diagnostic>> {
        let file = Press::file(self, path)?;
        Some(file.map_err(|failure| failure.diagnostic(Some((path, 1)))))
    }
}

impl Shelf for Site {
    fn file(&self, path: &str) -> Option<Result<Bytes, Diagnostic>> {
        self.files.get(path).map(|bytes| Ok(bytes.clone()))
    }
}

/// One state of the preview: what tabs are shown until the next.
#[derive(Clone)]
pub(super) struct Showing {
    /// Counts the states, from 1.
    pub(super) generation: u64,
    /// The last good site; `None` until there was one.
    pub(super) site: Option<Arc<dyn Shelf>>,
    /// How many errors the files have as they are now.
    pub(super) errors: usize,
    /// How many warnings.
    pub(super) warnings: usize,
    /// All of them as JSON, each with the lines that it points to.
    pub(super) findings: Arc<str>,
    /// Whether pages are still to be proofed: a fault of theirs may be found yet.
    pub(super) is_proofing: bool,
}

/// Where the showing stands that is the newest.
pub(super) struct Board {
    /// Tells one run of the server from another.
    pub(super) session: String,
    newest: watch::Sender<Arc<Showing>>,
}

impl Board {
    pub(super) fn new() -> Self {
        let nothing = Showing {
            generation: 0,
            site: None,
            errors: 0,
            warnings: 0,
            findings: "[]".into(),
            is_proofing: false,
        };
        Board {
            session: format!("{:016x}", RandomState::new().build_hasher().finish()),
            newest: watch::Sender::new(Arc::new(nothing)),
        }
    }

    /// What is shown now.
    pub(super) fn now(&self) -> Arc<Showing> {
        Arc::clone(&self.newest.borrow())
    }

    /// What is shown now and from now on.
    pub(super) fn follow(&self) -> watch::Receiver<Arc<Showing>> {
        self.newest.subscribe()
    }

    /// Shows a site, or without one the last; and what is wrong.
    pub(super) fn show(
        &self,
        site: Option<Arc<impl Shelf + 'static>>,
        found: &Diagnostics,
        inputs: &Inputs,
        is_proofing: bool,
    ) {
        let before = self.now();
        let site = site.map(|site| site as Arc<dyn Shelf>);
        let site = site.or_else(|| before.site.clone());
        self.put(site, found, inputs, is_proofing);
    }

    /// Shows a former site in place of one that turned out to be faulty.
    pub(super) fn take_back(
        &self,
        site: Option<Arc<impl Shelf + 'static>>,
        found: &Diagnostics,
        inputs: &Inputs,
    ) {
        self.put(
            site.map(|site| site as Arc<dyn Shelf>),
            found,
            inputs,
            false,
        );
    }

    /// Says whether pages are still to be proofed; what is shown stays.
    pub(super) fn proofing(&self, is_proofing: bool) {
        self.newest.send_modify(|showing| {
            *showing = Arc::new(Showing {
                is_proofing,
                ..Showing::clone(showing)
            });
        });
    }

    fn put(
        &self,
        site: Option<Arc<dyn Shelf>>,
        found: &Diagnostics,
        inputs: &Inputs,
        is_proofing: bool,
    ) {
        self.newest.send_replace(Arc::new(Showing {
            generation: self.now().generation + 1,
            site,
            errors: found.count(Severity::Error),
            warnings: found.count(Severity::Warning),
            findings: excerpt::json(found, inputs).into(),
            is_proofing,
        }));
    }
}
