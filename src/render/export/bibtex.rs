//! `data/sources.bib`: the sources in BibTeX's form with the fields of [biblatex](https://ctan.org/pkg/biblatex), whose dates are EDTF.

use std::collections::BTreeSet;

use super::csl_json::is_contained;
use crate::case::{Case, Source};

/// The output path of the sources in BibTeX's form.
pub const PATH: &str = "data/sources.bib";

/// The bibliographic records of all sources.
pub fn bib(case: &Case) -> String {
    let mut keys = BTreeSet::new();
    let entries = case.sources.iter().map(|source| entry(source, &mut keys));
    entries.collect::<Vec<_>>().join("\n")
}

fn entry(source: &Source, keys: &mut BTreeSet<String>) -> String {
    let authors: Vec<String> = source.authors.iter().map(|name| literal(name)).collect();
    let (container, publisher) = match is_contained(&source.csl_type) {
        true => (source.publisher.as_deref(), None),
        false => (None, source.publisher.as_deref()),
    };
    let fields = [
        (
            "author",
            Some(authors.join(" and ")).filter(|names| !names.is_empty()),
        ),
        ("title", Some(literal(&source.head.title))),
        (container_field(&source.csl_type), container.map(escaped)),
        ("publisher", publisher.map(escaped)),
        ("date", source.date.as_ref().map(ToString::to_string)),
        ("url", source.url.as_deref().map(verbatim)),
        ("langid", source.language.as_deref().map(escaped)),
    ];
    let mut entry = format!(
        "@{}{{{},\n",
        entry_type(&source.csl_type),
        key(&source.head.id, keys)
    );
    for (name, value) in fields {
        if let Some(value) = value {
            entry.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    }
    entry.push_str("}\n");
    entry
}

/// The entry type of biblatex for a type of CSL.
fn entry_type(csl_type: &str) -> &'static str {
    match csl_type {
        "article-journal" | "article-magazine" | "article-newspaper" | "review" | "review-book" => {
            "article"
        }
        "article" | "post" | "post-weblog" | "webpage" => "online",
        "book" | "classic" => "book",
        "chapter" => "inbook",
        "collection" | "periodical" => "collection",
        "entry" | "entry-dictionary" | "entry-encyclopedia" => "inreference",
        "paper-conference" => "inproceedings",
        "pamphlet" => "booklet",
        "patent" => "patent",
        "report" => "report",
        "thesis" => "thesis",
        "dataset" => "dataset",
        "software" => "software",
        _ => "misc",
    }
}

/// Where biblatex has the paper, journal or site.
fn container_field(csl_type: &str) -> &'static str {
    match entry_type(csl_type) {
        "article" => "journaltitle",
        "online" => "organization",
        _ => "booktitle",
    }
}

/// An id as a key that BibTeX reads, unlike the others: a blank or a sign with a meaning of its own becomes a hyphen.
fn key(id: &str, keys: &mut BTreeSet<String>) -> String {
    const SIGNS: &str = "{}\"#%'(),=~\\$&@";
    let plain = |letter: char| match letter.is_whitespace() || SIGNS.contains(letter) {
        true => '-',
        false => letter,
    };
    let stem: String = id.chars().map(plain).collect();
    let mut key = stem.clone();
    let mut number = 2;
    while !keys.insert(key.clone()) {
        key = format!("{stem}-{number}");
        number += 1;
    }
    key
}

/// Words that a style must neither take apart into names nor write in lower case.
fn literal(words: &str) -> String {
    format!("{{{}}}", escaped(words))
}

/// Words with TeX's signs made harmless. BibTeX counts braces, whatever stands before them: one without its other becomes a parenthesis.
fn escaped(words: &str) -> String {
    let pairs = pairs(words);
    let mut text = String::with_capacity(words.len());
    for (at, letter) in words.char_indices() {
        match letter {
            '{' | '}' if pairs.contains(&at) => text.extend(['\\', letter]),
            '&' | '%' | '$' | '#' | '_' => text.extend(['\\', letter]),
            '\\' => text.push_str("\\textbackslash{}"),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            '{' => text.push('('),
            '}' => text.push(')'),
            letter if letter.is_whitespace() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}

/// Where braces stand that have their other.
fn pairs(words: &str) -> BTreeSet<usize> {
    let (mut open, mut pairs) = (Vec::new(), BTreeSet::new());
    for (at, letter) in words.char_indices() {
        match letter {
            '{' => open.push(at),
            '}' => pairs.extend(open.pop().into_iter().flat_map(|start| [start, at])),
            _ => {}
        }
    }
    pairs
}

/// A URL, which biblatex reads as it stands; what would end the field is encoded (RFC 3986).
fn verbatim(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_tex_are_words() {
        assert_eq!(
            escaped("R&D {50%} a_b #1 $5 ~^\\"),
            "R\\&D \\{50\\%\\} a\\_b \\#1 \\$5 \\textasciitilde{}\\textasciicircum{}\\textbackslash{}"
        );
        assert_eq!(escaped("}{a{b}"), ")(a\\{b\\}");
        assert_eq!(
            verbatim("https://a.example/{x}?a=1&b=%20_"),
            "https://a.example/%7Bx%7D?a=1&b=%20_"
        );
    }

    #[test]
    fn keys_are_plain_and_differ() {
        let mut keys = BTreeSet::new();
        let made = ["a b", "a,b", "a-b", "来源"].map(|id| key(id, &mut keys));
        assert_eq!(made, ["a-b", "a-b-2", "a-b-3", "来源"]);
    }
}
