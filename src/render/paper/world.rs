//! What Typst may read while it sets one handout: the layout, the sheet, the pictures. No disk, no clock, no network.

use std::ops::Range;
use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt as _};

use super::layout::{self, Layout};
use super::picture::Pictures;

/// Where a layout reads the sheet.
const SHEET: &str = "sheet.json";

/// What there is to be read for one handout.
pub(super) struct PaperWorld<'a> {
    main: FileId,
    layout: &'a Layout,
    sheet: Bytes,
    pictures: &'a Pictures,
}

impl<'a> PaperWorld<'a> {
    pub(super) fn new(layout: &'a Layout, sheet: &[u8], pictures: &'a Pictures) -> Option<Self> {
        Some(PaperWorld {
            main: layout.source(layout::MAIN)?.id(),
            layout,
            sheet: Bytes::new(sheet.to_vec()),
            pictures,
        })
    }

    /// The file of the layout that a place of Typst's is in, and its bytes there.
    pub(super) fn place(&self, span: DiagSpan) -> Option<(String, Range<usize>)> {
        let path = path(span.id()?)?;
        self.layout.file(&path)?;
        Some((path, self.range(span)?))
    }

    fn read(&self, id: FileId) -> Option<Bytes> {
        let path = path(id)?;
        match path.as_str() {
            SHEET => Some(self.sheet.clone()),
            path => {
                let layout = || self.layout.file(path).cloned();
                self.pictures.get(path).cloned().or_else(layout)
            }
        }
    }
}

/// The path of a file within the layout; `None` for one of a package, as there are none.
fn path(id: FileId) -> Option<String> {
    let place = id.get();
    let is_ours = *place.root() == VirtualRoot::Project;
    is_ours.then(|| place.vpath().get_without_slash().to_owned())
}

fn missing(id: FileId) -> FileError {
    let path = path(id).unwrap_or_else(|| format!("{:?}", id.get()));
    FileError::NotFound(PathBuf::from(path))
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &layout::LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.layout.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = path(id).and_then(|path| self.layout.source(&path).cloned());
        source.ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.read(id).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.layout.font(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
