//! A handout as written.

use super::read::{IMPORTANCE, neither};
use crate::case::{Importance, Paper};
use crate::diagnostic::{Diagnostic, Rule};
use crate::syntax::edtf::Edtf;
use crate::syntax::fields::Fields;
use crate::syntax::yaml::{Node, Value};
use crate::syntax::{Spot, Words};

/// A handout as written.
#[derive(Clone, Debug)]
pub struct RawHandout {
    /// The paper's size.
    pub paper: Paper,
    /// What is on it.
    pub contents: Vec<RawPart>,
}

/// A part of a handout as written. Empty lists of ids mean all.
#[derive(Clone, Debug)]
pub enum RawPart {
    /// The handout's own text.
    Body,
    /// Notes by id.
    Notes(Vec<Words>),
    /// Events.
    Timeline(RawSelection),
    /// Profiles by id.
    Profiles(Vec<Words>),
    /// Claims by id.
    Claims(Vec<Words>),
    /// The reading list.
    Sources {
        /// By id.
        ids: Vec<Words>,
        /// Whether every quoted passage is added.
        excerpts: bool,
    },
    /// Questions.
    Questions {
        /// By id.
        ids: Vec<Words>,
        /// Ruled lines under each.
        lines: u32,
    },
}

/// Which events a timeline shows, as written.
#[derive(Clone, Debug, Default)]
pub struct RawSelection {
    /// Not before this.
    pub from: Option<Edtf>,
    /// Not after this.
    pub to: Option<Edtf>,
    /// With one of these profiles.
    pub profiles: Vec<Words>,
    /// Of this importance.
    pub importance: Option<Importance>,
}

const NAMES: [&str; 7] = [
    "body",
    "note",
    "timeline",
    "profiles",
    "claims",
    "sources",
    "questions",
];

/// Ruled lines under a question where the handout does not say.
const LINES: u32 = 6;

pub(super) fn read(fields: &mut Fields) -> RawHandout {
    let paper = fields.choice("paper", &[("a4", Paper::A4), ("letter", Paper::Letter)]);
    let contents = fields.list("contents");
    // A handout that lists nothing is its own text.
    let contents = match contents.is_empty() {
        true => vec![RawPart::Body],
        false => contents
            .into_iter()
            .filter_map(|node| part(fields, node))
            .collect(),
    };
    RawHandout {
        paper: paper.unwrap_or_default(),
        contents,
    }
}

/// Reads `{from, to, profiles, importance}`.
pub fn selection(fields: &mut Fields) -> RawSelection {
    let from = fields.date("from");
    let until = fields.words("to");
    let to = until.as_ref().and_then(|words| fields.read_date(words));
    let first = from.as_ref().and_then(Edtf::earliest);
    let last = to.as_ref().and_then(Edtf::latest);
    if let (Some(first), Some(last), Some(words)) = (first, last, until)
        && last < first
    {
        let diagnostic = Diagnostic::new(Rule::BadValue, "the timeline ends before it begins");
        fields.report(
            diagnostic,
            words.range,
            "put the earlier date at `from` and the later one at `to`",
        );
    }
    RawSelection {
        from,
        to,
        profiles: fields.word_list("profiles"),
        importance: fields.choice("importance", &IMPORTANCE),
    }
}

/// A part is a name, or a mapping of one name to what it takes.
fn part(fields: &mut Fields, node: Node) -> Option<RawPart> {
    let range = node.range.clone();
    match node.value {
        Value::Scalar(name) => named(fields, &Spot::new(name, range), None),
        Value::Map(mut entries) if entries.len() == 1 => {
            let (key, value) = entries.pop()?;
            named(fields, &Spot::new(key.name, key.range), Some(value))
        }
        _ => {
            neither(
                fields,
                "contents",
                range,
                "a list of names or of mappings with one key each, such as `- note: background`",
            );
            None
        }
    }
}

fn named(fields: &mut Fields, name: &Words, value: Option<Node>) -> Option<RawPart> {
    let value = value.filter(|node| !matches!(node.value, Value::Null));
    match name.value.as_str() {
        "body" => Some(RawPart::Body),
        "note" | "notes" => note(fields, name, value),
        "timeline" => Some(RawPart::Timeline(match value {
            Some(value) => fields.nested("a timeline", value, selection),
            None => RawSelection::default(),
        })),
        "profiles" => Some(RawPart::Profiles(ids(fields, value))),
        "claims" => Some(RawPart::Claims(ids(fields, value))),
        "sources" => {
            let (ids, excerpts) = mapped(fields, value, |fields| fields.flag("excerpts"));
            Some(RawPart::Sources { ids, excerpts })
        }
        "questions" => {
            let (ids, lines) = mapped(fields, value, |fields| {
                fields
                    .count("lines")
                    .map_or(LINES, |lines| lines.value.min(60))
            });
            Some(RawPart::Questions {
                ids,
                lines: if lines == 0 { LINES } else { lines },
            })
        }
        _ => {
            fields.no_choice("contents", name, NAMES.into_iter());
            None
        }
    }
}

fn note(fields: &mut Fields, name: &Words, value: Option<Node>) -> Option<RawPart> {
    let ids = ids(fields, value);
    if ids.is_empty() {
        let diagnostic = Diagnostic::new(Rule::BadValue, "`note` does not say which note");
        fields.report(
            diagnostic,
            name.range.clone(),
            "write its id: `- note: background`",
        );
        return None;
    }
    Some(RawPart::Notes(ids))
}

/// A list of ids, or a mapping with `ids` and more.
fn mapped<T: Default>(
    fields: &mut Fields,
    value: Option<Node>,
    read: impl Fn(&mut Fields) -> T,
) -> (Vec<Words>, T) {
    match value {
        Some(
            value @ Node {
                value: Value::Map(_),
                ..
            },
        ) => fields.nested("this part", value, |fields| {
            let rest = read(fields);
            (fields.word_list("ids"), rest)
        }),
        value => (ids(fields, value), T::default()),
    }
}

fn ids(fields: &mut Fields, value: Option<Node>) -> Vec<Words> {
    let items = match value {
        None => return Vec::new(),
        Some(Node {
            value: Value::List(items),
            ..
        }) => items,
        Some(node) => vec![node],
    };
    let mut ids = Vec::new();
    for item in items {
        match item.value {
            Value::Scalar(id) => ids.push(Spot::new(id, item.range)),
            _ => neither(
                fields,
                "contents",
                item.range,
                "an id or a list of ids here",
            ),
        }
    }
    ids
}
