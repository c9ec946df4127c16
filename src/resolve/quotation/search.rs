//! Where the pieces of a quotation stand in a source, in order and close together.

use std::ops::Range;

use super::letter::{splits, whole_words};
use super::normal::Normalised;
use super::pattern::{Pattern, Piece, Reach};
use super::view::Paragraphs;

/// How many paragraphs the pieces of one quotation may lie apart: all lie within three.
const APART: u32 = 2;

/// How many places of one piece, and of all pieces, are looked at; real texts have far fewer.
const MAX_PLACES: usize = 100_000;
const MAX_PLACES_IN_ALL: usize = 1_000_000;

/// What a search insists on; near misses are found by giving one demand up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demands {
    /// The quotation's ends, and each side of a gap, cut no word.
    pub(super) whole_words: bool,
    /// The pieces lie close together.
    pub(super) close: bool,
}

impl Demands {
    /// What a verified quotation fulfils.
    pub(super) const ALL: Self = Self {
        whole_words: true,
        close: true,
    };
}

/// A normalised source and its paragraphs.
pub(super) struct Field<'a> {
    source: &'a Normalised,
    paragraphs: &'a Paragraphs,
}

impl<'a> Field<'a> {
    pub(super) fn new(source: &'a Normalised, paragraphs: &'a Paragraphs) -> Self {
        Self { source, paragraphs }
    }

    /// The number of the paragraph in which a byte of the normalised text stands.
    fn paragraph(&self, at: usize) -> u32 {
        self.paragraphs
            .number_at(self.source.original(&(at..at + 1)).start)
    }
}

/// Every way to find a pattern's pieces, one for each place of its first piece.
pub(super) struct Chains<'a> {
    field: &'a Field<'a>,
    pattern: &'a Pattern,
    links: Vec<Vec<Link>>,
    /// The first piece's places that lead to the last piece.
    starts: Vec<usize>,
}

/// One place of one piece, and the nearest way from it to the end.
struct Link {
    at: Range<usize>,
    /// Where the whole quotation ends, and which place of the next piece leads there.
    way: Option<Way>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    end: usize,
    next: usize,
}

impl<'a> Chains<'a> {
    /// Finds `pattern`, a reading of `quotation`, in `field`. Linear in the source for each piece.
    pub(super) fn find(
        field: &'a Field<'a>,
        quotation: &Normalised,
        pattern: &'a Pattern,
        demands: Demands,
    ) -> Option<Self> {
        let mut links = Vec::with_capacity(pattern.pieces.len());
        let mut left = MAX_PLACES_IN_ALL;
        for piece in &pattern.pieces {
            let places = places(
                field.source.text(),
                quotation,
                piece,
                demands,
                left.min(MAX_PLACES),
            );
            if places.is_empty() || left == 0 {
                return None;
            }
            left = left.saturating_sub(places.len());
            links.push(places);
        }
        let mut chains = Self {
            field,
            pattern,
            links,
            starts: Vec::new(),
        };
        chains.connect(demands);
        (!chains.starts.is_empty()).then_some(chains)
    }

    /// The paragraph in which each chain begins, in order.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = u32> {
        self.starts.iter().map(|&start| self.paragraph(start))
    }

    /// The ranges of the pieces of the `nth` chain.
    pub(super) fn chain(&self, nth: usize) -> Vec<Range<usize>> {
        let Some(&start) = self.starts.get(nth) else {
            return Vec::new();
        };
        let mut place = start;
        let mut chain = Vec::with_capacity(self.links.len());
        for (links, piece) in self.links.iter().zip(&self.pattern.pieces) {
            let Some(link) = links.get(place) else { break };
            chain.push(self.whole(piece, link.at.clone()));
            place = link.way.map_or(usize::MAX, |way| way.next);
        }
        chain
    }

    fn paragraph(&self, start: usize) -> u32 {
        let link = self.links.first().and_then(|links| links.get(start));
        link.map_or(0, |link| self.field.paragraph(link.at.start))
    }

    /// Finds the nearest way from each place to the end, from the last piece back to the first.
    fn connect(&mut self, demands: Demands) {
        let text = self.field.source.text();
        let mut reach = None;
        let mut connected: Vec<Vec<Link>> = Vec::with_capacity(self.links.len());
        let links = std::mem::take(&mut self.links);
        for (mut links, piece) in links.into_iter().zip(&self.pattern.pieces).rev() {
            let following = connected.last().map_or(&[][..], Vec::as_slice);
            lead_on(text, &mut links, following, reach, demands);
            connected.push(links);
            reach = Some(piece.after);
        }
        connected.reverse();
        self.links = connected;
        self.starts = self.nearest_starts(demands);
    }

    /// The places of the first piece from which the end is near; of several in one paragraph that
    /// lead to the same end only the nearest.
    fn nearest_starts(&self, demands: Demands) -> Vec<usize> {
        let mut starts: Vec<(usize, usize, u32)> = Vec::new();
        for (i, link) in self.links.first().into_iter().flatten().enumerate() {
            let Some(way) = link.way else { continue };
            let first = self.field.paragraph(link.at.start);
            let last = self.field.paragraph(way.end.saturating_sub(1));
            if demands.close && self.links.len() > 1 && last.saturating_sub(first) > APART {
                continue;
            }
            match starts.last_mut() {
                Some((start, end, paragraph)) if *end == way.end && *paragraph == first => {
                    *start = i;
                }
                _ => starts.push((i, way.end, first)),
            }
        }
        starts.into_iter().map(|(start, _, _)| start).collect()
    }

    /// A piece that an insertion cut out of a word stands for the word.
    fn whole(&self, piece: &Piece, at: Range<usize>) -> Range<usize> {
        let wide = whole_words(self.field.source.text(), at.clone());
        let start = if piece.open_start {
            wide.start
        } else {
            at.start
        };
        let end = if piece.open_end { wide.end } else { at.end };
        start..end
    }
}

