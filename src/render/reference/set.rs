//! Works set in a style: one by itself, or some that must be told apart.

use std::collections::HashMap;

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::json::{Item, Value};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Rendered,
    standalone_citation,
};

use super::style::Style;
use super::work::Entry;
use super::{date, run};

/// What a style makes of a work.
#[derive(Clone, Default)]
pub(super) struct Made {
    /// Its entry in a bibliography.
    pub(super) entry: ElemChildren,
    /// How a text cites it; `None` where the style cites by notes or by numbers.
    pub(super) citation: Option<ElemChildren>,
}

/// The entry of each work with its place, and the citation of each.
type Bibliography = (Vec<(ElemChildren, usize)>, Vec<ElemChildren>);

/// The entry of a work by itself.
pub(super) fn alone(style: &Style, entry: &Entry) -> ElemChildren {
    let made = with_dates(&[entry], |items| {
        let (entries, _) = bibliography(style, &style.unsorted, &style.silent, items);
        let entries = entries.into_iter();
        entries
            .map(|(entry, _)| Made {
                entry,
                citation: None,
            })
            .collect()
    });
    made.into_iter().next().unwrap_or_default().entry
}

/// How a text cites a work, as far as it need not be told apart from others; `None` where the style cites by notes or by numbers.
pub(super) fn citation(style: &Style, entry: &Entry) -> Option<ElemChildren> {
    let made = with_dates(&[entry], |items| {
        let items = items.iter();
        let made = items.map(|item| Made {
            entry: ElemChildren::default(),
            citation: style
                .cites_in_text
                .then(|| standalone_citation(request(style, &style.csl, item))),
        });
        made.collect()
    });
    made.into_iter().next()?.citation
}

/// The places that works have in a bibliography of their own.
pub(super) fn places(style: &Style, entries: &[&Entry]) -> Vec<usize> {
    let items: Vec<&Item> = entries.iter().map(|entry| &entry.item).collect();
    let (entries, _) = bibliography(style, &style.csl, &style.silent, &items);
    entries.into_iter().map(|(_, place)| place).collect()
}

/// Works that a text would cite by the same words, in the order of the bibliography, which letters behind years follow.
pub(super) fn together(style: &Style, entries: &[&Entry]) -> Vec<Made> {
    with_dates(entries, |items| {
        let (entries, citations) = told_apart(style, items);
        let all = entries.into_iter().zip(citations);
        let made = all.map(|((entry, _), citation)| Made {
            entry,
            citation: Some(citation),
        });
        made.collect()
    })
}

/// Works in the order of the bibliography, all of them told apart. Where a style adds a title for that, hayagriva leaves the first work as it
/// is; so a twin of the first goes before it.
fn told_apart(style: &Style, items: &[&Item]) -> Bibliography {
    let (entries, citations) = bibliography(style, &style.unsorted, &style.csl, items);
    let as_alone = |(item, citation): (&&Item, &ElemChildren)| {
        let alone = standalone_citation(request(style, &style.csl, item));
        run::words(citation) == run::words(&alone)
    };
    let Some(first) = items
        .first()
        .filter(|_| items.iter().zip(&citations).any(as_alone))
    else {
        return (entries, citations);
    };
    let mut twin = Item::clone(first);
    twin.0
        .insert("id".to_owned(), Value::String("twin".to_owned()));
    let with_twin: Vec<&Item> = [&twin].into_iter().chain(items.iter().copied()).collect();
    let (_, citations) = bibliography(style, &style.unsorted, &style.csl, &with_twin);
    (entries, citations.into_iter().skip(1).collect())
}

/// Sets works, and those whose date has two ends or is known in words alone as such.
fn with_dates(entries: &[&Entry], set: impl Fn(&[&Item]) -> Vec<Made>) -> Vec<Made> {
    let items: Vec<&Item> = entries.iter().map(|entry| &entry.item).collect();
    let mut made = set(&items);
    for (entry, made) in entries.iter().zip(&mut made) {
        let mut change = |change: &dyn Fn(&mut ElemChildren)| {
            change(&mut made.entry);
            made.citation.as_mut().map(change);
        };
        if let Some(words) = &entry.words {
            change(&|children| date::reword(children, words));
        }
        if let Some(until) = &entry.until
            && let Some(end) = set(&[until]).pop()
        {
            date::join(&mut made.entry, &end.entry);
            if let (Some(from), Some(to)) = (&mut made.citation, &end.citation) {
                date::join(from, to);
            }
        }
    }
    made
}

/// The entry of each work with its place in the bibliography, and its citation.
fn bibliography(
    style: &Style,
    listing: &IndependentStyle,
    citing: &IndependentStyle,
    items: &[&Item],
) -> Bibliography {
    let mut driver = BibliographyDriver::new();
    for item in items {
        driver.citation(request(style, citing, item));
    }
    let locale = Some(style.locale.clone());
    let Rendered {
        bibliography,
        citations,
    } = driver.finish(BibliographyRequest::new(listing, locale, &style.locales));
    let key = |(at, item): (usize, &&Item)| Some((item.id()?.into_owned(), at));
    let keys: HashMap<String, usize> = items.iter().enumerate().filter_map(key).collect();
    let mut entries = vec![(ElemChildren::default(), 0); items.len()];
    for (place, one) in bibliography
        .into_iter()
        .flat_map(|all| all.items)
        .enumerate()
    {
        if let Some(entry) = keys.get(&one.key).and_then(|at| entries.get_mut(*at)) {
            *entry = (one.content, place);
        }
    }
    let citations = citations.into_iter().map(|one| one.citation);
    (entries, citations.collect())
}

fn request<'a>(
    style: &'a Style,
    csl: &'a IndependentStyle,
    item: &'a Item,
) -> CitationRequest<'a, Item> {
    let cited = vec![CitationItem::with_entry(item)];
    CitationRequest::new(cited, csl, Some(style.locale.clone()), &style.locales, None)
}
