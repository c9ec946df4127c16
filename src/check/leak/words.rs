//! The words of a file as a reader or a program would get them, whatever the file's format.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Elements that stand in a line: their tags part no words.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
];

/// A word, or a character of a script that does not part words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// 2 for a word, 1 for a character: about what each tells.
    pub(super) weight: usize,
    pub(super) fingerprint: u64,
}

/// The words of a text, in lower case, without what stands between them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.nfc() {
        let is_letter = c.is_alphanumeric() || is_combining_mark(c);
        let stands_alone = is_letter && is_unparted(c);
        if is_letter && !stands_alone {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            tokens.push(token(std::mem::take(&mut word), 2));
        }
        if stands_alone {
            tokens.push(token(c.to_string(), 1));
        }
    }
    if !word.is_empty() {
        tokens.push(token(word, 2));
    }
    tokens
}

/// The words with spaces between.
pub(super) fn joined(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let separator = if tokens.iter().all(|token| token.weight == 1) {
        ""
    } else {
        " "
    };
    words.join(separator)
}

/// The text of an output file, if its format can hold text of the case.
pub(super) fn of_file(path: &str, bytes: &[u8]) -> Option<String> {
    let (_, extension) = path.rsplit_once('.')?;
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "xml" | "svg" => Some(of_markup(&text())),
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

fn token(text: String, weight: usize) -> Token {
    // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): short, and the same everywhere.
    let fingerprint = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Token {
        text,
        weight,
        fingerprint,
    }
}

/// Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han.
fn is_unparted(c: char) -> bool {
    matches!(
        c,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
