//! What is standard Markdown: paragraphs, lists, emphasis, code, alerts, raw HTML.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::element::End;
use super::{Writer, math};
use crate::case::{Audience, Piece};
use crate::render::{code, escape};

impl<'a> Writer<'a> {
    /// Writes an event, and returns the position after all that was written.
    pub(super) fn event(&mut self, at: usize, event: &'a Event<'static>) -> usize {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind),
            Event::Start(Tag::HtmlBlock) => return self.html_block(at),
            Event::Start(Tag::MetadataBlock(_)) => return self.after(at, is_metadata),
            Event::Start(Tag::Paragraph) => return self.paragraph(at),
            Event::Start(Tag::Item) => self.list_item(at),
            Event::Start(Tag::TableCell) => self.table_cell(at),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => escape::push_text(&mut self.html, text),
            Event::Code(text) => self.wrapped("code", text),
            Event::InlineMath(tex) => self.html.push_str(&math::html(tex, false)),
            Event::DisplayMath(tex) => self.html.push_str(&math::html(tex, true)),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html),
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => self.check_box(*done),
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag) {
        let end = End::Tag(tag.to_end());
        match tag {
            Tag::BlockQuote(None) => self.open(end, "<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(end, *kind),
            Tag::List(Some(1)) => self.open(end, "<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.open(end, format!("<ol start=\"{first}\">\n"), "</ol>\n");
            }
            Tag::List(None) => self.open(end, "<ul>\n", "</ul>\n"),
            Tag::DefinitionList => self.open(end, "<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.open(end, "<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.open(end, "<dd>", "</dd>\n"),
            Tag::Emphasis => self.open(end, "<em>", "</em>"),
            Tag::Strong => self.open(end, "<strong>", "</strong>"),
            Tag::Strikethrough => self.open(end, "<del>", "</del>"),
            Tag::Subscript => self.open(end, "<sub>", "</sub>"),
            Tag::Superscript => self.open(end, "<sup>", "</sup>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            // Those of the first line have methods of their own; the rest come as pieces, never as events.
            Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::CodeBlock(_) | Tag::HtmlBlock => {}
            Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } => {}
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.close(End::Tag(tag));
        match tag {
            TagEnd::TableCell => self.table.next_column(),
            TagEnd::TableHead => self.table_body(),
            _ => {}
        }
    }

    /// A paragraph; of a titled picture alone it makes a figure, of nothing nothing.
    fn paragraph(&mut self, at: usize) -> usize {
        let next = |offset| self.prose.pieces.get(at + offset);
        let ends = |offset| {
            matches!(
                next(offset),
                Some(Piece::Event(Event::End(TagEnd::Paragraph)))
            )
        };
        if ends(1) {
            return at + 2;
        }
        if let Some(Piece::Image {
            picture,
            alt,
            title: Some(title),
        }) = next(1)
            && ends(2)
        {
            self.figure(picture, alt, title);
            return at + 3;
        }
        self.open(End::Tag(TagEnd::Paragraph), "<p>", "</p>\n");
        at + 1
    }

    fn list_item(&mut self, at: usize) {
        let marks = |offset| {
            let piece = self.prose.pieces.get(at + offset);
            matches!(piece, Some(Piece::Event(Event::TaskListMarker(_))))
        };
        let start = if marks(1) || marks(2) {
            "<li class=\"task\">"
        } else {
            "<li>"
        };
        self.open(End::Tag(TagEnd::Item), start, "</li>\n");
    }

    fn check_box(&mut self, done: bool) {
        let (checked, key) = match done {
            true => (" checked", "prose.task_done"),
            false => ("", "prose.task_open"),
        };
        let label = escape::attribute(&self.words(key));
        let html = format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> ");
        self.html.push_str(&html);
    }

    fn alert(&mut self, end: End, kind: BlockQuoteKind) {
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = escape::text(&self.words(&format!("alert.{name}")));
        // As a note it is no landmark, of which a page should have few.
        let start = format!(
            "<aside class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
        );
        self.open(end, start, "</aside>\n");
    }

    /// A passage for one audience, which says so.
    pub(super) fn passage(&mut self, audience: Audience) {
        let name = match audience {
            Audience::Everyone => return self.open(End::Passage, "", ""),
            Audience::Student => "student",
            Audience::Instructor => "instructor",
        };
        let label = self.words(&format!("passage.{name}"));
        let start = format!(
            "<div class=\"passage passage-{name}\" role=\"note\" aria-label=\"{}\">\n<p class=\"passage-label\">{}</p>\n",
            escape::attribute(&label),
            escape::text(&label),
        );
        self.open(End::Passage, start, "</div>\n");
    }

    fn code_block(&mut self, at: usize, kind: &CodeBlockKind) -> usize {
        let language = match kind {
            CodeBlockKind::Fenced(info) => code::language(info),
            CodeBlockKind::Indented => "",
        };
        let next = self.after(at, |tag| *tag == TagEnd::CodeBlock);
        let words = self.text_of(at, next);
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape::attribute(language)),
        };
        // It scrolls where a line is long, and so the keyboard must reach it.
        let html = format!(
            "<pre class=\"code\" tabindex=\"0\"><code{class}>{}</code></pre>\n",
            code::html(&words, language)
        );
        self.html.push_str(&html);
        next
    }

    /// Raw HTML. Its lines come as events of their own, and a comment may go over several.
    fn html_block(&mut self, at: usize) -> usize {
        let next = self.after(at, |tag| *tag == TagEnd::HtmlBlock);
        let html = self.text_of(at, next);
        self.raw_html(&html);
        if !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        next
    }

    fn raw_html(&mut self, html: &str) {
        let lower = html.trim_start().to_ascii_lowercase();
        if lower.starts_with("</a") {
            self.raw_link = false;
        } else if opens_link(&lower) {
            self.raw_link = true;
        }
        self.html.push_str(&without_comments(html));
    }

    fn wrapped(&mut self, element: &str, words: &str) {
        for part in ["<", element, ">"] {
            self.html.push_str(part);
        }
        escape::push_text(&mut self.html, words);
        for part in ["</", element, ">"] {
            self.html.push_str(part);
        }
    }

    /// The position after the end that begins at `at`.
    fn after(&self, at: usize, ends: impl Fn(&TagEnd) -> bool) -> usize {
        let pieces = self.prose.pieces.iter().skip(at);
        let length = pieces
            .take_while(|piece| !matches!(piece, Piece::Event(Event::End(tag)) if ends(tag)))
            .count();
        at + length + 1
    }

    fn text_of(&self, from: usize, to: usize) -> String {
        let pieces = self.prose.pieces.iter().take(to).skip(from);
        pieces
            .filter_map(|piece| match piece {
                Piece::Event(Event::Text(text) | Event::Html(text)) => Some(text.as_ref()),
                _ => None,
            })
            .collect()
    }
}

/// Whether raw HTML in lower case is the start of a link.
pub(super) fn opens_link(html: &str) -> bool {
    let rest = html.strip_prefix("<a");
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
}

/// What stands in a comment is for the author alone.
fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

fn is_metadata(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::MetadataBlock(_))
}
