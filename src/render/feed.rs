//! `feed.xml`: the narrative as an Atom feed ([RFC 4287](https://www.rfc-editor.org/rfc/rfc4287)).

use std::fmt::Write as _;

use crate::case::{Case, Kind, Note, Ref};
use crate::page::{cut, route};

use super::{escape, prose};

/// The feed's output path.
pub const PATH: &str = "feed.xml";

/// A summary taken from a note's text is not longer, in characters.
const SUMMARY: usize = 300;

/// The feed: an entry each note, in order. None without a base URL, which Atom's ids need.
pub fn atom(case: &Case) -> Option<String> {
    let front = &case.front;
    let base = front.base_url.as_deref()?;
    let updated = updated(case);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let language = escape::attribute(&front.language);
    let _ = writeln!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">"
    );
    element(&mut xml, "id", base);
    element(&mut xml, "title", &front.head.title);
    if let Some(subtitle) = front.subtitle.as_ref().or(front.description.as_ref()) {
        element(&mut xml, "subtitle", subtitle);
    }
    element(&mut xml, "updated", &updated);
    link(&mut xml, "self", &format!("{base}{PATH}"));
    link(&mut xml, "alternate", base);
    authors(&mut xml, case);
    if let Some(license) = &front.license {
        element(&mut xml, "rights", license);
    }
    for (index, note) in case.notes.iter().enumerate() {
        let place = Ref {
            kind: Kind::Note,
            index,
        };
        let url = route::absolute(base, &route::path(case, place));
        entry(&mut xml, case, note, &url, &updated);
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// When the case last changed: its own date, or else the latest of its sources and events, since Atom demands one and a
/// build has no clock.
fn updated(case: &Case) -> String {
    let sources = case.sources.iter().filter_map(|source| source.date);
    let events = case.events.iter().filter_map(|event| event.date);
    let own = case.front.date.and_then(|date| date.timestamp());
    let others = sources.chain(events).filter_map(|date| date.timestamp());
    own.or_else(|| others.max())
        .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

fn entry(xml: &mut String, case: &Case, note: &Note, url: &str, updated: &str) {
    xml.push_str("<entry>\n");
    element(xml, "id", url);
    element(xml, "title", &note.head.title);
    // The case has one date, and a note none of its own.
    element(xml, "updated", updated);
    link(xml, "alternate", url);
    for tag in note.head.tags.iter().filter_map(|at| case.tags.get(*at)) {
        let _ = writeln!(xml, "<category term=\"{}\"/>", escape::attribute(&tag.name));
    }
    let summary = note.head.summary.clone();
    let summary =
        summary.unwrap_or_else(|| cut::beginning(&prose::plain(case, &note.body), SUMMARY));
    if !summary.is_empty() {
        element(xml, "summary", &summary);
    }
    xml.push_str("</entry>\n");
}

/// Atom wants an author; a case that names none speaks for itself.
fn authors(xml: &mut String, case: &Case) {
    for author in &case.front.authors {
        xml.push_str("<author>\n");
        element(xml, "name", &author.name);
        if let Some(url) = &author.url {
            element(xml, "uri", &escape::url(url));
        }
        xml.push_str("</author>\n");
    }
    if case.front.authors.is_empty() {
        xml.push_str("<author>\n");
        element(xml, "name", &case.front.head.title);
        xml.push_str("</author>\n");
    }
}

fn element(xml: &mut String, name: &str, words: &str) {
    let _ = writeln!(xml, "<{name}>{}</{name}>", escape::attribute(words));
}

fn link(xml: &mut String, relation: &str, url: &str) {
    let _ = writeln!(
        xml,
        "<link rel=\"{relation}\" href=\"{}\"/>",
        escape::attribute(url)
    );
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::render::sample;
    use crate::syntax::edtf::Edtf;

    #[test]
    fn a_case_without_a_date_has_that_of_its_sources() {
        for (date, expected) in [
            ("2026-01-12", "2026-01-12"),
            ("../2010", "20"),
            ("-0044", "20"),
        ] {
            let mut case = sample::case();
            Arc::make_mut(&mut case.front).date = Edtf::parse(date).ok();
            let feed = atom(&case).expect(date);
            assert!(
                feed.contains(&format!("<updated>{expected}")),
                "{date}: {feed}"
            );
        }
    }
}
