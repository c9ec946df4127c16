//! Quotations bound to the passages of their sources, document by document.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use super::held::held;
use super::quotation::{Finding, Match, Verdict};
use super::registry::{Found, Registry};
use super::report;
use super::seed::{Seed, Seeds};
use crate::case::Kind;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::citation::RawItem;
use crate::syntax::document::Document;
use crate::syntax::markdown::{RawQuotation, What};
use crate::syntax::record::{RawEvidence, Record};

/// What binding one document has found.
#[derive(Default)]
pub(super) struct Bound {
    /// The passages that it quotes, by where in its file the quotation names its source.
    pub(super) passages: BTreeMap<usize, Passage>,
    /// The documents of the sources it looked into.
    pub(super) sources: BTreeSet<usize>,
    /// What is wrong with it.
    pub(super) diagnostics: Diagnostics,
}

/// A quotation and the passage found for it.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// The source's document.
    pub(super) source: usize,
    /// What verifying found.
    pub(super) verdict: Verdict,
    /// The passage's pieces, in bytes of the article's file; none if not verified.
    pub(super) ranges: Vec<Range<usize>>,
    /// The words as quoted.
    pub(super) quote: String,
    /// Whether it stands in a text that the edition holds.
    pub(super) shown: bool,
}

/// What quotations are bound with.
pub(super) struct Binder<'a> {
    /// All documents.
    pub(super) registry: &'a Registry<'a>,
    /// The articles, by source document.
    pub(super) seeds: &'a Seeds,
    /// Whether a quotation that is not in its source is a warning only.
    pub(super) lenient: bool,
    /// Whether drafts are in.
    pub(super) drafts: bool,
}

/// One reference to a source: a citation or a piece of evidence, perhaps with quoted words.
struct Reference<'a> {
    id: &'a str,
    range: Range<usize>,
    quote: Option<(&'a str, Range<usize>)>,
    cited: Option<RangeInclusive<u32>>,
    shown: bool,
    /// Front matter drops what the edition leaves out without a word.
    silent: bool,
}

impl Binder<'_> {
    /// Binds the quotations of a document, unless it is a draft that is left out.
    pub(super) fn bind(&self, at: usize) -> Bound {
        let document = &self.registry.documents[at];
        let mut bound = Bound::default();
        if document.head.draft && !self.drafts {
            return bound;
        }
        let shown = self.registry.record(at).is_some();
        let mut bind = |reference: Reference| {
            let key = reference.range.start;
            if let Some(passage) = self.reference(document, &reference, &mut bound) {
                bound.passages.insert(key, passage);
            }
        };
        for evidence in evidence(&document.record) {
            bind(from_evidence(evidence, shown));
        }
        // A question's body is the model answer, for instructors whatever the question's audience.
        let edition = self.registry.edition;
        let body =
            document.kind != Kind::Question || edition.holds(crate::case::Audience::Instructor);
        for (part, held) in held(&document.body.parts, edition) {
            let (citation, quotation) = match &part.what {
                What::Citation(citation, quotation) => (citation, *quotation),
                What::BlockQuoteEnd(citation, quotation) => (citation, Some(*quotation)),
                _ => continue,
            };
            let quotation = quotation.and_then(|index| document.body.quotations.get(index));
            for item in &citation.items {
                bind(from_citation(item, quotation, shown && held && body));
            }
        }
        bound
    }

    fn reference(
        &self,
        document: &Document,
        reference: &Reference,
        bound: &mut Bound,
    ) -> Option<Passage> {
        let diagnostics = &mut bound.diagnostics;
        let place = Place::new(&document.file, reference.range.clone());
        let Some(source) = self.registry.document(Kind::Source, reference.id) else {
            if !reference.id.is_empty() && !self.registry.is_unread(Kind::Source, reference.id) {
                diagnostics.push(self.unknown_source(reference.id, place));
            }
            return None;
        };
        if self.registry.found(source) == Found::Hidden(source)
            && reference.shown
            && !reference.silent
        {
            diagnostics.push(self.registry.hidden(document, source, place.clone()));
        }
        bound.sources.insert(source);
        let seed = self.seeds.get(source)?;
        self.check_paragraph(reference, seed, place, diagnostics);
        let (quote, range) = reference.quote.as_ref()?;
        let place = Place::new(&document.file, range.clone());
        let id = &self.registry.documents[source].id;
        let asked = report::Asked {
            id,
            seed,
            quote,
            place,
            cited: reference.cited.clone(),
            in_front_matter: reference.silent,
        };
        let passage = |verdict, ranges| Passage {
            source,
            verdict,
            ranges,
            quote: (*quote).to_owned(),
            shown: reference.shown,
        };
        match find(seed, quote, reference.cited.as_ref()) {
            Finding::Verified(found) => {
                diagnostics.extend(report::hints(&asked, &found));
                let Match {
                    verdict, ranges, ..
                } = found;
                Some(passage(verdict, ranges))
            }
            Finding::NearMiss(near) => {
                diagnostics.push(self.weigh(report::near_miss(&asked, &near)));
                Some(passage(Verdict::NearMiss, Vec::new()))
            }
            Finding::Absent => {
                diagnostics.push(self.weigh(report::absent(&asked, self.elsewhere(source, quote))));
                Some(passage(Verdict::Absent, Vec::new()))
            }
        }
    }

    /// Another source that has the words, with where.
    fn elsewhere(&self, source: usize, quote: &str) -> Option<(&str, &Seed, Range<usize>)> {
        let others = self.seeds.all().filter(|(at, _)| *at != source);
        others.into_iter().find_map(|(at, seed)| {
            let range = seed.words.holds(quote)?;
            Some((&*self.registry.documents[at].id, seed, range))
        })
    }

    fn check_paragraph(
        &self,
        reference: &Reference,
        seed: &Seed,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) {
        let count = seed.article.paragraphs.len();
        let Some(last) = reference.cited.as_ref().map(|cited| *cited.end()) else {
            return;
        };
        let fine = usize::try_from(last).is_ok_and(|last| last <= count)
            && reference
                .cited
                .as_ref()
                .is_none_or(|cited| *cited.start() > 0);
        if !fine {
            let message = format!("`{}` has no paragraph {last}", reference.id);
            let help = format!(
                "its paragraphs are numbered from 1 to {count}; the source's page shows the numbers"
            );
            diagnostics.push(
                Diagnostic::new(Rule::UnknownParagraph, message)
                    .at(place)
                    .help(help),
            );
        }
    }

    fn unknown_source(&self, id: &str, place: Place) -> Diagnostic {
        let help = match self.registry.nearest(Kind::Source, id) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("write a record for it in `content/sources/{id}.md`, or correct the id")
            }
        };
        Diagnostic::new(Rule::UnknownSource, format!("there is no source `{id}`"))
            .at(place)
            .help(help)
    }

    fn weigh(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.lenient {
            true => diagnostic.severity(crate::diagnostic::Severity::Warning),
            false => diagnostic,
        }
    }
}

