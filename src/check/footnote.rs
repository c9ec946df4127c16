//! `unknown-footnote`: a reference without its footnote, or a footnote to which nothing refers.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::syntax::document::Document;
use crate::syntax::markdown::{Part, What};

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let mut referred = BTreeSet::new();
    let mut written = Vec::new();
    let mut code = false;
    let mut text = String::new();
    let mut start = None;
    for part in &document.body.parts {
        match &part.what {
            What::Event(Event::Text(words)) if !code => {
                text.push_str(words);
                start.get_or_insert(part.range.start);
                continue;
            }
            What::Event(Event::Start(Tag::CodeBlock(_))) => code = true,
            What::Event(Event::End(pulldown_cmark::TagEnd::CodeBlock)) => code = false,
            What::Event(Event::FootnoteReference(name)) => drop(referred.insert(name.to_string())),
            What::Event(Event::Start(Tag::FootnoteDefinition(name))) => {
                written.push((name.to_string(), part))
            }
            _ => {}
        }
        found.extend(unwritten(
            &std::mem::take(&mut text),
            start.take(),
            document,
        ));
    }
    found.extend(unwritten(&text, start, document));
    let unused = written
        .into_iter()
        .filter(|(name, _)| !referred.contains(name));
    found.extend(unused.map(|(name, part)| unreferred(&name, part, document)));
}

/// The parser leaves references to footnotes that are not there as text.
fn unwritten(text: &str, start: Option<usize>, document: &Document) -> Vec<Diagnostic> {
    let Some(start) = start else {
        return Vec::new();
    };
    let name = |at: usize| {
        let rest = &text[at + 2..];
        let name = &rest[..rest.find(']')?];
        (!name.is_empty() && !name.contains(char::is_whitespace)).then_some((at, name))
    };
    let diagnostic = |(at, name): (usize, &str)| {
        let place = Place::new(&document.file, start + at..start + at + name.len() + 3);
        Diagnostic::new(
            Rule::UnknownFootnote,
            format!("there is no footnote `{name}`"),
        )
        .at(place)
        .help(format!("write it on a line of its own: `[^{name}]: …`"))
    };
    text.match_indices("[^")
        .filter_map(|(at, _)| name(at))
        .map(diagnostic)
        .collect()
}

fn unreferred(name: &str, part: &Part, document: &Document) -> Diagnostic {
    let message = format!("nothing refers to the footnote `{name}`, so it is not shown");
    Diagnostic::new(Rule::UnknownFootnote, message)
        .severity(Severity::Warning)
        .at(Place::new(
            &document.file,
            part.range.start..part.range.start,
        ))
        .help(format!(
            "put `[^{name}]` where it belongs, or take the footnote out"
        ))
}
