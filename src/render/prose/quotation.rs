//! Quoted words that lead to their passage.

use pulldown_cmark::{Event, TagEnd};

use super::element::End;
use super::{Writer, block};
use crate::case::{Citation, Piece, QuotationRef, Target};
use crate::page::citation;
use crate::render::escape;
use crate::resolve::quotation::Verdict;

impl Writer<'_> {
    /// Opens an inline quotation: a link to its passage, or a span where a link can't be.
    pub(super) fn quote(&mut self, at: usize, quotations: &[QuotationRef]) {
        match self.passage_of(quotations) {
            Some(target) if !self.is_in_link() && !self.quotes_link(at) => {
                let href = self.href(&target);
                let start = ["<a", &self.quoted_as(quotations), " href=\"", &href, "\">"].concat();
                self.open(End::Quote, start, "</a>");
            }
            Some(_) => {
                let start = ["<span", &self.quoted_as(quotations), ">"].concat();
                self.open(End::Quote, start, "</span>");
            }
            None => {
                let start = "<span class=\"quotation unverified\">";
                self.open(End::Quote, start, "</span>");
            }
        }
    }

    /// A figure: the quoted words, and their citation as its caption.
    pub(super) fn block_quotation(&mut self, quotations: &[QuotationRef]) {
        let (class, cite) = match self.passage_of(quotations) {
            Some(target) if self.is_elided(quotations) => ("quotation elided", self.cite(&target)),
            Some(target) => ("quotation", self.cite(&target)),
            None => ("quotation unverified", String::new()),
        };
        self.open(
            End::BlockQuote,
            format!("<figure class=\"{class}\">\n"),
            "</figure>\n",
        );
        let words = End::Tag(TagEnd::BlockQuote(None));
        self.open(words, format!("<blockquote{cite}>\n"), "</blockquote>\n");
    }

    pub(super) fn block_quotation_end(&mut self, citation: &Citation) {
        if !self.close_within(End::BlockQuote) {
            return;
        }
        self.margin_citation(citation);
        let quotations = citation.items.iter().filter_map(|item| item.quotation);
        let verdict = match self.is_elided(&quotations.collect::<Vec<_>>()) {
            true => {
                let words = escape::text(&self.words("verdict.elided"));
                format!(" <span class=\"verdict verdict-elided\">{words}</span>")
            }
            false => String::new(),
        };
        let citation = self.citation_items(citation);
        self.html
            .push_str(&format!("<figcaption>— {citation}{verdict}</figcaption>\n"));
        self.close(End::BlockQuote);
    }

    /// The attributes of an inline quotation, which say where words were left out.
    fn quoted_as(&self, quotations: &[QuotationRef]) -> String {
        if !self.is_elided(quotations) {
            return " class=\"quotation\"".to_owned();
        }
        let title = escape::attribute(&self.words("verdict.elided"));
        format!(" class=\"quotation elided\" title=\"{title}\"")
    }

    fn is_elided(&self, quotations: &[QuotationRef]) -> bool {
        let verdict = |at: &QuotationRef| self.case.quotation(*at).verdict;
        quotations.iter().any(|at| verdict(at) == Verdict::Elided)
    }

    fn cite(&self, target: &Target) -> String {
        format!(" cite=\"{}\"", self.href(target))
    }

    /// Where the first verified of some quotations leads.
    fn passage_of(&self, quotations: &[QuotationRef]) -> Option<Target> {
        let verified = |at: &&QuotationRef| self.case.quotation(**at).anchor.is_some();
        let at = quotations.iter().find(verified)?;
        Some(citation::passage(self.case, *at))
    }

    /// Whether the inline quotation that begins at a position has a link in it.
    fn quotes_link(&self, at: usize) -> bool {
        let pieces = self.prose.pieces.iter().skip(at + 1);
        pieces
            .take_while(|piece| !matches!(piece, Piece::QuoteEnd))
            .any(|piece| match piece {
                Piece::LinkStart(..) | Piece::TitleLink(_) | Piece::Citation(_) => true,
                Piece::Event(Event::FootnoteReference(_)) => true,
                Piece::Event(Event::InlineHtml(html)) => {
                    block::opens_link(&html.to_ascii_lowercase())
                }
                _ => false,
            })
    }
}
