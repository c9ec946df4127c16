//! What stands around every page: the site's own facts, navigation, tags, and what links here.

use serde::Serialize;

use super::compare;
use super::front::AuthorView;
use super::{
    Address, Cited, Date, Desk, Link, Subject, Words, card, has_classroom, matrix, name, route,
};
use crate::case::{Case, Kind, Ref, Target};
use crate::resolve::quotation::Verdict;

/// The site: the same on every page, so it holds no URL of it.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The case's title.
    pub title: String,
    /// A second line of the title.
    pub subtitle: Option<String>,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Who wrote the case.
    pub authors: Vec<AuthorView>,
    /// An SPDX identifier, or the licence in words.
    pub license: Option<String>,
    /// The text of a Creative Commons licence.
    pub license_url: Option<String>,
    /// When the case was finished or last revised.
    pub date: Option<Date>,
    /// `public`, `student` or `instructor`.
    pub edition: &'static str,
    /// How many quotations there are.
    pub quotations: usize,
    /// How many of them are verified.
    pub verified: usize,
    /// How many sources there are.
    pub sources: usize,
    /// Whether there is a feed.
    pub feed: bool,
    /// Over how many files `data/cards/N.js` the cards of links are spread.
    pub cards: usize,
}

/// What every page has.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Its output path.
    pub path: String,
    /// `""` or `"../"`: from the page to the site's root, for assets.
    pub root: String,
    /// `front`, `note`, `timeline` … : the name of its content.
    pub kind: &'static str,
    /// Its title: the one `<h1>`.
    pub title: String,
    /// What stands in `<title>`: the title and the case's.
    pub full_title: String,
    /// For search engines and cards.
    pub description: Option<String>,
    /// Its URL on the web, where the case says.
    pub canonical: Option<String>,
    /// The sections of the site.
    pub nav: Vec<NavLink>,
    /// The list that the page belongs to.
    pub up: Option<Link>,
    /// Its tags.
    pub tags: Vec<Link>,
    /// What links here.
    pub linked_from: Vec<Cited>,
    /// The note, event or claim before it.
    pub previous: Option<Link>,
    /// The note, event or claim after it.
    pub next: Option<Link>,
    /// `student` or `instructor`, if it is for them alone.
    pub audience: Option<&'static str>,
    /// The part of a case taught in parts.
    pub part: Option<char>,
    /// The author's own data, from `extra:`; `null` where there is none.
    pub extra: serde_json::Value,
    /// Whether the page needs the styles of highlighted code.
    pub code: bool,
    /// JSON-LD, safe inside a `<script>`.
    pub structured: Option<String>,
}

/// A link of the navigation.
#[derive(Debug, Serialize)]
pub struct NavLink {
    /// The name of the section: a key of the theme's strings under `nav`.
    pub key: &'static str,
    /// Relative to the page.
    pub url: String,
    /// `page` on the section's own page, `true` on a page within it: what `aria-current` says.
    pub current: Option<&'static str>,
}

/// The site's own facts.
pub fn site(case: &Case, words: &Words) -> SiteView {
    let front = &case.front;
    let verified = case
        .quotations()
        .filter(|quotation| !matches!(quotation.verdict, Verdict::NearMiss | Verdict::Absent));
    SiteView {
        title: front.head.title.clone(),
        subtitle: front.subtitle.clone(),
        language: front.language.clone(),
        direction: words.direction(),
        authors: front.authors.iter().map(AuthorView::from).collect(),
        license: front.license.clone(),
        license_url: front.license.as_deref().and_then(license_url),
        date: front.date.as_ref().map(|date| Date::of(date, words)),
        edition: case.edition.name(),
        quotations: case.quotations().count(),
        verified: verified.count(),
        sources: case.sources.len(),
        feed: front.base_url.is_some(),
        cards: card::shelves(case),
    }
}

/// What stands around the page at `address`.
pub fn page(desk: &Desk, address: &Address) -> PageView {
    let case = desk.case;
    let subject = address.subject;
    let place = subject.record();
    let head = place.map(|place| case.head(place));
    let title = title(desk, subject);
    let base_url = case.front.base_url.as_deref();
    let neighbours = neighbours(desk, subject);
    PageView {
        root: "../".repeat(address.path.matches('/').count()),
        kind: subject.name(),
        full_title: full_title(case, subject, &title),
        description: description(case, subject),
        canonical: base_url.map(|base| route::absolute(base, &address.path)),
        nav: nav(desk, subject),
        up: up(desk, subject),
        tags: head.map_or_else(Vec::new, |head| tags(desk, &head.tags)),
        linked_from: place.map_or_else(Vec::new, |place| linked_from(desk, place)),
        previous: neighbours.0,
        next: neighbours.1,
        audience: head.and_then(|head| name::audience(head.audience)),
        part: head.and_then(|head| head.part),
        extra: head.map_or(serde_json::Value::Null, |head| head.extra.clone()),
        code: false,
        structured: None,
        path: address.path.clone(),
        title,
    }
}

impl Subject {
    /// The name of its content, for a page's class.
    pub fn name(self) -> &'static str {
        let template = self.template();
        match self {
            Subject::NotFound => "not-found",
            _ => template.strip_suffix(".html").unwrap_or(template),
        }
    }

    /// The kind whose section of the site it belongs to.
    fn section(self) -> Option<Kind> {
        Some(match self {
            Subject::Note(_) => Kind::Note,
            Subject::Timeline | Subject::Event(_) => Kind::Event,
            Subject::Profiles | Subject::Profile(_) | Subject::Network => Kind::Profile,
            Subject::Sources | Subject::Source(_) | Subject::Compare | Subject::Pair(_) => {
                Kind::Source
            }
            Subject::Claims | Subject::Claim(_) => Kind::Claim,
            Subject::Questions | Subject::Handout(_) => Kind::Question,
            Subject::Front | Subject::Tag(_) | Subject::Search | Subject::NotFound => return None,
        })
    }
}

