//! The source's nearest words to a quotation that does not stand in it, and what keeps them apart.

use std::ops::Range;

use super::align::{Pair, align};
use super::difference::{differences, extent};
use super::letter::whole_words;
use super::lexicon::{Kind, Lexicon};
use super::normal::Normalised;
use super::pattern::{Pattern, readings};
use super::query::{LONG_WORD, Query};
use super::search::{Chains, Demands, Field, places_of};
use super::view::{Paragraphs, View};
use super::{Difference, NearMiss, Quotation, Reason};

/// Longer quotations, in words, are not compared word by word: the table of costs would grow with the square.
const MAX_WORDS: usize = 2_000;

/// The most tokens of the source that are compared with a quotation at a time.
const MAX_WINDOW: usize = 8_000;

/// The nearest words in one view of a source; each demand of a verified quotation is given up in turn.
pub(super) fn near_miss(
    view: &View,
    paragraphs: &Paragraphs,
    quotation: &Quotation<'_>,
) -> Option<NearMiss> {
    let search = Search {
        view,
        paragraphs,
        quotation: &quotation.normal,
        readings: &quotation.readings,
    };
    search
        .in_other_case()
        .or_else(|| search.part_of_word())
        .or_else(|| search.scattered())
        .or_else(|| search.in_other_words())
}

/// One quotation and where it is looked for.
struct Search<'a> {
    view: &'a View,
    paragraphs: &'a Paragraphs,
    quotation: &'a Normalised,
    readings: &'a [Pattern],
}

