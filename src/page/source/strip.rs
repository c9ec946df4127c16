//! The article drawn as a bar: a column a paragraph, as wide as it is long, filled as far as it is quoted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measure;
use crate::case::{Paragraph, Right, Source};
use crate::page::route;

/// How wide and high the drawing is, in its own units.
const WIDTH: u64 = 1000;
const HEIGHT: u64 = 40;

/// A longer article's neighbouring paragraphs share a column: more could not be told apart.
const MOST: usize = 160;

/// The drawing.
#[derive(Debug, Serialize)]
pub struct SourceStrip {
    /// Its width in its own units.
    pub width: u64,
    /// Its height, likewise.
    pub height: u64,
    /// From the article's beginning to its end.
    pub columns: Vec<StripColumn>,
}

/// One paragraph, or a few of a long article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripColumn {
    /// Where it begins.
    pub x: u64,
    /// How wide it is.
    pub width: u64,
    /// How high its quoted part is.
    pub quoted: u64,
    /// Whether the edition shows its words, all or some.
    pub shown: bool,
    /// Whether the edition leaves out words of it.
    pub left_out: bool,
    /// The first of its paragraphs that is shown, as a link.
    pub url: Option<String>,
}

/// Some paragraphs' words.
#[derive(Default)]
struct Heap {
    words: u64,
    quoted: u64,
    left_out: bool,
    first: Option<u32>,
}

/// The drawing of a source's article.
pub(super) fn strip(source: &Source) -> SourceStrip {
    let heaps = heaps(source);
    let total = heaps.iter().map(|heap| heap.words).sum::<u64>().max(1);
    let mut before = 0;
    let columns = heaps.iter().map(|heap| {
        let x = before * WIDTH / total;
        before += heap.words;
        column(heap, x, before * WIDTH / total)
    });
    SourceStrip {
        width: WIDTH,
        height: HEIGHT,
        columns: columns.collect(),
    }
}

fn column(heap: &Heap, x: u64, end: u64) -> StripColumn {
    let quoted = (heap.quoted * HEIGHT).checked_div(heap.words).unwrap_or(0);
    StripColumn {
        x,
        width: end.saturating_sub(x),
        // A few words of a long paragraph are to be seen too.
        quoted: if heap.quoted == 0 {
            0
        } else {
            quoted.clamp(4, HEIGHT)
        },
        shown: heap.first.is_some(),
        left_out: heap.left_out,
        url: heap
            .first
            .map(|number| route::fragment(&route::paragraph_anchor(number))),
    }
}

/// The article's paragraphs, page furniture aside, in equal groups.
fn heaps(source: &Source) -> Vec<Heap> {
    let shown = source.article.paragraphs.iter();
    let shown: BTreeMap<u32, &Paragraph> = shown.map(|one| (one.number, one)).collect();
    let outline = (1_u32..).zip(&source.article.outline);
    let extents: Vec<_> = outline
        .filter(|(number, extent)| !extent.omitted || shown.contains_key(number))
        .collect();
    let group = extents.len().div_ceil(MOST).max(1);
    let heap = |group: &[(u32, &crate::case::Extent)]| {
        let mut heap = Heap::default();
        for (number, extent) in group {
            let paragraph = shown.get(number);
            // Even a paragraph of no words has a place.
            heap.words += u64::from(extent.words.max(1));
            heap.quoted += paragraph.map_or(0, |one| u64::from(measure::quoted(one)));
            heap.left_out |= match paragraph {
                Some(paragraph) => !paragraph.gaps.is_empty(),
                None => source.right == Right::Excerpt,
            };
            heap.first = heap.first.or(paragraph.map(|one| one.number));
        }
        heap
    };
    extents.chunks(group).map(heap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Extent;
    use crate::render::sample;

    /// Nine paragraphs of forty words: the third and the fourth are shown in part.
    #[test]
    fn a_column_is_as_wide_as_its_paragraph_and_filled_as_far_as_it_is_quoted() {
        let strip = strip(&sample::case().sources[1]);
        assert_eq!(strip.columns.len(), 9);
        let shown: Vec<bool> = strip.columns.iter().map(|one| one.shown).collect();
        assert_eq!(shown[..4], [false, true, true, false]);
        let third = &strip.columns[1];
        // Four of forty words: a tenth of the height.
        assert_eq!((third.x, third.width, third.quoted), (111, 111, 4));
        assert_eq!(third.url.as_deref(), Some("#p3"));
        assert!(third.left_out);
        let last = &strip.columns[8];
        assert_eq!((last.x + last.width, last.quoted), (1000, 0));
    }

    #[test]
    fn a_long_article_is_drawn_in_few_columns() {
        let mut source = sample::source("long", Right::Full, Vec::new());
        let extent = Extent {
            words: 70,
            omitted: false,
        };
        source.article.outline = vec![extent; 10_001];
        let strip = strip(&source);
        assert!(strip.columns.len() <= MOST);
        let end = strip.columns.last().map(|one| one.x + one.width);
        assert_eq!(end, Some(WIDTH));
    }
}
