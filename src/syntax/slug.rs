//! Anchors made from the words of a heading.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// The words in lower case, joined by hyphens; letters of any script stay. Nothing but punctuation gives `section`.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in words.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug.to_owned()
    }
}

/// The anchors of one page, each given once.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: BTreeSet<String>,
    /// The number that each anchor's next repetition gets: without it, a thousand like headings would try half a million.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// Keeps an anchor for what is no heading.
    pub fn keep(&mut self, anchor: &str) {
        self.taken.insert(anchor.to_owned());
    }

    /// `anchor`, or `anchor-2`, `anchor-3` … if it is taken; the result is taken from then on.
    pub fn unique(&mut self, anchor: &str) -> String {
        let mut name = anchor.to_owned();
        while !self.taken.insert(name.clone()) {
            let next = self.next.entry(anchor.to_owned()).or_insert(2);
            name = format!("{anchor}-{next}");
            *next += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_words_joined_by_hyphens() {
        for (words, expected) in [
            (
                "What the sources can't tell us",
                "what-the-sources-cant-tell-us",
            ),
            ("01", "01"),
            ("米粉 and Xiaomi", "米粉-and-xiaomi"),
            ("…", "section"),
        ] {
            assert_eq!(slug(words), expected);
        }
    }

    #[test]
    fn a_taken_anchor_gets_a_number() {
        let mut anchors = Anchors::default();
        let names = ["a", "a", "b", "a"].map(|anchor| anchors.unique(anchor));
        assert_eq!(names, ["a", "a-2", "b", "a-3"]);
    }
}
