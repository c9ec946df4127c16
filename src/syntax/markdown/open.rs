//! What is gathered before it becomes a part: pictures, code, components and blocks of HTML.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::convert::Converter;
use super::{What, html};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::syntax::yaml;

/// What has begun and not yet ended, where its words are not parts of their own.
pub(super) enum Open {
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

impl Converter<'_> {
    pub(super) fn inside(&mut self, mut open: Open, event: Event, range: Range<usize>) {
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
        let kept = html::without_comments(text);
        self.check_html(&kept, &range);
        if kept.contains("[@") {
            let diagnostic =
                Diagnostic::new(Rule::BadCitation, "a citation inside HTML is not read");
            self.report(
                diagnostic.help("write the passage in Markdown"),
                range.clone(),
            );
        }
        if !kept.trim().is_empty() {
            self.push(What::Event(Event::Html(kept.into())), range);
        }
    }

    pub(super) fn inline_html(&mut self, text: &str, range: Range<usize>) {
        if !text.starts_with("<!--") {
            self.check_html(text, &range);
            self.push(
                What::Event(Event::InlineHtml(text.to_owned().into())),
                range,
            );
        }
    }

    fn check_html(&mut self, text: &str, range: &Range<usize>) {
        for tag in html::tags(text) {
            if tag.closes {
                self.close_element(&tag, range);
                continue;
            }
            if let Some((message, help)) = html::refused(&tag) {
                self.report(
                    Diagnostic::new(Rule::UnsafeHtml, message).help(help),
                    range.clone(),
                );
            }
            if !tag.void {
                self.elements.push((tag.name, self.depth, range.clone()));
            }
        }
    }

    /// Ends an element, and with it those inside it whose own end tags may be left out.
    fn close_element(&mut self, tag: &html::Tag, range: &Range<usize>) {
        let opened = self
            .elements
            .iter()
            .rposition(|(name, depth, _)| *name == tag.name && *depth == self.depth);
        let inner = opened
            .map(|at| &self.elements[at + 1..])
            .unwrap_or_default();
        let closes = inner
            .iter()
            .all(|(name, ..)| html::OPTIONAL.contains(&name.as_str()));
        match opened.filter(|_| closes) {
            Some(at) => self.elements.truncate(at),
            None => {
                let message = format!("`</{}>` closes no element that is open here", tag.name);
                let help =
                    "end the elements in the order in which they began, in the same paragraph";
                self.report(
                    Diagnostic::new(Rule::UnsafeHtml, message).help(help),
                    range.clone(),
                );
            }
        }
    }

    /// Code as the author wrote it, fences and all.
    fn unmasked<'t>(&'t self, words: &'t str, range: &Range<usize>) -> &'t str {
        match self.text.get(range.clone()) {
            Some(written) if written.len() == words.len() => written,
            _ => words,
        }
    }
}
