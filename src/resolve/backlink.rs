//! What leads to each record.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Head, Kind, Ref};

/// Tells every record which others lead to it. A record's links to itself do not count.
pub(super) fn attach(case: &mut Case, links: &BTreeMap<Ref, BTreeSet<Ref>>) {
    for (to, from) in links {
        if let Some(head) = head(case, *to) {
            head.linked_from = from.iter().copied().filter(|place| place != to).collect();
        }
    }
}

fn head(case: &mut Case, place: Ref) -> Option<&mut Head> {
    let at = place.index;
    match place.kind {
        Kind::Case => Some(&mut case.front.head),
        Kind::Note => case.notes.get_mut(at).map(|record| &mut record.head),
        Kind::Event => case.events.get_mut(at).map(|record| &mut record.head),
        Kind::Profile => case.profiles.get_mut(at).map(|record| &mut record.head),
        Kind::Source => case.sources.get_mut(at).map(|record| &mut record.head),
        Kind::Claim => case.claims.get_mut(at).map(|record| &mut record.head),
        Kind::Question => case.questions.get_mut(at).map(|record| &mut record.head),
        Kind::Handout => case.handouts.get_mut(at).map(|record| &mut record.head),
    }
}
