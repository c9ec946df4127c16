//! Rules over documents and over the finished site, one a file.

mod footnote;
pub mod leak;
mod one_sided;
mod quoted_passage;
mod uncited;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::document::Document;

/// A rule that looks at one document.
type DocumentRule = fn(&Document, &mut Vec<Diagnostic>);

/// The rules over documents. Those that need to know another file are findings of `resolve`.
const DOCUMENT_RULES: [DocumentRule; 4] = [
    footnote::check,
    one_sided::check,
    quoted_passage::check,
    uncited::check,
];

/// Holds every rule against a document.
pub fn document(document: &Document, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    DOCUMENT_RULES
        .iter()
        .for_each(|rule| rule(document, &mut found));
    diagnostics.extend(found);
}
