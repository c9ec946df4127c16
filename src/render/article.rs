//! An article as its source's page shows it: its own words line by line, numbered, with quoted passages marked.
//!
//! Numbers and bullets: what the article has stays in the text, and the style sheet adds no marker of its own. A
//! paragraph's number is an attribute, so that the text of the element is the article's and nothing more.

mod passage;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::case::{Case, Paragraph, Right, Source};
use crate::page::{phrase, route};
use crate::syntax::article::{Block, List};

use super::escape;

/// The text of a source's article as HTML, as far as the edition shows it; empty for a record alone.
///
/// `page` is the output path of the page, `words` the theme's strings by key, and `level` that of the article's headings.
pub fn html(
    case: &Case,
    source: &Source,
    page: &str,
    words: &dyn Fn(&str) -> String,
    level: u8,
) -> String {
    let delimiters = source.article.delimiters.iter();
    // The words, and about as much markup for each paragraph as its number and a name take.
    let shown = source.article.paragraphs.iter();
    let length = shown.map(|paragraph| paragraph.text.len() + 200).sum();
    let mut writer = Writer {
        case,
        source,
        page,
        words,
        label: words("article.paragraph"),
        level: level.clamp(2, 6),
        html: String::with_capacity(length),
        anchors: BTreeSet::new(),
        delimiters: delimiters
            .map(|(row, text)| (*row, text.as_str()))
            .collect(),
        next: 1,
    };
    if source.right == Right::Record {
        return writer.html;
    }
    for block in &source.article.blocks {
        writer.block(block);
    }
    writer.left_out(source.article.length.saturating_add(1));
    writer.html
}

struct Writer<'a> {
    case: &'a Case,
    source: &'a Source,
    page: &'a str,
    words: &'a dyn Fn(&str) -> String,
    /// What a paragraph's number is read out as.
    label: String,
    level: u8,
    html: String,
    /// The anchors of passages that are on the page already.
    anchors: BTreeSet<&'a str>,
    /// The delimiter row under a table's row, by the row's position.
    delimiters: BTreeMap<usize, &'a str>,
    /// The number that the next paragraph has if nothing is left out before it.
    next: u32,
}

impl<'a> Writer<'a> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(at) => self.line("p", *at),
            Block::Heading(at) => self.line(&format!("h{}", self.level), *at),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
        }
    }

    /// A paragraph or heading.
    fn line(&mut self, element: &str, at: usize) {
        let Some(paragraph) = self.paragraph(at) else {
            return;
        };
        self.left_out(paragraph.number);
        self.start(element, paragraph);
        self.permalink(paragraph);
        self.words_of(paragraph, 0..paragraph.text.len());
        for part in ["</", element, ">\n"] {
            self.html.push_str(part);
        }
        self.next = paragraph.number.saturating_add(1);
    }

    fn list(&mut self, list: &List) {
        let element = if list.ordered { "ol" } else { "ul" };
        let _ = writeln!(self.html, "<{element} class=\"as-written\">");
        for item in &list.items {
            let Some(paragraph) = self.paragraph(item.paragraph) else {
                continue;
            };
            self.start("li", paragraph);
            self.permalink(paragraph);
            self.words_of(paragraph, 0..paragraph.text.len());
            for child in &item.children {
                self.html.push('\n');
                self.list(child);
            }
            self.html.push_str("</li>\n");
            self.next = paragraph.number.saturating_add(1);
        }
        let _ = writeln!(self.html, "</{element}>");
    }

    /// Opens a paragraph's element, with its anchor and its number.
    fn start(&mut self, element: &str, paragraph: &Paragraph) {
        let number = paragraph.number.to_string();
        let anchor = route::paragraph_anchor(paragraph.number);
        for part in [
            "<",
            element,
            " id=\"",
            &anchor,
            "\" data-n=\"",
            &number,
            "\">",
        ] {
            self.html.push_str(part);
        }
    }

    /// An empty link, whose words are the number that the style sheet shows.
    fn permalink(&mut self, paragraph: &Paragraph) {
        let number = paragraph.number.to_string();
        let label = phrase::fill(&self.label, &[("n", &number)]);
        let anchor = route::paragraph_anchor(paragraph.number);
        for part in ["<a class=\"n\" href=\"#", &anchor, "\" aria-label=\""] {
            self.html.push_str(part);
        }
        escape::push_attribute(&mut self.html, &label);
        self.html.push_str("\"></a>");
    }

    /// Says which paragraphs before `number` the rights withhold. Page furniture, left out by the editor, is not missed.
    fn left_out(&mut self, number: u32) {
        if self.source.right != Right::Excerpt || number <= self.next {
            return;
        }
        let (from, to) = (self.next.to_string(), (number - 1).to_string());
        let count = (number - self.next).to_string();
        let values = [
            ("n", from.as_str()),
            ("from", &from),
            ("to", &to),
            ("count", &count),
        ];
        let key = if from == to {
            "article.paragraph_left_out"
        } else {
            "article.paragraphs_left_out"
        };
        let words = self.phrase(key, &values);
        let _ = writeln!(self.html, "<p class=\"gap\">{}</p>", escape::text(&words));
    }

    fn paragraph(&self, at: usize) -> Option<&'a Paragraph> {
        self.source.article.paragraphs.get(at)
    }

    fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        phrase::fill(&(self.words)(key), values)
    }
}

#[cfg(test)]
mod tests;
