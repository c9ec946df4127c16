//! The index: of every word the sections that have it, and how much it weighs there.

mod weight;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;
use serde::Serialize;

use super::entry::{self, Field, Section};
use super::{KINDS, SHELF, SOURCE_SHELF, code, first_source, places, token};
use crate::case::{Case, Kind, Ref};
use crate::page::{Words, name, route};
use weight::{Place, Scale};

/// Into how many parts the records are cut, which are read in parallel.
const PARTS: usize = 16;

/// The index as `assets/search-engine.js` takes it. Lists of records are in the order of the index.
#[derive(Debug, Serialize)]
pub(super) struct Index {
    /// Of each kind its name in words and how many records it has.
    kinds: Vec<(String, String, usize)>,
    titles: Vec<String>,
    /// From the site's root.
    urls: Vec<String>,
    about: Vec<String>,
    /// Of each record the anchors of its sections but the first, with spaces between.
    anchors: Vec<String>,
    /// The first source, and how many records before it and from it on share a shelf.
    shelves: [usize; 3],
    /// Every word, in the order of UTF-16, as `code::push_word` has it.
    words: String,
    /// Of each word its places: the distance from the place before, and the weight.
    places: String,
}

/// The index of a case.
pub(super) fn of(case: &Case, words: &Words) -> Index {
    let all: Vec<Ref> = places(case).collect();
    let parts: Vec<Part> = all
        .par_chunks(all.len().div_ceil(PARTS).max(1))
        .map(|records| Part::of(case, words, records))
        .collect();
    let scale = Scale::of(parts.iter().flat_map(|part| &part.lengths));
    let (words_code, places_code) = merged(&parts, &scale);
    let kind = |kind: Kind| {
        let name = name::kind(kind);
        let label = words.or_key(&["kind.", name].concat());
        (name.to_owned(), label, case.count(kind))
    };
    let kinds = KINDS.into_iter().chain([Kind::Source]);
    Index {
        kinds: kinds.map(kind).collect(),
        titles: all
            .iter()
            .map(|place| case.head(*place).title.clone())
            .collect(),
        urls: all.iter().map(|place| url(case, *place)).collect(),
        about: all
            .iter()
            .map(|place| entry::about(case, words, *place))
            .collect(),
        anchors: parts.into_iter().flat_map(|part| part.anchors).collect(),
        shelves: [first_source(case), SHELF, SOURCE_SHELF],
        words: words_code,
        places: places_code,
    }
}

/// A record's address from the site's root.
fn url(case: &Case, place: Ref) -> String {
    let target = crate::case::Target::Record(place, None);
    route::href(case, "", &target)
}

/// Looked up millions of times and never walked, so its order is nowhere seen.
type Known = HashMap<Box<str>, usize, BuildHasherDefault<Fnv>>;

/// FNV-1a: words are short, and nobody gains by making them collide in an index of his own texts.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The words of some records that follow each other.
#[derive(Default)]
struct Part {
    known: Known,
    /// Of each known word its places, by section.
    places: Vec<Vec<Place>>,
    /// Of each section how many words it has.
    lengths: Vec<u32>,
    /// Of each record the anchors of its sections.
    anchors: Vec<String>,
}

impl Part {
    fn of(case: &Case, words: &Words, records: &[Ref]) -> Self {
        let mut part = Part::default();
        for place in records {
            let mut sections = entry::sections(case, *place);
            let anchors: Vec<&str> = sections
                .iter()
                .skip(1)
                .map(|one| one.anchor.as_str())
                .collect();
            part.anchors.push(anchors.join(" "));
            let own = [
                (Field::Title, case.head(*place).title.clone()),
                (Field::Summary, entry::about(case, words, *place)),
            ];
            if let Some(first) = sections.first_mut() {
                first.lines.extend(own);
                let tags = case.head(*place).tags.iter();
                let tags = tags.map(|tag| (Field::Summary, case.tags[*tag].name.clone()));
                first.lines.extend(tags);
            }
            sections.iter().for_each(|section| part.read(section));
        }
        part
    }

    fn read(&mut self, section: &Section) {
        let number = self.lengths.len() as u32;
        let mut length = 0;
        for (field, line) in &section.lines {
            let size = weight::size(*field, line);
            token::each(line, |word| {
                length += 1;
                let places = self.places_of(word);
                match places.last_mut() {
                    Some(place) if place.section == number => place.add(*field, size),
                    _ => places.push(Place::new(number, *field, size)),
                }
            });
        }
        self.lengths.push(length);
    }

    fn places_of(&mut self, word: &str) -> &mut Vec<Place> {
        let at = match self.known.get(word) {
            Some(at) => *at,
            None => {
                let at = self.places.len();
                self.known.insert(word.into(), at);
                self.places.push(Vec::new());
                at
            }
        };
        &mut self.places[at]
    }
}

/// A word of a part: the word, the part, and its place in the part's list.
type Found<'a> = (&'a str, usize, usize);

/// The words and their places, as they are written.
fn merged(parts: &[Part], scale: &Scale) -> (String, String) {
    let known = parts.iter().enumerate();
    let mut found: Vec<Found> = known
        .flat_map(|(part, one)| one.known.iter().map(move |(word, at)| (&**word, part, *at)))
        .collect();
    // A browser compares strings by the units of UTF-16.
    found.par_sort_unstable_by(|a, b| {
        a.0.encode_utf16()
            .cmp(b.0.encode_utf16())
            .then(a.1.cmp(&b.1))
    });
    let firsts = first_sections(parts);
    let words: Vec<&[Found]> = found.chunk_by(|a, b| a.0 == b.0).collect();
    let lists: Vec<String> = words
        .par_iter()
        .map(|found| list(found, parts, &firsts, scale))
        .collect();
    let mut all = String::new();
    let mut before = "";
    for word in words.iter().filter_map(|found| found.first()) {
        if !all.is_empty() {
            all.push(' ');
        }
        code::push_word(&mut all, before, word.0);
        before = word.0;
    }
    (all, lists.join(" "))
}

/// The number of each part's first section.
fn first_sections(parts: &[Part]) -> Vec<usize> {
    let mut next = 0;
    let first = |part: &Part| {
        let first = next;
        next += part.lengths.len();
        first
    };
    parts.iter().map(first).collect()
}

/// The places of one word.
fn list(found: &[Found], parts: &[Part], firsts: &[usize], scale: &Scale) -> String {
    let mut list = String::new();
    let mut before = 0;
    for (_, part, at) in found {
        for place in &parts[*part].places[*at] {
            let length = parts[*part].lengths[place.section as usize];
            let section = firsts[*part] as u32 + place.section;
            code::push_number(&mut list, section - before);
            code::push_digit(&mut list, scale.weight(place, length));
            before = section;
        }
    }
    list
}
