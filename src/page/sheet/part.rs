//! What the parts of a handout on paper hold.

use serde::Serialize;

use super::Block;
use super::excerpt::ExcerptSheet;

/// One part of a handout: `part` says which.
#[derive(Debug, Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
pub enum Part {
    /// The handout's own text.
    Body {
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A note, whole.
    Note {
        /// Its title.
        title: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// Events by year.
    Timeline {
        /// What the part is called.
        title: String,
        /// The years, in order; undated events last.
        years: Vec<YearSheet>,
        /// The events on an axis, where the handout wants that.
        drawing: Option<AxisSheet>,
    },
    /// Who is who.
    Profiles {
        /// What the part is called.
        title: String,
        /// In the order given.
        profiles: Vec<ProfileSheet>,
    },
    /// Contested questions.
    Claims {
        /// What the part is called.
        title: String,
        /// The columns of the matrix, as citations call the sources.
        sources: Vec<String>,
        /// Questions by sources; empty for a single question, or for more sources than a table holds.
        matrix: Vec<MatrixRow>,
        /// The questions with their answers.
        claims: Vec<ClaimSheet>,
    },
    /// The reading list.
    Sources {
        /// What the part is called.
        title: String,
        /// In the order given.
        sources: Vec<SourceSheet>,
    },
    /// Questions for discussion.
    Questions {
        /// What the part is called.
        title: String,
        /// In the order given.
        questions: Vec<QuestionSheet>,
    },
    /// The model answers to questions, in the instructor's edition.
    Answers {
        /// What the part is called.
        title: String,
        /// Those that have one, in the order given.
        questions: Vec<QuestionSheet>,
    },
    /// The plan of a session, in the instructor's edition.
    Session {
        /// What the part is called.
        title: String,
        /// One row a question.
        rows: Vec<PlanRow>,
        /// All minutes in words.
        total: String,
        /// How many questions are not in the sum, in words; `None` if all are.
        untimed: Option<String>,
    },
}

/// Events on an axis. Places are shares of its width, from where time begins.
#[derive(Debug, Serialize)]
pub struct AxisSheet {
    /// What the ruler names.
    pub ticks: Vec<TickSheet>,
    /// Where the scale is broken.
    pub breaks: Vec<f64>,
    /// The dated events, in the order of the table.
    pub marks: Vec<MarkSheet>,
}

/// A name on the ruler.
#[derive(Debug, Serialize)]
pub struct TickSheet {
    /// Where what it names begins.
    pub at: f64,
    /// The year, month or day.
    pub label: String,
}

/// An event on the axis.
#[derive(Debug, Serialize)]
pub struct MarkSheet {
    /// Where it is.
    pub at: f64,
    /// Where it ends, if its date reaches so far.
    pub to: Option<f64>,
    /// The number of its row in the table, from 1.
    pub number: usize,
    /// Whether it is one of the case's turning points.
    pub major: bool,
    /// Whether its date is uncertain or approximate.
    pub uncertain: bool,
}

/// The events of a year.
#[derive(Debug, Serialize)]
pub struct YearSheet {
    /// The year in words; `None` for undated events.
    pub label: Option<String>,
    /// Its events, in order.
    pub events: Vec<EventSheet>,
}

/// An event in a table.
#[derive(Debug, Serialize)]
pub struct EventSheet {
    /// When, in words.
    pub date: Option<String>,
    /// The time of day in words.
    pub time: Option<String>,
    /// What.
    pub title: String,
    /// One sentence on it.
    pub summary: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it is one of the case's turning points.
    pub major: bool,
    /// Whether the editor worked out its date.
    pub derived: bool,
    /// Who took part.
    pub who: Vec<String>,
    /// The sources that report it.
    pub sources: Vec<String>,
}

/// A person, organisation, group, product or place.
#[derive(Debug, Serialize)]
pub struct ProfileSheet {
    /// The name.
    pub name: String,
    /// `person`, `organization`, `group`, `product` or `place`.
    pub kind: &'static str,
    /// Its other names.
    pub aliases: Vec<String>,
    /// One sentence on it.
    pub summary: Option<String>,
    /// What it was, where, and when.
    pub roles: Vec<RoleSheet>,
}

/// What a profile was, where, and when.
#[derive(Debug, Serialize)]
pub struct RoleSheet {
    /// The office or part.
    pub title: String,
    /// Where.
    pub organization: Option<String>,
    /// When, in words.
    pub dates: Option<String>,
}

/// A row of the matrix.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The question.
    pub question: String,
    /// For each source the numbers of the positions that it takes; none where it is silent.
    pub cells: Vec<Vec<usize>>,
}

/// A contested question.
#[derive(Debug, Serialize)]
pub struct ClaimSheet {
    /// The question.
    pub question: String,
    /// `disputed`, `settled` or `open`.
    pub status: &'static str,
    /// That in words.
    pub status_words: String,
    /// The answers.
    pub positions: Vec<PositionSheet>,
}

/// One answer.
#[derive(Debug, Serialize)]
pub struct PositionSheet {
    /// Its number, from 1.
    pub number: usize,
    /// The answer in the editor's words.
    pub says: String,
    /// Who gives it, in which words.
    pub evidence: Vec<EvidenceSheet>,
}

/// Words of a source that bear something out.
#[derive(Debug, Serialize)]
pub struct EvidenceSheet {
    /// How the case calls the source.
    pub source: String,
    /// The words; `None` where the source is cited alone.
    pub quote: Option<String>,
    /// The paragraph in words.
    pub locator: Option<String>,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
}

/// A source in a reading list or among the works cited.
#[derive(Debug, Serialize)]
pub struct SourceSheet {
    /// How citations call it.
    pub short: String,
    /// Its entry in a bibliography in the case's citation style, as inline text.
    pub reference: Vec<serde_json::Value>,
    /// What a reader should know of its text, such as that a machine translated it.
    pub note: Option<String>,
    /// How much of it the edition may show, in words; where excerpts stand under it that are not the whole.
    pub rights: Option<String>,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
    /// Every quoted passage in the article's order, where the handout wants them and the rights allow it.
    pub excerpts: Vec<ExcerptSheet>,
}

/// A question for discussion.
#[derive(Debug, Serialize)]
pub struct QuestionSheet {
    /// The question.
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// That in words.
    pub minutes_words: Option<String>,
    /// What discussing it teaches; where its answer stands.
    pub objective: Option<String>,
    /// How many ruled lines stand under it.
    pub lines: u32,
    /// The model answer; in the instructor's edition alone.
    pub answer: Vec<Block>,
}

/// A row of a session's plan.
#[derive(Debug, Serialize)]
pub struct PlanRow {
    /// The question.
    pub title: String,
    /// What discussing it teaches.
    pub objective: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// From which minute to which, in words, or that it does not say.
    pub span: String,
}

impl Part {
    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Part::Body { blocks } => blocks.is_empty(),
            Part::Note { .. } => false,
            Part::Timeline { years, .. } => years.is_empty(),
            Part::Profiles { profiles, .. } => profiles.is_empty(),
            Part::Claims { claims, .. } => claims.is_empty(),
            Part::Sources { sources, .. } => sources.is_empty(),
            Part::Questions { questions, .. } | Part::Answers { questions, .. } => {
                questions.is_empty()
            }
            Part::Session { rows, .. } => rows.is_empty(),
        }
    }
}
