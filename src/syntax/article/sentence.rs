//! Where sentences end, and whether an article stops before its last one does.

mod telling;

use std::ops::Range;

use super::line::blank;
use super::{Article, Shape};

/// The sentences of a text as ranges of bytes, white space around them left out.
///
/// Boundaries are those of [UAX #29](https://www.unicode.org/reports/tr29/#Sentence_Boundaries), but for abbreviations and
/// initials, which end none, and for the ends of lines, which end none without a full stop.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut above = "";
    let bounds = telling::bounds(text);
    for (start, end) in bounds.iter().zip(bounds.iter().skip(1)) {
        let piece = text.get(*start..*end).unwrap_or_default();
        let words = piece.trim_start_matches(blank);
        let start = end - words.len();
        let words = words.trim_end_matches(blank);
        if words.is_empty() {
            continue;
        }
        match sentences.last_mut() {
            Some(last) if !ends_sentence(above) || abbreviated(above, words) => {
                last.end = start + words.len()
            }
            _ => sentences.push(start..start + words.len()),
        }
        above = words;
    }
    sentences
}

/// Whether an article stops in the middle of a sentence: its last shown running text has no full stop.
///
/// A short line at the end without one, such as a caption or a signature, is passed over.
pub fn truncated(article: &Article, text: &str) -> bool {
    let shown = article
        .paragraphs
        .iter()
        .rev()
        .filter(|paragraph| !paragraph.omitted && paragraph.shape == Shape::Text);
    let mut words = shown.filter_map(|paragraph| text.get(paragraph.range.clone()));
    words
        .find(|words| ends_sentence(words) || running(words))
        .is_some_and(|words| !ends_sentence(words) && !words.ends_with([':', '：']))
}

/// Whether a text's last sign ends a sentence, quotation marks and brackets after it passed over.
pub(super) fn ends_sentence(text: &str) -> bool {
    const CLOSING: &[char] = &[
        '"', '\'', '”', '’', '»', '›', '」', '』', '》', '〉', ')', '）', ']', '】', '〕',
    ];
    const FINAL: &[char] = &[
        '.', '!', '?', '…', '。', '！', '？', '．', '｡', '‽', '؟', '۔', '।', '։', '።', '။',
    ];
    text.trim_end_matches(|last| CLOSING.contains(&last) || blank(last))
        .ends_with(FINAL)
}

/// Whether words are many enough for running text.
fn running(words: &str) -> bool {
    words.split_whitespace().nth(11).is_some()
        || words
            .chars()
            .filter(|letter| crate::syntax::article::script::unspaced(*letter))
            .nth(29)
            .is_some()
}

/// Whether a piece ends with an abbreviation that goes on in the next, not with a full stop.
fn abbreviated(piece: &str, next: &str) -> bool {
    const BEFORE_NAMES: &[&str] = &[
        "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "St", "Gen", "Sen", "Rep", "Gov", "Capt", "Col",
        "Lt", "Sgt", "Rev", "Hon", "Messrs", "Mme", "vs", "v", "cf", "e.g", "i.e", "ca", "approx",
    ];
    const BEFORE_NUMBERS: &[&str] = &[
        "No", "no", "Nos", "nos", "p", "pp", "vol", "Vol", "ch", "Ch", "Art", "Fig", "fig", "Jan",
        "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ];
    let word = piece
        .rsplit(|sign: char| sign.is_whitespace() || "(“‘\"'[".contains(sign))
        .next()
        .unwrap_or_default();
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    BEFORE_NAMES.contains(&stem)
        || (BEFORE_NUMBERS.contains(&stem) && next.starts_with(|sign: char| sign.is_numeric()))
        || (stem != "I" && stem.split('.').all(initial))
}

/// Whether a word is one capital letter, as in "J. Smith".
fn initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::{Form, parse};
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cases: [(&str, &[&str]); 12] = [
            ("One. Two!  Three?", &["One.", "Two!", "Three?"]),
            (
                "Mr. Lei met Dr. Wu vs. Xu.",
                &["Mr. Lei met Dr. Wu vs. Xu."],
            ),
            (
                "J. K. Rowling left. U.S. Steel came.",
                &["J. K. Rowling left.", "U.S. Steel came."],
            ),
            (
                "He is No. 5 Xiaomi fan. He said No. Then he left.",
                &["He is No. 5 Xiaomi fan.", "He said No.", "Then he left."],
            ),
            (
                "Phones, cars etc. are made. It costs 1.5 million.",
                &["Phones, cars etc. are made.", "It costs 1.5 million."],
            ),
            ("“It won’t die.” He left.", &["“It won’t die.”", "He left."]),
            ("So do I. Then go.", &["So do I.", "Then go."]),
            (
                "他说：“不会死。”然后走了。真的吗？是！",
                &["他说：“不会死。”", "然后走了。", "真的吗？", "是！"],
            ),
            (
                "A wrapped\nline goes on. The\nnext too.",
                &["A wrapped\nline goes on.", "The\nnext too."],
            ),
            ("no stop", &["no stop"]),
            (" \n ", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_stops_is_noticed() {
        let stops = "Six years later, it had to borrow and then it had to stop because the page";
        let cases = [
            (format!("Whole.\n{stops}"), true),
            (format!("Whole.\n{stops}."), false),
            (format!("Whole.\n{stops}.”)"), false),
            (format!("{stops}\nPhoto: Hu"), true),
            (format!("{stops}:\n- one\n- two"), false),
            ("Whole.\nBy Hu Xijin".to_owned(), false),
            (
                "六年后，它不得不借".to_owned() + &"用其他公司的故事".repeat(4),
                true,
            ),
            (String::new(), false),
        ];
        for (text, expected) in cases {
            assert_eq!(
                truncated(&parse(&text, &Form::default()), &text),
                expected,
                "{text}"
            );
        }
        let omitted = format!("Whole.\n{stops}");
        let form = Form {
            omit: vec![2..=2],
            ..Form::default()
        };
        assert!(!truncated(&parse(&omitted, &form), &omitted));
    }
}
