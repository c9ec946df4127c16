//! What the command line may ask for.

use std::path::PathBuf;

/// What is measured, of what size, how often.
pub(crate) struct Options {
    pub(crate) notes: Vec<usize>,
    pub(crate) runs: usize,
    pub(crate) only: Vec<Part>,
    pub(crate) hugo: PathBuf,
    pub(crate) zola: PathBuf,
    pub(crate) casebook: PathBuf,
    pub(crate) keep: Option<PathBuf>,
    pub(crate) markdown: bool,
}

/// One of the things that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A build into an empty folder.
    Full,
    /// Once more with nothing changed.
    Unchanged,
    /// A save of a note until its page is served.
    Note,
    /// A save of a template of every page until one is served.
    Template,
    /// Other saves, in Casebook alone.
    Others,
}

pub(crate) const HELP: &str = "\
Measures Casebook beside Hugo, Zola and a bare pipeline on one corpus, and prints the table.

  --notes N,N,…     sizes of the corpus [default: 100,1000,10000]
  --runs N          runs of each, of which the median counts [default: 5]
  --only PART,…     full, unchanged, note, template, others [default: all]
  --hugo PATH       Hugo, if it isn't on the PATH
  --zola PATH       Zola, if it isn't on the PATH
  --casebook PATH   another Casebook than the one of this build
  --keep DIR        where the corpora and sites are made and left [default: in the target folder, removed]
  --markdown        print Markdown";

impl Options {
    /// Reads the arguments; None: the help was asked for.
    pub(crate) fn read(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Option<Self>, String> {
        let mut options = Self {
            notes: vec![100, 1_000, 10_000],
            runs: 5,
            only: vec![
                Part::Full,
                Part::Unchanged,
                Part::Note,
                Part::Template,
                Part::Others,
            ],
            hugo: "hugo".into(),
            zola: "zola".into(),
            casebook: env!("CARGO_BIN_EXE_casebook").into(),
            keep: None,
            markdown: false,
        };
        while let Some(name) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("{name} wants a value"))
            };
            match name.as_str() {
                "--notes" => options.notes = list(&value()?, number)?,
                "--runs" => options.runs = number(&value()?)?,
                "--only" => options.only = list(&value()?, part)?,
                "--hugo" => options.hugo = value()?.into(),
                "--zola" => options.zola = value()?.into(),
                "--casebook" => options.casebook = value()?.into(),
                "--keep" => options.keep = Some(value()?.into()),
                "--markdown" => options.markdown = true,
                "--help" | "-h" => return Ok(None),
                // Cargo adds it.
                "--bench" => {}
                _ => return Err(format!("{name} is no option; see --help")),
            }
        }
        Ok(Some(options))
    }

    pub(crate) fn wants(&self, part: Part) -> bool {
        self.only.contains(&part)
    }
}

fn list<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    text.split(',').map(|one| read(one.trim())).collect()
}

fn number(text: &str) -> Result<usize, String> {
    let number = text.replace('_', "").parse().ok();
    let number = number.filter(|number| (1..=100_000).contains(number));
    number.ok_or_else(|| format!("{text} is no number from 1 to 100,000"))
}

fn part(name: &str) -> Result<Part, String> {
    match name {
        "full" => Ok(Part::Full),
        "unchanged" => Ok(Part::Unchanged),
        "note" => Ok(Part::Note),
        "template" => Ok(Part::Template),
        "others" => Ok(Part::Others),
        _ => Err(format!(
            "{name} is none of full, unchanged, note, template, others"
        )),
    }
}
