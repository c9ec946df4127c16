//! Who may see what: audiences, editions, and how much of an article each may publish.

/// Whom a record or a passage is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anyone.
    #[default]
    Everyone,
    /// Students and instructors.
    Student,
    /// Instructors alone.
    Instructor,
}

/// Whom a build is for; each edition holds all that the one before it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// What is for everyone.
    #[default]
    Public,
    /// That, and what is for students.
    Student,
    /// All of it.
    Instructor,
}

impl Edition {
    /// Every edition, the narrowest audience last.
    pub const ALL: [Edition; 3] = [Edition::Public, Edition::Student, Edition::Instructor];

    /// The name used on the command line, in front matter and in `case.json`.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Public => "public",
            Edition::Student => "student",
            Edition::Instructor => "instructor",
        }
    }

    /// Whether this edition holds what is for `audience`.
    pub fn holds(self, audience: Audience) -> bool {
        match audience {
            Audience::Everyone => true,
            Audience::Student => self >= Edition::Student,
            Audience::Instructor => self >= Edition::Instructor,
        }
    }
}

/// How much of an article's text an edition may publish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// The bibliographic record alone.
    Record,
    /// The quoted passages, each in its paragraph.
    #[default]
    Excerpt,
    /// All of it.
    Full,
}

impl Right {
    /// The name used in front matter and in `case.json`.
    pub fn name(self) -> &'static str {
        match self {
            Right::Record => "record",
            Right::Excerpt => "excerpt",
            Right::Full => "full",
        }
    }
}
