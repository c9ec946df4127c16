//! The records that an editor writes, as JSON, under the names of their front matter.

use serde_json::{Value, json};

use super::{basis, evidence, id, ids, reference, with_head, without_nulls, words};
use crate::case::{
    Author, Case, Claim, Event, Handout, HandoutPart, Importance, Kind, Note, Position, Profile,
    Question, Role,
};
use crate::page::{name, route};

/// The front page and its configuration.
pub(super) fn front(case: &Case) -> Value {
    let front = &case.front;
    let author = |author: &Author| {
        without_nulls(json!({
            "name": author.name,
            "affiliation": author.affiliation,
            "url": author.url,
        }))
    };
    let fields = json!({
        "title": front.head.title,
        "subtitle": front.subtitle,
        "description": front.description,
        "authors": front.authors.iter().map(author).collect::<Vec<_>>(),
        "language": front.language,
        "base_url": front.base_url,
        "license": front.license,
        "date": front.date.as_ref().map(ToString::to_string),
        "citation_style": front.citation_style,
        "body": words(case, &front.body),
    });
    with_head(case, &front.head, None, fields)
}

pub(super) fn note(case: &Case, note: &Note) -> Value {
    let fields = json!({
        "title": note.head.title,
        "order": written(note.order),
        "body": words(case, &note.body),
    });
    with_head(case, &note.head, None, fields)
}

/// An order that somebody wrote; what has none stands last, and says nothing of it.
fn written(order: i64) -> Option<i64> {
    (order != i64::MAX).then_some(order)
}

pub(super) fn event(case: &Case, event: &Event) -> Value {
    let importance = match event.importance {
        Importance::Major => "major",
        Importance::Minor => "minor",
    };
    let fields = json!({
        "title": event.head.title,
        "date": event.date.as_ref().map(ToString::to_string),
        "basis": basis(event.basis),
        "time": event.time,
        "place": event.place,
        "importance": importance,
        "profiles": ids(case, Kind::Profile, &event.profiles),
        "evidence": evidence(case, &event.evidence),
        "body": words(case, &event.body),
    });
    with_head(case, &event.head, None, fields)
}

pub(super) fn profile(case: &Case, profile: &Profile) -> Value {
    let links = profile.links.iter();
    let fields = json!({
        "title": profile.head.title,
        "kind": name::profile_kind(profile.kind),
        "aliases": profile.aliases,
        "roles": profile.roles.iter().map(|held| role(case, held)).collect::<Vec<_>>(),
        "image": profile.image.as_ref().map(|image| route::encode(&image.path)),
        "links": links.map(|link| json!({"title": link.title, "url": link.url})).collect::<Vec<_>>(),
        "body": words(case, &profile.body),
    });
    with_head(case, &profile.head, None, fields)
}

fn role(case: &Case, role: &Role) -> Value {
    let to = role.to.as_ref().map(ToString::to_string);
    without_nulls(json!({
        "title": role.title,
        "organization": role.organization.map(|at| id(case, Kind::Profile, at)),
        "from": role.from.as_ref().map(ToString::to_string),
        "to": to.or_else(|| role.open.then(|| "..".to_owned())),
        "evidence": evidence(case, &role.evidence),
    }))
}

pub(super) fn claim(case: &Case, claim: &Claim) -> Value {
    let position = |position: &Position| {
        json!({
            "says": position.says,
            "evidence": evidence(case, &position.evidence),
        })
    };
    let fields = json!({
        "question": claim.head.title,
        "profiles": ids(case, Kind::Profile, &claim.profiles),
        "status": name::status(claim.status),
        "positions": claim.positions.iter().map(position).collect::<Vec<_>>(),
        "body": words(case, &claim.body),
    });
    with_head(case, &claim.head, None, fields)
}

/// A question. It has its model answer where the edition has it.
pub(super) fn question(case: &Case, question: &Question) -> Value {
    let discusses = question.discusses.iter();
    let answer = question.answer.as_ref();
    let fields = json!({
        "question": question.head.title,
        "objective": question.objective,
        "minutes": question.minutes,
        "order": written(question.order),
        "discusses": discusses.map(|place| reference(case, place)).collect::<Vec<_>>(),
        "answer": answer.and_then(|answer| words(case, answer)),
    });
    with_head(case, &question.head, Some(&question.head.stem), fields)
}

pub(super) fn handout(case: &Case, handout: &Handout) -> Value {
    let contents = handout.contents.iter();
    let fields = json!({
        "title": handout.head.title,
        "paper": name::paper(handout.paper),
        "contents": contents.map(|part| handout_part(case, part)).collect::<Vec<_>>(),
        "body": words(case, &handout.body),
    });
    with_head(case, &handout.head, None, fields)
}

/// A part of a handout: one key, under it the ids of what it holds.
fn handout_part(case: &Case, part: &HandoutPart) -> Value {
    match part {
        HandoutPart::Body => json!("body"),
        HandoutPart::Notes(notes) => json!({ "notes": ids(case, Kind::Note, notes) }),
        HandoutPart::Timeline { events, drawn } => json!({
            "timeline": ids(case, Kind::Event, events),
            "style": if *drawn { "drawn" } else { "table" },
        }),
        HandoutPart::Profiles(profiles) => {
            json!({ "profiles": ids(case, Kind::Profile, profiles) })
        }
        HandoutPart::Claims(claims) => json!({ "claims": ids(case, Kind::Claim, claims) }),
        HandoutPart::Sources { sources, excerpts } => json!({
            "sources": ids(case, Kind::Source, sources),
            "excerpts": excerpts,
        }),
        HandoutPart::Questions {
            questions,
            lines,
            answers,
        } => without_nulls(json!({
            "questions": ids(case, Kind::Question, questions),
            "lines": lines,
            "answers": answers.then_some(true),
        })),
        HandoutPart::Answers(questions) => {
            json!({ "answers": ids(case, Kind::Question, questions) })
        }
        HandoutPart::Session(questions) => {
            json!({ "session": ids(case, Kind::Question, questions) })
        }
    }
}
