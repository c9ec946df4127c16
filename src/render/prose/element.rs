//! Open elements, so that each is closed in its order even where an author's marks overlap.

use std::borrow::Cow;

use pulldown_cmark::TagEnd;

use super::Writer;
use crate::syntax::markdown::is_inline;

/// What closes an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The end of a Markdown element.
    Tag(TagEnd),
    /// The end of a heading.
    Heading,
    /// The end of a link.
    Link,
    /// The end of an inline quotation.
    Quote,
    /// The end of a block quotation.
    BlockQuote,
    /// The end of a passage for one audience.
    Passage,
}

impl End {
    /// Whether the element stands in a line, so that it can be closed and opened anew within one.
    fn is_inline(self) -> bool {
        match self {
            End::Link | End::Quote => true,
            End::Tag(tag) => is_inline(tag),
            End::Heading | End::BlockQuote | End::Passage => false,
        }
    }
}

/// The open elements, innermost last.
#[derive(Debug, Default)]
pub(super) struct Stack(Vec<Element>);

#[derive(Debug)]
struct Element {
    end: End,
    start_tag: Cow<'static, str>,
    end_tag: Cow<'static, str>,
}

impl Stack {
    /// Whether nothing is open.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether words at this point stand in a link of ours.
    pub(super) fn is_in_link(&self) -> bool {
        self.0
            .iter()
            .any(|element| element.start_tag.starts_with("<a "))
    }
}

impl Writer<'_> {
    /// Opens an element. A block ends what is open of a line: it can't stand in it.
    pub(super) fn open(
        &mut self,
        end: End,
        start_tag: impl Into<Cow<'static, str>>,
        end_tag: impl Into<Cow<'static, str>>,
    ) {
        while !end.is_inline()
            && let Some(inner) = self.open.0.pop_if(|inner| inner.end.is_inline())
        {
            self.html.push_str(&inner.end_tag);
        }
        let element = Element {
            end,
            start_tag: start_tag.into(),
            end_tag: end_tag.into(),
        };
        self.html.push_str(&element.start_tag);
        self.open.0.push(element);
    }

    /// Closes the innermost element that `end` closes, and with it all that was opened within. What stands in a line goes
    /// on after another that stands in a line. An end without a start is nothing.
    pub(super) fn close(&mut self, end: End) {
        let Some(at) = self.open.0.iter().rposition(|element| element.end == end) else {
            return;
        };
        if at + 1 == self.open.0.len() {
            return self.close_innermost();
        }
        let mut closed = self.open.0.split_off(at);
        for element in closed.iter().rev() {
            self.html.push_str(&element.end_tag);
        }
        closed.remove(0);
        let reopened = closed
            .into_iter()
            .filter(|inner| end.is_inline() && inner.end.is_inline());
        for element in reopened {
            self.html.push_str(&element.start_tag);
            self.open.0.push(element);
        }
    }

    /// Closes all that was opened within the innermost element that `end` closes. False if none is open.
    pub(super) fn close_within(&mut self, end: End) -> bool {
        if !self.open.0.iter().any(|element| element.end == end) {
            return false;
        }
        while self.open.0.last().is_some_and(|element| element.end != end) {
            self.close_innermost();
        }
        true
    }

    fn close_innermost(&mut self) {
        if let Some(element) = self.open.0.pop() {
            self.html.push_str(&element.end_tag);
        }
    }

    /// Closes all that is open.
    pub(super) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close_innermost();
        }
    }
}
