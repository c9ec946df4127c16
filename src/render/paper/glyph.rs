//! Characters that no font of the layout has: on paper they stand as their numbers, and the author is told.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_script::{Script, UnicodeScript as _};

use super::layout::Layout;

/// What a handout has and paper can't show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unset {
    /// Characters of one script that no font has, in order.
    Characters {
        /// The script, or what else they are, in words.
        script: String,
        /// A font that has them.
        font: String,
        /// The characters.
        characters: BTreeSet<char>,
    },
    /// A picture that can't be read, or that is too large.
    Picture {
        /// Its output path.
        path: String,
        /// What is wrong with it.
        message: String,
    },
}

/// Keys whose strings no reader sees.
const UNSEEN: [&str; 8] = [
    "t", "part", "path", "url", "code", "language", "status", "paper",
];

/// Writes the characters that no font has as `[U+16A0]`, and says which they are.
pub(super) fn check(sheet: &mut Value, layout: &Layout, unset: &mut Vec<Unset>) {
    let mut missing = BTreeSet::new();
    replace(sheet, layout, &mut missing);
    let mut scripts: Vec<(String, String, BTreeSet<char>)> = Vec::new();
    for character in missing {
        let (script, font) = remedy(character);
        match scripts.iter_mut().find(|(name, ..)| *name == script) {
            Some((_, _, characters)) => drop(characters.insert(character)),
            None => scripts.push((script, font, BTreeSet::from([character]))),
        }
    }
    let found = scripts.into_iter();
    unset.extend(found.map(|(script, font, characters)| Unset::Characters {
        script,
        font,
        characters,
    }));
}

fn replace(value: &mut Value, layout: &Layout, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            let is_missing = |c: &char| !is_invisible(*c) && !layout.shows(*c);
            if !text.is_ascii() && text.chars().any(|c| is_missing(&c)) {
                missing.extend(text.chars().filter(is_missing));
                *text = numbered(text, layout);
            }
        }
        Value::Array(values) => {
            for value in values {
                replace(value, layout, missing);
            }
        }
        Value::Object(fields) => {
            let seen = fields.iter_mut().filter(|(key, value)| {
                !(UNSEEN.contains(&key.as_str()) && (value.is_string() || *key == "code"))
            });
            for (_, value) in seen {
                replace(value, layout, missing);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text with the numbers of its missing characters. What only joins or varies them goes with them.
fn numbered(text: &str, layout: &Layout) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut after_missing = false;
    for c in text.chars() {
        if is_invisible(c) && after_missing && !c.is_whitespace() {
            continue;
        }
        after_missing = !is_invisible(c) && !layout.shows(c);
        match after_missing {
            true => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
            false => shown.push(c),
        }
    }
    shown
}

/// Whether a character is seen by what it does to others alone: spaces, joiners, marks of direction, variation selectors.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// What a character is, and a font that has it.
fn remedy(c: char) -> (String, String) {
    let code = u32::from(c);
    let is_pictograph = matches!(code, 0x2190..=0x2bff | 0x1f000..=0x1faff);
    match c.script() {
        Script::Common | Script::Inherited | Script::Unknown if is_pictograph => (
            "emoji and symbols".to_owned(),
            "Noto Emoji or Noto Sans Symbols 2".to_owned(),
        ),
        Script::Common | Script::Inherited | Script::Unknown => (
            "signs of no one script".to_owned(),
            "Noto Sans Symbols or Noto Sans Math".to_owned(),
        ),
        Script::Han | Script::Bopomofo => (
            "the Han script".to_owned(),
            "Noto Serif CJK, whole".to_owned(),
        ),
        Script::Hiragana | Script::Katakana => (
            "the Japanese scripts".to_owned(),
            "Noto Serif JP".to_owned(),
        ),
        Script::Hangul => ("the Hangul script".to_owned(), "Noto Serif KR".to_owned()),
        Script::Latin | Script::Greek | Script::Cyrillic => {
            let name = c.script().full_name();
            (format!("the {name} script"), "Noto Serif".to_owned())
        }
        other => {
            let name = other.full_name().replace('_', " ");
            (format!("the {name} script"), format!("Noto Sans {name}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_named_that_has_the_character() {
        let cases = [
            ('ᚠ', "the Runic script", "Noto Sans Runic"),
            ('ก', "the Thai script", "Noto Sans Thai"),
            ('한', "the Hangul script", "Noto Serif KR"),
            (
                '😀',
                "emoji and symbols",
                "Noto Emoji or Noto Sans Symbols 2",
            ),
        ];
        for (character, script, font) in cases {
            assert_eq!(
                remedy(character),
                (script.to_owned(), font.to_owned()),
                "{character}"
            );
        }
    }

    #[test]
    fn what_no_font_has_stands_as_its_number_and_takes_its_joiners_with_it() {
        let layout = Layout::new(std::iter::empty());
        let mut sheet = serde_json::json!({
            "title": "👩\u{200d}🔬 ᚠ", "url": "https://example.org/ᚠ", "code": ["1é"],
        });
        let mut unset = Vec::new();
        check(&mut sheet, &layout, &mut unset);
        assert_eq!(
            sheet,
            serde_json::json!({
                "title": "[U+1F469][U+1F52C] [U+16A0]", "url": "https://example.org/ᚠ", "code": ["1é"],
            })
        );
        assert_eq!(unset.len(), 2);
    }
}
