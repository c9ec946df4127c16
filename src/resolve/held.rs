//! Which parts of a text the edition holds: a passage for another audience is left out whole.

use crate::case::Edition;
use crate::syntax::markdown::{Part, What};

/// Each part with whether `edition` holds it. The marks of a passage count as inside it.
pub(super) fn held(parts: &[Part], edition: Edition) -> impl Iterator<Item = (&Part, bool)> {
    let mut passages: Vec<bool> = Vec::new();
    parts.iter().map(move |part| {
        if let What::PassageStart(audience) = part.what {
            passages.push(edition.holds(audience));
        }
        let shown = passages.iter().all(|shown| *shown);
        if matches!(part.what, What::PassageEnd) {
            passages.pop();
        }
        (part, shown)
    })
}
