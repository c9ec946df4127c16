//! What a handout holds and paper can't show, told to its author: which, where, and what would help.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Press, Unset, path};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::input::Files;

/// More characters of one script are counted, not listed.
const LISTED: usize = 5;

/// A finding for each script that lacks a font and for each picture, over all handouts. `files` are those of the case.
pub(crate) fn cautions(press: &Press, files: &Files) -> Vec<Diagnostic> {
    let mut pictures = BTreeMap::new();
    let mut scripts: BTreeMap<(String, String), (usize, BTreeSet<char>)> = BTreeMap::new();
    for (handout, unset) in press.unset() {
        match unset {
            Unset::Picture { path, message } => {
                pictures.entry((path, message)).or_insert(handout);
            }
            Unset::Characters {
                script,
                font,
                characters,
            } => {
                let (_, all) = scripts
                    .entry((script, font))
                    .or_insert((handout, BTreeSet::new()));
                all.extend(characters);
            }
        }
    }
    let search = Search { press, files };
    let pictures = pictures
        .into_iter()
        .map(|((path, message), handout)| search.picture(handout, &path, &message));
    let scripts = scripts
        .into_iter()
        .map(|((script, font), (handout, characters))| {
            search.characters(handout, &script, &font, &characters)
        });
    pictures.chain(scripts).collect()
}

struct Search<'a> {
    press: &'a Press,
    files: &'a Files,
}

impl Search<'_> {
    fn characters(
        &self,
        handout: usize,
        script: &str,
        font: &str,
        characters: &BTreeSet<char>,
    ) -> Diagnostic {
        let shown = characters.iter().take(LISTED);
        let shown: Vec<String> = shown
            .map(|c| format!("“{c}” (U+{:04X})", u32::from(*c)))
            .collect();
        let more = match characters.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let page = path(&self.press.case, handout);
        let message = format!(
            "no font of the handouts’ layout has {}{more}, of {script}: in `{page}` their numbers stand instead",
            shown.join(", ")
        );
        let theme = self.press.theme.name();
        let help = format!(
            "put a font that has them, such as {font}, into `themes/{theme}/handout/fonts/` (TTF or OTF): it is found there by itself"
        );
        let written = characters.first().map(char::to_string).unwrap_or_default();
        Diagnostic::new(Rule::MissingGlyph, message)
            .at(self.place(handout, &written))
            .help(help)
    }

    fn picture(&self, handout: usize, picture: &str, message: &str) -> Diagnostic {
        let page = path(&self.press.case, handout);
        let name = picture.rsplit('/').next().unwrap_or(picture);
        let message = format!("`{page}` can’t show the picture `{name}`: {message}");
        Diagnostic::new(Rule::UnusablePicture, message)
            .at(self.place(handout, name))
            .help("on paper its alternative text stands in its place")
    }

    /// Where some words first stand: in the handout's own file, else in the case's texts, else in an article.
    fn place(&self, handout: usize, words: &str) -> Place {
        let own = &self.press.case.handouts[handout].head.file;
        let below = |folder: &'static str| {
            let files = self.files.keys();
            files.filter(move |file| file.starts_with(folder))
        };
        let files = std::iter::once(own)
            .chain(below("content/"))
            .chain(below("seeds/"));
        let mut found = files.filter_map(|file| self.within(file, words));
        found.next().unwrap_or_else(|| Place::start_of(own))
    }

    fn within(&self, file: &Arc<str>, words: &str) -> Option<Place> {
        let text = std::str::from_utf8(self.files.get(file)?).ok()?;
        let at = text.find(words)?;
        Some(Place::new(file, at..at + words.len()))
    }
}
