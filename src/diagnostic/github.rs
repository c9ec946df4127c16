//! Diagnostics as GitHub workflow commands, which become annotations beside the changed lines.
//!
//! The form is that of <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write as _;

use super::Diagnostics;
use super::locate::{Located, Locator, Position, Spot};
use crate::input::Inputs;

/// One command a line.
pub fn render(diagnostics: &Diagnostics, inputs: &Inputs) -> String {
    let locator = Locator::new(diagnostics, inputs);
    diagnostics
        .iter()
        .map(|diagnostic| command(&locator.locate(diagnostic)))
        .collect()
}

fn command(located: &Located<'_>) -> String {
    let mut line = format!("::{} ", located.severity.name());
    if let Some(spot) = &located.spot {
        line.push_str(&properties(spot));
    }
    let title = property(located.rule.name());
    // A write to a string can't fail.
    let _ = writeln!(line, "title={title}::{}", text(&message(located)));
    line
}

/// GitHub takes columns only where both ends are on one line.
fn properties(spot: &Spot<'_>) -> String {
    let mut properties = format!("file={},", property(spot.file));
    if let Some(span) = spot.span {
        let Position { line, column } = span.start;
        let _ = write!(properties, "line={line},endLine={},", span.end.line);
        if span.end.line == line {
            let _ = write!(properties, "col={column},endColumn={},", span.end.column);
        }
    }
    properties
}

fn message(located: &Located<'_>) -> String {
    let mut message = located.message.to_owned();
    for (spot, words) in &located.related {
        let line = spot
            .span
            .map_or_else(String::new, |span| format!(":{}", span.start.line));
        let _ = write!(message, "\n{}{line}: {words}", spot.file);
    }
    if let Some(help) = located.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    message
}

/// The escapes of a command's message.
fn text(raw: &str) -> String {
    raw.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The escapes of a command's property, which must not end at its own commas and colons.
fn property(raw: &str) -> String {
    text(raw).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place, Rule, Severity};

    #[test]
    fn a_command_is_one_line_whatever_the_message_holds() {
        let file = "content/notes/a,b:c.md".into();
        let mut inputs = Inputs::default();
        inputs.files.insert(
            "content/notes/a,b:c.md".into(),
            b"one\ntwo\n".as_slice().into(),
        );
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(Rule::BadDate, "100% wrong:\r\nno, really")
                .at(Place::new(&file, 4..7))
                .help("write 2026-01-05"),
        );
        diagnostics.push(
            Diagnostic::new(Rule::BadPassage, "open")
                .at(Place::new(&file, 0..5))
                .severity(Severity::Warning)
                .related(Place::new(&file, 5..6), "here"),
        );
        diagnostics.push(Diagnostic::new(Rule::MissingFile, "gone"));
        assert_eq!(
            render(&diagnostics, &inputs),
            "::error file=content/notes/a%2Cb%3Ac.md,line=2,endLine=2,col=1,endColumn=4,title=bad-date\
             ::100%25 wrong:%0D%0Ano, really%0Ahelp: write 2026-01-05\n\
             ::warning file=content/notes/a%2Cb%3Ac.md,line=1,endLine=2,title=bad-passage\
             ::open%0Acontent/notes/a,b:c.md:2: here\n\
             ::error title=missing-file::gone\n"
        );
    }
}
