//! Tests of dates in words, with the patterns of the default theme.

use std::collections::BTreeMap;

use super::*;

fn theme(tag: &str) -> BTreeMap<String, String> {
    let file = match tag {
        "ar" => include_str!("../../../themes/folio/i18n/ar.yaml"),
        "de" => include_str!("../../../themes/folio/i18n/de.yaml"),
        "es" => include_str!("../../../themes/folio/i18n/es.yaml"),
        "fr" => include_str!("../../../themes/folio/i18n/fr.yaml"),
        "zh" => include_str!("../../../themes/folio/i18n/zh.yaml"),
        _ => include_str!("../../../themes/folio/i18n/en.yaml"),
    };
    let theme: Theme = serde_yaml::from_str(file).unwrap_or_else(|error| panic!("{tag}: {error}"));
    let strings = theme.date.into_iter();
    strings
        .map(|(key, pattern)| (format!("date_{key}"), pattern))
        .collect()
}

/// What stands in a theme's file of words, as far as dates need it.
#[derive(serde::Deserialize)]
struct Theme {
    date: BTreeMap<String, String>,
}

fn words_of(tag: &str, strings: &str) -> DateWords {
    let strings = theme(strings);
    DateWords::new(tag, &|key| strings.get(key).cloned())
}

/// What a reader of a language reads for each date.
fn assert_words(words: &DateWords, expected: &[(&str, &str)]) {
    for (text, expected) in expected {
        let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(words.words(&date), *expected, "{text}");
    }
}

#[test]
fn english() {
    assert_words(
        &words_of("en", "en"),
        &[
            ("2026-01-06", "6 January 2026"),
            ("2026-01", "January 2026"),
            ("2026", "2026"),
            ("2026-01-05~", "around 5 January 2026"),
            ("2026-01?", "possibly January 2026"),
            ("2026%", "possibly around 2026"),
            ("202X", "the 2020s"),
            ("202X~", "around the 2020s"),
            ("19XX", "some time between 1900 and 1999"),
            ("-201X", "some time between 2020 BC and 2011 BC"),
            ("2025-XX", "some time in 2025"),
            ("2025-XX-XX", "on a day in 2025"),
            ("1985-04-XX", "on a day in April 1985"),
            ("2025-21", "spring 2025"),
            ("2025-24?", "possibly winter 2025"),
            ("2025-10/2025-11", "October to November 2025"),
            ("2025-12/2026-01", "December 2025 to January 2026"),
            ("2026-01-05/2026-01-06", "5–6 January 2026"),
            ("2026-01-31/2026-02-02", "31 January to 2 February 2026"),
            ("2025-01-05/2026-01-06", "5 January 2025 to 6 January 2026"),
            ("2026-01-05/2026-01-05", "5 January 2026"),
            ("2010/2015", "2010–2015"),
            ("2010~/2015", "around 2010 to 2015"),
            ("2010/2015-03-01", "2010 to 1 March 2015"),
            ("2025-11/..", "since November 2025"),
            ("2010~/..", "since around 2010"),
            ("../2010", "until 2010"),
            ("2010/", "from 2010, end unknown"),
            ("/2010", "until 2010, start unknown"),
            ("2026-01-05T18:30:00+08:00", "5 January 2026, 18:30 (UTC+8)"),
            (
                "2026-01-05T18:30:00-03:30",
                "5 January 2026, 18:30 (UTC-3:30)",
            ),
            ("2026-01-05T18:30:05Z", "5 January 2026, 18:30:05 (UTC)"),
            ("2026-01-05T00:05:00", "5 January 2026, 00:05"),
            ("-0043-03-15", "15 March 44 BC"),
            ("Y170000002", "170,000,002"),
            ("Y-170000002", "170,000,003 BC"),
        ],
    );
}

#[test]
fn american_english() {
    assert_words(
        &words_of("en-US", "en"),
        &[
            ("2026-01-06", "January 6, 2026"),
            ("2026-01-05/2026-01-06", "January 5–6, 2026"),
            ("2026-01-31/2026-02-02", "January 31 to February 2, 2026"),
            (
                "2026-01-05T18:30:00+08:00",
                "January 5, 2026, 6:30\u{202f}PM (UTC+8)",
            ),
        ],
    );
}

#[test]
fn chinese() {
    assert_words(
        &words_of("zh-Hans", "zh"),
        &[
            ("2026-01-06", "2026年1月6日"),
            ("2026-01-05~", "2026年1月5日前后"),
            ("2026-01?", "可能是2026年1月"),
            ("202X", "2020年代"),
            ("19XX", "1900年至1999年间的某个时间"),
            ("1985-04-XX", "1985年4月某日"),
            ("2025-21", "2025年春季"),
            ("2025-10/2025-11", "2025年10月至11月"),
            ("2026-01-05/2026-01-06", "2026年1月5日至6日"),
            ("2026-01-31/2026-02-02", "2026年1月31日至2月2日"),
            ("2010/2015", "2010年至2015年"),
            ("2025-11/..", "自2025年11月起"),
            ("2026-01-05T18:30:00+08:00", "2026年1月5日 18:30（UTC+8）"),
        ],
    );
}

