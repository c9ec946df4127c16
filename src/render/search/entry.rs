//! What of a record can be found: its words by field, in sections that have an address of their own.

use crate::case::{
    Case, Claim, Event, Evidence, Head, Kind, Paragraph, Profile, Prose, Question, Ref, Role,
    Source,
};
use crate::page::{Words, name, route};
use crate::render::prose;

/// Where words stand, which decides how much they weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The record's title. It is no part of a section's text.
    Title,
    /// Another name.
    Alias,
    /// A heading in the record's text.
    Heading,
    /// A sentence on the record, or a fact.
    Summary,
    /// The editor's text.
    Body,
    /// A source's words.
    Article,
}

/// A part of a record with an address of its own. The first is the record itself.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// Its anchor on the record's page as it stands in a URL; empty for the record itself.
    pub(super) anchor: String,
    /// Its text: a line for each part, a heading first.
    pub(super) lines: Vec<(Field, String)>,
}

/// The sections of a record.
pub(super) fn sections(case: &Case, place: Ref) -> Vec<Section> {
    let at = place.index;
    let head = case.head(place);
    match place.kind {
        Kind::Case => front(case),
        Kind::Note => divided(case, Section::of(head), &case.notes[at].body),
        Kind::Event => event(case, &case.events[at]),
        Kind::Profile => profile(case, &case.profiles[at]),
        Kind::Claim => claim(case, &case.claims[at]),
        Kind::Question => question(case, &case.questions[at]),
        Kind::Handout => divided(case, Section::of(head), &case.handouts[at].body),
        Kind::Source => source(case, &case.sources[at]),
    }
}

/// The sections' texts as results show them.
pub(super) fn texts(case: &Case, place: Ref) -> Vec<String> {
    let text = |section: &Section| {
        let lines = section.lines.iter().map(|(_, line)| line.as_str());
        lines.collect::<Vec<_>>().join("\n")
    };
    sections(case, place).iter().map(text).collect()
}

/// What a result says of a record beside its title: when, who published it, what it is.
pub(super) fn about(case: &Case, words: &Words, place: Ref) -> String {
    match place.kind {
        Kind::Event => {
            let date = case.events[place.index].date.as_ref();
            date.map_or_else(String::new, |date| words.date(date))
        }
        Kind::Source => {
            let source = &case.sources[place.index];
            let date = source.date.as_ref().map(|date| words.date(date));
            let facts = source.publisher.clone().into_iter().chain(date);
            let separator = words.or_key("list.separator");
            facts.collect::<Vec<_>>().join(&separator)
        }
        Kind::Profile => {
            let kind = name::profile_kind(case.profiles[place.index].kind);
            words.or_key(&["profile_kind.", kind].concat())
        }
        _ => String::new(),
    }
}

impl Section {
    /// The beginning of a record's first section.
    fn of(head: &Head) -> Self {
        let mut section = Section::default();
        section.add(Field::Summary, head.summary.as_deref());
        section
    }

    fn add<'a>(&mut self, field: Field, texts: impl IntoIterator<Item = &'a str>) {
        for text in texts {
            // Lines are what parts the fields, so none may have an end of line inside.
            let line = one_line(text);
            if !line.is_empty() {
                self.lines.push((field, line));
            }
        }
    }

    /// The words that bear something out, told from the editor's by their marks. A page that quotes shows its own quotation always.
    fn add_evidence(&mut self, evidence: &[Evidence]) {
        for quote in evidence.iter().filter_map(|one| one.quote.as_deref()) {
            self.add(Field::Article, [["“", quote, "”"].concat().as_str()]);
        }
    }
}

/// A text with single spaces for all white space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A first section and a text whose headings begin sections of their own.
fn divided(case: &Case, mut first: Section, body: &Prose) -> Vec<Section> {
    let mut sections = Vec::new();
    for (heading, text) in prose::sections(case, body) {
        let heading = heading.and_then(|at| body.headings.get(at));
        let (Some(heading), Some((_, rest))) = (heading, text.split_once('\n')) else {
            first.add(Field::Body, [text.as_str()]);
            continue;
        };
        let mut section = Section {
            anchor: route::fragment(&heading.anchor).split_off(1),
            lines: Vec::new(),
        };
        section.add(Field::Heading, [heading.text.as_str()]);
        section.add(Field::Body, [rest]);
        sections.push(section);
    }
    sections.insert(0, first);
    sections
}

fn front(case: &Case) -> Vec<Section> {
    let front = &case.front;
    let mut first = Section::default();
    first.add(Field::Alias, front.subtitle.as_deref());
    first.add(Field::Summary, front.description.as_deref());
    first.add(Field::Summary, front.head.summary.as_deref());
    divided(case, first, &front.body)
}

fn event(case: &Case, event: &Event) -> Vec<Section> {
    let mut first = Section::of(&event.head);
    first.add(Field::Summary, event.place.as_deref());
    let mut sections = divided(case, first, &event.body);
    // Sections are never none: the first is the record itself.
    sections[0].add_evidence(&event.evidence);
    sections
}

fn profile(case: &Case, profile: &Profile) -> Vec<Section> {
    let mut first = Section::of(&profile.head);
    first.add(Field::Alias, profile.aliases.iter().map(String::as_str));
    for role in &profile.roles {
        first.add(Field::Summary, [self::role(case, role).as_str()]);
    }
    divided(case, first, &profile.body)
}

/// An office and where.
fn role(case: &Case, role: &Role) -> String {
    match role.organization.map(|at| &case.profiles[at].head.title) {
        Some(organization) => [&role.title, " – ", organization].concat(),
        None => role.title.clone(),
    }
}

fn claim(case: &Case, claim: &Claim) -> Vec<Section> {
    let mut first = Section::of(&claim.head);
    for position in &claim.positions {
        first.add(Field::Body, [position.says.as_str()]);
        first.add_evidence(&position.evidence);
    }
    divided(case, first, &claim.body)
}

/// A question stands among others on one page, so all of it is one section.
fn question(case: &Case, question: &Question) -> Vec<Section> {
    let mut first = Section::of(&question.head);
    first.add(Field::Summary, question.objective.as_deref());
    let answer = question.answer.as_ref();
    let answer = answer.map(|answer| prose::plain(case, answer));
    first.add(Field::Body, answer.as_deref());
    vec![first]
}

/// The record with the editor's note, then each paragraph that the edition shows, as far as it shows it.
fn source(case: &Case, source: &Source) -> Vec<Section> {
    let mut first = Section::of(&source.head);
    // Without a better one it is the beginning of the title.
    let label = Some(source.label.as_str());
    let is_name = |label: &&str| !source.head.title.starts_with(label);
    first.add(Field::Alias, label.filter(is_name));
    first.add(Field::Summary, source.authors.iter().map(String::as_str));
    first.add(Field::Body, [prose::plain(case, &source.body).as_str()]);
    let paragraphs = source.article.paragraphs.iter().map(paragraph);
    [first].into_iter().chain(paragraphs).collect()
}

fn paragraph(paragraph: &Paragraph) -> Section {
    let mut section = Section {
        anchor: route::paragraph_anchor(paragraph.number),
        lines: Vec::new(),
    };
    let words = paragraph.with_gaps(paragraph.marker..paragraph.text.len(), "…");
    section.add(Field::Article, [&*words]);
    section
}
