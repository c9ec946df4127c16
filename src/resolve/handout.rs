//! What goes on paper: a handout's parts.

use super::component::select;
use super::prose::Composer;
use crate::case::{Audience, Handout, HandoutPart, Kind};
use crate::syntax::Words;
use crate::syntax::record::{RawHandout, RawPart};

impl Composer<'_> {
    pub(super) fn handout(&mut self, raw: &RawHandout) -> Handout {
        let head = self.head();
        let body = self.prose();
        let mut contents: Vec<HandoutPart> = Vec::new();
        for part in &raw.contents {
            contents.extend(self.handout_part(part));
        }
        contents.extend(self.key(raw, &contents));
        Handout {
            head,
            paper: raw.paper,
            contents,
            body,
        }
    }

    /// A part of the handout; nothing if the edition has none of what it names.
    fn handout_part(&mut self, part: &RawPart) -> Option<HandoutPart> {
        let part = match part {
            RawPart::Body => HandoutPart::Body,
            RawPart::Timeline { selection, drawn } => HandoutPart::Timeline {
                events: some(select(self, selection))?,
                drawn: *drawn,
            },
            RawPart::Notes(ids) => HandoutPart::Notes(some(self.places(Kind::Note, ids))?),
            RawPart::Profiles(ids) => HandoutPart::Profiles(self.some(Kind::Profile, ids)?),
            RawPart::Claims(ids) => HandoutPart::Claims(self.some(Kind::Claim, ids)?),
            RawPart::Sources { ids, excerpts } => HandoutPart::Sources {
                sources: self.some(Kind::Source, ids)?,
                excerpts: *excerpts,
            },
            RawPart::Questions {
                ids,
                lines,
                answers,
            } => HandoutPart::Questions {
                questions: self.some(Kind::Question, ids)?,
                lines: *lines,
                answers: self.teaches() && answers.unwrap_or(self.is_for_instructors()),
            },
            RawPart::Answers(ids) => {
                let questions = self.some(Kind::Question, ids)?;
                HandoutPart::Answers(self.teaches().then_some(questions)?)
            }
            RawPart::Session(ids) => {
                let questions = self.some(Kind::Question, ids)?;
                HandoutPart::Session(self.teaches().then_some(questions)?)
            }
        };
        Some(part)
    }

    /// In the instructor's edition a sheet for others ends with the answers to its questions, on a page of their own, unless its author says otherwise.
    fn key(&self, raw: &RawHandout, contents: &[HandoutPart]) -> Option<HandoutPart> {
        let own = |part: &RawPart| matches!(part, RawPart::Answers(_));
        if !self.teaches() || self.is_for_instructors() || raw.contents.iter().any(own) {
            return None;
        }
        let said = |part: &RawPart| {
            matches!(
                part,
                RawPart::Questions {
                    answers: Some(_),
                    ..
                }
            )
        };
        if raw.contents.iter().any(said) {
            return None;
        }
        let mut asked = Vec::new();
        for part in contents {
            let HandoutPart::Questions { questions, .. } = part else {
                continue;
            };
            for at in questions {
                if !asked.contains(at) {
                    asked.push(*at);
                }
            }
        }
        some(asked).map(HandoutPart::Answers)
    }

    /// Whether the edition holds model answers.
    fn teaches(&self) -> bool {
        let edition = self.shared.registry.edition;
        edition.holds(Audience::Instructor)
    }

    fn is_for_instructors(&self) -> bool {
        self.document.head.audience == Audience::Instructor
    }

    /// The records named, or all of their kind; nothing if there are none.
    fn some(&mut self, kind: Kind, ids: &[Words]) -> Option<Vec<usize>> {
        some(match ids.is_empty() {
            true => self.places_or_all(kind, ids),
            false => self.places(kind, ids),
        })
    }
}

fn some(places: Vec<usize>) -> Option<Vec<usize>> {
    (!places.is_empty()).then_some(places)
}
