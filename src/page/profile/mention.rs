//! Every mention of a profile in its sentence, by source; of a profile that is named very often, a part.

use serde::Serialize;

use crate::case::{Mention, MentionRef, Target};
use crate::page::{Desk, Link};

/// How many mentions stand in words on one page. At the longest sentences (two stretches of 300 characters of three bytes) they make less than a megabyte.
const SHOWN: usize = 400;

/// How many sentences of a source stand open, and how many where there are many sources; the rest is unfolded.
const OPEN: usize = 12;
const OPEN_OF_MANY: usize = 4;
const MANY: usize = 8;

/// How many numbers of paragraphs are given where words are withheld.
const NUMBERS: usize = 60;

/// All mentions of a profile.
#[derive(Debug, Serialize)]
pub struct Mentions {
    /// How many there are.
    pub count: usize,
    /// How many of them stand on the page, in their sentences.
    pub shown: usize,
    /// How many the rights withhold: they are counted, and their paragraphs numbered.
    pub withheld: usize,
    /// How many are left to the pages of their sources, to keep this one light.
    pub abridged: usize,
    /// How many sources name the profile.
    pub sources: usize,
    /// By source.
    pub groups: Vec<MentionGroup>,
}

/// The mentions of a profile in one source.
#[derive(Debug, Serialize)]
pub struct MentionGroup {
    /// The source, as citations call it.
    pub source: Link,
    /// The source's title.
    pub title: String,
    /// The language of the source, where it is not the site's.
    pub language: Option<String>,
    /// How many mentions there are, withheld ones included.
    pub count: usize,
    /// The first sentences.
    pub open: Vec<SentenceView>,
    /// Further sentences, to be unfolded.
    pub folded: Vec<SentenceView>,
    /// How many mentions stand in the folded sentences.
    pub folded_count: usize,
    /// How many mentions are left to the source's page.
    pub abridged: usize,
    /// The paragraphs of the mentions whose words are withheld, each once.
    pub withheld: Vec<u32>,
    /// How many more such paragraphs there are.
    pub withheld_more: usize,
}

/// A sentence that names the profile.
#[derive(Debug, Serialize)]
pub struct SentenceView {
    /// The paragraph's number.
    pub paragraph: u32,
    /// The paragraph in the source.
    pub url: String,
    /// The sentence, cut where a name begins and ends.
    pub parts: Vec<Part>,
    /// How many names stand in it.
    #[serde(skip)]
    names: usize,
}

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Whether they are the profile's name.
    pub name: bool,
}

/// The mentions at `places`, which stand by source and place, so that those of a source are neighbours.
pub fn view(desk: &Desk, places: &[MentionRef]) -> Mentions {
    let all: Vec<&Mention> = places.iter().map(|at| desk.case.mention(*at)).collect();
    let by_source: Vec<&[&Mention]> = all.chunk_by(|a, b| a.source == b.source).collect();
    let in_words = |group: &&[&Mention]| group.iter().filter(|one| one.words.is_some()).count();
    let counts: Vec<usize> = by_source.iter().map(in_words).collect();
    let share = share(&counts, SHOWN);
    let shown = counts.iter().map(|count| (*count).min(share)).sum();
    let open = if counts.len() > MANY {
        OPEN_OF_MANY
    } else {
        OPEN
    };
    let words: usize = counts.iter().sum();
    Mentions {
        count: all.len(),
        shown,
        withheld: all.len() - words,
        abridged: words - shown,
        sources: by_source.len(),
        groups: by_source
            .iter()
            .map(|group| of_source(desk, group, share, open))
            .collect(),
    }
}

/// The most that each may have so that all together have no more than `total`; at least 1.
pub(super) fn share(counts: &[usize], total: usize) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let (mut left, mut claimants) = (total, sorted.len());
    for count in sorted {
        if count * claimants > left {
            return (left / claimants).max(1);
        }
        left -= count;
        claimants -= 1;
    }
    total.max(1)
}

