//! What the edition shows of an article: all of it, its quoted passages, or nothing.

use std::ops::Range;

use super::seed::Seed;
use crate::case::{Article, Extent, Paragraph, Right};
use crate::syntax::article::script;
use crate::syntax::article::{self, Block, Item, List, Shape, Table};

/// A passage or a name in the article's file, and its place in the case's list.
pub(super) type Marked = (Range<usize>, usize);

/// Cuts the article down to what `right` allows. `quoted` and `names` are bytes of the file, in order.
pub(super) fn article(seed: &Seed, right: Right, quoted: &[Marked], names: &[Marked]) -> Article {
    let length = u32::try_from(seed.article.paragraphs.len()).unwrap_or(u32::MAX);
    match right {
        Right::Record => Article {
            length,
            ..Article::default()
        },
        Right::Excerpt => {
            let excerpts = seed
                .article
                .paragraphs
                .iter()
                .map(|paragraph| excerpt(seed, paragraph, quoted, names));
            let paragraphs: Vec<_> = excerpts.flatten().collect();
            let blocks = (0..paragraphs.len()).map(Block::Paragraph).collect();
            Article {
                paragraphs,
                blocks,
                delimiters: Vec::new(),
                length,
                outline: outline(seed),
            }
        }
        Right::Full => full(seed, quoted, names, length),
    }
}

fn full(seed: &Seed, quoted: &[Marked], names: &[Marked], length: u32) -> Article {
    let mut paragraphs = Vec::new();
    let mut places = Vec::new();
    let mut hidden = Vec::new();
    for paragraph in &seed.article.paragraphs {
        places.push(paragraphs.len());
        if !paragraph.omitted {
            paragraphs.push(whole(seed, paragraph, quoted, names));
        } else if let Some(excerpt) = excerpt(seed, paragraph, quoted, names) {
            // Words that are quoted are shown, whatever the lines around them.
            hidden.push(paragraphs.len());
            paragraphs.push(excerpt);
        }
    }
    let mut delimiters = Vec::new();
    let mut blocks: Vec<Block> = seed
        .article
        .blocks
        .iter()
        .map(|block| moved(block, &places, seed, &mut delimiters))
        .collect();
    for place in hidden {
        let at = blocks.partition_point(|block| first(block) < place);
        blocks.insert(at, Block::Paragraph(place));
    }
    Article {
        paragraphs,
        blocks,
        delimiters,
        length,
        outline: outline(seed),
    }
}

/// How long every paragraph of the file is.
fn outline(seed: &Seed) -> Vec<Extent> {
    let paragraphs = seed.article.paragraphs.iter();
    let extents = paragraphs.map(|paragraph| Extent {
        words: script::words(&seed.text[paragraph.range.clone()]),
        omitted: paragraph.omitted,
    });
    extents.collect()
}

/// The first paragraph of a block.
fn first(block: &Block) -> usize {
    match block {
        Block::Paragraph(at) | Block::Heading(at) => *at,
        Block::List(list) => list.items.first().map_or(0, |item| item.paragraph),
        Block::Table(table) => table.rows.first().copied().unwrap_or_default(),
    }
}

/// The block with the places of shown paragraphs.
fn moved(
    block: &Block,
    places: &[usize],
    seed: &Seed,
    delimiters: &mut Vec<(usize, String)>,
) -> Block {
    match block {
        Block::Paragraph(at) => Block::Paragraph(places[*at]),
        Block::Heading(at) => Block::Heading(places[*at]),
        Block::List(list) => Block::List(moved_list(list, places)),
        Block::Table(table) => {
            let rows: Vec<usize> = table.rows.iter().map(|row| places[*row]).collect();
            if let (Some(range), Some(row)) = (&table.delimiter, rows.first()) {
                delimiters.push((*row, seed.text[range.clone()].trim().to_owned()));
            }
            Block::Table(Table {
                rows,
                delimiter: None,
            })
        }
    }
}

/// Lists nest eight deep at most, so this ends.
fn moved_list(list: &List, places: &[usize]) -> List {
    let item = |item: &Item| Item {
        paragraph: places[item.paragraph],
        children: item
            .children
            .iter()
            .map(|list| moved_list(list, places))
            .collect(),
    };
    List {
        ordered: list.ordered,
        items: list.items.iter().map(item).collect(),
    }
}

/// A paragraph with all its words.
fn whole(
    seed: &Seed,
    paragraph: &article::Paragraph,
    quoted: &[Marked],
    names: &[Marked],
) -> Paragraph {
    let kept = [paragraph.range.clone()];
    let places = Places::new(&seed.text, &kept);
    let mut shown = show(seed, paragraph, &kept, quoted, names);
    shown.marker = paragraph.marker;
    (shown.gaps, shown.left_out) = (Vec::new(), Vec::new());
    shown.cells = paragraph
        .cells
        .iter()
        .map(|cell| places.local(cell.start)..places.local(cell.end))
        .collect();
    shown
}

