//! `data/sources.csl.json`: the sources for reference managers and citation processors.
//!
//! The form is [CSL-JSON](https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json).

use serde_json::{Map, Value, json};

use super::without_nulls;
use crate::case::{Case, Source};
use crate::syntax::edtf::{Date, Day, Edtf, End, Precision, Season};

/// The output path of the sources in CSL-JSON.
pub const PATH: &str = "data/sources.csl.json";

/// The types whose publisher is the paper, journal or site that they stand in.
const CONTAINED: [&str; 10] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "entry",
    "post",
    "post-weblog",
    "review",
    "review-book",
    "webpage",
];

/// Whether the publisher of a type is the paper, journal or site that it stands in.
pub(crate) fn is_contained(csl_type: &str) -> bool {
    CONTAINED.contains(&csl_type)
}

/// The bibliographic records of all sources.
pub fn json(case: &Case) -> String {
    let items: Vec<Value> = case.sources.iter().map(|source| item(source)).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(source: &Source) -> Value {
    let authors: Vec<Value> = source.authors.iter().map(|name| author(name)).collect();
    let contained = is_contained(&source.csl_type);
    let publisher = source.publisher.as_deref();
    without_nulls(json!({
        "id": &*source.head.id,
        "type": source.csl_type,
        "title": source.head.title,
        "author": Some(authors).filter(|authors| !authors.is_empty()),
        "container-title": publisher.filter(|_| contained),
        "publisher": publisher.filter(|_| !contained),
        "issued": source.date.as_ref().map(issued),
        "URL": source.url,
        "language": source.language,
    }))
}

/// A name as the article gives it. Which part of it is the family's name is nothing that a program can know: “She Zongming” has it first.
fn author(name: &str) -> Value {
    json!({"literal": name})
}

/// A date as far as CSL-JSON can say it; what it can't, such as `202X`, stands as it was written.
fn issued(date: &Edtf) -> Value {
    let parts = match date {
        Edtf::Date(date) => parts(date).map(|parts| vec![parts]),
        Edtf::DateTime(moment) => Some(vec![of_day(moment.day)]),
        Edtf::Interval(interval) => match (interval.from, interval.to) {
            // Citeproc stops at ends that are not as precise as each other.
            (End::Date(from), End::Date(to)) => parts(&from)
                .zip(parts(&to))
                .filter(|(from, to)| from.len() == to.len())
                .map(|(from, to)| vec![from, to]),
            _ => None,
        },
    };
    let mut issued = Map::new();
    match parts {
        Some(parts) => issued.insert("date-parts".to_owned(), json!(parts)),
        None => issued.insert("literal".to_owned(), json!(date.to_string())),
    };
    if let Edtf::Date(Date {
        precision: Precision::Season(season),
        ..
    }) = date
    {
        issued.insert("season".to_owned(), json!(number(*season)));
    }
    if date.is_approximate() || date.is_uncertain() {
        issued.insert("circa".to_owned(), json!(true));
    }
    Value::Object(issued)
}

fn parts(date: &Date) -> Option<Vec<i64>> {
    match date.precision {
        Precision::Year | Precision::Season(_) => Some(vec![date.year]),
        Precision::Month(month) => Some(vec![date.year, month.into()]),
        Precision::Day(month, day) => Some(vec![date.year, month.into(), day.into()]),
        _ => None,
    }
}

fn of_day(day: Day) -> Vec<i64> {
    vec![day.year(), day.month().into(), day.day().into()]
}

fn number(season: Season) -> u8 {
    match season {
        Season::Spring => 1,
        Season::Summer => 2,
        Season::Autumn => 3,
        Season::Winter => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_sure_as_it_was_written() {
        let cases = [
            ("2025-11-19", json!({"date-parts": [[2025, 11, 19]]})),
            (
                "2025-11~",
                json!({"date-parts": [[2025, 11]], "circa": true}),
            ),
            ("2025?", json!({"date-parts": [[2025]], "circa": true})),
            ("2025-23", json!({"date-parts": [[2025]], "season": 3})),
            (
                "2025-10-30/2025-11-02",
                json!({"date-parts": [[2025, 10, 30], [2025, 11, 2]]}),
            ),
            (
                "2025-10/2025-11-02",
                json!({"literal": "2025-10/2025-11-02"}),
            ),
            (
                "2026-01-05T18:30:00+08:00",
                json!({"date-parts": [[2026, 1, 5]]}),
            ),
            ("202X", json!({"literal": "202X"})),
            ("2025-XX", json!({"literal": "2025-XX"})),
            ("2025/..", json!({"literal": "2025/.."})),
        ];
        for (date, expected) in cases {
            assert_eq!(issued(&Edtf::parse(date).expect(date)), expected, "{date}");
        }
    }
}
