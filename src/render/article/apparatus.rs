//! The apparatus: beside what is quoted, who quotes it, and the way to the passages before and after.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Writer;
use crate::case::{Kind, Quotation, Ref, Source, Target};
use crate::page::{Words, name, phrase, route};
use crate::render::escape;
use crate::syntax::article::{Block, List};

/// A link to a passage shows so many of its characters at most.
const SNIPPET: usize = 42;

/// A place of the text that is quoted: passages of the same place are one.
pub(super) struct Stop<'a> {
    anchor: &'a str,
    text: &'a str,
    paragraph: u32,
    cited_by: Vec<Ref>,
}

/// The places of a source's text that are quoted, in the article's order.
pub(super) fn stops(source: &Source) -> Vec<Stop<'_>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stops: Vec<Stop> = Vec::new();
    for quotation in source.quotations.iter() {
        let Some((anchor, text, paragraph)) = verified(quotation) else {
            continue;
        };
        let place = *places.entry(anchor).or_insert(stops.len());
        match stops.get_mut(place) {
            Some(stop) => stop.cited_by.extend(&quotation.cited_by),
            None => stops.push(Stop {
                anchor,
                text,
                paragraph,
                cited_by: quotation.cited_by.clone(),
            }),
        }
    }
    for stop in &mut stops {
        stop.cited_by.sort_unstable();
        stop.cited_by.dedup();
    }
    stops
}

fn verified(quotation: &Quotation) -> Option<(&str, &str, u32)> {
    let text = quotation.text.as_deref()?;
    Some((quotation.anchor.as_deref()?, text, quotation.paragraph?))
}

impl<'a> Writer<'a> {
    /// The numbers of the block's first and last paragraph.
    pub(super) fn numbers(&self, block: &Block) -> Option<(u32, u32)> {
        let (first, last) = match block {
            Block::Paragraph(at) | Block::Heading(at) => (*at, *at),
            Block::List(list) => (list.items.first()?.paragraph, last(list)?),
            Block::Table(table) => (*table.rows.first()?, *table.rows.last()?),
        };
        Some((self.paragraph(first)?.number, self.paragraph(last)?.number))
    }

    /// The places, among all that are quoted, that begin in some paragraphs.
    pub(super) fn stops_in(&self, (first, last): (u32, u32)) -> std::ops::Range<usize> {
        let from = self.stops.partition_point(|stop| stop.paragraph < first);
        let to = self.stops.partition_point(|stop| stop.paragraph <= last);
        from..to.max(from)
    }

    /// Who quotes these places.
    pub(super) fn apparatus(&mut self, range: std::ops::Range<usize>) {
        let words = self.words;
        let count = words.number(as_i64(range.len()));
        let summary = plural(
            words,
            "article.quoted_here",
            range.len(),
            &[("count", &count)],
        );
        let _ = writeln!(
            self.html,
            "<details class=\"apparatus\" data-added{}>\n<summary>{}</summary>\n<ol>",
            self.own_language(),
            escape::text(&summary)
        );
        for at in range.clone() {
            self.stop(at, range.len() > 1);
        }
        self.html.push_str("</ol>\n");
        self.steps(range);
        self.html.push_str("</details>\n");
    }

    /// The apparatus is in the site's language, inside of a text that may be in another.
    fn own_language(&self) -> String {
        let site = &self.words.language;
        let foreign = self.source.language.as_deref();
        match foreign.filter(|language| !language.eq_ignore_ascii_case(site)) {
            Some(_) => format!(
                " lang=\"{}\" dir=\"{}\"",
                escape::attribute(site),
                self.words.direction()
            ),
            None => String::new(),
        }
    }

