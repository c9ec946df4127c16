//! The small values that most views hold: links, dates, evidence.

use serde::Serialize;

use super::Words;
use crate::syntax::edtf::Edtf;

/// A link to a page of the site or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Relative to the page, or whole if elsewhere.
    pub url: String,
}

/// A link that says what kind of record it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// `case`, `note`, `event`, `profile`, `source`, `claim`, `question` or `handout`.
    pub kind: &'static str,
    /// Its words.
    pub title: String,
    /// Relative to the page.
    pub url: String,
}

/// A date for readers and for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Date {
    /// In the site's language: "around 5 January 2026".
    pub words: String,
    /// For `<time datetime>`, where HTML has a form for it.
    pub datetime: Option<String>,
    /// As the author wrote it, in EDTF.
    pub edtf: String,
}

impl Date {
    /// A date in the site's words and for programs.
    pub(super) fn of(date: &Edtf, words: &Words) -> Self {
        Date {
            words: words.date(date),
            datetime: date.datetime_attribute(),
            edtf: date.to_string(),
        }
    }
}

/// Words of a source that bear something out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// How the case calls the source.
    pub label: String,
    /// The source's title.
    pub title: String,
    /// The source's page.
    pub source_url: String,
    /// The quoted passage; without one the cited paragraph or the source's page.
    pub url: String,
    /// The words as the case quotes them, without marks; `None` where the source is cited alone.
    pub quote: Option<String>,
    /// What verifying found: `exact`, `normalised`, `elided`, `near-miss` or `absent`.
    pub verdict: Option<&'static str>,
    /// The paragraph's number, where one is known.
    pub paragraph: Option<u32>,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
}
