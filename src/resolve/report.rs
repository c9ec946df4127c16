//! What an author is told of a quotation that is not, or not clearly, where it should be.

use std::ops::{Range, RangeInclusive};

use super::quotation::{Match, NearMiss, Reason, marked};
use super::seed::Seed;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// A quotation and the source it is said to stand in.
pub(super) struct Asked<'a> {
    /// The source's id.
    pub(super) id: &'a str,
    /// The source's article.
    pub(super) seed: &'a Seed,
    /// The words as quoted.
    pub(super) quote: &'a str,
    /// Where they are quoted.
    pub(super) place: Place,
    /// The paragraphs that the author names.
    pub(super) cited: Option<RangeInclusive<u32>>,
    /// Whether it is evidence in front matter, where paragraphs are named by a key.
    pub(super) in_front_matter: bool,
}

/// Longer quotations are shown around their differences only.
const LONGEST: usize = 400;

/// What is worth saying of a verified quotation.
pub(super) fn hints(asked: &Asked, found: &Match) -> Option<Diagnostic> {
    if found.hidden {
        let message = format!(
            "the quoted words stand on a line of `{}` that `omit_lines` hides",
            asked.id
        );
        return Some(
            Diagnostic::new(Rule::QuoteOmitted, message)
                .at(asked.place.clone())
                .help("of that line readers see the quoted words alone: show the line, or quote another")
                .related(
                    place(asked, found.ranges.first().cloned().unwrap_or_default()),
                    "the hidden line",
                ),
        );
    }
    match &asked.cited {
        Some(cited) if !cited.contains(&found.paragraph) => {
            let message = format!(
                "the quoted words stand in paragraph {} of `{}`, not where the citation says",
                found.paragraph, asked.id
            );
            Some(
                Diagnostic::new(Rule::QuoteElsewhere, message)
                    .at(asked.place.clone())
                    .help(name_paragraph(asked, found.paragraph)),
            )
        }
        None if found.occurrences.len() > 1 => {
            let message = format!(
                "the quoted words stand in {} of `{}`",
                paragraphs(&found.occurrences),
                asked.id
            );
            let help = format!(
                "the first is taken; to name one, {}",
                name_paragraph(asked, found.paragraph)
            );
            Some(
                Diagnostic::new(Rule::QuoteAmbiguous, message)
                    .at(asked.place.clone())
                    .help(help),
            )
        }
        _ => None,
    }
}

/// A quotation that is almost what the source says.
pub(super) fn near_miss(asked: &Asked, near: &NearMiss) -> Diagnostic {
    let why = match near.reason {
        Reason::Words => "the quotation is not word for word what",
        Reason::Case => "the quotation differs in upper and lower case from what",
        Reason::OutOfOrder => "the quotation's pieces stand in another order than",
        Reason::TooFar => "the quotation's pieces stand too far apart in what",
        Reason::PartOfWord => "the quotation begins or ends inside a word of what",
    };
    let (quoted, source) = marked(asked.quote, &asked.seed.text, near);
    let mut help = format!("quoted: {}\nsource: {}", shorten(&quoted), shorten(&source));
    if near.reason == Reason::TooFar {
        help.push_str("\na gap stays within three paragraphs, and words in brackets stand for 60 characters at most");
    }
    Diagnostic::new(Rule::QuoteNearMiss, format!("{why} `{}` says", asked.id))
        .at(asked.place.clone())
        .help(help)
        .related(
            place(asked, near.range.clone()),
            "the source's nearest words",
        )
}

/// A quotation whose words are nowhere in the source.
pub(super) fn absent(asked: &Asked, elsewhere: Option<(&str, &Seed, Range<usize>)>) -> Diagnostic {
    let says = asked.quote.chars().any(char::is_alphanumeric);
    let message = match says {
        true => format!("the quoted words do not stand in `{}`", asked.id),
        false => "the quotation has no words".to_owned(),
    };
    let diagnostic = Diagnostic::new(Rule::QuoteNotFound, message).at(asked.place.clone());
    match elsewhere {
        Some((id, seed, range)) => diagnostic
            .help(format!("they stand in `{id}`: cite that source instead"))
            .related(Place::new(&seed.file, range), "the same words"),
        None => diagnostic.help(format!(
            "quote the article's own words; it is in `{}`",
            asked.seed.file
        )),
    }
}

fn place(asked: &Asked, range: Range<usize>) -> Place {
    Place::new(&asked.seed.file, range)
}

fn name_paragraph(asked: &Asked, number: u32) -> String {
    match asked.in_front_matter {
        true => format!("write `paragraph: {number}` beside the quote"),
        false => format!("write `[@{} ¶{number}]`", asked.id),
    }
}

fn paragraphs(numbers: &[u32]) -> String {
    let shown: Vec<_> = numbers.iter().take(6).map(u32::to_string).collect();
    let more = if numbers.len() > shown.len() {
        " and more"
    } else {
        ""
    };
    format!("paragraphs {}{more}", shown.join(", "))
}

/// The text up to a length that a terminal can show, cut where the differences are not.
fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() <= LONGEST {
        return text;
    }
    let first = text
        .find("[-")
        .into_iter()
        .chain(text.find("{+"))
        .min()
        .unwrap_or(0);
    let start = boundary(&text, first.saturating_sub(LONGEST / 4));
    let end = boundary(&text, (start + LONGEST).min(text.len()));
    let before = if start > 0 { "… " } else { "" };
    let after = if end < text.len() { " …" } else { "" };
    format!("{before}{}{after}", &text[start..end])
}

fn boundary(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
