//! Text made safe for HTML and XML.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

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
    push(html, words, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// The words as the text of an HTML element.
pub fn text(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    push_text(&mut html, words);
    html
}

/// The words as a quoted attribute of HTML or XML, or as the text of an XML element.
pub fn attribute(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    push(&mut html, words, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        // XML 1.0 has no form feed.
        0x0C => Some(" "),
        _ => None,
    });
    html
}

/// An address as it may stand in `href`, before [`attribute`]: what a URL may not hold is percent-encoded, `%` stays.
pub fn url(address: &str) -> String {
    utf8_percent_encode(address, URL).to_string()
}

/// Adds words with a reference in the place of some ASCII characters, which are looked for byte by byte.
fn push(html: &mut String, words: &str, reference: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate() {
        if let Some(name) = reference(byte) {
            html.push_str(words.get(from..at).unwrap_or_default());
            html.push_str(name);
            from = at + 1;
        }
    }
    html.push_str(words.get(from..).unwrap_or_default());
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
}
