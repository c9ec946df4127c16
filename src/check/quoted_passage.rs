//! `bad-passage`: a passage for one audience inside a block quotation, whose words are one whole.

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::syntax::document::Document;
use crate::syntax::markdown::What;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let mut quoted = false;
    for part in &document.body.parts {
        match part.what {
            What::BlockQuoteStart(_) => quoted = true,
            What::BlockQuoteEnd(..) => quoted = false,
            What::PassageStart(_) if quoted => found.push(
                Diagnostic::new(
                    Rule::BadPassage,
                    "a passage for one audience stands inside a quotation",
                )
                .at(Place::new(&document.file, part.range.clone()))
                .help("put the whole quotation into the passage, or quote twice"),
            ),
            _ => {}
        }
    }
}
