//! Quotation marks in running text: which closes which, and how many words stand between them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::flat::CITED;

/// Quoted words this long want a citation.
const LONG: usize = 4;

/// Pairs of quotation marks: what closes, and what may have opened it.
const PAIRS: [(char, &[char]); 11] = [
    ('”', &['“', '„', '”']),
    ('“', &['„']),
    ('"', &['"']),
    ('»', &['«']),
    ('«', &['»']),
    ('›', &['‹']),
    ('」', &['「']),
    ('』', &['『']),
    ('’', &['‘', '‚']),
    ('‘', &['‚']),
    ('\'', &['\'']),
];

/// The quoted words, marks included, that end `text` but for punctuation and space.
pub(super) fn marks_before(text: &str) -> Option<Range<usize>> {
    let between = |c: char| c.is_whitespace() || ",.;:!?()[]—–-…，。；：！？、（）".contains(c);
    let bare = text.trim_end_matches(between);
    let close = bare.chars().next_back()?;
    let (_, openers) = PAIRS.iter().find(|(closer, _)| *closer == close)?;
    let inner = &bare[..bare.len() - close.len_utf8()];
    let start = if openers.contains(&close) && close != '”' {
        straight_opening(bare, inner, close)
    } else {
        curved_opening(inner, close, openers)
    };
    // Texts that went through several hands mix straight and curved marks.
    let start = start.or_else(|| match close {
        '"' => inner.rfind(['“', '„', '”']),
        '”' | '“' => inner.rfind('"'),
        _ => None,
    })?;
    let words = &inner[start..];
    let says = words.chars().skip(1).any(|c| !c.is_whitespace());
    says.then_some(start..bare.len())
}

/// The opening mark that balances a closing one of another shape.
fn curved_opening(inner: &str, close: char, openers: &[char]) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in inner.char_indices().rev() {
        if openers.contains(&c) {
            depth -= 1;
        } else if c == close && !is_apostrophe(inner, at, c) {
            depth += 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    inner.rfind(|c| openers.contains(&c))
}

/// The opening mark that balances a closing one of the same shape, told apart by what stands around them.
fn straight_opening(text: &str, inner: &str, mark: char) -> Option<usize> {
    let mut depth = 1;
    for (at, _) in inner
        .match_indices(mark)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        match side(text, at, mark) {
            Side::Closes => depth += 1,
            Side::Inside if mark == '\'' => {}
            _ => depth -= 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
    if mark == '\'' {
        return None;
    }
    let opens = |(at, _): &(usize, &str)| side(text, *at, mark) != Side::Closes;
    inner.rmatch_indices(mark).find(opens).map(|(at, _)| at)
}

/// What a straight mark does, by its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// Between two letters: an apostrophe, or a mark in a script without spaces.
    Inside,
}

fn side(text: &str, at: usize, mark: char) -> Side {
    let before = text[..at].chars().next_back();
    let after = text[at + mark.len_utf8()..].chars().next();
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'«「『".contains(c))
        && after.is_some_and(|c| !c.is_whitespace());
    let closes = free(after) && before.is_some_and(|c| !c.is_whitespace());
    match (opens, closes) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        (true, true) if before.is_none_or(char::is_whitespace) => Side::Opens,
        (true, true) => Side::Closes,
        (false, false) => Side::Inside,
    }
}

fn is_apostrophe(text: &str, at: usize, c: char) -> bool {
    c == '’' && side(text, at, c) == Side::Inside
}

/// A double-quoted run, marks included.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Whether a citation stands between its marks.
    pub(super) encloses: bool,
}

/// Double-quoted runs of [`LONG`] words or more, and those with a citation inside.
pub(super) fn long_runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    // An opening mark without a closing one has none further on either.
    let mut unclosed = Vec::new();
    let mut from = 0;
    while let Some((start, open)) = next_opening(text, from, &unclosed) {
        let inner = start + open.len_utf8();
        let Some(end) = next_closing(text, inner, open) else {
            unclosed.push(open);
            from = inner;
            continue;
        };
        let encloses = text[start..end].contains(CITED);
        if encloses || count_words(&text[start..end]) >= LONG {
            runs.push(Run {
                range: start..end,
                encloses,
            });
        }
        from = end;
    }
    runs
}

/// Double quotation marks: what opens, and what may close it.
const DOUBLE: [(char, &[char]); 5] = [
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('"', &['"']),
    ('«', &['»']),
    ('「', &['」']),
];

fn next_opening(text: &str, from: usize, unclosed: &[char]) -> Option<(usize, char)> {
    let opens = |(at, c): &(usize, char)| {
        // Only one of them is ASCII, as most letters are.
        (*c == '"' || !c.is_ascii())
            && DOUBLE.iter().any(|(open, _)| open == c)
            && !unclosed.contains(c)
            && (*c != '"' || side(text, from + at, '"') != Side::Closes)
    };
    text[from..]
        .char_indices()
        .find(opens)
        .map(|(at, c)| (from + at, c))
}

fn next_closing(text: &str, from: usize, open: char) -> Option<usize> {
    let (_, closers) = DOUBLE.iter().find(|(c, _)| *c == open)?;
    let closes = |(at, c): &(usize, char)| {
        closers.contains(c) && (*c != '"' || side(text, from + at, '"') != Side::Opens)
    };
    text[from..]
        .char_indices()
        .find(closes)
        .map(|(at, c)| from + at + c.len_utf8())
}

/// Words as UAX #29 counts them, but Han characters two to a word.
fn count_words(text: &str) -> usize {
    let (han, other): (Vec<&str>, Vec<&str>) = text.unicode_words().partition(|word| {
        word.chars()
            .all(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
    });
    han.len() / 2 + other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_before_a_citation_are_paired() {
        let cases = [
            ("He said \"hi there\" ", Some("\"hi there\"")),
            ("“one” and “two”, ", Some("“two”")),
            (
                "\"He said \"hi\" to me\" (",
                Some("\"He said \"hi\" to me\""),
            ),
            ("the 5\" and \"six\" ", Some("\"six\"")),
            ("„Guten Tag“ ", Some("„Guten Tag“")),
            ("«bonjour» ", Some("«bonjour»")),
            ("a “mixed\" ", Some("“mixed\"")),
            ("a \"mixed” ", Some("\"mixed”")),
            ("他说「米粉」", Some("「米粉」")),
            ("他说\"米粉\"。", Some("\"米粉\"")),
            ("‘don’t panic’ ", Some("‘don’t panic’")),
            ("the fans’ ", None),
            ("the fans' ", None),
            ("'divine' ", Some("'divine'")),
            ("no marks ", None),
            ("\"\" ", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                marks_before(text).map(|range| &text[range]),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn only_long_runs_want_a_citation() {
        let cases = [
            ("a \"b c d\" e", vec![]),
            (
                "a \"b c d e\" f “g h i j” \"k",
                vec!["\"b c d e\"", "“g h i j”"],
            ),
            ("「因为米粉所以小米」", vec!["「因为米粉所以小米」"]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = long_runs(text)
                .into_iter()
                .map(|run| &text[run.range])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
