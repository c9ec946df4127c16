//! Stretches of text that are in their normal form already: most of any article.

/// The bytes of the plain stretch that begins at `from`: 0 if none does.
///
/// It begins and ends with a letter or digit that has one spelling, and so no white space, mark or dash outside it can
/// change with what is inside, nor the other way round.
pub(super) fn length(text: &str, from: usize) -> usize {
    let text = text.as_bytes().get(from..).unwrap_or_default();
    let at = |i: usize| text.get(i).copied().unwrap_or_default();
    let mut end = 0;
    let mut i = 0;
    while let Some(&byte) = text.get(i) {
        match byte {
            _ if byte.is_ascii_alphanumeric() => {
                i += 1;
                end = i;
            }
            0xE4..=0xE9 if is_ideograph(byte, at(i + 1)) => {
                i += 3;
                end = i;
            }
            _ if i == 0 => break,
            b' ' if is_kept(at(i - 1), at(i + 1)) => i += 1,
            b'-' if end == i && at(i + 1).is_ascii_alphanumeric() => i += 1,
            b'.' if end == i && is_stop(at(i + 1), at(i + 2)) => i += 1,
            b' ' | b'-' | b'.' => break,
            _ if is_mark(byte) => i += 1,
            0xE3 | 0xEF if is_wide_mark(byte, at(i + 1), at(i + 2)) => i += 3,
            _ => break,
        }
    }
    end
}

/// The ideographs of U+4E00 to U+9FFF, by their first two bytes.
fn is_ideograph(first: u8, second: u8) -> bool {
    first > 0xE4 || second >= 0xB8
}

/// Whether a space stays: a word, or a mark that is no quotation mark, stands on one side of it, and on the other no dash,
/// ellipsis or more white space.
fn is_kept(before: u8, after: u8) -> bool {
    after.is_ascii_alphanumeric()
        || is_mark(after) && (!is_quote(after) || before.is_ascii_alphanumeric())
}

/// Whether a full stop after a letter is one, and not the first of three.
fn is_stop(next: u8, later: u8) -> bool {
    next.is_ascii_alphanumeric() || next == b' ' && later.is_ascii_alphanumeric()
}

/// Whether a byte is an ASCII character that means the same wherever it stands.
fn is_mark(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'-' | b'.')
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'')
}

/// The commas, stops, colons and brackets of Chinese: `、。！（），：；？`.
fn is_wide_mark(first: u8, second: u8, third: u8) -> bool {
    match first {
        0xE3 => second == 0x80 && matches!(third, 0x81 | 0x82),
        _ => second == 0xBC && matches!(third, 0x81 | 0x88 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_before_what_is_not_plain() {
        let cases = [
            ("One two, (three). Four", "One two, (three"),
            ("One. Two 1.5 well-known", "One. Two 1.5 well-known"),
            ("He said \"so\" \n", "He said \"so"),
            ("a  b", "a"),
            ("a . . . b", "a"),
            ("a. . b", "a"),
            ("a... b", "a"),
            ("a - b", "a"),
            ("a\tb", "a"),
            ("米粉，不会死。Mi", "米粉，不会死。Mi"),
            ("米 粉", "米"),
            ("米 \"a", "米"),
            ("米 a", "米 a"),
            ("caf\u{e9} x", "caf"),
            (" a", ""),
            (", a", ""),
            ("。a", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(&text[..length(text, 0)], expected, "{text:?}");
        }
    }
}
