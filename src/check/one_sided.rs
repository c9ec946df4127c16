//! `one-sided`: a claim that only one position, or only one source, speaks to.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::syntax::document::Document;
use crate::syntax::record::Record;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let Record::Claim(claim) = &document.record else {
        return;
    };
    let sources: BTreeSet<&str> = claim
        .positions
        .iter()
        .flat_map(|position| &position.evidence)
        .map(|evidence| evidence.source.value.as_str())
        .collect();
    let (message, help) = match (claim.positions.len(), sources.len()) {
        (0, _) => (
            "the claim has no position",
            "add `positions:`, each with what is said and the evidence for it",
        ),
        (1, _) => (
            "the claim has one position only",
            "add what another source says; what nobody disputes belongs in a note",
        ),
        (_, 0) => (
            "the claim's positions have no evidence",
            "add the words of a source to each: `evidence: [{source: …, quote: …}]`",
        ),
        (_, 1) => (
            "the claim's positions all rest on one source",
            "add evidence from another source, or tell it in a note",
        ),
        _ => return,
    };
    let place = Place::new(&document.file, document.head.title.range.clone());
    found.push(
        Diagnostic::new(Rule::OneSided, message)
            .at(place)
            .help(help),
    );
}
