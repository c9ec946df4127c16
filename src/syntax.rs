//! From text to documents, one file at a time: nothing here knows another file, and nothing here fails; what is wrong becomes a diagnostic.

pub mod address;
pub mod article;
pub mod citation;
pub mod document;
pub mod edtf;
pub mod fields;
pub mod front_matter;
pub mod markdown;
pub mod record;
pub mod slug;
pub mod text;
pub mod yaml;

use std::ops::Range;

/// A value and the bytes of the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot<T> {
    /// What was read.
    pub value: T,
    /// Where, in bytes of the file.
    pub range: Range<usize>,
}

impl<T> Spot<T> {
    /// A value and its place.
    pub fn new(value: T, range: Range<usize>) -> Self {
        Spot { value, range }
    }
}

/// Words and their place.
pub type Words = Spot<String>;
