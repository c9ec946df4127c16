//! The parser's events as parts: links, pictures, headings, citations, components and passages told apart.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::open::Open;
use super::passage::Fence;
use super::{CITATION, DEEPEST, Part, What, html};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::citation;
use crate::syntax::text::{control_character, unprintable};

/// Takes events, gives parts.
pub(super) struct Converter<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) fences: BTreeMap<usize, Fence>,
    pub(super) diagnostics: &'a mut Diagnostics,
    parts: Vec<Part>,
    pub(super) open: Option<Open>,
    /// Whether each open link is one by id.
    links: Vec<bool>,
    pub(super) depth: usize,
    /// Open elements of raw HTML: name, how deep, and where each began.
    pub(super) elements: Vec<(String, usize, Range<usize>)>,
    /// Open passages: where each began, and how deep.
    passages: Vec<(Range<usize>, usize)>,
    too_deep: bool,
}

impl<'a> Converter<'a> {
    pub(super) fn new(
        file: &'a Arc<str>,
        text: &'a str,
        start: usize,
        fences: BTreeMap<usize, Fence>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Converter {
            file,
            text,
            start,
            fences,
            diagnostics,
            parts: Vec::new(),
            open: None,
            links: Vec::new(),
            depth: 0,
            elements: Vec::new(),
            passages: Vec::new(),
            too_deep: false,
        }
    }

    /// Takes the next event; its range counts from the start of the body.
    pub(super) fn take(&mut self, event: Event, range: Range<usize>) {
        let range = self.start + range.start..self.start + range.end;
        match self.open.take() {
            None => self.outside(event, range),
            Some(open) => self.inside(open, event, range),
        }
    }

    /// The parts, once every event was taken.
    pub(super) fn finish(mut self) -> Vec<Part> {
        for (name, _, range) in std::mem::take(&mut self.elements) {
            if html::OPTIONAL.contains(&name.as_str()) {
                continue;
            }
            let message = format!("`<{name}>` is not closed");
            let help =
                format!("end it with `</{name}>`; for a `<` that begins no element write `&lt;`");
            self.report(Diagnostic::new(Rule::UnsafeHtml, message).help(help), range);
        }
        for (range, _) in std::mem::take(&mut self.passages) {
            self.bad_passage(
                range,
                "the passage is not closed",
                "end it with a line of `:::`",
            );
        }
        for at in std::mem::take(&mut self.fences).into_keys() {
            let at = self.start + at;
            self.bad_passage(
                at..at + 3,
                "the passage's fence stands inside HTML or other text",
                "put it on a line of its own with a blank line before and after",
            );
        }
        self.parts
    }

