//! The front page: what the case is, and ways into it.

use serde::Serialize;

use super::entry::{self, EventEntry, NoteEntry, ProfileEntry, SourceEntry};
use super::matrix::{self, MatrixView};
use super::timeline::{self, axis::AxisView};
use super::{Date, Desk};
use crate::case::{Author, Importance, ProfileKind, Status};

/// How many events, profiles and questions the front page shows, before the reader is sent to the whole list: what one screen holds.
const FEW: usize = 6;

/// The front page.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// One or two sentences on the case.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<AuthorView>,
    /// When it was finished or last revised.
    pub date: Option<Date>,
    /// The front page's text.
    pub body: Option<String>,
    /// The contents of the narrative.
    pub notes: Vec<NoteEntry>,
    /// A few turning points with a date, spread over the case; without any, of all events.
    pub events: Vec<EventEntry>,
    /// The days of the whole case as one strip; `None` if no event is dated.
    pub strip: Option<AxisView>,
    /// Whether the timeline has more events.
    pub more_events: bool,
    /// Those who act, the most often named first: people, organisations and groups before products and places.
    pub profiles: Vec<ProfileEntry>,
    /// Whether there are more profiles.
    pub more_profiles: bool,
    /// Disputed questions first, then open ones, by sources.
    pub claims: MatrixView,
    /// Whether there are more questions.
    pub more_claims: bool,
    /// The reading list.
    pub sources: Vec<SourceEntry>,
}

/// An author of the case.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorView {
    /// The full name.
    pub name: String,
    /// School, paper or firm.
    pub affiliation: Option<String>,
    /// A page about the author.
    pub url: Option<String>,
}

impl From<&Author> for AuthorView {
    fn from(author: &Author) -> Self {
        AuthorView {
            name: author.name.clone(),
            affiliation: author.affiliation.clone(),
            url: author.url.clone(),
        }
    }
}

/// The front page of the case.
pub fn view(desk: &Desk) -> FrontView {
    let case = desk.case;
    let front = &case.front;
    let events = turning_points(desk);
    let profiles = most_named(desk);
    let claims = contested(desk);
    FrontView {
        subtitle: front.subtitle.clone(),
        description: front.description.clone(),
        authors: front.authors.iter().map(AuthorView::from).collect(),
        date: front.date.as_ref().map(|date| desk.date(date)),
        body: desk.body(&front.body),
        notes: (0..case.notes.len())
            .map(|at| entry::note(desk, at))
            .collect(),
        strip: timeline::strip(desk),
        more_events: events.len() < case.events.len(),
        events: events
            .into_iter()
            .map(|at| entry::event(desk, at))
            .collect(),
        more_profiles: profiles.len() < case.profiles.len(),
        profiles: profiles
            .into_iter()
            .map(|at| entry::profile(desk, at))
            .collect(),
        more_claims: claims.len() < case.claims.len(),
        claims: matrix::of(desk, &claims),
        sources: (0..case.sources.len())
            .map(|at| entry::source(desk, at))
            .collect(),
    }
}

/// A few of the turning points, the first and the last among them.
fn turning_points(desk: &Desk) -> Vec<usize> {
    let events = &desk.case.events;
    let is_major = |at: &usize| events[*at].importance == Importance::Major;
    let is_dated = |at: &usize| events[*at].date.is_some();
    let all = || 0..events.len();
    let choices: [Vec<usize>; 3] = [
        all().filter(is_major).filter(is_dated).collect(),
        all().filter(is_dated).collect(),
        all().collect(),
    ];
    let points = choices.iter().find(|points| !points.is_empty());
    points.map_or_else(Vec::new, |points| spread(points, FEW))
}

/// At most so many of a list, evenly spread, the first and the last among them.
fn spread(all: &[usize], few: usize) -> Vec<usize> {
    if all.len() <= few {
        return all.to_vec();
    }
    let last = all.len() - 1;
    (0..few).map(|at| all[at * last / (few - 1)]).collect()
}

fn most_named(desk: &Desk) -> Vec<usize> {
    let case = desk.case;
    let acts = |at: usize| {
        !matches!(
            case.profiles[at].kind,
            ProfileKind::Product | ProfileKind::Place
        )
    };
    let mut places: Vec<usize> = (0..case.profiles.len()).collect();
    places.sort_by_key(|at| (!acts(*at), std::cmp::Reverse(case.named_in[*at].len())));
    places.truncate(FEW);
    places
}

fn contested(desk: &Desk) -> Vec<usize> {
    let claims = &desk.case.claims;
    let mut places: Vec<usize> = (0..claims.len())
        .filter(|at| claims[*at].status != Status::Settled)
        .collect();
    places.sort_by_key(|at| claims[*at].status != Status::Disputed);
    places.truncate(FEW);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_spread_over_all_from_the_first_to_the_last() {
        let all: Vec<usize> = (10..30).collect();
        assert_eq!(spread(&all, 6), [10, 13, 17, 21, 25, 29]);
        assert_eq!(spread(&all[..6], 6), all[..6]);
        assert!(spread(&[], 6).is_empty());
    }
}
