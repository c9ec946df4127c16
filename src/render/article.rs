//! An article as its source's page shows it: its own words line by line, numbered, with quoted passages marked.
//!
//! Numbers and bullets: what the article has stays in the text, and the style sheet adds no marker of its own. A
//! paragraph's number is an attribute, so that the text of the element is the article's and nothing more. The apparatus that stands
//! between paragraphs is marked by `data-added`.

mod apparatus;
mod passage;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::case::{Case, Paragraph, Right, Source};
use crate::page::{Words, phrase, route, source};
use crate::syntax::article::{Block, List};

use super::escape;
use apparatus::{Stop, plural};

/// So many blocks make up one unit at most: a browser lays out a long article unit by unit.
const UNIT: usize = 40;

/// The text of a source's article as HTML, as far as the edition shows it; empty for a record alone.
///
/// `page` is the output path of the page, `words` the theme's strings by key, and `level` that of the article's headings.
pub fn html(case: &Case, source: &Source, page: &str, words: &Words, level: u8) -> String {
    let delimiters = source.article.delimiters.iter();
    // The words, and about as much markup for each paragraph as its number and a name take.
    let shown = source.article.paragraphs.iter();
    let length = shown.map(|paragraph| paragraph.text.len() + 200).sum();
    let mut writer = Writer {
        case,
        source,
        page,
        words,
        label: words.or_key("article.paragraph"),
        level: level.clamp(2, 6),
        html: String::with_capacity(length),
        anchors: BTreeSet::new(),
        stops: apparatus::stops(source),
        delimiters: delimiters
            .map(|(row, text)| (*row, text.as_str()))
            .collect(),
        next: 1,
        unit: 0,
    };
    if source.right == Right::Record {
        return writer.html;
    }
    writer.units();
    writer.html
}

struct Writer<'a> {
    case: &'a Case,
    source: &'a Source,
    page: &'a str,
    words: &'a Words,
    /// What a paragraph's number is read out as.
    label: String,
    level: u8,
    html: String,
    /// The anchors of passages that are on the page already.
    anchors: BTreeSet<&'a str>,
    /// The places that are quoted, in order.
    stops: Vec<Stop<'a>>,
    /// The delimiter row under a table's row, by the row's position.
    delimiters: BTreeMap<usize, &'a str>,
    /// The number that the next paragraph has if nothing is left out before it.
    next: u32,
    /// How many blocks the open unit has; none is open at 0.
    unit: usize,
}

impl<'a> Writer<'a> {
    /// The blocks in units: each begins with one that is quoted, after which its apparatus stands, so that a style sheet can set that
    /// beside the text up to the next one.
    fn units(&mut self) {
        let blocks = &self.source.article.blocks;
        for block in blocks {
            let numbers = self.numbers(block);
            let stops = numbers.map_or(0..0, |numbers| self.stops_in(numbers));
            // What is left out stands with what is before it.
            if let Some((first, _)) = numbers {
                self.left_out(first);
            }
            if !stops.is_empty() {
                self.end_unit();
            }
            self.in_unit();
            self.block(block);
            if !stops.is_empty() {
                self.apparatus(stops);
            }
        }
        self.left_out(self.source.article.length.saturating_add(1));
        self.end_unit();
    }

    /// Sees to it that a unit is open which has room for one more.
    fn in_unit(&mut self) {
        if self.unit == UNIT {
            self.end_unit();
        }
        if self.unit == 0 {
            self.html.push_str("<div class=\"unit\">\n");
        }
        self.unit += 1;
    }

    fn end_unit(&mut self) {
        if self.unit > 0 {
            self.html.push_str("</div>\n");
        }
        self.unit = 0;
    }

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

    /// Says which paragraphs before `number` the rights withhold, and how long they are. Page furniture, left out by the editor, is not
    /// missed.
    fn left_out(&mut self, number: u32) {
        let numbers = self.next..number;
        self.next = self.next.max(number);
        if self.source.right != Right::Excerpt {
            return;
        }
        let outline = &self.source.article.outline;
        let extent = |number: u32| outline.get(usize::try_from(number).ok()?.checked_sub(1)?);
        let missed: Vec<(u32, u32)> = numbers
            .filter_map(|number| Some((number, extent(number)?)))
            .filter(|(_, extent)| !extent.omitted)
            .map(|(number, extent)| (number, extent.words))
            .collect();
        let (Some((from, _)), Some((to, _))) = (missed.first(), missed.last()) else {
            return;
        };
        let length = missed.iter().map(|(_, words)| *words);
        let amount = self.amount(length.fold(0, u32::saturating_add));
        let (from, to) = (self.number(*from), self.number(*to));
        let values = [("from", from.as_str()), ("to", &to), ("amount", &amount)];
        let key = match missed.len() {
            1 => "article.paragraph_left_out",
            _ => "article.paragraphs_left_out",
        };
        let words = phrase::fill(&self.words.or_key(key), &values);
        self.in_unit();
        let _ = writeln!(self.html, "<p class=\"gap\">{}</p>", escape::text(&words));
    }

    /// So many words or characters, as one says it.
    fn amount(&self, count: u32) -> String {
        let language = self.source.language.as_deref();
        let key = match source::unit(language.unwrap_or(&self.words.language)) {
            source::Unit::Words => "article.words",
            source::Unit::Characters => "article.characters",
        };
        let count = source::about(count);
        let number = self.number(count);
        plural(self.words, key, count as usize, &[("count", &number)])
    }

    fn number(&self, number: u32) -> String {
        self.words.number(i64::from(number)).into_owned()
    }

    fn paragraph(&self, at: usize) -> Option<&'a Paragraph> {
        self.source.article.paragraphs.get(at)
    }
}

#[cfg(test)]
mod tests;
