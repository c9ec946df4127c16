//! `themes/VIEWS.md`: what each template sees, written from the doc comments of the views. `CASEBOOK_BLESS=1` writes it anew.

mod kind;
mod source;
mod write;

use std::fs;
use std::path::PathBuf;

use source::Sources;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("themes/VIEWS.md")
}

#[test]
fn the_reference_of_views_says_what_the_code_says() {
    let sources = Sources::read();
    let wanted = write::reference(&sources).unwrap_or_else(|faults| panic!("{faults}"));
    if std::env::var_os("CASEBOOK_BLESS").is_some() {
        fs::write(path(), &wanted).expect("the reference can be written");
    }
    let found = fs::read_to_string(path()).unwrap_or_default();
    let differs = wanted.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(
        wanted == found,
        "themes/VIEWS.md is not what the views say; CASEBOOK_BLESS=1 writes it anew. First difference: {differs:?}"
    );
}

#[test]
fn a_field_without_a_sentence_is_a_fault() {
    let mut sources = Sources::default();
    sources.add(
        "front",
        "/// A page.\n#[derive(Serialize)]\npub struct SiteView {\n    pub title: String,\n}\n",
    );
    let faults = write::reference(&sources).expect_err("no sentence");
    assert!(
        faults.contains("`SiteView.title` has no doc comment"),
        "{faults}"
    );
}
