//! A part of a text that knows where it is, for errors that point at it.

use super::EdtfError;

/// A part of the text, and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    at: usize,
}

impl<'a> Piece<'a> {
    pub(super) fn whole(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn error(self, message: String) -> EdtfError {
        EdtfError {
            range: self.at..self.at + self.text.len(),
            message,
            help: None,
        }
    }

    pub(super) fn level_two(self, what: &str) -> EdtfError {
        self.error(format!("`{}` is beyond EDTF's level 1", clip(self.text)))
            .with_help(format!(
                "{what} are not read; write a plainer date, as in `2026-01~` or `2025/2026`"
            ))
    }

    /// The first `length` bytes, and the rest; all of it where the text is shorter.
    pub(super) fn split_at(self, length: usize) -> (Self, Self) {
        let (head, rest) = self
            .text
            .split_at_checked(length)
            .unwrap_or((self.text, ""));
        let at = self.at + head.len();
        (Self { text: head, ..self }, Self { text: rest, at })
    }

    pub(super) fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let (head, text) = self.text.split_once(separator)?;
        let at = self.at + self.text.len() - text.len();
        Some((Self { text: head, ..self }, Self { text, at }))
    }

    /// The parts between separators; the whole where there is none.
    pub(super) fn split(self, separator: char) -> impl Iterator<Item = Self> {
        let head = move |piece: Self| match piece.split_once(separator) {
            Some((head, rest)) => (head, Some(rest)),
            None => (piece, None),
        };
        std::iter::successors(Some(head(self)), move |(_, rest)| rest.map(head))
            .map(|(head, _)| head)
    }

    pub(super) fn strip_prefix(self, prefix: char) -> Option<Self> {
        let text = self.text.strip_prefix(prefix)?;
        let at = self.at + self.text.len() - text.len();
        Some(Self { text, at })
    }

    pub(super) fn end(self) -> Self {
        self.split_at(self.text.len()).1
    }
}

impl EdtfError {
    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

/// The start of a text, short enough to be quoted in a message.
pub(super) fn clip(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}
