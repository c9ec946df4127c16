//! Profiles: who is who, and one profile with its roles, events, every mention, and whom it is named with.

pub mod career;
mod directory;
pub mod mention;
pub mod monogram;
pub mod naming;
pub mod presence;
#[cfg(test)]
mod tests;

pub use directory::{ListedProfile, ProfileGroup, ProfilesView, groups, list};

use serde::Serialize;

use super::entry::{self, ClaimEntry, EventEntry, ProfileEntry, SourceEntry};
use super::network::drawing::Drawing;
use super::network::{self, TieView, ego, tie};
use super::timeline::axis::AxisView;
use super::{Desk, Link, note, timeline};
use crate::case::{Kind, Ref};
use career::CareerView;
use mention::Mentions;
use naming::NameView;

/// How many others stand open in the list of those it is named with, and how many at all.
const OPEN: usize = 12;
const LISTED: usize = 200;

/// One profile.
#[derive(Debug, Serialize)]
pub struct ProfileView {
    /// Kind, other names, roles.
    pub facts: ProfileEntry,
    /// All its names, each with the sources that use it.
    pub names: Vec<NameView>,
    /// The roles over time, where two or more have dates.
    pub career: Option<CareerView>,
    /// Its text.
    pub body: Option<String>,
    /// The sources that its text cites.
    pub sources: Vec<SourceEntry>,
    /// The events it took part in.
    pub events: Vec<EventEntry>,
    /// The same on the axis of the whole case; `None` if none is dated.
    pub axis: Option<AxisView>,
    /// The contested questions that concern it.
    pub claims: Vec<ClaimEntry>,
    /// Every mention, by source.
    pub mentions: Mentions,
    /// Whom it is named with; `None` if with nobody.
    pub company: Option<Company>,
    /// Pages elsewhere.
    pub links: Vec<Link>,
}

/// Whom a profile is named with.
#[derive(Debug, Serialize)]
pub struct Company {
    /// How many others there are.
    pub count: usize,
    /// How many of them the drawings show.
    pub drawn: usize,
    /// The drawing for wide windows and for paper.
    pub wide: Drawing,
    /// The drawing for narrow windows.
    pub narrow: Drawing,
    /// The others, the strongest ties first.
    pub open: Vec<TieView>,
    /// Further ones, to be unfolded.
    pub folded: Vec<TieView>,
    /// How many more there are.
    pub more: usize,
    /// The page of the whole network.
    pub network: String,
}

/// The profile at `index`.
pub fn view(desk: &Desk, index: usize) -> ProfileView {
    let case = desk.case;
    let profile = &case.profiles[index];
    let link = |link: &crate::case::ExternalLink| Link {
        title: link.title.clone(),
        url: link.url.clone(),
    };
    let events = tie::events(case, index);
    ProfileView {
        facts: entry::profile(desk, index),
        names: naming::view(desk, profile, &case.named_in[index]),
        career: career::view(desk, &profile.roles),
        body: desk.body(&profile.body),
        sources: note::cited(desk, &profile.body),
        axis: timeline::within(desk, &events),
        events: events.iter().map(|at| entry::event(desk, *at)).collect(),
        claims: claims(desk, index),
        mentions: mention::view(desk, &case.named_in[index]),
        company: company(desk, index),
        links: profile.links.iter().map(link).collect(),
    }
}

/// The contested questions that concern a profile.
fn claims(desk: &Desk, index: usize) -> Vec<ClaimEntry> {
    let case = desk.case;
    let own = Ref {
        kind: Kind::Profile,
        index,
    };
    let concerns =
        |at: &&Ref| at.kind == Kind::Claim && case.claims[at.index].profiles.contains(&index);
    let places = case.linked_from(own).iter().filter(concerns);
    places.map(|at| entry::claim(desk, at.index)).collect()
}

fn company(desk: &Desk, index: usize) -> Option<Company> {
    let ties = network::ranked(tie::of_one(desk.case, index));
    if ties.is_empty() {
        return None;
    }
    let listed = ties.iter().take(LISTED);
    let mut open: Vec<TieView> = listed
        .map(|(other, tie)| network::tie_view(desk, *other, tie))
        .collect();
    let folded = open.split_off(mention::split(open.len(), OPEN));
    Some(Company {
        count: ties.len(),
        drawn: ties.len().min(ego::AROUND),
        wide: ego::wide(desk, index, &ties),
        narrow: ego::narrow(desk, index, &ties),
        open,
        folded,
        more: ties.len().saturating_sub(LISTED),
        network: super::route::relative(desk.path, super::route::NETWORK),
    })
}
