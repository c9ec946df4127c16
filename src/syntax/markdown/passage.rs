//! Passages for one audience: `::: instructor` … `:::`.
//!
//! CommonMark knows no such fence. Each fence line is handed to the parser as a thematic break of the same length, which ends
//! whatever stands before it as a fence should, keeps every offset, and comes back as an event of its own.

use std::collections::BTreeMap;

use crate::case::Audience;
use crate::suggest::nearest;
use crate::syntax::record::AUDIENCES;

/// A line of three colons or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// It begins a passage.
    Open(Audience),
    /// It ends one.
    Close,
    /// It says something else: what is wrong, and what to write.
    Wrong(String, String),
}

/// The Markdown with its fences masked, and the fences by offset.
pub(super) fn mask(markdown: &str) -> (String, BTreeMap<usize, Fence>) {
    let mut masked = String::with_capacity(markdown.len());
    let mut fences = BTreeMap::new();
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        if inner.starts_with(":::") {
            let indent = line.len() - inner.len();
            let colons = inner.bytes().take_while(|byte| *byte == b':').count();
            let words = inner[colons..].trim_end();
            fences.insert(at + indent, read(words.trim().trim_end_matches(':').trim()));
            masked.push_str(&line[..indent]);
            masked.push_str(&"*".repeat(colons));
            masked.push_str(&" ".repeat(words.len()));
            masked.push_str(&inner[colons + words.len()..]);
        } else {
            masked.push_str(line);
        }
        at += line.len();
    }
    (masked, fences)
}

fn read(words: &str) -> Fence {
    if words.is_empty() {
        return Fence::Close;
    }
    match AUDIENCES.iter().find(|(name, _)| *name == words) {
        Some((_, audience)) => Fence::Open(*audience),
        None => {
            let help = match nearest(words, AUDIENCES.iter().map(|(name, _)| *name)) {
                Some(name) => format!("did you mean `::: {name}`?"),
                None => "write `::: student` or `::: instructor`".to_owned(),
            };
            Fence::Wrong(format!("`{words}` is no audience"), help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_becomes_a_break_of_the_same_length() {
        let text = "a\n::: instructor\nb\n> :::\n:::: studnet\nx ::: y\n";
        let (masked, fences) = mask(text);
        assert_eq!(
            masked,
            "a\n***           \nb\n> ***\n****        \nx ::: y\n"
        );
        let expected = [
            (2, Fence::Open(Audience::Instructor)),
            (21, Fence::Close),
            (
                25,
                Fence::Wrong(
                    "`studnet` is no audience".into(),
                    "did you mean `::: student`?".into(),
                ),
            ),
        ];
        assert_eq!(fences.into_iter().collect::<Vec<_>>(), expected);
    }
}
