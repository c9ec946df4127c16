//! A drawn sign for a profile without a portrait: the initials of its name.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::case::ProfileKind;
use crate::syntax::article::script::columns;

/// Articles that begin names and are no part of the initials.
const ARTICLES: [&str; 12] = [
    "a", "an", "das", "der", "die", "el", "il", "la", "las", "le", "les", "los",
];

/// The longest run of capitals or figures that stands whole: NIO, SU7, AITO.
const WHOLE: usize = 4;

/// Initials, with what their size is chosen by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Monogram {
    /// At most four letters.
    pub letters: String,
    /// How wide they are, in letters of a Latin script: 1 to 4.
    pub width: usize,
}

/// The monogram of a name.
pub fn of(name: &str, kind: ProfileKind) -> Monogram {
    let name: String = name.nfc().collect();
    let letters = initials(&name, kind);
    let width = letters.chars().map(|c| match c {
        '\u{2009}' => 1,
        c if is_combining_mark(c) => 0,
        c if is_square(c) => 2,
        _ => 1,
    });
    Monogram {
        width: width.sum::<usize>().clamp(1, WHOLE),
        letters,
    }
}

fn initials(name: &str, kind: ProfileKind) -> String {
    let words = words(name, kind);
    let Some(first) = words.first() else {
        // A name of signs alone is its own first sign.
        let sign = name.chars().find(|c| !c.is_whitespace());
        return sign.map_or_else(|| "·".to_owned(), String::from);
    };
    if first.chars().next().is_some_and(is_square) {
        return first.chars().take(squares(kind)).collect();
    }
    let chosen: Vec<&str> = match kind {
        // A person has two initials, those of the first and the last name.
        ProfileKind::Person => words
            .iter()
            .take(1)
            .chain(words.iter().skip(1).last())
            .copied()
            .collect(),
        _ => words.iter().take(3).copied().collect(),
    };
    if let [word] = chosen[..]
        && is_acronym(word)
    {
        return word.to_owned();
    }
    let letters: Vec<String> = chosen.iter().map(|word| initial(word)).collect();
    letters.join(joint(&letters))
}

/// The words of a name that count: no articles, no particles in small letters beside words in capitals.
fn words(name: &str, kind: ProfileKind) -> Vec<&str> {
    let all: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '&' | '·'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)))
        .filter(|word| !word.is_empty())
        .collect();
    let is_article = |word: &str| {
        let lower = word.to_lowercase();
        lower == "the" || (kind != ProfileKind::Person && ARTICLES.contains(&lower.as_str()))
    };
    let rest = match all.split_first() {
        Some((first, rest)) if !rest.is_empty() && is_article(first) => rest,
        _ => &all[..],
    };
    let is_small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    if rest.iter().all(&is_small) {
        return rest.to_vec();
    }
    rest.iter()
        .copied()
        .filter(|word| !is_small(word))
        .collect()
}

/// Capitals and figures without small letters, short enough to stand whole.
fn is_acronym(word: &str) -> bool {
    let length = word.chars().count();
    let is_sign = |c: char| c.is_uppercase() || c.is_ascii_digit();
    (2..=WHOLE).contains(&length) && word.chars().all(is_sign)
}

/// The first letter with its marks; a short number whole; of an Arabic word the one after the article.
fn initial(word: &str) -> String {
    if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let word = word
        .strip_prefix("ال")
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(word);
    let mut rest = word.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(rest.take_while(|c| is_combining_mark(*c)))
        .collect()
}

/// Arabic initials stand apart, or they would join into a syllable.
fn joint(letters: &[String]) -> &'static str {
    let arabic = |letter: &String| letter.starts_with(|c| ('\u{600}'..='\u{8ff}').contains(&c));
    if letters.iter().any(arabic) {
        "\u{2009}"
    } else {
        ""
    }
}

/// A person is known by the family name, which one sign of these scripts mostly holds; other names by two signs.
fn squares(kind: ProfileKind) -> usize {
    match kind {
        ProfileKind::Person => 1,
        _ => 2,
    }
}

/// Whether the character fills a square: Han, kana, Hangul.
fn is_square(c: char) -> bool {
    c.is_alphabetic() && columns(c) == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProfileKind::{Group, Organization, Person, Place, Product};

    #[test]
    fn initials_follow_the_script_and_the_kind() {
        let cases = [
            ("Lei Jun", Person, "LJ"),
            ("Tim of Yingshi Jufeng", Person, "TJ"),
            ("Maria del Carmen Díaz", Person, "MD"),
            ("Zong", Person, "Z"),
            ("the responsible employee", Person, "RE"),
            ("Émile Zola", Person, "ÉZ"),
            ("E\u{301}mile Zola", Person, "ÉZ"),
            ("Anne-Marie", Person, "AM"),
            ("The New York Times", Organization, "NYT"),
            ("Le Monde", Organization, "M"),
            ("La Toya Jackson", Person, "LJ"),
            ("Bank of England", Organization, "BE"),
            ("AT&T", Organization, "AT"),
            ("NIO", Organization, "NIO"),
            ("AITO", Organization, "AITO"),
            ("UNESCO", Organization, "U"),
            ("SU7", Product, "SU7"),
            ("Xiaomi Note 2", Product, "XN2"),
            ("Xiaomi 10", Product, "X10"),
            ("iPhone", Product, "I"),
            ("Mi fans", Group, "M"),
            ("雷军", Person, "雷"),
            ("小米科技", Organization, "小米"),
            ("김철수", Person, "김"),
            ("北京", Place, "北京"),
            ("محمد علي", Person, "م\u{2009}ع"),
            ("البنك المركزي", Organization, "ب\u{2009}م"),
            ("דוד בן גוריון", Person, "דג"),
            ("!?", Person, "!"),
            ("  ", Person, "·"),
            ("", Person, "·"),
        ];
        for (name, kind, expected) in cases {
            assert_eq!(of(name, kind).letters, expected, "{name}");
        }
    }

    #[test]
    fn a_monogram_is_never_wider_than_four_letters() {
        let long = format!(
            "{} {} {}",
            "W".repeat(300),
            "X".repeat(300),
            "1".repeat(300)
        );
        for name in [long.as_str(), "小米科技", "XX 88 99 77", "Ann"] {
            let monogram = of(name, Product);
            assert!((1..=WHOLE).contains(&monogram.width), "{monogram:?}");
            assert!(monogram.letters.chars().count() <= 6, "{monogram:?}");
        }
        assert_eq!(of("小米科技", Organization).width, 4);
        assert_eq!(of("雷军", Person).width, 2);
    }
}
