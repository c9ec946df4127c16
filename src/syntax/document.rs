//! One content file, read: its kind and id from its path, its front matter as a record, its Markdown as parts.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::fields::Fields;
use super::markdown::{self, Markdown};
use super::record::{self, RawHead, Record};
use super::{front_matter, text, yaml};
use crate::case::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::suggest::nearest;

/// A content file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file, relative to the root.
    pub file: Arc<str>,
    /// Its kind.
    pub kind: Kind,
    /// Its id: the file's stem, in Unicode's NFC.
    pub id: Arc<str>,
    /// The front matter as it is written.
    pub front_matter: Arc<str>,
    /// What every kind has.
    pub head: RawHead,
    /// What its kind has.
    pub record: Record,
    /// Its text.
    pub body: Markdown,
}

/// The folders of content, and what is in them.
pub const FOLDERS: [(&str, Kind); 7] = [
    ("notes", Kind::Note),
    ("events", Kind::Event),
    ("profiles", Kind::Profile),
    ("sources", Kind::Source),
    ("claims", Kind::Claim),
    ("questions", Kind::Question),
    ("handouts", Kind::Handout),
];

/// What a file under `content/` is by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A content file with its kind and id.
    Content(Kind, Arc<str>),
    /// Something that content may refer to.
    File,
    /// Markdown in no folder that Casebook knows; the nearest known one, if there is one.
    Stray(Option<&'static str>),
}

/// What the file at `path` (relative to the root) is.
pub fn role(path: &str) -> Role {
    let Some(inner) = path.strip_prefix("content/") else {
        return Role::File;
    };
    let Some(stem) = inner.strip_suffix(".md") else {
        return Role::File;
    };
    let id = |stem: &str| -> Arc<str> { stem.nfc().collect::<String>().into() };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    match inner.split_once('/') {
        None if stem == "case" => Role::Content(Kind::Case, id("case")),
        None => Role::Stray(None),
        Some((folder, _)) => match FOLDERS.iter().find(|(known, _)| *known == folder) {
            Some((_, kind)) => Role::Content(*kind, id(name)),
            None => Role::Stray(nearest(folder, FOLDERS.iter().map(|(name, _)| *name))),
        },
    }
}

/// Reads a content file. Nothing comes back only where front matter and text can't be told apart.
pub fn parse(
    file: &Arc<str>,
    kind: Kind,
    id: &Arc<str>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let text = keep(text::read(file, bytes), diagnostics)?;
    let parts = keep(front_matter::split(file, text), diagnostics)?;
    let node = keep(yaml::parse(file, text, parts.yaml.clone()), diagnostics)?;
    let fields = Fields::new(file, owner(kind), node, diagnostics);
    let (head, record) = record::read(kind, fields);
    let body = markdown::parse(file, text, parts.body, diagnostics);
    Some(Document {
        file: Arc::clone(file),
        kind,
        id: Arc::clone(id),
        front_matter: text[parts.yaml].into(),
        head,
        record,
        body,
    })
}

/// A finding for a Markdown file that no kind claims.
pub fn stray(file: &Arc<str>, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(folder) => format!("did you mean `content/{folder}/`?"),
        None => "content is `case.md` and the folders notes, events, profiles, sources, claims, questions and handouts; a name that begins with `_` is left alone".to_owned(),
    };
    Diagnostic::new(
        Rule::UnknownFile,
        "the file is in no folder that Casebook reads",
    )
    .at(Place::start_of(file))
    .help(help)
}

fn keep<T>(result: Result<T, Diagnostic>, diagnostics: &mut Diagnostics) -> Option<T> {
    result
        .map_err(|diagnostic| diagnostics.push(diagnostic))
        .ok()
}

/// A kind as messages name it.
pub fn owner(kind: Kind) -> &'static str {
    match kind {
        Kind::Case => "the case",
        Kind::Note => "a note",
        Kind::Event => "an event",
        Kind::Profile => "a profile",
        Kind::Source => "a source",
        Kind::Claim => "a claim",
        Kind::Question => "a question",
        Kind::Handout => "a handout",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_kind_and_id() {
        let cases = [
            ("content/case.md", Role::Content(Kind::Case, "case".into())),
            (
                "content/notes/part-a/the-deal.md",
                Role::Content(Kind::Note, "the-deal".into()),
            ),
            (
                "content/profiles/米粉.md",
                Role::Content(Kind::Profile, "米粉".into()),
            ),
            ("content/profiles/portrait.jpg", Role::File),
            ("content/note/x.md", Role::Stray(Some("notes"))),
            ("content/readme.md", Role::Stray(None)),
            ("seeds/a.md", Role::File),
        ];
        for (path, expected) in cases {
            assert_eq!(role(path), expected, "{path}");
        }
    }
}
