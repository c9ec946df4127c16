//! What of a source stands in its reference, and the same as an entry of CSL-JSON, which styles are applied to.

use std::collections::BTreeMap;

use hayagriva::citationberg::json::{Item, LiteralName, NameValue, Value};

use super::date::{self, When};
use crate::case::Source;
use crate::page::Words;
use crate::render::export::csl_json::is_contained;
use crate::syntax::edtf::Edtf;

/// The bibliographic record of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// A type of the Citation Style Language.
    pub csl_type: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its title.
    pub title: String,
    /// Who published it, or the paper, journal or site that it stands in.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
}

/// A work as styles read it.
pub(super) struct Entry {
    /// The work, with the first day of its date.
    pub(super) item: Item,
    /// The same with the last, if the date has two ends.
    pub(super) until: Option<Item>,
    /// The date in words, if a style knows no such dates.
    pub(super) words: Option<String>,
    /// Its title without the marks around it, to sort by.
    pub(super) title: String,
    /// Year, month and day as far as they are known, to sort by.
    pub(super) numbers: Vec<i16>,
}

impl Work {
    /// The record of a source.
    pub fn of(source: &Source) -> Self {
        Work {
            csl_type: source.csl_type.clone(),
            authors: source.authors.clone(),
            title: source.head.title.clone(),
            publisher: source.publisher.clone(),
            date: source.date,
            url: source.url.clone(),
            language: source.language.clone(),
        }
    }

    /// Its words, for the spelling of names.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let names = self.publisher.iter().chain(&self.authors);
        names.chain([&self.title]).map(String::as_str)
    }

    /// A work made up of a date and a title.
    pub(super) fn sample(date: &str, title: &str) -> Self {
        Work {
            csl_type: "article-newspaper".to_owned(),
            authors: vec!["A".to_owned()],
            title: title.to_owned(),
            publisher: Some("P".to_owned()),
            date: Edtf::parse(date).ok(),
            url: None,
            language: None,
        }
    }

    /// The work as styles read it. Its key is its place.
    pub(super) fn entry(&self, at: usize, words: &Words) -> Entry {
        let when = self.date.as_ref().map(|date| When::of(date, words));
        let (from, to, words) = match when {
            None => (None, None, None),
            Some(When::Known(date)) => (Some(date), None, None),
            Some(When::Between(from, to)) => (Some(from), Some(to), None),
            Some(When::Worded(date, words)) => (Some(date), None, Some(words)),
        };
        let is_mark = |letter: char| !letter.is_alphanumeric();
        Entry {
            title: self.title.trim_matches(is_mark).to_owned(),
            numbers: from.as_ref().map_or_else(Vec::new, date::Parts::numbers),
            item: self.item(at, from),
            until: to.map(|to| self.item(at, Some(to))),
            words,
        }
    }

    fn item(&self, at: usize, date: Option<date::Parts>) -> Item {
        let container = match is_contained(&self.csl_type) {
            true => "container-title",
            false => "publisher",
        };
        let url = self.url.as_deref();
        let doi = url.and_then(doi);
        let text = |words: &str| Value::String(words.to_owned());
        let name = |name: &String| {
            NameValue::Literal(LiteralName {
                literal: name.clone(),
            })
        };
        let fields = [
            ("id", Some(Value::String(at.to_string()))),
            ("type", Some(text(&self.csl_type))),
            ("title", Some(text(&self.title))),
            (
                "author",
                (!self.authors.is_empty())
                    .then(|| Value::Names(self.authors.iter().map(name).collect())),
            ),
            (container, self.publisher.as_deref().map(text)),
            ("issued", date.map(|date| Value::Date(date.value()))),
            ("DOI", doi.map(text)),
            ("URL", url.filter(|_| doi.is_none()).map(text)),
            ("language", self.language.as_deref().map(text)),
        ];
        let fields = fields.into_iter();
        Item(
            fields
                .filter_map(|(key, value)| Some((key.to_owned(), value?)))
                .collect::<BTreeMap<_, _>>(),
        )
    }
}

/// The name of a work in the system of digital object identifiers, if an address is one.
pub(super) fn doi(url: &str) -> Option<&str> {
    let starts = [
        "doi:",
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
    ];
    starts
        .iter()
        .find_map(|start| url.strip_prefix(start))
        .filter(|doi| doi.starts_with("10."))
}
