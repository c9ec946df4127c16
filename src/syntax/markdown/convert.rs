//! The parser's events as parts: links, pictures, headings, citations, components and passages told apart.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::passage::Fence;
use super::{CITATION, DEEPEST, Part, What, html};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::{citation, yaml};

/// What has begun and not yet ended, where its words are not parts of their own.
enum Open {
    Image {
        destination: String,
        title: String,
        alt: String,
        start: usize,
    },
    Citation,
    Code {
        component: Option<String>,
        text: String,
        first: usize,
        range: Range<usize>,
    },
    Html {
        text: String,
        range: Range<usize>,
    },
}

/// Takes events, gives parts.
pub(super) struct Converter<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    start: usize,
    fences: BTreeMap<usize, Fence>,
    diagnostics: &'a mut Diagnostics,
    parts: Vec<Part>,
    open: Option<Open>,
    /// Whether each open link is one by id.
    links: Vec<bool>,
    depth: usize,
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
            event => self.push(What::Event(event.into_static()), range),
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

    fn inside(&mut self, mut open: Open, event: Event, range: Range<usize>) {
        let done = match (&mut open, &event) {
            (Open::Image { start, .. }, Event::End(TagEnd::Image)) => *start == self.depth,
            (Open::Citation, Event::End(TagEnd::Link))
            | (Open::Code { .. }, Event::End(TagEnd::CodeBlock))
            | (Open::Html { .. }, Event::End(TagEnd::HtmlBlock)) => true,
            (Open::Image { alt, .. }, Event::Text(words) | Event::Code(words)) => {
                alt.push_str(words);
                false
            }
            (Open::Image { alt, .. }, Event::SoftBreak | Event::HardBreak) => {
                alt.push(' ');
                false
            }
            (Open::Code { text, first, .. }, Event::Text(words)) => {
                *first = (*first).min(range.start);
                text.push_str(self.unmasked(words, &range));
                self.fences
                    .retain(|at, _| !range.contains(&(self.start + at)));
                false
            }
            (Open::Html { text, .. }, Event::Html(words) | Event::Text(words)) => {
                text.push_str(words);
                false
            }
            _ => false,
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if done {
            self.close(open, range)
        } else {
            self.open = Some(open)
        }
    }

    fn close(&mut self, open: Open, range: Range<usize>) {
        match open {
            Open::Citation => {}
            Open::Image {
                destination,
                title,
                alt,
                ..
            } => self.push(
                What::Image {
                    destination,
                    alt,
                    title,
                },
                range,
            ),
            Open::Html { text, range } => self.html_block(&text, range),
            Open::Code {
                component: Some(name),
                text,
                first,
                range,
            } => self.component(name, &text, first, range),
            Open::Code {
                component: None,
                text,
                range,
                ..
            } => {
                self.push(What::Event(Event::Text(text.into())), range.clone());
                self.push(What::Event(Event::End(TagEnd::CodeBlock)), range);
            }
        }
    }

    /// A component's parameters are the block's YAML, read in place where the block is not indented or quoted.
    fn component(&mut self, name: String, text: &str, first: usize, range: Range<usize>) {
        let in_place = self.text.get(first..first + text.len()) == Some(text);
        let read = match in_place {
            true => yaml::parse(self.file, self.text, first..first + text.len()),
            false => yaml::parse(self.file, text, 0..text.len())
                .map(|node| node.moved_to(&range))
                .map_err(|error| error.at(Place::new(self.file, range.start..range.start))),
        };
        match read {
            Ok(node) => self.push(What::Component(name, Some(node)), range),
            Err(error) => {
                self.diagnostics.push(error);
                self.push(What::Component(name, None), range);
            }
        }
    }

    fn html_block(&mut self, text: &str, range: Range<usize>) {
        self.check_html(text, &range);
        let kept = html::without_comments(text);
        if !kept.trim().is_empty() {
            self.push(What::Event(Event::Html(kept.into())), range);
        }
    }

    fn inline_html(&mut self, text: &str, range: Range<usize>) {
        self.check_html(text, &range);
        if !text.starts_with("<!--") {
            self.push(
                What::Event(Event::InlineHtml(text.to_owned().into())),
                range,
            );
        }
    }

    fn check_html(&mut self, text: &str, range: &Range<usize>) {
        if let Some(part) = html::unsafe_part(&html::without_comments(text)) {
            let message = format!("{part} stands in the Markdown");
            self.report(
                Diagnostic::new(Rule::UnsafeHtml, message)
                    .help("scripts and styles belong in the theme"),
                range.clone(),
            );
        }
    }

    /// `$5 and $6` is money: as in Pandoc, no formula ends before a digit.
    fn is_money(&self, range: &Range<usize>) -> bool {
        self.text[range.end..].starts_with(|c: char| c.is_ascii_digit())
    }

    /// Code as the author wrote it, fences and all.
    fn unmasked<'t>(&'t self, words: &'t str, range: &Range<usize>) -> &'t str {
        match self.text.get(range.clone()) {
            Some(written) if written.len() == words.len() => written,
            _ => words,
        }
    }

    fn push(&mut self, what: What, range: Range<usize>) {
        self.parts.push(Part { what, range });
    }

    fn bad_passage(&mut self, range: Range<usize>, message: &str, help: &str) {
        self.report(Diagnostic::new(Rule::BadPassage, message).help(help), range);
    }

    fn report(&mut self, diagnostic: Diagnostic, range: Range<usize>) {
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
