//! Tests of references: what the handbooks ask for, and what no input may do to them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::syntax::edtf::Edtf;

fn words(language: &str) -> Words {
    let strings = [
        ("date.decade", "the {year}s"),
        ("date.from", "since {date}"),
        ("date.season_autumn", "autumn {year}"),
    ];
    let strings = strings.map(|(key, text)| (key.to_owned(), text.to_owned()));
    Words::new(language, BTreeMap::from(strings))
}

/// A newspaper's article of an author, a date and a title.
fn work(author: &str, date: &str, title: &str) -> Work {
    Work {
        csl_type: "article-newspaper".to_owned(),
        authors: [author]
            .iter()
            .filter(|name| !name.is_empty())
            .map(ToString::to_string)
            .collect(),
        title: title.to_owned(),
        publisher: Some("The Paper".to_owned()),
        date: Edtf::parse(date).ok(),
        url: None,
        language: Some("en".to_owned()),
    }
}

fn page(author: &str, date: &str, title: &str) -> Work {
    Work {
        csl_type: "webpage".to_owned(),
        ..work(author, date, title)
    }
}

fn references(works: &[Work], style: &str, language: &str) -> References {
    References::new(works, style, &words(language))
}

/// The references and citations of works as plain text.
fn texts(works: &[Work], style: &str, language: &str) -> Vec<(String, Option<String>)> {
    let references = references(works, style, language);
    let all = references.0.into_iter();
    all.map(|(runs, reference)| (run::text(&runs), reference.in_text))
        .collect()
}

fn text(work: Work, style: &str) -> (String, String) {
    let (text, citation) = texts(&[work], style, "en").remove(0);
    (text, citation.unwrap_or_default())
}

const STYLES: [&str; 3] = ["chicago-author-date", "apa", "mla"];

#[test]
fn an_article_is_cited_as_the_handbooks_do() {
    let article = || Work {
        url: Some("https://paper.example/1".to_owned()),
        ..work("She Zongming", "2025-11-19", "A critic and a brand")
    };
    let expected = [
        (
            "She Zongming. 2025. “A Critic and a Brand.” The Paper, November 19. https://paper.example/1.",
            "(She Zongming 2025)",
        ),
        (
            "She Zongming. (2025, November 19). A critic and a brand. The Paper. https://paper.example/1",
            "(She Zongming, 2025)",
        ),
        (
            "She Zongming. “A Critic and a Brand.” The Paper, 19 Nov. 2025, https://paper.example/1.",
            "(She Zongming)",
        ),
    ];
    for (style, (reference, citation)) in STYLES.into_iter().zip(expected) {
        let made = text(article(), style);
        assert_eq!((made.0.as_str(), made.1.as_str()), (reference, citation));
    }
}

#[test]
fn what_an_article_does_not_say_is_stood_in_for() {
    let nobody = page("", "2025-11-19", "A critic and a brand");
    let undated = page("BigGo", "", "A critic and a brand");
    let neither = Work {
        publisher: None,
        ..page("", "", "A critic and a brand")
    };
    let cases = [
        (
            &nobody,
            "apa",
            "A critic and a brand. (2025, November 19). The Paper.",
        ),
        (
            &nobody,
            "mla",
            "“A Critic and a Brand.” The Paper, 19 Nov. 2025.",
        ),
        // The handbook's 18th edition puts the site in the author's place (13.110, 14.104).
        (
            &nobody,
            "chicago-author-date",
            "The Paper. 2025. “A Critic and a Brand.” November 19.",
        ),
        (
            &undated,
            "apa",
            "BigGo. (n.d.). A critic and a brand. The Paper.",
        ),
        (
            &undated,
            "chicago-author-date",
            "BigGo. n.d. “A Critic and a Brand.” The Paper.",
        ),
        (&undated, "mla", "BigGo. “A Critic and a Brand.” The Paper."),
        (&neither, "apa", "A critic and a brand. (n.d.)."),
        (
            &neither,
            "chicago-author-date",
            "“A Critic and a Brand.” n.d.",
        ),
        (&neither, "mla", "A Critic and a Brand."),
    ];
    for (work, style, expected) in cases {
        assert_eq!(text(work.clone(), style).0, expected, "{style}");
    }
}

