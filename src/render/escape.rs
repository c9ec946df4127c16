//! Text made safe for HTML and XML.

use std::io;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::ser::Formatter;

/// What a URL may not hold as it is ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2)), and the apostrophe.
const URL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Adds words to the text of an HTML element.
pub fn push_text(html: &mut String, words: &str) {
    let is_special = |byte| (byte == b'&') | (byte == b'<') | (byte == b'>');
    cut(words, is_special, |part| html.push_str(part));
}

/// The words as the text of an HTML element.
pub fn text(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    push_text(&mut html, words);
    html
}

/// Adds words to a quoted attribute of HTML or XML, or to the text of an XML element.
pub fn push_attribute(html: &mut String, words: &str) {
    // XML 1.0 has no form feed.
    let is_special = |byte| is_special(byte) | (byte == 0x0C);
    cut(words, is_special, |part| html.push_str(part));
}

/// The words as a quoted attribute of HTML or XML, or as the text of an XML element.
pub fn attribute(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    push_attribute(&mut html, words);
    html
}

/// Writes what a template shows, as Tera's own function would: that one writes byte by byte.
///
/// # Errors
///
/// Those of the output.
pub fn write(words: &str, output: &mut dyn io::Write) -> io::Result<()> {
    let mut result = Ok(());
    cut(words, is_special, |part| {
        if result.is_ok() {
            result = output.write_all(part.as_bytes());
        }
    });
    result
}

/// An address as it may stand in `href`, before [`attribute`]: what a URL may not hold is percent-encoded, `%` stays.
pub fn url(address: &str) -> String {
    utf8_percent_encode(address, URL).to_string()
}

/// JSON for the inside of a `script` element: no text in it can end the script or begin a comment.
pub struct Script;

impl Formatter for Script {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&']) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let character = after.as_bytes().first().copied().unwrap_or_default();
            write!(writer, "\\u{character:04x}")?;
            rest = after.get(1..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

fn is_special(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'')
}

/// Adds words with a reference in the place of special ASCII characters.
fn cut(words: &str, is_special: impl Fn(u8) -> bool + Copy, mut push: impl FnMut(&str)) {
    let mut rest = words;
    while let Some(at) = position(rest.as_bytes(), is_special) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !before.is_empty() {
            push(before);
        }
        push(reference(after.as_bytes().first().copied()));
        rest = after.get(1..).unwrap_or_default();
    }
    if !rest.is_empty() {
        push(rest);
    }
}

/// The position of the first special byte. Few are: sixteen at a time are looked at without a branch for each.
fn position(bytes: &[u8], is_special: impl Fn(u8) -> bool + Copy) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<16>();
    let has_special = |block: &[u8; 16]| {
        let found = block.iter().map(|byte| u8::from(is_special(*byte)));
        found.fold(0, |one, other| one | other) != 0
    };
    let plain = 16
        * blocks
            .iter()
            .take_while(|block| !has_special(block))
            .count();
    let rest = bytes.get(plain..).unwrap_or_default();
    let at = rest.iter().position(|byte| is_special(*byte))?;
    Some(plain + at)
}

/// What stands in the place of a special character.
fn reference(byte: Option<u8>) -> &'static str {
    match byte {
        Some(b'&') => "&amp;",
        Some(b'<') => "&lt;",
        Some(b'>') => "&gt;",
        Some(b'"') => "&quot;",
        Some(b'\'') => "&#39;",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_addresses_stay_addresses() {
        assert_eq!(text("<b> & \"米粉\""), "&lt;b&gt; &amp; \"米粉\"");
        assert_eq!(attribute("a'\"<\u{c}"), "a&#39;&quot;&lt; ");
        for (address, expected) in [
            (
                "https://a.example/x?y=1&z=%20#q",
                "https://a.example/x?y=1&z=%20#q",
            ),
            ("https://a.example/a b|c", "https://a.example/a%20b%7Cc"),
            ("https://a.example/米", "https://a.example/%E7%B1%B3"),
        ] {
            assert_eq!(url(address), expected);
        }
    }

    #[test]
    fn a_special_character_is_found_wherever_it_stands() {
        for length in 0..40 {
            for at in 0..=length {
                let words = |special: &str| {
                    let (before, after) = ("米".repeat(at), "b".repeat(length - at));
                    format!("{before}{special}{after}")
                };
                for (special, expected) in [("&", "&amp;"), ("'", "&#39;"), ("&<", "&amp;&lt;")] {
                    assert_eq!(attribute(&words(special)), words(expected));
                }
                assert_eq!(text(&words(">'")), words("&gt;'"));
            }
        }
    }

    #[test]
    fn templates_get_what_tera_would_write() {
        for words in [
            "",
            "plain",
            "<a href=\"x\">'&'</a>",
            "\u{c}/`米粉",
            "&&&&&&&&&&&&&&&&&&&&",
        ] {
            let (mut own, mut teras) = (Vec::new(), Vec::new());
            write(words, &mut own).expect("a vector takes all");
            tera::escape_html(words, &mut teras).expect("a vector takes all");
            assert_eq!(own, teras, "{words}");
        }
    }
}
