//! Block quotations: a block quote whose last line is a dash and a citation.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::flat::Flat;
use super::{Part, RawQuotation, What};
use crate::syntax::citation::RawCitation;

/// Turns cited block quotes into parts of their own; returns which parts stand in one.
pub(super) fn find(parts: &mut Vec<Part>, quotations: &mut Vec<RawQuotation>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut outermost = 0;
    for (start, end) in pairs(parts) {
        // What a cited block quote quotes in turn is part of its words.
        let attribution = attribution(parts, start, end).filter(|_| start >= outermost);
        if let Some(attribution) = attribution {
            outermost = end;
            found.push((start, end, attribution));
        }
    }
    // From the last to the first, so that the places of those before stay.
    for (start, end, attribution) in found.iter().rev() {
        mark(parts, *start, *end, attribution, quotations);
    }
    let mut quoted = Vec::new();
    let mut open = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match part.what {
            What::BlockQuoteStart(_) => open.push(at),
            What::BlockQuoteEnd(..) => quoted.extend(open.pop().map(|start| start..at)),
            _ => {}
        }
    }
    quoted
}

/// The last line of a block quote.
struct Attribution {
    /// The parts it takes.
    parts: Range<usize>,
    citation: RawCitation,
}

/// The plain block quotes, by the parts that begin and end them.
fn pairs(parts: &[Part]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        match &part.what {
            What::Event(Event::Start(Tag::BlockQuote(_))) => open.push(at),
            What::Event(Event::End(TagEnd::BlockQuote(_))) => {
                pairs.extend(open.pop().map(|start| (start, at)))
            }
            _ => {}
        }
    }
    // Inner ones end first; places must be in order of their start to be marked from the back.
    pairs.sort_unstable();
    pairs
}

/// Whether the block quote's last paragraph ends with a line of a dash and a citation.
fn attribution(parts: &[Part], start: usize, end: usize) -> Option<Attribution> {
    if !matches!(
        parts[start].what,
        What::Event(Event::Start(Tag::BlockQuote(None)))
    ) {
        return None;
    }
    let close = end
        .checked_sub(1)
        .filter(|close| is_paragraph_end(&parts[*close]))?;
    let open = (start..close)
        .rev()
        .find(|at| matches!(parts[*at].what, What::Event(Event::Start(Tag::Paragraph))))?;
    let cited = (open..close).rev().find(|at| !is_trailing(&parts[*at]))?;
    let What::Citation(citation, _) = &parts[cited].what else {
        return None;
    };
    let line = (open..cited).rev().find(|at| is_break(&parts[*at]));
    let first = line.unwrap_or(open) + 1;
    let mut words = Flat::default();
    (first..cited).for_each(|at| words.add(at, &parts[at].what));
    let name = words.text.trim_start().strip_prefix(['—', '–', '―', '-'])?;
    let name = name
        .trim_start_matches('-')
        .trim()
        .trim_end_matches(',')
        .trim_end();
    let mut citation = citation.clone();
    if let Some(item) = citation.items.first_mut().filter(|_| !name.is_empty()) {
        item.prefix = [name, item.prefix.as_str()].join(" ").trim_end().to_owned();
    }
    // A paragraph that is nothing but the attribution goes whole.
    let whole = line.is_none();
    let taken = if whole {
        open..close + 1
    } else {
        first - 1..close
    };
    let said = (start + 1..taken.start)
        .any(|at| !matches!(parts[at].what, What::Event(Event::Start(_) | Event::End(_))));
    said.then_some(Attribution {
        parts: taken,
        citation,
    })
}

fn is_paragraph_end(part: &Part) -> bool {
    matches!(part.what, What::Event(Event::End(TagEnd::Paragraph)))
}

fn is_break(part: &Part) -> bool {
    matches!(part.what, What::Event(Event::SoftBreak | Event::HardBreak))
}

/// A full stop or space after the citation.
fn is_trailing(part: &Part) -> bool {
    matches!(&part.what, What::Event(Event::Text(words)) if words.trim().is_empty() || words.trim() == ".")
}

fn mark(
    parts: &mut Vec<Part>,
    start: usize,
    end: usize,
    attribution: &Attribution,
    quotations: &mut Vec<RawQuotation>,
) {
    let quotation = quotations.len();
    let mut flat = Flat::default();
    for (at, part) in parts
        .iter()
        .enumerate()
        .take(attribution.parts.start)
        .skip(start + 1)
    {
        match part.what {
            What::Event(Event::End(_)) if is_block_end(part) => flat.separate(),
            What::Citation(..) => {}
            What::HeadingEnd => flat.separate(),
            _ => flat.add(at, &part.what),
        }
    }
    let text = flat.text.trim_end();
    let lead = text.len() - text.trim_start().len();
    let range = flat.bytes(parts, lead..text.len());
    quotations.push(RawQuotation {
        text: text.trim_start().to_owned(),
        range,
    });
    parts[end].what = What::BlockQuoteEnd(attribution.citation.clone(), quotation);
    parts[end].range = parts[attribution.parts.start].range.clone();
    parts[start].what = What::BlockQuoteStart(quotation);
    parts.drain(attribution.parts.clone());
}

fn is_block_end(part: &Part) -> bool {
    matches!(&part.what, What::Event(Event::End(end)) if !super::is_inline(*end))
}
