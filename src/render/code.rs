//! Code blocks with their parts marked by classes, which the theme's `assets/code.css` colours.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use pulldown_cmark::{Event, TagEnd};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;

use super::escape;
use crate::case::{Piece, Prose};

/// Every class begins so, that it meets none of the theme's own.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "z-" };

/// Longer lines, in bytes, are left plain: some syntaxes take quadratic time on a line, and nobody reads it.
const LONGEST_LINE: usize = 1_000;

/// Longer blocks, in bytes, are left plain: marked, they are ten times as long.
const LONGEST_BLOCK: usize = 100_000;

/// So many bytes of marked code are kept, with the code they were made of.
const MOST_KEPT: usize = 4_000_000;

/// The inside of `<code>`: the code, marked if its language is known. Its text is the code, unchanged.
pub fn html(code: &str, language: &str) -> String {
    if !is_marked(code, language) {
        return escape::text(code);
    }
    let kept = kept();
    let block = [language, "\0", code].concat();
    if let Some(html) = kept.lock().ok().and_then(|kept| kept.find(&block)) {
        return html;
    }
    // Without the lock, so that blocks of several pages are marked at a time.
    let html = highlighted(code, language).unwrap_or_else(|| escape::text(code));
    if let Ok(mut kept) = kept.lock() {
        kept.add(block, &html);
    }
    html
}

/// What was marked before, by language and code: most blocks come again with the next build of a preview, and many in one.
struct Kept {
    blocks: BTreeMap<String, String>,
    size: usize,
}

impl Kept {
    fn find(&self, block: &str) -> Option<String> {
        self.blocks.get(block).cloned()
    }

    /// Adds a block, and forgets all others when they are too many.
    fn add(&mut self, block: String, html: &str) {
        self.size += block.len() + html.len();
        if self.size > MOST_KEPT {
            self.blocks.clear();
            self.size = block.len() + html.len();
        }
        self.blocks.insert(block, html.to_owned());
    }
}

fn kept() -> &'static Mutex<Kept> {
    static KEPT: Mutex<Kept> = Mutex::new(Kept {
        blocks: BTreeMap::new(),
        size: 0,
    });
    &KEPT
}

/// Whether a prose shows a block of code, so that its page needs the theme's colours for code.
pub fn has_code(prose: &Prose) -> bool {
    let is_code = |piece: &Piece| matches!(piece, Piece::Event(Event::End(TagEnd::CodeBlock)));
    prose.pieces.iter().any(is_code)
}

/// The language that a fenced block's info string names: its first word, less a leading `.` or attributes in braces.
pub fn language(info: &str) -> &str {
    let word = info
        .trim_start_matches(['{', '.', ' '])
        .split([' ', ',', '{', '}', '\t'])
        .next();
    word.unwrap_or_default()
}

fn is_marked(code: &str, language: &str) -> bool {
    let is_long = code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE);
    !language.is_empty() && !is_long
}

fn highlighted(code: &str, language: &str) -> Option<String> {
    let syntaxes = syntaxes();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, STYLE);
    for line in code.split_inclusive('\n') {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}

/// Unpacked when the first block asks for it, because most cases have no code.
fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of the HTML, as a browser has it.
    fn shown(html: &str) -> String {
        let text: String = html
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect();
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&amp;", "&")
    }

    #[test]
    fn known_languages_are_marked_and_the_text_never_changes() {
        let long = "x = 1; ".repeat(1_000);
        let cases = [
            ("let a = \"<b>\" && 1;\n", "rust", true),
            ("fn open() { /* unclosed\n", "rust", true),
            ("a: [1, 2]\n# 米粉", "yaml", true),
            ("</code></pre><script>", "html", true),
            ("plain <b>\n", "no-such-language", false),
            ("plain", "", false),
            (long.as_str(), "python", false),
        ];
        for (code, name, marked) in cases {
            let html = html(code, name);
            assert_eq!(shown(&html), code, "{name}");
            assert_eq!(html.contains("class=\"z-"), marked, "{name}");
            assert_eq!(
                html.matches("<span").count(),
                html.matches("</span").count()
            );
        }
    }

    #[test]
    fn the_info_string_names_the_language_first() {
        for (info, expected) in [
            ("rust", "rust"),
            ("rust,ignore", "rust"),
            ("python title=x", "python"),
            ("{.c++ .numbered}", "c++"),
            ("", ""),
        ] {
            assert_eq!(language(info), expected);
        }
    }

    #[test]
    fn what_is_kept_is_found_again_and_never_grows_without_end() {
        let mut kept = Kept {
            blocks: BTreeMap::new(),
            size: 0,
        };
        let html = "x".repeat(MOST_KEPT / 4);
        for number in 0..20 {
            let block = format!("rust\0{number}");
            kept.add(block.clone(), &html);
            assert_eq!(kept.find(&block).as_ref(), Some(&html));
            assert_eq!(kept.find("rust\0other"), None);
            assert!(kept.blocks.len() < 4, "{number}");
        }
    }
}
