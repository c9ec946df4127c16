//! Citations in Pandoc's form: `[@biggo]`, `[@biggo ¶12]`, `[see @biggo; @translated ¶¶3-4]`.

use std::ops::Range;

/// A bracket of citations, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCitation {
    /// In the order written.
    pub items: Vec<RawItem>,
}

/// One citation, as written. Ranges are bytes of the label between the brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawItem {
    /// Words before the `@`.
    pub prefix: String,
    /// The source's id.
    pub id: String,
    /// Where the id stands.
    pub range: Range<usize>,
    /// The paragraphs cited, the end excluded.
    pub paragraphs: Option<Range<u32>>,
    /// A locator of another kind, as written.
    pub suffix: String,
}

/// Why a label is no citation although it looks like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Whether the words between two brackets are meant as a citation: an `@` begins a word.
pub fn is_citation(label: &str) -> bool {
    label
        .char_indices()
        .any(|(at, c)| c == '@' && begins_word(label, at))
}

/// Reads the words between the brackets.
///
/// # Errors
///
/// If a part between semicolons has no id, or a paragraph's number is none.
pub fn parse(label: &str) -> Result<RawCitation, CitationError> {
    let mut at = 0;
    let mut items = Vec::new();
    for part in label.split(';') {
        items.push(parse_item(part, at)?);
        at += part.len() + 1;
    }
    Ok(RawCitation { items })
}

fn begins_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '-' | ';' | '('))
}

fn parse_item(part: &str, start: usize) -> Result<RawItem, CitationError> {
    let found = part
        .char_indices()
        .find(|(at, c)| *c == '@' && begins_word(part, *at));
    let Some((sign, _)) = found else {
        return Err(error(
            format!("`{}` names no source", part.trim()),
            "put `@` and a source's id after each semicolon: `[@biggo; @translated]`",
        ));
    };
    let rest = &part[sign + 1..];
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | '¶' | ']'))
        .unwrap_or(rest.len());
    let id = rest[..length].trim_end_matches(['.', ':']);
    if id.is_empty() {
        return Err(error(
            "the citation names no source after `@`".to_owned(),
            "write a source's id, as in `[@biggo]`",
        ));
    }
    let locator = rest[id.len()..].trim_start_matches(',').trim();
    let (paragraphs, suffix) = parse_locator(locator)?;
    Ok(RawItem {
        prefix: part[..sign]
            .trim()
            .trim_end_matches('-')
            .trim_end()
            .to_owned(),
        id: id.to_owned(),
        range: start + sign + 1..start + sign + 1 + id.len(),
        paragraphs,
        suffix,
    })
}

/// Reads `¶12`, `¶¶ 3-5`, `para. 12` or `第12段`; any other locator stays as it is.
fn parse_locator(locator: &str) -> Result<(Option<Range<u32>>, String), CitationError> {
    let signs = [
        "¶¶",
        "¶",
        "paras.",
        "para.",
        "paragraphs",
        "paragraph",
        "第",
    ];
    let Some(rest) = signs.iter().find_map(|sign| locator.strip_prefix(sign)) else {
        return Ok((None, locator.to_owned()));
    };
    let rest = rest.trim_start();
    let (first, rest) = number(rest).ok_or_else(|| bad_paragraph(locator))?;
    let dashed = rest.trim_start().trim_start_matches(['-', '–', '—']);
    let (last, rest) = match dashed.len() < rest.trim_start().len() {
        true => number(dashed.trim_start()).ok_or_else(|| bad_paragraph(locator))?,
        false => (first, rest),
    };
    if first == 0 || last < first {
        return Err(bad_paragraph(locator));
    }
    let suffix = rest.trim_start_matches('段').trim_start_matches(',').trim();
    Ok((Some(first..last.saturating_add(1)), suffix.to_owned()))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let length = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number = text[..length].parse().ok()?;
    Some((number, &text[length..]))
}

fn bad_paragraph(locator: &str) -> CitationError {
    error(
        format!("`{locator}` is no paragraph"),
        "number paragraphs from 1, as the source's page does: `[@biggo ¶12]` or `[@biggo ¶¶3-5]`",
    )
}

fn error(message: String, help: &str) -> CitationError {
    CitationError {
        message,
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(label: &str) -> (String, String, Option<Range<u32>>, String) {
        let mut citation = parse(label).expect(label);
        let item = citation.items.remove(0);
        assert_eq!(&label[item.range.clone()], item.id, "{label}");
        (item.prefix, item.id, item.paragraphs, item.suffix)
    }

    #[test]
    fn pandocs_forms_are_read() {
        let cases = [
            ("@biggo", "", "biggo", None, ""),
            ("@biggo ¶12", "", "biggo", Some(12..13), ""),
            ("@biggo, ¶ 12", "", "biggo", Some(12..13), ""),
            ("@biggo ¶¶3–5", "", "biggo", Some(3..6), ""),
            ("see @biggo, p. 3", "see", "biggo", None, "p. 3"),
            ("-@biggo", "", "biggo", None, ""),
            ("@米粉 第3段", "", "米粉", Some(3..4), ""),
            ("@she-zongming\n ¶ 2", "", "she-zongming", Some(2..3), ""),
        ];
        for (label, prefix, id, paragraphs, suffix) in cases {
            let expected = (
                prefix.to_owned(),
                id.to_owned(),
                paragraphs,
                suffix.to_owned(),
            );
            assert_eq!(item(label), expected, "{label}");
        }
        let two = parse("@a; see @b ¶2").expect("two");
        assert_eq!(two.items[1].range, 9..10);
    }

    #[test]
    fn an_address_is_no_citation_and_a_slip_is_explained() {
        assert!(!is_citation("me@example.org"));
        assert!(is_citation("see @a"));
        for (label, words) in [
            ("@", "names no source after"),
            ("@a; b", "`b` names no source"),
            ("@a ¶x", "`¶x` is no paragraph"),
            ("@a ¶0", "no paragraph"),
            ("@a ¶5-3", "no paragraph"),
        ] {
            let found = parse(label).expect_err(label);
            assert!(found.message.contains(words), "{}", found.message);
        }
    }
}
