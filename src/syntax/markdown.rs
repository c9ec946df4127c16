//! Markdown to parts: CommonMark and its extensions by pulldown-cmark, Casebook's own marks on top of its events.

mod block_quote;
mod convert;
mod flat;
mod html;
mod mark;
mod open;
mod passage;
mod quote;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, TagEnd};

use super::citation::{self, RawCitation};
use super::yaml::Node;
use crate::case::Audience;
use crate::diagnostic::Diagnostics;

/// A body of Markdown, read but not resolved.
#[derive(Clone, Debug, Default)]
pub struct Markdown {
    /// The text in order.
    pub parts: Vec<Part>,
    /// The quotations that `Citation` and `BlockQuoteEnd` parts point to.
    pub quotations: Vec<RawQuotation>,
    /// Quoted words that no citation follows.
    pub uncited: Vec<Uncited>,
}

/// A part of the text and its bytes in the file.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub what: What,
    /// Where it is.
    pub range: Range<usize>,
}

/// What a part is.
#[derive(Clone, Debug)]
pub enum What {
    /// Standard Markdown other than headings, links, images and HTML comments.
    Event(Event<'static>),
    /// A heading begins, with the level and the anchor written.
    HeadingStart(u8, Option<String>),
    /// A heading ends.
    HeadingEnd,
    /// A link begins, with its destination and title.
    LinkStart(String, String),
    /// A link ends.
    LinkEnd,
    /// A link by id begins; `true` if words of its own follow.
    WikiLinkStart(String, bool),
    /// It ends.
    WikiLinkEnd,
    /// A picture.
    Image {
        /// Where it is.
        destination: String,
        /// Words for those who do not see it.
        alt: String,
        /// Its title.
        title: String,
    },
    /// A citation; it may bear out a quotation (a place in `Markdown::quotations`).
    Citation(RawCitation, Option<usize>),
    /// Quoted words begin, marks included.
    QuoteStart(usize),
    /// They end.
    QuoteEnd,
    /// A block quotation with a citation begins.
    BlockQuoteStart(usize),
    /// It ends.
    BlockQuoteEnd(RawCitation, usize),
    /// A component of the theme and its parameters.
    Component(String, Option<Node>),
    /// A passage for one audience begins.
    PassageStart(Audience),
    /// It ends.
    PassageEnd,
}

/// Quoted words, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawQuotation {
    /// The words without their marks and without Markdown's emphasis.
    pub text: String,
    /// Where they stand, in bytes of the file.
    pub range: Range<usize>,
}

/// A double-quoted run of four words or more without a citation behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncited {
    /// Where it stands, in bytes of the file.
    pub range: Range<usize>,
    /// Whether a citation stands between its marks, so that its words are not verified; then it may be shorter.
    pub encloses: bool,
}

/// Deeper than this, no page shows lists and quotations sensibly.
const DEEPEST: usize = 32;

/// Reads the Markdown in `text[body]`.
pub fn parse(
    file: &Arc<str>,
    text: &str,
    body: Range<usize>,
    diagnostics: &mut Diagnostics,
) -> Markdown {
    let (masked, fences) = passage::mask(&text[body.clone()]);
    let mut broken = |link: BrokenLink| citation_label(&link);
    let parser = Parser::new_with_broken_link_callback(&masked, options(), Some(&mut broken));
    let mut converter = convert::Converter::new(file, text, body.start, fences, diagnostics);
    for (event, range) in parser.into_offset_iter() {
        converter.take(event, range);
    }
    let mut parts = converter.finish();
    let mut quotations = Vec::new();
    let quoted = block_quote::find(&mut parts, &mut quotations);
    let uncited = quote::find(text, &mut parts, &mut quotations, &quoted);
    // They live as long as the build does.
    parts.shrink_to_fit();
    Markdown {
        parts,
        quotations,
        uncited,
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
}

/// Whether an element stands in a line, and so parts no words.
pub fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// What marks a link made from a citation, so that no author's link is taken for one.
const CITATION: &str = "casebook-citation:";

/// A bracket that is no link but has an `@` is a citation: pulldown-cmark asks here what it leads to.
fn citation_label<'a>(link: &BrokenLink) -> Option<(CowStr<'a>, CowStr<'a>)> {
    let bare = link.link_type == LinkType::Shortcut && citation::is_citation(&link.reference);
    bare.then(|| (format!("{CITATION}{}", link.reference).into(), "".into()))
}
