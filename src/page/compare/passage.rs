//! A source's words in the context of their paragraph, as far as the edition shows it.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::case::{Evidence, Paragraph, QuotationRef, Target};
use crate::page::{Desk, name};

/// How much context stands before and after quoted words, in bytes: about three lines.
const CONTEXT: usize = 260;

/// Words of a source with what stands around them.
#[derive(Debug, Serialize)]
pub struct PassageView {
    /// The paragraph's number, where one is known.
    pub paragraph: Option<u32>,
    /// The passage on its source's page.
    pub url: String,
    /// The position on a claim that the words bear out.
    pub position: Option<usize>,
    /// `normalised`, `elided`, `near-miss` or `absent`; `None` where the words are exactly the source's, or in their context.
    pub verdict: Option<&'static str>,
    /// The words; empty where the source is cited without any.
    pub runs: Vec<Run>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// Its words; empty for what is left out.
    pub text: String,
}

/// What a run of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// Quoted words.
    Quoted,
    /// What stands around them.
    Context,
    /// Words that the rights withhold.
    LeftOut,
    /// Words that this page leaves out for brevity.
    Cut,
}

/// One piece of evidence, and the position on a claim that it bears out.
pub(super) struct Witness<'a> {
    pub(super) evidence: &'a Evidence,
    pub(super) position: Option<usize>,
}

/// The passages of a source that bear something out: by position, then as written, each paragraph once a position.
pub(super) fn passages(desk: &Desk, source: usize, witnesses: &[Witness]) -> Vec<PassageView> {
    let mut passages = Vec::new();
    let mut seen: BTreeSet<(Option<usize>, u32)> = BTreeSet::new();
    for witness in witnesses {
        let found = shown(desk, source, witness);
        if found.is_empty() {
            passages.push(bare(desk, witness));
        }
        for (paragraph, at) in found {
            if seen.insert((witness.position, paragraph.number)) {
                let same = witnesses
                    .iter()
                    .filter(|one| one.position == witness.position);
                let quoted = same.filter_map(|one| one.evidence.quotation);
                passages.push(in_context(desk, at, paragraph, witness.position, quoted));
            }
        }
    }
    passages
}

/// The paragraphs of the witness's words that the edition shows.
fn shown<'a>(
    desk: &Desk<'a>,
    source: usize,
    witness: &Witness,
) -> Vec<(&'a Paragraph, QuotationRef)> {
    let Some(at) = witness.evidence.quotation else {
        return Vec::new();
    };
    let Some(number) = desk.case.quotation(at).paragraph else {
        return Vec::new();
    };
    let paragraphs = &desk.case.sources[source].article.paragraphs;
    let first = paragraphs.partition_point(|paragraph| paragraph.number < number);
    let quotes = |paragraph: &&Paragraph| paragraph.quoted.iter().any(|(_, one)| *one == at.index);
    let paragraphs = paragraphs.iter().skip(first).take_while(quotes);
    paragraphs.map(|paragraph| (paragraph, at)).collect()
}

/// Words that can't be shown in context: the page shows them as the case quotes them.
fn bare(desk: &Desk, witness: &Witness) -> PassageView {
    let view = desk.witness(witness.evidence);
    let run = |text| Run {
        kind: RunKind::Quoted,
        text,
    };
    PassageView {
        paragraph: view.paragraph,
        url: view.url,
        position: witness.position,
        verdict: view.verdict.filter(|verdict| *verdict != "exact"),
        runs: view.quote.map(run).into_iter().collect(),
    }
}

fn in_context(
    desk: &Desk,
    at: QuotationRef,
    paragraph: &Paragraph,
    position: Option<usize>,
    quoted: impl Iterator<Item = QuotationRef>,
) -> PassageView {
    let quoted: BTreeSet<usize> = quoted.map(|at| at.index).collect();
    let verdict = name::verdict(desk.case.quotation(at).verdict);
    PassageView {
        paragraph: Some(paragraph.number),
        url: desk.url(&Target::Quotation(at)),
        position,
        // Its own words are shown here, not the case's.
        verdict: (verdict == "near-miss").then_some(verdict),
        runs: runs(
            paragraph,
            &paragraph.quoted_ranges(|one| quoted.contains(&one)),
        ),
    }
}

/// A paragraph's words around and in the quoted ranges.
fn runs(paragraph: &Paragraph, quoted: &[Range<usize>]) -> Vec<Run> {
    let text = paragraph.text.as_str();
    let mut runs = Runs {
        paragraph,
        runs: Vec::new(),
    };
    let mut from = 0;
    for (at, range) in quoted.iter().enumerate() {
        let between = from..range.start;
        match at {
            0 => runs.context(shortened_before(text, between), RunKind::Context),
            _ => {
                let (head, tail) = shortened_between(text, between);
                runs.context((false, head), RunKind::Context);
                if let Some(tail) = tail {
                    runs.context((true, tail), RunKind::Context);
                }
            }
        }
        runs.context((false, range.clone()), RunKind::Quoted);
        from = range.end;
    }
    let (cut, after) = shortened_after(text, from..text.len());
    runs.context((false, after), RunKind::Context);
    runs.gap(text.len());
    if cut {
        runs.push(RunKind::Cut, "");
    }
    runs.runs
}

