//! Records as they stand in lists: short forms of events, profiles, sources, claims, questions and notes.

use serde::Serialize;

use super::desk::PictureView;
use super::profile::monogram::{self, Monogram};
use super::timeline::known::{self, FirstReport};
use super::{Date, Desk, EvidenceView, Link, name};
use crate::case::concordance::speaking;
use crate::case::{Basis, Importance, Kind, Ref, Right, Role, Target};

/// A note in a list.
#[derive(Debug, Serialize)]
pub struct NoteEntry {
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// The note at `index`, for a list.
pub fn note(desk: &Desk, index: usize) -> NoteEntry {
    let head = &desk.case.notes[index].head;
    NoteEntry {
        title: head.title.clone(),
        url: desk.link(Kind::Note, index).url,
        summary: head.summary.clone(),
        part: head.part,
    }
}

/// An event in a list.
#[derive(Debug, Serialize)]
pub struct EventEntry {
    /// Its place in the case's events, by which marks on an axis know it.
    pub at: usize,
    /// What a script filters it by.
    pub keys: EventKeys,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// When; `None` is undated.
    pub date: Option<Date>,
    /// The time of day in words.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it is one of the case's turning points.
    pub major: bool,
    /// Whether the editor worked out its date.
    pub derived: bool,
    /// Who took part.
    pub profiles: Vec<Link>,
    /// The sources that report it, each once.
    pub sources: Vec<Link>,
    /// When it was first reported; `None` if no dated source reports it.
    pub first: Option<FirstReport>,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// What a script filters an event by: places in the case's lists, with spaces between.
#[derive(Debug, Serialize)]
pub struct EventKeys {
    /// Who took part.
    pub profiles: String,
    /// The sources that report it.
    pub sources: String,
    /// Its tags.
    pub tags: String,
}

/// The event at `index`, for a list.
pub fn event(desk: &Desk, index: usize) -> EventEntry {
    let event = &desk.case.events[index];
    let sources = speaking(&event.evidence);
    EventEntry {
        at: index,
        keys: EventKeys {
            profiles: places(&event.profiles),
            sources: places(&sources),
            tags: places(&event.head.tags),
        },
        first: known::first_report(desk, event),
        title: event.head.title.clone(),
        url: desk.link(Kind::Event, index).url,
        summary: event.head.summary.clone(),
        date: event.date.as_ref().map(|date| desk.date(date)),
        time: event.time.as_deref().map(|time| desk.words.time(time)),
        place: event.place.clone(),
        major: event.importance == Importance::Major,
        derived: event.basis == Basis::Derived,
        part: event.head.part,
        profiles: desk.links(Kind::Profile, &event.profiles),
        sources: sources.iter().map(|index| desk.source(*index)).collect(),
    }
}

fn places<'a>(places: impl IntoIterator<Item = &'a usize>) -> String {
    let places: Vec<String> = places.into_iter().map(usize::to_string).collect();
    places.join(" ")
}

/// A profile in a list.
#[derive(Debug, Serialize)]
pub struct ProfileEntry {
    /// The name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// `person`, `organization`, `group`, `product` or `place`.
    pub kind: &'static str,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it was, where, and when.
    pub roles: Vec<RoleView>,
    /// How often the sources name it.
    pub mentions: usize,
    /// A portrait or emblem.
    pub image: Option<PictureView>,
    /// Its initials, for a drawn sign where there is no portrait.
    pub monogram: Monogram,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// What a profile was, where, and when.
#[derive(Debug, Serialize)]
pub struct RoleView {
    /// The office or part.
    pub title: String,
    /// Where.
    pub organization: Option<Link>,
    /// From when.
    pub from: Option<Date>,
    /// Until when.
    pub to: Option<Date>,
    /// Whether it goes on.
    pub open: bool,
    /// What bears it out.
    pub evidence: Vec<EvidenceView>,
}

/// The profile at `index`, for a list.
pub fn profile(desk: &Desk, index: usize) -> ProfileEntry {
    let profile = &desk.case.profiles[index];
    ProfileEntry {
        title: profile.head.title.clone(),
        url: desk.link(Kind::Profile, index).url,
        summary: profile.head.summary.clone(),
        kind: name::profile_kind(profile.kind),
        aliases: profile.aliases.clone(),
        roles: profile.roles.iter().map(|one| role(desk, one)).collect(),
        mentions: desk.case.named_in[index].len(),
        image: profile.image.as_ref().map(|image| desk.picture(image)),
        monogram: monogram::of(&profile.head.title, profile.kind),
        part: profile.head.part,
    }
}

/// A role with its dates in words.
fn role(desk: &Desk, role: &Role) -> RoleView {
    RoleView {
        title: role.title.clone(),
        organization: role.organization.map(|at| desk.link(Kind::Profile, at)),
        from: role.from.as_ref().map(|date| desk.date(date)),
        to: role.to.as_ref().map(|date| desk.date(date)),
        open: role.open,
        evidence: desk.evidence(&role.evidence),
    }
}

/// A source in a list, with its bibliographic record.
#[derive(Debug, Serialize)]
pub struct SourceEntry {
    /// How the case calls it in a citation.
    pub label: String,
    /// The article's title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// Who wrote it; empty where the article does not say.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Where it was published.
    pub original: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Its type in the Citation Style Language.
    pub csl_type: String,
    /// `none`, `human` or `machine`.
    pub translation: &'static str,
    /// Whether its text stops in the middle of a sentence.
    pub truncated: bool,
    /// How much of it this edition shows: `full`, `excerpt` or `record`.
    pub right: &'static str,
    /// How many of its passages the case quotes.
    pub quotations: usize,
    /// Its reference in the case's citation style.
    pub reference_html: String,
    /// How a text cites it in that style; `None` where the style cites by notes or by numbers.
    pub in_text: Option<String>,
    /// Its record for reference managers, for the title of an empty `<span class="Z3988">` (COinS).
    pub coins: String,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// The source at `index`, for a list.
pub fn source(desk: &Desk, index: usize) -> SourceEntry {
    let source = &desk.case.sources[index];
    let reference = desk.typesetter.reference(index);
    SourceEntry {
        reference_html: reference.html,
        in_text: reference.in_text,
        coins: reference.coins,
        label: source.label.clone(),
        title: source.head.title.clone(),
        url: desk.link(Kind::Source, index).url,
        summary: source.head.summary.clone(),
        authors: source.authors.clone(),
        publisher: source.publisher.clone(),
        date: source.date.as_ref().map(|date| desk.date(date)),
        original: source.url.clone(),
        language: source.language.clone(),
        csl_type: source.csl_type.clone(),
        translation: name::translation(source.translation),
        truncated: source.truncated && source.right == Right::Full,
        right: source.right.name(),
        quotations: source.quotations.len(),
        part: source.head.part,
    }
}

/// A claim in a list.
#[derive(Debug, Serialize)]
pub struct ClaimEntry {
    /// The question.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// `disputed`, `settled` or `open`.
    pub status: &'static str,
    /// The answers, in the editor's words.
    pub positions: Vec<String>,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// The claim at `index`, for a list.
pub fn claim(desk: &Desk, index: usize) -> ClaimEntry {
    let claim = &desk.case.claims[index];
    ClaimEntry {
        title: claim.head.title.clone(),
        url: desk.link(Kind::Claim, index).url,
        summary: claim.head.summary.clone(),
        status: name::status(claim.status),
        positions: claim.positions.iter().map(|one| one.says.clone()).collect(),
        part: claim.head.part,
    }
}

/// A discussion question in a list.
#[derive(Debug, Serialize)]
pub struct QuestionEntry {
    /// Its anchor on the questions' page.
    pub anchor: String,
    /// The question.
    pub title: String,
    /// Its place on the questions' page.
    pub url: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// What discussing it teaches.
    pub objective: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// What it is about.
    pub discusses: Vec<super::Cited>,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// The question at `index`, for a list.
pub fn question(desk: &Desk, index: usize) -> QuestionEntry {
    let question = &desk.case.questions[index];
    let place = Ref {
        kind: Kind::Question,
        index,
    };
    QuestionEntry {
        anchor: question.head.stem.clone(),
        title: question.head.title.clone(),
        url: desk.url(&Target::Record(place, None)),
        summary: question.head.summary.clone(),
        objective: question.objective.clone(),
        minutes: question.minutes,
        discusses: question
            .discusses
            .iter()
            .map(|at| desk.cited(*at))
            .collect(),
        part: question.head.part,
    }
}
