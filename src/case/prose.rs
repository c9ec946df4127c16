//! An author's Markdown with everything in it resolved.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::{Kind, Picture, QuotationRef, Ref};

/// A body of Markdown.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The text, in order.
    pub pieces: Vec<Piece>,
    /// Its headings, for a table of contents.
    pub headings: Vec<Heading>,
    /// The sources it cites, in order of first citation: places in `Case::sources`.
    pub cites: Vec<usize>,
}

/// A heading with its anchor.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 2 for the highest, as the page's title is 1; no level is skipped.
    pub level: u8,
    /// Its anchor.
    pub anchor: String,
    /// Its words.
    pub text: String,
}

/// A piece of resolved Markdown.
///
/// Links, images, headings, citations, components and passages never come as `Event`s: they have pieces of their own. There are
/// many, so that what is large and rare is boxed.
#[derive(Clone, Debug)]
pub enum Piece {
    /// What is standard Markdown.
    Event(Event<'static>),
    /// A heading begins: position in `Prose::headings`.
    HeadingStart(usize),
    /// A heading ends.
    HeadingEnd(usize),
    /// A link begins, with its title.
    LinkStart(Target, Option<String>),
    /// A link ends.
    LinkEnd,
    /// A link whose words are the target's own title.
    TitleLink(Target),
    /// A picture with its alternative text and title.
    Image {
        /// The picture, a file of the case.
        picture: Box<Picture>,
        /// Words for those who do not see it.
        alt: String,
        /// Its title.
        title: Option<String>,
    },
    /// Quoted words begin, verified by these quotations.
    QuoteStart(Vec<QuotationRef>),
    /// Quoted words end.
    QuoteEnd,
    /// A block quotation begins, likewise.
    BlockQuoteStart(Vec<QuotationRef>),
    /// A block quotation ends, with its citation.
    BlockQuoteEnd(Citation),
    /// A citation.
    Citation(Citation),
    /// A component of the theme.
    Component(Box<Component>),
    /// A passage for one audience begins; the edition holds it.
    PassageStart(super::Audience),
    /// It ends.
    PassageEnd,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A record, perhaps at an anchor of its page.
    Record(Ref, Option<String>),
    /// A paragraph of a source.
    Paragraph(usize, u32),
    /// A quoted passage of a source.
    Quotation(QuotationRef),
    /// The page of a tag.
    Tag(usize),
    /// The list page of a kind: timeline, profiles, sources, claims, questions; the front page for `Kind::Case`.
    List(Kind),
    /// A place on the same page.
    Here(String),
    /// A data file of the case: a key of `Case::files`.
    File(String),
    /// Elsewhere.
    External(String),
}

/// One bracket of citations.
#[derive(Clone, Debug)]
pub struct Citation {
    /// In the order written.
    pub items: Vec<CitationItem>,
}

/// One citation.
#[derive(Clone, Debug)]
pub struct CitationItem {
    /// Place in `Case::sources`.
    pub source: usize,
    /// Words before, such as "see".
    pub prefix: String,
    /// The paragraphs cited.
    pub paragraphs: Option<Range<u32>>,
    /// A locator of another kind, as written.
    pub suffix: String,
    /// The quotation that this citation bears out.
    pub quotation: Option<QuotationRef>,
}

/// A component of the theme, placed by a fenced block.
#[derive(Clone, Debug)]
pub struct Component {
    /// The name of its template.
    pub name: Arc<str>,
    /// The block's YAML.
    pub parameters: serde_json::Value,
    /// What the parameters select of the case.
    pub selection: Selection,
}

/// What a component shows of the case: places in its lists.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Events.
    pub events: Vec<usize>,
    /// Profiles.
    pub profiles: Vec<usize>,
    /// Claims.
    pub claims: Vec<usize>,
    /// Sources.
    pub sources: Vec<usize>,
    /// Questions.
    pub questions: Vec<usize>,
    /// A figure's picture.
    pub picture: Option<Picture>,
}