struct Runs<'a> {
    paragraph: &'a Paragraph,
    runs: Vec<Run>,
}

impl Runs<'_> {
    /// A range of words, with the gaps that the rights leave in it; a mark before it where words are cut.
    fn context(&mut self, (cut, range): (bool, Range<usize>), kind: RunKind) {
        if cut {
            self.push(RunKind::Cut, "");
        }
        let paragraph = self.paragraph;
        let mut from = range.start;
        let inside = paragraph.gaps.iter().filter(|gap| range.contains(gap));
        for gap in inside {
            self.push(kind, paragraph.text.get(from..*gap).unwrap_or_default());
            self.push(RunKind::LeftOut, "");
            from = *gap;
        }
        self.push(
            kind,
            paragraph.text.get(from..range.end).unwrap_or_default(),
        );
    }

    /// The gap at the paragraph's end.
    fn gap(&mut self, at: usize) {
        if self.paragraph.gaps.last() == Some(&at) {
            self.push(RunKind::LeftOut, "");
        }
    }

    fn push(&mut self, kind: RunKind, text: &str) {
        let is_mark = matches!(kind, RunKind::LeftOut | RunKind::Cut);
        if is_mark || !text.is_empty() {
            let text = text.to_owned();
            self.runs.push(Run { kind, text });
        }
    }
}

/// The end of a range of words, and whether something before it is cut.
fn shortened_before(text: &str, range: Range<usize>) -> (bool, Range<usize>) {
    if range.len() <= CONTEXT {
        return (false, range);
    }
    let at = text.ceil_char_boundary(range.end - CONTEXT);
    let space = text[at..range.end].find(char::is_whitespace);
    (true, space.map_or(at, |space| at + space)..range.end)
}

/// The beginning of a range of words, and whether something after it is cut.
fn shortened_after(text: &str, range: Range<usize>) -> (bool, Range<usize>) {
    if range.len() <= CONTEXT {
        return (false, range);
    }
    let at = text.floor_char_boundary(range.start + CONTEXT);
    let space = text[range.start..at].rfind(char::is_whitespace);
    (
        true,
        range.start..space.map_or(at, |space| range.start + space),
    )
}

/// What stands between quoted words: whole, or its beginning and its end.
fn shortened_between(text: &str, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    if range.len() <= 2 * CONTEXT {
        return (range, None);
    }
    let middle = text.floor_char_boundary(range.start + range.len() / 2);
    let (_, head) = shortened_after(text, range.start..middle);
    let (_, tail) = shortened_before(text, middle..range.end);
    (head, Some(tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn shown(paragraph: &Paragraph, quoted: &[Range<usize>]) -> String {
        let runs = runs(paragraph, quoted);
        let shown = runs.iter().map(|run| match run.kind {
            RunKind::Quoted => format!("<{}>", run.text),
            RunKind::Context => run.text.clone(),
            RunKind::LeftOut => "[…]".to_owned(),
            RunKind::Cut => "…".to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn quoted_words_stand_in_their_paragraph() {
        let paragraph = sample::paragraph(1, "Before the words, after.");
        assert_eq!(
            shown(&paragraph, std::slice::from_ref(&(11..16))),
            "Before the <words>, after."
        );
    }

    #[test]
    fn what_the_rights_withhold_is_a_gap() {
        let case = sample::case();
        let third = &case.sources[1].article.paragraphs[0];
        assert_eq!(
            shown(third, &[0..11, 11..22]),
            "<first words>[…]< last words>[…]"
        );
        let fourth = &case.sources[1].article.paragraphs[1];
        assert_eq!(shown(fourth, std::slice::from_ref(&(0..6))), "[…]<米粉>");
    }

    #[test]
    fn long_context_is_cut_at_words() {
        let long = "小 word ".repeat(10_000);
        let text = format!("{long}HERE{long}THERE{long}");
        let first = long.len()..long.len() + 4;
        let second = first.end + long.len()..first.end + long.len() + 5;
        let paragraph = sample::paragraph(1, &text);
        let shown = shown(&paragraph, &[first, second]);
        assert!(shown.len() < 6 * CONTEXT, "{}", shown.len());
        assert!(shown.starts_with("… ") && shown.ends_with('…'), "{shown}");
        assert!(shown.contains("<HERE>") && shown.contains("<THERE>"));
        assert_eq!(shown.matches('…').count(), 3);
    }
}
