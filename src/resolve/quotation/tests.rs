//! Quotations against made-up texts: what is verified, where, and what is a near miss.

mod articles;

use std::ops::Range;

use super::*;

/// A source in which each line is a paragraph, those that begin with `#` not shown.
pub(super) fn source(text: &str) -> SourceWords {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let number = u32::try_from(paragraphs.len() + 1).unwrap();
            let start = at + line.find(words).unwrap();
            paragraphs.push((start..start + words.len(), number, !words.starts_with('#')));
        }
        at += line.len();
    }
    SourceWords::new(text, &paragraphs)
}

/// A finding in short: the verdict's letter and the passages, or the reason and the nearest words.
fn shown(text: &str, quotation: &str) -> String {
    let slices = |ranges: &[Range<usize>]| {
        let slices: Vec<&str> = ranges.iter().map(|r| &text[r.clone()]).collect();
        slices.join(" | ")
    };
    match source(text).find(quotation, None) {
        Finding::Verified(found) => format!("{:?}: {}", found.verdict, slices(&found.ranges)),
        Finding::NearMiss(near) => format!("{:?}? {}", near.reason, slices(&near.pieces)),
        Finding::Absent => "Absent".to_owned(),
    }
}

fn check(text: &str, cases: &[(&str, &str)]) {
    for (quotation, expected) in cases {
        assert_eq!(shown(text, quotation), *expected, "{quotation}");
    }
}

const TEXT: &str = "The company hurt the feelings of users and Mi Fans’ trust – twice.
He said “it is simple … because Xiaomi pays me” and paid CNY 160,000 in damages.
Xiaomi can't make high - end cars, he wrote [sic].
Caf\u{e9} 经办 Employee: 小米用户和
米粉都生气了。
The end came late, said one of the three witnesses of the night.
";

#[test]
fn words_are_verified_however_they_are_typeset() {
    check(
        TEXT,
        &[
            ("the feelings of users", "Exact: the feelings of users"),
            (" the feelings of users ", "Exact: the feelings of users"),
            (
                "Mi Fans' trust -- twice.",
                "Normalised: Mi Fans’ trust – twice.",
            ),
            (
                "the\nfeelings  of\u{a0}users",
                "Normalised: the feelings of users",
            ),
            ("Mi Fans’ trust—twice", "Normalised: Mi Fans’ trust – twice"),
            ("high-end cars", "Normalised: high - end cars"),
            ("«it is simple", "Normalised: “it is simple"),
            ("Cafe\u{301} 经办", "Normalised: Caf\u{e9} 经办"),
            ("Em\u{ad}ployee", "Normalised: Employee"),
            ("用户和米粉", "Normalised: 用户和\n米粉"),
            ("米粉都", "Exact: 米粉都"),
            ("feelings of users,", "Normalised: feelings of users"),
            ("feelings of users.", "Normalised: feelings of users"),
            ("twice.", "Exact: twice."),
            ("trust – twice.\nHe said", "Exact: trust – twice.\nHe said"),
            (
                "it is simple ... because",
                "Normalised: it is simple … because",
            ),
            ("wrote [sic]", "Exact: wrote [sic]"),
        ],
    );
}

#[test]
fn gaps_and_insertions_are_elided() {
    check(
        TEXT,
        &[
            ("The company … Mi Fans", "Elided: The company | Mi Fans"),
            (
                "company […] users … trust",
                "Elided: company | users | trust",
            ),
            ("… company hurt", "Elided: company hurt"),
            ("company hurt [. . .]", "Elided: company hurt"),
            (
                "simple … because … pays me",
                "Elided: simple … because | pays me",
            ),
            ("[t]he company hurt", "Elided: The company hurt"),
            ("[Xiaomi] hurt the", "Elided: hurt the"),
            ("compan[ies] hurt", "Elided: company hurt"),
            ("the [warm] feelings of", "Elided: the feelings of"),
            ("the [warm] of users", "Elided: the | of users"),
            ("the company hurt […].", "Case? The company hurt"),
            ("users … He said", "Elided: users | He said"),
        ],
    );
}

#[test]
fn almost_is_a_near_miss_with_its_reason() {
    check(
        TEXT,
        &[
            ("the Feelings of users", "Case? the feelings of users"),
            ("Mi Fan", "PartOfWord? Mi Fans"),
            ("paid CNY 160", "PartOfWord? paid CNY 160,000"),
            ("Xiaomi can", "PartOfWord? Xiaomi can't"),
            ("the feelings of customers", "Words? the feelings of users"),
            ("Mi Fanz", "Words? Mi Fans"),
            ("Xiaomi pais me", "Words? Xiaomi pays me"),
            (
                "simple, because Xiaomi pays",
                "Words? simple … because Xiaomi pays",
            ),
            ("Mi Fans … company", "OutOfOrder? Mi Fans | company"),
            ("The company … the night", "TooFar? The company | the night"),
            ("of the witnesses of", "Words? of the three witnesses of"),
            ("小米用户和水粉都生气", "Words? 小米用户和\n米粉都生气"),
        ],
    );
}

