//! `data/timeline.json`: the dated events as [TimelineJS](https://timeline.knightlab.com/docs/json-format.html) reads them.

use serde_json::{Value, json};

use super::{tags, url, without_nulls};
use crate::case::{Case, Event};
use crate::page::{Words, cut};
use crate::render::{escape, prose};
use crate::syntax::edtf::{Clock, Date, Day, Edtf, End, Precision};

/// The output path of the timeline.
pub const PATH: &str = "data/timeline.json";

/// As many characters of an event's text as a slide has room for beside its quotations.
const OPENING: usize = 300;

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
        "text": {"headline": headline(case, event), "text": text(case, event)},
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

/// The summary, or else how the editor's text begins; then the words that bear the event out, each with its source. What is not
/// verified is left out: a slide has nothing to say so with.
fn text(case: &Case, event: &Event) -> String {
    let opening = || cut::beginning(&prose::plain(case, &event.body), OPENING);
    let words = event.head.summary.clone().unwrap_or_else(opening);
    let mut html = String::new();
    if !words.is_empty() {
        html = format!("<p>{}</p>", escape::text(&words));
    }
    for evidence in &event.evidence {
        let quotation = evidence.quotation.map(|at| case.quotation(at));
        let is_verified = quotation.is_some_and(|quotation| quotation.anchor.is_some());
        if let Some(quote) = evidence.quote.as_ref().filter(|_| is_verified) {
            let label = &case.sources[evidence.source].label;
            let (quote, label) = (escape::text(quote), escape::text(label));
            html.push_str(&format!("<blockquote>{quote}<br>— {label}</blockquote>"));
        }
    }
    html
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
    use std::sync::Arc;

    use super::*;
    use crate::render::sample;

    #[test]
    fn a_slide_quotes_what_is_verified() {
        let mut case = sample::case();
        let slide = |case: &Case| text(case, &case.events[0]);
        let quoted = "<blockquote>said<br>— FULL</blockquote>";
        assert_eq!(slide(&case), quoted);
        let event = Arc::make_mut(&mut case.events[0]);
        event.head.summary = Some("Who & when".to_owned());
        event.evidence[0].quotation = Some(sample::quoted(0, 3));
        assert_eq!(
            slide(&case),
            "<p>Who &amp; when</p>",
            "the fourth is absent"
        );
    }

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
