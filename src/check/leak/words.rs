//! The words of a file as a reader or a program would get them, whatever the file's format.

use serde_json::Value;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::syntax::article::script::unspaced;

/// Elements that stand in a line: their tags part no words.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
];

/// A word, or a character of a script that does not part words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it ends among the words.
    end: usize,
    /// 2 for a word, 1 for a character: about what each tells.
    pub(super) weight: u32,
    pub(super) fingerprint: u64,
}

/// The words of a text, in lower case, without what stands between them.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// All words, one after the other.
    words: String,
    tokens: Vec<Token>,
}

impl Tokens {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        // A word has about six bytes with the space after it.
        let mut tokens = Self {
            words: String::with_capacity(text.len()),
            tokens: Vec::with_capacity(text.len() / 6 + 1),
        };
        if text.is_ascii() {
            let letters = |word: &&str| !word.is_empty();
            for word in text
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(letters)
            {
                tokens.words.push_str(word);
                tokens.end(2);
            }
            tokens.words.make_ascii_lowercase();
        } else if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            tokens.read(text.chars());
        } else {
            tokens.read(text.nfc());
        }
        tokens.hash();
        tokens
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// Some of them, in order and without gaps, with spaces between.
    pub(super) fn joined(&self, tokens: &[Token]) -> String {
        let separator = match tokens.iter().all(|token| token.weight == 1) {
            true => "",
            false => " ",
        };
        let first = tokens.first().map_or(0, |first| first.end);
        let before = self.tokens.partition_point(|token| token.end < first);
        let mut start = self.start(before);
        let mut words = Vec::with_capacity(tokens.len());
        for token in tokens {
            words.push(self.words.get(start..token.end).unwrap_or_default());
            start = token.end;
        }
        words.join(separator)
    }

    fn read(&mut self, text: impl Iterator<Item = char>) {
        for c in text {
            let is_letter = match c {
                '\0'..='\x7f' => c.is_ascii_alphanumeric(),
                _ => c.is_alphanumeric() || is_combining_mark(c),
            };
            if !is_letter {
                self.end(2);
            } else if unspaced(c) {
                self.end(2);
                self.words.push(c);
                self.end(1);
            } else if c.is_ascii() {
                self.words.push(c.to_ascii_lowercase());
            } else {
                self.words.extend(c.to_lowercase());
            }
        }
        self.end(2);
    }

    /// Ends a word, if there is one.
    fn end(&mut self, weight: u32) {
        let end = self.words.len();
        if end > self.start(self.tokens.len()) {
            self.tokens.push(Token {
                end,
                weight,
                fingerprint: 0,
            });
        }
    }

    /// Where a word begins among the words.
    fn start(&self, token: usize) -> usize {
        let before = token.checked_sub(1).and_then(|last| self.tokens.get(last));
        before.map_or(0, |before| before.end)
    }

    fn hash(&mut self) {
        let mut start = 0;
        for token in &mut self.tokens {
            let word = self.words.as_bytes().get(start..token.end);
            token.fingerprint = fingerprint(word.unwrap_or_default());
            start = token.end;
        }
    }
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): short, and the same everywhere.
fn fingerprint(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The text of an output file, if its format can hold text of the case.
pub(super) fn of_file(path: &str, bytes: &[u8]) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "xml" | "svg" => Some(of_markup(&text())),
        // For a PDF stands the sheet that it is typeset from; one that the case brings along is not read.
        "pdf" => of_json(bytes),
        "json" => Some(of_json(bytes).unwrap_or_else(text)),
        "js" => Some(unescaped(&text())),
        "txt" | "csv" | "bib" | "ris" | "md" | "vtt" => Some(text()),
        _ => None,
    }
}

/// The text of HTML or XML, and after it that of all its tags: attributes hold words too.
fn of_markup(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut tags = String::new();
    for (at, part) in markup.split('<').enumerate() {
        match part.split_once('>') {
            Some((tag, after)) if at > 0 => {
                tags.push_str(tag);
                tags.push_str(" | ");
                if !is_inline(tag) {
                    text.push(' ');
                }
                text.push_str(after);
            }
            _ => text.push_str(part),
        }
    }
    text.push(' ');
    text.push_str(&tags);
    decoded(&unescaped(&text))
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let length = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    INLINE.contains(&name.get(..length).unwrap_or_default())
}

/// Every string of a JSON file, each on a line of its own.
fn of_json(bytes: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let mut text = String::new();
    push_strings(&value, &mut text);
    Some(text)
}

fn push_strings(value: &Value, text: &mut String) {
    match value {
        Value::String(words) => {
            text.push_str(words);
            text.push('\n');
        }
        Value::Array(values) => values.iter().for_each(|value| push_strings(value, text)),
        Value::Object(fields) => fields.values().for_each(|value| push_strings(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Character references of HTML. A named one is punctuation, which parts words and is not compared.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let length = after.bytes().take(10).position(|byte| byte == b';');
        let name = length.and_then(|length| after.get(..length));
        match name {
            Some(name) => {
                decoded.push(numbered(name).unwrap_or(' '));
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number)
}

/// Escapes of strings in scripts: `\u0027`, `\n` and the like, so that their letters join no word.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let code = after.strip_prefix('u').and_then(|code| code.get(..4));
        let c = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let mut characters = after.chars();
        match c {
            Some(c) => {
                plain.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                let next = characters.next();
                plain.push(next.filter(|c| !c.is_ascii_alphabetic()).unwrap_or(' '));
                rest = characters.as_str();
            }
        }
    }
    plain.push_str(rest);
    plain
}
