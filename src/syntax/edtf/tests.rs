//! Tests of the reader: what is a date, and what an author is told where it is none.

use super::*;

/// Valid in level 1 by the standard and by the `edtf` crate.
const VALID: &[&str] = &[
    "1985",
    "1985-04",
    "1985-04-12",
    "0000",
    "2000-02-29",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "2016-12-31T23:59:60Z",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2005/2006-02",
    "2004-06/2004",
    "Y170000002",
    "Y-170000002",
    "-1985",
    "-0043-03-15",
    "2001-21",
    "2001-22",
    "2001-23",
    "2001-24",
    "2001-21?",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "201X?",
    "2004-XX~",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985",
    "1985-04-12/",
    "1985/",
    "/1985-04-12",
    "/1985",
    "1984~/2004-06",
    "1984/2004-06~",
    "1984~/2004~",
    "1984?/2004%",
    "2004-06-XX/2004-07-03",
    "2001-21/2001-23",
];

/// Invalid by both.
const INVALID: &[&str] = &[
    "",
    "26",
    "198",
    "12345",
    "2026-1-6",
    "2026-13",
    "2026-00",
    "2026-01-00",
    "2026-02-29",
    "2026-04-31",
    "2026-01-05T18:30",
    "2026-01-05T24:30:00",
    "2026-01-05T18:60:00",
    "2026-01-05T18:30:60Z",
    "2026-01-05T18:30:00+8",
    "2026-01T18:30:00",
    "Y2026",
    "Y",
    "Y-",
    "Y12X45",
    "2026-20",
    "2026-25",
    "2026-42",
    "2026-21-05",
    "2026??",
    "?2026",
    "1XXX",
    "XXXX",
    "202X-01",
    "2026-XX-05",
    "2026-X",
    "202x",
    "..",
    "/",
    "2026-01-05/2026-01-06/2026-01-07",
    "2026/01",
    "2026/01/06",
    "06/01/2026",
    "6 January 2026",
    "2026-01-05?T18:30:00",
    "2026-01-05-06",
    " 2026",
    "2026 ",
    "２０２６",
    "[2026]",
    "{2025,2026}",
    "Y-17E7",
    "1950S2",
    "2026年1月6日",
];

#[test]
fn valid_dates_are_read_and_written_again() {
    for text in VALID {
        let date = Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let canonical = match *text {
            "1985-04-12T23:20:30-04" => "1985-04-12T23:20:30-04:00",
            same => same,
        };
        assert_eq!(date.to_string(), canonical);
        assert!(
            ::edtf::level_1::Edtf::parse(text).is_ok(),
            "the other reader: {text}"
        );
    }
}

#[test]
fn invalid_dates_are_rejected_with_help() {
    for text in INVALID {
        let error = Edtf::parse(text).expect_err(text);
        assert!(error.help.is_some(), "{text}");
        assert!(text.get(error.range).is_some(), "{text}");
        assert!(
            ::edtf::level_1::Edtf::parse(text).is_err(),
            "the other reader: {text}"
        );
    }
}

/// What is no EDTF date at all, and what an author may have meant.
const NO_DATES: &[(&str, &str)] = &[
    ("6 January 2026", "`2026-01-06`"),
    ("Jan. 6th, 2026", "`2026-01-06`"),
    ("2026年1月6日", "`2026-01-06`"),
    ("２０２６－０１", "`2026-01`"),
    ("2026–01–06", "`2026-01-06`"),
    (" 2026-01", "`2026-01`"),
    ("Tuesday, 6 January 2026", "`2026-01-06`"),
    ("spring 2026", "`2026-21`"),
    ("early 2026", "write year, month and day, as in"),
    ("c. 2010", "`2010~`"),
    ("2020s", "`202X`"),
    ("202x", "`202X`"),
    ("October 2025 to present", "`2025-10/..`"),
    ("2026-01-05 18:30 +0800", "`2026-01-05T18:30:00+08:00`"),
];

