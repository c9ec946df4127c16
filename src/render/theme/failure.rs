//! What went wrong in a template, and where.

use std::sync::Arc;

use tera::{Error, ErrorKind};

use super::template::Template;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// A template that can't be parsed or filled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The template's file, relative to the case's root.
    pub file: Arc<str>,
    /// The first byte of it that is meant.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What is wrong.
    pub message: String,
}

impl Failure {
    /// The finding; `pages` are the output paths of the pages that failed by it, if any was being made.
    pub fn diagnostic(&self, pages: Option<(&str, usize)>) -> Diagnostic {
        let message = match pages {
            None => self.message.clone(),
            Some((first, 1)) => format!("{} (on {first})", self.message),
            Some((first, many)) => {
                format!("{} (on {first} and {} more)", self.message, many - 1)
            }
        };
        let help = match self.file.ends_with(".typ") {
            true => {
                "the layout of handouts is Typst 0.15; what it sees of the case is in themes/VIEWS.md"
            }
            false => "templates are Tera 2: an unknown name is an error, `{{ name or '' }}` is not",
        };
        Diagnostic::new(Rule::TemplateError, message)
            .at(Place::new(&self.file, self.start..self.end))
            .help(help)
    }

    /// A failure without a place in the template.
    pub(super) fn of_whole(file: Arc<str>, message: String) -> Self {
        Failure {
            file,
            start: 0,
            end: 0,
            message,
        }
    }
}

/// The failures that an error of Tera's reports; `asked` is the template that was to be filled or parsed, `file` gives a
/// template's file.
pub(super) fn from_error(
    error: &Error,
    file: &dyn Fn(&str) -> Arc<str>,
    asked: &str,
    templates: &[Template],
) -> Vec<Failure> {
    let whole = |name: &str, message: String| vec![Failure::of_whole(file(name), message)];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![Failure {
            file: file(report.filename()),
            start: report.span().range.start,
            end: report.span().range.end,
            message: report.message().to_owned(),
        }],
        ErrorKind::MissingParent { current, parent } => whole(
            current,
            format!("it extends `{parent}`, and there is no such template"),
        ),
        ErrorKind::CircularExtend { tpl, .. } => whole(
            tpl,
            "it extends itself; a theme's own template reaches the one beneath by its theme's name, as in `folio/base.html`"
                .to_owned(),
        ),
        ErrorKind::CircularInclude { tpl, .. } => whole(tpl, "it includes itself".to_owned()),
        ErrorKind::Msg(text) if text.contains("--> ") => {
            let reports = text
                .split("\n\n")
                .filter_map(|report| read_report(report, file, templates));
            let failures: Vec<Failure> = reports.collect();
            match failures.is_empty() {
                true => whole(asked, first_line(text)),
                false => failures,
            }
        }
        // "Component `when` is defined in both `mine/a.html` and `mine/b.html`"
        ErrorKind::Msg(text) if text.contains("is defined in both") => {
            let name = text.rsplit('`').nth(1).unwrap_or(asked);
            whole(name, first_line(text))
        }
        other => whole(asked, first_line(&other.to_string())),
    }
}

/// Tera joins what it finds while linking templates into one text, one report a paragraph:
/// `error: Unknown filter` and below `--> note.html:3:7`.
fn read_report(
    report: &str,
    file: &dyn Fn(&str) -> Arc<str>,
    templates: &[Template],
) -> Option<Failure> {
    let message = report.lines().next()?.strip_prefix("error: ")?;
    let place = report
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let text = templates
        .iter()
        .find(|template| template.name == name)?
        .text;
    let start = offset(text, line, column);
    Some(Failure {
        file: file(name),
        start,
        end: start,
        message: message.to_owned(),
    })
}

/// The byte at a line and column, both from 1, columns in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let within = rest.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(rest.len(), |(at, _)| at)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
