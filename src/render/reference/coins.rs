//! A work as a ContextObject of OpenURL (ANSI/NISO Z39.88-2004) in the title of an empty `span`, as
//! [COinS](https://web.archive.org/web/20170429173417/http://ocoins.info/) has it: what reference managers find on a page.
//!
//! A source's page is about an article that lies elsewhere, so that no meta tag may say that the page is the article.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Work;
use super::work::doi;
use crate::render::export::csl_json::is_contained;
use crate::syntax::edtf::{Date, Edtf, Precision};

/// What needs no escape in a query (RFC 3986, unreserved).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The registered forms of metadata that are used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Journal,
    Book,
    Dissertation,
    DublinCore,
}

/// The ContextObject as key-encoded values, not yet escaped for HTML.
pub fn context(work: &Work) -> String {
    let form = form(&work.csl_type);
    let mut pairs: Vec<(&str, &str)> = vec![("ctx_ver", "Z39.88-2004")];
    let format = match form {
        Form::Journal => "info:ofi/fmt:kev:mtx:journal",
        Form::Book => "info:ofi/fmt:kev:mtx:book",
        Form::Dissertation => "info:ofi/fmt:kev:mtx:dissertation",
        Form::DublinCore => "info:ofi/fmt:kev:mtx:dc",
    };
    pairs.push(("rft_val_fmt", format));
    let kind = match form {
        Form::Dissertation => None,
        Form::DublinCore => Some(("rft.type", kind(&work.csl_type))),
        _ => Some(("rft.genre", genre(&work.csl_type))),
    };
    pairs.extend(kind);
    pairs.push((title_key(form, &work.csl_type), &work.title));
    let publisher = work.publisher.as_deref();
    pairs.extend(publisher.map(|name| (publisher_key(form, &work.csl_type), name)));
    let author = match form {
        Form::DublinCore => "rft.creator",
        _ => "rft.au",
    };
    pairs.extend(work.authors.iter().map(|name| (author, name.as_str())));
    let date = work.date.as_ref().and_then(day);
    pairs.extend(date.as_deref().map(|date| ("rft.date", date)));
    let id = work.url.as_deref().map(|url| match doi(url) {
        Some(doi) => format!("info:doi/{doi}"),
        None => url.to_owned(),
    });
    pairs.extend(id.as_deref().map(|id| ("rft_id", id)));
    if form == Form::DublinCore {
        let language = work.language.as_deref();
        pairs.extend(language.map(|language| ("rft.language", language)));
    }
    let pairs = pairs.iter().map(|(key, value)| {
        let value = utf8_percent_encode(value, PLAIN);
        format!("{key}={value}")
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn form(csl_type: &str) -> Form {
    match csl_type {
        "article-journal" | "review" | "review-book" => Form::Journal,
        "book" | "chapter" | "classic" | "collection" | "paper-conference" | "report" => Form::Book,
        "thesis" => Form::Dissertation,
        _ => Form::DublinCore,
    }
}

fn genre(csl_type: &str) -> &'static str {
    match csl_type {
        "chapter" => "bookitem",
        "paper-conference" => "proceeding",
        "report" => "report",
        "book" | "classic" | "collection" => "book",
        _ => "article",
    }
}

fn title_key(form: Form, csl_type: &str) -> &'static str {
    match (form, csl_type) {
        (Form::Journal, _) | (Form::Book, "chapter" | "paper-conference") => "rft.atitle",
        (Form::Book, _) => "rft.btitle",
        _ => "rft.title",
    }
}

/// A newspaper or a site is what an article stands in; all else has a publisher.
fn publisher_key(form: Form, csl_type: &str) -> &'static str {
    match form {
        Form::Journal => "rft.jtitle",
        Form::Book => "rft.pub",
        Form::Dissertation => "rft.inst",
        Form::DublinCore if is_contained(csl_type) => "rft.source",
        Form::DublinCore => "rft.publisher",
    }
}

/// What Zotero calls a type. Dublin Core leaves the words open, and these it reads back.
fn kind(csl_type: &str) -> &'static str {
    match csl_type {
        "article-newspaper" => "newspaperArticle",
        "article-magazine" => "magazineArticle",
        "post-weblog" => "blogPost",
        "post" => "forumPost",
        "article" => "preprint",
        "webpage" => "webpage",
        "entry" | "entry-encyclopedia" => "encyclopediaArticle",
        "entry-dictionary" => "dictionaryEntry",
        "interview" => "interview",
        "broadcast" => "tvBroadcast",
        "motion_picture" => "film",
        "song" => "audioRecording",
        "speech" => "presentation",
        "map" => "map",
        "figure" | "graphic" => "artwork",
        "bill" => "bill",
        "legislation" | "regulation" => "statute",
        "legal_case" => "case",
        "hearing" => "hearing",
        "patent" => "patent",
        "manuscript" => "manuscript",
        "dataset" => "dataset",
        "software" => "computerProgram",
        "standard" => "standard",
        "personal_communication" => "letter",
        _ => "document",
    }
}

/// A day, month or year in ISO 8601, which is all that the formats take; a date that is neither is left out.
fn day(date: &Edtf) -> Option<String> {
    match date {
        Edtf::Date(Date {
            year: 0..=9999,
            precision: Precision::Year | Precision::Month(_) | Precision::Day(..),
            ..
        })
        | Edtf::DateTime(_) => date
            .datetime_attribute()
            .map(|date| date.chars().take(10).collect()),
        _ => None,
    }
}