#[test]
fn works_that_would_be_cited_alike_are_told_apart_in_the_order_of_the_bibliography() {
    let works = [
        work("She", "2025-11-19", "Bees"),
        work("She", "2024-01-01", "Cats"),
        work("She", "2025-03", "Dogs"),
        work("She", "2025-12-01", "Ants"),
        work("Wu", "2025", "Eels"),
    ];
    let citations = |style| {
        let texts = texts(&works, style, "en").into_iter();
        texts
            .map(|(_, citation)| citation.unwrap_or_default())
            .collect::<Vec<_>>()
    };
    // By date within the year.
    let expected = [
        "(She, 2025b)",
        "(She, 2024)",
        "(She, 2025a)",
        "(She, 2025c)",
        "(Wu, 2025)",
    ];
    assert_eq!(citations("apa"), expected);
    // By title within the year.
    let expected = [
        "(She 2025b)",
        "(She 2024)",
        "(She 2025c)",
        "(She 2025a)",
        "(Wu 2025)",
    ];
    assert_eq!(citations("chicago-author-date"), expected);
    // By title, each of them.
    let expected = [
        "(She, “Bees”)",
        "(She, “Cats”)",
        "(She, “Dogs”)",
        "(She, “Ants”)",
        "(Wu)",
    ];
    assert_eq!(citations("mla"), expected);
    let (reference, _) = &texts(&works, "apa", "en")[2];
    assert_eq!(reference, "She. (2025a, March). Dogs. The Paper.");
}

#[test]
fn a_bibliography_is_in_the_order_of_its_style() {
    let works = [
        work("Wu", "2025", "Eels"),
        work("", "2023-05-01", "Minks"),
        work("She", "2025-11-19", "Bees"),
        work("Émile", "2025-12-01", "Newts"),
        work("She", "2024-01-01", "Cats"),
        page("", "", "Owls"),
        work("She", "2025-03", "Dogs"),
        work("She", "", "Frogs"),
        page("米粉", "2025-02", "米"),
    ];
    let expected = [
        "Newts Cats Bees Dogs Frogs Minks Owls Eels 米",
        "Newts Minks Owls Frogs Cats Dogs Bees Eels 米",
        "Newts Minks Owls Bees Cats Dogs Frogs Eels 米",
    ];
    for (style, expected) in STYLES.into_iter().zip(expected) {
        let references = references(&works, style, "en");
        let mut titles = vec![""; works.len()];
        for (work, (_, reference)) in works.iter().zip(&references.0) {
            titles[reference.rank] = &work.title;
        }
        assert_eq!(titles.join(" "), expected, "{style}");
    }
    let numbered = references(&works, "ieee", "en");
    let ranks = numbered.0.iter().map(|(_, reference)| reference.rank);
    assert!(ranks.eq(0..works.len()), "in the case's order");
}

#[test]
fn a_date_says_what_is_known() {
    let cases = [
        ("2026-01~", "Doe. (ca. 2026, January). T. The Paper."),
        ("2026?", "Doe. (ca. 2026). T. The Paper."),
        ("2026", "Doe. (2026). T. The Paper."),
        (
            "2025-01-02T10:00:00+08:00",
            "Doe. (2025, January 2). T. The Paper.",
        ),
        ("2024/2025", "Doe. (2024–2025). T. The Paper."),
        (
            "2025-10/2025-11-02",
            "Doe. (2025, October–November 2). T. The Paper.",
        ),
        ("202X", "Doe. (the 2020s). T. The Paper."),
        ("-0043", "Doe. (44 B.C.E.). T. The Paper."),
    ];
    for (date, expected) in cases {
        assert_eq!(text(page("Doe", date, "T"), "apa").0, expected, "{date}");
    }
}

