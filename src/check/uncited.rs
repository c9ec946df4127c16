//! `quote-uncited`: words in quotation marks that no citation follows.

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::syntax::document::Document;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    if document.head.uncited_quotes {
        return;
    }
    for range in &document.body.uncited {
        found.push(
            Diagnostic::new(Rule::QuoteUncited, "words in quotation marks have no citation after them")
                .at(Place::new(&document.file, range.clone()))
                .help("put the citation directly behind the closing mark: `\"…\" [@source]`; if the words are no quotation, `uncited_quotes: allow` in the front matter switches this off for the file"),
        );
    }
}
