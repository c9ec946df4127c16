//! Where a content file's front matter ends and its Markdown begins.

use std::ops::Range;
use std::sync::Arc;

use super::text::bom;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// The two parts of a content file, as bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the two fences.
    pub yaml: Range<usize>,
    /// The Markdown after them.
    pub body: Range<usize>,
}

/// Finds the front matter: YAML between a first line of `---` and the next one (or one of `...`).
///
/// # Errors
///
/// One diagnostic if either fence is not there.
pub fn split(file: &Arc<str>, text: &str) -> Result<Parts, Diagnostic> {
    let start = bom(text);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        return Err(missing(file, start..start + first.trim_end().len()));
    }
    let yaml = start + first.len();
    let mut at = yaml;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Parts {
                yaml: yaml..at,
                body: at + line.len()..text.len(),
            });
        }
        at += line.len();
    }
    Err(
        Diagnostic::new(Rule::MissingFrontMatter, "the front matter is not closed")
            .at(Place::new(file, start..start + 3))
            .help("end it with a line of three hyphens: `---`"),
    )
}

fn missing(file: &Arc<str>, first_line: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Rule::MissingFrontMatter,
        "the file does not begin with front matter",
    )
    .at(Place::new(file, first_line))
    .help("begin with a line of three hyphens (`---`), then YAML such as `title: …`, then `---` again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found_with_any_line_end_and_mark() {
        let file: Arc<str> = "content/case.md".into();
        let cases = [
            ("---\na: 1\n---\nText\n", Some(("a: 1\n", "Text\n"))),
            (
                "\u{feff}---\r\na: 1\r\n---\r\nText",
                Some(("a: 1\r\n", "Text")),
            ),
            ("---\n---\n", Some(("", ""))),
            ("---\na: 1\n...", Some(("a: 1\n", ""))),
            ("---\na: 1\n", None),
            ("Text\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let parts = split(&file, text).ok();
            let parts = parts.map(|parts| (&text[parts.yaml], &text[parts.body]));
            assert_eq!(parts, expected, "{text:?}");
        }
    }
}
