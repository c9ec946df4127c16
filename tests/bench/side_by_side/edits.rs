//! Saves while a server runs: the time from the save until the new page is served.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use super::contender::{Contender, Tool};
use super::corpus::Corpus;
use super::http::{self, Answer, Browser};
use super::options::{Options, Part};
use super::process;
use super::results::{Results, Row};

/// No server gets longer than this for its first page or for a new one.
const PATIENCE: Duration = Duration::from_secs(180);

/// Rounds, in which the servers take turns.
const ROUNDS: usize = 3;

/// Measures the servers of all programs in turn, in several rounds.
pub(crate) fn measure(
    corpus: &Corpus,
    contenders: &[Contender],
    options: &Options,
    folder: &Path,
    results: &mut Results,
) {
    let rounds = ROUNDS.min(options.runs);
    // Nine edits of each kind in all, more if more runs are asked for.
    let edits = options.runs.max(ROUNDS);
    for round in 0..rounds {
        eprintln!("servers, round {} of {rounds}", round + 1);
        for contender in contenders {
            if let Err(reason) = serve(
                corpus,
                contender,
                options,
                folder,
                results,
                round * edits..(round + 1) * edits,
            ) {
                results
                    .failures
                    .insert(format!("the server of {}: {reason}", contender.name));
            }
        }
    }
}

fn serve(
    corpus: &Corpus,
    contender: &Contender,
    options: &Options,
    folder: &Path,
    results: &mut Results,
    turns: std::ops::Range<usize>,
) -> Result<(), String> {
    let tool = contender.tool;
    let compared = options.wants(Part::Note) || options.wants(Part::Template);
    if !compared && tool != Tool::Casebook {
        return Ok(());
    }
    let root = folder.join(tool.folder());
    let port = http::free_port().map_err(|error| error.to_string())?;
    let Some(mut command) = contender.serve(&root, port) else {
        return Ok(());
    };
    let log = folder.join("log");
    let mut session = Session {
        tool,
        corpus,
        browser: Browser::new(port),
        child: process::start(&mut command, &log)?,
        root,
        changed: Vec::new(),
    };
    let done = session
        .all(options, turns, results)
        .map_err(|reason| format!("{reason} (its last words: {})", process::last_words(&log)));
    results.memory(Row::ServerMemory, tool, process::peak(session.child.id()));
    done
}

/// A server that runs, and what was changed under it.
struct Session<'a> {
    tool: Tool,
    corpus: &'a Corpus,
    browser: Browser,
    child: Child,
    root: PathBuf,
    /// Files as they were; None: there was none.
    changed: Vec<(PathBuf, Option<String>)>,
}

