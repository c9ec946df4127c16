//! Citations in brackets.

use super::{Writer, escape};
use crate::case::{Citation, CitationItem};
use crate::page::citation;

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
        let label = escape::text(&citation::label(self.case, item, self.context.words));
        match self.is_in_link() {
            true => html.push_str(&label),
            false => {
                let href = self.href(&citation::place(self.case, item));
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
}
