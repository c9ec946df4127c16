//! Bytes to text: UTF-8, with or without a byte order mark, and nothing in it that no page can show.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Rule};

/// Reads a file's bytes as text.
///
/// # Errors
///
/// One diagnostic for the first byte that is not UTF-8, or for the first character that HTML can't hold.
pub fn read<'a>(file: &Arc<str>, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf_8(file, bytes, error))?;
    match unprintable(text) {
        None => Ok(text),
        Some((at, c)) => Err(control_character(file, at..at + c.len_utf8(), c)),
    }
}

/// The bytes of a byte order mark at the start of `text`: 3 or 0.
pub fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// The first character of a text that no page can show, and its place.
pub(super) fn unprintable(text: &str) -> Option<(usize, char)> {
    // Few bytes are such that one could begin with them; no other needs decoding.
    let bytes = text.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK));
    let suspects = bytes
        .filter(|(chunk, _)| {
            chunk
                .iter()
                .fold(false, |any, byte| any | suspicious(*byte))
        })
        .flat_map(|(chunk, start)| (start..).zip(chunk).filter(|(_, byte)| suspicious(**byte)));
    suspects
        .filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)))
        .find(|(_, c)| is_unprintable(*c))
}

/// How many bytes are looked at together.
const CHUNK: usize = 256;

/// Whether a character that no page can show may begin with a byte.
fn suspicious(byte: u8) -> bool {
    let white = matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    (byte < 0x20) & !white | (byte == 0x7F) | (byte == 0xC2) | (byte >= 0xEF)
}

/// Control characters other than white space, and code points that stand for no character (<https://infra.spec.whatwg.org/#noncharacter>).
fn is_unprintable(c: char) -> bool {
    let white = matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32 & 0xfffe) == 0xfffe;
    (c.is_control() && !white && c != '\u{85}') || noncharacter
}

fn not_utf_8(file: &Arc<str>, bytes: &[u8], error: std::str::Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let length = error.error_len().unwrap_or(bytes.len() - at);
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file looks like UTF-16: save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    Diagnostic::new(Rule::NotUtf8, "the file is not UTF-8 from here on")
        .at(Place::new(file, at..at + length))
        .help(help)
}

/// A finding for a character that no page can show.
pub(super) fn control_character(file: &Arc<str>, range: Range<usize>, c: char) -> Diagnostic {
    let name = match c {
        '\0' => "a NUL character".to_owned(),
        c => format!("the control character U+{:04X}", c as u32),
    };
    Diagnostic::new(
        Rule::ControlCharacter,
        format!("{name} stands in the text; no page can show it"),
    )
    .at(Place::new(file, range))
    .help("delete it; an editor that shows invisible characters finds it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_no_page_can_show_begins_with_a_suspicious_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_unprintable(*c)) {
            let first = c.encode_utf8(&mut [0; 4]).as_bytes().first().copied();
            assert!(first.is_some_and(suspicious), "{c:?}");
        }
    }

    #[test]
    fn text_that_pages_can_show_passes_and_the_rest_is_named() {
        let file: Arc<str> = "seeds/a.txt".into();
        type Case<'a> = (&'a [u8], Option<(Rule, usize)>);
        let cases: [Case; 7] = [
            (b"plain\ttext\r\n", None),
            ("\u{feff}米粉".as_bytes(), None),
            (b"page one\x0cpage two", None),
            (b"a\0b", Some((Rule::ControlCharacter, 1))),
            ("a\u{9b}".as_bytes(), Some((Rule::ControlCharacter, 1))),
            (b"caf\xe9", Some((Rule::NotUtf8, 3))),
            (b"\xff\xfea\0", Some((Rule::NotUtf8, 0))),
        ];
        for (bytes, expected) in cases {
            let found = read(&file, bytes).err();
            let found = found.map(|d| (d.rule, d.place.map_or(0, |p| p.range.start)));
            assert_eq!(found, expected, "{bytes:?}");
        }
    }
}
