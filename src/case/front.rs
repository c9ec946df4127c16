//! The front page, whose front matter is the site's only configuration.

use super::{Head, Prose};
use crate::syntax::edtf::Edtf;

/// The case as a whole.
#[derive(Clone, Debug)]
pub struct Front {
    /// Title and summary; its kind is `Case`.
    pub head: Head,
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// One or two sentences for search engines and feeds.
    pub description: Option<String>,
    /// Who wrote the case.
    pub authors: Vec<Author>,
    /// The site's language as a BCP 47 tag.
    pub language: String,
    /// Where the site will be published, with a final `/`.
    pub base_url: Option<String>,
    /// An SPDX identifier, or the licence in words.
    pub license: Option<String>,
    /// When the case was finished or last revised.
    pub date: Option<Edtf>,
    /// A style of the Citation Style Language, by name.
    pub citation_style: String,
    /// The front page's text.
    pub body: Prose,
}

/// One of the case's authors.
#[derive(Clone, Debug)]
pub struct Author {
    /// The full name.
    pub name: String,
    /// School, paper or firm.
    pub affiliation: Option<String>,
    /// A page about the author.
    pub url: Option<String>,
}
