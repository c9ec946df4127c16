//! From documents to the records of the case, one function a kind.

use super::link::{self, Lead};
use super::prose::Composer;
use super::registry::Found;
use crate::case::{
    Author, Claim, Event, Evidence, ExternalLink, Front, Head, Kind, Note, Position, Profile,
    ProfileKind, Question, Ref, Role,
};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::page::route;
use crate::syntax::record::{
    RawClaim, RawEvent, RawEvidence, RawFront, RawProfile, RawQuestion, RawRole, STYLE,
};
use crate::syntax::{Spot, Words};

impl Composer<'_> {
    /// What every kind has.
    pub(super) fn head(&mut self) -> Head {
        let head = &self.document.head;
        Head {
            kind: self.document.kind,
            id: self.document.id.clone(),
            stem: route::stem(&self.document.id),
            title: head.title.value.trim().to_owned(),
            summary: head.summary.clone(),
            tags: self.tags(),
            part: head.part,
            audience: head.audience,
            extra: head.extra.clone(),
            file: self.document.file.clone(),
        }
    }

    /// Each of its tags once, in the order written.
    fn tags(&self) -> Vec<usize> {
        let mut tags = Vec::new();
        for tag in self
            .document
            .head
            .tags
            .iter()
            .filter_map(|tag| self.shared.tags.get(&tag.value))
        {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    pub(super) fn front(&mut self, raw: &RawFront, base_url: Option<String>) -> Front {
        Front {
            head: self.head(),
            subtitle: raw.subtitle.clone(),
            description: raw.description.clone(),
            authors: raw
                .authors
                .iter()
                .map(|author| Author {
                    name: author.name.clone(),
                    affiliation: author.affiliation.clone(),
                    url: self.web(author.url.as_ref()),
                })
                .collect(),
            language: self.shared.language.clone(),
            base_url,
            license: raw.license.clone(),
            date: raw.date,
            citation_style: raw
                .citation_style
                .clone()
                .unwrap_or_else(|| STYLE.to_owned()),
            body: self.prose(),
        }
    }

    pub(super) fn note_record(&mut self, order: Option<i64>) -> Note {
        Note {
            head: self.head(),
            order: order.unwrap_or(i64::MAX),
            body: self.prose(),
        }
    }

    pub(super) fn event(&mut self, raw: &RawEvent) -> Event {
        Event {
            head: self.head(),
            date: raw.date,
            basis: raw.basis,
            time: raw.time.clone(),
            place: raw.place.clone(),
            importance: raw.importance,
            profiles: self.places(Kind::Profile, &raw.profiles),
            evidence: self.evidence(&raw.evidence),
            body: self.prose(),
        }
    }

    pub(super) fn profile(&mut self, raw: &RawProfile) -> Profile {
        Profile {
            head: self.head(),
            kind: raw.kind.unwrap_or(ProfileKind::Person),
            aliases: raw
                .aliases
                .iter()
                .map(|alias| alias.value.trim().to_owned())
                .collect(),
            roles: raw.roles.iter().map(|role| self.role(role)).collect(),
            image: raw
                .image
                .as_ref()
                .and_then(|image| self.picture(&image.value, &image.range)),
            links: raw
                .links
                .iter()
                .filter_map(|(title, url)| {
                    self.web(Some(url)).map(|url| ExternalLink {
                        title: title.clone(),
                        url,
                    })
                })
                .collect(),
            body: self.prose(),
        }
    }

    fn role(&mut self, raw: &RawRole) -> Role {
        let organization = raw.organization.as_slice();
        Role {
            title: raw.title.clone(),
            organization: self.places(Kind::Profile, organization).first().copied(),
            from: raw.from,
            to: raw.to,
            open: raw.open,
            evidence: self.evidence(&raw.evidence),
        }
    }

    pub(super) fn claim(&mut self, raw: &RawClaim) -> Claim {
        Claim {
            head: self.head(),
            profiles: self.places(Kind::Profile, &raw.profiles),
            status: raw.status,
            positions: raw
                .positions
                .iter()
                .map(|position| Position {
                    says: position.says.value.clone(),
                    evidence: self.evidence(&position.evidence),
                })
                .collect(),
            body: self.prose(),
        }
    }

    pub(super) fn question(&mut self, raw: &RawQuestion) -> Question {
        let instructor = self
            .shared
            .registry
            .edition
            .holds(crate::case::Audience::Instructor);
        Question {
            head: self.head(),
            objective: raw.objective.clone(),
            minutes: raw.minutes,
            order: raw.order.unwrap_or(i64::MAX),
            discusses: raw
                .discusses
                .iter()
                .filter_map(|id| self.discussed(id))
                .collect(),
            answer: instructor.then(|| self.prose()),
        }
    }

    fn discussed(&mut self, id: &Words) -> Option<Ref> {
        match link::by_id(self.shared, &id.value) {
            Lead::Hidden(_) => None,
            lead => match self.follow(lead, &id.range)? {
                crate::case::Target::Record(place, _) => Some(place),
                _ => None,
            },
        }
    }

    /// Evidence from sources that the edition holds.
    fn evidence(&mut self, raw: &[RawEvidence]) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for item in raw {
            let Found::Visible(source) =
                self.shared.registry.find(Kind::Source, &item.source.value)
            else {
                continue;
            };
            self.gathered.links.insert(source);
            evidence.push(Evidence {
                source: source.index,
                quotation: self.quotation(item.source.range.start),
                quote: item.quote.as_ref().map(|quote| quote.value.clone()),
                paragraph: item.paragraph.as_ref().map(|number| number.value),
            });
        }
        evidence
    }

    /// An address on the web; anything else is reported.
    pub(super) fn web(&mut self, url: Option<&Words>) -> Option<String> {
        let Spot { value, range } = url?;
        let address = value.trim();
        let fine = ["https://", "http://", "mailto:", "doi:"]
            .iter()
            .any(|scheme| address.starts_with(scheme))
            && !address.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c));
        if !fine {
            let diagnostic = Diagnostic::new(
                Rule::BadValue,
                format!("`{address}` is no address on the web"),
            );
            let place = Place::new(&self.document.file, range.clone());
            self.gathered.diagnostics.push(
                diagnostic
                    .at(place)
                    .help("write it whole, as in `https://example.edu/page`"),
            );
            return None;
        }
        Some(address.to_owned())
    }
}
