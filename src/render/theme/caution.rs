//! What is no fault of a theme, and yet not meant: files that nobody reads, scripts and styles inside of a page.

use std::ops::Range;

use super::shelf::{Held, Shelf};
use super::template::Template;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// What may lie in a theme's folder besides what is read, without regard to its ending.
const PAPERS: [&str; 7] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "screenshot",
];

/// The files of the themes that nobody reads.
pub(super) fn strays(shelf: &Shelf) -> Vec<Diagnostic> {
    let files = shelf.files.iter();
    let strays = files.filter(|(path, _)| !is_known(path));
    strays
        .flat_map(|(path, copies)| copies.iter().map(|held| stray(path, held)))
        .collect()
}

fn is_known(path: &str) -> bool {
    match path.split_once('/') {
        Some(("assets" | "handout", _)) => true,
        Some(("templates", name)) => name.ends_with(".html"),
        Some(("i18n", name)) => name.ends_with(".yaml") && !name.contains('/'),
        Some(_) => false,
        None => {
            let name = path.to_ascii_lowercase();
            let stem = name.split('.').next().unwrap_or_default();
            let stem = stem.split('-').next().unwrap_or_default();
            name == "theme.yaml" || PAPERS.contains(&stem)
        }
    }
}

fn stray(path: &str, held: &Held) -> Diagnostic {
    let help = match path.split_once('/') {
        Some(("templates", _)) => "templates are named `templates/NAME.html`",
        Some(("i18n", _)) => {
            "words stand in one file a language, `i18n/TAG.yaml`, such as `i18n/zh-Hans.yaml`"
        }
        _ => {
            "a theme holds `theme.yaml`, `templates/`, `assets/`, `handout/` and `i18n/`; what pages load belongs into `assets/`"
        }
    };
    Diagnostic::new(
        Rule::UnknownThemeFile,
        format!("nothing in a theme is called `{path}`"),
    )
    .at(Place::start_of(held.file))
    .help(help)
}

/// The scripts and styles that templates hold inside of a page.
pub(super) fn inline(templates: &[Template]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in templates {
        for (range, what) in tags(template.text) {
            let message = format!("{what} inside of the page is against a strict policy");
            found.push(
                Diagnostic::new(Rule::InlineCode, message)
                    .at(Place::new(template.file, range))
                    .help("a server that sends `Content-Security-Policy: default-src 'self'` lets only files of the site run: put it into `assets/`"),
            );
        }
    }
    found
}

/// Where a template begins an element that runs or styles by itself, with what it is.
fn tags(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(['<', '{']) {
        let start = from + at;
        let rest = &text[start..];
        if rest.starts_with("{#") {
            from = start + rest.find("#}").map_or(rest.len(), |end| end + 2);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with('<')
        {
            let end = tag_end(rest);
            tags.extend(offence(&rest[..end]).map(|what| (start..start + end, what)));
            from = start + end;
        } else {
            from = start + 1;
        }
    }
    tags
}

/// Where a tag ends: at a `>` that is in no attribute's value and in no expression.
fn tag_end(text: &str) -> usize {
    let (mut quote, mut depth) = (None, 0u32);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('{', _) => depth += 1,
            ('}', _) => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ('>', None) => return at + 1,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn offence(tag: &str) -> Option<&'static str> {
    let tag = tag.to_ascii_lowercase();
    let name = tag[1..]
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .next()?;
    let is_data = ["application/ld+json", "application/json"]
        .iter()
        .any(|kind| tag.contains(kind));
    match name {
        "style" => Some("a `<style>`"),
        "script" if !is_data && attribute(&tag, |name| name == "src").is_none() => Some("a script"),
        _ => attribute(&tag, |name| name == "style")
            .map(|()| "a `style` attribute")
            .or_else(|| {
                attribute(&tag, |name| name.len() > 4 && name.starts_with("on"))
                    .map(|()| "an event attribute")
            }),
    }
}

/// Whether a tag has an attribute whose name is wanted.
fn attribute(tag: &str, is_wanted: impl Fn(&str) -> bool) -> Option<()> {
    let mut pieces = tag.split('=');
    let mut before = pieces.next()?;
    for piece in pieces {
        let is_edge = |c: char| c.is_whitespace() || c == '}';
        let name = before.trim_end().rsplit(is_edge).next()?;
        if is_wanted(name) {
            return Some(());
        }
        before = piece;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_by_itself_is_found_and_what_is_loaded_is_not() {
        let cases = [
            ("<script>go()</script>", vec!["<script>"]),
            ("<script src=\"a.js\" defer></script>", vec![]),
            ("<script type=\"application/ld+json\">{}</script>", vec![]),
            ("<p style=\"a\">", vec!["<p style=\"a\">"]),
            (
                "<p {% if a > b %}style=\"a\"{% endif %}>",
                vec!["<p {% if a > b %}style=\"a\"{% endif %}>"],
            ),
            ("<link rel=\"stylesheet\" href=\"a?style=b\">", vec![]),
            ("{# <style> #}<b onclick='x'>", vec!["<b onclick='x'>"]),
            ("<p title=\"a > b\" data-style=\"x\">", vec![]),
            ("a < b and <style>", vec!["<style>"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = tags(text).into_iter().map(|(at, _)| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn papers_and_what_is_read_are_known_and_nothing_else() {
        for path in [
            "theme.yaml",
            "README.md",
            "LICENSE",
            "LICENSE-MIT",
            "screenshot.png",
            "templates/a/b.html",
            "assets/x/y.woff2",
            "i18n/zh-Hans.yaml",
        ] {
            assert!(is_known(path), "{path}");
        }
        for path in [
            "theme.yml",
            "style.css",
            "templates/a.htm",
            "i18n/en.yml",
            "i18n/a/en.yaml",
            "asset/a.css",
        ] {
            assert!(!is_known(path), "{path}");
        }
    }
}
