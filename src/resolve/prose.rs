//! A document's Markdown, resolved for the edition: every link, picture, citation and component bound.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::binding::Bound;
use super::held::held;
use super::link::{self, Lead};
use super::{Shared, component, footnote, heading};
use crate::case::{
    Citation, CitationItem, Files, Kind, Picture, Piece, Prose, QuotationRef, Ref, Target,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::suggest::nearest;
use crate::syntax::citation::RawCitation;
use crate::syntax::document::Document;
use crate::syntax::markdown::{Part, What};

/// What resolving one document gathers beside its record.
#[derive(Default)]
pub(super) struct Gathered {
    /// The records it leads to.
    pub(super) links: BTreeSet<Ref>,
    /// The files it uses, by output path.
    pub(super) files: Files,
    /// The documents whose anchors, article or quotations it depends on.
    pub(super) consulted: BTreeSet<usize>,
    /// Whether it depends on more than can be told: on the front matter of records that it selects.
    pub(super) selects: bool,
    /// What is wrong with it.
    pub(super) diagnostics: Diagnostics,
}

/// Resolves one document.
pub(super) struct Composer<'a> {
    /// What all documents share.
    pub(super) shared: &'a Shared<'a>,
    /// The document.
    pub(super) document: &'a Document,
    /// Its record.
    pub(super) own: Ref,
    /// Its quotations.
    pub(super) bound: &'a Bound,
    /// What it gathers.
    pub(super) gathered: Gathered,
}

/// Where the walk through a text stands.
#[derive(Default)]
struct Walk<'a> {
    /// How many headings have begun.
    headings: usize,
    /// Whether each open link is written out.
    links: Vec<bool>,
    /// Whether a link stands open whose words are its target's title.
    titled: bool,
    /// The citation of each quotation.
    bearers: BTreeMap<usize, &'a RawCitation>,
}

impl Walk<'_> {
    fn heading_start(&mut self) -> Piece {
        self.headings += 1;
        Piece::HeadingStart(self.headings - 1)
    }

    /// A link that leads nowhere leaves its words.
    fn link_start(&mut self, target: Option<Target>, title: &str) -> Option<Piece> {
        self.links.push(target.is_some());
        let title = (!title.is_empty()).then(|| title.to_owned());
        Some(Piece::LinkStart(target?, title))
    }

    /// Without words of its own the link shows its target's title; the parser repeats the id as its text.
    fn wiki_link_start(&mut self, target: Option<Target>, worded: bool) -> Option<Piece> {
        if worded {
            return self.link_start(target, "");
        }
        self.titled = true;
        self.links.push(false);
        target.map(Piece::TitleLink)
    }

    fn link_end(&mut self) -> Option<Piece> {
        self.titled = false;
        let is_written_out = self.links.pop().unwrap_or_default();
        is_written_out.then_some(Piece::LinkEnd)
    }
}

fn bearers<'a>(parts: &[&'a Part]) -> BTreeMap<usize, &'a RawCitation> {
    let bearer = |part: &&'a Part| match &part.what {
        What::Citation(citation, Some(quotation)) | What::BlockQuoteEnd(citation, quotation) => {
            Some((*quotation, citation))
        }
        _ => None,
    };
    parts.iter().filter_map(bearer).collect()
}

