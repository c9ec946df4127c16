//! Which lines make up a paragraph: each its own, or, where lines are broken at a fixed width, those without a gap between.

use std::ops::Range;

use crate::syntax::article::script::{columns, unspaced};

use super::line::Line;
use super::marker::{Kind, Marker, marker};
use super::sentence::ends_sentence;
use super::table::Role;

/// The lines of each paragraph, delimiter rows of tables left out.
///
/// `fixed` lines are headings by the editor's word, each a paragraph of its own.
pub(super) fn paragraphs(
    text: &str,
    lines: &[Line],
    roles: &[Role],
    wrapped: bool,
    fixed: impl Fn(&Line) -> bool,
) -> Vec<Range<usize>> {
    let prose = |line: usize| roles.get(line) == Some(&Role::Prose);
    let marker = |line: &Line| marker(words(text, line)).filter(|_| wrapped);
    let markers: Vec<Option<Marker>> = lines.iter().map(marker).collect();
    let joins = |first: usize, position: usize| {
        let (above, line) = (&lines[position - 1], &lines[position]);
        let near =
            !line.gap && prose(position) && prose(position - 1) && above.omitted == line.omitted;
        let heading = fixed(line) || fixed(above) || hashed(text, line) || hashed(text, above);
        wrapped && near && !heading && !begins_item(markers[position], markers[first])
    };
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for position in (0..lines.len()).filter(|line| !matches!(roles[*line], Role::Delimiter(_))) {
        match paragraphs.last_mut() {
            Some(last) if joins(last.start, position) => last.end = position + 1,
            _ => paragraphs.push(position..position + 1),
        }
    }
    paragraphs
}

/// Whether the lines are evidently broken at a fixed width.
///
/// The evidence is that nearly every line that goes on below had no room for the next line's first word,
/// and that sentences run over the ends of lines. Short or doubtful texts count as not broken.
pub(super) fn broken(text: &str, lines: &[Line], roles: &[Role]) -> bool {
    let prose = |position: usize| roles.get(position) == Some(&Role::Prose);
    let pairs: Vec<usize> = (1..lines.len())
        .filter(|below| {
            prose(*below)
                && prose(below - 1)
                && !lines[*below].gap
                && marker(words(text, &lines[*below])).is_none()
        })
        .collect();
    let width = |line: usize| {
        words(text, &lines[line])
            .chars()
            .map(columns)
            .sum::<usize>()
    };
    let limit = pairs
        .iter()
        .map(|below| width(below - 1))
        .max()
        .unwrap_or(0);
    if pairs.len() < 6 || !(40..=100).contains(&limit) {
        return false;
    }
    let runs = 1 + pairs
        .windows(2)
        .filter(|pair| pair[0] + 1 != pair[1])
        .count();
    let full = pairs
        .iter()
        .filter(|below| {
            width(**below - 1) + first_word(words(text, &lines[**below])) + SLACK > limit
        })
        .count();
    let running = pairs
        .iter()
        .filter(|below| !ends_sentence(words(text, &lines[**below - 1])))
        .count();
    runs >= 2 && full * 10 >= pairs.len() * 8 && running * 2 >= pairs.len()
}

/// The space before a word, and what lines may lack where they were broken by another measure than ours.
const SLACK: usize = 3;

fn words<'a>(text: &'a str, line: &Line) -> &'a str {
    &text[line.range.clone()]
}

/// The columns of what cannot be broken at the start of a line.
fn first_word(line: &str) -> usize {
    match line.chars().next() {
        Some(letter) if unspaced(letter) => columns(letter),
        _ => line
            .chars()
            .take_while(|letter| !letter.is_whitespace() && !unspaced(*letter))
            .map(columns)
            .sum(),
    }
}

/// Whether a line is a marked heading.
fn hashed(text: &str, line: &Line) -> bool {
    super::heading::hashes(words(text, line)).is_some()
}

/// Whether a marker begins an item in the middle of a paragraph that begins with another; a number that merely came to stand at a
/// line's start does not.
fn begins_item(marker: Option<Marker>, first: Option<Marker>) -> bool {
    let first = first.map(|first| first.kind);
    match marker.map(|marker| (marker.kind, marker.alone)) {
        None => false,
        Some((Kind::Bullet(_), alone)) => alone || matches!(first, Some(Kind::Bullet(_))),
        Some((Kind::Number(_, value), _)) => value == 1 || matches!(first, Some(Kind::Number(..))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Form, parse};

    const ENGLISH: &str = "\
In a swift and decisive response to a growing online controversy, the tech giant
has publicly ended a partnership with an influencer, issued an apology, and
levied punishments against several employees, including senior executives.

The incident, which unfolded over two days, highlights the scrutiny that brands
face from their user communities and the risks of influencer marketing. Things
like these have happened before, and will happen again, as one of its critics,
who asked not to be named, put it in a letter.
- one item of a list that goes on below it, because it is too long for a single
  line of this width
- another
";

    fn paragraphs(text: &str, wrapped: Option<bool>) -> Vec<&str> {
        let article = parse(
            text,
            &Form {
                wrapped,
                ..Form::default()
            },
        );
        article
            .paragraphs
            .into_iter()
            .map(|paragraph| &text[paragraph.range])
            .collect()
    }

    #[test]
    fn fixed_width_is_seen() {
        let found = paragraphs(ENGLISH, None);
        assert_eq!(found.len(), 4);
        assert!(found[0].ends_with("senior executives.") && found[2].ends_with("this width"));
        assert_eq!(paragraphs(ENGLISH, Some(false)).len(), 10);
        let crlf = ENGLISH.replace('\n', "\r\n");
        assert_eq!(paragraphs(&crlf, None).len(), 4);
        let line =
            "雷军在演讲中表示公司将继续投入研发并且认真听取用户和媒体的批评意见这一点不会改\n";
        let chinese = format!("{}变。\n\n{}变。\n", line.repeat(4), line.repeat(4));
        assert_eq!(paragraphs(&chinese, None).len(), 2);
    }

    #[test]
    fn doubtful_texts_are_not_joined() {
        let verse =
            "Shall I compare thee to a summer's day\nThou art more lovely\nand more temperate\n\n"
                .repeat(5);
        let sentences = "This is one paragraph of some length, here.\nThis is another of the very same kind.\n\n".repeat(6);
        let long = "word ".repeat(30) + "\n" + &"word ".repeat(30) + "\n\n";
        for text in [verse, sentences, long.repeat(6)] {
            let lines = text.lines().filter(|line| !line.is_empty()).count();
            assert_eq!(paragraphs(&text, None).len(), lines, "{text}");
        }
    }

    #[test]
    fn joined_lines_end_at_items_headings_and_omissions() {
        let cases: [(&str, &[&str]); 5] = [
            ("a\nb\n\nc", &["a\nb", "c"]),
            ("in\n12. Then\nit", &["in\n12. Then\nit"]),
            ("1. a\nb\n2. c", &["1. a\nb", "2. c"]),
            ("# a\nb\nc", &["# a", "b\nc"]),
            (
                "a\n| b | c |\n|---|---|\n| d | e |\nf\ng",
                &["a", "| b | c |", "| d | e |", "f\ng"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(paragraphs(text, Some(true)), expected, "{text}");
        }
        let form = Form {
            wrapped: Some(true),
            omit: vec![2..=2],
            ..Form::default()
        };
        assert_eq!(parse("a\nb\nc", &form).paragraphs.len(), 3);
    }
}
