//! What is quoted of an article, for a reading list.

use serde::Serialize;

use super::contents::locator;
use crate::case::Right;
use crate::page::Desk;

/// What is quoted of a paragraph.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct ExcerptSheet {
    /// The paragraph in words.
    pub locator: Option<String>,
    /// The paragraph's number.
    pub number: Option<u32>,
    /// The source's own words, with `…` where words between two passages are left out.
    pub text: String,
}

/// What is quoted of a source by paragraph, each passage once and none that stands within another; nothing if the edition may
/// show its record alone.
pub(super) fn of(desk: &Desk, at: usize) -> Vec<ExcerptSheet> {
    let source = &desk.case.sources[at];
    if source.right == Right::Record {
        return Vec::new();
    }
    let passages = source.quotations.iter();
    let passages = passages.filter_map(|one| Some((one.paragraph, one.text.as_deref()?)));
    let passages: Vec<(Option<u32>, &str)> = passages.collect();
    let paragraphs = passages.chunk_by(|one, next| one.0 == next.0);
    paragraphs
        .filter_map(|passages| {
            let (number, _) = *passages.first()?;
            Some(ExcerptSheet {
                locator: number.map(|number| locator(desk, number)),
                number,
                text: joined(passages.iter().map(|(_, text)| *text).collect()),
            })
        })
        .collect()
}

/// Passages of one paragraph in its order, less those that stand within another.
fn joined(passages: Vec<&str>) -> String {
    let is_within = |(at, text): &(usize, &&str)| {
        let others = passages.iter().enumerate();
        let mut others = others.filter(|(other, _)| other != at);
        others.any(|(other, longer)| longer.contains(**text) && (longer != *text || other < *at))
    };
    let kept = passages.iter().enumerate().filter(|one| !is_within(one));
    kept.map(|(_, text)| *text).collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_passage_within_another_is_not_shown_again() {
        let passages = vec!["one deal", "a deal", "deal", "with him", "a deal"];
        assert_eq!(joined(passages), "one deal … a deal … with him");
    }
}
