//! A quotation's words as they are compared with a source's, each with its weight.

use super::lexicon::{Kind, Token, folded, tokens};
use super::likeness::distance;
use super::normal::Normalised;
use super::pattern::Pattern;

/// A quotation's words, with the places where anything may stand.
pub(super) struct Query {
    pub(super) steps: Vec<Step>,
}

pub(super) enum Step {
    Word(Box<Word>),
    /// A gap or an insertion.
    Anything,
}

/// A word of the quotation.
pub(super) struct Word {
    pub(super) token: Token,
    spelling: String,
    pub(super) folded: String,
    letters: Vec<char>,
    /// Whether an insertion touches it.
    open_start: bool,
    open_end: bool,
}

impl Query {
    /// The words of one reading of a quotation.
    pub(super) fn of(quotation: &Normalised, pattern: &Pattern) -> Self {
        let mut steps = Vec::new();
        for piece in &pattern.pieces {
            if !steps.is_empty() {
                steps.push(Step::Anything);
            }
            let mut words: Vec<Word> = tokens(quotation.text(), piece.at.clone())
                .into_iter()
                .map(|token| Word::of(quotation.text(), token))
                .collect();
            if let Some(first) = words.first_mut() {
                first.open_start = piece.open_start;
            }
            if let Some(last) = words.last_mut() {
                last.open_end = piece.open_end;
            }
            steps.extend(words.into_iter().map(|word| Step::Word(Box::new(word))));
        }
        Self { steps }
    }

    /// The word at a step, if it is one.
    pub(super) fn word(&self, step: usize) -> Option<&Word> {
        match self.steps.get(step)? {
            Step::Word(word) => Some(word),
            Step::Anything => None,
        }
    }

    /// Its words alone.
    pub(super) fn words(&self) -> impl Iterator<Item = &Word> {
        self.steps.iter().filter_map(|step| match step {
            Step::Word(word) => Some(&**word),
            Step::Anything => None,
        })
    }
}

impl Word {
    fn of(text: &str, token: Token) -> Self {
        let spelling = text[token.at.clone()].to_owned();
        let folded = folded(&spelling);
        Self {
            token,
            letters: folded.chars().collect(),
            spelling,
            folded,
            open_start: false,
            open_end: false,
        }
    }

    /// Whether a word of the source is spelt almost like it.
    pub(super) fn is_like(&self, letters: &[char]) -> bool {
        self.replacement(letters).is_some()
    }

    /// The cost of a word of the source in its place, if that is spelt like it.
    pub(super) fn replacement(&self, letters: &[char]) -> Option<u32> {
        let opened = self.open_end && letters.starts_with(&self.letters)
            || self.open_start && letters.ends_with(&self.letters);
        if opened {
            return Some(SLIGHT);
        }
        let distance = u32::try_from(distance(&self.letters, letters)?).ok()?;
        let longer = u32::try_from(self.letters.len().max(letters.len())).ok()?;
        Some((self.weight() * distance).div_ceil(longer.max(1)))
    }

    /// Whether a spelling of the source is the very same, or goes on where an insertion is.
    pub(super) fn is_same(&self, spelling: &str) -> bool {
        spelling == self.spelling
            || self.open_end && spelling.starts_with(&self.spelling)
            || self.open_start && spelling.ends_with(&self.spelling)
    }

    /// What it weighs in a comparison.
    pub(super) fn weight(&self) -> u32 {
        weight(self.token.kind, &self.letters)
    }
}

/// A long word or a number says more than a short word, a letter of Chinese less than a word, and a mark little.
pub(super) fn weight(kind: Kind, letters: &[char]) -> u32 {
    let short = letters.len() <= 3 && !letters.iter().any(|c| c.is_numeric());
    match kind {
        Kind::Word if short => 9,
        Kind::Word => LONG_WORD,
        Kind::Ideograph => 8,
        Kind::Mark => SLIGHT,
    }
}

/// The weight of a word that means something by itself.
pub(super) const LONG_WORD: u32 = 12;

/// The cost of a difference in case, and the least of any other.
pub(super) const SLIGHT: u32 = 2;
