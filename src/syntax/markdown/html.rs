//! Raw HTML in Markdown: what passes, what is dropped, and what no page may hold.

/// The HTML without its comments: an author's remarks to herself are not published.
pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = match rest[start..].find("-->") {
            Some(end) => &rest[start + end + 3..],
            None => "",
        };
    }
    kept.push_str(rest);
    kept
}

/// A tag as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The element's name in lower case.
    pub(super) name: String,
    /// Whether it ends the element.
    pub(super) closes: bool,
    /// Whether the element has no content, by its kind.
    pub(super) void: bool,
    /// Names in lower case, and values.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Stands for what is no tag of an element.
    fn unread(what: &str) -> Self {
        Tag {
            name: what.to_owned(),
            closes: false,
            void: true,
            attributes: Vec::new(),
        }
    }
}

/// Elements without content (<https://html.spec.whatwg.org/multipage/syntax.html#void-elements>).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tag may be left out (<https://html.spec.whatwg.org/multipage/syntax.html#optional-tags>).
pub(super) const OPTIONAL: [&str; 16] = [
    "li", "dt", "dd", "p", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rt",
    "rp", "colgroup", "caption",
];

/// Elements that act, that load, that change how what follows is read, or that a page has once and from its theme.
const REFUSED: [&str; 29] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "form",
    "input",
    "button",
    "select",
    "html",
    "head",
    "body",
    "title",
    "main",
    "h1",
    "frame",
    "frameset",
    "noframes",
    "noembed",
    "noscript",
    "textarea",
    "template",
    "xmp",
    "plaintext",
    "svg",
    "math",
];

/// Attributes whose value a browser loads.
const LOADING: [&str; 7] = [
    "src",
    "srcset",
    "poster",
    "background",
    "action",
    "formaction",
    "xlink:href",
];

/// The tags in a piece of HTML without comments.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let length = tag_length(rest);
            tags.extend(tag(&rest[..length]));
            rest = &rest[length..];
            if rest.is_empty() {
                tags.push(Tag::unread("a tag without its `>`"));
            }
        } else if rest.starts_with(['!', '?']) {
            tags.push(Tag::unread("a declaration"));
        }
    }
    tags
}

/// Up to the `>` that is in no quoted value.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

fn tag(inner: &str) -> Option<Tag> {
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/').trim_end_matches('/');
    let length = inner
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(inner.len());
    let name = inner[..length].to_ascii_lowercase();
    let void = VOID.contains(&name.as_str());
    let known = name.starts_with(|c: char| c.is_ascii_alphabetic());
    known.then(|| Tag {
        name,
        closes,
        void,
        attributes: attributes(&inner[length..]),
    })
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() {
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len())
            .max(1);
        let length = (length..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        let name = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let value = match rest.strip_prefix('=') {
            Some(after) => {
                let (value, after) = value(after.trim_start());
                rest = after;
                value
            }
            None => String::new(),
        };
        found.push((name, value));
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    found
}

/// A value with or without quotation marks, and what follows it.
fn value(text: &str) -> (String, &str) {
    let (value, rest) = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        _ => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    };
    (value.to_owned(), rest)
}

/// What in the tag a page may not hold, and what to do instead.
pub(super) fn refused(tag: &Tag) -> Option<(String, &'static str)> {
    if tag.name.starts_with("a ") {
        return Some((
            format!("{} stands in the Markdown", tag.name),
            "write `&lt;` for a `<` that begins no element",
        ));
    }
    if REFUSED.contains(&tag.name.as_str()) {
        return Some((
            format!("the element `<{}>` stands in the Markdown", tag.name),
            "scripts, styles, forms and a page's frame belong in the theme",
        ));
    }
    tag.attributes
        .iter()
        .find_map(|(name, value)| attribute(name, value.trim()))
}

fn attribute(name: &str, value: &str) -> Option<(String, &'static str)> {
    let anywhere = ["https://", "http://", "mailto:", "tel:", "#"];
    if name == "style" {
        Some((
            "a `style` attribute stands in the Markdown".to_owned(),
            "give it a `class` and style that in the theme",
        ))
    } else if name.len() > 4 && name.starts_with("on") {
        Some((
            format!("an event attribute, `{name}`, stands in the Markdown"),
            "pages hold no scripts",
        ))
    } else if LOADING.contains(&name) {
        Some((
            format!("raw HTML loads `{value}`"),
            "write pictures in Markdown, `![what it shows](file.png)`, so that they are checked and copied",
        ))
    } else if name == "href"
        && !anywhere
            .iter()
            .any(|start| value.to_ascii_lowercase().starts_with(start))
    {
        Some((
            format!("raw HTML links to `{value}`"),
            "write links in Markdown, `[words](file.md)`, so that they are checked",
        ))
    } else if name == "id" && (value.starts_with('_') || is_anchor(value)) {
        Some((
            format!("raw HTML takes the anchor `{value}`"),
            "anchors such as `p1`, `q1` or `_x` are the page's own: choose another",
        ))
    } else {
        None
    }
}

fn is_anchor(id: &str) -> bool {
    let rest = id
        .strip_prefix("fn")
        .or_else(|| id.strip_prefix(['p', 'q']));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_tags_are_read() {
        assert_eq!(without_comments("a<!-- x -->b<!-- y"), "ab");
        let found = tags("1 < 2 <Br/><a title=\"x > y\" HREF=z>w</A >");
        let names: Vec<_> = found
            .iter()
            .map(|tag| (tag.name.as_str(), tag.closes, tag.void))
            .collect();
        assert_eq!(
            names,
            [("br", false, true), ("a", false, false), ("a", true, false)]
        );
        assert_eq!(
            found[1].attributes,
            [
                ("title".to_owned(), "x > y".to_owned()),
                ("href".to_owned(), "z".to_owned())
            ]
        );
    }

    #[test]
    fn what_acts_or_loads_is_refused() {
        for (html, expected) in [
            ("<p>on = style=1</p>", None),
            ("<abbr title=\"a\">x</abbr>", None),
            ("<a href='https://example.org'>x</a>", None),
            ("<SCRIPT>", Some("`<script>`")),
            ("<b onClick = x>", Some("`onclick`")),
            ("<b\nstyle='x'>", Some("`style`")),
            ("<a href='java&#115;cript:x'>", Some("links to")),
            ("<a href=nope.md>", Some("links to")),
            ("<img src=https://example.org/a.png>", Some("loads")),
            ("<span id=p2>", Some("`p2`")),
            ("<h1>", Some("`<h1>`")),
            ("<img alt=\">\" onerror=x>", Some("`onerror`")),
            ("<svg><![CDATA[><img alt=\"]]>", Some("`<svg>`")),
            ("<div title=\"", Some("without its `>`")),
            ("<noscript>", Some("`<noscript>`")),
        ] {
            let found = tags(html)
                .iter()
                .find_map(refused)
                .map(|(message, _)| message);
            assert_eq!(found.is_some(), expected.is_some(), "{html}: {found:?}");
            assert!(
                found
                    .unwrap_or_default()
                    .contains(expected.unwrap_or_default()),
                "{html}"
            );
        }
    }
}
