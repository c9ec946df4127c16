//! Numbers and sorted words in few characters that a JSON string need not escape and `gzip` likes.

/// The digits: of the 64, those from 32 on are the last of their number.
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// The highest number that is one digit.
pub(super) const HIGHEST: u8 = 63;

/// Adds a number of one digit.
pub(super) fn push_digit(code: &mut String, number: u8) {
    code.push(char::from(DIGITS[usize::from(number.min(HIGHEST))]));
}

/// Adds a number of any size: base 32, the highest digit first, the last one from the upper half.
pub(super) fn push_number(code: &mut String, number: u32) {
    let mut shift = 30;
    while shift > 0 && number >> shift == 0 {
        shift -= 5;
    }
    while shift > 0 {
        push_digit(code, (number >> shift & 31) as u8);
        shift -= 5;
    }
    push_digit(code, (number & 31) as u8 + 32);
}

/// Adds a word of a sorted list: how many characters it shares with the one before, as one digit, and the rest.
pub(super) fn push_word(code: &mut String, before: &str, word: &str) {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    let shared = same
        .take(usize::from(HIGHEST))
        .fold(0, |length, _| length + 1);
    push_digit(code, shared);
    code.extend(word.chars().skip(usize::from(shared)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_with_a_digit_of_the_upper_half() {
        let cases = [
            (0, "W"),
            (1, "X"),
            (31, "_"),
            (32, "1W"),
            (1023, "V_"),
            (1024, "10W"),
            (u32::MAX, "3VVVVV_"),
        ];
        for (number, expected) in cases {
            let mut code = String::new();
            push_number(&mut code, number);
            assert_eq!(code, expected, "{number}");
        }
    }

    #[test]
    fn words_are_what_the_one_before_has_not() {
        let mut code = String::new();
        let mut before = "";
        for word in ["penal", "penalty", "小米", "小麦"] {
            push_word(&mut code, before, word);
            before = word;
        }
        assert_eq!(code, "0penal5ty0小米1麦");
    }
}
