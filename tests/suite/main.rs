//! The test suite: one-file cases, the invariants, the command line, the demo case, its pages in a checker and a browser, habits.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read and write folders of their own"
)]

mod bad_input;
mod browser;
mod case_file;
mod cases;
mod checker;
mod command;
mod crawl;
mod demo;
mod editions;
mod edits;
mod expect;
mod exports;
mod guide;
mod habits;
mod large;
mod markup;
mod odd;
mod output;
mod pack;
mod paper;
mod parts;
mod plain;
mod preview;
mod program;
mod references;
mod seeds;
mod theme;
mod tools;
mod views;
mod words;
