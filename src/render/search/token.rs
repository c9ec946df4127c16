//! From a text to the words that are looked up. `assets/search-engine.js` does the same to what is typed; `tests/suite/browser/tokens.json`
//! holds both to it.
//!
//! A word is a run of letters, marks and digits (UAX #29 without its rules for marks inside of words: `l'affaire` and `Xiaomi's` are
//! found by `affaire` and `xiaomi`). A browser's own segmenter would do for neither side: it goes by dictionaries that differ from one
//! to the next. In scripts without spaces every two neighbours are a word, and the last character of a run is one, so that a single
//! character is found as the beginning of a pair or by itself.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shorter words keep their final s.
const PLURAL: usize = 5;

/// Hands over the words of a text, in order.
pub(super) fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut scanner = Scanner::default();
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    let mut rest = text;
    loop {
        // Most words are plain, and need no look at each character.
        if scanner.word.is_empty()
            && let Some(plain) = plain(rest)
        {
            scanner.end_run(&mut found);
            scanner.plain(plain, &mut found);
            before = plain.chars().next_back().unwrap_or(' ');
            rest = &rest[plain.len()..];
            characters = rest.chars().peekable();
        }
        let Some(c) = characters.next() else {
            break;
        };
        rest = &rest[c.len_utf8()..];
        match class(c, before, characters.peek()) {
            Class::Word => {
                scanner.end_run(&mut found);
                scanner.word.push(c);
            }
            Class::Unparted => {
                scanner.end_word(&mut found);
                scanner.character(c, &mut found);
            }
            Class::Between => {
                scanner.end_word(&mut found);
                scanner.end_run(&mut found);
            }
        }
        before = c;
    }
    scanner.end_word(&mut found);
    scanner.end_run(&mut found);
}

/// The letters and digits of ASCII that a text begins with, if they are a whole word: what comes after them parts words.
fn plain(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let length = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let after = bytes.get(length).copied();
    // Full stops and commas may stand in a number, and marks of other scripts in a word.
    let is_whole = after.is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'.' | b','));
    (length > 0 && is_whole).then(|| &text[..length])
}

enum Class {
    /// Part of a word.
    Word,
    /// A character of a script without spaces.
    Unparted,
    /// What stands between words.
    Between,
}

fn class(c: char, before: char, after: Option<&char>) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Word,
        // Digits in groups are one number.
        '.' | ',' if before.is_ascii_digit() && after.is_some_and(char::is_ascii_digit) => {
            Class::Word
        }
        '\0'..='\x7f' => Class::Between,
        c if is_joiner(c) => Class::Word,
        c if !(c.is_alphanumeric() || is_combining_mark(c)) => Class::Between,
        c if is_unparted(c) => Class::Unparted,
        _ => Class::Word,
    }
}

/// The words that are not yet at their end. Its strings are used again, since there are millions of words.
#[derive(Default)]
struct Scanner {
    /// The word as it stands.
    word: String,
    folded: String,
    /// The last two characters of a run, folded, and where the second begins.
    pair: String,
    second: usize,
}

impl Scanner {
    fn end_word(&mut self, found: &mut impl FnMut(&str)) {
        if self.word.is_empty() {
            return;
        }
        self.folded.clear();
        fold(&self.word, &mut self.folded);
        self.word.clear();
        if !self.folded.is_empty() {
            found(&self.folded);
        }
    }

    /// A whole word of letters and digits of ASCII.
    fn plain(&mut self, word: &str, found: &mut impl FnMut(&str)) {
        self.folded.clear();
        fold(word, &mut self.folded);
        found(&self.folded);
    }

    fn character(&mut self, c: char, found: &mut impl FnMut(&str)) {
        let is_first = self.pair.is_empty();
        self.pair.replace_range(..self.second, "");
        self.second = self.pair.len();
        match c {
            '\u{3400}'..='\u{9fff}' => self.pair.push(c),
            c => fold_into(c.nfkd(), &mut self.pair),
        }
        if !is_first {
            found(&self.pair);
        }
    }

    fn end_run(&mut self, found: &mut impl FnMut(&str)) {
        if let Some(last) = self.pair.get(self.second..)
            && !last.is_empty()
        {
            found(last);
        }
        self.pair.clear();
        self.second = 0;
    }
}

/// Adds a word in the form that is compared: no case, no accents, no plural.
fn fold(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.retain(|c| c.is_ascii_alphanumeric());
        folded.make_ascii_lowercase();
    } else {
        fold_into(word.nfkd(), folded);
    }
    singular(folded);
}

/// Adds decomposed characters without accents and case, composed again where they are not Latin.
fn fold_into(decomposed: impl Iterator<Item = char>, folded: &mut String) {
    let letters = decomposed
        .filter(|c| !is_joiner(*c) && !is_accent(*c))
        .filter(|c| c.is_alphanumeric() || is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        // Lower case may bring an accent of its own, as that of İ does.
        .filter(|c| !is_accent(*c));
    for c in letters.nfc() {
        match letter(c) {
            Letter::One(c) => folded.push(c),
            Letter::Two(both) => folded.push_str(both),
        }
    }
}

enum Letter {
    One(char),
    Two(&'static str),
}

/// Letters that Unicode doesn't take apart, as they are typed without them on the keyboard; Arabic letters and digits in one form.
fn letter(c: char) -> Letter {
    Letter::One(match c {
        'ß' => return Letter::Two("ss"),
        'æ' => return Letter::Two("ae"),
        'œ' => return Letter::Two("oe"),
        'þ' => return Letter::Two("th"),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        c => c,
    })
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Takes an English plural's ending away, after Harman's rules of 1991; other languages lose a letter on both sides alike.
fn singular(word: &mut String) {
    let plural = word.len() >= PLURAL
        && word.ends_with('s')
        && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plural
        || ["ss", "us", "aes", "ees", "oes"]
            .iter()
            .any(|end| word.ends_with(end))
    {
        return;
    }
    word.pop();
    if word.ends_with("ie") && !word.ends_with("eie") && !word.ends_with("aie") {
        word.truncate(word.len() - 2);
        word.push('y');
    }
}

/// What joins or stretches letters and is none: zero width (non-)joiners, soft hyphens, the tatweel.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{640}' | '\u{200c}' | '\u{200d}')
}

/// Marks that a reader may leave out when typing: accents, the points of Hebrew and Arabic. In other scripts marks are vowels.
fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han.
fn is_unparted(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
