//! Components: what a fenced block such as `{timeline}` selects of the case.

use std::ops::Range;
use std::sync::Arc;

use super::link::{self, Lead};
use super::prose::Composer;
use crate::case::{Component, Importance, Kind, Selection, Target};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::suggest::nearest;
use crate::syntax::Words;
use crate::syntax::edtf::Edtf;
use crate::syntax::fields::Fields;
use crate::syntax::record::{RawSelection, Record, selection};
use crate::syntax::yaml::{Node, Value};

/// Resolves a component; or nothing, and a finding, if the theme has none of that name.
pub(super) fn component(
    composer: &mut Composer,
    name: &str,
    parameters: Option<&Node>,
    range: &Range<usize>,
) -> Option<Component> {
    let known = composer.shared.components;
    if known.is_some_and(|known| !known.contains(name)) {
        let diagnostic = unknown(composer, name, range);
        composer.gathered.diagnostics.push(diagnostic);
        return None;
    }
    let json = parameters.map_or(serde_json::Value::Null, Node::to_json);
    let selection = match name {
        "timeline" => events(composer, parameters),
        "profiles" => listed(composer, parameters, Kind::Profile, "profiles"),
        "claims" => listed(composer, parameters, Kind::Claim, "claims"),
        "sources" => listed(composer, parameters, Kind::Source, "sources"),
        "questions" => listed(composer, parameters, Kind::Question, "questions"),
        "figure" => figure(composer, parameters, range),
        _ => Selection::default(),
    };
    Some(Component {
        name: Arc::from(name),
        parameters: json,
        selection,
    })
}

fn unknown(composer: &Composer, name: &str, range: &Range<usize>) -> Diagnostic {
    let known = composer
        .shared
        .components
        .into_iter()
        .flat_map(|known| &**known)
        .map(String::as_str);
    let help = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("the theme has {}", known.collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::new(
        Rule::UnknownComponent,
        format!("the theme has no component `{name}`"),
    )
    .at(Place::new(
        &composer.document.file,
        range.start..range.start,
    ))
    .help(help)
}

/// Reads the parameters as a mapping; a bare list stands for the key `list`.
fn read<T>(
    composer: &mut Composer,
    owner: &'static str,
    parameters: Option<&Node>,
    list: &str,
    take: impl FnOnce(&mut Fields) -> T,
) -> T {
    let mut node = parameters.cloned().unwrap_or(Node {
        value: Value::Null,
        range: 0..0,
    });
    if matches!(node.value, Value::List(_)) {
        let key = crate::syntax::yaml::Key {
            name: list.to_owned(),
            range: node.range.clone(),
        };
        node = Node {
            range: node.range.clone(),
            value: Value::Map(vec![(key, node)]),
        };
    }
    let mut fields = Fields::new(
        &composer.document.file,
        owner,
        node,
        &mut composer.gathered.diagnostics,
    );
    let taken = take(&mut fields);
    fields.finish();
    taken
}

fn events(composer: &mut Composer, parameters: Option<&Node>) -> Selection {
    let raw = read(composer, "a timeline", parameters, "profiles", selection);
    Selection {
        events: select(composer, &raw),
        ..Selection::default()
    }
}

/// The events that a selection holds, in the order of the timeline.
pub(super) fn select(composer: &mut Composer, raw: &RawSelection) -> Vec<usize> {
    composer.gathered.selects = true;
    let profiles = composer.places(Kind::Profile, &raw.profiles);
    let events = composer.shared.registry.list(Kind::Event).enumerate();
    let chosen = events.filter(|(_, (_, document))| match &document.record {
        Record::Event(event) => {
            let has = |id: &Words| {
                profiles
                    .iter()
                    .any(|profile| composer.shared.is(Kind::Profile, &id.value, *profile))
            };
            within(event.date.as_ref(), raw)
                && raw
                    .importance
                    .is_none_or(|importance: Importance| importance == event.importance)
                && (raw.profiles.is_empty() || event.profiles.iter().any(has))
        }
        _ => false,
    });
    chosen.map(|(index, _)| index).collect()
}

/// Whether a date may lie between the selection's two.
fn within(date: Option<&Edtf>, raw: &RawSelection) -> bool {
    if raw.from.is_none() && raw.to.is_none() {
        return true;
    }
    let Some(date) = date else { return false };
    let late_enough = match (raw.from.as_ref().and_then(Edtf::earliest), date.latest()) {
        (Some(from), Some(latest)) => latest >= from,
        _ => true,
    };
    let early_enough = match (raw.to.as_ref().and_then(Edtf::latest), date.earliest()) {
        (Some(to), Some(earliest)) => earliest <= to,
        _ => true,
    };
    late_enough && early_enough
}

fn listed(
    composer: &mut Composer,
    parameters: Option<&Node>,
    kind: Kind,
    key: &'static str,
) -> Selection {
    let ids = read(composer, "this component", parameters, "ids", |fields| {
        let mut ids = fields.word_list("ids");
        ids.extend(fields.word_list(key));
        ids
    });
    let places = composer.places_or_all(kind, &ids);
    let mut selection = Selection::default();
    match kind {
        Kind::Profile => selection.profiles = places,
        Kind::Claim => selection.claims = places,
        Kind::Source => selection.sources = places,
        _ => selection.questions = places,
    }
    selection
}

fn figure(composer: &mut Composer, parameters: Option<&Node>, range: &Range<usize>) -> Selection {
    let (source, alt) = read(composer, "a figure", parameters, "src", |fields| {
        let (source, alt) = (fields.required("src"), fields.words("alt"));
        for key in ["caption", "credit", "license"] {
            let _ = fields.words(key);
        }
        (source, alt)
    });
    if alt.is_none_or(|alt| alt.value.trim().is_empty()) {
        let diagnostic = Diagnostic::new(
            Rule::MissingAlt,
            "the figure has no words for those who do not see it",
        );
        let place = Place::new(&composer.document.file, range.start..range.start);
        composer.gathered.diagnostics.push(
            diagnostic
                .at(place)
                .help("add `alt:` and say what it shows"),
        );
    }
    let picture = (!source.value.is_empty())
        .then(|| composer.picture(&source.value, &source.range))
        .flatten();
    Selection {
        picture,
        ..Selection::default()
    }
}

impl Composer<'_> {
    /// The places of the records that front matter or a component lists by id. What the edition leaves out is dropped without a word; what is unknown is reported.
    pub(super) fn places(&mut self, kind: Kind, ids: &[Words]) -> Vec<usize> {
        let mut places = Vec::new();
        for id in ids {
            match link::of_kind(self.shared, kind, id.value.trim(), None) {
                Lead::Hidden(_) => {}
                lead => {
                    if let Some(Target::Record(place, _)) = self.follow(lead, &id.range)
                        && !places.contains(&place.index)
                    {
                        places.push(place.index);
                    }
                }
            }
        }
        places
    }

    /// The same; an empty list stands for all.
    pub(super) fn places_or_all(&mut self, kind: Kind, ids: &[Words]) -> Vec<usize> {
        match ids.is_empty() {
            true => (0..self.shared.registry.list(kind).count()).collect(),
            false => self.places(kind, ids),
        }
    }
}
