//! The page for the classroom: discussion questions, with model answers for instructors, and the handouts.

use serde::Serialize;

use super::entry::{self, QuestionEntry};
use super::{Desk, Link};
use crate::case::Kind;

/// Discussion questions and handouts.
#[derive(Debug, Serialize)]
pub struct QuestionsView {
    /// The questions, in order.
    pub questions: Vec<QuestionView>,
    /// How long all of them take, in minutes; 0 where none says.
    pub minutes: u32,
    /// What goes on paper.
    pub handouts: Vec<HandoutEntry>,
}

/// A discussion question.
#[derive(Debug, Serialize)]
pub struct QuestionView {
    /// The question and its aim.
    pub facts: QuestionEntry,
    /// The model answer, in the instructor's edition.
    pub answer: Option<String>,
}

/// A handout in a list.
#[derive(Debug, Serialize)]
pub struct HandoutEntry {
    /// Its title and page.
    pub link: Link,
    /// One sentence on it.
    pub summary: Option<String>,
}

/// The page for the classroom.
pub fn view(desk: &Desk) -> QuestionsView {
    let case = desk.case;
    let handout = |index: usize| HandoutEntry {
        link: desk.link(Kind::Handout, index),
        summary: case.handouts[index].head.summary.clone(),
    };
    let minutes = case
        .questions
        .iter()
        .filter_map(|question| question.minutes);
    QuestionsView {
        questions: (0..case.questions.len())
            .map(|at| question(desk, at))
            .collect(),
        minutes: minutes.fold(0, u32::saturating_add),
        handouts: (0..case.handouts.len()).map(handout).collect(),
    }
}

fn question(desk: &Desk, index: usize) -> QuestionView {
    let question = &desk.case.questions[index];
    let prefix = format!("{}-", question.head.stem);
    QuestionView {
        facts: entry::question(desk, index),
        answer: question
            .answer
            .as_ref()
            .and_then(|answer| desk.body_within(answer, &prefix, 4)),
    }
}
