//! Which paragraphs are list items, and how they nest.

use super::marker::{Kind, Marker};
use super::{Item, List, Paragraph, Shape};

/// Items nest this deep at most, so that no article makes a page too deep to read; what is indented further stands at this depth.
const DEEPEST: usize = 7;

/// A paragraph that begins with a marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its place among the article's paragraphs.
    pub(super) paragraph: usize,
    /// How far it is indented.
    pub(super) indent: usize,
    /// What it begins with.
    pub(super) marker: Marker,
}

/// Turns the candidates of one unbroken run into items where they make lists.
pub(super) fn shape(run: &[Candidate], paragraphs: &mut [Paragraph]) {
    let sound = sound(run);
    let mut rest = run;
    let mut sound = sound.as_slice();
    while !rest.is_empty() {
        let length = sound.iter().take_while(|sound| **sound).count();
        let (items, after) = rest.split_at(length);
        for (candidate, level) in items.iter().zip(levels(items)) {
            if let Some(paragraph) = paragraphs.get_mut(candidate.paragraph) {
                let depth = u8::try_from(level).unwrap_or(u8::MAX);
                paragraph.shape = Shape::Item {
                    depth,
                    ordered: candidate.marker.kind.ordered(),
                };
                paragraph.marker = candidate.marker.length;
            }
        }
        rest = after.get(1..).unwrap_or_default();
        sound = sound.get(length + 1..).unwrap_or_default();
    }
}

/// Builds the lists of an unbroken run of items, given as paragraph, depth and kind.
pub(super) fn lists(run: &[(usize, usize, Kind)]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let Some(&(_, level, _)) = run.first() else {
        return lists;
    };
    let mut last: Option<Kind> = None;
    let mut rest = run;
    while let Some((&(paragraph, _, kind), below)) = rest.split_first() {
        let children = below.iter().take_while(|item| item.1 > level).count();
        let (children, after) = below.split_at(children);
        let item = Item {
            paragraph,
            children: self::lists(children),
        };
        match lists.last_mut() {
            Some(list) if last.is_some_and(|last| last.goes_on(kind)) => list.items.push(item),
            _ => lists.push(List {
                ordered: kind.ordered(),
                items: vec![item],
            }),
        }
        last = Some(kind);
        rest = after;
    }
    lists
}

/// Whether each candidate is an item: by its bullet, or by a neighbour that goes on with its list.
fn sound(run: &[Candidate]) -> Vec<bool> {
    let mut sound: Vec<bool> = run.iter().map(|candidate| candidate.marker.alone).collect();
    let mut open: Vec<usize> = Vec::new();
    for (position, candidate) in run.iter().enumerate() {
        let sibling = descend(&mut open, run, position);
        let neighbour =
            sibling.filter(|sibling| run[*sibling].marker.kind.goes_on(candidate.marker.kind));
        if let Some(neighbour) = neighbour {
            sound[neighbour] = true;
            sound[position] = true;
        }
    }
    sound
}

/// How deep each item stands, from 0.
fn levels(run: &[Candidate]) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut levels = Vec::with_capacity(run.len());
    for position in 0..run.len() {
        descend(&mut open, run, position);
        levels.push(open.len().saturating_sub(1).min(DEEPEST));
    }
    levels
}

/// Puts an item in the place that its indentation gives it, below the open ones, and returns the sibling directly before it.
///
/// One column more or less makes no difference.
fn descend(open: &mut Vec<usize>, run: &[Candidate], position: usize) -> Option<usize> {
    let indent = run[position].indent;
    let mut sibling = None;
    while let Some(last) = open.last().copied() {
        let above = run[last].indent;
        if indent >= above + 2 {
            break;
        }
        sibling = open.pop();
        if above < indent + 2 {
            break;
        }
    }
    open.push(position);
    sibling
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Form, parse};
    use super::*;

    /// Lists as brackets, items by their last letter, other paragraphs as `p`.
    fn drawn(text: &str) -> String {
        fn draw(list: &List, text: &str, paragraphs: &[Paragraph], out: &mut String) {
            out.push(if list.ordered { '(' } else { '[' });
            for item in &list.items {
                out.extend(
                    text[paragraphs[item.paragraph].range.clone()]
                        .chars()
                        .next_back(),
                );
                item.children
                    .iter()
                    .for_each(|list| draw(list, text, paragraphs, out));
            }
            out.push(if list.ordered { ')' } else { ']' });
        }
        let article = parse(text, &Form::default());
        let mut out = String::new();
        for block in &article.blocks {
            match block {
                Block::List(list) => draw(list, text, &article.paragraphs, &mut out),
                Block::Paragraph(_) => out.push('p'),
                Block::Heading(_) => out.push('h'),
                Block::Table(_) => out.push('t'),
            }
        }
        out
    }

    #[test]
    fn lists_are_built() {
        let cases = [
            ("- a\n- b", "[ab]"),
            ("- a\n\n- b\n\nProse.", "[ab]p"),
            ("Prose.\n- a\nProse.\n- b", "p[a]p[b]"),
            ("• a\n  • b\n    ◦ c\n  • d\n• e", "[a[b[c]d]e]"),
            ("\t- a\n\t\t- b\n- c", "[a[b]c]"),
            ("  1. a\n2. b", "(ab)"),
            ("- a\n      - b\n   - c\n- d", "[a[bc]d]"),
            ("1. a\n2. b\n\n3. c", "(abc)"),
            ("1. a\n   - b\n   - c\n2. d", "(a[bc]d)"),
            ("一、a\n二、b", "(ab)"),
            ("1. a\n2. b\n1. c\n2. d", "(ab)(cd)"),
            ("- a\n* b", "[a][b]"),
            ("Prose.\n1. Lone.\nProse.", "ppp"),
            ("1. a.\n5. b.", "pp"),
            ("1. x.\n- a\n- b\n2. y.", "p[ab]p"),
            ("– Oui.\nIl dit.", "pp"),
            ("– a\n– b", "[ab]"),
            ("- 5 a\n- 6 b", "[ab]"),
            ("2025. a\n2026. b", "pp"),
        ];
        for (text, expected) in cases {
            assert_eq!(drawn(text), expected, "{text}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let text: String = (0..3000)
            .map(|level| format!("{}- a\n", "  ".repeat(level)))
            .collect();
        let deepest = parse(&text, &Form::default())
            .paragraphs
            .iter()
            .map(|paragraph| match paragraph.shape {
                Shape::Item { depth, .. } => depth,
                _ => u8::MAX,
            })
            .max();
        assert_eq!(deepest, Some(7));
    }
}
