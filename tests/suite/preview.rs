//! The preview, run as an author runs it and asked over plain TCP: what it serves, what it refuses, and how it follows the files.

mod browser;
mod crowd;
mod events;
mod faults;
mod files;
mod random;
mod refusals;
mod saving;
mod served;
mod terminal;
