//! Sentence boundaries, looked for where there can be any.

use unicode_segmentation::UnicodeSegmentation;

/// The sentence boundaries of a text by [UAX #29](https://www.unicode.org/reports/tr29/#Sentence_Boundaries), its start and end
/// included.
///
/// A boundary depends on the sign that ends a sentence, the letter before it, and what follows up to the next letter
/// (rules SB5 to SB11). Words without such a sign are therefore cut down to their beginning, up to the first letter,
/// and their last letter, before the rules are applied: in most text nine of ten letters need no look at Unicode's tables.
pub(super) fn bounds(text: &str) -> Vec<usize> {
    let (telling, places) = telling(text);
    let mut bounds = vec![0];
    let mut place = 0;
    for (start, piece) in telling.split_sentence_bound_indices() {
        let end = start + piece.len();
        // A boundary is the end of what stands before it or the start of what follows: nothing is left out just there.
        while places.get(place + 1).is_some_and(|(at, _)| *at < end) {
            place += 1;
        }
        if let Some((at, original)) = places.get(place) {
            bounds.push(original + end - at);
        }
    }
    bounds
}

/// The text without what can't matter, and where each stretch of it begins, in it and in the original.
fn telling(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut telling = String::with_capacity(text.len() / 4 + 16);
    let mut places = Vec::new();
    let mut kept = 0;
    // The end of the first letter since the last sign, and the start of the character before.
    let (mut first, mut before) = (None, 0);
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match (role(c), first) {
            (Role::Letter, None) => first = Some(at + c.len_utf8()),
            (Role::Sign, Some(end)) => {
                if end < before {
                    places.push((telling.len(), kept));
                    telling.push_str(text.get(kept..end).unwrap_or_default());
                    kept = before;
                }
                first = None;
            }
            _ => {}
        }
        before = at;
        at += c.len_utf8();
        if first.is_some() {
            let after = text.as_bytes().get(at..).unwrap_or_default();
            let plain = after.iter().take_while(|byte| is_plain(**byte)).count();
            if plain > 0 {
                at += plain;
                before = at - 1;
            }
        }
    }
    if let Some(end) = first.filter(|end| *end < before) {
        places.push((telling.len(), kept));
        telling.push_str(text.get(kept..end).unwrap_or_default());
        kept = before;
    }
    places.push((telling.len(), kept));
    telling.push_str(text.get(kept..).unwrap_or_default());
    (telling, places)
}

/// What a character can mean to a boundary.
#[derive(Clone, Copy)]
enum Role {
    /// A letter: what follows it is no longer the start of a sentence.
    Letter,
    /// Nothing, once there was a letter.
    Inner,
    /// It may end a sentence, or go with the character before it; or it is rare, and not looked into.
    Sign,
}

/// Whether a byte is an ASCII character that is no sign.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r')
}

fn role(c: char) -> Role {
    match c {
        'a'..='z' | 'A'..='Z' => Role::Letter,
        '.' | '!' | '?' | '\n' | '\r' => Role::Sign,
        '\0'..='\x7f' => Role::Inner,
        '×' | '÷' => Role::Sign,
        'À'..='ɏ' | '\u{4E00}'..='\u{9FFF}' => Role::Letter,
        '“' | '”' | '‘' | '’' | '–' | '—' => Role::Inner,
        _ => Role::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_moves_no_boundary() {
        const SIGNS: [&str; 30] = [
            "word ", "Word", "x", "Y", "5", " ", ". ", ".", "!", "?”", "\n", "\r\n", ", ", "; ",
            "“", "”", "’", ")", "(", "—", "…", "é", "e\u{301}", "\u{ad}", "米粉", "。", "！",
            "\u{2028}", "×", "؟",
        ];
        let mut state = 11_u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..30_000 {
            let signs: Vec<&str> = (0..random(14))
                .map(|_| SIGNS[random(SIGNS.len())])
                .collect();
            let text = signs.concat();
            let mut expected: Vec<usize> = text
                .split_sentence_bound_indices()
                .map(|(start, _)| start)
                .collect();
            expected.push(text.len());
            if text.is_empty() {
                expected = vec![0];
            }
            assert_eq!(bounds(&text), expected, "{text:?}");
        }
    }
}
