//! `data/timeline.json`: the dated events as [TimelineJS](https://timeline.knightlab.com/docs/json-format.html) reads them.

use serde_json::{Value, json};

use super::{tags, url, without_nulls};
use crate::case::{Case, Event};
use crate::page::Words;
use crate::render::escape;
use crate::syntax::edtf::{Clock, Date, Day, Edtf, End, Precision};

/// The output path of the timeline.
pub const PATH: &str = "data/timeline.json";

/// The dated events. TimelineJS takes texts for HTML; so they are escaped. With a `base_url` each leads to its page.
pub fn json(case: &Case, words: &Words) -> String {
    let front = &case.front;
    let text = escape::text(front.subtitle.as_deref().unwrap_or_default());
    let whole = json!({
        "title": {"text": {"headline": escape::text(&front.head.title), "text": text}},
        "events": case.events.iter().filter_map(|one| event(case, words, one)).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn event(case: &Case, words: &Words, event: &Event) -> Option<Value> {
    let date = event.date.as_ref()?;
    let (start, end) = ends(date);
    let head = &event.head;
    let group = head
        .tags
        .first()
        .and_then(|_| tags(case, head).first().map(|tag| escape::text(tag)));
    Some(without_nulls(json!({
        "unique_id": &*head.id,
        "start_date": start.or(end.clone())?,
        "end_date": end.filter(|_| matches!(date, Edtf::Interval(_))),
        "display_date": escape::text(&words.date(date)),
        "text": {"headline": headline(case, event), "text": escape::text(head.summary.as_deref().unwrap_or_default())},
        "group": group,
    })))
}

/// The title, as a link where the site has an address.
fn headline(case: &Case, event: &Event) -> String {
    let title = escape::text(&event.head.title);
    match &case.front.base_url {
        Some(base) => {
            let address = format!("{base}{}", url(&event.head, None));
            format!("<a href=\"{}\">{title}</a>", escape::text(&address))
        }
        None => title,
    }
}

/// The first and the last day of a date, as precisely as it is known.
fn ends(date: &Edtf) -> (Option<Value>, Option<Value>) {
    match date {
        Edtf::Date(date) => (Some(of_date(date)), None),
        Edtf::DateTime(moment) => (Some(of_moment(moment.day, moment.clock)), None),
        Edtf::Interval(interval) => {
            let end = |end: End| match end {
                End::Date(date) => Some(of_date(&date)),
                End::Open | End::Unknown => None,
            };
            (end(interval.from), end(interval.to))
        }
    }
}

fn of_date(date: &Date) -> Value {
    match date.precision {
        Precision::Day(month, day) => json!({"year": date.year, "month": month, "day": day}),
        Precision::Month(month) | Precision::SomeDayOfMonth(month) => {
            json!({"year": date.year, "month": month})
        }
        Precision::Season(_) => {
            let first = date.earliest();
            json!({"year": first.year(), "month": first.month()})
        }
        _ => json!({"year": date.year}),
    }
}

fn of_moment(day: Day, clock: Clock) -> Value {
    json!({
        "year": day.year(),
        "month": day.month(),
        "day": day.day(),
        "hour": clock.hour(),
        "minute": clock.minute(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_were_written() {
        let cases = [
            (
                "2026-01-05",
                json!({"year": 2026, "month": 1, "day": 5}),
                None,
            ),
            ("2026-01~", json!({"year": 2026, "month": 1}), None),
            ("2026", json!({"year": 2026}), None),
            ("2025-23", json!({"year": 2025, "month": 9}), None),
            (
                "2025-10/2025-11",
                json!({"year": 2025, "month": 10}),
                Some(json!({"year": 2025, "month": 11})),
            ),
        ];
        for (date, start, end) in cases {
            assert_eq!(
                ends(&Edtf::parse(date).expect(date)),
                (Some(start), end),
                "{date}"
            );
        }
    }
}
