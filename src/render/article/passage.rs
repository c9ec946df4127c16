//! The words of a paragraph, cut where quoted passages, names, gaps and markers begin and end.

use std::ops::Range;

use super::Writer;
use crate::case::{Kind, Paragraph, Ref, Target};
use crate::page::{phrase, route};
use crate::render::escape;

impl<'a> Writer<'a> {
    /// Writes a range of a paragraph's words.
    ///
    /// Passages overlap and nest, and elements can't overlap: the words are cut at every border, and adjoining pieces
    /// of the same passages share one `mark`. Its first piece bears a passage's anchor.
    pub(super) fn words_of(&mut self, paragraph: &'a Paragraph, range: Range<usize>) {
        let mut passages = Passages::new(&paragraph.quoted);
        let mut marked = Vec::new();
        let cuts = cuts(paragraph, &range);
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let quotations = passages.at(*start);
            let changes = quotations != marked;
            if changes {
                self.close_mark(&marked);
            }
            self.gap(paragraph, *start, &range);
            if changes {
                self.open_mark(&quotations);
                marked = quotations;
            }
            self.piece(paragraph, *start..*end);
        }
        self.close_mark(&marked);
        self.gap(paragraph, range.end, &range);
    }

    /// Opens the mark of all passages that a piece belongs to. Each anchor is on the page once.
    fn open_mark(&mut self, quotations: &[usize]) {
        if quotations.is_empty() {
            return;
        }
        let source = self.source;
        let quotations = || {
            let all = &source.quotations;
            quotations.iter().filter_map(|at| all.get(*at))
        };
        let ids: Vec<&str> = quotations()
            .map(|quotation| quotation.id.as_str())
            .collect();
        let mut anchors = quotations()
            .filter_map(|quotation| quotation.anchor.as_deref())
            .filter(|anchor| self.anchors.insert(anchor));
        let id = anchors.next().map_or_else(String::new, |anchor| {
            format!(" id=\"{}\"", escape::attribute(anchor))
        });
        let others: String = anchors
            .map(|anchor| format!("<span id=\"{}\"></span>", escape::attribute(anchor)))
            .collect();
        let ids = escape::attribute(&ids.join(" "));
        self.html
            .push_str(&format!("<mark{id} class=\"q\" data-q=\"{ids}\">{others}"));
    }

    fn close_mark(&mut self, quotations: &[usize]) {
        if !quotations.is_empty() {
            self.html.push_str("</mark>");
        }
    }

    /// One piece: a name, a marker, or plain words.
    fn piece(&mut self, paragraph: &'a Paragraph, range: Range<usize>) {
        let words = paragraph.text.get(range.clone()).unwrap_or_default();
        let within = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
        // Names are in order and apart: the last that starts before the piece is the only one that can hold it.
        let at = paragraph
            .names
            .partition_point(|(name, _)| name.start <= range.start);
        let name = at.checked_sub(1).and_then(|at| paragraph.names.get(at));
        // A link of white space alone could neither be seen nor heard.
        let mention = name.filter(|(name, _)| within(name) && !words.trim().is_empty());
        let end = match mention.and_then(|(_, mention)| self.profile(*mention)) {
            Some(href) => {
                for part in ["<a class=\"name\" href=\"", &href, "\">"] {
                    self.html.push_str(part);
                }
                "</a>"
            }
            None if range.end <= paragraph.marker => {
                self.html.push_str("<span class=\"marker\">");
                "</span>"
            }
            None => "",
        };
        escape::push_text(&mut self.html, words);
        self.html.push_str(end);
    }

    /// Marks words that are left out before or after `at`.
    fn gap(&mut self, paragraph: &Paragraph, at: usize, range: &Range<usize>) {
        let Ok(place) = paragraph.gaps.binary_search(&at) else {
            return;
        };
        let (before, after) = (
            paragraph.text.get(..at).unwrap_or_default(),
            paragraph.text.get(at..).unwrap_or_default(),
        );
        if at > range.start && !before.ends_with(char::is_whitespace) {
            self.html.push(' ');
        }
        let count = paragraph.left_out.get(place).copied().unwrap_or_default();
        let amount = self.amount(count);
        let words = phrase::fill(
            &self.words.or_key("article.words_left_out"),
            &[("amount", &amount)],
        );
        self.html.push_str(&format!(
            "<span class=\"gap\">{}</span>",
            escape::text(&words)
        ));
        if at < range.end && !after.starts_with(char::is_whitespace) {
            self.html.push(' ');
        }
    }

    fn profile(&self, mention: usize) -> Option<String> {
        let place = Ref {
            kind: Kind::Profile,
            index: self.source.mentions.get(mention)?.profile,
        };
        let href = route::href(self.case, self.page, &Target::Record(place, None));
        Some(escape::attribute(&href))
    }
}

/// The passages that the words at a place belong to, for places in order.
struct Passages<'a> {
    quoted: &'a [(Range<usize>, usize)],
    /// The next one to begin.
    next: usize,
    /// Where each open passage ends, and its quotation.
    open: Vec<(usize, usize)>,
}

impl<'a> Passages<'a> {
    fn new(quoted: &'a [(Range<usize>, usize)]) -> Self {
        Passages {
            quoted,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The quotations of the passages open at `at`, the outermost first.
    fn at(&mut self, at: usize) -> Vec<usize> {
        while let Some((range, quotation)) = self.quoted.get(self.next)
            && range.start <= at
        {
            self.open.push((range.end, *quotation));
            self.next += 1;
        }
        self.open.retain(|(end, _)| *end > at);
        self.open.iter().map(|(_, quotation)| *quotation).collect()
    }
}

/// Every border within a range, its own included, in order.
fn cuts(paragraph: &Paragraph, range: &Range<usize>) -> Vec<usize> {
    let quoted = paragraph.quoted.iter().map(|(range, _)| range);
    let names = paragraph.names.iter().map(|(range, _)| range);
    let mut cuts: Vec<usize> = quoted
        .chain(names)
        .flat_map(|range| [range.start, range.end])
        .chain(paragraph.gaps.iter().copied())
        .chain([paragraph.marker])
        .filter(|at| range.contains(at) && paragraph.text.is_char_boundary(*at))
        .chain([range.start, range.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}
