//! `content/case.md` as written.

use super::style;
use crate::syntax::Words;
use crate::syntax::edtf::Edtf;
use crate::syntax::fields::Fields;
use crate::syntax::yaml::Value;

/// The site's configuration as written.
#[derive(Clone, Debug)]
pub struct RawFront {
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// One or two sentences on the case.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<RawAuthor>,
    /// The site's language.
    pub language: Option<Words>,
    /// Where it will be published.
    pub base_url: Option<Words>,
    /// The theme's name.
    pub theme: Option<Words>,
    /// The licence.
    pub license: Option<String>,
    /// When it was finished or revised.
    pub date: Option<Edtf>,
    /// Whether a quotation that is not in its source lets the site be built.
    pub quotes_warn: bool,
    /// A style of the Citation Style Language, by one of its names.
    pub citation_style: Option<String>,
}

/// An author as written.
#[derive(Clone, Debug)]
pub struct RawAuthor {
    /// The name.
    pub name: String,
    /// School, paper or firm.
    pub affiliation: Option<String>,
    /// A page about the author.
    pub url: Option<Words>,
}

pub(super) fn read(fields: &mut Fields) -> RawFront {
    RawFront {
        subtitle: fields.text("subtitle"),
        description: fields.text("description"),
        authors: authors(fields),
        language: fields.language("language"),
        base_url: fields.words("base_url"),
        theme: fields.words("theme"),
        license: fields.text("license"),
        date: fields.date("date"),
        quotes_warn: fields
            .choice("quotes", &[("error", false), ("warn", true)])
            .unwrap_or_default(),
        citation_style: style::read(fields),
    }
}

/// Each author is a name, or a mapping with the name and more.
fn authors(fields: &mut Fields) -> Vec<RawAuthor> {
    let mut authors = Vec::new();
    for node in fields.list("authors") {
        authors.push(match node.value {
            Value::Scalar(name) => RawAuthor {
                name,
                affiliation: None,
                url: None,
            },
            _ => fields.nested("an author", node, |fields| RawAuthor {
                name: fields.required("name").value,
                affiliation: fields.text("affiliation"),
                url: fields.words("url"),
            }),
        });
    }
    authors
}
