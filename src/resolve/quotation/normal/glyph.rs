//! Characters in their normal shapes, and what becomes of them where marks and white space meet.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::super::letter::is_wide;

/// One normalised character and its place in the original.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) at: Range<usize>,
    wide: bool,
}

impl Glyph {
    /// A character that stands for itself.
    pub(super) fn plain(c: char, at: Range<usize>) -> Self {
        Self::new(c, at, is_wide(c))
    }

    /// The white space between two parts.
    pub(super) fn gap(at: usize) -> Self {
        Self::new(' ', at..at, false)
    }

    fn new(c: char, at: Range<usize>, wide: bool) -> Self {
        Self { c, at, wide }
    }
}

/// Puts marks into order, joins what is one, and drops the white space that makes no difference.
pub(super) fn settle(glyphs: &mut [Glyph]) -> Vec<Glyph> {
    order_marks(glyphs);
    join_and_space(&join_points(glyphs))
}

/// Appends a character, which stands at byte `start`, in its normal shape.
pub(super) fn read(c: char, start: usize, glyphs: &mut Vec<Glyph>) {
    let at = start..start + c.len_utf8();
    if c.is_ascii() {
        glyphs.push(Glyph::new(shape(c), at, false));
    } else if !is_nothing(c) {
        let wide = is_wide(c);
        decompose_canonical(c, |part| {
            glyphs.push(Glyph::new(shape(part), at.clone(), wide));
        });
    }
}

/// Zero-width characters, direction marks and soft hyphens are not part of the words.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// The one shape that stands for all the shapes of a mark.
fn shape(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '″' | '＂' | '〝' | '〞' | '〟' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '『' | '』' | 'ʼ' | '′' | '＇' => {
            '\''
        }
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => '-',
        '⋯' => '…',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Puts the marks on a letter into their canonical order, so that equivalent spellings are equal.
fn order_marks(glyphs: &mut [Glyph]) {
    // Nothing below U+0300 is a combining mark; most text needs no look at the tables.
    let class = |glyph: &Glyph| match glyph.c {
        ..'\u{300}' => 0,
        c => canonical_combining_class(c),
    };
    for run in glyphs.chunk_by_mut(|a, b| class(a) != 0 && class(b) != 0) {
        if run.is_sorted_by_key(class) {
            continue;
        }
        let whole = match &*run {
            [first, .., last] => first.at.start..last.at.end,
            _ => continue,
        };
        run.sort_by_key(class);
        for glyph in run {
            glyph.at = whole.clone();
        }
    }
}

/// Makes three or more full stops in a row, or spaced (`. . .`), one ellipsis.
fn join_points(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut joined = Vec::with_capacity(glyphs.len());
    let mut i = 0;
    while let Some(glyph) = glyphs.get(i) {
        let length = match glyph.c {
            '.' | '…' => points(&glyphs[i..]),
            _ => 0,
        };
        match glyphs.get(i..i + length) {
            Some([first, .., last]) => {
                joined.push(Glyph::new('…', first.at.start..last.at.end, false));
                i += length;
            }
            _ => {
                joined.push(glyph.clone());
                i += 1;
            }
        }
    }
    joined
}

/// How many glyphs an ellipsis that begins here has if it is written in several, else 0.
fn points(glyphs: &[Glyph]) -> usize {
    let run = glyphs
        .iter()
        .take_while(|g| matches!(g.c, '.' | '…'))
        .count();
    let weight: usize = glyphs[..run]
        .iter()
        .map(|g| if g.c == '…' { 3 } else { 1 })
        .sum();
    if weight >= 3 || run != 1 {
        return if weight >= 3 { run } else { 0 };
    }
    let (mut end, mut stops) = (1, 1);
    loop {
        let gap = glyphs[end..].iter().take_while(|g| g.c == ' ').count();
        if gap == 0 || glyphs.get(end + gap).is_none_or(|g| g.c != '.') {
            break;
        }
        end += gap + 1;
        stops += 1;
    }
    if stops >= 3 { end } else { 0 }
}

/// Makes runs of white space, of dashes and of ellipses one, and drops the white space that makes no difference.
fn join_and_space(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut spaced: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut i = 0;
    while let Some(glyph) = glyphs.get(i) {
        if glyph.c == ' ' {
            let run = glyphs[i..].iter().take_while(|g| g.c == ' ').count();
            let end = glyphs[i + run - 1].at.end.max(glyph.at.start);
            i += run;
            if is_space_kept(&spaced, &glyphs[i..]) {
                spaced.push(Glyph::new(' ', glyph.at.start..end, false));
            }
            continue;
        }
        match spaced.last_mut() {
            Some(last) if is_tight(glyph.c) && last.c == glyph.c => last.at.end = glyph.at.end,
            _ => spaced.push(glyph.clone()),
        }
        i += 1;
    }
    spaced
}

/// White space next to a dash or an ellipsis makes no difference, nor does a line break in Chinese.
fn is_space_kept(before: &[Glyph], after: &[Glyph]) -> bool {
    let (Some(last), Some(next)) = (before.last(), after.first()) else {
        return false;
    };
    let wide = |glyph: Option<&Glyph>| glyph.is_some_and(|g| g.wide);
    let is_mark = |glyph: &&Glyph| !matches!(glyph.c, '"' | '\'');
    let between_wide = wide(before.iter().rev().take(MARKS).find(is_mark))
        && wide(after.iter().take(MARKS).find(is_mark));
    !is_tight(last.c) && !is_tight(next.c) && !between_wide
}

/// How many quotation marks in a row are looked past; more than a few are no language.
const MARKS: usize = 8;

/// Whether white space beside the character makes no difference, and several in a row are one.
fn is_tight(c: char) -> bool {
    matches!(c, '-' | '…')
}
