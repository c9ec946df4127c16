//! The files of a theme for programs.

use serde::Serialize;

use super::{Survey, owner};
use crate::render::theme::listing::{Entry, Group};

#[derive(Serialize)]
struct Listed<'a> {
    theme: &'a str,
    /// The themes beneath it, the nearest first.
    over: &'a [String],
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    group: &'static str,
    /// The file that is used, relative to the case's root; none for a bundle.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'a str>,
    /// Whether the file is part of the program.
    built_in: bool,
    /// The files that it stands before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    over: Vec<&'a str>,
    /// What a bundle is made of.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    parts: &'a [String],
}

/// One JSON object.
pub(super) fn render(survey: &Survey) -> String {
    let listed = Listed {
        theme: &survey.name,
        over: &survey.beneath,
        files: survey
            .entries
            .iter()
            .map(|entry| file(survey, entry))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&listed).unwrap_or_default();
    text + "\n"
}

fn file<'a>(survey: &Survey, entry: &'a Entry) -> File<'a> {
    let first = entry.files.first();
    File {
        path: &entry.path,
        group: match entry.group {
            Group::Templates => "templates",
            Group::Components => "components",
            Group::Words => "words",
            Group::Assets => "assets",
        },
        file: first.map(|file| &**file),
        theme: first.map(|file| owner(file)),
        built_in: first.is_some_and(|file| survey.built_in.contains(file)),
        over: entry.files.iter().skip(1).map(|file| &**file).collect(),
        parts: &entry.parts,
    }
}
