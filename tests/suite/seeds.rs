//! The articles as their pages show them: the file's text, line by line, less what `omit_lines` hides.

use casebook::case::Edition;
use serde_json::Value;

use crate::cases::repository;
use crate::demo::site;
use crate::markup::{self, Piece};

/// The visible text of the article on a source's page: of the element with the class `article-text`.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut depth: Option<usize> = None;
    let mut hidden = 0_usize;
    for piece in markup::pieces(html) {
        match piece {
            Piece::Tag(tag) if depth.is_none() => {
                let article = !tag.is_end
                    && tag.get("class").is_some_and(|class| {
                        class
                            .split_whitespace()
                            .any(|class| class == "article-text")
                    });
                depth = article.then_some(1);
            }
            Piece::Tag(tag) => {
                let void = ["br", "hr", "img", "wbr", "col", "input"].contains(&tag.name.as_str());
                let aside = tag.get("data-added").is_some() || hidden > 0;
                match (tag.is_end, void) {
                    (_, true) => {}
                    (false, _) => {
                        depth = depth.map(|depth| depth + 1);
                        hidden += usize::from(aside);
                    }
                    (true, _) => {
                        depth = depth.map(|depth| depth - 1).filter(|depth| *depth > 0);
                        hidden = hidden.saturating_sub(1);
                        if depth.is_none() {
                            return text;
                        }
                    }
                }
                text.push(' ');
            }
            Piece::Text(words) if depth.is_some() && hidden == 0 => text.push_str(&words),
            Piece::Text(_) => {}
        }
    }
    text
}

/// Letters and digits alone: list marks and table bars are markup's business.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn sources(edition: Edition) -> Vec<Value> {
    let case: Value =
        serde_json::from_slice(site(edition).get("data/case.json").expect("case.json"))
            .expect("JSON");
    case["sources"].as_array().cloned().unwrap_or_default()
}

/// The lines of the file that the record does not hide.
fn lines(source: &Value) -> Vec<&'static str> {
    let (inputs, _) = repository();
    let file = source["file"].as_str().expect("a file");
    let text = std::str::from_utf8(
        inputs
            .files
            .get(format!("seeds/{file}").as_str())
            .expect("a seed"),
    )
    .expect("UTF-8");
    let id = source["id"].as_str().expect("an id");
    let record = String::from_utf8_lossy(
        inputs
            .files
            .get(format!("content/sources/{id}.md").as_str())
            .expect("a record"),
    )
    .into_owned();
    let omitted = record
        .lines()
        .find_map(|line| line.strip_prefix("omit_lines: "))
        .unwrap_or_default()
        .to_owned();
    let mut hidden = Vec::new();
    for range in omitted.trim_matches(['[', ']']).split(',') {
        let mut ends = range
            .trim()
            .trim_matches('"')
            .split('-')
            .filter_map(|end| end.parse::<usize>().ok());
        if let Some(first) = ends.next() {
            hidden.extend(first..=ends.next().unwrap_or(first));
        }
    }
    text.lines()
        .enumerate()
        .filter(|(at, _)| !hidden.contains(&(at + 1)))
        .map(|(_, line)| line)
        .collect()
}

#[test]
fn a_page_with_full_rights_shows_the_file_line_by_line() {
    let mut full = 0;
    for edition in Edition::ALL {
        for source in sources(edition)
            .iter()
            .filter(|source| source["rights"] == "full")
        {
            let url = source["url"].as_str().expect("a url");
            let page =
                String::from_utf8_lossy(site(edition).get(url).expect("a page")).into_owned();
            let text = letters(&shown(&page));
            let mut rest = text.as_str();
            for line in lines(source)
                .into_iter()
                .map(letters)
                .filter(|line| !line.is_empty())
            {
                let at = rest.find(&line).unwrap_or_else(|| {
                    panic!("{url} ({}) lacks, or has elsewhere: {line}", edition.name())
                });
                assert!(
                    at <= 8,
                    "{url}: before {line:.40} stands what the file has not: {}",
                    &rest[..at]
                );
                rest = &rest[at + line.len()..];
            }
            assert!(rest.len() <= 8, "{url}: the page says more: {rest}");
            full += 1;
        }
    }
    assert!(full >= 14, "{full} pages");
}

#[test]
fn every_paragraph_has_its_number_and_its_anchor() {
    for source in sources(Edition::Instructor) {
        let url = source["url"].as_str().expect("a url");
        let page = String::from_utf8_lossy(site(Edition::Instructor).get(url).expect("a page"))
            .into_owned();
        let tags = markup::tags(&page);
        let paragraphs = source["paragraphs"].as_array().expect("paragraphs");
        assert!(paragraphs.len() > 10, "{url}");
        for paragraph in paragraphs {
            let anchor = format!("p{}", paragraph["number"]);
            assert!(
                tags.iter().any(|tag| tag.get("id") == Some(&anchor)),
                "{url}#{anchor}"
            );
        }
        let text: String = paragraphs
            .iter()
            .filter_map(|paragraph| paragraph["text"].as_str())
            .collect();
        let file: String = lines(&source).concat();
        let rule = |text: &str| letters(text);
        assert_eq!(
            rule(&text),
            rule(&file),
            "{url}: case.json has the same words"
        );
    }
}

#[test]
fn an_excerpt_shows_quoted_words_alone() {
    let source = sources(Edition::Public)
        .into_iter()
        .find(|source| source["rights"] == "excerpt")
        .expect("an excerpt");
    let case: Value = serde_json::from_slice(
        site(Edition::Public)
            .get("data/case.json")
            .expect("case.json"),
    )
    .expect("JSON");
    let quotations = case["quotations"].as_array().into_iter().flatten();
    let quoted: Vec<String> = quotations
        .filter(|quotation| quotation["source"] == source["id"])
        .filter_map(|quotation| quotation["text"].as_str())
        .map(letters)
        .collect();
    assert!(!quoted.is_empty());
    for paragraph in source["paragraphs"].as_array().expect("paragraphs") {
        let text = paragraph["text"].as_str().expect("text");
        for piece in text
            .split("[…]")
            .map(letters)
            .filter(|piece| !piece.is_empty())
        {
            let covered = quoted
                .iter()
                .any(|quotation| quotation.contains(&piece) || piece.contains(quotation.as_str()));
            assert!(
                covered,
                "paragraph {} shows what nobody quotes: {piece}",
                paragraph["number"]
            );
        }
    }
    let url = source["url"].as_str().expect("a url");
    assert!(
        source["original_url"].is_null()
            || String::from_utf8_lossy(site(Edition::Public).get(url).expect("a page"))
                .contains("https://"),
        "the original is linked"
    );
}
