//! The names of profiles in the words of articles.

mod fold;

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::is_combining_mark;

use crate::syntax::article::script::{hangul, unspaced};
use fold::Folded;

/// All profiles' names and aliases, ready to be found in one pass.
///
/// Letters' case counts. Apostrophes, hyphens and canonically equivalent spellings are alike, and any run of white space is a space.
#[derive(Clone, Debug)]
pub struct Names {
    /// None if there is no name, or if there are more than an automaton holds.
    automaton: Option<AhoCorasick>,
    /// Each name as its author spelt it, with its profile, in the automaton's order.
    names: Vec<(u32, String)>,
}

/// A name in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'n> {
    /// The profile that bears the name.
    pub profile: u32,
    /// The name as its author spelt it.
    pub name: &'n str,
    /// The first byte of the name in the paragraph.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Names {
    /// Takes the names of profiles. Of two with the same [`key`], the first counts; one without a visible character is passed over.
    pub fn new<'a>(names: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut keys: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for (profile, name) in names {
            let key = key(name);
            if !key.is_empty() {
                keys.entry(key)
                    .or_insert_with(|| (profile, name.to_owned()));
            }
        }
        let automaton = if keys.is_empty() {
            None
        } else {
            AhoCorasick::new(keys.keys()).ok()
        };
        Self {
            automaton,
            names: keys.into_values().collect(),
        }
    }

    /// The names in a paragraph, left to right, none overlapping another: of those that begin at the first place, the longest.
    ///
    /// A name is a whole word where its script has words. One that is not hides no shorter one that is:
    /// in "Xiaomi Autos" there is no "Xiaomi Auto", but a "Xiaomi".
    pub fn find(&self, paragraph: &str) -> Vec<Found<'_>> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let text = Folded::new(paragraph);
        let mut longest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for found in automaton.find_overlapping_iter(text.text()) {
            // Names of one place come by their ends, the longest last.
            if whole(text.text(), found.range()) {
                longest.insert(found.start(), (found.end(), found.pattern().as_usize()));
            }
        }
        let (mut mentions, mut done) = (Vec::new(), 0);
        for (start, (end, name)) in longest {
            let name = self.names.get(name).filter(|_| start >= done);
            if let (Some((profile, name)), Some(Range { start, end: last })) =
                (name, text.original(start..end))
            {
                mentions.push(Found {
                    profile: *profile,
                    name,
                    start,
                    end: last,
                });
                done = end;
            }
        }
        mentions
    }
}

/// The form in which two spellings are the same name.
pub fn key(name: &str) -> String {
    Folded::new(name).text().trim().to_owned()
}

/// Whether a name does not begin or end inside a word or a number.
fn whole(text: &str, name: Range<usize>) -> bool {
    let (Some(before), Some(inside), Some(after)) = (
        text.get(..name.start),
        text.get(name.clone()),
        text.get(name.end..),
    ) else {
        return false;
    };
    let parts = |left: &str, right: &str| {
        let (left_end, right_start) = (left.chars().next_back(), right.chars().next());
        match (left_end, right_start) {
            (Some(left_end), Some(right_start)) => {
                !(is_combining_mark(right_start)
                    || (in_word(left_end) && in_word(right_start))
                    || splits_number(left, right))
            }
            _ => true,
        }
    };
    parts(before, inside) && parts(inside, after)
}

/// Whether a character belongs to a word whose ends are to be kept: a letter, digit or mark of a script with spaces.
///
/// In Korean, which has them, particles follow a name directly.
fn in_word(character: char) -> bool {
    (character.is_alphanumeric() || is_combining_mark(character) || character == '_')
        && !unspaced(character)
        && !hangul(character)
}

