//! A theme's words: one YAML file a language under `i18n/`, nested keys becoming dotted ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::record;
use super::shelf::{Held, Shelf};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::syntax::yaml::{Node, Value};

/// The language that every theme has, and that fills the gaps of the others.
const FALLBACK: &str = "en";

/// Strings by dotted key.
type Strings = BTreeMap<String, String>;

/// Reads all languages of a theme and of those beneath it, by tag in lower case. A nearer theme's string takes the place of a farther one's, key by key.
pub(super) fn read(shelf: &Shelf, found: &mut Diagnostics) -> BTreeMap<String, Strings> {
    let mut languages: BTreeMap<String, Strings> = BTreeMap::new();
    for held in farthest_first(shelf) {
        let Some(tag) = tag(held.file) else {
            continue;
        };
        match record::mapping(held.file, held.bytes) {
            Ok(node) => {
                let strings = languages.entry(tag).or_default();
                flatten(held.file, "", &node, strings, found);
            }
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    if !languages.contains_key(FALLBACK) && shelf.is_whole && !found.has_errors() {
        found.extend(shelf.layers.last().map(|last| lacking(&last.folder)));
    }
    languages
}

/// The files of words, those of the theme itself last.
fn farthest_first<'a>(shelf: &Shelf<'a>) -> Vec<Held<'a>> {
    let words = shelf.files.iter();
    let words = words.filter(|(path, _)| path.starts_with("i18n/"));
    let mut own: Vec<Held> = words
        .flat_map(|(_, copies)| copies.iter().copied())
        .collect();
    let mut lent = shelf.lent.clone();
    for files in [&mut own, &mut lent] {
        files.sort_by(|a, b| (b.layer, b.file).cmp(&(a.layer, a.file)));
    }
    lent.extend(own);
    lent
}

/// The language of a file, `themes/NAME/i18n/TAG.yaml`.
fn tag(file: &str) -> Option<String> {
    let (_, name) = file.rsplit_once("/i18n/")?;
    Some(name.strip_suffix(".yaml")?.to_ascii_lowercase())
}

fn lacking(folder: &str) -> Diagnostic {
    let file: Arc<str> = format!("{folder}i18n/{FALLBACK}.yaml").into();
    Diagnostic::new(Rule::BadTheme, "the theme has no English words")
        .at(Place::start_of(&file))
        .help("write the file, or take the words of another theme: `words: folio`")
}

/// The strings of a language: English, under those of the language, under those of its region or script.
pub(super) fn for_language(languages: &BTreeMap<String, Strings>, tag: &str) -> Strings {
    let tag = tag.to_ascii_lowercase();
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    let mut strings = languages.get(FALLBACK).cloned().unwrap_or_default();
    for end in ends {
        if let Some(own) = languages.get(&tag[..end]) {
            lay(&mut strings, own);
        }
    }
    strings
}

/// The forms that a number may choose among (Unicode CLDR).
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Lays a language over a wider one. What it says in forms of its own, or without any, has none of the wider one's.
fn lay(strings: &mut Strings, own: &Strings) {
    for key in own.keys() {
        let base = match key.rsplit_once('.') {
            Some((base, form)) if FORMS.contains(&form) => base,
            _ => key,
        };
        strings.remove(base);
        for form in FORMS {
            strings.remove(&format!("{base}.{form}"));
        }
    }
    strings.extend(own.iter().map(|(key, text)| (key.clone(), text.clone())));
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
    use crate::input::Files;

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
    fn a_language_has_its_own_forms_alone() {
        let english = strings(&[
            ("n.one", "en 1"),
            ("n.other", "en"),
            ("m.one", "en 1"),
            ("m.other", "en"),
        ]);
        let languages = BTreeMap::from([
            ("en".to_owned(), english),
            ("zh".to_owned(), strings(&[("n", "zh"), ("m.other", "zh")])),
        ]);
        let expected = strings(&[("m.other", "zh"), ("n", "zh")]);
        assert_eq!(for_language(&languages, "zh"), expected);
    }

    #[test]
    fn nested_keys_become_dotted_and_lists_are_refused() {
        let read = |yaml: &str, found: &mut Diagnostics| {
            let mut files = Files::new();
            files.insert("themes/x/i18n/en.yaml".into(), yaml.as_bytes().into());
            files.insert("themes/x/theme.yaml".into(), b"name: X".as_slice().into());
            let shelf = Shelf::read(&files, "x", found).map_err(|missing| found.push(*missing));
            shelf.map_or_else(|()| BTreeMap::new(), |shelf| read(&shelf, found))
        };
        let mut found = Diagnostics::default();
        let good = read("nav:\n  notes: Notes\nskip: Skip", &mut found);
        let expected = strings(&[("nav.notes", "Notes"), ("skip", "Skip")]);
        assert_eq!(good.get("en"), Some(&expected));
        assert!(!found.has_errors());
        read("nav: [a, b]", &mut found);
        let rules: Vec<Rule> = found.iter().map(|diagnostic| diagnostic.rule).collect();
        assert_eq!(rules, [Rule::BadType]);
    }
}