#[test]
fn terms_and_quotation_marks_are_those_of_the_sites_language() {
    let work = |date| page("Doe", date, "T");
    let cases = [
        ("de", "Doe. o. J. „T“. The Paper.", "(Doe, o. J.)"),
        ("fr", "Doe. s. d. « T ». The Paper.", "(Doe, s. d.)"),
        ("es", "Doe. s. f. «T». The Paper.", "(Doe, s. f.)"),
    ];
    for (language, reference, citation) in cases {
        let (text, cited) = texts(&[work("")], "chicago-author-date", language).remove(0);
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(plain(&text), reference);
        assert_eq!(cited.map(|text| plain(&text)).as_deref(), Some(citation));
    }
}

#[test]
fn names_keep_their_capitals_and_a_style_its_own() {
    let work = || Work {
        publisher: Some("BigGo Finance".to_owned()),
        ..page("McAdam iFirm", "2025", "xiaomi drops the SU7 and an iPhone")
    };
    let (mla, _) = text(work(), "mla");
    assert_eq!(
        mla,
        "McAdam iFirm. “Xiaomi Drops the SU7 and an iPhone.” BigGo Finance, 2025."
    );
    let (standard, _) = text(work(), "gb-7714-2015-note");
    assert!(standard.starts_with("MCADAM IFIRM. "), "{standard}");
}

#[test]
fn no_words_are_markup_and_no_address_ends_its_attribute() {
    let work = Work {
        url: Some("https://a.example/\"onclick='x'?a=1&b=<2>".to_owned()),
        ..page("A & B", "2025", "The <b>bold</b> & \"quoted\"")
    };
    for style in STYLES {
        let references = references(std::slice::from_ref(&work), style, "en");
        let html = references
            .get(0)
            .map(|one| one.html.clone())
            .unwrap_or_default();
        assert!(
            html.contains("&lt;b&gt;") && !html.to_lowercase().contains("<b>"),
            "{html}"
        );
        assert!(html.contains("A &amp; B"), "{html}");
        assert!(
            html.contains("href=\"https://a.example/%22onclick=%27x%27?a=1&amp;b=%3C2%3E\""),
            "{html}"
        );
        assert!(!html.contains("style="), "{html}");
    }
}

#[test]
fn a_reference_is_ready_for_paper() {
    let work = Work {
        url: Some("doi:10.1000/182".to_owned()),
        ..page("Doe", "2025", "T")
    };
    let references = references(&[work], "apa", "en");
    let expected: Vec<Value> = vec![
        json!("Doe. (2025). "),
        json!({"t": "em", "c": ["T"]}),
        json!(". The Paper. "),
        json!({"t": "link", "url": "https://doi.org/10.1000/182", "c": ["https://doi.org/10.1000/182"]}),
    ];
    assert_eq!(inline(references.runs(0)), expected);
}

#[test]
fn a_reference_that_a_style_leaves_empty_is_its_title() {
    let runs = finish(&work("", "", "Title"), &Made::default(), 0).0;
    assert_eq!(run::text(&runs), "Title");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_words_upset_a_style(
        title in "\\PC{1,40}",
        author in "\\PC{0,20}",
        publisher in "\\PC{0,20}",
        date in "(2026|202X|2025-21|2025-10/2026|../2024|Y99999|-12345|2025-11-19~)?",
        language in "(en|zh|ar|de-AT|xx)",
        csl_type in "(webpage|book|thesis|legal_case|song|article-journal)",
    ) {
        let work = Work {
            csl_type,
            publisher: Some(publisher),
            url: Some(format!("https://a.example/{author}")),
            ..work(&author, &date, &title)
        };
        let works = [work.clone(), work];
        for style in ["chicago-author-date", "apa", "mla", "chicago-notes", "ieee"] {
            let made = references(&works, style, &language);
            prop_assert!(made.0.iter().all(|(runs, _)| !runs.is_empty()));
        }
    }
}
