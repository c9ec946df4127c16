//! Words that must keep their capitals: a style that sets titles in capitals, or out of them, means plain words, but hayagriva would write
//! “Biggo” for “BigGo” ([CSL](https://docs.citationstyles.org/en/stable/specification.html#text-case) leaves words of mixed case alone).

use unicode_segmentation::UnicodeSegmentation;

use super::Run;

/// The words of a work that have a capital after their first letter.
pub(super) struct Spelling<'a>(Vec<&'a str>);

impl<'a> Spelling<'a> {
    /// Those of some texts.
    pub(super) fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let words = texts.flat_map(UnicodeSegmentation::unicode_words);
        let is_own = |word: &&str| word.chars().skip(1).any(char::is_uppercase);
        Spelling(words.filter(is_own).collect())
    }

    /// Gives words back their capitals; what a style set in capitals throughout stays so.
    pub(super) fn restore(&self, runs: &mut [Run]) {
        if self.0.is_empty() {
            return;
        }
        for run in runs.iter_mut().filter(|run| run.url.is_none()) {
            let words = run.text.split_word_bounds();
            run.text = words.map(|word| self.spelt(word)).collect();
        }
    }

    fn spelt<'b>(&'b self, word: &'b str) -> &'b str {
        let is_shouted = !word.chars().any(char::is_lowercase);
        let same = |own: &&&str| own.to_lowercase() == word.to_lowercase();
        match self.0.iter().find(same) {
            Some(own) if !is_shouted => own,
            _ => word,
        }
    }
}
