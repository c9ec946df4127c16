//! Quoted words that lead to their passage.

use pulldown_cmark::{Event, TagEnd};

use super::element::End;
use super::{Writer, block, citation};
use crate::case::{Citation, Piece, QuotationRef, Target};

impl Writer<'_> {
    /// Opens an inline quotation: a link to its passage, or a span where a link can't be.
    pub(super) fn quote(&mut self, at: usize, quotations: &[QuotationRef]) {
        match self.passage_of(quotations) {
            Some(target) if !self.is_in_link() && !self.quotes_link(at) => {
                let start = ["<a class=\"quotation\" href=\"", &self.href(&target), "\">"].concat();
                self.open(End::Quote, start, "</a>");
            }
            Some(_) => self.open(End::Quote, "<span class=\"quotation\">", "</span>"),
            None => {
                let start = "<span class=\"quotation unverified\">";
                self.open(End::Quote, start, "</span>");
            }
        }
    }

    /// A figure: the quoted words, and their citation as its caption.
    pub(super) fn block_quotation(&mut self, quotations: &[QuotationRef]) {
        let (class, cite) = match self.passage_of(quotations) {
            Some(target) => ("quotation", format!(" cite=\"{}\"", self.href(&target))),
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
        let citation = self.citation_items(citation);
        self.html
            .push_str(&format!("<figcaption>— {citation}</figcaption>\n"));
        self.close(End::BlockQuote);
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
