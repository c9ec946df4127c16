//! The stages that take a whole case: load, parse, resolve, render, publish; and all of them together.

use std::fs;
use std::path::Path;

use casebook::diagnostic::Diagnostics;
use casebook::input::{self, Inputs, Settings};
use casebook::progress::Silence;
use casebook::publish;
use casebook::site::Site;
use casebook::syntax::document::{self, Document, Role};
use casebook::{Memory, Prepared};
use divan::Bencher;
use rayon::prelude::*;
use tempfile::TempDir;

use crate::corpus::{Corpus, case};

/// Notes in the corpora.
const SIZES: [usize; 2] = [100, 1_000];

#[divan::bench(args = SIZES, max_time = 4)]
fn load(bencher: Bencher, notes: usize) {
    let folder = folder();
    for (path, text) in case::files(&Corpus::new(notes)) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    bencher.bench(|| input::load(folder.path()));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn parse(bencher: Bencher, notes: usize) {
    let inputs = inputs(notes);
    bencher.bench(|| documents(&inputs));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn prepare(bencher: Bencher, notes: usize) {
    let inputs = inputs(notes);
    bencher.bench(|| prepared(&inputs, &mut Memory::default()));
}

/// What a preview does when a note was saved.
#[divan::bench(args = SIZES, max_time = 4)]
fn prepare_after_a_save(bencher: Bencher, notes: usize) {
    let mut inputs = inputs(notes);
    let mut memory = Memory::default();
    prepared(&inputs, &mut memory);
    let (file, text) = inputs
        .files
        .iter()
        .find(|(file, _)| file.starts_with("content/notes/"))
        .map(|(file, text)| (file.clone(), text.to_vec()))
        .expect("a note");
    let mut saves = 0;
    bencher.bench_local(|| {
        saves += 1;
        let more = format!("\nSaved {saves} times.\n");
        let text = [text.as_slice(), more.as_bytes()].concat();
        inputs.files.insert(file.clone(), text.into());
        prepared(&inputs, &mut memory)
    });
}

#[divan::bench(args = SIZES, max_time = 4)]
fn print(bencher: Bencher, notes: usize) {
    let prepared = prepared(&inputs(notes), &mut Memory::default());
    let press = prepared.press.expect("the corpus is sound");
    bencher.bench(|| press.print(&Silence));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn publish_unchanged(bencher: Bencher, notes: usize) {
    let site = site(&inputs(notes));
    let folder = folder();
    let output = folder.path().join("public");
    publish::publish(&site, &output, folder.path()).expect("a site on the disk");
    bencher.bench(|| {
        let published = publish::publish(&site, &output, folder.path()).expect("the same again");
        assert_eq!((published.written, published.removed), (0, 0));
    });
}

#[divan::bench(args = SIZES, max_time = 4)]
fn build(bencher: Bencher, notes: usize) {
    let inputs = inputs(notes);
    bencher.bench(|| site(&inputs));
}

/// A folder on the disk that the target folder is on.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

fn inputs(notes: usize) -> Inputs {
    let mut inputs = Inputs::built_in();
    for (path, text) in case::files(&Corpus::new(notes)) {
        inputs.files.insert(path.into(), text.into_bytes().into());
    }
    inputs
}

fn documents(inputs: &Inputs) -> Vec<Document> {
    let files: Vec<_> = inputs.files.iter().collect();
    files
        .into_par_iter()
        .filter_map(|(path, bytes)| match document::role(path) {
            Role::Content(kind, id) => {
                document::parse(path, kind, &id, bytes, &mut Diagnostics::default())
            }
            Role::Stray(_) | Role::File => None,
        })
        .collect()
}

fn prepared(inputs: &Inputs, memory: &mut Memory) -> Prepared {
    let prepared = casebook::prepare(inputs, &Settings::default(), memory, &Silence);
    assert!(prepared.press.is_some(), "the corpus is sound");
    prepared
}

fn site(inputs: &Inputs) -> Site {
    let built = casebook::build(inputs, &Settings::default(), &Silence);
    built.site.expect("the corpus is sound")
}
