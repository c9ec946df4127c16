//! Text with its structure, as a layout walks it.

use serde::Serialize;

use super::part::Part;

/// A block: maps with the key `t` say which.
#[derive(Debug, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    P {
        /// Its text.
        c: Vec<Inline>,
    },
    /// A heading.
    H {
        /// 1 for the highest in its part; no level is skipped.
        level: u8,
        /// Its text.
        c: Vec<Inline>,
    },
    /// A list with bullets.
    Ul {
        /// Whether its entries stand close together.
        tight: bool,
        /// The entries.
        items: Vec<Vec<Block>>,
    },
    /// A numbered list.
    Ol {
        /// The first number.
        start: u64,
        /// Whether its entries stand close together.
        tight: bool,
        /// The entries.
        items: Vec<Vec<Block>>,
    },
    /// A block quote.
    Quotation {
        /// Its text.
        c: Vec<Block>,
        /// The citation of a verified quotation.
        cite: Option<Inline>,
    },
    /// Set apart, such as a warning.
    Alert {
        /// `note`, `tip`, `important`, `warning` or `caution`.
        kind: &'static str,
        /// Its name in words.
        title: String,
        /// Its text.
        c: Vec<Block>,
    },
    /// Code.
    Code {
        /// The lines.
        text: String,
        /// The language as the author names it.
        language: Option<String>,
    },
    /// A table.
    Table {
        /// `none`, `left`, `center` or `right`, one a column.
        align: Vec<&'static str>,
        /// The cells of its head.
        head: Vec<Vec<Inline>>,
        /// The cells of its rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A break between two paragraphs.
    Hr,
    /// Terms with their definitions.
    Dl {
        /// In order.
        entries: Vec<Definition>,
    },
    /// A picture.
    Figure {
        /// The picture, to be read from there.
        path: String,
        /// Words for those who do not see it.
        alt: String,
        /// What stands under it.
        caption: Option<Vec<Inline>>,
        /// In pixels, where the file tells.
        width: Option<usize>,
        /// In pixels, where the file tells.
        height: Option<usize>,
    },
    /// A formula by itself, in TeX.
    Math {
        /// Its source.
        tex: String,
    },
    /// What a component shows of the case.
    Group {
        /// As a part of a handout.
        part: Box<Part>,
    },
    /// For one audience alone.
    Passage {
        /// `student` or `instructor`.
        audience: &'static str,
        /// That in words.
        words: String,
        /// Its text.
        c: Vec<Block>,
    },
}

/// A term with its definitions.
#[derive(Debug, Default, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means, in one way or several.
    pub definitions: Vec<Vec<Block>>,
}

/// What stands in a line: text as a string, all else as a map with the key `t`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Inline {
    /// Text.
    Text(String),
    /// All else.
    Mark(Mark),
}

/// What is more than text in a line.
#[derive(Debug, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Mark {
    /// Emphasis.
    Em {
        /// Its text.
        c: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// Its text.
        c: Vec<Inline>,
    },
    /// Struck out.
    Strike {
        /// Its text.
        c: Vec<Inline>,
    },
    /// Lowered.
    Sub {
        /// Its text.
        c: Vec<Inline>,
    },
    /// Raised.
    Sup {
        /// Its text.
        c: Vec<Inline>,
    },
    /// Code.
    Code {
        /// It.
        text: String,
    },
    /// A line's end.
    Br,
    /// A link that leads somewhere from paper on a screen: elsewhere, or to the case's site if it says where it will be.
    Link {
        /// Whole.
        url: String,
        /// Its words.
        c: Vec<Inline>,
    },
    /// A bracket of citations.
    Cite {
        /// In the order written.
        items: Vec<CitedView>,
    },
    /// A footnote.
    Footnote {
        /// Its text.
        c: Vec<Block>,
    },
    /// A formula in TeX.
    Math {
        /// Its source.
        tex: String,
    },
    /// A picture in a line.
    Image {
        /// The picture, to be read from there.
        path: String,
        /// Words for those who do not see it.
        alt: String,
    },
    /// A box to be ticked.
    Task {
        /// Whether it is.
        done: bool,
    },
}

/// One citation.
#[derive(Debug, Serialize)]
pub struct CitedView {
    /// Words before, such as "see".
    pub prefix: String,
    /// How the case calls the source, with the paragraph: "BigGo, ¶ 12".
    pub label: String,
    /// A locator of another kind, as written.
    pub suffix: String,
    /// The passage on the case's site, if it says where it will be.
    pub url: Option<String>,
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Inline::Text(text.to_owned())
    }
}

impl From<Mark> for Inline {
    fn from(mark: Mark) -> Self {
        Inline::Mark(mark)
    }
}
