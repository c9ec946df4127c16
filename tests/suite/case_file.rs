//! A one-file case: Markdown whose fenced blocks are a case's files and what its builds should give.
//!
//! | info string | the block is |
//! | --- | --- |
//! | `content/notes/a.md` | a file; `{crlf bom escaped}` may follow, `{missing}` takes a default file away |
//! | `build` | the settings of a build (`edition:`, `drafts:`, `through:`, `base_url:`); what follows belongs to it |
//! | `diagnostics` | all findings; without it there must be none |
//! | `output PATH` | lines of that file, in this order, white space folded |
//! | `text PATH` | the same of a page's visible text |
//! | `absent [PATH]` | a string a line that the file, or no file, may hold |
//! | `files` | output paths that are there, or with `- ` before them are not |
//! | `json PATH /pointer` | JSON that the value there holds: objects may have more keys, lists may not |
//!
//! Files written after a `build` block are added from that build on. `content/case.md` and a record for each file in
//! `seeds/` have defaults.

use std::collections::BTreeMap;

use casebook::case::Edition;
use casebook::input::Settings;

/// A case file, read.
pub(crate) struct CaseFile {
    /// Its builds, in order.
    pub(crate) builds: Vec<Build>,
}

/// One build of a case, and what it should give.
#[derive(Default)]
pub(crate) struct Build {
    /// Its settings.
    pub(crate) settings: Settings,
    /// The case's files.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// What is expected of it.
    pub(crate) expectations: Vec<Expectation>,
}

/// Something a build should give.
pub(crate) struct Expectation {
    /// What it is about.
    pub(crate) what: What,
    /// The block's text.
    pub(crate) text: String,
    /// The line of the case file where the block's text begins, from 1.
    pub(crate) line: usize,
}

/// What an expectation is about.
pub(crate) enum What {
    /// All findings.
    Diagnostics,
    /// Lines of an output file.
    Output(String),
    /// Lines of a page's visible text.
    Text(String),
    /// Strings that one file, or any, may not hold.
    Absent(Option<String>),
    /// Output paths.
    Files,
    /// A JSON value in a file.
    Json(String, String),
}

/// A fenced block.
struct Block<'a> {
    info: &'a str,
    text: String,
    line: usize,
}

impl CaseFile {
    /// Reads a case file.
    pub(crate) fn parse(text: &str) -> CaseFile {
        let mut builds = vec![Build::default()];
        let mut fresh = true;
        for block in blocks(text) {
            let last = builds.last_mut().expect("one build at least");
            if block.info == "build" {
                let next = Build {
                    settings: settings(&block),
                    files: last.files.clone(),
                    expectations: Vec::new(),
                };
                if fresh {
                    builds.pop();
                }
                builds.push(next);
                fresh = false;
            } else if is_path(block.info) {
                add_file(&mut last.files, &block);
            } else {
                fresh = false;
                last.expectations.push(expectation(block));
            }
        }
        builds.iter_mut().for_each(Build::add_defaults);
        CaseFile { builds }
    }
}

impl Build {
    fn add_defaults(&mut self) {
        let default =
            |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\n").into_bytes();
        let records: String = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("content/sources/"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        let seeds: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix("seeds/"))
            .map(str::to_owned)
            .collect();
        for name in seeds
            .into_iter()
            .filter(|name| !records.contains(&format!("file: {name}")))
        {
            let stem = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            let record = default(
                &format!("Article {stem}"),
                &format!("file: {name}\nrights: full\n"),
            );
            self.files
                .insert(format!("content/sources/{stem}.md"), record);
        }
        self.files
            .entry("content/case.md".to_owned())
            .or_insert_with(|| default("A case", ""));
        // An empty list of bytes stands for a file that is not there.
        self.files.retain(|_, bytes| bytes != MISSING);
    }
}

const MISSING: &[u8] = b"\0missing";

fn is_path(info: &str) -> bool {
    ["content/", "seeds/", "themes/"]
        .iter()
        .any(|folder| info.starts_with(folder))
}

fn add_file(files: &mut BTreeMap<String, Vec<u8>>, block: &Block) {
    let (path, flags) = match block.info.split_once(" {") {
        Some((path, flags)) => (path, flags.trim_end_matches('}')),
        None => (block.info, ""),
    };
    let mut bytes = block.text.clone().into_bytes();
    for flag in flags.split_whitespace() {
        bytes = match flag {
            "crlf" => block.text.replace('\n', "\r\n").into_bytes(),
            "bom" => [b"\xef\xbb\xbf", bytes.as_slice()].concat(),
            "escaped" => unescape(&block.text),
            "missing" => MISSING.to_vec(),
            other => panic!("line {}: no flag `{other}`", block.line),
        };
    }
    files.insert(path.to_owned(), bytes);
}

/// `\x00` to `\xff` as bytes, all else as it is.
fn unescape(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two hexadecimal digits after `\\x`"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}

fn settings(block: &Block) -> Settings {
    let mut settings = Settings::default();
    for line in block.text.lines() {
        let (key, value) = line
            .split_once(": ")
            .expect("`key: value` in a build block");
        match key {
            "edition" => settings.edition = edition(value),
            "drafts" => settings.drafts = value == "true",
            "through" => settings.through = value.chars().next(),
            "base_url" => settings.base_url = Some(value.to_owned()),
            _ => panic!("line {}: no setting `{key}`", block.line),
        }
    }
    settings
}

/// The edition of that name.
pub(crate) fn edition(name: &str) -> Edition {
    *Edition::ALL
        .iter()
        .find(|edition| edition.name() == name)
        .expect("an edition's name")
}

fn expectation(block: Block) -> Expectation {
    let mut words = block.info.splitn(3, ' ');
    let kind = words.next().unwrap_or_default();
    let mut argument = || words.next().map(str::to_owned);
    let path = argument();
    let what = match (kind, path) {
        ("diagnostics", None) => What::Diagnostics,
        ("output", Some(path)) => What::Output(path),
        ("text", Some(path)) => What::Text(path),
        ("absent", path) => What::Absent(path),
        ("files", None) => What::Files,
        ("json", Some(path)) => What::Json(path, argument().unwrap_or_default()),
        _ => panic!(
            "line {}: `{}` is no block of a case file",
            block.line, block.info
        ),
    };
    Expectation {
        what,
        text: block.text,
        line: block.line,
    }
}

/// The fenced blocks that have an info string.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let mut text = String::new();
        let closed = lines.by_ref().take_while(|(_, line)| *line != fence);
        for (_, line) in closed {
            text.push_str(line);
            text.push('\n');
        }
        if !info.trim().is_empty() {
            blocks.push(Block {
                info: info.trim(),
                text,
                line: number + 2,
            });
        }
    }
    blocks
}
