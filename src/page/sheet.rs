//! A handout on paper: what the theme's layout (`handout/*.typ`) sees as `/sheet.json`.
//!
//! All of an author's words are strings, and what they mean is said by maps around them. Nothing is ever read as Typst's own markup.

mod address;
mod contents;
mod excerpt;
mod node;
mod part;
mod prose;

pub use address::AddressView;
pub use excerpt::ExcerptSheet;
pub use node::{Block, CitedView, Definition, Inline, Mark};
pub use part::Part;
pub use part::{
    AxisSheet, ClaimSheet, EventSheet, EvidenceSheet, MarkSheet, MatrixRow, PlanRow, PositionSheet,
    ProfileSheet, QuestionSheet, RoleSheet, SourceSheet, TickSheet, YearSheet,
};

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Desk, frame};
use crate::case::{Edition, HandoutPart, Kind, Paper, Ref};

/// A handout as its layout sees it.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// The language without its region or script, such as `zh`: Typst's `text.lang`.
    pub language: String,
    /// The region, such as `CN`: Typst's `text.region`.
    pub region: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// A size of paper as Typst names it: `a4` or `us-letter`.
    pub paper: &'static str,
    /// The handout's title.
    pub title: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// The case that it belongs to.
    pub case: CaseSheet,
    /// The edition in words; `None` in the public one.
    pub edition: Option<String>,
    /// Where the handout's page is on the web, if the case says where it will be.
    pub address: Option<AddressView>,
    /// The theme's words under `handout.`, less that beginning, in the site's language.
    pub words: BTreeMap<String, String>,
    /// What is on it, in order.
    pub parts: Vec<Part>,
    /// What the handout cites, in the order of a bibliography, less what its reading list holds.
    pub works: Vec<SourceSheet>,
}

/// The case that a handout belongs to.
#[derive(Debug, Serialize)]
pub struct CaseSheet {
    /// Its title.
    pub title: String,
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was finished or last revised, in words.
    pub date: Option<String>,
    /// On which terms it may be used.
    pub license: Option<LicenseView>,
}

/// A licence.
#[derive(Debug, Serialize)]
pub struct LicenseView {
    /// Its name for readers: "CC BY 4.0".
    pub name: String,
    /// The text of a Creative Commons licence.
    pub url: Option<String>,
}

/// The handout at `index`, on another size of paper if one is given.
pub fn view(desk: &Desk, index: usize, paper: Option<Paper>) -> Sheet {
    let handout = &desk.case.handouts[index];
    let (language, region) = parted(&desk.words.language);
    Sheet {
        language,
        region,
        direction: desk.words.direction(),
        paper: match paper.unwrap_or(handout.paper) {
            Paper::A4 => "a4",
            Paper::Letter => "us-letter",
        },
        title: handout.head.title.clone(),
        summary: handout.head.summary.clone(),
        case: case(desk),
        edition: edition(desk),
        address: address::of(desk, index),
        words: desk.words.under("handout."),
        parts: contents::parts(desk, index),
        works: works(desk, index),
    }
}

fn case(desk: &Desk) -> CaseSheet {
    let front = &desk.case.front;
    CaseSheet {
        title: front.head.title.clone(),
        subtitle: front.subtitle.clone(),
        authors: front.authors.iter().map(|one| one.name.clone()).collect(),
        date: front.date.as_ref().map(|date| desk.words.date(date)),
        license: front.license.as_deref().map(license),
    }
}

fn license(written: &str) -> LicenseView {
    let url = frame::license_url(written);
    // Of an SPDX identifier the hyphens but those in its terms become spaces, as Creative Commons writes the name.
    let name = match (&url, written.split_once('-'), written.rsplit_once('-')) {
        (Some(_), Some((family, _)), Some((terms, version))) => {
            let terms = terms.get(family.len() + 1..).unwrap_or_default();
            format!("{family} {terms} {version}").replace("  ", " ")
        }
        _ => written.to_owned(),
    };
    LicenseView { name, url }
}

fn edition(desk: &Desk) -> Option<String> {
    let edition = desk.case.edition;
    (edition != Edition::Public).then(|| desk.words.or_key(&format!("edition.{}", edition.name())))
}

/// A BCP 47 tag as Typst has it: a language, and a region where there is one. The scripts of Chinese are told by region there.
fn parted(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut region = None;
    for part in parts {
        match part.to_ascii_lowercase().as_str() {
            "hans" => drop(region.get_or_insert_with(|| "CN".to_owned())),
            "hant" => drop(region.get_or_insert_with(|| "TW".to_owned())),
            other if other.len() == 2 => region = Some(other.to_ascii_uppercase()),
            _ => {}
        }
    }
    if language == "zh" && region.is_none() {
        region = Some("CN".to_owned());
    }
    (language, region)
}

/// What is cited on the handout and not on its reading list.
fn works(desk: &Desk, index: usize) -> Vec<SourceSheet> {
    let case = desk.case;
    let (mut cited, mut listed) = (BTreeSet::new(), BTreeSet::new());
    for one in &case.handouts[index].contents {
        match one {
            HandoutPart::Body => cited.extend(&case.handouts[index].body.cites),
            HandoutPart::Notes(notes) => {
                cited.extend(notes.iter().flat_map(|at| &case.notes[*at].body.cites));
            }
            HandoutPart::Timeline { events, .. } => {
                let evidence = events.iter().flat_map(|at| &case.events[*at].evidence);
                cited.extend(evidence.map(|one| one.source));
            }
            HandoutPart::Claims(claims) => {
                let positions = claims.iter().flat_map(|at| &case.claims[*at].positions);
                let evidence = positions.flat_map(|one| &one.evidence);
                cited.extend(evidence.map(|one| one.source));
            }
            HandoutPart::Answers(questions)
            | HandoutPart::Questions {
                questions,
                answers: true,
                ..
            } => {
                let answers = questions
                    .iter()
                    .filter_map(|at| case.questions[*at].answer.as_ref());
                cited.extend(answers.flat_map(|answer| &answer.cites));
            }
            HandoutPart::Sources { sources, .. } => listed.extend(sources.iter().copied()),
            HandoutPart::Questions { .. } | HandoutPart::Profiles(_) | HandoutPart::Session(_) => {}
        }
    }
    let mut missing: Vec<usize> = cited.difference(&listed).copied().collect();
    missing.sort_by_key(|at| desk.typesetter.reference(*at).rank);
    let works = missing.into_iter();
    works.map(|at| contents::source(desk, at, false)).collect()
}

/// The page of the handout at `index`.
fn page(index: usize) -> Ref {
    Ref {
        kind: Kind::Handout,
        index,
    }
}
