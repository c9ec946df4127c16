//! A theme's words: one YAML file a language under `i18n/`, nested keys becoming dotted ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{record, within};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::syntax::yaml::{Node, Value};

/// The language that every theme has, and that fills the gaps of the others.
const FALLBACK: &str = "en";

/// Strings by dotted key.
type Strings = BTreeMap<String, String>;

/// Reads all languages in the theme's `i18n` folder, by tag in lower case.
pub(super) fn read(
    files: &Files,
    folder: &str,
    found: &mut Diagnostics,
) -> BTreeMap<String, Strings> {
    let mut languages = BTreeMap::new();
    let i18n = format!("{folder}i18n/");
    for (name, file, bytes) in within(files, &i18n) {
        let Some(tag) = name.strip_suffix(".yaml") else {
            continue;
        };
        match record::mapping(file, bytes) {
            Ok(node) => {
                let mut strings = Strings::new();
                flatten(file, "", &node, &mut strings, found);
                languages.insert(tag.to_ascii_lowercase(), strings);
            }
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    if !languages.contains_key(FALLBACK) && !found.has_errors() {
        let file: Arc<str> = format!("{i18n}{FALLBACK}.yaml").into();
        let diagnostic = Diagnostic::new(Rule::BadTheme, "the theme has no English words");
        let help = format!("copy `i18n/{FALLBACK}.yaml` from the theme `folio`");
        found.push(diagnostic.at(Place::start_of(&file)).help(help));
    }
    languages
}

/// The strings of a language: English, under those of the language, under those of its region or script.
pub(super) fn for_language(languages: &BTreeMap<String, Strings>, tag: &str) -> Strings {
    let tag = tag.to_ascii_lowercase();
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    let mut strings = languages.get(FALLBACK).cloned().unwrap_or_default();
    for end in ends {
        if let Some(own) = languages.get(&tag[..end]) {
            strings.extend(own.iter().map(|(key, text)| (key.clone(), text.clone())));
        }
    }
    strings
}

fn flatten(
    file: &Arc<str>,
    prefix: &str,
    node: &Node,
    strings: &mut Strings,
    found: &mut Diagnostics,
) {
    match &node.value {
        Value::Scalar(text) if !prefix.is_empty() => {
            strings.insert(prefix.to_owned(), text.clone());
        }
        Value::Map(entries) => {
            for (key, child) in entries {
                let name = match prefix {
                    "" => key.name.clone(),
                    prefix => format!("{prefix}.{}", key.name),
                };
                flatten(file, &name, child, strings, found);
            }
        }
        Value::Null => {}
        _ => {
            let message = format!("words are text under keys, not {}", node.type_name());
            let place = Place::new(file, node.range.clone());
            let help = "write `key: text`, or a mapping of such keys";
            found.push(Diagnostic::new(Rule::BadType, message).at(place).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(pairs: &[(&str, &str)]) -> Strings {
        let pairs = pairs.iter();
        pairs
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_language_is_filled_up_from_its_wider_one_and_from_english() {
        let languages = BTreeMap::from([
            (
                "en".to_owned(),
                strings(&[("a", "en"), ("b", "en"), ("c", "en")]),
            ),
            ("zh".to_owned(), strings(&[("a", "zh"), ("b", "zh")])),
            ("zh-hant".to_owned(), strings(&[("a", "zh-Hant")])),
        ]);
        let cases = [
            ("zh-Hant-TW", ["zh-Hant", "zh", "en"]),
            ("zh", ["zh", "zh", "en"]),
            ("zho", ["en", "en", "en"]),
            ("", ["en", "en", "en"]),
        ];
        for (tag, expected) in cases {
            let found: Vec<String> = for_language(&languages, tag).into_values().collect();
            assert_eq!(found, expected, "{tag}");
        }
    }

    #[test]
    fn nested_keys_become_dotted_and_lists_are_refused() {
        let files = |yaml: &str| {
            let mut files = Files::new();
            files.insert("themes/x/i18n/en.yaml".into(), yaml.as_bytes().into());
            files
        };
        let mut found = Diagnostics::default();
        let good = read(
            &files("nav:\n  notes: Notes\nskip: Skip"),
            "themes/x/",
            &mut found,
        );
        let expected = strings(&[("nav.notes", "Notes"), ("skip", "Skip")]);
        assert_eq!(good.get("en"), Some(&expected));
        assert!(!found.has_errors());
        read(&files("nav: [a, b]"), "themes/x/", &mut found);
        let rules: Vec<Rule> = found.iter().map(|diagnostic| diagnostic.rule).collect();
        assert_eq!(rules, [Rule::BadType]);
    }
}
