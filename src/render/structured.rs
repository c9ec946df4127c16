//! Structured data for search engines, as JSON-LD in the words of <https://schema.org>; only what is true.
//!
//! What a source alleges is never put as a fact: positions are `Claim`s with the articles they appear in, and an event
//! is an `Event` only if a source states its date and nothing about the date is uncertain.

use serde::Serialize;
use serde_json::ser::Serializer;
use serde_json::{Map, Value, json};

use crate::case::concordance::speaking;
use crate::case::{
    Basis, Case, Claim, Event, Evidence, Kind, Note, Profile, ProfileKind, Ref, Source, Target,
};
use crate::page::route;
use crate::render::escape;

const CONTEXT: &str = "https://schema.org";

/// The structured data of a record's page at the output path `page`, ready for the inside of a `script` element. None
/// where there is nothing that schema.org has a word for.
pub fn script(case: &Case, place: Ref, page: &str) -> Option<String> {
    let data = data(case, place, page)?;
    let mut json = Vec::with_capacity(1024);
    data.serialize(&mut Serializer::with_formatter(&mut json, escape::Script))
        .ok()?;
    String::from_utf8(json).ok()
}

/// What is said of a page. Notes and sources, which are the most, have structures; their fields are in alphabetical order
/// as those of the other values are.
#[derive(Serialize)]
#[serde(untagged)]
enum Data<'a> {
    Article(Article<'a>),
    Work(Work<'a>),
    Other(Value),
}

fn data<'a>(case: &'a Case, place: Ref, page: &str) -> Option<Data<'a>> {
    let at = place.index;
    let url = url(case, place, page);
    let fields = match place.kind {
        Kind::Case => website(case, &url),
        Kind::Note => return Some(Data::Article(article(case, case.notes.get(at)?, page, url))),
        Kind::Event => event(case.events.get(at)?, &url)?,
        Kind::Profile => profile(case, case.profiles.get(at)?, page, &url)?,
        Kind::Source => return Some(Data::Work(source_page(case.sources.get(at)?, url))),
        Kind::Claim => claim(case, case.claims.get(at)?, page, &url),
        Kind::Question | Kind::Handout => return None,
    };
    Some(Data::Other(without_blanks(fields)))
}

/// A note.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    headline: &'a str,
    in_language: &'a str,
    is_part_of: Site<'a>,
    url: String,
}

#[derive(Serialize)]
struct Site<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
}

/// An article as its record has it. Whether an author is a person or a desk the record does not say.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject_of: Option<Page>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Name<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: &'a str,
}

#[derive(Serialize)]
struct Page {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
}

fn website(case: &Case, url: &str) -> Value {
    let front = &case.front;
    json!({
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": front.head.title,
        "alternateName": front.subtitle,
        "description": front.description,
        "url": url,
        "inLanguage": front.language,
        "author": authors(case),
        "datePublished": front.date.as_ref().and_then(|date| date.datetime_attribute()),
    })
}

fn article<'a>(case: &'a Case, note: &'a Note, page: &str, url: String) -> Article<'a> {
    let home = Ref {
        kind: Kind::Case,
        index: 0,
    };
    let cited = note.body.cites.iter();
    let date = case.front.date.as_ref();
    Article {
        context: CONTEXT,
        kind: "Article",
        author: authors(case),
        citation: cited
            .filter_map(|at| Some(work(case.sources.get(*at)?)))
            .collect(),
        date_published: date.and_then(|date| date.datetime_attribute()),
        description: note.head.summary.as_deref(),
        headline: &note.head.title,
        in_language: &case.front.language,
        is_part_of: Site {
            kind: "WebSite",
            name: &case.front.head.title,
            url: self::url(case, home, page),
        },
        url,
    }
}

/// An event whose date a source states, to the day, month or year, without doubt.
fn event(event: &Event, url: &str) -> Option<Value> {
    let date = event.date.as_ref()?;
    if event.basis == Basis::Derived || date.is_uncertain() || date.is_approximate() {
        return None;
    }
    Some(json!({
        "@context": CONTEXT,
        "@type": "Event",
        "name": event.head.title,
        "description": event.head.summary,
        "startDate": date.datetime_attribute()?,
        "location": event.place.as_ref().map(|place| json!({"@type": "Place", "name": place})),
        "url": url,
    }))
}

fn profile(case: &Case, profile: &Profile, page: &str, url: &str) -> Option<Value> {
    let kind = match profile.kind {
        ProfileKind::Person => "Person",
        ProfileKind::Organization => "Organization",
        ProfileKind::Product => "Product",
        ProfileKind::Place => "Place",
        ProfileKind::Group => return None,
    };
    let image = profile
        .image
        .as_ref()
        .map(|image| absolute(case, page, &image.path));
    Some(json!({
        "@context": CONTEXT,
        "@type": kind,
        "name": profile.head.title,
        "alternateName": profile.aliases,
        "description": profile.head.summary,
        "image": image,
        "mainEntityOfPage": url,
    }))
}

/// The article that a source's page is about.
fn source_page(source: &Source, url: String) -> Work<'_> {
    let kind = "WebPage";
    Work {
        context: Some(CONTEXT),
        subject_of: Some(Page { kind, url }),
        ..work(source)
    }
}

