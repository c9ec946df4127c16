//! Profiles: who is who, and one profile with its roles, events and every mention.

use serde::Serialize;

use super::entry::{self, ClaimEntry, EventEntry, ProfileEntry, SourceEntry};
use super::{Desk, Link, name, note};
use crate::case::{Mention, MentionRef, ProfileKind, Target};

/// Who is who.
#[derive(Debug, Serialize)]
pub struct ProfilesView {
    /// How many profiles there are.
    pub count: usize,
    /// The profiles by kind; kinds without any are left out.
    pub groups: Vec<ProfileGroup>,
}

/// The profiles of one kind.
#[derive(Debug, Serialize)]
pub struct ProfileGroup {
    /// `person`, `organization`, `group`, `product` or `place`.
    pub kind: &'static str,
    /// By name.
    pub profiles: Vec<ProfileEntry>,
}

/// One profile.
#[derive(Debug, Serialize)]
pub struct ProfileView {
    /// Kind, other names, roles.
    pub facts: ProfileEntry,
    /// Its text.
    pub body: Option<String>,
    /// The sources that its text cites.
    pub sources: Vec<SourceEntry>,
    /// The events it took part in.
    pub events: Vec<EventEntry>,
    /// The contested questions that concern it.
    pub claims: Vec<ClaimEntry>,
    /// Every mention, by source.
    pub mentions: Vec<MentionGroup>,
    /// Pages elsewhere.
    pub links: Vec<Link>,
}

/// The mentions of a profile in one source.
#[derive(Debug, Serialize)]
pub struct MentionGroup {
    /// The source.
    pub source: Link,
    /// The source's title.
    pub title: String,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
    /// How many mentions there are, withheld ones included.
    pub count: usize,
    /// Those in words that the edition may show.
    pub shown: Vec<MentionView>,
    /// The paragraphs of the others, each once: their words are withheld.
    pub withheld: Vec<u32>,
}

/// A mention in its sentence.
#[derive(Debug, Serialize)]
pub struct MentionView {
    /// The paragraph's number.
    pub paragraph: u32,
    /// The paragraph in the source.
    pub url: String,
    /// The sentence up to the name.
    pub before: String,
    /// The name as the article has it.
    pub name: String,
    /// The sentence after the name.
    pub after: String,
}

/// Every profile, by kind.
pub fn list(desk: &Desk) -> ProfilesView {
    let all: Vec<usize> = (0..desk.case.profiles.len()).collect();
    ProfilesView {
        count: all.len(),
        groups: groups(desk, &all),
    }
}

/// Profiles, in the order given, by kind.
pub fn groups(desk: &Desk, places: &[usize]) -> Vec<ProfileGroup> {
    let kinds = [
        ProfileKind::Person,
        ProfileKind::Organization,
        ProfileKind::Group,
        ProfileKind::Product,
        ProfileKind::Place,
    ];
    let group = |kind| {
        let profiles: Vec<ProfileEntry> = places
            .iter()
            .filter(|at| desk.case.profiles[**at].kind == kind)
            .map(|at| entry::profile(desk, *at))
            .collect();
        (!profiles.is_empty()).then(|| ProfileGroup {
            kind: name::profile_kind(kind),
            profiles,
        })
    };
    kinds.into_iter().filter_map(group).collect()
}

/// The profile at `index`.
pub fn view(desk: &Desk, index: usize) -> ProfileView {
    let case = desk.case;
    let profile = &case.profiles[index];
    let events = (0..case.events.len()).filter(|at| case.events[*at].profiles.contains(&index));
    let claims = (0..case.claims.len()).filter(|at| case.claims[*at].profiles.contains(&index));
    let link = |link: &crate::case::ExternalLink| Link {
        title: link.title.clone(),
        url: link.url.clone(),
    };
    ProfileView {
        facts: entry::profile(desk, index),
        body: desk.body(&profile.body),
        sources: note::cited(desk, &profile.body),
        events: events.map(|at| entry::event(desk, at)).collect(),
        claims: claims.map(|at| entry::claim(desk, at)).collect(),
        mentions: mentions(desk, &case.named_in[index]),
        links: profile.links.iter().map(link).collect(),
    }
}

/// Mentions stand by source and place, so that those of a source are neighbours.
fn mentions(desk: &Desk, places: &[MentionRef]) -> Vec<MentionGroup> {
    let mentions: Vec<&Mention> = places.iter().map(|at| desk.case.mention(*at)).collect();
    mentions
        .chunk_by(|a, b| a.source == b.source)
        .map(|group| mention_group(desk, group))
        .collect()
}

fn mention_group(desk: &Desk, mentions: &[&Mention]) -> MentionGroup {
    let index = mentions[0].source;
    let source = &desk.case.sources[index];
    let hidden = mentions.iter().filter(|mention| mention.words.is_none());
    let mut withheld: Vec<u32> = hidden.map(|mention| mention.paragraph).collect();
    withheld.dedup();
    MentionGroup {
        source: desk.source(index),
        title: source.head.title.clone(),
        language: desk.foreign(source.language.as_deref()),
        count: mentions.len(),
        shown: mentions
            .iter()
            .filter_map(|one| mention(desk, one))
            .collect(),
        withheld,
    }
}

fn mention(desk: &Desk, mention: &Mention) -> Option<MentionView> {
    let words = mention.words.as_ref()?;
    Some(MentionView {
        paragraph: mention.paragraph,
        url: desk.url(&Target::Paragraph(mention.source, mention.paragraph)),
        before: words.before.clone(),
        name: words.name.clone(),
        after: words.after.clone(),
    })
}
