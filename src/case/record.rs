//! The records of a case, one kind a struct.

use std::sync::Arc;

use super::{Audience, Prose, QuotationRef};
use crate::syntax::edtf::Edtf;

/// The kinds of content file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The front page.
    Case,
    /// A page of the narrative.
    Note,
    /// A dated event.
    Event,
    /// A person, organisation, group, product or place.
    Profile,
    /// The record of a source article.
    Source,
    /// A contested question.
    Claim,
    /// A discussion question.
    Question,
    /// What goes on paper.
    Handout,
}

/// A record of the case, by kind and place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// Which list.
    pub kind: Kind,
    /// Where in it; 0 for the front page.
    pub index: usize,
}

/// What every kind has.
#[derive(Clone, Debug)]
pub struct Head {
    /// The kind.
    pub kind: Kind,
    /// The file's stem.
    pub id: Arc<str>,
    /// The stem of its output file: the id, made safe for every file system.
    pub stem: String,
    /// The title; of a claim or question, the question.
    pub title: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// Tags, as places in `Case::tags`.
    pub tags: Vec<usize>,
    /// The part of a case taught in parts.
    pub part: Option<char>,
    /// Whom it is for.
    pub audience: Audience,
    /// The author's own data.
    pub extra: serde_json::Value,
    /// The content file, relative to the root.
    pub file: Arc<str>,
}

/// Words of a source that bear something out.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Place in `Case::sources`.
    pub source: usize,
    /// The quotation; `None` where the author cites the source without quoting it.
    pub quotation: Option<QuotationRef>,
    /// The words as the author wrote them.
    pub quote: Option<String>,
    /// The paragraph the author names.
    pub paragraph: Option<u32>,
}

/// A page of the narrative.
#[derive(Clone, Debug)]
pub struct Note {
    /// What every kind has.
    pub head: Head,
    /// Its place in the narrative.
    pub order: i64,
    /// Its text.
    pub body: Prose,
}

/// A dated event.
#[derive(Clone, Debug)]
pub struct Event {
    /// What every kind has.
    pub head: Head,
    /// When; `None` is undated.
    pub date: Option<Edtf>,
    /// Who says so.
    pub basis: Basis,
    /// The time of day, as `HH:MM` or in words.
    pub time: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How much it weighs.
    pub importance: Importance,
    /// Who took part: places in `Case::profiles`.
    pub profiles: Vec<usize>,
    /// What bears it out.
    pub evidence: Vec<Evidence>,
    /// Its text.
    pub body: Prose,
}

/// Whether a source states a date or the editor derived it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// A source says so.
    #[default]
    Stated,
    /// The editor worked it out.
    Derived,
}

/// How much an event weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Importance {
    /// One of the case's turning points.
    Major,
    /// The rest.
    #[default]
    Minor,
}

/// A person, organisation, group, product or place.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What every kind has.
    pub head: Head,
    /// What it is.
    pub kind: ProfileKind,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it was, where, and when.
    pub roles: Vec<Role>,
    /// A portrait or emblem.
    pub image: Option<Picture>,
    /// Pages elsewhere.
    pub links: Vec<ExternalLink>,
    /// Its text.
    pub body: Prose,
}

/// What a profile is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileKind {
    /// A human being.
    Person,
    /// A company, authority, paper or school.
    Organization,
    /// People who belong together without being an organisation.
    Group,
    /// Something made or sold.
    Product,
    /// Somewhere.
    Place,
}

/// What a profile was, where, and when.
#[derive(Clone, Debug)]
pub struct Role {
    /// The office or part.
    pub title: String,
    /// Where: a place in `Case::profiles`.
    pub organization: Option<usize>,
    /// From when.
    pub from: Option<Edtf>,
    /// Until when; `None` with `open` unset is unknown.
    pub to: Option<Edtf>,
    /// Whether it goes on (`to: ..`).
    pub open: bool,
    /// What bears it out.
    pub evidence: Vec<Evidence>,
}

/// A picture in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its output path, a key of `Case::files`.
    pub path: String,
    /// Width and height in pixels, where the file tells.
    pub size: Option<(usize, usize)>,
}

/// A page elsewhere.
#[derive(Clone, Debug)]
pub struct ExternalLink {
    /// What to call it.
    pub title: String,
    /// Where it is.
    pub url: String,
}

/// A contested question.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What every kind has; the title is the question.
    pub head: Head,
    /// Whom it concerns: places in `Case::profiles`.
    pub profiles: Vec<usize>,
    /// Where the matter stands.
    pub status: Status,
    /// What is said, by whom.
    pub positions: Vec<Position>,
    /// The editor's assessment.
    pub body: Prose,
}

/// Where a contested question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// The sources contradict each other.
    Disputed,
    /// The sources, weighed, leave no doubt.
    Settled,
    /// The sources do not suffice.
    #[default]
    Open,
}

/// One answer to a contested question.
#[derive(Clone, Debug)]
pub struct Position {
    /// The answer in the editor's words.
    pub says: String,
    /// Who gives it.
    pub evidence: Vec<Evidence>,
}

/// A discussion question.
#[derive(Clone, Debug)]
pub struct Question {
    /// What every kind has; the title is the question.
    pub head: Head,
    /// What discussing it teaches.
    pub objective: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// Its place in the session.
    pub order: i64,
    /// What it is about.
    pub discusses: Vec<Ref>,
    /// The model answer, in the instructor's edition alone.
    pub answer: Option<Prose>,
}

/// What goes on paper.
#[derive(Clone, Debug)]
pub struct Handout {
    /// What every kind has.
    pub head: Head,
    /// The paper's size.
    pub paper: Paper,
    /// What is on it, in order.
    pub contents: Vec<HandoutPart>,
    /// Its own text.
    pub body: Prose,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 mm by 297 mm (ISO 216).
    #[default]
    A4,
    /// 8.5 in by 11 in.
    Letter,
}

/// One part of a handout. Places are those of the case's lists.
#[derive(Clone, Debug)]
pub enum HandoutPart {
    /// The handout's own text.
    Body,
    /// Notes, whole.
    Notes(Vec<usize>),
    /// Events, listed by day.
    Timeline {
        /// Which.
        events: Vec<usize>,
        /// Whether they are drawn on an axis as well.
        drawn: bool,
    },
    /// Who is who.
    Profiles(Vec<usize>),
    /// Where the sources disagree.
    Claims(Vec<usize>),
    /// The reading list; with `excerpts` every quoted passage too.
    Sources {
        /// Which.
        sources: Vec<usize>,
        /// Whether every quoted passage is added.
        excerpts: bool,
    },
    /// Questions, each with ruled space or its model answer.
    Questions {
        /// Which.
        questions: Vec<usize>,
        /// Ruled lines under each that has no answer under it.
        lines: u32,
        /// Whether the model answers stand under them; in the instructor's edition alone.
        answers: bool,
    },
    /// The model answers to questions, in the instructor's edition alone.
    Answers(Vec<usize>),
    /// Questions with the minutes that they begin and end at, in the instructor's edition alone.
    Session(Vec<usize>),
}
