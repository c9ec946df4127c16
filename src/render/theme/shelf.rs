//! A theme and the themes beneath it: which file of which of them is used.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::record::{self, Record};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::Files;
use crate::suggest::nearest;
use crate::syntax::Words;

/// A theme and the themes beneath it, with the files of all.
pub struct Shelf<'a> {
    /// The theme itself, then what it extends, and so on.
    pub layers: Vec<Layer>,
    /// The files by path in their theme, each theme's own; the first of each is used.
    pub files: BTreeMap<&'a str, Vec<Held<'a>>>,
    /// The words of the themes that they are taken from besides.
    pub(super) lent: Vec<Held<'a>>,
    /// Whether every theme that is named is there.
    pub(super) is_whole: bool,
}

/// One theme of a chain.
pub struct Layer {
    /// The name of its folder.
    pub name: String,
    /// `themes/NAME/`
    pub(super) folder: String,
    /// What its `theme.yaml` says.
    pub record: Record,
}

/// A file of a theme.
#[derive(Clone, Copy)]
pub struct Held<'a> {
    /// The theme: its place among the layers.
    pub layer: usize,
    /// The file, relative to the case's root.
    pub file: &'a Arc<str>,
    /// What is in it.
    pub bytes: &'a Arc<[u8]>,
}

impl<'a> Shelf<'a> {
    /// Reads a theme and the themes beneath it.
    ///
    /// # Errors
    ///
    /// When there is no theme of that name. What else is wrong is put into `found`.
    pub fn read(
        files: &'a Files,
        name: &str,
        found: &mut Diagnostics,
    ) -> Result<Self, Box<Diagnostic>> {
        if !is_there(files, name) {
            return Err(Box::new(missing(files, name)));
        }
        let (layers, mut is_whole) = chain(files, name, found);
        let lender = layers.iter().find_map(|layer| {
            let words = layer.record.words.as_ref()?;
            Some((layer.file(), words))
        });
        let mut lenders = Vec::new();
        if let Some((file, words)) = lender {
            match named(files, &file, words) {
                Err(diagnostic) => {
                    found.push(diagnostic);
                    is_whole = false;
                }
                Ok(name) if layers.iter().any(|layer| layer.name == name) => {}
                Ok(name) => lenders = chain(files, name, found).0,
            }
        }
        Ok(Shelf {
            files: held(files, &layers),
            lent: lent(files, &lenders),
            layers,
            is_whole,
        })
    }

    /// The files that are used, by path in the theme.
    pub fn used(&self) -> impl Iterator<Item = (&'a str, Held<'a>)> {
        let first = |(path, held): (&&'a str, &Vec<Held<'a>>)| Some((*path, *held.first()?));
        self.files.iter().filter_map(first)
    }

    /// The file that is used for a path in the theme.
    pub fn get(&self, path: &str) -> Option<Held<'a>> {
        self.files.get(path)?.first().copied()
    }
}

impl Layer {
    fn read(files: &Files, name: &str, found: &mut Diagnostics) -> Self {
        let folder = format!("themes/{name}/");
        Layer {
            record: record::read(files, &folder, found),
            name: name.to_owned(),
            folder,
        }
    }

    /// Its `theme.yaml`.
    pub(super) fn file(&self) -> Arc<str> {
        format!("{}theme.yaml", self.folder).into()
    }
}

/// A theme and what is beneath it, and whether the chain has an end.
fn chain(files: &Files, name: &str, found: &mut Diagnostics) -> (Vec<Layer>, bool) {
    let mut layers = vec![Layer::read(files, name, found)];
    while let Some(last) = layers.last()
        && let Some(base) = &last.record.extends
    {
        match named(files, &last.file(), base) {
            Err(diagnostic) => {
                found.push(diagnostic);
                return (layers, false);
            }
            Ok(name) if layers.iter().any(|layer| layer.name == name) => {
                found.push(cycle(&layers, &last.file(), base));
                return (layers, false);
            }
            Ok(name) => layers.push(Layer::read(files, name, found)),
        }
    }
    (layers, true)
}

/// The theme that a key of a `theme.yaml` names, if it is there.
fn named<'w>(files: &Files, file: &Arc<str>, words: &'w Words) -> Result<&'w str, Diagnostic> {
    match is_there(files, &words.value) {
        true => Ok(&words.value),
        false => Err(missing(files, &words.value).at(Place::new(file, words.range.clone()))),
    }
}

fn cycle(layers: &[Layer], file: &Arc<str>, base: &Words) -> Diagnostic {
    let names = layers.iter().map(|layer| layer.name.as_str());
    let way: Vec<&str> = names.skip_while(|name| *name != base.value).collect();
    let message = match way.as_slice() {
        [_] => format!("the theme `{}` extends itself", base.value),
        way => format!(
            "the themes extend one another in a circle: `{}`, `{}`",
            way.join("`, `"),
            base.value
        ),
    };
    Diagnostic::new(Rule::BadTheme, message)
        .at(Place::new(file, base.range.clone()))
        .help("one theme must be the last: take `extends` out of its `theme.yaml`")
}

fn is_there(files: &Files, name: &str) -> bool {
    !name.is_empty() && within(files, &format!("themes/{name}/")).any(|_| true)
}

fn held<'a>(files: &'a Files, layers: &[Layer]) -> BTreeMap<&'a str, Vec<Held<'a>>> {
    let mut all: BTreeMap<&str, Vec<Held>> = BTreeMap::new();
    for (layer, theme) in layers.iter().enumerate() {
        for (path, file, bytes) in within(files, &theme.folder) {
            all.entry(path)
                .or_default()
                .push(Held { layer, file, bytes });
        }
    }
    all
}

fn lent<'a>(files: &'a Files, lenders: &[Layer]) -> Vec<Held<'a>> {
    let of = |(layer, theme): (usize, &Layer)| {
        let words = within(files, &theme.folder).filter(|(path, ..)| path.starts_with("i18n/"));
        words
            .map(|(_, file, bytes)| Held { layer, file, bytes })
            .collect::<Vec<_>>()
    };
    lenders.iter().enumerate().flat_map(of).collect()
}

/// The files of a folder, by path in that folder.
pub(super) fn within<'a>(
    files: &'a Files,
    folder: &str,
) -> impl Iterator<Item = (&'a str, &'a Arc<str>, &'a Arc<[u8]>)> {
    let folder = folder.to_owned();
    files
        .range::<str, _>((Bound::Included(folder.as_str()), Bound::Unbounded))
        .map_while(move |(path, bytes)| Some((path.strip_prefix(&*folder)?, path, bytes)))
}

fn missing(files: &Files, name: &str) -> Diagnostic {
    let mut there: Vec<&str> = within(files, "themes/")
        .filter_map(|(path, ..)| Some(path.split_once('/')?.0))
        .collect();
    there.dedup();
    let help = match nearest(name, there.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "there are {}; or make the folder `themes/{name}`",
            there.join(", ")
        ),
    };
    Diagnostic::new(Rule::BadTheme, format!("there is no theme `{name}`")).help(help)
}