/// Sets the nearest way to the end for each of `links` by way of the `following` ones.
fn lead_on(
    text: &str,
    links: &mut [Link],
    following: &[Link],
    reach: Option<Reach>,
    demands: Demands,
) {
    let nearest = nearest_from(following);
    for link in links {
        let first = following.partition_point(|next| next.at.start < link.at.end);
        link.way = match reach {
            None => Some(Way {
                end: link.at.end,
                next: usize::MAX,
            }),
            Some(Reach::Characters(characters)) if demands.close => {
                let limit = advance(text, link.at.end, characters);
                let near = following[first..].iter().enumerate();
                near.take_while(|(_, next)| next.at.start <= limit)
                    .filter_map(|(i, next)| way_by(next, first + i))
                    .min()
            }
            Some(_) => nearest.get(first).copied().flatten(),
        };
    }
}

/// For each place, the nearest way to the end by it or any later one.
fn nearest_from(links: &[Link]) -> Vec<Option<Way>> {
    let mut nearest = vec![None; links.len()];
    let mut best: Option<Way> = None;
    for (i, link) in links.iter().enumerate().rev() {
        let way = way_by(link, i);
        best = match (way, best) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        nearest[i] = best;
    }
    nearest
}

fn way_by(link: &Link, index: usize) -> Option<Way> {
    let way = link.way?;
    Some(Way {
        end: way.end,
        next: index,
    })
}

/// The byte so many characters after `from`.
fn advance(text: &str, from: usize, characters: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let step = rest.char_indices().nth(characters);
    from + step.map_or(rest.len(), |(i, _)| i)
}

/// Every place where a piece may stand, in order.
fn places(
    text: &str,
    quotation: &Normalised,
    piece: &Piece,
    demands: Demands,
    limit: usize,
) -> Vec<Link> {
    let words = quotation.text().get(piece.at.clone()).unwrap_or_default();
    let fits = |at: &Range<usize>| {
        !demands.whole_words
            || (piece.open_start || !splits(text, at.start))
                && (piece.open_end || !splits(text, at.end))
    };
    let mut links = Vec::new();
    each_occurrence(text, words, |at| {
        if fits(&at) {
            links.push(Link { at, way: None });
        }
        links.len() < limit
    });
    links
}

/// Every place where the words of a piece stand as whole words.
pub(super) fn places_of(text: &str, quotation: &Normalised, piece: &Piece) -> Vec<Range<usize>> {
    places(text, quotation, piece, Demands::ALL, MAX_PLACES)
        .into_iter()
        .map(|link| link.at)
        .collect()
}

/// Calls `visit` with every occurrence, overlapping ones too, until it says stop. Linear in both texts.
fn each_occurrence(text: &str, words: &str, mut visit: impl FnMut(Range<usize>) -> bool) {
    // Most words stand once or nowhere: the first two places are found without looking at every letter.
    let step = words.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    for place in 0..2 {
        let found = text.get(from..).filter(|_| step > 0);
        let Some(at) = found.and_then(|rest| rest.find(words)) else {
            return;
        };
        let start = from + at;
        if place == 1 {
            from = start;
        } else if visit(start..start + words.len()) {
            from = start + step;
        } else {
            return;
        }
    }
    each_from(text, words, from, visit);
}

/// The same from a byte on, by Knuth, Morris and Pratt. `words` is not empty.
fn each_from(text: &str, words: &str, from: usize, mut visit: impl FnMut(Range<usize>) -> bool) {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let borders = borders(words);
    let mut matched = 0;
    for (i, byte) in text.iter().enumerate().skip(from) {
        while matched > 0 && words[matched] != *byte {
            matched = borders[matched - 1];
        }
        if words[matched] == *byte {
            matched += 1;
        }
        if matched == words.len() {
            if !visit(i + 1 - matched..i + 1) {
                return;
            }
            matched = borders[matched - 1];
        }
    }
}

/// For each prefix of `words`, the length of its longest proper prefix that is also its suffix.
fn borders(words: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; words.len()];
    let mut border = 0;
    for i in 1..words.len() {
        while border > 0 && words[border] != words[i] {
            border = borders[border - 1];
        }
        if words[border] == words[i] {
            border += 1;
        }
        borders[i] = border;
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_occurrences_are_all_found() {
        for (text, words, expected) in [
            ("ba a a", "a a", vec![1, 3]),
            ("aaaa", "aa", vec![0, 1, 2]),
            ("abcabcabd", "abcabd", vec![3]),
            ("aaaaaa", "aaa", vec![0, 1, 2, 3]),
            ("米米米 米米", "米米", vec![0, 3, 10]),
            ("xab ab", "ab", vec![1, 4]),
            ("abc", "", vec![]),
            ("ab", "abc", vec![]),
        ] {
            let mut found = Vec::new();
            each_occurrence(text, words, |at| {
                found.push(at.start);
                true
            });
            assert_eq!(found, expected, "{words} in {text}");
        }
    }
}
