//! One function a kind, from keys to the record as written.

use super::{RawClaim, RawEvent, RawEvidence, RawHead, RawPosition, RawQuestion, Record};
use crate::case::{Audience, Basis, Importance, Kind, Status};
use crate::diagnostic::{Diagnostic, Rule};
use crate::syntax::fields::Fields;

/// Whom something can be for, by the names used in front matter.
pub const AUDIENCES: [(&str, Audience); 3] = [
    ("everyone", Audience::Everyone),
    ("student", Audience::Student),
    ("instructor", Audience::Instructor),
];

/// Reads the front matter of a file of `kind`, and reports the keys it does not know.
pub fn read(kind: Kind, mut fields: Fields) -> (RawHead, Record) {
    let title = match kind {
        Kind::Claim | Kind::Question => "question",
        _ => "title",
    };
    let head = head(&mut fields, title);
    let record = match kind {
        Kind::Case => Record::Front(Box::new(super::front::read(&mut fields))),
        Kind::Note => Record::Note {
            order: order(&mut fields),
        },
        Kind::Event => Record::Event(Box::new(event(&mut fields))),
        Kind::Profile => Record::Profile(Box::new(super::profile::read(&mut fields))),
        Kind::Source => Record::Source(Box::new(super::source::read(&mut fields))),
        Kind::Claim => Record::Claim(Box::new(claim(&mut fields))),
        Kind::Question => Record::Question(Box::new(question(&mut fields))),
        Kind::Handout => Record::Handout(Box::new(super::handout::read(&mut fields))),
    };
    if kind == Kind::Case && (head.draft || head.audience != Audience::Everyone) {
        let diagnostic = Diagnostic::new(
            Rule::BadValue,
            "the front page can be no draft and is for everyone",
        );
        let help = "take `draft` and `audience` out; what is for one audience goes into a `::: instructor` passage";
        fields.report(diagnostic, head.title.range.clone(), help);
    }
    fields.finish();
    (head, record)
}

/// What an owner's `evidence:` lists.
pub(super) fn evidence(fields: &mut Fields) -> Vec<RawEvidence> {
    fields.each("evidence", "evidence", |fields, _| RawEvidence {
        source: fields.required("source"),
        quote: fields.words("quote"),
        paragraph: fields.count("paragraph"),
    })
}

fn head(fields: &mut Fields, title: &'static str) -> RawHead {
    RawHead {
        title: fields.required(title),
        summary: fields.text("summary"),
        tags: fields.word_list("tags"),
        draft: fields.flag("draft"),
        redirect_from: fields.word_list("redirect_from"),
        audience: fields.choice("audience", &AUDIENCES).unwrap_or_default(),
        part: part(fields),
        uncited_quotes: fields
            .choice("uncited_quotes", &[("warn", false), ("allow", true)])
            .unwrap_or_default(),
        extra: fields
            .node("extra")
            .map_or(serde_json::Value::Null, |node| node.to_json()),
    }
}

fn part(fields: &mut Fields) -> Option<char> {
    let words = fields.words("part")?;
    let mut letters = words.value.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase()),
        _ => {
            fields.bad_value(Rule::BadValue, "part", &words, "a letter from A to Z");
            None
        }
    }
}

fn order(fields: &mut Fields) -> Option<i64> {
    fields.integer("order").map(|order| order.value)
}

fn event(fields: &mut Fields) -> RawEvent {
    RawEvent {
        date: fields.date("date"),
        basis: fields
            .choice(
                "basis",
                &[("stated", Basis::Stated), ("derived", Basis::Derived)],
            )
            .unwrap_or_default(),
        time: fields.text("time"),
        place: fields.text("place"),
        importance: fields.choice("importance", &IMPORTANCE).unwrap_or_default(),
        order: order(fields).unwrap_or_default(),
        profiles: fields.word_list("profiles"),
        evidence: evidence(fields),
    }
}

/// How much an event can weigh, by the names used in front matter.
pub const IMPORTANCE: [(&str, Importance); 2] =
    [("major", Importance::Major), ("minor", Importance::Minor)];

fn claim(fields: &mut Fields) -> RawClaim {
    let statuses = [
        ("disputed", Status::Disputed),
        ("settled", Status::Settled),
        ("open", Status::Open),
    ];
    RawClaim {
        profiles: fields.word_list("profiles"),
        status: fields.choice("status", &statuses).unwrap_or_default(),
        positions: fields.each("positions", "a position", |fields, range| RawPosition {
            says: fields.required("says"),
            evidence: evidence(fields),
            range,
        }),
    }
}

fn question(fields: &mut Fields) -> RawQuestion {
    RawQuestion {
        objective: fields.text("objective"),
        minutes: fields.count("minutes").map(|minutes| minutes.value),
        order: order(fields),
        discusses: fields.word_list("discusses"),
    }
}

/// A mapping from editions to values, for keys that may differ by edition.
pub(super) fn by_edition<T: Copy>(fields: &mut Fields, values: &[(&str, T)]) -> [Option<T>; 3] {
    ["public", "student", "instructor"].map(|edition| fields.choice(edition, values))
}

/// Reports a value whose form is neither of those that its key takes.
pub(super) fn neither(fields: &mut Fields, key: &str, range: std::ops::Range<usize>, wanted: &str) {
    let message = format!("`{key}` is {wanted}");
    fields.report(
        Diagnostic::new(Rule::BadType, message),
        range,
        format!("write {wanted}"),
    );
}
