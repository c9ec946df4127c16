//! The built-in theme's words: every language says everything, in all its plural forms, and fills the same places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use casebook::page::locale::Plurals;
use casebook::syntax::yaml::{self, Node, Value};

/// The languages that have every word.
const WHOLE: [&str; 5] = ["ar", "de", "es", "fr", "zh"];

/// The forms of a word that depends on a number (Unicode CLDR).
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

#[test]
fn every_language_has_every_word() {
    let english = words("en");
    for language in WHOLE {
        let own = words(language);
        let lacking: Vec<&String> = keys(&english).difference(&keys(&own)).copied().collect();
        assert!(lacking.is_empty(), "{language} lacks {lacking:?}");
        let strange: Vec<&String> = keys(&own).difference(&keys(&english)).copied().collect();
        assert!(
            strange.is_empty(),
            "{language} has {strange:?}, which English has not"
        );
    }
}

#[test]
fn every_language_has_all_its_plural_forms() {
    let english = words("en");
    for language in WHOLE {
        let (own, plurals) = (words(language), Plurals::new(language));
        let counts = (0..=1_000).chain([10_000, 1_000_000]);
        let needed: BTreeSet<&str> = counts.map(|count| plurals.category(count)).collect();
        for (key, forms) in english.iter().filter(|(_, forms)| forms.len() > 1) {
            let Some(there) = own.get(key) else {
                continue;
            };
            // A language with one form for all numbers writes it without naming it.
            if needed.len() == 1 && there.contains_key("") {
                continue;
            }
            let lacking: Vec<&&str> = needed
                .iter()
                .filter(|form| !there.contains_key(**form))
                .collect();
            assert!(
                lacking.is_empty(),
                "{language}: {key} lacks {lacking:?} (of {:?})",
                forms.keys()
            );
        }
    }
}

#[test]
fn a_translation_fills_the_same_places() {
    let english = words("en");
    for language in WHOLE {
        for (key, forms) in words(language) {
            let expected: BTreeSet<&str> = english[key
                .strip_suffix("_day")
                .filter(|base| english.contains_key(*base))
                .unwrap_or(&key)]
            .values()
            .flat_map(|text| places(text))
            .collect();
            for (form, text) in &forms {
                let found: BTreeSet<&str> = places(text).collect();
                let unknown: Vec<&&str> = found.difference(&expected).collect();
                assert!(
                    unknown.is_empty(),
                    "{language}: {key} has {unknown:?}, which nothing fills"
                );
                // “One event” needs no numeral, and a date's words may need less in some language.
                let may_drop = form != "other" && !form.is_empty() || key.starts_with("date.");
                assert!(
                    may_drop || found == expected,
                    "{language}: {key} lacks some of {expected:?}"
                );
            }
        }
    }
}

/// The words of a language: key to form to text; a word without forms has the form `""`.
fn words(language: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/folio/i18n/{language}.yaml"));
    let text = std::fs::read_to_string(path).expect("the language is there");
    let tree = yaml::parse(&"words.yaml".into(), &text, 0..text.len()).expect("the words are YAML");
    let mut words = BTreeMap::new();
    collect("", &tree, &mut words);
    words
}

fn collect(prefix: &str, node: &Node, words: &mut BTreeMap<String, BTreeMap<String, String>>) {
    let Value::Map(entries) = &node.value else {
        let Value::Scalar(text) = &node.value else {
            panic!("{prefix} is no text");
        };
        let (key, form) = match prefix.rsplit_once('.') {
            Some((key, form)) if FORMS.contains(&form) => (key, form),
            _ => (prefix, ""),
        };
        words
            .entry(key.to_owned())
            .or_default()
            .insert(form.to_owned(), text.clone());
        return;
    };
    for (key, child) in entries {
        let dot = if prefix.is_empty() { "" } else { "." };
        collect(&format!("{prefix}{dot}{}", key.name), child, words);
    }
}

/// The keys; a date's form for a plain day is a language's own matter.
fn keys(words: &BTreeMap<String, BTreeMap<String, String>>) -> BTreeSet<&String> {
    let days = |key: &&String| {
        !(key.starts_with("date.") && key.ends_with("_day") && *key != "date.some_day")
    };
    words.keys().filter(days).collect()
}

/// What stands between braces.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
}
