//! Handouts as PDF: the case's sheet set by the theme's layout, in the program, by [Typst](https://typst.app) as a library.
//!
//! A PDF is a function of the sheet, the pictures on it and the layout: no clock, no font of the machine. It follows PDF/UA-1
//! (ISO 14289-1), which is why it is tagged and every character has its glyph.

mod caution;
mod glyph;
mod kept;
mod layout;
mod picture;
mod world;

pub(crate) use caution::cautions;
pub(super) use kept::Kept;
pub use kept::Key;
pub(crate) use layout::Layout;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::thread;

use bytes::Bytes;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub(crate) use self::glyph::Unset;
use self::world::PaperWorld;
use super::Press;
use super::theme::Failure;
use super::typesetter::Typesetter;
use crate::case::{Case, Kind, Paper, Ref};
use crate::page::sheet;
use crate::page::{Desk, route};
use crate::site::Stamp;

/// Typst calls itself for each level of what is nested, and a thread's usual stack is soon at its end.
const STACK: usize = 32 << 20;

/// Typst works in parallel too, with threads of its own.
static POOL: LazyLock<Result<ThreadPool, ThreadPoolBuildError>> = LazyLock::new(|| {
    let name = |at| format!("typesetter {at}");
    let pool = ThreadPoolBuilder::new().stack_size(STACK).thread_name(name);
    pool.build()
});

/// So many handouts later a piece that none of them used again is forgotten.
const AGE: usize = 24;

/// The output path of the PDF of the handout at `index`.
pub fn path(case: &Case, index: usize) -> String {
    let page = route::path(
        case,
        Ref {
            kind: Kind::Handout,
            index,
        },
    );
    let stem = page.strip_suffix(".html").unwrap_or(&page);
    [stem, ".pdf"].concat()
}

/// A handout ready to be typeset.
pub(super) struct Job {
    /// Names the document for programs, the same for each state of it.
    ident: String,
    /// The sheet as JSON; characters that no font has are written as their numbers.
    sheet: Vec<u8>,
    /// The pictures on it that can be shown: path and bytes.
    pictures: picture::Pictures,
    /// What can't be shown.
    pub(super) unset: Vec<Unset>,
}

impl Job {
    /// The handout at `index`, on another size of paper if one is given.
    pub(super) fn new(desk: &Desk, layout: &Layout, index: usize, paper: Option<Paper>) -> Self {
        let sheet = sheet::view(desk, index, paper);
        // Strings, numbers and lists alone can't fail to serialise.
        let mut value = serde_json::to_value(&sheet).unwrap_or_default();
        let mut unset = Vec::new();
        let pictures = picture::check(&mut value, desk.case, &mut unset);
        glyph::check(&mut value, layout, &mut unset);
        Job {
            ident: path(desk.case, index),
            sheet: serde_json::to_vec(&value).unwrap_or_default(),
            pictures,
            unset,
        }
    }

    /// What the PDF depends on.
    pub(super) fn key(&self, layout: &Layout) -> Key {
        Key::of(
            layout.digest(),
            self.ident.as_bytes(),
            &self.sheet,
            &self.pictures,
        )
    }

    /// The PDF.
    ///
    /// # Errors
    ///
    /// If the theme's layout fails.
    pub(super) fn typeset(&self, layout: &Layout) -> Result<Bytes, Failure> {
        let world = PaperWorld::new(layout, &self.sheet, &self.pictures);
        let missing = || layout.failure(layout::MAIN, 0..0, "there is no `main.typ`".to_owned());
        let world = world.ok_or_else(missing)?;
        // The thread that asks waits outside of any pool: a pool's own thread that waited would be missing among those that work.
        let made = thread::scope(|scope| {
            let asked = scope.spawn(|| POOL.as_ref().map(|pool| pool.install(|| self.set(&world))));
            asked.join().unwrap_or_else(|panic| resume_unwind(panic))
        });
        let made = made.map_err(|error| layout.failure(layout::MAIN, 0..0, error.to_string()))?;
        comemo::evict(AGE);
        let pdf = made.map_err(|errors| failure(&world, layout, &errors))?;
        Ok(pdf.into())
    }

    fn set(&self, world: &PaperWorld) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
        let document = typst::compile::<PagedDocument>(world);
        let document = document.output.map_err(|errors| errors.to_vec())?;
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some("Casebook".into())),
            // One standard alone contradicts none.
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| errors.to_vec())
    }
}

