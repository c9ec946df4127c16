//! Inline quotations: quoted words directly before a citation; and quoted words that have none.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::flat::{CITED, Flat, Spot};
use super::mark::{long_runs, marks_before};
use super::{Part, RawQuotation, Uncited, What};

/// Marks the inline quotations among `parts`, but for those that stand in a cited block quote (`quoted`); returns the long ones without citation.
pub(super) fn find(
    text: &str,
    parts: &mut Vec<Part>,
    quotations: &mut Vec<RawQuotation>,
    quoted: &[Range<usize>],
) -> Vec<Uncited> {
    let mut uncited = Vec::new();
    let mut edits = Vec::new();
    let mut flat = Flat::default();
    let mut code = false;
    let mut quoted = quoted.iter().peekable();
    for at in 0..=parts.len() {
        code = in_code(code, parts.get(at));
        while quoted.next_if(|range| range.end <= at).is_some() {}
        let taken = code || quoted.peek().is_some_and(|range| range.contains(&at));
        if !taken && parts.get(at).is_some_and(is_inline) {
            flat.add(at, &parts[at].what);
        } else if !flat.is_empty() {
            search(
                text,
                parts,
                &std::mem::take(&mut flat),
                quotations,
                &mut edits,
                &mut uncited,
            );
        }
    }
    apply(parts, edits);
    uncited
}

/// Whether the part stands in a block of code, whose marks are the language's.
fn in_code(before: bool, part: Option<&Part>) -> bool {
    match part.map(|part| &part.what) {
        Some(What::Event(Event::Start(Tag::CodeBlock(_)))) => true,
        Some(What::Event(Event::End(TagEnd::CodeBlock))) => false,
        _ => before,
    }
}

/// What is to stand before a place of a part's text.
struct Edit {
    spot: Spot,
    what: What,
    range: Range<usize>,
}

fn search(
    text: &str,
    parts: &mut [Part],
    flat: &Flat,
    quotations: &mut Vec<RawQuotation>,
    edits: &mut Vec<Edit>,
    uncited: &mut Vec<Uncited>,
) {
    let mut cited: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, _) in flat.text.match_indices(CITED) {
        if let Some(marks) = marks_before(&flat.text[from..at]) {
            let marks = from + marks.start..from + marks.end;
            let quotation = quotations.len();
            quotations.push(quotation_in(text, parts, flat, &marks));
            if let What::Citation(_, bears) = &mut parts[flat.spot(at).part].what {
                *bears = Some(quotation);
            }
            wrap(parts, flat, &marks, quotation, edits);
            cited.push(marks);
        }
        from = at + CITED.len_utf8();
    }
    let mut cited = cited.iter().peekable();
    for run in long_runs(&flat.text) {
        while cited
            .next_if(|marks| marks.end <= run.range.start)
            .is_some()
        {}
        let is_cited = cited
            .peek()
            .is_some_and(|marks| marks.start < run.range.end);
        let part = &parts[flat.spot(run.range.start).part];
        if !is_cited
            && !matches!(
                part.what,
                What::Event(Event::Code(_) | Event::InlineMath(_))
            )
        {
            uncited.push(Uncited {
                range: flat.bytes(parts, run.range),
                encloses: run.encloses,
            });
        }
    }
}

fn quotation_in(text: &str, parts: &[Part], flat: &Flat, marks: &Range<usize>) -> RawQuotation {
    let words = &flat.text[marks.clone()];
    let open = words.chars().next().map_or(0, char::len_utf8);
    let close = words.chars().next_back().map_or(0, char::len_utf8);
    let range = flat.bytes(parts, marks.clone());
    let range = if text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
        range
    } else {
        0..0
    };
    RawQuotation {
        text: words[open..words.len() - close].to_owned(),
        range,
    }
}

/// Puts the quoted words between two parts, unless emphasis begins inside them and ends outside.
fn wrap(
    parts: &[Part],
    flat: &Flat,
    marks: &Range<usize>,
    quotation: usize,
    edits: &mut Vec<Edit>,
) {
    let (start, end) = (flat.spot(marks.start), flat.spot_after(marks.end));
    let mut depth = 0_i32;
    for part in &parts[start.part..=end.part] {
        depth += nesting(&part.what);
        if depth < 0 {
            return;
        }
    }
    if depth != 0 {
        return;
    }
    let range = flat.bytes(parts, marks.clone());
    edits.push(Edit {
        spot: start,
        what: What::QuoteStart(quotation),
        range: range.clone(),
    });
    edits.push(Edit {
        spot: end,
        what: What::QuoteEnd,
        range,
    });
}

fn nesting(what: &What) -> i32 {
    match what {
        What::Event(Event::Start(_)) | What::LinkStart(..) | What::WikiLinkStart(..) => 1,
        What::Event(Event::End(_)) | What::LinkEnd | What::WikiLinkEnd => -1,
        _ => 0,
    }
}

/// Cuts the parts at the edits' places and puts the edits there.
fn apply(parts: &mut Vec<Part>, edits: Vec<Edit>) {
    if edits.is_empty() {
        return;
    }
    // Each edit adds itself, and at most one more piece of the part that it cuts.
    let mut whole = Vec::with_capacity(parts.len() + 2 * edits.len());
    let mut edits = edits.into_iter().peekable();
    for (at, part) in std::mem::take(parts).into_iter().enumerate() {
        let mut rest = part;
        let mut taken = 0;
        while let Some(edit) = edits.next_if(|edit| edit.spot.part == at) {
            let (head, tail) = cut(rest, edit.spot.offset - taken);
            taken = edit.spot.offset;
            whole.extend(head);
            whole.push(Part {
                what: edit.what,
                range: edit.range,
            });
            rest = tail;
        }
        whole.push(rest);
    }
    *parts = whole;
}

/// A part's text before and after `offset`; what is not text stays whole, after the cut or before it.
fn cut(part: Part, offset: usize) -> (Option<Part>, Part) {
    let empty = || What::Event(Event::Text("".into()));
    match &part.what {
        What::Event(Event::Text(words)) if words.is_char_boundary(offset) => {
            let (head, tail) = words.split_at(offset);
            let verbatim = words.len() == part.range.len();
            let middle = part.range.start + if verbatim { offset } else { 0 };
            let head = Part {
                what: What::Event(Event::Text(head.to_owned().into())),
                range: part.range.start..middle,
            };
            let tail = Part {
                what: What::Event(Event::Text(tail.to_owned().into())),
                range: middle..part.range.end,
            };
            (Some(head), tail)
        }
        _ if offset == 0 => (None, part),
        _ => {
            let end = part.range.end;
            (
                Some(part),
                Part {
                    what: empty(),
                    range: end..end,
                },
            )
        }
    }
}

fn is_inline(part: &Part) -> bool {
    match &part.what {
        What::Event(Event::Start(tag)) => super::is_inline(tag.to_end()),
        What::Event(Event::End(end)) => super::is_inline(*end),
        What::Event(event) => !matches!(event, Event::Rule | Event::Html(_)),
        What::LinkStart(..) | What::LinkEnd | What::WikiLinkStart(..) | What::WikiLinkEnd => true,
        What::Image { .. } | What::Citation(..) => true,
        _ => false,
    }
}
