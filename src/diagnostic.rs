//! What is wrong in an author's files: a rule, a place, a sentence, and what to write instead.

pub mod github;
pub mod human;
pub mod json;
pub mod locate;
mod rule;
pub mod sarif;

pub use rule::Rule;

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// How much a finding weighs: an error stops the site from being written, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Worth the author's attention; the site is published.
    Warning,
}

impl Severity {
    /// The word that JSON, SARIF and GitHub annotations use.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the case's root, with `/`.
    pub file: Arc<str>,
    /// Bytes of the file as it is on disk, byte order mark included.
    pub range: Range<usize>,
}

impl Place {
    /// A stretch of `file`.
    pub fn new(file: &Arc<str>, range: Range<usize>) -> Self {
        Place {
            file: Arc::clone(file),
            range,
        }
    }

    /// The whole of `file`, shown as its first character.
    pub fn start_of(file: &Arc<str>) -> Self {
        Place::new(file, 0..0)
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let bytes = |place: &Self| (place.range.start, place.range.end);
        self.file
            .cmp(&other.file)
            .then_with(|| bytes(self).cmp(&bytes(other)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule it breaks.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// One short sentence: what is wrong.
    pub message: String,
    /// Where; `None` only for what has no file, such as a folder that is missing.
    pub place: Option<Place>,
    /// What to write instead, or what else to know.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// A finding with the severity that its rule has by default.
    pub fn new(rule: Rule, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity(),
            message: message.into(),
            place: None,
            help: None,
            related: Vec::new(),
        }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related {
            place,
            message: message.into(),
        });
        self
    }

    /// Lowers or raises the weight.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// All findings of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    /// Sorts by file, place and rule, and drops what is said twice.
    pub fn settle(&mut self) {
        self.0.sort_by(|a, b| {
            (&a.place, a.severity, a.rule, &a.message)
                .cmp(&(&b.place, b.severity, b.rule, &b.message))
        });
        self.0.dedup();
    }

    /// Whether any of them stops the site from being written.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many have this weight.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