/// Whether a boundary is beside the point or comma of a number: "Xiaomi 14" is not in "Xiaomi 14.5".
fn splits_number(left: &str, right: &str) -> bool {
    let digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let point = |character: Option<char>| matches!(character, Some('.' | ','));
    let (mut left, mut right) = (left.chars().rev(), right.chars());
    let (left_end, left_next) = (left.next(), left.next());
    let (right_start, right_next) = (right.next(), right.next());
    (digit(left_end) && point(right_start) && digit(right_next))
        || (digit(left_next) && point(left_end) && digit(right_start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mentions in a text as `profile:words`.
    fn found(names: &[(u32, &str)], text: &str) -> Vec<String> {
        let names = Names::new(names.iter().copied());
        names
            .find(text)
            .iter()
            .map(|found| format!("{}:{}", found.profile, &text[found.start..found.end]))
            .collect()
    }

    #[test]
    fn names_are_found() {
        let names = [
            (1, "Xiaomi"),
            (2, "Xiaomi fans"),
            (3, "Xiaomi Auto"),
            (4, "Zong"),
            (4, "Zong Ning"),
            (5, "She Zongming"),
            (6, "Lei Jun"),
            (7, "Jun Zhang Group"),
            (8, "小米"),
            (8, "小米汽车"),
            (9, "米粉"),
            (10, "샤오미"),
            (11, "Mi Fans' Club"),
            (12, "Xiaomi 14"),
            (13, "SU7"),
            (14, "José"),
            (15, "AT&T"),
            (16, "ไทย"),
            (17, "Xu"),
            (17, "Xu Fei"),
            (18, "Are You Ok?"),
            (19, "雷军"),
            (20, "O’Brien"),
        ];
        let cases: [(&str, &[&str]); 40] = [
            ("Xiaomi fans love Xiaomi.", &["2:Xiaomi fans", "1:Xiaomi"]),
            ("Xiaomi Autos", &["1:Xiaomi"]),
            ("Xiaomi Auto's cars", &["3:Xiaomi Auto"]),
            (
                "Zong, Zongming, She Zongming",
                &["4:Zong", "5:She Zongming"],
            ),
            ("Zong Ning's and Zong Nings", &["4:Zong Ning", "4:Zong"]),
            ("Xiaomi-hater, anti-Xiaomi", &["1:Xiaomi", "1:Xiaomi"]),
            ("Xiaomi's, Xiaomi’s, “Xiaomi”, (Xiaomi)", &["1:Xiaomi"; 4]),
            ("XiaomiX xXiaomi xiaomi XIAOMI", &[]),
            ("Xiaomi_fan", &[]),
            ("#Xiaomi @Xiaomi Xiaomi.com", &["1:Xiaomi"; 3]),
            ("Lei Jun Zhang Group", &["6:Lei Jun"]),
            ("Lei\u{A0} \n Jun", &["6:Lei\u{A0} \n Jun"]),
            ("LeiJun", &[]),
            ("小米汽车和小米公司", &["8:小米汽车", "8:小米"]),
            ("大小米粉", &["8:小米"]),
            ("Xiaomi小米Xiaomi", &["1:Xiaomi", "8:小米", "1:Xiaomi"]),
            ("小\n米", &["8:小\n米"]),
            ("小 米", &[]),
            ("雷军说", &["19:雷军"]),
            ("샤오미는 샤오미의", &["10:샤오미", "10:샤오미"]),
            (
                "\u{1109}\u{1163}\u{110B}\u{1169}\u{1106}\u{1175}가",
                &["10:\u{1109}\u{1163}\u{110B}\u{1169}\u{1106}\u{1175}"],
            ),
            ("the Mi Fans’ Club", &["11:Mi Fans’ Club"]),
            ("Mi Fans' Clubs", &[]),
            ("Xiaomi 14 and Xiaomi 14,500", &["12:Xiaomi 14", "1:Xiaomi"]),
            ("Xiaomi 140, Xiaomi 14.", &["1:Xiaomi", "12:Xiaomi 14"]),
            (
                "the SU7, SU77, xSU7 and 小米SU7",
                &["13:SU7", "8:小米", "13:SU7"],
            ),
            (
                "Jose\u{301} José Jos\u{E9}",
                &["14:Jose\u{301}", "14:José", "14:José"],
            ),
            ("José\u{301}", &[]),
            ("AT&T and AT&Ts", &["15:AT&T"]),
            ("ประเทศไทย", &["16:ไทย"]),
            (
                "Xu Fei, Xu\u{AD} Fei and Xu",
                &["17:Xu Fei", "17:Xu\u{AD} Fei", "17:Xu"],
            ),
            ("Xu\u{301}", &[]),
            ("Are You Ok?Yes", &["18:Are You Ok?"]),
            ("O'Brien O’Brien", &["20:O'Brien", "20:O’Brien"]),
            ("d'Xiaomi, l’Xiaomi", &["1:Xiaomi", "1:Xiaomi"]),
            ("Xiaomi—Xiaomi…Xiaomi", &["1:Xiaomi"; 3]),
            ("Xiaomi is 1.5, Xiaomi, 14", &["1:Xiaomi", "1:Xiaomi"]),
            ("Xiaomi\u{200B}", &["1:Xiaomi"]),
            ("", &[]),
            ("\0Xiaomi\0", &["1:Xiaomi"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(&names, text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_inside_another_is_not_found_in_a_real_article() {
        let article = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/seeds/003_d13a7bd7036279c5.txt"
        ));
        assert_eq!(
            found(
                &[
                    (1, "Zong"),
                    (1, "Zong Ning"),
                    (2, "She Zongming"),
                    (3, "Wang Hua")
                ],
                article
            ),
            ["2:She Zongming", "3:Wang Hua"]
        );
    }

    #[test]
    fn odd_names_do_no_harm() {
        assert!(found(&[], "Xiaomi").is_empty());
        assert!(found(&[(1, ""), (1, " "), (1, "\u{200B}")], "Xiaomi \u{200B}").is_empty());
        assert_eq!(
            found(&[(1, " Lei  Jun "), (2, "Lei Jun")], "Lei Jun"),
            ["1:Lei Jun"]
        );
        let names = Names::new([(3, " Lei’s\nJun ")]);
        assert_eq!(
            names.find("Lei's Jun").first().map(|found| found.name),
            Some(" Lei’s\nJun ")
        );
    }

    #[test]
    fn keys_are_equal_where_names_are() {
        for (one, other) in [
            ("Mi Fans’", " Mi\u{A0}\n Fans'"),
            ("José", "Jose\u{301}"),
            ("Wei‑Lin", "Wei-Lin"),
            ("\u{212B}", "Å"),
        ] {
            assert_eq!(key(one), key(other));
        }
        for (one, other) in [
            ("Mi fans", "Mi Fans"),
            ("Xu", "Xú"),
            ("小米", "小 米"),
            ("Mi Fan", "MiFan"),
        ] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn large_paragraphs_take_linear_time() {
        let size = 1 << 15;
        let many: Vec<String> = (1..60).map(|length| "米".repeat(length)).collect();
        let names = Names::new(
            many.iter()
                .map(String::as_str)
                .chain(["a", "a a", "Xiaomi"])
                .zip(0..)
                .map(|(name, profile)| (profile, name)),
        );
        for text in [
            "米",
            "a",
            "a ",
            "a\u{301}",
            "\u{301}",
            " ",
            "Xiaomi ",
            "'",
            "李",
            "\u{1109}\u{1163}",
        ] {
            names.find(&text.repeat(size));
        }
    }
}
