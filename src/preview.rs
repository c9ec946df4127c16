//! The live preview: a site in memory that follows its files.

pub mod watcher;
