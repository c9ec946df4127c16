//! The live preview: a site in memory that follows its files, and a server that shows it.
//!
//! ```text
//! disk ─▶ watcher ─▶ input::Folder ─▶ prepare ─▶ Board ─▶ server ─▶ browser
//!                                        └─▶ proof ─┘
//! ```
//!
//! Pages are made when a browser asks for them. All others are made as a proof once the author rests, since a template may fail on
//! any of them: what a build would find, the preview finds too, only later.

mod answer;
mod board;
mod client;
mod excerpt;
mod host;
mod port;
mod server;
mod stream;
mod versions;
pub mod watcher;
mod workshop;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::diagnostic::Diagnostics;
use crate::input::{Folder, Inputs, LoadError, Settings};
use crate::progress::Counts;
use board::Board;
use watcher::How;
use workshop::Workshop;

pub use port::Address;

/// What is to be shown, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The case's folder.
    pub root: PathBuf,
    /// Which edition of it.
    pub settings: Settings,
    /// Where the server listens.
    pub address: Address,
    /// How changes are noticed.
    pub how: How,
}

/// What happens, for whoever watches the terminal.
pub enum News<'a> {
    /// The server listens.
    Listening {
        /// The address of the front page.
        url: &'a str,
        /// The port that was wanted, if it was taken.
        taken: Option<u16>,
        /// Whether others than this machine can read the site.
        open: bool,
    },
    /// The site is another; how long that took, from the first word of a change, and the files that changed.
    Rebuilt {
        /// From hearing of the change to showing it.
        took: Duration,
        /// Which files, none at the beginning.
        files: &'a [Arc<str>],
        /// What the edition holds.
        counts: Counts,
    },
    /// What is wrong is not what was wrong before.
    Findings {
        /// All of it.
        diagnostics: &'a Diagnostics,
        /// The files that it points to.
        inputs: &'a Inputs,
    },
    /// Something else that an author should know.
    Notice(&'a str),
}

/// Hears the news.
pub type Hear = Box<dyn Fn(News) + Send + Sync>;

/// Serves the preview until Ctrl-C.
///
/// # Errors
///
/// What keeps it from beginning: a root that is no case's folder, no port to listen on.
pub fn serve(options: &Options, hear: Hear) -> Result<(), ServeError> {
    let listener = port::listen(&options.address).map_err(ServeError::Listen)?;
    let (board, hear) = (Arc::new(Board::new()), Arc::new(hear));
    let (told, inbox) = channel();
    // What changes while the files are read is told, and read again.
    let watching = workshop::watch(&options.root, options.how, told.clone());
    let folder = Folder::open(&options.root)?;
    let _watching = watching.map_err(ServeError::Watch)?;
    let settings = options.settings.clone();
    let workshop = Workshop::new(
        folder,
        settings,
        Arc::clone(&board),
        Arc::clone(&hear),
        told,
    );
    workshop.start(inbox).map_err(ServeError::Watch)?;
    server::run(listener, &options.address, board, &hear).map_err(ServeError::Listen)
}

/// Why a preview can't begin.
#[derive(Debug)]
pub enum ServeError {
    /// The case can't be read.
    Load(LoadError),
    /// There is no port to listen on.
    Listen(io::Error),
    /// Nobody can watch the files.
    Watch(io::Error),
}

impl From<LoadError> for ServeError {
    fn from(error: LoadError) -> Self {
        ServeError::Load(error)
    }
}
