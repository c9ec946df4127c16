//! The layout of handouts: the Typst files and fonts of a theme.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use sha2::{Digest as _, Sha256};
use typst::Library;
use typst::LibraryExt as _;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::render::theme::Failure;

/// The file that a handout begins with.
pub(super) const MAIN: &str = "main.typ";

/// Typst's own functions.
pub(super) static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::default()));

/// The Typst files and fonts of a theme's `handout/`.
pub(crate) struct Layout {
    /// By path in `handout/`: the file relative to the case's root, and what is in it.
    files: BTreeMap<String, (Arc<str>, Bytes)>,
    sources: BTreeMap<String, Source>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    digest: [u8; 32],
}

impl Layout {
    /// A layout of files by path in `handout/`, each with its path in the case.
    pub(crate) fn new<'a>(
        files: impl Iterator<Item = (&'a str, &'a Arc<str>, &'a Arc<[u8]>)>,
    ) -> Self {
        let mut layout = Layout {
            files: BTreeMap::new(),
            sources: BTreeMap::new(),
            fonts: Vec::new(),
            book: LazyHash::new(FontBook::new()),
            digest: [0; 32],
        };
        let mut digest = Sha256::new();
        for (path, file, bytes) in files {
            digest.update(Sha256::digest(path));
            digest.update(Sha256::digest(bytes));
            layout.add(path, file, bytes);
        }
        layout.book = LazyHash::new(FontBook::from_fonts(&layout.fonts));
        layout.digest = digest.finalize().into();
        layout
    }

    fn add(&mut self, path: &str, file: &Arc<str>, bytes: &Arc<[u8]>) {
        let held = Bytes::new(Arc::clone(bytes));
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "ttf" | "otf" | "ttc" | "otc" => self.fonts.extend(Font::iter(held)),
            "typ" => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                if let Some(id) = id(path) {
                    self.sources.insert(path.to_owned(), Source::new(id, text));
                }
                self.files.insert(path.to_owned(), (Arc::clone(file), held));
            }
            _ => drop(self.files.insert(path.to_owned(), (Arc::clone(file), held))),
        }
    }

    pub(super) fn source(&self, path: &str) -> Option<&Source> {
        self.sources.get(path)
    }

    pub(super) fn file(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path).map(|(_, bytes)| bytes)
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<&Font> {
        self.fonts.get(index)
    }

    /// Whether a font of the layout has a character.
    pub(super) fn shows(&self, character: char) -> bool {
        let code = u32::from(character);
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(code))
    }

    /// Stands for all its files.
    pub(super) fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// What went wrong at some bytes of one of its files.
    pub(super) fn failure(&self, path: &str, range: Range<usize>, message: String) -> Failure {
        let file = self.files.get(path);
        Failure {
            file: file.map_or_else(
                || format!("handout/{path}").into(),
                |(file, _)| Arc::clone(file),
            ),
            start: range.start,
            end: range.end,
            message,
        }
    }
}

/// Typst's name for a path; `None` if it is none.
fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