impl Search<'_> {
    /// The same words, but for small and capital letters.
    fn in_other_case(&self) -> Option<NearMiss> {
        let quotation = self.quotation.folded();
        // Folding can change a letter's length, so the folded quotation is read anew.
        let found = readings(&quotation).iter().find_map(|pattern| {
            self.first(self.view.folded(), &quotation, pattern, Demands::ALL)
        })?;
        Some(self.near(found, Reason::Case))
    }

    /// The same letters, but they begin or end inside a word.
    fn part_of_word(&self) -> Option<NearMiss> {
        let demands = Demands {
            whole_words: false,
            close: true,
        };
        let source = self.view.normal();
        self.readings.iter().find_map(|pattern| {
            let found = self.first(source, self.quotation, pattern, demands)?;
            let whole =
                |piece: &Range<usize>| whole_words(source.text(), self.view.normal_range(piece));
            let wide: Vec<Range<usize>> = found.iter().map(whole).collect();
            let letters: usize = pattern.pieces.iter().map(|piece| piece.at.len()).sum();
            // A few letters inside long words are a coincidence.
            let telling = letters * 5 >= wide.iter().map(Range::len).sum::<usize>() * 3;
            let pieces = wide.iter().map(|piece| source.original(piece)).collect();
            telling.then(|| self.near(pieces, Reason::PartOfWord))
        })
    }

    /// All the pieces, but too far apart or in another order.
    fn scattered(&self) -> Option<NearMiss> {
        let demands = Demands {
            whole_words: true,
            close: false,
        };
        let source = self.view.normal();
        let mut several = self.readings.iter().filter(|p| p.pieces.len() > 1);
        several.find_map(|pattern| {
            let (pieces, reason) = match self.first(source, self.quotation, pattern, demands) {
                Some(pieces) => (pieces, Reason::TooFar),
                None => (self.anywhere(pattern)?, Reason::OutOfOrder),
            };
            let range = pieces.first()?.clone();
            Some(NearMiss {
                range,
                pieces,
                reason,
                differences: Vec::new(),
            })
        })
    }

    /// Each piece where it stands nearest to the longest one.
    fn anywhere(&self, pattern: &Pattern) -> Option<Vec<Range<usize>>> {
        let source = self.view.normal();
        let places: Vec<Vec<Range<usize>>> = pattern
            .pieces
            .iter()
            .map(|piece| places_of(source.text(), self.quotation, piece))
            .collect();
        let (longest, _) = (pattern.pieces.iter().enumerate()).max_by_key(|(_, p)| p.at.len())?;
        let anchor = places.get(longest)?.first()?.start;
        let nearest = |places: &Vec<Range<usize>>| {
            let near = places
                .iter()
                .min_by_key(|place| place.start.abs_diff(anchor));
            near.map(|place| source.original(place))
        };
        places.iter().map(nearest).collect()
    }

    /// Words of which at least two thirds, by weight, are the same.
    fn in_other_words(&self) -> Option<NearMiss> {
        let query = Query::of(self.quotation, self.readings.last()?);
        let words: Vec<String> = query.words().map(|word| word.folded.clone()).collect();
        if words.len() > MAX_WORDS {
            return None;
        }
        let gaps = query.steps.len() - words.len();
        let span = (words.len() * 5 / 4 + 4 + gaps * 60).min(MAX_WINDOW / 3);
        let most = (20_000 / (words.len() * span + 1)).clamp(4, 400);
        let lexicon = self.view.lexicon();
        let windows = lexicon.likeliest(&words, span, most);
        let aligned = windows
            .iter()
            .map(|window| align(&query, self.view.normal(), lexicon, window));
        let (cost, pairs) = aligned.min_by_key(|(cost, _)| *cost)?;
        let weight: u32 = query.words().map(|word| word.weight()).sum();
        if cost * 3 >= weight || !shares_meaning(&query, lexicon, &pairs) {
            return None;
        }
        let range = self.view.normal().original(&extent(&pairs, lexicon)?);
        let reason = Reason::Words;
        Some(self.compared(&query, &pairs, vec![range], reason))
    }

    /// The first place of one reading, as ranges of the file.
    fn first(
        &self,
        source: &Normalised,
        quotation: &Normalised,
        pattern: &Pattern,
        demands: Demands,
    ) -> Option<Vec<Range<usize>>> {
        let field = Field::new(source, self.paragraphs);
        let chains = Chains::find(&field, quotation, pattern, demands)?;
        let pieces = chains.chain(0);
        Some(pieces.iter().map(|piece| source.original(piece)).collect())
    }

    /// A near miss at `pieces`, with its words compared.
    fn near(&self, pieces: Vec<Range<usize>>, reason: Reason) -> NearMiss {
        let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(0);
        let end = pieces.iter().map(|piece| piece.end).max().unwrap_or(start);
        let lexicon = self.view.lexicon();
        let window = lexicon.within(&self.view.normal_range(&(start..end)));
        let query = self
            .readings
            .last()
            .map(|pattern| Query::of(self.quotation, pattern));
        match query.filter(|q| q.steps.len() <= MAX_WORDS && window.len() <= MAX_WINDOW) {
            Some(query) => {
                let (_, pairs) = align(&query, self.view.normal(), lexicon, &window);
                self.compared(&query, &pairs, pieces, reason)
            }
            None => NearMiss {
                range: start..end,
                pieces,
                reason,
                differences: Vec::new(),
            },
        }
    }

    fn compared(
        &self,
        query: &Query,
        pairs: &[Pair],
        pieces: Vec<Range<usize>>,
        reason: Reason,
    ) -> NearMiss {
        let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(0);
        let end = pieces.iter().map(|piece| piece.end).max().unwrap_or(start);
        let differences = differences(query, self.view.lexicon(), pairs)
            .into_iter()
            .map(|difference| Difference {
                quotation: self.quotation.original(&difference.quotation),
                source: self.view.normal().original(&difference.source),
            })
            .collect();
        NearMiss {
            range: start..end,
            pieces,
            reason,
            differences,
        }
    }
}

/// Whether the texts share a word that means something by itself, or one spelt almost like it, or the quotation has none.
fn shares_meaning(query: &Query, lexicon: &Lexicon, pairs: &[Pair]) -> bool {
    let meaning = |q: usize| match query.word(q) {
        Some(word) if word.weight() >= LONG_WORD => 2,
        Some(word) if word.token.kind == Kind::Ideograph => 1,
        _ => 0,
    };
    let alike = |q: usize, s: usize| {
        let spelling = lexicon
            .words
            .get(s)
            .and_then(|word| lexicon.spellings.get(*word));
        query
            .word(q)
            .zip(spelling)
            .is_some_and(|(word, spelling)| word.is_like(spelling))
    };
    let shared = pairs.iter().map(|pair| match *pair {
        Pair::Same(q, _) => meaning(q),
        Pair::Changed(q, s) if alike(q, s) => meaning(q),
        _ => 0,
    });
    let all: u32 = (0..query.steps.len()).map(meaning).sum();
    shared.sum::<u32>() >= all.min(2)
}
