//! Citations in brackets, and where they and quotations lead.

use std::ops::Range;

use super::{Writer, escape};
use crate::case::{Case, Citation, CitationItem, Kind, QuotationRef, Ref, Right, Target};

/// Where a quotation leads: its passage if the source's page shows it, else that page.
pub fn passage(case: &Case, quotation: QuotationRef) -> Target {
    match is_shown(case, quotation) {
        true => Target::Quotation(quotation),
        false => page(quotation.source),
    }
}

fn page(source: usize) -> Target {
    let place = Ref {
        kind: Kind::Source,
        index: source,
    };
    Target::Record(place, None)
}

/// Whether the source's page has the passage's anchor: on its words, or with `rights: record` in a list instead of them.
fn is_shown(case: &Case, at: QuotationRef) -> bool {
    let is_shown = || {
        let source = case.sources.get(at.source)?;
        let quotation = source.quotations.get(at.index)?;
        quotation.anchor.as_ref()?;
        if source.right == Right::Record {
            return Some(true);
        }
        let paragraph = source.article.paragraph(quotation.paragraph?)?;
        Some(paragraph.quoted.iter().any(|(_, index)| *index == at.index))
    };
    is_shown().unwrap_or(false)
}

impl Writer<'_> {
    /// Writes a bracket of citations.
    pub(super) fn citation(&mut self, citation: &Citation) {
        self.margin_citation(citation);
        let items = self.citation_items(citation);
        let html = escape::text(&self.words("citation.bracket")).replace("{items}", &items);
        for part in ["<span class=\"citation\">", &html, "</span>"] {
            self.html.push_str(part);
        }
    }

    /// The citations of a bracket without its marks, as HTML.
    pub(super) fn citation_items(&self, citation: &Citation) -> String {
        let items: Vec<String> = citation.items.iter().map(|item| self.cited(item)).collect();
        items.join(&escape::text(&self.words("citation.separator")))
    }

    fn cited(&self, item: &CitationItem) -> String {
        let mut html = String::new();
        if !item.prefix.is_empty() {
            html.push_str(&escape::text(&item.prefix));
            html.push(' ');
        }
        let label = escape::text(&self.citation_label(item));
        match self.is_in_link() {
            true => html.push_str(&label),
            false => {
                let href = self.href(&self.cited_place(item));
                for part in ["<a href=\"", &href, "\">", &label, "</a>"] {
                    html.push_str(part);
                }
            }
        }
        if !item.suffix.is_empty() {
            html.push_str(", ");
            html.push_str(&escape::text(&item.suffix));
        }
        html
    }

    fn cited_place(&self, item: &CitationItem) -> Target {
        if let Some(quotation) = item.quotation.filter(|index| is_shown(self.case, *index)) {
            return Target::Quotation(quotation);
        }
        match self.paragraphs(item) {
            Some(range) => Target::Paragraph(item.source, range.start),
            None => page(item.source),
        }
    }

    fn citation_label(&self, item: &CitationItem) -> String {
        let source = self.case.sources.get(item.source);
        let label = source.map_or("", |source| source.label.as_str());
        let Some(range) = self.paragraphs(item) else {
            return label.to_owned();
        };
        let (from, to) = (
            range.start.to_string(),
            range.end.saturating_sub(1).to_string(),
        );
        let (key, values) = match from == to {
            true => ("citation.paragraph", vec![("label", label), ("n", &from)]),
            false => {
                let values = vec![("label", label), ("from", from.as_str()), ("to", &to)];
                ("citation.paragraphs", values)
            }
        };
        self.filled(key, &values)
    }

    /// The paragraphs that an author cites, or else the one that the quotation was found in.
    fn paragraphs(&self, item: &CitationItem) -> Option<Range<u32>> {
        let found = || {
            let quotation = self.case.quotation(item.quotation?);
            quotation
                .paragraph
                .map(|number| number..number.saturating_add(1))
        };
        item.paragraphs.clone().or_else(found)
    }
}