impl Session<'_> {
    fn all(
        &mut self,
        options: &Options,
        turns: std::ops::Range<usize>,
        results: &mut Results,
    ) -> Result<(), String> {
        self.first_page()?;
        for turn in turns {
            // Notes far from each other, each but once.
            let number = (turn * 37 + 11) % self.corpus.notes.len();
            if options.wants(Part::Note) {
                let time = self.note(number, turn)?;
                results.time(Row::Note, self.tool, time);
            }
            if options.wants(Part::Template) {
                let time = self.template(number, turn)?;
                results.time(Row::Template, self.tool, time);
            }
            if options.wants(Part::Others) && self.tool == Tool::Casebook {
                self.others(number, turn, results)?;
            }
        }
        Ok(())
    }

    /// Waits until the server serves, and until it has no more to do.
    fn first_page(&mut self) -> Result<(), String> {
        let url = self.tool.url("notes", "note0");
        let title = &self.corpus.notes[0].title;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("it ended with {status}"));
            }
            let served = |answer: &Answer| answer.status == 200 && answer.body.contains(title);
            if self
                .browser
                .wait_for(&url, Duration::from_millis(100), served)
                .is_ok()
            {
                process::settle(self.child.id());
                return Ok(());
            }
        }
        Err(format!("no page within {PATIENCE:?}"))
    }

    /// A word more at the end of a note.
    fn note(&mut self, number: usize, turn: usize) -> Result<Duration, String> {
        let mark = format!("marknote{turn}");
        let comment = self.corpus.notes[number].comment.clone();
        let url = self.tool.url("notes", &format!("note{number}"));
        self.edit(
            &format!("content/notes/note{number}.md"),
            |text| text.replacen(&comment, &format!("{comment} {mark}"), 1),
            &url,
            |answer| answer.body.contains(&mark),
        )
    }

    /// One element more in the head of every page.
    fn template(&mut self, number: usize, turn: usize) -> Result<Duration, String> {
        let mark = format!("marktemplate{turn}");
        let url = self.tool.url("notes", &format!("note{number}"));
        self.edit(
            self.tool.template(),
            |text| {
                text.replacen(
                    "</head>",
                    &format!("<meta name=\"{mark}\" content=\"1\">\n</head>"),
                    1,
                )
            },
            &url,
            |answer| answer.body.contains(&mark),
        )
    }

    /// What only Casebook is measured for.
    fn others(&mut self, number: usize, turn: usize, results: &mut Results) -> Result<(), String> {
        let note = &self.corpus.notes[number];
        let (file, url) = (
            format!("content/notes/note{number}.md"),
            self.tool.url("notes", &format!("note{number}")),
        );
        let mark = format!("marktitle{turn}");
        let (title, quoted) = (&note.title, &note.quoted);
        let time = self.edit(
            &file,
            |text| text.replacen(title, &format!("{title} {mark}"), 1),
            &url,
            |answer| answer.body.contains(&mark),
        )?;
        results.time(Row::Title, self.tool, time);

        let article = &self.corpus.articles[quoted.article];
        let other = 1 + quoted.paragraph % article.paragraphs.len();
        let words = article.opening(other);
        let time = self.edit(
            &file,
            |text| {
                text.replacen(&quoted.words, words, 1).replacen(
                    &format!("¶{}]", quoted.paragraph),
                    &format!("¶{other}]"),
                    1,
                )
            },
            &url,
            |answer| answer.body.contains(words),
        )?;
        results.time(Row::Quotation, self.tool, time);

        let mark = format!("markarticle{turn}");
        let source = format!("a{}", (number * 7) % self.corpus.articles.len());
        let time = self.edit(
            &format!("seeds/{source}.txt"),
            |text| format!("{} A last {mark}.\n", text.trim_end()),
            &self.tool.url("sources", &source),
            |answer| answer.body.contains(&mark),
        )?;
        results.time(Row::Article, self.tool, time);

        let id = format!("new{turn}");
        let (file, url) = (
            format!("content/notes/{id}.md"),
            self.tool.url("notes", &id),
        );
        let text =
            format!("---\ntitle: A new note {turn}\norder: 1\n---\n\nWith a text of its own.\n");
        let time = self.edit(&file, |_| text, &url, |answer| answer.status == 200)?;
        results.time(Row::NewNote, self.tool, time);

        let path = self.root.join(&file);
        let begun = Instant::now();
        fs::remove_file(&path).map_err(|error| error.to_string())?;
        self.browser
            .wait_for(&url, PATIENCE, |answer| answer.status == 404)?;
        results.time(Row::DeletedNote, self.tool, begun.elapsed());
        process::settle(self.child.id());
        Ok(())
    }

    /// Asks for a page, saves a file in place, and asks until the page is as wanted; then lets the server come to rest.
    fn edit(
        &mut self,
        file: &str,
        change: impl FnOnce(&str) -> String,
        url: &str,
        wanted: impl Fn(&Answer) -> bool,
    ) -> Result<Duration, String> {
        let path = self.root.join(file);
        let before = fs::read_to_string(&path).ok();
        let after = change(before.as_deref().unwrap_or_default());
        let old = self.browser.get(url).map_err(|error| error.to_string())?;
        if wanted(&old) || before.as_ref() == Some(&after) {
            return Err(format!("an edit of {file} would change nothing"));
        }
        self.changed.push((path.clone(), before));
        let begun = Instant::now();
        fs::write(&path, after).map_err(|error| error.to_string())?;
        self.browser.wait_for(url, PATIENCE, wanted)?;
        let time = begun.elapsed();
        process::settle(self.child.id());
        Ok(time)
    }
}

impl Drop for Session<'_> {
    /// Ends the server, and puts everything back as it was, the newest change first.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        for (path, before) in self.changed.drain(..).rev() {
            let _ = match before {
                Some(text) => fs::write(path, text),
                None => fs::remove_file(path),
            };
        }
    }
}
