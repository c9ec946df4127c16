//! Footnotes of an edition: a note that only left-out passages refer to goes with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::markdown::{Part, What};

/// The runs of parts that are footnotes to which nothing in `parts` refers; a reference without its footnote is reported.
pub(super) fn unreferred(
    parts: &[&Part],
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Range<usize>> {
    let mut written: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut referred: BTreeSet<(&str, usize, usize)> = BTreeSet::new();
    let mut open: Option<(&str, usize)> = None;
    for (at, part) in parts.iter().enumerate() {
        match &part.what {
            What::Event(Event::Start(Tag::FootnoteDefinition(name))) => open = Some((name, at)),
            What::Event(Event::End(TagEnd::FootnoteDefinition)) => {
                written.extend(open.take().map(|(name, start)| (name, start..at + 1)));
            }
            What::Event(Event::FootnoteReference(name)) => {
                referred.insert((name, part.range.start, part.range.end));
            }
            _ => {}
        }
    }
    for (name, start, end) in &referred {
        if !written.contains_key(name) {
            diagnostics.push(missing(name, Place::new(file, *start..*end)));
        }
    }
    let names: BTreeSet<&str> = referred.into_iter().map(|(name, ..)| name).collect();
    written.retain(|name, _| !names.contains(name));
    written.into_values().collect()
}

fn missing(name: &str, place: Place) -> Diagnostic {
    let message =
        format!("the footnote `{name}` is written in a passage that this edition leaves out");
    Diagnostic::new(Rule::UnknownFootnote, message)
        .at(place)
        .help("write the footnote outside the passage, or refer to it inside")
}
