//! A page's markup taken apart: enough HTML for pages that the checker finds valid.

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its name.
    pub(crate) name: String,
    /// Whether it ends an element.
    pub(crate) is_end: bool,
    /// Its attributes, with character references resolved.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A tag.
    Tag(Tag),
    /// Text, with character references resolved.
    Text(String),
}

/// The pieces of a page, comments left out.
pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            pieces.push(Piece::Text(unescape(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = tag_end(rest);
        let tag = tag(&rest[..end]);
        rest = rest.get(end + 1..).unwrap_or_default();
        let raw = !tag.is_end && matches!(tag.name.as_str(), "script" | "style");
        let close = format!("</{}", tag.name);
        pieces.push(Piece::Tag(tag));
        if raw {
            let end = rest.find(&close).unwrap_or(rest.len());
            pieces.push(Piece::Text(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(unescape(rest)));
    }
    pieces
}

/// The tags of a page that begin elements.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let start = |piece| match piece {
        Piece::Tag(tag) if !tag.is_end => Some(tag),
        _ => None,
    };
    pieces(html).into_iter().filter_map(start).collect()
}

/// What a reader sees of a page's body, words of different blocks apart.
pub(crate) fn visible_text(html: &str) -> String {
    let mut text = String::new();
    let mut hidden = None;
    for piece in pieces(html) {
        match (piece, &hidden) {
            (Piece::Tag(tag), Some(name)) if tag.is_end && tag.name == *name => hidden = None,
            (_, Some(_)) => {}
            (Piece::Tag(tag), None) => {
                if !tag.is_end
                    && matches!(tag.name.as_str(), "script" | "style" | "head" | "template")
                {
                    hidden = Some(tag.name);
                } else if !is_inline(&tag.name) {
                    text.push('\n');
                }
            }
            (Piece::Text(words), None) => text.push_str(&words),
        }
    }
    text
}

fn is_inline(name: &str) -> bool {
    [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr", "del", "ins",
    ]
    .contains(&name)
}

/// Where the tag at the start of `text` ends; a `>` in an attribute's value ends none.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn tag(text: &str) -> Tag {
    let text = text.trim_start_matches('<').trim_end_matches('/');
    let (text, is_end) = text
        .strip_prefix('/')
        .map_or((text, false), |text| (text, true));
    let length = text.find(char::is_whitespace).unwrap_or(text.len());
    let mut tag = Tag {
        name: text[..length].to_ascii_lowercase(),
        is_end,
        attributes: Vec::new(),
    };
    let mut rest = text[length..].trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        tag.attributes.push((name, unescape(value)));
        rest = rest.trim_start();
    }
    tag
}

fn attribute_value(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        _ => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

/// Text with its character references resolved.
pub(crate) fn unescape(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(name, rest)| Some((reference(name)?, rest)))
        {
            Some((c, rest)) => {
                plain.push(c);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    plain
}

fn reference(name: &str) -> Option<char> {
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("shy", '\u{ad}'),
    ];
    if let Some((_, c)) = named.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let code = name.strip_prefix('#')?;
    let number = match code.strip_prefix(['x', 'X']) {
        Some(code) => u32::from_str_radix(code, 16).ok()?,
        None => code.parse().ok()?,
    };
    char::from_u32(number)
}