/// What the layout did wrong, and where in it.
fn failure(world: &PaperWorld, layout: &Layout, errors: &[SourceDiagnostic]) -> Failure {
    let Some(error) = errors.first() else {
        return layout.failure(layout::MAIN, 0..0, "it makes no document".to_owned());
    };
    let traced = error.trace.iter().map(|point| point.span.into());
    let mut spans = std::iter::once(error.span).chain(traced);
    let place = spans.find_map(|span| world.place(span));
    let (file, range) = place.unwrap_or((layout::MAIN.to_owned(), 0..0));
    let mut message = error.message.to_string();
    for hint in &error.hints {
        message.push_str("; ");
        message.push_str(&hint.v);
    }
    layout.failure(&file, range, message)
}

impl Press {
    /// The PDF of the handout at `index`; one that was made before is not made again.
    pub(super) fn paper(&self, index: usize) -> Result<Bytes, Failure> {
        let layout = self.theme.layout();
        let job = self.job(index, None);
        let key = job.key(layout);
        if let Some(pdf) = self.typeset.get(&key) {
            return Ok(pdf);
        }
        let pdf = job.typeset(layout)?;
        self.typeset.keep(key, pdf.clone());
        Ok(pdf)
    }

    /// The PDF of the handout at `index` on a size of paper.
    ///
    /// # Errors
    ///
    /// If the theme's layout fails.
    pub fn paper_of_size(&self, index: usize, paper: Option<Paper>) -> Result<Bytes, Failure> {
        self.job(index, paper).typeset(self.theme.layout())
    }

    /// What each PDF that was made depends on, by output path.
    pub(super) fn paper_stamps(&self) -> BTreeMap<String, Stamp> {
        let all = 0..self.case.handouts.len();
        let stamp = |at| {
            let key = self.job(at, None).key(self.theme.layout());
            let pdf = self.typeset.get(&key)?;
            Some((path(&self.case, at), Stamp::new(key.to_string(), &pdf)))
        };
        all.filter_map(stamp).collect()
    }

    /// Every word of each PDF, as JSON, by output path.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (String, Bytes)> {
        let all = 0..self.case.handouts.len();
        all.map(|at| (path(&self.case, at), self.sheet(at)))
    }

    /// Every word of the PDF of the handout at `index`, as JSON.
    pub(super) fn sheet(&self, index: usize) -> Bytes {
        self.job(index, None).sheet.into()
    }

    /// What the handouts hold that paper can't show: the handout's place in the case's list, and what.
    pub(crate) fn unset(&self) -> Vec<(usize, Unset)> {
        let all = 0..self.case.handouts.len();
        let unset = |at| {
            self.job(at, None)
                .unset
                .into_iter()
                .map(move |one| (at, one))
        };
        all.flat_map(unset).collect()
    }

    fn job(&self, index: usize, paper: Option<Paper>) -> Job {
        let path = path(&self.case, index);
        let typesetter = Typesetter::new(self, &path);
        Job::new(&typesetter.desk(), self.theme.layout(), index, paper)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::input::Inputs;
    use crate::render::theme::Theme;

    /// Sheets that were made by hand, for what no case of the tests holds.
    const SHEETS: [(&str, &str); 4] = [
        ("zh", include_str!("../../tests/sheets/zh.json")),
        ("ar", include_str!("../../tests/sheets/ar.json")),
        ("odd", include_str!("../../tests/sheets/odd.json")),
        ("empty", include_str!("../../tests/sheets/empty.json")),
    ];

    #[test]
    fn every_sheet_is_set_and_every_character_has_its_glyph() {
        let files = Inputs::built_in().files;
        let theme = Theme::load(&files, "folio").unwrap_or_else(|faults| panic!("{faults:?}"));
        for (name, text) in SHEETS {
            let mut sheet: Value = serde_json::from_str(text).expect("JSON");
            let words = theme.words(sheet["language"].as_str().unwrap_or("en"));
            sheet["words"] = json!(words.under("handout."));
            let mut unset = Vec::new();
            glyph::check(&mut sheet, theme.layout(), &mut unset);
            assert_eq!(unset, [], "{name}");
            let job = Job {
                ident: name.to_owned(),
                sheet: serde_json::to_vec(&sheet).expect("JSON"),
                pictures: picture::Pictures::new(),
                unset,
            };
            let pdf = job.typeset(theme.layout());
            let pdf = pdf.unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
            assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        }
    }
}