/// Finds the words; those that an author put into a pair of marks the source lacks, without them.
fn find(seed: &Seed, quote: &str, cited: Option<&RangeInclusive<u32>>) -> Finding {
    let found = seed.words.find(quote, cited.cloned());
    let Some(bare) = unwrapped(quote).filter(|_| !matches!(found, Finding::Verified(_))) else {
        return found;
    };
    match seed.words.find(bare, cited.cloned()) {
        Finding::Verified(mut inner) => {
            inner.verdict = inner.verdict.max(Verdict::Normalised);
            Finding::Verified(inner)
        }
        _ => found,
    }
}

/// The words inside one pair of double marks that holds them all.
fn unwrapped(quote: &str) -> Option<&str> {
    const MARKS: [(char, char); 4] = [('"', '"'), ('“', '”'), ('«', '»'), ('「', '」')];
    let quote = quote.trim();
    MARKS.iter().find_map(|(open, close)| {
        let inner = quote.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    })
}

fn from_evidence(evidence: &RawEvidence, shown: bool) -> Reference<'_> {
    Reference {
        id: &evidence.source.value,
        range: evidence.source.range.clone(),
        quote: evidence
            .quote
            .as_ref()
            .map(|quote| (quote.value.as_str(), quote.range.clone())),
        cited: evidence
            .paragraph
            .as_ref()
            .map(|number| number.value..=number.value),
        shown,
        silent: true,
    }
}

fn from_citation<'a>(
    item: &'a RawItem,
    quotation: Option<&'a RawQuotation>,
    shown: bool,
) -> Reference<'a> {
    Reference {
        id: &item.id,
        range: item.range.clone(),
        quote: quotation.map(|quotation| (quotation.text.as_str(), quotation.range.clone())),
        cited: item
            .paragraphs
            .as_ref()
            .map(|range| range.start..=range.end.saturating_sub(1)),
        shown,
        silent: false,
    }
}

/// All evidence of a record, in the order written.
pub(super) fn evidence(record: &Record) -> Vec<&RawEvidence> {
    match record {
        Record::Event(event) => event.evidence.iter().collect(),
        Record::Profile(profile) => profile
            .roles
            .iter()
            .flat_map(|role| &role.evidence)
            .collect(),
        Record::Claim(claim) => claim
            .positions
            .iter()
            .flat_map(|position| &position.evidence)
            .collect(),
        _ => Vec::new(),
    }
}
