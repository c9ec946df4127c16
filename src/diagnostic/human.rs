//! Diagnostics for people: the sentence, the lines of source with the place marked, other places, and the help.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::locate::{Lines, Located, Locator, Span, Spot};
use super::{Diagnostics, Severity};
use crate::input::Inputs;

/// One block a diagnostic, with a blank line after each. `columns` is the width of the paper, in characters.
pub fn render(diagnostics: &Diagnostics, inputs: &Inputs, colour: bool, columns: usize) -> String {
    let locator = Locator::new(diagnostics, inputs);
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(columns.max(NARROWEST));
    let mut paper = String::new();
    for diagnostic in diagnostics {
        paper.push_str(&renderer.render(&[group(&locator.locate(diagnostic))]));
        paper.push_str("\n\n");
    }
    paper
}

/// Narrower paper has no room for a marked word beside a line's number.
const NARROWEST: usize = 40;
/// A line is cut so far behind a place, in bytes: more than any screen shows.
const MARGIN: usize = 400;
/// A place so many bytes into its line is quoted alone. Nearer ones are drawn with all that goes before,
/// because the drawing counts the columns that it names.
const FAR: usize = 20_000;
/// A long passage is shown by its first lines.
const MOST_LINES: usize = 4;

fn group<'a>(located: &Located<'a>) -> Group<'a> {
    let level = match located.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(shown(located.message))
        .id(located.rule.name());
    let mut elements = Vec::new();
    if let Some(spot) = &located.spot {
        elements.extend(place(spot, AnnotationKind::Primary, None));
    }
    for (spot, words) in &located.related {
        elements.extend(place(spot, AnnotationKind::Context, Some(words)));
    }
    if let Some(help) = located.help {
        elements.push(Level::HELP.message(shown(help)).into());
    }
    Group::with_title(title).elements(elements)
}

/// A place with its source, as far as it has one that can be drawn.
fn place<'a>(spot: &Spot<'a>, kind: AnnotationKind, label: Option<&'a str>) -> Vec<Element<'a>> {
    let path = shown(spot.file);
    let (Some(lines), Some(span)) = (spot.lines, spot.span) else {
        let message = label.map(|words| Level::NOTE.message(shown(words)).into());
        return std::iter::once(Origin::path(path).into())
            .chain(message)
            .collect();
    };
    let (line_start, line_end) = lines.bounds(span.start.line - 1);
    if spot.bytes.start > line_start + FAR {
        let origin = Origin::path(path)
            .line(span.start.line)
            .char_column(span.start.column);
        let end = line_end.min(spot.bytes.start + MARGIN);
        let words = label.unwrap_or("the line goes on here");
        let quoted = format!(
            "{}: {}",
            shown(words),
            text(lines.slice(spot.bytes.start..end))
        );
        return vec![origin.into(), Level::NOTE.message(quoted).into()];
    }
    let excerpt = Excerpt::around(spot, lines, span);
    let annotation = kind.span(excerpt.marked).label(label.map(shown));
    let snippet = Snippet::source(excerpt.text)
        .line_start(span.start.line)
        .path(path);
    vec![snippet.annotation(annotation).into()]
}

/// The lines that a place stands on, cut to what a screen can show.
struct Excerpt {
    text: String,
    marked: Range<usize>,
}

impl Excerpt {
    fn around(spot: &Spot<'_>, lines: &Lines<'_>, span: Span) -> Self {
        let first = span.start.line - 1;
        let last = (span.end.line - 1).min(first + MOST_LINES - 1);
        let mut excerpt = Excerpt {
            text: String::new(),
            marked: 0..0,
        };
        for line in first..=last {
            let (start, end) = lines.bounds(line);
            let from = if line == first {
                spot.bytes.start.clamp(start, end)
            } else {
                start
            };
            let to = if line == last {
                spot.bytes.end.clamp(from, end)
            } else {
                end
            };
            if line == first {
                excerpt.text = text(lines.slice(start..from));
                excerpt.marked.start = excerpt.text.len();
            } else {
                excerpt.text.push('\n');
            }
            excerpt.push_cut(lines.slice(from..to));
            excerpt.marked.end = excerpt.text.len();
            excerpt.push_cut(lines.slice(to..end));
        }
        excerpt
    }

