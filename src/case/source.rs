//! Source articles as far as the edition may show them, their quotations and mentions.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::{Head, Prose, Ref, Right};
use crate::resolve::quotation::Verdict;
use crate::syntax::article::{Block, Shape};
use crate::syntax::edtf::Edtf;

/// The record of a source article.
#[derive(Clone, Debug)]
pub struct Source {
    /// What every kind has.
    pub head: Head,
    /// How the case calls it in a citation: `short`, or author, publisher or first words of the title.
    pub label: String,
    /// The article's file name in `seeds/`.
    pub file: Arc<str>,
    /// A type of the Citation Style Language.
    pub csl_type: String,
    /// Who wrote the article.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether and how it was translated.
    pub translation: Translation,
    /// How much of it this edition may show.
    pub right: Right,
    /// What this edition shows of it.
    pub article: Article,
    /// Whether the text stops in the middle of a sentence.
    pub truncated: bool,
    /// What is quoted from it, in the article's order.
    pub quotations: Arc<[Quotation]>,
    /// The profiles' names in it, in the article's order.
    pub mentions: Arc<[Mention]>,
    /// The editor's critical note.
    pub body: Prose,
}

/// Whether and how an article was translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Translation {
    /// It is in its own language.
    #[default]
    None,
    /// By a translator.
    Human,
    /// By a machine.
    Machine,
}

/// What an edition shows of an article.
///
/// With `Right::Record` it has no paragraphs; with `Right::Excerpt` those with quoted passages, and of them the quoted words alone.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The shown paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// How paragraphs form lists and tables: positions in `paragraphs`. With `Right::Excerpt` a plain row of paragraphs.
    pub blocks: Vec<Block>,
    /// The delimiter rows of tables, by position of the row above: text that is in the file but no paragraph.
    pub delimiters: Vec<(usize, String)>,
    /// How many paragraphs the whole article has.
    pub length: u32,
    /// How long each of them is, in order; none with `Right::Record`.
    pub outline: Vec<Extent>,
}

/// How long a paragraph of the whole article is, whether or not the edition shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Its words; in scripts that put no spaces between words, its characters.
    pub words: u32,
    /// Whether it is page furniture, which the editor leaves out.
    pub omitted: bool,
}

/// One paragraph as far as the edition shows it. Ranges are bytes of `text`.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its number in the whole file, from 1.
    pub number: u32,
    /// What it is.
    pub shape: Shape,
    /// Its words; line ends are `\n`.
    pub text: String,
    /// The bullet, number or heading marks at its start, with the space after them.
    pub marker: usize,
    /// A table row's cells.
    pub cells: Vec<Range<usize>>,
    /// Quoted passages (places in `Source::quotations`), by start, then longest first; they may overlap.
    pub quoted: Vec<(Range<usize>, usize)>,
    /// The first mention of each profile (places in `Source::mentions`), in order, not overlapping.
    pub names: Vec<(Range<usize>, usize)>,
    /// Where words are left out.
    pub gaps: Vec<usize>,
    /// How many words are left out at each of the gaps.
    pub left_out: Vec<u32>,
}

impl Article {
    /// The paragraph of a number, if the edition shows it.
    pub fn paragraph(&self, number: u32) -> Option<&Paragraph> {
        let found = self
            .paragraphs
            .binary_search_by_key(&number, |paragraph| paragraph.number);
        found.ok().and_then(|at| self.paragraphs.get(at))
    }
}

impl Paragraph {
    /// The bytes of the quoted passages that `counts` says yes to, by place, as ranges in order that lie apart.
    pub fn quoted_ranges(&self, counts: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut apart: Vec<Range<usize>> = Vec::new();
        for (range, _) in self.quoted.iter().filter(|(_, place)| counts(*place)) {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range.clone()),
            }
        }
        apart
    }

    /// Some bytes of its words, with a mark and a space on both sides of it wherever some are left out: what stands on both sides of a
    /// gap is no phrase of the source.
    pub fn with_gaps(&self, range: Range<usize>, mark: &str) -> Cow<'_, str> {
        let piece = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let inside = |gap: &&usize| (range.start..=range.end).contains(*gap);
        let mut words = String::new();
        let mut from = range.start;
        for gap in self.gaps.iter().filter(inside) {
            let before = piece(from..*gap).trim_end();
            let before = if words.is_empty() {
                before
            } else {
                before.trim_start()
            };
            words.push_str(before);
            if !words.ends_with(' ') {
                words.push(' ');
            }
            words.push_str(mark);
            words.push(' ');
            from = *gap;
        }
        let rest = piece(from..range.end);
        match words.is_empty() {
            true => rest.into(),
            false => (words + rest.trim_start()).into(),
        }
    }
}

/// A quotation: its source, and its place among that source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotationRef {
    /// Place in `Case::sources`.
    pub source: usize,
    /// Place in `Source::quotations`.
    pub index: usize,
}

/// A mention: its source, and its place among that source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MentionRef {
    /// Place in `Case::sources`.
    pub source: usize,
    /// Place in `Source::mentions`.
    pub index: usize,
}

/// A quotation and the passage it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Unique in the case.
    pub id: String,
    /// The anchor on the source's page; `None` if not verified.
    pub anchor: Option<String>,
    /// Place in `Case::sources`.
    pub source: usize,
    /// The source's own words, gaps as `…`; `None` if not verified.
    pub text: Option<String>,
    /// What verifying found.
    pub verdict: Verdict,
    /// The paragraph it starts in; `None` if not verified.
    pub paragraph: Option<u32>,
    /// The records that quote it.
    pub cited_by: Vec<Ref>,
}

/// A profile's name in an article.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Place in `Case::profiles`.
    pub profile: usize,
    /// Place in `Case::sources`.
    pub source: usize,
    /// The paragraph's number.
    pub paragraph: u32,
    /// The words; `None` where the rights withhold them.
    pub words: Option<Sentence>,
}

/// A mention in its sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The name as the author of the profile spelt it.
    pub alias: String,
    /// The first character in the paragraph, and the one after the last.
    pub characters: Range<usize>,
    /// The sentence up to the name.
    pub before: String,
    /// The name as the article has it.
    pub name: String,
    /// The sentence after the name.
    pub after: String,
}
