//! Under which letter of an index a title stands.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::page::locale::Collation;

/// The first character of each pinyin letter in the order of Unicode's Chinese collation.
const PINYIN: [(char, &str); 23] = [
    ('阿', "A"),
    ('八', "B"),
    ('嚓', "C"),
    ('咑', "D"),
    ('妸', "E"),
    ('发', "F"),
    ('旮', "G"),
    ('哈', "H"),
    ('丌', "J"),
    ('咔', "K"),
    ('垃', "L"),
    ('妈', "M"),
    ('拏', "N"),
    ('噢', "O"),
    ('妑', "P"),
    ('七', "Q"),
    ('呥', "R"),
    ('仨', "S"),
    ('他', "T"),
    ('屲', "W"),
    ('夕', "X"),
    ('丫', "Y"),
    ('帀', "Z"),
];

/// Sorts behind everything in Unicode's collations.
const LAST: char = '\u{ffff}';

/// A title from its first letter or digit on; a title of signs alone as it is.
pub(super) fn bare(title: &str) -> &str {
    let bare = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { title } else { bare }
}

/// The letter under which a title stands in a language's index.
pub(super) fn of(title: &str, collation: &Collation, language: &str) -> String {
    let Some(first) = bare(title).chars().next().filter(|c| c.is_alphanumeric()) else {
        return "#".to_owned();
    };
    match first {
        c if c.is_numeric() => "0–9".to_owned(),
        c if is_han(c) && is_by_pinyin(language) => pinyin(c, collation).to_owned(),
        c if is_han(c) => "漢字".to_owned(),
        '\u{3040}'..='\u{30ff}' => "かな".to_owned(),
        c => capital(c, collation),
    }
}

/// A letter as a heading: without its accent, unless the language holds both for two letters, as Swedish does a and ä.
fn capital(letter: char, collation: &Collation) -> String {
    let lower: String = letter.to_lowercase().collect();
    let base: String = lower
        .nfkd()
        .find(|c| !is_combining_mark(*c))
        .map(String::from)
        .unwrap_or_default();
    let after_all = [base.as_str(), LAST.encode_utf8(&mut [0; 4])].concat();
    let own = collation.compare(&lower, &after_all).is_gt();
    let shown = if own { lower } else { base };
    shown.to_uppercase()
}

/// The letter with which a character's pinyin begins.
fn pinyin(c: char, collation: &Collation) -> &'static str {
    let own = c.to_string();
    let letters = PINYIN.iter().rev();
    let not_after = |first: char| collation.compare(&first.to_string(), &own).is_le();
    let found = letters.into_iter().find(|(first, _)| not_after(*first));
    found.map_or("A", |(_, letter)| letter)
}

/// Whether a language orders Chinese characters by pinyin: Chinese but that of Taiwan, Hong Kong and Macao, which counts strokes.
fn is_by_pinyin(language: &str) -> bool {
    let mut parts = language.split('-');
    let by_strokes = ["hant", "tw", "hk", "mo"];
    parts
        .next()
        .is_some_and(|language| language.eq_ignore_ascii_case("zh"))
        && !parts.any(|part| by_strokes.iter().any(|one| part.eq_ignore_ascii_case(one)))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_the_languages_own() {
        for (language, title, letter) in [
            ("en", "“The critic” speaks", "T"),
            ("en", "Ärger", "A"),
            ("de", "Ärger", "A"),
            ("sv", "Ärger", "Ä"),
            ("es", "ñandú", "Ñ"),
            ("fr", "Étude", "E"),
            ("ru", "Йод", "Й"),
            ("ru", "Ёлка", "Е"),
            ("ar", "أحمد", "ا"),
            ("en", "11 January", "0–9"),
            ("en", "¿…?", "#"),
            ("en", "", "#"),
            ("en", "小米", "漢字"),
            ("zh-TW", "小米", "漢字"),
            ("ja", "がっこう", "かな"),
        ] {
            assert_eq!(
                of(title, &Collation::new(language), language),
                letter,
                "{title}"
            );
        }
    }

    #[test]
    fn chinese_stands_under_its_pinyin() {
        let collation = Collation::new("zh-Hans");
        // One of each letter, common readings.
        for (title, letter) in [
            ("安全", "A"),
            ("北京", "B"),
            ("财经", "C"),
            ("大熊", "D"),
            ("恶意", "E"),
            ("发布", "F"),
            ("公司", "G"),
            ("化妆", "H"),
            ("雷军", "L"),
            ("金融", "J"),
            ("开除", "K"),
            ("米粉", "M"),
            ("年度", "N"),
            ("欧洲", "O"),
            ("批评", "P"),
            ("取消", "Q"),
            ("人民", "R"),
            ("三星", "S"),
            ("透明", "T"),
            ("微博", "W"),
            ("小米", "X"),
            ("营销", "Y"),
            ("宗宁", "Z"),
        ] {
            assert_eq!(of(title, &collation, "zh-Hans"), letter, "{title}");
        }
    }
}