fn of_source(desk: &Desk, mentions: &[&Mention], share: usize, most_open: usize) -> MentionGroup {
    let index = mentions[0].source;
    let source = &desk.case.sources[index];
    let in_words: Vec<&Mention> = mentions
        .iter()
        .copied()
        .filter(|one| one.words.is_some())
        .collect();
    let shown = in_words.len().min(share);
    let mut open = sentences(desk, &in_words[..shown]);
    let folded = open.split_off(split(open.len(), most_open));
    let hidden = mentions.iter().filter(|mention| mention.words.is_none());
    let mut withheld: Vec<u32> = hidden.map(|mention| mention.paragraph).collect();
    withheld.dedup();
    let withheld_more = withheld.len().saturating_sub(NUMBERS);
    withheld.truncate(NUMBERS);
    MentionGroup {
        source: desk.source(index),
        title: source.head.title.clone(),
        language: desk.foreign(source.language.as_deref()),
        count: mentions.len(),
        folded_count: folded.iter().map(|sentence| sentence.names).sum(),
        open,
        folded,
        abridged: in_words.len() - shown,
        withheld,
        withheld_more,
    }
}

/// How many of `all` stand open: one or two more than the most are not worth folding away.
pub(super) fn split(all: usize, most: usize) -> usize {
    if all > most + 2 { most } else { all }
}

/// Mentions in words, those of one sentence together.
fn sentences(desk: &Desk, mentions: &[&Mention]) -> Vec<SentenceView> {
    let mut sentences: Vec<SentenceView> = Vec::new();
    for mention in mentions {
        let Some(words) = &mention.words else {
            continue;
        };
        let parts = [&words.before, &words.name, &words.after];
        if let Some(last) = sentences.last_mut()
            && last.paragraph == mention.paragraph
            && join(&mut last.parts, parts)
        {
            last.names += 1;
            continue;
        }
        let parts = parts.into_iter().zip([false, true, false]);
        let parts = parts.filter(|(text, _)| !text.is_empty());
        sentences.push(SentenceView {
            paragraph: mention.paragraph,
            url: desk.url(&Target::Paragraph(mention.source, mention.paragraph)),
            parts: parts
                .map(|(text, name)| Part {
                    text: text.clone(),
                    name,
                })
                .collect(),
            names: 1,
        });
    }
    sentences
}

/// Marks a further name in a sentence, if it is the same one: what follows the last name must begin with what stands between, and go on alike.
pub(super) fn join(parts: &mut Vec<Part>, [before, name, after]: [&String; 3]) -> bool {
    let Some(tail) = parts.last().filter(|tail| !tail.name) else {
        return false;
    };
    let head: usize = parts[..parts.len() - 1]
        .iter()
        .map(|part| part.text.len())
        .sum();
    let written = parts[..parts.len() - 1]
        .iter()
        .map(|part| part.text.as_str());
    let Some(between) = before.strip_prefix(written.collect::<String>().as_str()) else {
        return false;
    };
    let rest = [between, name, after].concat();
    if rest != tail.text || head == 0 {
        return false;
    }
    let between = between.to_owned();
    parts.pop();
    let new = [
        (between, false),
        (name.clone(), true),
        (after.clone(), false),
    ];
    let new = new.into_iter().filter(|(text, _)| !text.is_empty());
    parts.extend(new.map(|(text, name)| Part { text, name }));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shared_out_so_that_small_sources_keep_all_they_have() {
        let cases = [
            (&[3, 4, 2][..], 400, 400),
            (&[2000], 400, 400),
            (&[2000, 10], 400, 390),
            (&[300, 300, 20], 400, 190),
            (&[], 400, 400),
            (&[9; 1000], 400, 1),
        ];
        for (counts, total, expected) in cases {
            assert_eq!(share(counts, total), expected, "{counts:?}");
        }
    }

    #[test]
    fn names_of_one_sentence_are_marked_in_it_and_others_are_not() {
        let part = |text: &str, name| Part {
            text: text.to_owned(),
            name,
        };
        let text = |text: &str| text.to_owned();
        let mut parts = vec![part("Ann", true), part(" met Ann.", false)];
        assert!(join(
            &mut parts,
            [&text("Ann met "), &text("Ann"), &text(".")]
        ));
        let expected = [
            part("Ann", true),
            part(" met ", false),
            part("Ann", true),
            part(".", false),
        ];
        assert_eq!(parts, expected);
        let alike = vec![part("Ann", true), part(".", false)];
        let mut parts = alike.clone();
        assert!(
            !join(&mut parts, [&String::new(), &text("Ann"), &text(".")]),
            "the same words again"
        );
        assert_eq!(parts, alike);
        assert!(!join(
            &mut parts,
            [&text("Bob and "), &text("Ann"), &text(".")]
        ));
    }
}
