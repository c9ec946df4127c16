//! Which characters make words, and where a word may not be cut.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Whether a cut at byte `at` of `text` would fall inside a word, a number or a letter with its marks.
///
/// Scripts that put no space between words have no words to cut; in them only a letter and its marks belong together.
pub(super) fn splits(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return true;
    };
    let mut before = before.chars().rev();
    let mut after = after.chars();
    let (Some(last), Some(next)) = (before.next(), after.next()) else {
        return false;
    };
    let (earlier, later) = (before.next(), after.next());
    is_combining_mark(next)
        || is_word(last) && is_word(next)
        || splits_number(earlier, last, next, later)
        || splits_negation(earlier, last, next, later, after.next())
}

/// `range` widened until neither end cuts a word.
pub(super) fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start > 0 && splits(text, start) {
        start = text.floor_char_boundary(start - 1);
    }
    while end < text.len() && splits(text, end) {
        end = text.ceil_char_boundary(end + 1);
    }
    start..end
}

/// Whether a character is part of a word in a script that parts its words.
pub(super) fn is_word(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_unspaced(c)
}

/// Whether a character is a letter of a script that does not part its words.
pub(super) fn is_unspaced_letter(c: char) -> bool {
    c.is_alphanumeric() && is_unspaced(c)
}

/// Whether a character is one of the wide ones of Chinese and Japanese, between which a line break is no space.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FFF}' // radicals
        | '\u{3001}'..='\u{312F}' // punctuation, kana, bopomofo
        | '\u{3190}'..='\u{31FF}' // annotation, strokes, kana extensions
        | '\u{3220}'..='\u{325F}' | '\u{3280}'..='\u{4DBF}' // enclosed characters, extension A
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // ideographs
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}' // vertical, full-width and half-width forms
        | '\u{1AFF0}'..='\u{1B16F}' | '\u{1F200}'..='\u{1F2FF}' // kana supplements, enclosed ideographs
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a script writes its words without spaces: Chinese and Japanese, and those of mainland South-East Asia.
/// Full-width Latin letters and digits are words all the same.
fn is_unspaced(c: char) -> bool {
    let wide_latin =
        matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}');
    is_wide(c) && !wide_latin
        || matches!(c,
            '\u{0E00}'..='\u{0EFF}' // Thai, Lao
            | '\u{1000}'..='\u{109F}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}' // Myanmar
            | '\u{1780}'..='\u{17FF}' // Khmer
            | '\u{1950}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAF}') // Tai Le, New Tai Lue, Tai Tham
}

/// "160" is not a word of "160,000", nor "5" of "2.5".
fn splits_number(earlier: Option<char>, last: char, next: char, later: Option<char>) -> bool {
    let digit = |c: char| c.is_numeric();
    let point = |c: char| matches!(c, '.' | ',');
    digit(last) && point(next) && later.is_some_and(digit)
        || earlier.is_some_and(digit) && point(last) && digit(next)
}

/// "can" is not a word of "can't": cut there, a quotation would say the opposite.
fn splits_negation(
    earlier: Option<char>,
    last: char,
    next: char,
    later: Option<char>,
    latest: Option<char>,
) -> bool {
    let n = |c: char| matches!(c, 'n' | 'N');
    let t = |c: char| matches!(c, 't' | 'T');
    let ends = |c: Option<char>| !c.is_some_and(is_word);
    n(last) && next == '\'' && later.is_some_and(t) && ends(latest)
        || earlier.is_some_and(n) && last == '\'' && t(next) && ends(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks_are_not_cut() {
        let cases = [
            ("Fan|s", true),
            ("Fan|'s", false),
            ("Mi| Fans", false),
            ("米|粉", false),
            ("负责经办|Employee", false),
            ("Responsible|经办", false),
            ("が|\u{3099}", true),
            ("e|\u{301}", true),
            ("160|,000", true),
            ("160,|000", true),
            ("2|.5", true),
            ("2025|, 3", false),
            ("can|'t do", true),
            ("can|'tis", false),
            ("한|국", true),
            ("ไทย|คำ", false),
            ("|word", false),
            ("word|", false),
        ];
        for (marked, expected) in cases {
            let at = marked.find('|').unwrap();
            assert_eq!(splits(&marked.replace('|', ""), at), expected, "{marked}");
        }
    }

    #[test]
    fn ranges_grow_to_whole_words() {
        assert_eq!(whole_words("the Mi Fans said", 5..10), 4..11);
        assert_eq!(whole_words("CNY 160,000.", 4..7), 4..11);
        assert_eq!(whole_words("ok", 0..2), 0..2);
    }
}
