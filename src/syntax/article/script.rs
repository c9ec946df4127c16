//! Which scripts are written without spaces between words.

/// Whether a letter belongs to a script that puts no spaces between words: Han, kana, bopomofo, Thai, Lao, Burmese, Khmer and others.
///
/// Hangul has spaces, but its particles follow names directly: see [`hangul`].
pub fn unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0FFF}'       // Thai, Lao, Tibetan
        | '\u{1000}'..='\u{109F}'     // Burmese
        | '\u{1780}'..='\u{17FF}'     // Khmer
        | '\u{1950}'..='\u{1AAF}'     // Tai Le, New Tai Lue, Tai Tham
        | '\u{1B00}'..='\u{1B7F}'     // Balinese
        | '\u{2E80}'..='\u{2FDF}'     // radicals
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' | '\u{3038}'..='\u{303C}'
        | '\u{3040}'..='\u{312F}'     // kana, bopomofo
        | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // Han
        | '\u{A980}'..='\u{A9DF}'     // Javanese
        | '\u{AA60}'..='\u{AADF}'     // Burmese, Tai Viet
        | '\u{FF66}'..='\u{FF9F}'     // half-width katakana
        | '\u{1AFF0}'..='\u{1B16F}'   // kana
        | '\u{20000}'..='\u{3FFFF}'   // Han
    )
}

/// Whether a letter is Hangul, as a syllable or as its parts.
pub fn hangul(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}')
}

/// How many words a text has. Of a script that puts no spaces between words each letter is one, as its readers count.
pub fn words(text: &str) -> u32 {
    let (mut count, mut inside) = (0_u32, false);
    for character in text.chars() {
        if unspaced(character) && character.is_alphanumeric() {
            (count, inside) = (count.saturating_add(1), false);
        } else if character.is_whitespace() {
            inside = false;
        } else if character.is_alphanumeric() && !inside {
            (count, inside) = (count.saturating_add(1), true);
        }
    }
    count
}

/// How many columns a character takes where lines are measured: East Asian characters and their punctuation take two.
pub fn columns(character: char) -> usize {
    let full_width = matches!(character, '\u{3000}'..='\u{303F}' | '\u{A000}'..='\u{A4CF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FF60}' | '\u{2E80}'..='\u{2FDF}');
    let east_asian = character >= '\u{3000}'
        && unspaced(character)
        && !matches!(character, '\u{FF66}'..='\u{FF9F}' | '\u{A980}'..='\u{AADF}');
    if full_width || east_asian || (hangul(character) && character < '\u{FFA0}') {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_readers_of_the_script_do() {
        let cases = [
            ("", 0),
            ("— … –", 0),
            ("Don’t sell high-end phones (5 of them).", 7),
            ("小米公司。", 4),
            ("小米 Note 2 发布", 6),
            ("샤오미 회사", 2),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        for letter in "小米粉々カなไทย".chars() {
            assert!(unspaced(letter), "{letter}");
        }
        for letter in "aéЖع샤9_ .。、—’".chars() {
            assert!(!unspaced(letter), "{letter}");
        }
        assert!(hangul('샤') && !hangul('小'));
        assert_eq!(
            "小a。오ꀀ".chars().map(columns).collect::<Vec<_>>(),
            [2, 1, 2, 2, 2]
        );
    }
}
