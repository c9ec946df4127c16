//! The plan of a session: questions in their order, with the minutes at which each begins and ends.

use serde::Serialize;

use super::Desk;
use super::entry::{self, QuestionEntry};

/// The plan of a session.
#[derive(Debug, Serialize)]
pub struct SessionView {
    /// The questions, in the order of the session.
    pub rows: Vec<SessionRow>,
    /// How long all of them take, in minutes.
    pub minutes: u32,
    /// How many questions don't say how long they take; they are not in the sum.
    pub untimed: usize,
    /// Whether any of them belongs to a part of the case.
    pub in_parts: bool,
}

/// A question in a session.
#[derive(Debug, Serialize)]
pub struct SessionRow {
    /// The question.
    pub question: QuestionEntry,
    /// The minutes at which it begins and ends; `None` if it doesn't say how long it takes.
    pub span: Option<Span>,
}

/// A stretch of a session.
#[derive(Debug, Serialize)]
pub struct Span {
    /// The minute at which it begins, from 0.
    pub from: u32,
    /// The minute at which it ends.
    pub to: u32,
}

/// The plan of these questions; nothing if none says how long it takes.
pub fn view(desk: &Desk, questions: &[usize]) -> Option<SessionView> {
    let mut minutes = 0_u32;
    let mut rows = Vec::new();
    for at in questions {
        let question = entry::question(desk, *at);
        let span = question.minutes.map(|own| {
            let from = minutes;
            minutes = minutes.saturating_add(own);
            Span { from, to: minutes }
        });
        rows.push(SessionRow { question, span });
    }
    let untimed = rows.iter().filter(|row| row.span.is_none()).count();
    (untimed < rows.len()).then(|| SessionView {
        in_parts: rows.iter().any(|row| row.question.part.is_some()),
        rows,
        minutes,
        untimed,
    })
}
