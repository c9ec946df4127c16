//! Text reduced to what matters when words are compared, each character mapped back to where it came from.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::letter::is_wide;

/// A normalised text. White space, the shapes of quotation marks, dashes and ellipses, invisible
/// characters and canonically equivalent spellings ([UAX #15](https://www.unicode.org/reports/tr15/))
/// no longer differ in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Normalised {
    text: String,
    /// For each byte of `text`, the bytes of the original that its character stands for.
    origin: Vec<Range<usize>>,
}

impl Normalised {
    /// The whole of a text.
    pub(super) fn of(text: &str) -> Self {
        Self::of_parts(text, std::iter::once(0..text.len()))
    }

    /// Some parts of a text, in order, as if white space parted them and nothing else stood between.
    pub(super) fn of_parts(text: &str, parts: impl Iterator<Item = Range<usize>>) -> Self {
        let mut glyphs = Vec::new();
        for part in parts {
            if let Some(slice) = text.get(part.clone()) {
                glyphs.push(Glyph::new(' ', part.start..part.start, false));
                read(slice, part.start, &mut glyphs);
            }
        }
        order_marks(&mut glyphs);
        let mut normalised = Self::default();
        for glyph in join_and_space(&join_points(&glyphs)) {
            normalised.push(glyph.c, glyph.at);
        }
        normalised
    }

    /// The same text without the difference between small and capital letters.
    pub(super) fn folded(&self) -> Self {
        let mut folded = Self::default();
        for (i, c) in self.text.char_indices() {
            for small in fold_case(c) {
                folded.push(small, self.origin[i].clone());
            }
        }
        folded
    }

    /// The normalised text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the normalised text stands for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.origin.len();
        match self.origin.get(range.start.min(end)..range.end.min(end)) {
            Some([only]) => only.clone(),
            Some([first, .., last]) => first.start..last.end.max(first.start),
            _ => self.origin.get(range.start).map_or_else(
                || self.origin.last().map_or(0..0, |last| last.end..last.end),
                |next| next.start..next.start,
            ),
        }
    }

    /// The range of the normalised text that stands for a range of the original.
    pub(super) fn normal(&self, original: &Range<usize>) -> Range<usize> {
        let start = self.origin.partition_point(|at| at.end <= original.start);
        let end = self.origin.partition_point(|at| at.start < original.end);
        start..end.max(start)
    }

    fn push(&mut self, c: char, at: Range<usize>) {
        self.text.push(c);
        self.origin.resize(self.text.len(), at);
    }
}

/// A character's small form or forms.
pub(super) fn fold_case(c: char) -> impl Iterator<Item = char> {
    let c = if c == 'ς' { 'σ' } else { c };
    c.to_lowercase()
}

/// One normalised character and its place in the original.
#[derive(Debug, Clone)]
struct Glyph {
    c: char,
    at: Range<usize>,
    wide: bool,
}

impl Glyph {
    fn new(c: char, at: Range<usize>, wide: bool) -> Self {
        Self { c, at, wide }
    }
}

/// Appends the characters of `slice`, which stands at byte `base`, one by one in their normal shapes.
fn read(slice: &str, base: usize, glyphs: &mut Vec<Glyph>) {
    for (i, c) in slice.char_indices() {
        if is_nothing(c) {
            continue;
        }
        let at = base + i..base + i + c.len_utf8();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_the_same_text_are_equal() {
        let cases = [
            ("  a\u{a0}b \n\n c\u{3000}d ", "a b c d"),
            ("“a” «b» 「c」 „d‟", "\"a\" \"b\" \"c\" \"d\""),
            ("Mi Fans’ ‹x› ʼ", "Mi Fans' 'x' '"),
            ("wait … what", "wait…what"),
            ("wait. . .what", "wait…what"),
            ("等……", "等…"),
            ("end. Then .. x", "end. Then .. x"),
            ("left. ... Then", "left.…Then"),
            ("high - end", "high-end"),
            ("a -- b --- c — d −1", "a-b-c-d-1"),
            ("用户和\n米粉", "用户和米粉"),
            ("他说“好”\n后来", "他说\"好\"后来"),
            ("经办 Employee", "经办 Employee"),
            ("co\u{ad}op\u{200b}er\u{feff}ate", "cooperate"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("q\u{307}\u{323}", "q\u{323}\u{307}"),
            ("Case, stays! 1.5", "Case, stays! 1.5"),
        ];
        for (text, expected) in cases {
            assert_eq!(Normalised::of(text).text(), expected, "{text:?}");
        }
    }

    #[test]
    fn ranges_map_back_to_whole_characters() {
        let text = "x “caf\u{e9}” . . . y";
        let normalised = Normalised::of(text);
        for (words, expected) in [("\"cafe", "“caf\u{e9}"), ("…", ". . ."), ("y", "y")] {
            let at = normalised.text().find(words).unwrap();
            let original = normalised.original(&(at..at + words.len()));
            assert_eq!(&text[original], expected);
        }
        assert_eq!(normalised.original(&(99..120)), text.len()..text.len());
    }

    #[test]
    fn parts_are_parted_by_one_space() {
        let text = "one|skip|two";
        let normalised = Normalised::of_parts(text, [0..3, 9..12].into_iter());
        assert_eq!(normalised.text(), "one two");
        assert_eq!(normalised.original(&(4..7)), 9..12);
        assert_eq!(Normalised::of_parts("é", std::iter::once(1..9)).text(), "");
    }
}
