//! The record of a source article as written.

use std::ops::RangeInclusive;

use super::read::{by_edition, neither};
use crate::case::{Edition, Right, Translation};
use crate::diagnostic::{Diagnostic, Rule};
use crate::suggest::nearest;
use crate::syntax::article::Headings;
use crate::syntax::edtf::Edtf;
use crate::syntax::fields::Fields;
use crate::syntax::yaml::{Node, Value};
use crate::syntax::{Spot, Words};

/// A source as written.
#[derive(Clone, Debug)]
pub struct RawSource {
    /// The article's file name in `seeds/`.
    pub file: Words,
    /// What to call it in a citation.
    pub short: Option<String>,
    /// A type of the Citation Style Language.
    pub csl_type: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Where it was published.
    pub url: Option<Words>,
    /// Its language.
    pub language: Option<String>,
    /// Whether and how it was translated.
    pub translation: Translation,
    /// How much of it may be published.
    pub rights: RawRights,
    /// The hash that pins its bytes, in hexadecimal.
    pub sha256: Option<Words>,
    /// Lines that are not shown.
    pub omit_lines: Vec<Spot<RangeInclusive<u32>>>,
    /// Which lines are headings.
    pub headings: Headings,
    /// The last line that each item of `headings` names.
    pub heading_lines: Vec<Spot<u32>>,
    /// Whether lines are broken at a fixed width; `None` finds out.
    pub wrapped: Option<bool>,
}

/// How much each edition may publish, as written.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawRights([Option<Right>; 3]);

impl RawRights {
    /// What `edition` may publish: its own value, or else that of the next narrower edition; unnamed, `public` has excerpts.
    pub fn of(self, edition: Edition) -> Right {
        let upto = Edition::ALL
            .iter()
            .take_while(|narrower| **narrower <= edition)
            .count();
        self.0[..upto]
            .iter()
            .rev()
            .find_map(|right| *right)
            .unwrap_or_default()
    }
}

const RIGHTS: [(&str, Right); 3] = [
    ("full", Right::Full),
    ("excerpt", Right::Excerpt),
    ("record", Right::Record),
];

pub(super) fn read(fields: &mut Fields) -> RawSource {
    let translations = [
        ("none", Translation::None),
        ("human", Translation::Human),
        ("machine", Translation::Machine),
    ];
    let mut heading_lines = Vec::new();
    RawSource {
        file: fields.required("file"),
        short: fields.text("short"),
        csl_type: csl_type(fields),
        authors: fields
            .word_list("author")
            .into_iter()
            .map(|author| author.value)
            .collect(),
        publisher: fields.text("publisher"),
        date: fields.date("date"),
        url: fields.words("url"),
        language: fields.language("language").map(|language| language.value),
        translation: fields
            .choice("translation", &translations)
            .unwrap_or_default(),
        rights: rights(fields),
        sha256: fields.words("sha256"),
        omit_lines: omit_lines(fields),
        headings: headings(fields, &mut heading_lines),
        heading_lines,
        wrapped: wrapped(fields),
    }
}

/// The types of the Citation Style Language (<https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types>).
const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

fn csl_type(fields: &mut Fields) -> Option<String> {
    let words = fields.words("type")?;
    if TYPES.contains(&words.value.as_str()) {
        return Some(words.value);
    }
    let help = match nearest(&words.value, TYPES) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "an article is `article-newspaper`, `article-magazine`, `article-journal`, `post-weblog` or `webpage`".to_owned(),
    };
    let message = format!(
        "`{}` is no type of the Citation Style Language",
        words.value
    );
    fields.report(Diagnostic::new(Rule::BadValue, message), words.range, help);
    None
}

fn wrapped(fields: &mut Fields) -> Option<bool> {
    let choices = [
        ("auto", None),
        ("true", Some(true)),
        ("false", Some(false)),
        ("True", Some(true)),
        ("False", Some(false)),
    ];
    fields.choice("wrapped", &choices).flatten()
}

fn rights(fields: &mut Fields) -> RawRights {
    match fields.node("rights") {
        None => RawRights::default(),
        Some(Node {
            value: Value::Scalar(value),
            range,
        }) => {
            let found = RIGHTS.iter().find(|(name, _)| *name == value);
            if found.is_none() {
                fields.no_choice(
                    "rights",
                    &Spot::new(value, range),
                    RIGHTS.iter().map(|(name, _)| *name),
                );
            }
            RawRights([found.map(|(_, right)| *right), None, None])
        }
        Some(
            node @ Node {
                value: Value::Map(_),
                ..
            },
        ) => RawRights(fields.nested("a mapping of rights", node, |fields| {
            by_edition(fields, &RIGHTS)
        })),
        Some(node) => {
            let wanted = "`full`, `excerpt` or `record`, or one for each edition: `{public: excerpt, student: full}`";
            neither(fields, "rights", node.range, wanted);
            RawRights::default()
        }
    }
}

fn omit_lines(fields: &mut Fields) -> Vec<Spot<RangeInclusive<u32>>> {
    let mut lines = Vec::new();
    for words in fields.word_list("omit_lines") {
        match line_range(&words.value) {
            Some(range) => lines.push(Spot::new(range, words.range)),
            None => fields.bad_value(
                Rule::BadValue,
                "omit_lines",
                &words,
                "lines such as `\"1-4\"` or `7`",
            ),
        }
    }
    lines
}

fn line_range(text: &str) -> Option<RangeInclusive<u32>> {
    let mut ends = text.splitn(2, ['-', '–']);
    let first = ends.next()?.trim().parse().ok()?;
    let last = ends
        .next()
        .map_or(Some(first), |last| last.trim().parse().ok())?;
    (first >= 1 && first <= last).then_some(first..=last)
}

fn headings(fields: &mut Fields, named: &mut Vec<Spot<u32>>) -> Headings {
    match fields.node("headings") {
        None => Headings::Auto,
        Some(Node {
            value: Value::Scalar(value),
            range,
        }) => match value.as_str() {
            "auto" => Headings::Auto,
            "none" => Headings::None,
            _ => heading_lines(fields, &[Spot::new(value, range)], named),
        },
        Some(Node {
            value: Value::List(items),
            ..
        }) => {
            let words: Vec<Words> = items.into_iter().filter_map(scalar).collect();
            heading_lines(fields, &words, named)
        }
        Some(node) => {
            neither(
                fields,
                "headings",
                node.range,
                "`auto`, `none` or a list of line numbers",
            );
            Headings::Auto
        }
    }
}

fn scalar(node: Node) -> Option<Words> {
    match node.value {
        Value::Scalar(text) => Some(Spot::new(text, node.range)),
        _ => None,
    }
}

fn heading_lines(fields: &mut Fields, words: &[Words], named: &mut Vec<Spot<u32>>) -> Headings {
    let mut lines = Vec::new();
    for word in words {
        match line_range(&word.value) {
            Some(range) if range.end() - range.start() < 10_000 => {
                named.push(Spot::new(*range.end(), word.range.clone()));
                lines.extend(range);
            }
            _ => fields.bad_value(
                Rule::BadValue,
                "headings",
                word,
                "`auto`, `none` or a list of line numbers",
            ),
        }
    }
    Headings::Lines(lines)
}
