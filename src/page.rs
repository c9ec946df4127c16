//! What a theme sees: the pages of a case, each with its view. Views are plain values; every URL in them is relative to their page.
//!
//! Fields named `body`, `text_html`, `reference_html` or `answer` hold safe HTML, which a template writes with `| safe`. All else is text, which
//! templates escape by themselves.

pub mod card;
pub mod citation;
pub mod claim;
pub mod compare;
pub mod component;
pub mod cut;
pub mod date;
mod desk;
pub mod entry;
pub mod event;
pub mod frame;
pub mod front;
pub mod handout;
pub mod label;
mod link;
pub mod locale;
pub mod matrix;
pub mod name;
pub mod network;
pub mod note;
pub mod phrase;
pub mod profile;
pub mod question;
pub mod route;
pub mod search;
pub mod session;
#[cfg(feature = "pdf")]
pub mod sheet;
pub mod source;
pub mod tag;
#[cfg(test)]
mod tests;
pub mod timeline;
mod words;

pub use desk::{Desk, Reference, Typeset};
pub use link::{Cited, Date, EvidenceView, Link};
pub use timeline::scales::Scales;
pub use words::Words;

use serde::Serialize;

use crate::case::{Case, Kind, Ref};

/// One page of the site: where it goes and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The output path.
    pub path: String,
    /// What it is about.
    pub subject: Subject,
}

/// What a page is about. Numbers are places in the case's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The front page.
    Front,
    /// A note.
    Note(usize),
    /// All events.
    Timeline,
    /// An event.
    Event(usize),
    /// Who is who.
    Profiles,
    /// A profile.
    Profile(usize),
    /// The reading list.
    Sources,
    /// A source.
    Source(usize),
    /// Questions by sources.
    Claims,
    /// A claim.
    Claim(usize),
    /// The discussion questions and the handouts.
    Questions,
    /// A handout.
    Handout(usize),
    /// A tag.
    Tag(usize),
    /// Who is named with whom.
    Network,
    /// Which sources speak of the same.
    Compare,
    /// Two sources side by side: a place in the concordance's list.
    Pair(usize),
    /// The search.
    Search,
    /// What a server shows where there is no page.
    NotFound,
}

/// The view of a page's subject, under the name by which its template knows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// `front`
    Front(front::FrontView),
    /// `note`
    Note(note::NoteView),
    /// `timeline`
    Timeline(timeline::TimelineView),
    /// `event`
    Event(event::EventView),
    /// `profiles`
    Profiles(profile::ProfilesView),
    /// `profile`
    Profile(Box<profile::ProfileView>),
    /// `sources`
    Sources(source::SourcesView),
    /// `source`
    Source(source::SourceView),
    /// `claims`
    Claims(matrix::MatrixView),
    /// `claim`
    Claim(claim::ClaimView),
    /// `questions`
    Questions(question::QuestionsView),
    /// `handout`
    Handout(handout::HandoutView),
    /// `tag`
    Tag(tag::TagView),
    /// `network`
    Network(network::NetworkView),
    /// `compare`
    Compare(compare::CompareView),
    /// `pair`
    Pair(Box<compare::PairView>),
    /// `search`
    Search(search::SearchView),
    /// `not_found`
    NotFound(()),
}

/// Every page of the case that a template fills, by kind, then in the case's order.
///
/// The lists of each kind are there even when empty, since the format names them.
pub fn plan(case: &Case) -> Vec<Address> {
    let mut pages = vec![
        address("index.html", Subject::Front),
        address(route::list(Kind::Event), Subject::Timeline),
        address(route::list(Kind::Profile), Subject::Profiles),
        address(route::list(Kind::Source), Subject::Sources),
        address(route::list(Kind::Claim), Subject::Claims),
        address(route::list(Kind::Question), Subject::Questions),
        address(route::NETWORK, Subject::Network),
        address(route::COMPARE, Subject::Compare),
        address(route::SEARCH, Subject::Search),
        address("404.html", Subject::NotFound),
    ];
    let mut add = |kind, length, subject: fn(usize) -> Subject| {
        pages.extend((0..length).map(|index| Address {
            path: route::path(case, Ref { kind, index }),
            subject: subject(index),
        }));
    };
    add(Kind::Note, case.notes.len(), Subject::Note);
    add(Kind::Event, case.events.len(), Subject::Event);
    add(Kind::Profile, case.profiles.len(), Subject::Profile);
    add(Kind::Source, case.sources.len(), Subject::Source);
    add(Kind::Claim, case.claims.len(), Subject::Claim);
    add(Kind::Handout, case.handouts.len(), Subject::Handout);
    let pairs = case.concordance.pairs.iter().enumerate();
    pages.extend(pairs.map(|(index, pair)| Address {
        path: route::pair(case, pair.a, pair.b),
        subject: Subject::Pair(index),
    }));
    let tags = case.tags.iter().enumerate();
    pages.extend(tags.map(|(index, tag)| Address {
        path: route::tag(tag),
        subject: Subject::Tag(index),
    }));
    pages
}

