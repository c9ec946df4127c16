//! `data/sources.ris`: the sources in [RIS](https://en.wikipedia.org/wiki/RIS_(file_format)), which every reference manager reads.

use std::ops::RangeInclusive;

use super::csl_json::is_contained;
use crate::case::{Case, Source};
use crate::syntax::edtf::{Date, Edtf, Precision};

/// The output path of the sources in RIS.
pub const PATH: &str = "data/sources.ris";

/// The bibliographic records of all sources. Lines end as the format wants it, with a carriage return and a line feed.
pub fn ris(case: &Case) -> String {
    case.sources.iter().map(|source| record(source)).collect()
}

fn record(source: &Source) -> String {
    let mut record = String::new();
    line(&mut record, "TY", reference_type(&source.csl_type));
    line(&mut record, "ID", &source.head.id);
    for author in &source.authors {
        line(&mut record, "AU", author);
    }
    line(&mut record, "TI", &source.head.title);
    if let Some(publisher) = &source.publisher {
        let tag = if is_contained(&source.csl_type) {
            "T2"
        } else {
            "PB"
        };
        line(&mut record, tag, publisher);
    }
    if let Some(date) = &source.date {
        let year = date.earliest().or_else(|| date.latest());
        if let Some(year) = year
            .map(|day| day.year())
            .filter(|year| YEARS.contains(year))
        {
            line(&mut record, "PY", &format!("{year:04}"));
        }
        line(&mut record, "DA", &day(date));
    }
    for (tag, value) in [("UR", &source.url), ("LA", &source.language)] {
        if let Some(value) = value {
            line(&mut record, tag, value);
        }
    }
    line(&mut record, "ER", "");
    record
}

/// The years that have four digits, as the format wants them.
const YEARS: RangeInclusive<i64> = 0..=9999;

fn line(record: &mut String, tag: &str, value: &str) {
    let value: Vec<&str> = value.split_whitespace().collect();
    record.push_str(&format!("{tag}  - {}\r\n", value.join(" ")));
}

/// `YYYY/MM/DD/other`: what isn't plainly known is left empty, and the date as it was written stands at the end.
fn day(date: &Edtf) -> String {
    let plain = matches!(
        date,
        Edtf::Date(Date {
            qualifier: None,
            ..
        })
    );
    let (year, month, day) = match date {
        Edtf::Date(date) => match date.precision {
            Precision::Day(month, day) => (date.year, Some(month), Some(day)),
            Precision::Month(month) => (date.year, Some(month), None),
            Precision::Year => (date.year, None, None),
            _ => return format!("///{date}"),
        },
        Edtf::DateTime(moment) => (
            moment.day.year(),
            Some(moment.day.month()),
            Some(moment.day.day()),
        ),
        Edtf::Interval(_) => return format!("///{date}").replace("/..", "/"),
    };
    if !YEARS.contains(&year) {
        return format!("///{date}");
    }
    let two = |number: Option<u8>| number.map_or_else(String::new, |number| format!("{number:02}"));
    let other = if plain {
        String::new()
    } else {
        date.to_string()
    };
    format!("{year:04}/{}/{}/{other}", two(month), two(day))
}

/// The type of RIS for a type of CSL.
fn reference_type(csl_type: &str) -> &'static str {
    match csl_type {
        "article-newspaper" => "NEWS",
        "article-magazine" => "MGZN",
        "article-journal" | "review" | "review-book" => "JOUR",
        "post-weblog" => "BLOG",
        "webpage" | "post" | "article" => "ELEC",
        "book" | "classic" | "collection" => "BOOK",
        "chapter" => "CHAP",
        "entry-dictionary" => "DICT",
        "entry" | "entry-encyclopedia" => "ENCYC",
        "paper-conference" => "CPAPER",
        "report" => "RPRT",
        "thesis" => "THES",
        "legal_case" => "CASE",
        "hearing" => "HEAR",
        "bill" => "BILL",
        "legislation" | "regulation" => "STAT",
        "patent" => "PAT",
        "pamphlet" => "PAMP",
        "manuscript" => "MANSCPT",
        "map" => "MAP",
        "motion_picture" => "MPCT",
        "broadcast" => "VIDEO",
        "musical_score" => "MUSIC",
        "song" => "SOUND",
        "dataset" => "DATA",
        "software" => "COMP",
        "figure" | "graphic" => "FIGURE",
        "personal_communication" => "PCOMM",
        _ => "GEN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_four_parts_and_says_no_more_than_is_known() {
        let cases = [
            ("2025-11-19", "2025/11/19/"),
            ("2025-11", "2025/11//"),
            ("2025", "2025///"),
            ("2025-11~", "2025/11//2025-11~"),
            ("202X", "///202X"),
            ("-0043", "///-0043"),
            ("Y12345", "///Y12345"),
            ("2026-01-05T18:30:00Z", "2026/01/05/2026-01-05T18:30:00Z"),
        ];
        for (date, expected) in cases {
            assert_eq!(day(&Edtf::parse(date).expect(date)), expected, "{date}");
        }
    }

    #[test]
    fn a_value_is_one_line() {
        let mut record = String::new();
        line(&mut record, "TI", "two\nlines\tand  blanks");
        assert_eq!(record, "TI  - two lines and blanks\r\n");
    }
}