fn title(desk: &Desk, subject: Subject) -> String {
    match subject {
        Subject::Tag(index) => desk.case.tags[index].name.clone(),
        Subject::Pair(index) => compare::title(desk, index),
        other => match other.record() {
            Some(place) => desk.case.head(place).title.clone(),
            None => desk.words.or_key(&format!("{}.title", other.name())),
        },
    }
}

fn full_title(case: &Case, subject: Subject, title: &str) -> String {
    let site = &case.front.head.title;
    match subject {
        Subject::Front => match &case.front.subtitle {
            Some(subtitle) => format!("{site}: {subtitle}"),
            None => site.clone(),
        },
        _ => format!("{title} – {site}"),
    }
}

fn description(case: &Case, subject: Subject) -> Option<String> {
    let own = subject
        .record()
        .and_then(|place| case.head(place).summary.clone());
    match subject {
        Subject::Front => case.front.description.clone().or(own),
        _ => own,
    }
}

fn nav(desk: &Desk, subject: Subject) -> Vec<NavLink> {
    let case = desk.case;
    let sections = [
        ("notes", Kind::Note, !case.notes.is_empty()),
        ("timeline", Kind::Event, !case.events.is_empty()),
        ("profiles", Kind::Profile, !case.profiles.is_empty()),
        ("sources", Kind::Source, !case.sources.is_empty()),
        ("claims", Kind::Claim, !case.claims.is_empty()),
        ("questions", Kind::Question, has_classroom(case)),
    ];
    let link = |(key, kind, _): (&'static str, Kind, bool)| {
        let list = route::list(kind);
        NavLink {
            key,
            url: nav_url(desk, kind),
            current: match subject.section() {
                Some(section) if section == kind => {
                    Some(if list == desk.path { "page" } else { "true" })
                }
                _ => None,
            },
        }
    };
    let there = sections.into_iter().filter(|(_, _, there)| *there);
    there.map(link).collect()
}

/// The notes have no list of their own: their contents stand on the front page.
fn nav_url(desk: &Desk, kind: Kind) -> String {
    let list = desk.url(&Target::List(kind));
    match kind {
        Kind::Note => format!("{list}#_notes"),
        _ => list,
    }
}

fn up(desk: &Desk, subject: Subject) -> Option<Link> {
    let section = subject.section()?;
    if matches!(subject, Subject::Pair(_)) {
        return Some(Link {
            title: desk.words.or_key("compare.title"),
            url: compare::overview_url(desk),
        });
    }
    subject.record()?;
    let key = match section {
        Kind::Note => "nav.notes",
        Kind::Event => "nav.timeline",
        Kind::Profile => "nav.profiles",
        Kind::Source => "nav.sources",
        Kind::Claim => "nav.claims",
        _ => "nav.questions",
    };
    Some(Link {
        title: desk.words.or_key(key),
        url: nav_url(desk, section),
    })
}

fn tags(desk: &Desk, tags: &[usize]) -> Vec<Link> {
    let link = |index: &usize| Link {
        title: desk.case.tags[*index].name.clone(),
        url: desk.url(&Target::Tag(*index)),
    };
    tags.iter().map(link).collect()
}

fn linked_from(desk: &Desk, place: Ref) -> Vec<Cited> {
    let places = desk.case.linked_from(place).iter();
    places.map(|at| desk.cited(*at)).collect()
}

fn neighbours(desk: &Desk, subject: Subject) -> (Option<Link>, Option<Link>) {
    let (kind, index, length) = match subject {
        Subject::Claim(index) => {
            let link = |at| desk.link(Kind::Claim, at);
            let (before, after) = matrix::neighbours(desk.case, index);
            return (before.map(link), after.map(link));
        }
        Subject::Note(index) => (Kind::Note, index, desk.case.notes.len()),
        Subject::Event(index) => (Kind::Event, index, desk.case.events.len()),
        _ => return (None, None),
    };
    // An undated event comes after no other: it is only listed last.
    let dated = |at: usize| kind != Kind::Event || desk.case.events[at].date.is_some();
    let near = |at: &usize| *at < length && dated(*at) && dated(index);
    let before = index
        .checked_sub(1)
        .filter(near)
        .map(|at| desk.link(kind, at));
    let after = Some(index + 1).filter(near).map(|at| desk.link(kind, at));
    (before, after)
}

/// The address of a Creative Commons licence by its SPDX identifier, such as `CC-BY-4.0`.
pub(crate) fn license_url(spdx: &str) -> Option<String> {
    let lower = spdx.to_ascii_lowercase();
    if lower == "cc0-1.0" {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    let (terms, version) = lower.strip_prefix("cc-")?.rsplit_once('-')?;
    let known = ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"].contains(&terms)
        && ["1.0", "2.0", "2.5", "3.0", "4.0"].contains(&version);
    known.then(|| format!("https://creativecommons.org/licenses/{terms}/{version}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creative_commons_licences_are_linked_and_no_others() {
        let cases = [
            (
                "CC-BY-4.0",
                Some("https://creativecommons.org/licenses/by/4.0/"),
            ),
            (
                "CC-BY-NC-SA-3.0",
                Some("https://creativecommons.org/licenses/by-nc-sa/3.0/"),
            ),
            (
                "CC0-1.0",
                Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            ),
            ("MIT", None),
            ("CC-BY-9.0", None),
            ("All rights reserved", None),
        ];
        for (spdx, expected) in cases {
            assert_eq!(license_url(spdx).as_deref(), expected, "{spdx}");
        }
    }
}