fn work(source: &Source) -> Work<'_> {
    let kind = match source.csl_type.as_str() {
        "article-newspaper" => "NewsArticle",
        "article-magazine" | "article" | "webpage" => "Article",
        "article-journal" => "ScholarlyArticle",
        "post-weblog" => "BlogPosting",
        "post" => "SocialMediaPosting",
        "book" => "Book",
        "report" => "Report",
        _ => "CreativeWork",
    };
    let name = |kind| move |name| Name { kind, name };
    let date = source.date.as_ref();
    Work {
        context: None,
        kind,
        author: source
            .authors
            .iter()
            .map(|author| name(None)(author))
            .collect(),
        date_published: date.and_then(|date| date.datetime_attribute()),
        headline: &source.head.title,
        in_language: source.language.as_deref(),
        main_entity_of_page: None,
        publisher: source.publisher.as_deref().map(name(Some("Organization"))),
        subject_of: None,
        url: source.url.as_deref(),
    }
}

/// A contested question: a list of claims, each with the articles that make it.
fn claim(case: &Case, claim: &Claim, page: &str, url: &str) -> Value {
    let positions = claim.positions.iter().map(|position| {
        json!({
            "@type": "Claim",
            "text": position.says,
            "appearance": appearances(case, &position.evidence, page),
        })
    });
    json!({
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": claim.head.title,
        "description": claim.head.summary,
        "url": url,
        "itemListElement": positions.collect::<Vec<_>>(),
    })
}

fn appearances(case: &Case, evidence: &[Evidence], page: &str) -> Vec<Value> {
    let appearance = |index: usize| {
        let place = Ref {
            kind: Kind::Source,
            index,
        };
        let work = Work {
            main_entity_of_page: Some(url(case, place, page)),
            ..work(case.sources.get(index)?)
        };
        serde_json::to_value(work).ok()
    };
    let sources = speaking(evidence).into_iter();
    sources.filter_map(appearance).collect()
}

fn authors(case: &Case) -> Vec<Value> {
    let authors = case.front.authors.iter();
    let author = authors.map(|author| {
        let affiliation = author.affiliation.as_ref();
        without_blanks(json!({
            "name": author.name,
            "affiliation": affiliation.map(|name| json!({"@type": "Organization", "name": name})),
            "url": author.url,
        }))
    });
    author.collect()
}

/// A page's URL: absolute if the case says where it will be, else relative to `page`.
fn url(case: &Case, place: Ref, page: &str) -> String {
    match &case.front.base_url {
        Some(base) => route::absolute(base, &route::path(case, place)),
        None => route::href(case, page, &Target::Record(place, None)),
    }
}

fn absolute(case: &Case, page: &str, path: &str) -> String {
    match &case.front.base_url {
        Some(base) => route::absolute(base, path),
        None => route::relative(page, path),
    }
}

/// An object without the fields that the record leaves open.
fn without_blanks(value: Value) -> Value {
    let Value::Object(fields) = value else {
        return value;
    };
    let is_blank = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let fields = fields.into_iter().filter(|(_, value)| !is_blank(value));
    Value::Object(fields.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::render::sample;

    fn value(case: &Case, place: Ref, page: &str) -> Option<Value> {
        serde_json::to_value(data(case, place, page)?).ok()
    }

    #[test]
    fn only_a_date_that_a_source_states_without_doubt_makes_an_event() {
        let cases = [
            ("2026-01-06", Basis::Stated, Some("2026-01-06")),
            ("2026-01", Basis::Stated, Some("2026-01")),
            ("2026-01-06", Basis::Derived, None),
            ("2026-01-06?", Basis::Stated, None),
            ("2026-01~", Basis::Stated, None),
            ("202X", Basis::Stated, None),
            ("2025-11/..", Basis::Stated, None),
            ("undated", Basis::Stated, None),
        ];
        for (date, basis, expected) in cases {
            let mut case = sample::case();
            case.events = vec![sample::event(date, basis).into()];
            let value = value(&case, sample::place(Kind::Event, 0), "events/a.html");
            let start = value.map(|value| value["startDate"].clone());
            assert_eq!(start, expected.map(|date| json!(date)), "{date}");
        }
    }

    #[test]
    fn a_position_is_a_claim_and_no_text_ends_the_script() {
        let case = sample::case();
        let place = sample::place(Kind::Claim, 0);
        let value = value(&case, place, "claims/who.html").expect("a value");
        let claim = &value["itemListElement"][0];
        assert_eq!(claim["@type"], "Claim");
        let appearances = claim["appearance"].as_array().expect("articles");
        assert_eq!(appearances.len(), 1, "one article, cited twice");
        let script = script(&case, place, "claims/who.html").expect("a script");
        assert!(!script.contains(['<', '>']));
        assert_eq!(serde_json::from_str::<Value>(&script).ok(), Some(value));
    }

    #[test]
    fn kinds_are_named_as_they_are_and_urls_fit_the_site() {
        let mut case = sample::case();
        for (kind, name) in [
            (Kind::Case, Some("WebSite")),
            (Kind::Note, Some("Article")),
            (Kind::Profile, Some("Person")),
            (Kind::Source, Some("NewsArticle")),
            (Kind::Question, None),
        ] {
            let value = value(&case, sample::place(kind, 0), "notes/a.html");
            let found = value.and_then(|value| value["@type"].as_str().map(str::to_owned));
            assert_eq!(found.as_deref(), name, "{kind:?}");
        }
        let home = sample::place(Kind::Case, 0);
        assert_eq!(
            url(&case, home, "notes/a.html"),
            "https://example.org/case/"
        );
        Arc::make_mut(&mut case.front).base_url = None;
        assert_eq!(url(&case, home, "notes/a.html"), "../index.html");
    }
}
