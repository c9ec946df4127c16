//! YAML as a tree in which every value knows its bytes in the file.
//!
//! Typed reading would stop at the first wrong value. An author wants all of them at once, so a kind's keys are read from this tree
//! by [`super::fields`].

mod explain;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

use self::explain::invalid;
use super::text::{control_character, unprintable};
use crate::diagnostic::Diagnostic;

/// A value and its bytes in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file; of a block list or mapping, where it begins.
    pub range: Range<usize>,
}

/// What YAML can say in front matter.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing, or `~`.
    Null,
    /// A word, number or quoted text, as written.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// More values than a front matter has: what goes beyond is an alias bomb.
const MOST_VALUES: usize = 20_000;

/// More levels than a front matter has; reading them takes the stack of a worker thread.
const DEEPEST: usize = 16;

/// Reads the YAML in `text[range]`.
///
/// # Errors
///
/// One diagnostic with the place at which the parser gave up.
pub fn parse(file: &Arc<str>, text: &str, range: Range<usize>) -> Result<Node, Diagnostic> {
    let yaml = &text[range.clone()];
    let options = serde_yaml::options! {
        strict_booleans: true,
        budget: serde_yaml::budget! { max_nodes: MOST_VALUES, max_events: 8 * MOST_VALUES, max_depth: DEEPEST },
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(yaml, options) {
        Ok(raw) => {
            let node = place(raw, yaml, range.start);
            match node.unprintable() {
                Some((at, c)) => Err(control_character(file, at.range.clone(), c)),
                None => Ok(node),
            }
        }
        Err(error) => Err(invalid(file, yaml, range.start, &error)),
    }
}

impl Node {
    /// What the value is, as an author would say it.
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// The same values, all said to stand at `range`: for YAML whose lines do not stand in the file as they were read.
    #[must_use]
    pub fn moved_to(self, range: &Range<usize>) -> Node {
        let value = match self.value {
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| item.moved_to(range)).collect())
            }
            Value::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, node)| {
                        (
                            Key {
                                name: key.name,
                                range: range.clone(),
                            },
                            node.moved_to(range),
                        )
                    })
                    .collect(),
            ),
            value => value,
        };
        Node {
            value,
            range: range.clone(),
        }
    }

    /// The first character in the tree that no page can show, which an escape such as `"\x07"` may hide.
    fn unprintable(&self) -> Option<(&Node, char)> {
        match &self.value {
            Value::Null => None,
            Value::Scalar(text) => unprintable(text).map(|(_, c)| (self, c)),
            Value::List(items) => items.iter().find_map(Node::unprintable),
            Value::Map(entries) => entries.iter().find_map(|(_, node)| node.unprintable()),
        }
    }

    /// The value as JSON, for what Casebook passes on without reading it.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            // A number in quotation marks is text; the marks are two bytes of its place.
            Value::Scalar(text) if self.range.len() == text.len() + 2 => text.as_str().into(),
            Value::Scalar(text) => scalar_to_json(text),
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|(key, node)| (key.name.clone(), node.to_json()))
                    .collect(),
            ),
        }
    }
}

fn scalar_to_json(text: &str) -> serde_json::Value {
    match text {
        "true" => true.into(),
        "false" => false.into(),
        _ => match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => number.into(),
            _ => text.into(),
        },
    }
}

/// The tree as serde hands it over, with the parser's own places.
enum Raw {
    Null,
    Plain,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// Turns the parser's tree into ours. Its depth is bounded by the parser's budget.
fn place(raw: Spanned<Raw>, yaml: &str, start: usize) -> Node {
    // Of a value repeated by an alias, the place where it is written.
    let range = bytes(&raw.defined, yaml);
    let value = match raw.value {
        Raw::Null => Value::Null,
        // Numbers and booleans as they are written: `007` and `1.50` keep their digits.
        Raw::Plain => Value::Scalar(yaml[range.clone()].to_owned()),
        Raw::Text(text) => Value::Scalar(text),
        Raw::List(items) => Value::List(
            items
                .into_iter()
                .map(|item| place(item, yaml, start))
                .collect(),
        ),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| place_entry(key, value, yaml, start))
                .collect(),
        ),
    };
    Node {
        value,
        range: start + range.start..start + range.end,
    }
}

fn place_entry(key: Spanned<String>, value: Spanned<Raw>, yaml: &str, start: usize) -> (Key, Node) {
    let range = bytes(&key.defined, yaml);
    let key = Key {
        name: key.value,
        range: start + range.start..start + range.end,
    };
    (key, place(value, yaml, start))
}

/// The parser's place as bytes of `yaml`, whatever it says held to what the text allows.
fn bytes(location: &Location, yaml: &str) -> Range<usize> {
    let span = location.span();
    let start = span.byte_offset().map_or(0, |at| at as usize);
    let start = floor_char(yaml, start.min(yaml.len()));
    let length = span.byte_len().map_or(0, |length| length as usize);
    start..floor_char(yaml, (start + length).min(yaml.len()))
}

fn floor_char(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "---\ntitle: Zóng\nlist: [a, 'b c']\nn: 007\n---\n";
        let node = parse(&"a.md".into(), text, 4..text.len() - 4).expect("valid");
        let Value::Map(entries) = node.value else {
            panic!("a mapping")
        };
        let seen: Vec<_> = entries
            .iter()
            .map(|(key, node)| (&text[key.range.clone()], &text[node.range.clone()]))
            .collect();
        assert_eq!(seen, [("title", "Zóng"), ("list", "["), ("n", "007")]);
        let Value::List(items) = &entries[1].1.value else {
            panic!("a list")
        };
        assert_eq!(&text[items[1].range.clone()], "'b c'");
        assert!(matches!(&entries[2].1.value, Value::Scalar(n) if n == "007"));
    }

    #[test]
    fn what_is_no_yaml_is_explained_in_place() {
        let bomb: String = ('b'..='h').fold("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, c| {
            let before = char::from(c as u8 - 1);
            text + &format!("{c}: &{c} [{}]\n", vec![format!("*{before}"); 9].join(","))
        });
        let deep = format!("a: {}", "[".repeat(100_000));
        let cases = [
            ("a: b: c\n", 4, "a colon followed by a space"),
            ("a: 1\na: 2\n", 5, "duplicate mapping key: a"),
            ("a: [1\nb: 2\n", 7, "illegal placement"),
            ("a: *nope\n", 3, "unknown anchor"),
            (&bomb, 0, "more values than any case needs"),
            (&deep, 0, "nested too deep"),
        ];
        for (yaml, at, words) in cases {
            let found = parse(&"a.md".into(), yaml, 0..yaml.len()).expect_err(words);
            assert!(found.message.contains(words), "{}", found.message);
            let start = found.place.expect("a place").range.start;
            assert!(at == 0 || start == at, "{words}: {start}");
        }
    }
}