    fn outside(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::Rule => self.rule(range),
            Event::InlineHtml(text) | Event::Html(text) => self.inline_html(&text, range),
            Event::InlineMath(_) if self.is_money(&range) => {
                let text = self.text[range.clone()].to_owned();
                self.push(What::Event(Event::Text(text.into())), range);
            }
            event => {
                if let Event::Text(words) = &event
                    && let Some((_, c)) = unprintable(words)
                {
                    let diagnostic = control_character(self.file, range.clone(), c);
                    self.diagnostics.push(diagnostic);
                }
                self.push(What::Event(event.into_static()), range);
            }
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        self.depth += 1;
        if self.depth > DEEPEST && !self.too_deep {
            self.too_deep = true;
            let message = format!("the text is nested more than {DEEPEST} levels deep");
            self.report(
                Diagnostic::new(Rule::TooDeep, message)
                    .help("flatten lists in lists and quotations in quotations"),
                range.start..range.start,
            );
        }
        match tag {
            Tag::Heading { level, id, .. } => self.push(
                What::HeadingStart(level as u8, id.map(|id| id.to_string())),
                range,
            ),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.open = Some(Open::Image {
                    destination: dest_url.to_string(),
                    title: title.to_string(),
                    alt: String::new(),
                    start: self.depth,
                });
            }
            Tag::CodeBlock(kind) => {
                let component = component_name(&kind);
                if component.is_none() {
                    self.push(
                        What::Event(Event::Start(Tag::CodeBlock(kind)).into_static()),
                        range.clone(),
                    );
                }
                self.open = Some(Open::Code {
                    component,
                    text: String::new(),
                    first: range.end,
                    range,
                });
            }
            Tag::HtmlBlock => {
                self.open = Some(Open::Html {
                    text: String::new(),
                    range,
                })
            }
            tag => self.push(What::Event(Event::Start(tag).into_static()), range),
        }
    }

    fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        range: Range<usize>,
    ) {
        if let Some(label) = destination.strip_prefix(CITATION) {
            self.citation(label, range);
            self.open = Some(Open::Citation);
            return;
        }
        let by_id = matches!(link_type, LinkType::WikiLink { .. });
        self.links.push(by_id);
        let what = match link_type {
            // In a table the bar is escaped (`[[id\|words]]`), and the parser leaves the backslash to us.
            LinkType::WikiLink { has_pothole } => {
                What::WikiLinkStart(destination.trim_end_matches('\\').to_owned(), has_pothole)
            }
            LinkType::Email => What::LinkStart(format!("mailto:{destination}"), title.to_owned()),
            _ => What::LinkStart(destination.to_owned(), title.to_owned()),
        };
        self.push(what, range);
    }

    fn citation(&mut self, label: &str, range: Range<usize>) {
        match citation::parse(label) {
            Ok(mut citation) => {
                let start = range.start + 1;
                for item in &mut citation.items {
                    item.range = start + item.range.start..start + item.range.end;
                }
                self.push(What::Citation(citation, None), range);
            }
            Err(error) => self.report(
                Diagnostic::new(Rule::BadCitation, error.message).help(error.help),
                range,
            ),
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        let what = match end {
            TagEnd::Heading(_) => What::HeadingEnd,
            TagEnd::Link => match self.links.pop() {
                Some(true) => What::WikiLinkEnd,
                _ => What::LinkEnd,
            },
            end => What::Event(Event::End(end)),
        };
        self.push(what, range);
    }

    /// A thematic break of the author's own, or a masked fence.
    fn rule(&mut self, range: Range<usize>) {
        match self.fences.remove(&(range.start - self.start)) {
            None => self.push(What::Event(Event::Rule), range),
            Some(Fence::Open(audience)) => {
                self.passages.push((range.clone(), self.depth));
                self.push(What::PassageStart(audience), range);
            }
            Some(Fence::Wrong(message, help)) => {
                self.passages.push((range.clone(), self.depth));
                self.push(
                    What::PassageStart(crate::case::Audience::Instructor),
                    range.clone(),
                );
                self.bad_passage(range, &message, &help);
            }
            Some(Fence::Close) => match self.passages.pop() {
                Some((_, depth)) if depth == self.depth => self.push(What::PassageEnd, range),
                Some(_) => self.bad_passage(
                    range,
                    "the passage ends in another list or quotation than it began in",
                    "indent both of its fences alike",
                ),
                None => self.bad_passage(
                    range,
                    "no passage is open here",
                    "begin one with `::: student` or `::: instructor`",
                ),
            },
        }
    }

    /// `$5 and $6` is money: as in Pandoc, no formula ends before a digit.
    fn is_money(&self, range: &Range<usize>) -> bool {
        self.text[range.end..].starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn push(&mut self, what: What, range: Range<usize>) {
        self.parts.push(Part { what, range });
    }

    fn bad_passage(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.report(Diagnostic::new(Rule::BadPassage, message).help(help), range);
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic, range: Range<usize>) {
        self.diagnostics
            .push(diagnostic.at(Place::new(self.file, range)));
    }
}

/// The name in an info string such as `{timeline}`.
fn component_name(kind: &CodeBlockKind) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else {
        return None;
    };
    let name = info.trim().strip_prefix('{')?.strip_suffix('}')?;
    Some(name.trim().to_owned())
}
