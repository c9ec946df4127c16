//! `quote-uncited`: words in quotation marks, or a block quote with a citation, that are not verified.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::syntax::document::Document;
use crate::syntax::markdown::{Part, What};

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    if document.head.uncited_quotes {
        return;
    }
    for uncited in &document.body.uncited {
        let (message, help) = match uncited.encloses {
            true => (
                "a citation stands between quotation marks, so that the words are not verified",
                "put it directly behind the closing mark: `\"…\" [@source]`",
            ),
            false => (
                "words in quotation marks have no citation after them",
                "put the citation directly behind the closing mark: `\"…\" [@source]`; if the words are no quotation, `uncited_quotes: allow` in the front matter switches this off for the file",
            ),
        };
        found.push(
            Diagnostic::new(Rule::QuoteUncited, message)
                .at(Place::new(&document.file, uncited.range.clone()))
                .help(help),
        );
    }
    for part in unverified(&document.body.parts) {
        found.push(
            Diagnostic::new(
                Rule::QuoteUncited,
                "the block quote cites a source but is not verified",
            )
            .at(Place::new(
                &document.file,
                part.range.start..part.range.start,
            ))
            .help("end it with a line of its own inside the quote: `> — [@source]`"),
        );
    }
}

/// Plain block quotes that hold a citation which bears out no quotation.
fn unverified(parts: &[Part]) -> Vec<&Part> {
    let mut open: Vec<(&Part, bool)> = Vec::new();
    let mut found = Vec::new();
    for part in parts {
        match &part.what {
            What::Event(Event::Start(Tag::BlockQuote(None))) => open.push((part, false)),
            What::Citation(_, None) => {
                if let Some((_, cites)) = open.last_mut() {
                    *cites = true;
                }
            }
            What::Event(Event::End(TagEnd::BlockQuote(None))) => {
                found.extend(
                    open.pop()
                        .filter(|(_, cites)| *cites)
                        .map(|(start, _)| start),
                );
            }
            _ => {}
        }
    }
    found
}
