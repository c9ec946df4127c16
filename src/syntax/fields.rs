//! Reading a mapping of front matter key by key: every wrong value and every unknown key is reported, none stops the rest.

use std::ops::Range;
use std::sync::Arc;

use super::edtf::Edtf;
use super::yaml::{Key, Node, Value};
use super::{Spot, Words};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::suggest::nearest;

/// The keys of one mapping, as they are taken out of it.
pub struct Fields<'a> {
    file: &'a Arc<str>,
    /// What the mapping is, for messages: "an event", "evidence".
    owner: &'static str,
    entries: Vec<(Key, Node)>,
    /// Whether it is no mapping at all, which is said once.
    broken: bool,
    /// The keys that were asked for, and so are known.
    known: Vec<&'static str>,
    /// Where the mapping begins.
    range: Range<usize>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Fields<'a> {
    /// Begins to read `node`, which should be a mapping.
    pub fn new(
        file: &'a Arc<str>,
        owner: &'static str,
        node: Node,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let range = node.range.clone();
        let broken = !matches!(node.value, Value::Map(_) | Value::Null);
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            _ => {
                diagnostics.push(
                    Diagnostic::new(
                        Rule::BadType,
                        format!(
                            "{owner} is written as keys and values, not as {}",
                            node.type_name()
                        ),
                    )
                    .at(Place::new(file, range.clone()))
                    .help("write `key: value` pairs"),
                );
                Vec::new()
            }
        };
        Fields {
            file,
            owner,
            entries,
            broken,
            known: Vec::new(),
            range,
            diagnostics,
        }
    }

    /// The value of `key`; nothing if it is absent or empty.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let at = self
            .entries
            .iter()
            .position(|(found, _)| found.name == key)?;
        let (_, node) = self.entries.remove(at);
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Where a key is written, whatever its value.
    pub fn key(&self, key: &'static str) -> Option<Range<usize>> {
        let mut entries = self.entries.iter();
        let (found, _) = entries.find(|(found, _)| found.name == key)?;
        Some(found.range.clone())
    }

    /// Text.
    pub fn words(&mut self, key: &'static str) -> Option<Words> {
        let node = self.node(key)?;
        match node.value {
            Value::Scalar(text) => Some(Spot::new(text, node.range)),
            _ => {
                self.wrong_type(key, &node, "text");
                None
            }
        }
    }

    /// Text without its place.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.words(key).map(|words| words.value)
    }

    /// Text that must be there and say something.
    pub fn required(&mut self, key: &'static str) -> Words {
        let before = self.entries.iter().find(|(found, _)| found.name == key);
        let place = before.map_or(self.range.start..self.range.start, |(key, _)| {
            key.range.clone()
        });
        let wrong =
            before.is_some_and(|(_, node)| matches!(node.value, Value::List(_) | Value::Map(_)));
        match self.words(key) {
            Some(words) if !words.value.trim().is_empty() => words,
            _ if wrong || self.broken || self.misspelt(key) => Spot::new(String::new(), place),
            _ => {
                let message = format!("{} needs `{key}`", self.owner);
                self.report(
                    Diagnostic::new(Rule::MissingKey, message),
                    place.clone(),
                    format!("add `{key}: …`"),
                );
                Spot::new(String::new(), place)
            }
        }
    }

    /// Whether a key that nobody knows is so near that it will be said to be meant.
    fn misspelt(&self, key: &'static str) -> bool {
        let unknown = self.entries.iter().map(|(found, _)| found.name.as_str());
        unknown
            .into_iter()
            .any(|name| nearest(name, [key]).is_some())
    }

    /// A list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(node) => vec![node],
        }
    }

    /// A list of texts.
    pub fn word_list(&mut self, key: &'static str) -> Vec<Words> {
        let mut list = Vec::new();
        for node in self.list(key) {
            match node.value {
                Value::Scalar(text) => list.push(Spot::new(text, node.range)),
                _ => self.wrong_type(key, &node, "a list of texts"),
            }
        }
        list
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spot<i64>> {
        let words = self.words(key)?;
        match words.value.parse() {
            Ok(number) => Some(Spot::new(number, words.range)),
            Err(_) => {
                self.bad_value(Rule::BadType, key, &words, "a whole number");
                None
            }
        }
    }

    /// A whole number that is not negative and no larger than a million.
    pub fn count(&mut self, key: &'static str) -> Option<Spot<u32>> {
        self.count_to(key, 1_000_000)
    }

    /// A whole number that is not negative and no larger than `most`.
    pub fn count_to(&mut self, key: &'static str, most: u32) -> Option<Spot<u32>> {
        let number = self.integer(key)?;
        match u32::try_from(number.value) {
            Ok(count) if count <= most => Some(Spot::new(count, number.range)),
            _ => {
                let words = Spot::new(number.value.to_string(), number.range);
                let wanted = format!("a number from 0 to {most}");
                self.bad_value(Rule::BadValue, key, &words, &wanted);
                None
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(words) = self.words(key) else {
            return false;
        };
        match words.value.to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => {
                self.bad_value(Rule::BadType, key, &words, "`true` or `false`");
                false
            }
        }
    }

    /// One of a closed set of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let words = self.words(key)?;
        let found = choices.iter().find(|(name, _)| *name == words.value);
        if found.is_none() {
            self.no_choice(key, &words, choices.iter().map(|(name, _)| *name));
        }
        found.map(|(_, choice)| *choice)
    }

    /// Says that a value is none of `choices`, and names the nearest.
    pub fn no_choice<'c>(
        &mut self,
        key: &str,
        words: &Words,
        choices: impl Iterator<Item = &'c str> + Clone,
    ) {
        let names: Vec<_> = choices.clone().map(|name| format!("`{name}`")).collect();
        let all = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        };
        let help = match nearest(&words.value, choices) {
            Some(name) => format!("did you mean `{name}`? It can be {all}"),
            None => format!("it can be {all}"),
        };
        let message = format!("`{}` is no value of `{key}`", words.value);
        self.report(
            Diagnostic::new(Rule::BadValue, message),
            words.range.clone(),
            help,
        );
    }

    /// A date in EDTF.
    pub fn date(&mut self, key: &'static str) -> Option<Edtf> {
        let words = self.words(key)?;
        self.read_date(&words)
    }

    /// A language as a BCP 47 tag.
    pub fn language(&mut self, key: &'static str) -> Option<Words> {
        let words = self.words(key)?;
        if icu_locale_core::Locale::try_from_str(words.value.trim()).is_ok() {
            return Some(Spot::new(words.value.trim().to_owned(), words.range));
        }
        let message = format!("`{}` is no language tag", shorten(&words.value));
        let help = "write a BCP 47 tag such as `en`, `en-US`, `zh-Hans` or `ar`";
        self.report(Diagnostic::new(Rule::BadValue, message), words.range, help);
        None
    }

    /// Reads a date that was taken as text.
    pub fn read_date(&mut self, words: &Words) -> Option<Edtf> {
        match Edtf::parse(&words.value) {
            Ok(date) => Some(date),
            Err(error) => {
                let diagnostic = Diagnostic::new(Rule::BadDate, error.message);
                let help = error.help.unwrap_or_else(|| {
                    "write dates as `2026-01-06`, `2026-01`, `2026-01-05~` or `2025-10/2025-11`"
                        .to_owned()
                });
                self.report(diagnostic, words.range.clone(), help);
                None
            }
        }
    }

    /// The mappings in a list, each to be read on its own; `read` gets what they are, too.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        owner: &'static str,
        read: impl Fn(&mut Fields, Range<usize>) -> T,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for node in self.list(key) {
            let range = node.range.clone();
            found.push(self.nested(owner, node, |fields| read(fields, range)));
        }
        found
    }

    /// Reads a mapping inside this one.
    pub fn nested<T>(
        &mut self,
        owner: &'static str,
        node: Node,
        read: impl FnOnce(&mut Fields) -> T,
    ) -> T {
        let mut fields = Fields::new(self.file, owner, node, self.diagnostics);
        let found = read(&mut fields);
        fields.finish();
        found
    }

    /// Reports a finding at a place of this file.
    pub fn report(&mut self, diagnostic: Diagnostic, range: Range<usize>, help: impl Into<String>) {
        let place = Place::new(self.file, range);
        self.diagnostics.push(diagnostic.at(place).help(help));
    }

    /// Says that a value is of another kind than its key wants.
    pub fn bad_value(&mut self, rule: Rule, key: &str, words: &Words, wanted: &str) {
        let message = format!("`{key}` is {wanted}, not `{}`", shorten(&words.value));
        self.report(
            Diagnostic::new(rule, message),
            words.range.clone(),
            format!("write {wanted}"),
        );
    }

    /// Says that a value is a list where it should be text, and the like.
    pub fn wrong_type(&mut self, key: &str, node: &Node, wanted: &str) {
        let message = format!("`{key}` is {wanted}, not {}", node.type_name());
        self.report(
            Diagnostic::new(Rule::BadType, message),
            node.range.clone(),
            format!("write {wanted}"),
        );
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(mut self) {
        for (key, _) in std::mem::take(&mut self.entries) {
            let message = format!("{} has no key `{}`", self.owner, shorten(&key.name));
            let help = match nearest(&key.name, self.known.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!(
                    "its keys are {}; data of your own goes under `extra:`",
                    self.known.join(", ")
                ),
            };
            self.report(Diagnostic::new(Rule::UnknownKey, message), key.range, help);
        }
    }
}

/// A value as a message can show it.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
