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

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::*;

    /// The keys of the registered formats (<https://www.niso.org/publications/z3988-2004-r2021>, and the Dublin Core Community Profile).
    const JOURNAL: &str = "aulast aufirst auinit auinit1 auinitm ausuffix au aucorp atitle title jtitle stitle date chron ssn quarter volume part issue spage epage pages artnum issn eissn isbn coden sici genre";
    const BOOK: &str = "aulast aufirst auinit auinit1 auinitm ausuffix au aucorp btitle atitle title place pub date edition tpages series spage epage pages issn isbn bici genre";
    const DISSERTATION: &str = "aulast aufirst auinit auinit1 auinitm ausuffix au title co cc inst advisor date tpages isbn degree";
    const DUBLIN_CORE: &str = "title creator subject description publisher contributor date type format identifier source language relation coverage rights";

    fn work(csl_type: &str) -> Work {
        Work {
            csl_type: csl_type.to_owned(),
            authors: vec!["She & Co".to_owned(), "米粉".to_owned()],
            title: "100 % \"new\" <b>=".to_owned(),
            publisher: Some("The Paper".to_owned()),
            date: Edtf::parse("2025-11-19").ok(),
            url: Some("https://a.example/?x=1&y=2".to_owned()),
            language: Some("en".to_owned()),
        }
    }

    fn pairs(work: &Work) -> Vec<(String, String)> {
        let context = context(work);
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').expect("a key and a value");
            let value = percent_decode_str(value).decode_utf8().expect("UTF-8");
            (key.to_owned(), value.into_owned())
        };
        context.split('&').map(pair).collect()
    }

    #[test]
    fn every_key_is_one_of_its_format() {
        let types = [
            "article-newspaper",
            "webpage",
            "article-journal",
            "book",
            "chapter",
            "report",
            "paper-conference",
            "thesis",
            "song",
            "document",
        ];
        for csl_type in types {
            let pairs = pairs(&work(csl_type));
            assert_eq!(pairs[0], ("ctx_ver".to_owned(), "Z39.88-2004".to_owned()));
            let keys = match pairs[1].1.strip_prefix("info:ofi/fmt:kev:mtx:") {
                Some("journal") => JOURNAL,
                Some("book") => BOOK,
                Some("dissertation") => DISSERTATION,
                Some("dc") => DUBLIN_CORE,
                other => panic!("{other:?} is no format"),
            };
            for (key, _) in &pairs[2..] {
                let known = key == "rft_id"
                    || key
                        .strip_prefix("rft.")
                        .is_some_and(|key| keys.split(' ').any(|one| one == key));
                assert!(known, "{csl_type} has {key}");
            }
        }
    }

    #[test]
    fn a_record_comes_back_whole() {
        let pairs = pairs(&work("article-newspaper"));
        let values = |wanted: &str| -> Vec<&str> {
            let found = pairs.iter().filter(|(key, _)| key == wanted);
            found.map(|(_, value)| value.as_str()).collect()
        };
        assert_eq!(values("rft.type"), ["newspaperArticle"]);
        assert_eq!(values("rft.title"), ["100 % \"new\" <b>="]);
        assert_eq!(values("rft.creator"), ["She & Co", "米粉"]);
        assert_eq!(values("rft.source"), ["The Paper"]);
        assert_eq!(values("rft.date"), ["2025-11-19"]);
        assert_eq!(values("rft_id"), ["https://a.example/?x=1&y=2"]);
        assert_eq!(values("rft.language"), ["en"]);
    }

    #[test]
    fn what_a_record_does_not_say_and_what_no_format_takes_is_left_out() {
        let bare = Work {
            authors: Vec::new(),
            publisher: None,
            url: Some("doi:10.1000/182".to_owned()),
            language: None,
            date: Edtf::parse("202X").ok(),
            ..work("article-journal")
        };
        let keys: Vec<String> = pairs(&bare).into_iter().map(|(key, _)| key).collect();
        let expected = [
            "ctx_ver",
            "rft_val_fmt",
            "rft.genre",
            "rft.atitle",
            "rft_id",
        ];
        assert_eq!(keys, expected);
        assert!(context(&bare).ends_with("rft_id=info%3Adoi%2F10.1000%2F182"));
    }
}