/// Whether there is a page for the classroom: questions or handouts.
fn has_classroom(case: &Case) -> bool {
    !case.questions.is_empty() || !case.handouts.is_empty()
}

fn address(path: &str, subject: Subject) -> Address {
    Address {
        path: path.to_owned(),
        subject,
    }
}

impl Subject {
    /// Every template that a theme must have.
    pub const TEMPLATES: [&'static str; 18] = [
        "front.html",
        "note.html",
        "timeline.html",
        "event.html",
        "profiles.html",
        "profile.html",
        "sources.html",
        "source.html",
        "claims.html",
        "claim.html",
        "questions.html",
        "handout.html",
        "tag.html",
        "network.html",
        "compare.html",
        "pair.html",
        "search.html",
        "404.html",
    ];

    /// The template that fills the page.
    pub fn template(self) -> &'static str {
        match self {
            Subject::Front => "front.html",
            Subject::Note(_) => "note.html",
            Subject::Timeline => "timeline.html",
            Subject::Event(_) => "event.html",
            Subject::Profiles => "profiles.html",
            Subject::Profile(_) => "profile.html",
            Subject::Sources => "sources.html",
            Subject::Source(_) => "source.html",
            Subject::Claims => "claims.html",
            Subject::Claim(_) => "claim.html",
            Subject::Questions => "questions.html",
            Subject::Handout(_) => "handout.html",
            Subject::Tag(_) => "tag.html",
            Subject::Network => "network.html",
            Subject::Compare => "compare.html",
            Subject::Pair(_) => "pair.html",
            Subject::Search => "search.html",
            Subject::NotFound => "404.html",
        }
    }

    /// The record that the page is of, unless it is a list.
    pub fn record(self) -> Option<Ref> {
        let (kind, index) = match self {
            Subject::Front => (Kind::Case, 0),
            Subject::Note(index) => (Kind::Note, index),
            Subject::Event(index) => (Kind::Event, index),
            Subject::Profile(index) => (Kind::Profile, index),
            Subject::Source(index) => (Kind::Source, index),
            Subject::Claim(index) => (Kind::Claim, index),
            Subject::Handout(index) => (Kind::Handout, index),
            _ => return None,
        };
        Some(Ref { kind, index })
    }

    /// The view of the subject.
    pub fn content(self, desk: &Desk) -> Content {
        match self {
            Subject::Front => Content::Front(front::view(desk)),
            Subject::Note(index) => Content::Note(note::view(desk, index)),
            Subject::Timeline => Content::Timeline(timeline::view(desk)),
            Subject::Event(index) => Content::Event(event::view(desk, index)),
            Subject::Profiles => Content::Profiles(profile::list(desk)),
            Subject::Profile(index) => Content::Profile(Box::new(profile::view(desk, index))),
            Subject::Sources => Content::Sources(source::list(desk)),
            Subject::Source(index) => Content::Source(source::view(desk, index)),
            Subject::Claims => Content::Claims(matrix::view(desk)),
            Subject::Claim(index) => Content::Claim(claim::view(desk, index)),
            Subject::Questions => Content::Questions(question::view(desk)),
            Subject::Handout(index) => Content::Handout(handout::view(desk, index)),
            Subject::Tag(index) => Content::Tag(tag::view(desk, index)),
            Subject::Network => Content::Network(network::view(desk)),
            Subject::Compare => Content::Compare(compare::view(desk)),
            Subject::Pair(index) => Content::Pair(Box::new(compare::pair(desk, index))),
            Subject::Search => Content::Search(search::view(desk)),
            Subject::NotFound => Content::NotFound(()),
        }
    }
}
