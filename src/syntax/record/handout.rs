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
    Timeline {
        /// Which.
        selection: RawSelection,
        /// Whether they are drawn on an axis as well.
        drawn: bool,
    },
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
        /// Whether the model answers stand under them; nothing is the author's word for what the handout's audience suggests.
        answers: Option<bool>,
    },
    /// Model answers by the ids of their questions.
    Answers(Vec<Words>),
    /// The session plan of questions by id.
    Session(Vec<Words>),
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

const NAMES: [&str; 9] = [
    "body",
    "note",
    "timeline",
    "profiles",
    "claims",
    "sources",
    "questions",
    "answers",
    "session",
];

/// Ruled lines under a question where the handout does not say.
const LINES: u32 = 6;

/// The most ruled lines under a question: more than two pages of them.
const MOST_LINES: u32 = 60;

pub(super) fn read(fields: &mut Fields) -> RawHandout {
    let paper = fields.choice("paper", &[("a4", Paper::A4), ("letter", Paper::Letter)]);
    let key = fields.key("contents");
    let nodes = fields.list("contents");
    let contents = match (nodes.is_empty(), key) {
        // A handout that doesn't say is its own text.
        (true, None) => vec![RawPart::Body],
        (true, Some(range)) => {
            let diagnostic = Diagnostic::new(Rule::BadValue, "`contents` lists nothing");
            let help = "list what goes on paper, as in `- body`, or take `contents` out: then the handout is its own text";
            fields.report(diagnostic, range, help);
            Vec::new()
        }
        (false, _) => nodes
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
        Value::Map(entries) if entries.len() > 1 => {
            let names: Vec<_> = entries.iter().map(|(key, _)| &*key.name).collect();
            let message = format!(
                "a part of `contents` has one key, not {}: `{}`",
                names.len(),
                names.join("`, `")
            );
            let help = "begin each part with a hyphen, on a line of its own: `- note: background`";
            fields.report(Diagnostic::new(Rule::BadValue, message), range, help);
            None
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
        "body" => {
            if let Some(value) = value {
                let diagnostic = Diagnostic::new(Rule::BadType, "`body` takes nothing");
                let help = "write `- body` alone: it is the text under this front matter";
                fields.report(diagnostic, value.range, help);
            }
            Some(RawPart::Body)
        }
        "note" | "notes" => note(fields, name, value),
        "timeline" => Some(timeline(fields, value)),
        "profiles" => Some(RawPart::Profiles(ids(fields, name, value))),
        "claims" => Some(RawPart::Claims(ids(fields, name, value))),
        "sources" => {
            let (ids, excerpts) = mapped(fields, name, value, |fields| fields.flag("excerpts"));
            Some(RawPart::Sources { ids, excerpts })
        }
        "questions" => {
            let (ids, (lines, answers)) = mapped(fields, name, value, |fields| {
                let lines = fields.count_to("lines", MOST_LINES);
                let answers = fields.choice("answers", &[("true", true), ("false", false)]);
                (lines.map(|lines| lines.value), answers)
            });
            let lines = lines.unwrap_or(LINES);
            Some(RawPart::Questions {
                ids,
                lines,
                answers,
            })
        }
        "answers" => Some(RawPart::Answers(ids(fields, name, value))),
        "session" => Some(RawPart::Session(ids(fields, name, value))),
        _ => {
            fields.no_choice("contents", name, NAMES.into_iter());
            None
        }
    }
}

fn timeline(fields: &mut Fields, value: Option<Node>) -> RawPart {
    let read = |fields: &mut Fields| {
        let drawn = fields.choice("style", &[("table", false), ("drawn", true)]);
        (selection(fields), drawn.unwrap_or_default())
    };
    let (selection, drawn) = match value {
        Some(value) => fields.nested("a timeline", value, read),
        None => Default::default(),
    };
    RawPart::Timeline { selection, drawn }
}

fn note(fields: &mut Fields, name: &Words, value: Option<Node>) -> Option<RawPart> {
    let says_nothing = match value.as_ref().map(|node| &node.value) {
        None => true,
        Some(Value::List(list)) => list.is_empty(),
        Some(_) => false,
    };
    let ids = ids(fields, name, value);
    if says_nothing {
        let diagnostic = Diagnostic::new(Rule::BadValue, "`note` does not say which note");
        fields.report(
            diagnostic,
            name.range.clone(),
            "write its id: `- note: background`",
        );
    }
    // Without ids it would be every note.
    (!ids.is_empty()).then_some(RawPart::Notes(ids))
}

/// A list of ids, or a mapping with `ids` and more.
fn mapped<T: Default>(
    fields: &mut Fields,
    name: &Words,
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
        value => (ids(fields, name, value), T::default()),
    }
}

fn ids(fields: &mut Fields, name: &Words, value: Option<Node>) -> Vec<Words> {
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
            _ => {
                let message = format!("`{}` takes an id or a list of ids", name.value);
                let help = format!("write `- {}: [one, another]`", name.value);
                fields.report(Diagnostic::new(Rule::BadType, message), item.range, help);
            }
        }
    }
    ids
}
