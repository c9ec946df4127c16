//! The parts of a handout on paper, made from the case.

use super::excerpt;
use super::part::{
    AxisSheet, ClaimSheet, EventSheet, EvidenceSheet, MarkSheet, MatrixRow, Part, PlanRow,
    PositionSheet, ProfileSheet, QuestionSheet, RoleSheet, SourceSheet, TickSheet, YearSheet,
};
use super::prose;
use crate::case::{HandoutPart, Role, Selection};
use crate::page::entry::{self, EventEntry};
use crate::page::{Desk, EvidenceView, claim, matrix, name, phrase, session, timeline};

/// The most ruled lines under a question: a page of them.
const MOST_LINES: u32 = 60;

/// What is on the handout at `index`.
pub(super) fn parts(desk: &Desk, index: usize) -> Vec<Part> {
    let handout = &desk.case.handouts[index];
    let mut parts = Vec::new();
    for one in &handout.contents {
        match one {
            HandoutPart::Body => parts.push(Part::Body {
                blocks: prose::blocks(desk, &handout.body),
            }),
            HandoutPart::Notes(notes) => parts.extend(notes.iter().map(|at| {
                let note = &desk.case.notes[*at];
                Part::Note {
                    title: note.head.title.clone(),
                    blocks: prose::blocks(desk, &note.body),
                }
            })),
            HandoutPart::Timeline { events, drawn } => parts.push(timeline(desk, events, *drawn)),
            HandoutPart::Profiles(chosen) => parts.push(profiles(desk, chosen)),
            HandoutPart::Claims(chosen) => parts.push(claims(desk, chosen)),
            HandoutPart::Sources {
                sources: chosen,
                excerpts,
            } => parts.push(sources(desk, chosen, *excerpts)),
            HandoutPart::Questions {
                questions: chosen,
                lines,
                answers,
            } => parts.push(questions(desk, chosen, *lines, *answers)),
            HandoutPart::Answers(chosen) => parts.push(answers(desk, chosen)),
            HandoutPart::Session(chosen) => parts.extend(session(desk, chosen)),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// What a component shows, by its name; `None` if paper has no form for it.
pub(super) fn component(desk: &Desk, name: &str, chosen: &Selection) -> Option<Part> {
    let part = match name {
        "timeline" => timeline(desk, &chosen.events, false),
        "profiles" => profiles(desk, &chosen.profiles),
        "claims" => claims(desk, &chosen.claims),
        "sources" => sources(desk, &chosen.sources, false),
        "questions" => questions(desk, &chosen.questions, 0, false),
        _ => return None,
    };
    (!part.is_empty()).then_some(part)
}

fn title(desk: &Desk, section: &str) -> String {
    desk.words.or_key(&format!("nav.{section}"))
}

fn timeline(desk: &Desk, events: &[usize], drawn: bool) -> Part {
    let years = timeline::years(desk, events).into_iter();
    let years = years.map(|year| YearSheet {
        label: year.label,
        events: year
            .days
            .into_iter()
            .flat_map(|day| day.events)
            .map(event)
            .collect(),
    });
    Part::Timeline {
        title: title(desk, "timeline"),
        years: years.collect(),
        drawing: drawn.then(|| drawing(desk, events)).flatten(),
    }
}

fn drawing(desk: &Desk, events: &[usize]) -> Option<AxisSheet> {
    let axis = timeline::printed(desk, events)?;
    let start = axis.start;
    // The layout turns the axis round where time runs from right to left; here it begins at 0 in any case.
    let share = |x: f64| {
        if start == 100 {
            1.0 - x / 100.0
        } else {
            x / 100.0
        }
    };
    let drawing = axis.drawings.into_iter().next()?;
    let ticks = drawing.ruler.labels.into_iter().map(|name| TickSheet {
        at: share(name.x),
        label: name.text,
    });
    let marks = drawing.marks.iter().filter_map(|mark| {
        let extent = mark.extent.as_ref();
        Some(MarkSheet {
            at: share(extent.map_or(mark.x, |one| one.from)),
            to: extent.map(|one| share(one.to)),
            number: events.iter().position(|at| *at == mark.event)? + 1,
            major: mark.major,
            uncertain: mark.vague,
        })
    });
    let mut marks: Vec<MarkSheet> = marks.collect();
    marks.sort_by_key(|mark| mark.number);
    Some(AxisSheet {
        ticks: ticks.collect(),
        breaks: drawing
            .ruler
            .gaps
            .iter()
            .map(|gap| share(gap.middle))
            .collect(),
        marks,
    })
}

fn event(event: EventEntry) -> EventSheet {
    let titles = |links: Vec<crate::page::Link>| links.into_iter().map(|link| link.title).collect();
    EventSheet {
        date: event.date.map(|date| date.words),
        time: event.time,
        title: event.title,
        summary: event.summary,
        place: event.place,
        major: event.major,
        derived: event.derived,
        who: titles(event.profiles),
        sources: titles(event.sources),
    }
}

fn profiles(desk: &Desk, chosen: &[usize]) -> Part {
    let one = |at: &usize| {
        let profile = &desk.case.profiles[*at];
        ProfileSheet {
            name: profile.head.title.clone(),
            kind: name::profile_kind(profile.kind),
            aliases: profile.aliases.clone(),
            summary: profile.head.summary.clone(),
            roles: profile.roles.iter().map(|one| role(desk, one)).collect(),
        }
    };
    Part::Profiles {
        title: title(desk, "profiles"),
        profiles: chosen.iter().map(one).collect(),
    }
}

fn role(desk: &Desk, role: &Role) -> RoleSheet {
    let organization = role
        .organization
        .map(|at| &desk.case.profiles[at].head.title);
    let word = |key: &str| desk.words.or_key(&format!("profile.{key}"));
    let from = role.from.as_ref().map(|date| desk.words.date(date));
    let to = role.to.as_ref().map(|date| desk.words.date(date));
    let dates = match (from, to, role.open) {
        (Some(from), Some(to), _) if from == to => Some(from),
        (Some(from), Some(to), _) => Some(format!("{from} – {to}")),
        (Some(from), None, true) => Some(format!("{} {from}", word("since"))),
        (Some(from), None, false) => Some(format!("{} {from}", word("from"))),
        (None, Some(to), _) => Some(format!("{} {to}", word("until"))),
        (None, None, true) => Some(word("present")),
        (None, None, false) => None,
    };
    RoleSheet {
        title: role.title.clone(),
        organization: organization.cloned(),
        dates,
    }
}

fn claims(desk: &Desk, chosen: &[usize]) -> Part {
    let matrix = matrix::of(desk, chosen);
    let is_table = chosen.len() > 1 && !matrix.sources.is_empty();
    let row = |row: &matrix::Row| MatrixRow {
        question: row.claim.title.clone(),
        cells: row
            .cells
            .iter()
            .map(|cell| cell.positions.clone())
            .collect(),
    };
    Part::Claims {
        title: title(desk, "claims"),
        sources: match is_table {
            true => matrix.sources.iter().map(|one| one.title.clone()).collect(),
            false => Vec::new(),
        },
        matrix: match is_table {
            true => matrix.rows.iter().map(row).collect(),
            false => Vec::new(),
        },
        claims: chosen.iter().map(|at| disagreement(desk, *at)).collect(),
    }
}

fn disagreement(desk: &Desk, at: usize) -> ClaimSheet {
    let claim = &desk.case.claims[at];
    let status = name::status(claim.status);
    let positions = claim::positions(desk, claim).into_iter();
    ClaimSheet {
        question: claim.head.title.clone(),
        status,
        status_words: desk.words.or_key(&format!("status.{status}")),
        positions: positions
            .map(|position| PositionSheet {
                number: position.number,
                says: position.says,
                evidence: position
                    .evidence
                    .into_iter()
                    .map(|one| evidence(desk, one))
                    .collect(),
            })
            .collect(),
    }
}

fn evidence(desk: &Desk, one: EvidenceView) -> EvidenceSheet {
    EvidenceSheet {
        source: one.label,
        quote: one.quote,
        locator: one.paragraph.map(|number| locator(desk, number)),
        language: one.language,
    }
}

/// A paragraph's number in words.
pub(super) fn locator(desk: &Desk, number: u32) -> String {
    let number = desk.words.number(number.into());
    phrase::fill(&desk.words.or_key("paragraph"), &[("n", number)])
}

fn sources(desk: &Desk, chosen: &[usize], with_excerpts: bool) -> Part {
    Part::Sources {
        title: title(desk, "sources"),
        sources: chosen
            .iter()
            .map(|at| source(desk, *at, with_excerpts))
            .collect(),
    }
}

/// A source, with what is quoted of it if that is wanted.
pub(super) fn source(desk: &Desk, at: usize, with_excerpts: bool) -> SourceSheet {
    let record = entry::source(desk, at);
    SourceSheet {
        reference: desk.typesetter.reference(at).inline,
        note: match record.translation {
            "none" => None,
            translation => Some(desk.words.or_key(&format!("translation.{translation}"))),
        },
        rights: with_excerpts.then(|| desk.words.or_key(&format!("right_short.{}", record.right))),
        language: desk.foreign(record.language.as_deref()),
        excerpts: match with_excerpts {
            true => excerpt::of(desk, at),
            false => Vec::new(),
        },
        short: record.label,
    }
}

fn questions(desk: &Desk, chosen: &[usize], lines: u32, with_answers: bool) -> Part {
    Part::Questions {
        title: title(desk, "questions"),
        questions: chosen
            .iter()
            .map(|at| question(desk, *at, lines, with_answers))
            .collect(),
    }
}

fn answers(desk: &Desk, chosen: &[usize]) -> Part {
    let questions = chosen.iter().map(|at| question(desk, *at, 0, true));
    Part::Answers {
        title: desk.words.or_key("question.answers"),
        questions: questions.filter(|one| !one.answer.is_empty()).collect(),
    }
}

fn question(desk: &Desk, at: usize, lines: u32, with_answer: bool) -> QuestionSheet {
    let question = &desk.case.questions[at];
    let answer = question.answer.as_ref().filter(|_| with_answer);
    let answer = answer
        .map(|answer| prose::blocks(desk, answer))
        .unwrap_or_default();
    QuestionSheet {
        title: question.head.title.clone(),
        minutes: question.minutes,
        minutes_words: question
            .minutes
            .map(|minutes| counted(desk, "question.minutes", minutes)),
        // What a question teaches stands with its answer: it is the instructor's concern.
        objective: question.objective.clone().filter(|_| !answer.is_empty()),
        // Where the answer stands nobody writes.
        lines: if answer.is_empty() {
            lines.min(MOST_LINES)
        } else {
            0
        },
        answer,
    }
}

fn session(desk: &Desk, chosen: &[usize]) -> Option<Part> {
    let plan = session::view(desk, chosen)?;
    let words = |key: &str| desk.words.or_key(&format!("session.{key}"));
    let rows = plan.rows.into_iter().map(|row| PlanRow {
        span: match &row.span {
            Some(span) => phrase::fill(
                &words("span"),
                &[("from", span.from.to_string()), ("to", span.to.to_string())],
            ),
            None => words("unsaid"),
        },
        title: row.question.title,
        objective: row.question.objective,
        minutes: row.question.minutes,
    });
    Some(Part::Session {
        title: words("title"),
        rows: rows.collect(),
        total: counted(desk, "question.minutes", plan.minutes),
        untimed: (plan.untimed > 0).then(|| counted(desk, "session.untimed", plan.untimed)),
    })
}

/// A number of things in words.
fn counted(desk: &Desk, key: &str, count: impl TryInto<i64>) -> String {
    let count = count.try_into().unwrap_or(i64::MAX);
    let pattern = desk.words.plural(key, count.unsigned_abs());
    let number = desk.words.number(count);
    phrase::fill(pattern.unwrap_or("{count}"), &[("count", number)])
}
