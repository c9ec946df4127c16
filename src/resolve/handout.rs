//! What goes on paper: a handout's parts, and what its readers may not see of them.

use super::component::select;
use super::link::{self, Lead};
use super::prose::Composer;
use crate::case::{Audience, Handout, HandoutPart, Kind, Target};
use crate::diagnostic::{Diagnostic, Place, Rule, Severity};
use crate::syntax::Words;
use crate::syntax::document::{Document, owner};
use crate::syntax::record::{RawHandout, RawPart};

impl Composer<'_> {
    pub(super) fn handout(&mut self, raw: &RawHandout) -> Handout {
        // It depends on the audiences of what it names, in an edition that holds all of them too.
        self.gathered.selects = true;
        let head = self.head();
        let body = self.prose();
        let mut contents: Vec<HandoutPart> = Vec::new();
        for part in &raw.contents {
            contents.extend(self.handout_part(part));
        }
        contents.extend(self.key(raw, &contents));
        let says = |part: &HandoutPart| match part {
            HandoutPart::Body => !body.pieces.is_empty(),
            _ => true,
        };
        // Where something was wrong with the list, that was said.
        let is_sound =
            self.gathered.diagnostics.iter().next().is_none() && !raw.contents.is_empty();
        if is_sound && !contents.iter().any(says) {
            let diagnostic = empty(self.document);
            self.gathered.diagnostics.push(diagnostic);
        }
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
            RawPart::Notes(ids) => HandoutPart::Notes(some(self.named(Kind::Note, ids))?),
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
            false => self.named(kind, ids),
        })
    }

    /// The records that a part names. What belongs to a later part or is a draft is dropped without a word; what is not for the handout's readers is reported.
    fn named(&mut self, kind: Kind, ids: &[Words]) -> Vec<usize> {
        for id in ids {
            let document = match link::of_kind(self.shared, kind, id.value.trim(), None) {
                Lead::Hidden(document) => Some(document),
                Lead::To(Target::Record(place, _)) => self.shared.registry.document_of(place),
                _ => None,
            };
            let target = document.map(|at| &*self.shared.registry.documents[at]);
            let hidden = target.filter(|target| target.head.audience > self.document.head.audience);
            if let Some(target) = hidden {
                let diagnostic = self.not_for_its_readers(target, id);
                self.gathered.diagnostics.push(diagnostic);
            }
        }
        self.places(kind, ids)
    }

    /// An error where the edition hides the record from the handout's readers; in a wider one a warning, for the narrower can't be built.
    fn not_for_its_readers(&self, target: &Document, id: &Words) -> Diagnostic {
        let message = format!(
            "{} `{}`, which is for {}, names {} `{}`, which is for {}",
            owner(self.document.kind),
            self.document.id,
            readers(self.document.head.audience),
            owner(target.kind),
            target.id,
            readers(target.head.audience),
        );
        let audience = match target.head.audience {
            Audience::Instructor => "instructor",
            _ => "student",
        };
        let severity = match self.shared.registry.edition.holds(target.head.audience) {
            true => Severity::Warning,
            false => Severity::Error,
        };
        let help = format!(
            "take `{}` off the handout, or make the handout `audience: {audience}`",
            target.id
        );
        Diagnostic::new(Rule::HiddenReference, message)
            .severity(severity)
            .at(Place::new(&self.document.file, id.range.clone()))
            .help(help)
            .related(Place::start_of(&target.file), "what they may not see")
    }
}

fn some(places: Vec<usize>) -> Option<Vec<usize>> {
    (!places.is_empty()).then_some(places)
}

fn readers(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "everyone",
        Audience::Student => "students",
        Audience::Instructor => "instructors",
    }
}

fn empty(document: &Document) -> Diagnostic {
    let message = format!(
        "{} `{}` has nothing on it",
        owner(document.kind),
        document.id
    );
    Diagnostic::new(Rule::EmptyHandout, message)
        .at(Place::start_of(&document.file))
        .help(
            "write its text below the front matter, or list under `contents` what this edition has",
        )
}
