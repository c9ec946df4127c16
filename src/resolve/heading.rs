//! The headings of a text as the edition has them: levels without gaps, anchors without repeats.

use pulldown_cmark::Event;

use super::held::held;
use crate::case::{Edition, Heading};
use crate::syntax::markdown::{Part, What};
use crate::syntax::slug::{Anchors, slug};

/// The headings that `edition` holds, in order.
pub(super) fn headings(parts: &[Part], edition: Edition) -> Vec<Heading> {
    let mut found = Vec::new();
    let mut levels: Vec<u8> = Vec::new();
    let mut anchors = Anchors::default();
    let mut open: Option<(u8, Option<String>, String)> = None;
    for (part, held) in held(parts, edition) {
        match (&part.what, &mut open) {
            (What::HeadingStart(level, id), _) if held => {
                open = Some((*level, id.clone(), String::new()))
            }
            (What::HeadingEnd, Some(_)) => {
                if let Some((level, id, text)) = open.take() {
                    levels.retain(|upper| *upper < level);
                    levels.push(level);
                    let anchor = id.unwrap_or_else(|| slug(&text));
                    let anchor = free(anchor.trim_start_matches('_'), &mut anchors);
                    found.push(Heading {
                        level: depth(&levels),
                        anchor,
                        text,
                    });
                }
            }
            (What::Event(Event::Text(words) | Event::Code(words)), Some((_, _, text))) => {
                text.push_str(words)
            }
            (What::Event(Event::SoftBreak | Event::HardBreak), Some((_, _, text))) => {
                text.push(' ')
            }
            _ => {}
        }
    }
    found
}

/// An anchor that nothing else on the page has. Themes begin theirs with `_`, which no slug does; those of paragraphs,
/// passages and footnotes are kept.
fn free(anchor: &str, anchors: &mut Anchors) -> String {
    let anchor = if anchor.is_empty() { "section" } else { anchor };
    let letters = anchor.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    if letters.len() < anchor.len() && matches!(letters, "p" | "q" | "fn" | "fnref") {
        anchors.keep(anchor);
    }
    anchors.unique(anchor)
}

/// The page's title is level 1, so the text's highest heading is 2.
fn depth(levels: &[u8]) -> u8 {
    u8::try_from(levels.len() + 1).unwrap_or(6).min(6)
}