    /// One place: its first words where there are others beside it, and the records that quote it.
    fn stop(&mut self, at: usize, several: bool) {
        let stop = &self.stops[at];
        let mut html = String::from("<li>");
        if several {
            let language = self
                .source
                .language
                .as_deref()
                .map_or_else(String::new, |tag| {
                    format!(" lang=\"{}\"", escape::attribute(tag))
                });
            let _ = write!(
                html,
                "<a class=\"snippet\" href=\"{}\"{language}><bdi>{}</bdi></a>",
                escape::attribute(&route::fragment(stop.anchor)),
                escape::text(&snippet(stop.text))
            );
        }
        html.push_str("<ul>");
        for place in &stop.cited_by {
            html.push_str(&self.quoting(*place));
        }
        html.push_str("</ul></li>\n");
        self.html.push_str(&html);
    }

    /// A record that quotes a place; the source's own note is on the same page.
    fn quoting(&self, place: Ref) -> String {
        if place.kind == Kind::Source && self.case.head(place).id == self.source.head.id {
            let note = self.words.or_key("source.critical_note");
            return format!(
                "<li><a href=\"#_critical-note\">{}</a></li>",
                escape::text(&note)
            );
        }
        let href = route::href(self.case, self.page, &Target::Record(place, None));
        let kind = self
            .words
            .or_key(&["kind.", name::kind(place.kind)].concat());
        format!(
            "<li><span class=\"kind\">{}</span> <a href=\"{}\">{}</a></li>",
            escape::text(&kind),
            escape::attribute(&href),
            escape::text(&self.case.head(place).title)
        )
    }

    /// The way to the places before and after these.
    fn steps(&mut self, range: std::ops::Range<usize>) {
        let words = self.words;
        let number = |at: usize| words.number(as_i64(at)).into_owned();
        let (from, to, of) = (
            number(range.start + 1),
            number(range.end),
            number(self.stops.len()),
        );
        let (key, values) = match range.len() {
            1 => ("article.position", vec![("n", from), ("of", of)]),
            _ => (
                "article.positions",
                vec![("from", from), ("to", to), ("of", of)],
            ),
        };
        let position = phrase::fill(&words.or_key(key), &values);
        let before = range.start.checked_sub(1);
        let after = Some(range.end).filter(|at| *at < self.stops.len());
        let before = self.step(before, "article.previous", "previous");
        let after = self.step(after, "article.next", "next");
        let _ = writeln!(
            self.html,
            "<p class=\"steps\">{before}<span>{}</span>{after}</p>",
            escape::text(&position)
        );
    }

    fn step(&self, to: Option<usize>, key: &str, class: &str) -> String {
        let Some(stop) = to.and_then(|at| self.stops.get(at)) else {
            return String::new();
        };
        format!(
            "<a class=\"step {class}\" href=\"{}\" aria-label=\"{}\"></a>",
            escape::attribute(&route::fragment(stop.anchor)),
            escape::attribute(&self.words.or_key(key))
        )
    }
}

/// The last paragraph of a list. Lists nest eight deep at most, so this ends.
fn last(list: &List) -> Option<usize> {
    let item = list.items.last()?;
    item.children.last().and_then(last).or(Some(item.paragraph))
}

/// The form of a string for so many, filled.
pub(super) fn plural(words: &Words, key: &str, count: usize, values: &[(&str, &str)]) -> String {
    let pattern = words.plural(key, u64::try_from(count).unwrap_or(u64::MAX));
    phrase::fill(pattern.unwrap_or(key), values)
}

pub(super) fn as_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The first words of a passage.
fn snippet(text: &str) -> String {
    if text.chars().count() <= SNIPPET {
        return text.to_owned();
    }
    let head: String = text.chars().take(SNIPPET).collect();
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    // A script without spaces has no other place to cut.
    let end = if end * 2 < head.len() {
        head.len()
    } else {
        end
    };
    let head = head.get(..end).unwrap_or_default();
    // The mark stays with the last word.
    format!("{}\u{a0}…", head.trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_named_by_its_first_words() {
        assert_eq!(snippet("米粉 are here"), "米粉 are here");
        assert_eq!(
            snippet("He said that the company would never, ever pay for it"),
            "He said that the company would never\u{a0}…"
        );
        assert_eq!(
            snippet(&"米".repeat(60)),
            format!("{}\u{a0}…", "米".repeat(42))
        );
    }
}
