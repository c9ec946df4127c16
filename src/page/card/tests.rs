//! Where cards lie, and that all of them are found there.

use super::*;
use crate::case::Prose;
use crate::render::sample;

fn words() -> Words {
    Words::new("en", BTreeMap::new())
}

/// A case with so many notes.
fn case(notes: usize) -> Case {
    let mut case = sample::case();
    let note = case.notes.first().cloned().unwrap();
    let numbered = |number: usize| {
        let mut note = (*note).clone();
        note.head.stem = format!("note-{number}");
        note.into()
    };
    case.notes = (0..notes).map(numbered).collect();
    case
}

#[test]
fn every_page_has_its_card_on_one_shelf() {
    let case = case(1000);
    let words = words();
    let clerk = Clerk {
        case: &case,
        words: &words,
        plain: &|_: &Prose| String::new(),
    };
    let shelved = shelved(&case);
    assert_eq!((shelved.len(), shelves(&case)), (4, 4));
    let cards: Vec<Cards> = shelved.iter().map(|pages| clerk.shelf(pages)).collect();
    assert!(cards.iter().all(|cards| cards.len() < 2 * SHELF));
    let all: BTreeMap<&String, &Card> = cards.iter().flatten().collect();
    let expected: usize = KINDS.iter().map(|kind| case.count(*kind)).sum();
    assert_eq!(all.len(), expected);
    assert_eq!(cards.iter().map(BTreeMap::len).sum::<usize>(), expected);
}

/// The same in wider arithmetic: `preview.js` must find the same shelf.
#[test]
fn the_shelf_is_by_fnv_1a_without_its_offset() {
    let head = sample::head(Kind::Note, "a", "A");
    let hash = "notes/a.html".bytes().fold(0u64, |hash, byte| {
        ((hash ^ u64::from(byte)) * 0x0100_0193) % (1 << 32)
    });
    for shelves in [1, 7, 256] {
        assert_eq!(shelf(Kind::Note, &head, shelves), hash as usize % shelves);
    }
}
