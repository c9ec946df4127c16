//! Markdown to HTML with pulldown-cmark, for as much of it as the corpus uses.

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// A line of the table of contents.
#[derive(Serialize)]
pub(crate) struct Heading {
    title: String,
    permalink: String,
}

/// The HTML of a text, and its headings.
pub(crate) fn html(text: &str, permalink: &str) -> (String, Vec<Heading>) {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    let mut headings = Vec::new();
    // Where the open heading's text begins.
    let mut heading = None;
    let mut in_head = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(out.len()),
            Event::End(TagEnd::Heading(level)) => {
                let title = out.split_off(heading.take().unwrap_or(out.len()));
                let id = slug(&title);
                let _ = writeln!(out, "<{level} id=\"{id}\">{title}</{level}>");
                headings.push(Heading {
                    permalink: format!("{permalink}#{id}"),
                    title,
                });
            }
            Event::Start(tag) => {
                in_head |= matches!(tag, Tag::TableHead);
                open(&mut out, &tag, in_head);
            }
            Event::End(tag) => {
                close(&mut out, tag, in_head);
                in_head &= tag != TagEnd::TableHead;
            }
            Event::Text(text) => escape(&mut out, &text),
            Event::Code(text) => {
                out.push_str("<code>");
                escape(&mut out, &text);
                out.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            _ => {}
        }
    }
    (out, headings)
}

fn open(out: &mut String, tag: &Tag, in_head: bool) {
    match tag {
        Tag::Paragraph => out.push_str("<p>"),
        Tag::BlockQuote(_) => out.push_str("<blockquote>\n"),
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
            let _ = write!(out, "<pre><code class=\"language-{language}\">");
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => out.push_str("<pre><code>"),
        Tag::List(None) => out.push_str("<ul>\n"),
        Tag::List(Some(_)) => out.push_str("<ol>\n"),
        Tag::Item => out.push_str("<li>"),
        Tag::Emphasis => out.push_str("<em>"),
        Tag::Strong => out.push_str("<strong>"),
        Tag::Table(_) => out.push_str("<table>\n"),
        Tag::TableHead | Tag::TableRow => out.push_str("<tr>"),
        Tag::TableCell if in_head => out.push_str("<th>"),
        Tag::TableCell => out.push_str("<td>"),
        Tag::Link { dest_url, .. } => {
            out.push_str("<a href=\"");
            match dest_url.strip_prefix("@/") {
                Some(page) => {
                    let _ = write!(out, "/{}/", page.trim_end_matches(".md"));
                }
                None => escape(out, dest_url),
            }
            out.push_str("\">");
        }
        _ => {}
    }
}

fn close(out: &mut String, tag: TagEnd, in_head: bool) {
    out.push_str(match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Table => "</table>\n",
        TagEnd::TableHead | TagEnd::TableRow => "</tr>\n",
        TagEnd::TableCell if in_head => "</th>",
        TagEnd::TableCell => "</td>",
        TagEnd::Link => "</a>",
        _ => "",
    });
}

fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(place) = rest.find(['<', '>', '&', '"']) {
        out.push_str(&rest[..place]);
        out.push_str(match rest.as_bytes()[place] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            _ => "&quot;",
        });
        rest = &rest[place + 1..];
    }
    out.push_str(rest);
}

fn slug(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}