/// A paragraph's quoted words alone; nothing if none are quoted.
fn excerpt(
    seed: &Seed,
    paragraph: &article::Paragraph,
    quoted: &[Marked],
    names: &[Marked],
) -> Option<Paragraph> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in within(quoted, &paragraph.range).map(|(range, _)| range) {
        match kept.last_mut() {
            Some(last) if range.start <= last.end || is_space(seed, last.end..range.start) => {
                last.end = last.end.max(range.end)
            }
            _ => kept.push(range),
        }
    }
    (!kept.is_empty()).then(|| Paragraph {
        shape: Shape::Text,
        ..show(seed, paragraph, &kept, quoted, names)
    })
}

/// Whether no word stands between two passages: then nothing is left out, and the mark between them is theirs.
fn is_space(seed: &Seed, between: Range<usize>) -> bool {
    !seed.text[between].chars().any(char::is_alphanumeric)
}

/// The words of a paragraph in `kept` (in order, apart), with what is marked in them.
fn show(
    seed: &Seed,
    paragraph: &article::Paragraph,
    kept: &[Range<usize>],
    quoted: &[Marked],
    names: &[Marked],
) -> Paragraph {
    let text: String = kept
        .iter()
        .map(|range| seed.text[range.clone()].replace('\r', ""))
        .collect();
    let places = Places::new(&seed.text, kept);
    let place = |range: &Range<usize>| places.local(range.start)..places.local(range.end);
    let mut marks: Vec<Marked> = within(quoted, &paragraph.range)
        .map(|(range, index)| (place(&range), index))
        .collect();
    marks.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
    let whole = |(range, _): &&Marked| {
        kept.iter()
            .any(|kept| kept.start <= range.start && range.end <= kept.end)
    };
    let inside =
        names[names.partition_point(|(range, _)| range.end <= paragraph.range.start)..].iter();
    let (gaps, left_out) = gaps(paragraph, kept, seed, &places).into_iter().unzip();
    let inside = inside.take_while(|(range, _)| range.start < paragraph.range.end);
    Paragraph {
        number: paragraph.number,
        shape: paragraph.shape,
        marker: 0,
        cells: Vec::new(),
        quoted: marks,
        names: inside
            .filter(whole)
            .map(|(range, index)| (place(range), *index))
            .collect(),
        gaps,
        left_out,
        text,
    }
}

/// The marked ranges as far as they lie in `range`, by start.
fn within<'a>(marked: &'a [Marked], range: &'a Range<usize>) -> impl Iterator<Item = Marked> + 'a {
    let upto = marked.partition_point(|(mark, _)| mark.start < range.end);
    marked[..upto].iter().filter_map(move |(mark, index)| {
        let cut = mark.start.max(range.start)..mark.end.min(range.end);
        (cut.start < cut.end).then_some((cut, *index))
    })
}

/// Where words are left out, and how many: before, between and after the kept ones.
fn gaps(
    paragraph: &article::Paragraph,
    kept: &[Range<usize>],
    seed: &Seed,
    places: &Places,
) -> Vec<(usize, u32)> {
    let mut gaps = Vec::new();
    let mut gap = |left_out: Range<usize>, at: usize| {
        if !is_space(seed, left_out.clone()) {
            gaps.push((places.local(at), script::words(&seed.text[left_out])));
        }
    };
    let mut from = paragraph.range.start;
    for range in kept {
        gap(from..range.start, range.start);
        from = range.end;
    }
    gap(from..paragraph.range.end, paragraph.range.end);
    gaps
}

/// The way from places of the file to places of a paragraph's kept text, which has no carriage returns.
struct Places {
    /// Each kept range, and where it begins in the kept text.
    kept: Vec<(Range<usize>, usize)>,
    /// The carriage returns in them, so that none is counted twice in a long line.
    returns: Vec<usize>,
}

impl Places {
    /// `kept` is in order and apart.
    fn new(text: &str, kept: &[Range<usize>]) -> Self {
        let mut places = Places {
            kept: Vec::with_capacity(kept.len()),
            returns: Vec::new(),
        };
        let mut length = 0;
        for range in kept {
            places.kept.push((range.clone(), length));
            let before = places.returns.len();
            let found = text[range.clone()].match_indices('\r');
            places.returns.extend(found.map(|(at, _)| range.start + at));
            length += range.len() - (places.returns.len() - before);
        }
        places
    }

    /// A place of the file in the kept text; of what is left out, where the kept text goes on.
    fn local(&self, at: usize) -> usize {
        let after = self.kept.partition_point(|(range, _)| range.start < at);
        let Some((range, start)) = after.checked_sub(1).and_then(|last| self.kept.get(last)) else {
            return 0;
        };
        let upto = at.min(range.end);
        let before = |place: usize| self.returns.partition_point(|found| *found < place);
        start + (upto - range.start) - (before(upto) - before(range.start))
    }
}