#[test]
fn spanish_french_and_german() {
    assert_words(
        &words_of("es", "es"),
        &[
            ("2026-01-06", "6 de enero de 2026"),
            ("2026-01-05~", "hacia el 5 de enero de 2026"),
            ("2026-01~", "hacia enero de 2026"),
            ("2026-01-05/2026-01-06", "5–6 de enero de 2026"),
            (
                "2026-01-31/2026-02-02",
                "31 de enero al 2 de febrero de 2026",
            ),
            ("2025-10/2025-11", "octubre a noviembre de 2025"),
            ("2026-01-05/..", "desde el 5 de enero de 2026"),
            ("202X", "la década de 2020"),
        ],
    );
    assert_words(
        &words_of("fr", "fr"),
        &[
            ("2026-01-06", "6 janvier 2026"),
            ("2026-01-05~", "vers le 5 janvier 2026"),
            ("2026-01-31/2026-02-02", "31 janvier au 2 février 2026"),
            ("2025-11/..", "depuis novembre 2025"),
            ("../2026-01-05", "jusqu’au 5 janvier 2026"),
            ("2025-22", "été 2025"),
        ],
    );
    assert_words(
        &words_of("de", "de"),
        &[
            ("2026-01-06", "6. Januar 2026"),
            ("2026-01-05?", "möglicherweise am 5. Januar 2026"),
            ("2026-01-05/2026-01-06", "5.–6. Januar 2026"),
            ("2026-01-31/2026-02-02", "31. Januar bis 2. Februar 2026"),
            ("2026-01-05/..", "seit dem 5. Januar 2026"),
            ("2025-11/..", "seit November 2025"),
            ("202X", "die 2020er-Jahre"),
        ],
    );
}

#[test]
fn arabic() {
    assert_words(
        &words_of("ar", "ar"),
        &[
            ("2026-01-06", "6 يناير 2026"),
            ("2026-01~", "حوالي يناير 2026"),
            ("2025-10/2025-11", "أكتوبر إلى نوفمبر 2025"),
            ("2025-11/..", "منذ نوفمبر 2025"),
        ],
    );
    // Egypt writes Arabic numerals.
    assert_words(&words_of("ar-EG", "ar"), &[("2026-01-06", "٦ يناير ٢٠٢٦")]);
}

#[test]
fn what_is_missing_is_in_english() {
    let none = DateWords::new("tlh", &|_| None);
    assert_words(&none, &[("2026-01-05~", "around 5 January 2026")]);
    let english = theme("en");
    for (key, pattern) in pattern::ENGLISH {
        assert_eq!(english.get(key).map(String::as_str), Some(pattern), "{key}");
    }
}

#[test]
fn every_language_of_the_theme_has_every_pattern_with_its_slots() {
    for tag in ["ar", "de", "es", "fr", "zh"] {
        let patterns = theme(tag);
        for (key, english) in pattern::ENGLISH {
            let forms = [key.to_owned(), format!("{key}_day")];
            assert!(patterns.contains_key(key), "{tag}: {key}");
            for pattern in forms.iter().filter_map(|key| patterns.get(key)) {
                for slot in ["{date}", "{from}", "{to}", "{time}", "{year}", "{offset}"] {
                    let same = english.contains(slot) == pattern.contains(slot);
                    assert!(same, "{tag}: {key} and {slot}");
                }
            }
        }
    }
}

#[test]
fn times_of_events() {
    let british = words_of("en", "en");
    let american = words_of("en-US", "en");
    for (time, british_words, american_words) in [
        ("18:30", "18:30", "6:30\u{202f}PM"),
        ("late night", "late night", "late night"),
        ("25:00", "25:00", "25:00"),
    ] {
        assert_eq!(british.time_words(time), british_words);
        assert_eq!(american.time_words(time), american_words);
    }
}

#[test]
fn threads_may_share_them() {
    fn shared<T: Send + Sync>() {}
    shared::<DateWords>();
}

#[test]
fn no_language_fails_on_any_kind_of_date() {
    // Languages of every order, script, numeral system and era that ICU4X treats in a way of its own.
    let tags = "am ar as bg bn cs de el en es eu fa fi fr ga he hi hu hy ja ka kk ko ky lt lv mn mr my \
        ne pl ps pt pt-PT ru sr-Latn sv ta te th tr uk ur vi yue zh-Hant th-TH-u-nu-thai ar-SA \
        ja-u-ca-japanese fa-u-ca-persian en-u-hc-h12";
    let dates = [
        "2026-01-05",
        "2026-05",
        "2026",
        "0043",
        "-0043-03-15",
        "-9999",
        "Y-10000",
        "202X",
        "2025-21",
        "2026-01-05/2026-01-06",
        "2026-01-31/2026-02-02",
        "2026-05/2026-06",
        "0043-01/0043-02",
        "2026-01-05T18:30:07+05:45",
    ];
    for tag in tags.split_whitespace() {
        let words = DateWords::new(tag, &|_| None);
        for text in dates {
            let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(!words.words(&date).is_empty(), "{tag}: {text}");
        }
    }
    assert_words(
        &DateWords::new("pt", &|_| None),
        &[("2026-01", "janeiro de 2026")],
    );
}
