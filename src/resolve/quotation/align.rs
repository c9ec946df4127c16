//! The cheapest way to turn a quotation's words into a stretch of the source's, word by word.

use std::ops::Range;

use super::lexicon::{Kind, Lexicon};
use super::normal::Normalised;
use super::query::{Query, SLIGHT, Step, Word, weight};

/// One step of an alignment, by the number of the quotation's step and of the source's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    Same(usize, usize),
    Changed(usize, usize),
    /// In the quotation alone.
    Missing(usize),
    /// In the source alone.
    Added(usize),
    /// Where anything may stand.
    Gap,
}

/// The cheapest alignment of all of `query` with some stretch of the tokens in `window`, and its cost.
pub(super) fn align(
    query: &Query,
    source: &Normalised,
    lexicon: &Lexicon,
    window: &Range<usize>,
) -> (u32, Vec<Pair>) {
    let tokens = lexicon.tokens.get(window.clone()).unwrap_or_default();
    let width = tokens.len() + 1;
    let mut row = vec![0_u32; width];
    let mut trace = vec![Move::Stop; width];
    trace.reserve(width * query.steps.len());
    let mut costs = Costs::new(lexicon, window.clone());
    for step in &query.steps {
        match step {
            Step::Anything => pass(&mut row, &mut trace),
            Step::Word(word) => {
                costs.compare(word);
                let change = |j: usize| costs.change(word, source.text(), j);
                advance(&mut row, &mut trace, word.weight(), change);
            }
        }
    }
    // Of equally cheap ends the one that has the quotation's last word, or at least another in its place.
    let last = trace.get(width * query.steps.len()..).unwrap_or_default();
    let ends = row.iter().zip(last).enumerate();
    let best = ends.min_by_key(|&(j, (cost, step))| (*cost, *step, j));
    let (end, cost) = best.map_or((0, 0), |(j, (cost, _))| (j, *cost));
    (cost, walk_back(&trace, width, end, query, window.start))
}

/// How a cell of the table is reached, the more telling step first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    Same,
    Changed,
    Missing,
    Added,
    Enter,
    Skip,
    Stop,
}

/// What a token of the source costs, whatever stands against it: its weight, and how it may replace a word.
struct Costs<'a> {
    lexicon: &'a Lexicon,
    window: Range<usize>,
    /// The distinct words of the window, sorted, and for each token of the window its place among them.
    distinct: Vec<usize>,
    local: Vec<usize>,
    /// For each distinct word, the cost of putting it for the quotation's present word.
    costs: Vec<Option<u32>>,
}

impl<'a> Costs<'a> {
    fn new(lexicon: &'a Lexicon, window: Range<usize>) -> Self {
        let words = lexicon.words.get(window.clone()).unwrap_or_default();
        let mut distinct = words.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let local = words.iter().map(|w| distinct.partition_point(|d| d < w));
        Self {
            lexicon,
            window,
            local: local.collect(),
            costs: vec![None; distinct.len()],
            distinct,
        }
    }

    /// Compares one word of the quotation with each distinct word of the window.
    fn compare(&mut self, word: &Word) {
        for (number, cost) in self.distinct.iter().zip(&mut self.costs) {
            *cost = word.replacement(&self.lexicon.spellings[*number]);
        }
    }

    /// The cost of the window's `j`th token in the place of `word` (none where they cannot be compared), and its weight.
    fn change(&self, word: &Word, text: &str, j: usize) -> (Option<u32>, u32) {
        let token = &self.lexicon.tokens[self.window.start + j];
        let letters = &self.lexicon.spellings[self.distinct[self.local[j]]];
        let weight = weight(token.kind, letters);
        let Some(cost) = self.costs[self.local[j]] else {
            let comparable = (token.kind == Kind::Mark) == (word.token.kind == Kind::Mark);
            return (comparable.then(|| weight.max(word.weight())), weight);
        };
        let same = word.is_same(&text[token.at.clone()]);
        (Some(if same { 0 } else { cost.max(SLIGHT) }), weight)
    }
}

/// One row of the table: a word of the quotation that weighs `own` against every token.
fn advance(
    row: &mut [u32],
    trace: &mut Vec<Move>,
    own: u32,
    change: impl Fn(usize) -> (Option<u32>, u32),
) {
    let mut diagonal = row[0];
    row[0] += own;
    trace.push(Move::Missing);
    for j in 1..row.len() {
        let (cost, weight) = change(j - 1);
        let mut best = (row[j] + own, Move::Missing);
        // Words that the author left out cost less than words that the source does not have.
        let added = row[j - 1] + weight * 2 / 3;
        if added < best.0 {
            best = (added, Move::Added);
        }
        if let Some(cost) = cost.filter(|cost| diagonal + cost <= best.0) {
            let step = if cost == 0 { Move::Same } else { Move::Changed };
            best = (diagonal + cost, step);
        }
        diagonal = row[j];
        row[j] = best.0;
        trace.push(best.1);
    }
}

/// One row of the table where any number of tokens may stand.
fn pass(row: &mut [u32], trace: &mut Vec<Move>) {
    trace.push(Move::Enter);
    for j in 1..row.len() {
        if row[j - 1] < row[j] {
            row[j] = row[j - 1];
            trace.push(Move::Skip);
        } else {
            trace.push(Move::Enter);
        }
    }
}

fn walk_back(trace: &[Move], width: usize, end: usize, query: &Query, base: usize) -> Vec<Pair> {
    let (mut i, mut j) = (query.steps.len(), end);
    let mut pairs = Vec::new();
    while let Some(step) = trace.get(i * width + j) {
        let (pair, up, left) = match step {
            Move::Stop => break,
            Move::Same => (Pair::Same(i - 1, base + j - 1), 1, 1),
            Move::Changed => (Pair::Changed(i - 1, base + j - 1), 1, 1),
            Move::Missing => (Pair::Missing(i - 1), 1, 0),
            Move::Added => (Pair::Added(base + j - 1), 0, 1),
            Move::Enter => (Pair::Gap, 1, 0),
            Move::Skip => (Pair::Gap, 0, 1),
        };
        pairs.push(pair);
        i -= up;
        j -= left;
    }
    pairs.reverse();
    pairs
}