#[test]
fn what_shares_little_or_holds_no_words_is_absent() {
    let absent = [
        "",
        " ",
        "…",
        "[…], …",
        ".",
        "\"\"",
        "[words]",
        "of the car",
        "quite different words",
        "and of the",
        "水",
        "simple lies",
    ];
    for quotation in absent {
        assert_eq!(shown(TEXT, quotation), "Absent", "{quotation}");
        assert_eq!(source(TEXT).holds(quotation), None);
    }
    assert_eq!(shown("", "words"), "Absent");
}

#[test]
fn pieces_lie_within_three_paragraphs_and_insertions_within_sixty_characters() {
    let text = "one a\nb two\nc\nthree four\n";
    check(
        text,
        &[
            ("one … c", "Elided: one | c"),
            ("one … three", "TooFar? one | three"),
            ("two … c … four", "Elided: two\nc | four"),
        ],
    );
    for (length, verdict) in [(58, Verdict::Elided), (61, Verdict::NearMiss)] {
        let text = format!("start {} finish", "x".repeat(length));
        let found = source(&text).find("start [so] finish", None);
        assert_eq!(found.verdict(), verdict, "{length}");
    }
}

#[test]
fn a_quotation_binds_to_the_cited_paragraph_or_else_to_the_first() {
    let text = "a word\nno\na word and a word\n#a word\nthe word.\nword … word\n";
    let bound = |quotation: &str, cited| match source(text).find(quotation, cited) {
        Finding::Verified(found) => (found.paragraph, found.occurrences, found.hidden),
        other => panic!("{quotation}: {other:?}"),
    };
    assert_eq!(bound("a word", None), (1, vec![1, 3], false));
    assert_eq!(bound("a word", Some(3..=3)), (3, vec![1, 3], false));
    assert_eq!(bound("a word", Some(2..=4)), (3, vec![1, 3], false));
    assert_eq!(bound("a word", Some(9..=9)), (1, vec![1, 3], false));
    // The most literal reading is preferred, unless another paragraph is cited.
    assert_eq!(bound("word.", None).0, 5);
    assert_eq!(bound("word.", Some(3..=3)).0, 3);
    assert_eq!(bound("word … word", None).0, 6);
    assert_eq!(bound("word … word", Some(3..=3)).0, 3);
}

#[test]
fn lines_that_are_not_shown_are_passed_over_and_looked_at_last() {
    let text = "one two\n#cookie notice\nthree four\n";
    check(text, &[("two three", "Normalised: two | three")]);
    for (quotation, hidden) in [
        ("two three", false),
        ("cookie notice", true),
        ("notice three", true),
    ] {
        match source(text).find(quotation, None) {
            Finding::Verified(found) => assert_eq!(found.hidden, hidden, "{quotation}"),
            other => panic!("{quotation}: {other:?}"),
        }
    }
}

#[test]
fn the_closest_pieces_are_chosen() {
    let text = "Xiaomi grew. Then Xiaomi said sorry. Sorry it was. Xiaomi said";
    match source(text).find("Xiaomi … orry", None) {
        Finding::NearMiss(near) => assert_eq!(near.reason, Reason::PartOfWord),
        other => panic!("{other:?}"),
    }
    match source(text).find("Xiaomi … sorry", None) {
        Finding::Verified(found) => assert_eq!(found.ranges, [18..24, 30..35]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn differences_are_marked_in_both_texts() {
    let cases = [
        (
            "the feelings of customers and Mi Fans",
            "the feelings of [-customers-] and Mi Fans",
            "the feelings of {+users+} and Mi Fans",
        ),
        (
            "one of the witnesses",
            "one of the witnesses",
            "one of the {+three+} witnesses",
        ),
        (
            "said one of all the three witnesses",
            "said one of [-all-] the three witnesses",
            "said one of the three witnesses",
        ),
        ("Mi Fan", "Mi [-Fan-]", "Mi {+Fans+}"),
        (
            "The Company hurt",
            "The [-Company-] hurt",
            "The {+company+} hurt",
        ),
        (
            "The end came late said one",
            "The end came late said one",
            "The end came late{+,+} said one",
        ),
        (
            "The company … the feelings of customers",
            "The company … the feelings of [-customers-]",
            "The company hurt the feelings of {+users+}",
        ),
        (
            "Employee : 小米",
            "Employee[- :-] 小米",
            "Employee{+:+} 小米",
        ),
    ];
    for (quotation, ours, theirs) in cases {
        let Finding::NearMiss(near) = source(TEXT).find(quotation, None) else {
            panic!("{quotation}");
        };
        let lines = marked(quotation, TEXT, &near);
        assert_eq!((lines.0.as_str(), lines.1.as_str()), (ours, theirs));
    }
}
