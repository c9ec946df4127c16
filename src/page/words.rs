//! The words of a theme in the site's language: strings by key, plurals, dates, the direction of writing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::date::DateWords;
use super::locale;
use crate::syntax::edtf::Edtf;

/// Languages whose usual script runs from right to left (Unicode CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

/// Scripts that run from right to left, for tags such as `az-Arab`.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 5] = ["arab", "hebr", "nkoo", "syrc", "thaa"];

/// A theme's words in one language.
pub struct Words {
    /// The site's language as a BCP 47 tag.
    pub language: String,
    strings: HashMap<String, String>,
    dates: DateWords,
    plurals: locale::Plurals,
    numbers: locale::Numbers,
}

impl Words {
    /// The words of `language` (a BCP 47 tag) from strings by dotted key, such as `nav.notes`.
    pub fn new(language: &str, strings: BTreeMap<String, String>) -> Self {
        let dates = DateWords::new(language, &|key| {
            let key = key.strip_prefix("date_").unwrap_or(key);
            strings.get(&format!("date.{key}")).cloned()
        });
        Words {
            language: language.to_owned(),
            plurals: locale::Plurals::new(language),
            numbers: locale::Numbers::new(language),
            dates,
            // A page asks for dozens of strings by long keys with equal beginnings, which an ordered map compares again and again.
            strings: strings.into_iter().collect(),
        }
    }

    /// The string under a dotted key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.strings.get(key).map(String::as_str)
    }

    /// The string under `key`, or the key itself: for words that Casebook, not a template, asks for.
    pub fn or_key(&self, key: &str) -> String {
        self.get(key).unwrap_or(key).to_owned()
    }

    /// The string for so many: `key.one`, `key.few` … by the language's rules, else `key.other`, else `key`.
    pub fn plural(&self, key: &str, count: u64) -> Option<&str> {
        let category = self.plurals.category(count);
        self.get(&[key, ".", category].concat())
            .or_else(|| self.get(&[key, ".other"].concat()))
            .or_else(|| self.get(key))
    }

    /// The strings whose keys begin with `start`, by what follows it.
    #[cfg(feature = "pdf")]
    pub fn under(&self, start: &str) -> BTreeMap<String, String> {
        let strings = self.strings.iter();
        let under = strings.filter_map(|(key, text)| Some((key.strip_prefix(start)?, text)));
        under
            .map(|(key, text)| (key.to_owned(), text.clone()))
            .collect()
    }

    /// A date in words.
    pub fn date(&self, date: &Edtf) -> String {
        self.dates.words(date)
    }

    /// A time of day: `HH:MM` in the language's manner, other text as it is.
    pub fn time(&self, time: &str) -> String {
        self.dates.time_words(time)
    }

    /// A month, from 1 to 12, as a ruler has it: "Jan".
    pub fn short_month(&self, month: u8) -> String {
        self.dates.short_month(month)
    }

    /// A day, from 1 to 31, as a ruler has it: "5".
    pub fn day_number(&self, day: u8) -> String {
        self.dates.day_number(day)
    }

    /// A whole number in the language's digits.
    pub fn number(&self, number: i64) -> Cow<'_, str> {
        self.numbers.count(number)
    }

    /// `ltr` or `rtl`, for `<html dir>`.
    pub fn direction(&self) -> &'static str {
        direction(&self.language)
    }
}

/// The direction in which a language is written.
fn direction(language: &str) -> &'static str {
    let tag = language.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic));
    let right = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&primary),
    };
    if right { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_decide_the_direction_before_languages_do() {
        let cases = [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("ar-EG", "rtl"),
            ("he", "rtl"),
            ("fa-IR", "rtl"),
            ("ur", "rtl"),
            ("az-Arab", "rtl"),
            ("ur-Latn", "ltr"),
            ("zh-Hans", "ltr"),
            ("", "ltr"),
        ];
        for (tag, expected) in cases {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }

    #[test]
    fn a_plural_falls_back_to_other_and_then_to_the_key_alone() {
        let strings = [
            ("a.one", "one page"),
            ("a.other", "{count} pages"),
            ("b.other", "{count} sheets"),
            ("c", "pages: {count}"),
        ];
        let strings = strings.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let words = Words::new("en", BTreeMap::from(strings));
        let cases = [
            ("a", 1, Some("one page")),
            ("a", 2, Some("{count} pages")),
            ("b", 1, Some("{count} sheets")),
            ("c", 7, Some("pages: {count}")),
            ("d", 1, None),
        ];
        for (key, count, expected) in cases {
            assert_eq!(words.plural(key, count), expected, "{key} {count}");
        }
    }
}
