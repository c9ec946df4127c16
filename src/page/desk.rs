//! What views are made with: the case, the theme's words, and the page that is being made.

use super::{Cited, Date, EvidenceView, Link, Scales, Words, name, route};
use crate::case::{Case, Evidence, Kind, Picture, Prose, Ref, Target};
use crate::syntax::edtf::Edtf;

/// Sets prose, articles and references as HTML for one page.
///
/// Rendering stands behind this trait, so that views need not know it. A component that fails leaves its page unpublished; the
/// typesetter remembers why.
pub trait Typeset {
    /// Prose as safe HTML. Ids in it begin with `id_prefix`; its highest headings are `<hN>` with N = `heading_base`.
    fn prose(&self, prose: &Prose, id_prefix: &str, heading_base: u8) -> String;

    /// The text of a source as far as the edition shows it, as safe HTML.
    fn article(&self, source: usize) -> String;

    /// How a source is referred to in the case's citation style.
    fn reference(&self, source: usize) -> Reference;
}

/// How a source is referred to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its entry in a bibliography, as safe HTML.
    pub html: String,
    /// How a text cites it, such as "(She 2025)"; `None` where the style cites by notes or by numbers.
    pub in_text: Option<String>,
    /// Its record for reference managers: an OpenURL ContextObject.
    pub coins: String,
    /// Its place in a bibliography, from 0.
    pub rank: usize,
    /// Its entry in a bibliography as the inline text of a sheet: strings, and maps with the key `t`.
    pub inline: Vec<serde_json::Value>,
}

/// What the views of one page are made with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The case.
    pub case: &'a Case,
    /// The theme's words in the site's language.
    pub words: &'a Words,
    /// Sets prose.
    pub typesetter: &'a dyn Typeset,
    /// The scales of its timeline.
    pub scales: &'a Scales,
    /// The output path of the page.
    pub path: &'a str,
}

impl Desk<'_> {
    /// The URL of a target, seen from the page.
    pub fn url(&self, target: &Target) -> String {
        route::href(self.case, self.path, target)
    }

    /// The URL of a record.
    pub fn record_url(&self, place: Ref) -> String {
        self.url(&Target::Record(place, None))
    }

    /// A link to a record under its title.
    pub fn link(&self, kind: Kind, index: usize) -> Link {
        let place = Ref { kind, index };
        Link {
            title: self.case.head(place).title.clone(),
            url: self.record_url(place),
        }
    }

    /// Links to records of one kind.
    pub fn links(&self, kind: Kind, places: &[usize]) -> Vec<Link> {
        places.iter().map(|index| self.link(kind, *index)).collect()
    }

    /// A link that names the kind of its record.
    pub fn cited(&self, place: Ref) -> Cited {
        Cited {
            kind: name::kind(place.kind),
            title: self.case.head(place).title.clone(),
            url: self.record_url(place),
        }
    }

    /// A link to a source under the name that citations give it.
    pub fn source(&self, index: usize) -> Link {
        Link {
            title: self.case.sources[index].label.clone(),
            ..self.link(Kind::Source, index)
        }
    }

    /// A date in words and for programs.
    pub fn date(&self, date: &Edtf) -> Date {
        Date::of(date, self.words)
    }

    /// Prose as safe HTML under the page's title; `None` where there is none.
    pub fn body(&self, prose: &Prose) -> Option<String> {
        self.body_within(prose, "", 2)
    }

    /// Prose as safe HTML; `None` where there is none.
    pub fn body_within(&self, prose: &Prose, id_prefix: &str, heading_base: u8) -> Option<String> {
        (!prose.pieces.is_empty()).then(|| self.typesetter.prose(prose, id_prefix, heading_base))
    }

    /// What bears something out, in the order written.
    pub fn evidence(&self, evidence: &[Evidence]) -> Vec<EvidenceView> {
        evidence.iter().map(|one| self.witness(one)).collect()
    }

    /// A picture with its URL.
    pub fn picture(&self, picture: &Picture) -> PictureView {
        PictureView {
            url: self.url(&Target::File(picture.path.clone())),
            width: picture.size.map(|(width, _)| width),
            height: picture.size.map(|(_, height)| height),
        }
    }

    /// One piece of evidence.
    pub(super) fn witness(&self, evidence: &Evidence) -> EvidenceView {
        let source = &self.case.sources[evidence.source];
        let quotation = evidence.quotation.map(|at| self.case.quotation(at));
        let paragraph = quotation
            .and_then(|quotation| quotation.paragraph)
            .or(evidence.paragraph);
        let source_url = self.record_url(Ref {
            kind: Kind::Source,
            index: evidence.source,
        });
        let url = match (evidence.quotation, evidence.paragraph) {
            (Some(at), _) => self.url(&Target::Quotation(at)),
            (None, Some(number)) => self.url(&Target::Paragraph(evidence.source, number)),
            (None, None) => source_url.clone(),
        };
        EvidenceView {
            label: source.label.clone(),
            title: source.head.title.clone(),
            source_url,
            url,
            quote: evidence.quote.clone(),
            verdict: quotation.map(|quotation| name::verdict(quotation.verdict)),
            paragraph,
            language: self.foreign(source.language.as_deref()),
        }
    }

    /// A language, unless it is the site's.
    pub fn foreign(&self, language: Option<&str>) -> Option<String> {
        language
            .filter(|language| !language.eq_ignore_ascii_case(&self.words.language))
            .map(str::to_owned)
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PictureView {
    /// Relative to the page.
    pub url: String,
    /// In pixels, where the file tells.
    pub width: Option<usize>,
    /// In pixels, where the file tells.
    pub height: Option<usize>,
}