/// Almost dates: the text, the part of it that is wrong, some words of the message, and of the help.
const SLIPS: &[[&str; 4]] = &[
    [
        "2026-1-6",
        "1",
        "`2026-1-6` is not a date: months and days have two digits",
        "`2026-01-06`",
    ],
    [
        "01/06/2026",
        "01/06/2026",
        "two ends",
        "`2026-06-01` or `2026-01-06`",
    ],
    ["31/12/2026", "31/12/2026", "two ends", "write `2026-12-31`"],
    ["2026/01/06", "2026/01/06", "two ends", "write `2026-01-06`"],
    ["2026/01", "01", "years have four digits", "`2026-01`"],
    [
        "20260106",
        "20260106",
        "years have four digits",
        "`2026-01-06`",
    ],
    ["1990-2000", "2000", "two digits", "`1990/2000`"],
    [
        "2026-01-05T18:30",
        "18:30",
        "hours, minutes and seconds",
        "`2026-01-05T18:30:00`",
    ],
    ["2026-01-05T24:00:00", "24:00:00", "from 00 to 23", "as in"],
    ["2026-01-05T18:30:00-00:00", "-00:00", "UTC itself", "`Z`"],
    [
        "2026-02-30",
        "30",
        "there is no day `2026-02-30`",
        "from 01 to 28",
    ],
    ["2026-13", "13", "there is no month `13`", "01 to 12"],
    ["2026-25", "25", "beyond EDTF's level 1", "plainer"],
    ["2026-21-05", "05", "a season has no days", ""],
    [
        "2026/2025",
        "2026/2025",
        "ends before it begins",
        "write `2025/2026`",
    ],
    [
        "2026-03-01/2026-02",
        "2026-03-01/2026-02",
        "ends before it begins",
        "`2026-02/2026-03-01`",
    ],
    ["../..", "../..", "at one end", "leave the key out"],
    [
        "2026-01-05T10:00:00/..",
        "2026-01-05T10:00:00",
        "no times of day",
        "days alone",
    ],
    ["2026-01-05?T18:30:00", "2026-01-05?", "a plain day", ""],
    ["12345", "12345", "four digits", "`Y12345`"],
    ["Y2026", "Y2026", "five to 15 digits", "without `Y`"],
    ["-0000", "0000", "no year -0", ""],
    ["?2026", "?2026", "beyond EDTF's level 1", ""],
    ["{2025,2026}", "{2025,2026}", "beyond EDTF's level 1", ""],
    ["", "", "empty", "leave the key out"],
];

fn assert_told(text: &str, part: &str, message: &str, help: &str) {
    let error = Edtf::parse(text).expect_err(text);
    assert_eq!(text.get(error.range.clone()), Some(part), "{text}");
    assert!(error.message.contains(message), "{text}: {error}");
    let told = error.help.unwrap_or_default();
    assert!(told.contains(help), "{text}: {told}");
}

#[test]
fn what_is_no_date_is_named_whole_with_the_date_it_may_mean() {
    for (text, help) in NO_DATES {
        let message = format!("`{text}` is not an EDTF date");
        assert_told(text, text, &message, help);
    }
}

#[test]
fn authors_are_told_what_is_wrong_and_what_to_write() {
    for [text, part, message, help] in SLIPS {
        assert_told(text, part, message, help);
    }
}

#[test]
fn no_text_is_too_strange() {
    let long = "9".repeat(1_000_000);
    let slashes = "/".repeat(1_000_000);
    let years = "Y9999999999999999999";
    for text in [
        "\u{0}", "-", "--", "T", "Y", "?", "2026-é", "年", "２", "-XX", "T:::", "12:", "…", years,
        &long, &slashes,
    ] {
        let error = Edtf::parse(text).expect_err("not a date");
        assert!(text.get(error.range).is_some());
        assert!(error.message.len() < 200, "{}", error.message);
    }
}

#[test]
fn marks_are_kept() {
    for (text, uncertain, approximate) in [
        ("2026", false, false),
        ("2026?", true, false),
        ("2026~", false, true),
        ("2026%", true, true),
        ("2025~/2026?", true, true),
        ("2025/..", false, false),
    ] {
        let date = Edtf::parse(text).expect(text);
        assert_eq!(date.is_uncertain(), uncertain, "{text}");
        assert_eq!(date.is_approximate(), approximate, "{text}");
    }
}

#[test]
fn long_years_may_be_marked_and_stand_in_intervals() {
    for text in ["Y-12000~", "Y-12000~/-5000", "Y12000/.."] {
        let written = Edtf::parse(text).map(|date| date.to_string());
        assert_eq!(written.as_deref(), Ok(text));
    }
}