    /// Adds a piece of a line, and a sign where the end of a long one is left out.
    fn push_cut(&mut self, bytes: &[u8]) {
        match bytes.get(..MARGIN) {
            Some(beginning) if bytes.len() > MARGIN => {
                self.text.push_str(&text(beginning));
                self.text.push('…');
            }
            _ => self.text.push_str(&text(bytes)),
        }
    }
}

/// A piece of a line, fit to be shown; of a character that a cut has halved stays the replacement character.
fn text(bytes: &[u8]) -> String {
    shown(&String::from_utf8_lossy(bytes)).into_owned()
}

/// Text that can't move a terminal's cursor, change its colours or turn its direction.
/// C0 controls get the pictures that Unicode has for them; a tab becomes one space, so that marks stand under their words.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| picture(c) != c) {
        return Cow::Borrowed(text);
    }
    text.chars().map(picture).collect::<String>().into()
}

fn picture(c: char) -> char {
    match c {
        '\n' => c,
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => '\u{fffd}',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Place, Rule};

    fn paper(files: &[(&str, &str)], diagnostic: Diagnostic) -> String {
        let mut inputs = Inputs::default();
        for (path, text) in files {
            inputs.files.insert((*path).into(), text.as_bytes().into());
        }
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        render(&diagnostics, &inputs, false, 100)
    }

    #[test]
    fn a_block_shows_the_place_the_related_place_and_the_help() {
        let note = "content/notes/a.md".into();
        let source = "seeds/b.txt".into();
        let diagnostic = Diagnostic::new(
            Rule::QuoteNearMiss,
            "the quotation is not quite what the source says",
        )
        .at(Place::new(&note, 14..20))
        .related(Place::new(&source, 4..13), "the source's words")
        .help("write 米粉们");
        let files = [
            ("content/notes/a.md", "---\n---\nfirst 米米 last\n"),
            ("seeds/b.txt", "one\n米粉们\n"),
        ];
        assert_eq!(
            paper(&files, diagnostic),
            "\
error[quote-near-miss]: the quotation is not quite what the source says
 --> content/notes/a.md:3:7
  |
3 | first 米米 last
  |       ^^^^
  |
 ::: seeds/b.txt:2:1
  |
2 | 米粉们
  | ------ the source's words
  |
  = help: write 米粉们

"
        );
    }

    #[test]
    fn any_place_in_any_text_is_shown_without_panic_and_within_bounds() {
        let long = format!(
            "{}\u{1b}[31m X {}",
            "米a".repeat(300_000),
            "é ".repeat(300_000)
        );
        let texts = [
            "",
            "\n",
            "a\r\nb",
            "\u{feff}x\n",
            "a\u{301}\t\u{7}\u{202e}b\n\n\nc\nd\ne\nf",
            &long,
        ];
        for text in texts {
            for (start, end) in [
                (0, 0),
                (0, 1),
                (1, 3),
                (2, 2),
                (3, 9),
                (5, 1_000_000),
                (900_001, 900_020),
                (1_400_000, 9_000_000),
            ] {
                let file = "content/case.md".into();
                let diagnostic = Diagnostic::new(Rule::ControlCharacter, "a\u{1b}]8;;x")
                    .at(Place::new(&file, start..end))
                    .related(Place::new(&file, end..end), "here\u{85}")
                    .help("do\n\u{0}this");
                let shown = paper(&[("content/case.md", text)], diagnostic);
                assert!(shown.len() < 6_000, "{} bytes", shown.len());
                assert!(
                    !shown.contains(|c: char| c.is_control() && c != '\n'),
                    "{shown:?}"
                );
            }
        }
    }

    #[test]
    fn what_has_no_text_is_named_alone() {
        let file = "seeds/li\u{1b}nk".into();
        let diagnostic =
            Diagnostic::new(Rule::OutsideRoot, "it leads out").at(Place::start_of(&file));
        assert_eq!(
            paper(&[], diagnostic),
            "error[outside-root]: it leads out\n--> seeds/li␛nk\n\n"
        );
        let diagnostic = Diagnostic::new(Rule::MissingFile, "gone").help("make it");
        assert_eq!(
            paper(&[], diagnostic),
            "error[missing-file]: gone\n |\n = help: make it\n\n"
        );
    }
}