impl Composer<'_> {
    /// The document's text.
    pub(super) fn prose(&mut self) -> Prose {
        let edition = self.shared.registry.edition;
        let parts: Vec<&Part> = held(&self.document.body.parts, edition)
            .filter(|(_, held)| *held)
            .map(|(part, _)| part)
            .collect();
        let mut prose = Prose {
            // A piece a part, less what leads nowhere: as many as there will be, and no slack that the case would keep.
            pieces: Vec::with_capacity(parts.len()),
            headings: heading::headings(&self.document.body.parts, edition),
            ..Prose::default()
        };
        let dropped =
            footnote::unreferred(&parts, &self.document.file, &mut self.gathered.diagnostics);
        let dropped: BTreeSet<usize> = dropped.into_iter().flatten().collect();
        let mut walk = Walk {
            bearers: bearers(&parts),
            ..Walk::default()
        };
        for (at, part) in parts.iter().enumerate() {
            if !dropped.contains(&at) {
                self.part(part, &mut prose, &mut walk);
            }
        }
        // Thousands of notes are kept: none keeps the room that it had to grow.
        prose.pieces.shrink_to_fit();
        prose
    }

    fn part(&mut self, part: &Part, prose: &mut Prose, walk: &mut Walk) {
        if walk.titled && !matches!(part.what, What::WikiLinkEnd) {
            return;
        }
        let piece = match &part.what {
            What::Event(event) => Some(Piece::Event(event.clone())),
            What::HeadingStart(..) => Some(walk.heading_start()),
            What::HeadingEnd => Some(Piece::HeadingEnd(walk.headings.saturating_sub(1))),
            What::LinkStart(destination, title) => {
                let lead = link::by_path(self.shared, self.document, self.own, destination);
                let target = self.follow(lead, &part.range);
                walk.link_start(target, title)
            }
            What::WikiLinkStart(id, worded) => {
                let target = self.follow(link::by_id(self.shared, id), &part.range);
                walk.wiki_link_start(target, *worded)
            }
            What::LinkEnd | What::WikiLinkEnd => walk.link_end(),
            What::Image {
                destination,
                alt,
                title,
            } => self.image(destination, alt, title, &part.range),
            What::Citation(citation, _) => self.citation(citation, prose).map(Piece::Citation),
            What::QuoteStart(index) => Some(Piece::QuoteStart(
                self.quotations(walk.bearers.get(index).copied()),
            )),
            What::QuoteEnd => Some(Piece::QuoteEnd),
            What::BlockQuoteStart(index) => Some(Piece::BlockQuoteStart(
                self.quotations(walk.bearers.get(index).copied()),
            )),
            What::BlockQuoteEnd(citation, _) => {
                let citation = self
                    .citation(citation, prose)
                    .unwrap_or(Citation { items: Vec::new() });
                Some(Piece::BlockQuoteEnd(citation))
            }
            What::Component(name, parameters) => {
                component::component(self, name, parameters.as_ref(), &part.range)
                    .map(|component| Piece::Component(Box::new(component)))
            }
            What::PassageStart(audience) => Some(Piece::PassageStart(*audience)),
            What::PassageEnd => Some(Piece::PassageEnd),
        };
        prose.pieces.extend(piece);
    }

    /// The target of a link; or nothing, and a finding.
    pub(super) fn follow(&mut self, lead: Lead, range: &Range<usize>) -> Option<Target> {
        let place = Place::new(&self.document.file, range.clone());
        match lead {
            Lead::To(target) => {
                self.note(&target);
                Some(target)
            }
            Lead::Unread => None,
            Lead::Hidden(document) => {
                let diagnostic = self.shared.registry.hidden(self.document, document, place);
                self.gathered.diagnostics.push(diagnostic);
                None
            }
            Lead::Nowhere(rule, message, help) => {
                self.gathered
                    .diagnostics
                    .push(Diagnostic::new(rule, message).at(place).help(help));
                None
            }
        }
    }

    /// Remembers what a link uses.
    fn note(&mut self, target: &Target) {
        match target {
            Target::Record(place, anchor) => {
                self.gathered.links.insert(*place);
                if anchor.is_some() || place.kind == Kind::Source {
                    self.consult(*place);
                }
            }
            Target::Paragraph(index, _) => {
                let place = Ref {
                    kind: Kind::Source,
                    index: *index,
                };
                self.gathered.links.insert(place);
                self.consult(place);
            }
            Target::File(path) => {
                let file = path
                    .strip_prefix("files/")
                    .map(|inner| format!("content/{inner}"));
                let bytes = file.and_then(|file| self.shared.files.get(file.as_str()));
                if let Some(bytes) = bytes {
                    self.gathered.files.insert(path.clone(), Arc::clone(bytes));
                }
            }
            _ => {}
        }
    }

    fn image(
        &mut self,
        destination: &str,
        alt: &str,
        title: &str,
        range: &Range<usize>,
    ) -> Option<Piece> {
        let picture = self.picture(destination, range)?;
        if alt.trim().is_empty() {
            let diagnostic = Diagnostic::new(
                Rule::MissingAlt,
                format!("the picture `{destination}` has no words for those who do not see it"),
            );
            let help = "say in the brackets what it shows: `![A poster of the speech](poster.jpg)`";
            self.gathered.diagnostics.push(
                diagnostic
                    .at(Place::new(&self.document.file, range.clone()))
                    .help(help),
            );
        }
        let title = (!title.is_empty()).then(|| title.to_owned());
        Some(Piece::Image {
            picture: Box::new(picture),
            alt: alt.to_owned(),
            title,
        })
    }

    /// A picture of the case, to be copied; or nothing, and a finding.
    pub(super) fn picture(&mut self, destination: &str, range: &Range<usize>) -> Option<Picture> {
        let lead = link::by_path(self.shared, self.document, self.own, destination);
        let (message, help) = match lead {
            Lead::To(Target::File(path)) => {
                self.note(&Target::File(path.clone()));
                let size = self
                    .gathered
                    .files
                    .get(&path)
                    .and_then(|bytes| imagesize::blob_size(bytes).ok());
                return Some(Picture {
                    path,
                    size: size.map(|size| (size.width, size.height)),
                });
            }
            Lead::To(Target::External(_)) => (
                format!("the picture `{destination}` would be loaded from elsewhere"),
                "put the picture beside the text, if its licence allows it, and name the file"
                    .to_owned(),
            ),
            Lead::Nowhere(Rule::OutsideRoot, message, help) => (message, help),
            Lead::Nowhere(..) => (
                format!("there is no picture `{destination}`"),
                self.nearest_picture(destination),
            ),
            _ => (
                format!("`{destination}` is no picture"),
                "name an image file beside the text".to_owned(),
            ),
        };
        let place = Place::new(&self.document.file, range.clone());
        self.gathered.diagnostics.push(
            Diagnostic::new(Rule::BrokenImage, message)
                .at(place)
                .help(help),
        );
        None
    }

    fn nearest_picture(&self, destination: &str) -> String {
        let files = self.shared.files.keys();
        let names = files.map(|path| path.rsplit('/').next().unwrap_or(path));
        match nearest(destination.rsplit('/').next().unwrap_or(destination), names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "put it beside the text and name the file".to_owned(),
        }
    }

    fn citation(&mut self, citation: &RawCitation, prose: &mut Prose) -> Option<Citation> {
        let mut items = Vec::new();
        for item in &citation.items {
            let super::registry::Found::Visible(place) =
                self.shared.registry.find(Kind::Source, &item.id)
            else {
                continue;
            };
            self.gathered.links.insert(place);
            if !prose.cites.contains(&place.index) {
                prose.cites.push(place.index);
            }
            items.push(CitationItem {
                source: place.index,
                prefix: item.prefix.clone(),
                paragraphs: item.paragraphs.clone(),
                suffix: item.suffix.clone(),
                quotation: self.quotation(item.range.start),
            });
        }
        (!items.is_empty()).then_some(Citation { items })
    }

    /// The quotations that a citation bears out.
    fn quotations(&mut self, citation: Option<&RawCitation>) -> Vec<QuotationRef> {
        let items = citation
            .map(|citation| citation.items.as_slice())
            .unwrap_or_default();
        items
            .iter()
            .filter_map(|item| self.quotation(item.range.start))
            .collect()
    }

    /// The quotation that names its source at `start` of the file.
    pub(super) fn quotation(&mut self, start: usize) -> Option<QuotationRef> {
        let passage = self.bound.passages.get(&start)?;
        self.gathered.consulted.insert(passage.source);
        self.shared.quoted.place(&self.shared.registry, passage)
    }

    /// Remembers that the record at `place` must be looked at.
    fn consult(&mut self, place: Ref) {
        let document = self.shared.registry.document_of(place);
        self.gathered.consulted.extend(document);
    }
}
