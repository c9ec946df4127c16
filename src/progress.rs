//! What a build tells while it works, and what it counts when it has done.

/// Hears how far a build has come.
pub trait Progress: Sync {
    /// A stage begins that takes so many steps; 0 where that isn't known.
    fn stage(&self, _name: &str, _steps: usize) {}

    /// One step is done. Called from many threads.
    fn step(&self) {}
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silence;

impl Progress for Silence {}

/// What an edition holds, for the summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// HTML pages.
    pub pages: usize,
    /// Notes.
    pub notes: usize,
    /// Events.
    pub events: usize,
    /// Profiles.
    pub profiles: usize,
    /// Source articles.
    pub sources: usize,
    /// Contested questions.
    pub claims: usize,
    /// Discussion questions.
    pub questions: usize,
    /// Handouts.
    pub handouts: usize,
    /// Verified quotations.
    pub quotations: usize,
}
