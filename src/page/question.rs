//! The page for the classroom: discussion questions, with model answers for instructors, and the handouts.

use serde::Serialize;

use super::entry::{self, QuestionEntry};
use super::session::{self, SessionView};
use super::{Desk, Link, name};
use crate::case::{Edition, Kind};

/// Discussion questions and handouts.
#[derive(Debug, Serialize)]
pub struct QuestionsView {
    /// The questions, in order.
    pub questions: Vec<QuestionView>,
    /// How long all of them take, in minutes; 0 where none says.
    pub minutes: u32,
    /// The plan of a session with all of them; in the instructor's edition, if any question says how long it takes.
    pub session: Option<SessionView>,
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
    /// The same as a PDF, relative to the page; `None` if this program makes none.
    pub pdf: Option<String>,
    /// `student` or `instructor`, if it is for them alone.
    pub audience: Option<&'static str>,
    /// The part of the case it belongs to.
    pub part: Option<char>,
}

/// The page for the classroom.
pub fn view(desk: &Desk) -> QuestionsView {
    let case = desk.case;
    let minutes = case
        .questions
        .iter()
        .filter_map(|question| question.minutes);
    let all: Vec<usize> = (0..case.questions.len()).collect();
    let teaches = case.edition == Edition::Instructor;
    QuestionsView {
        session: teaches.then(|| session::view(desk, &all)).flatten(),
        questions: all.iter().map(|at| question(desk, *at)).collect(),
        minutes: minutes.fold(0, u32::saturating_add),
        handouts: (0..case.handouts.len())
            .map(|at| handout(desk, at))
            .collect(),
    }
}

fn handout(desk: &Desk, index: usize) -> HandoutEntry {
    let head = &desk.case.handouts[index].head;
    let link = desk.link(Kind::Handout, index);
    // It lies beside the page.
    let pdf = link
        .url
        .strip_suffix(".html")
        .map(|url| format!("{url}.pdf"));
    HandoutEntry {
        link,
        pdf: pdf.filter(|_| cfg!(feature = "pdf")),
        summary: head.summary.clone(),
        audience: name::audience(head.audience),
        part: head.part,
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
