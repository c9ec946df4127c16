//! Every path and URL of the site is made here.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::case::{Case, Kind, Ref, Tag, Target};

/// What may stand in a path segment of a relative URL as it is (RFC 3986, 3.3), less `:`, which could be read as a scheme.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Names that Windows keeps for devices, whatever their extension.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Longer names of two stems are too long for some file systems, in bytes.
const LONGEST_PAIR: usize = 200;

/// The page of who is named with whom.
pub const NETWORK: &str = "network.html";

/// The page of which sources speak of the same.
pub const COMPARE: &str = "compare.html";

/// The page of the search.
pub const SEARCH: &str = "search.html";

/// The output path of a record's page. A question has none of its own: it stands on the questions' page.
pub fn path(case: &Case, place: Ref) -> String {
    let stem = &case.head(place).stem;
    match folder(place.kind) {
        Some(folder) => [folder, "/", stem, ".html"].concat(),
        None => list(place.kind).to_owned(),
    }
}

/// The folder of a kind's pages, where each record has one.
pub fn folder(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Case | Kind::Question => None,
        Kind::Note => Some("notes"),
        Kind::Event => Some("events"),
        Kind::Profile => Some("profiles"),
        Kind::Source => Some("sources"),
        Kind::Claim => Some("claims"),
        Kind::Handout => Some("handouts"),
    }
}

/// The page that lists a kind.
pub fn list(kind: Kind) -> &'static str {
    match kind {
        Kind::Case | Kind::Note => "index.html",
        Kind::Event => "timeline.html",
        Kind::Profile => "profiles.html",
        Kind::Source => "sources.html",
        Kind::Claim => "claims.html",
        Kind::Question | Kind::Handout => "questions.html",
    }
}

/// The page of a tag.
pub fn tag(tag: &Tag) -> String {
    ["tags/", &tag.stem, ".html"].concat()
}

/// The page that sets two sources side by side, in the order of the case's list.
///
/// No stem holds a tilde, so that no two pairs share a path, whatever hyphens their ids have.
pub fn pair(case: &Case, a: usize, b: usize) -> String {
    let stem = |source: usize| case.sources[source].head.stem.as_str();
    let mut name = [stem(a), "~", stem(b)].concat();
    if name.len() > LONGEST_PAIR {
        name = hashed(&name, &name);
    }
    ["compare/", &name, ".html"].concat()
}

/// The anchor of a paragraph on its source's page.
pub fn paragraph_anchor(number: u32) -> String {
    ["p", &number.to_string()].concat()
}

/// The relative URL from the page at `from` (an output path) to `target`.
pub fn href(case: &Case, from: &str, target: &Target) -> String {
    let source = |index| {
        path(
            case,
            Ref {
                kind: Kind::Source,
                index,
            },
        )
    };
    match target {
        Target::External(url) => url.clone(),
        Target::Here(anchor) => fragment(anchor),
        Target::File(file) => relative(from, file),
        Target::List(kind) => relative(from, list(*kind)),
        Target::Tag(index) => relative(from, &tag(&case.tags[*index])),
        Target::Paragraph(index, number) => {
            // A paragraph that the edition withholds has no anchor: its source's page is as near as one gets.
            let shown = case.sources[*index].article.paragraph(*number);
            let anchor = shown.map(|_| paragraph_anchor(*number));
            with_anchor(from, &source(*index), anchor.as_deref())
        }
        Target::Quotation(at) => {
            let quotation = case.quotation(*at);
            with_anchor(from, &source(quotation.source), quotation.anchor.as_deref())
        }
        Target::Record(place, anchor) => {
            let question = (place.kind == Kind::Question).then(|| case.head(*place).stem.as_str());
            with_anchor(from, &path(case, *place), anchor.as_deref().or(question))
        }
    }
}

/// The relative URL from the page at `from` to the file at `to`, both output paths.
pub fn relative(from: &str, to: &str) -> String {
    with_anchor(from, to, None)
}

/// The whole URL of the file at an output path, for a site whose address `base` ends with a slash.
pub fn absolute(base: &str, path: &str) -> String {
    match path {
        "index.html" => base.to_owned(),
        path => format!("{base}{}", encode(path)),
    }
}

/// An output path as it stands in a URL.
pub fn encode(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    push_encoded(&mut url, path);
    url
}

fn push_encoded(url: &mut String, path: &str) {
    url.extend(utf8_percent_encode(path, SEGMENT));
}

fn with_anchor(from: &str, to: &str, anchor: Option<&str>) -> String {
    if let Some(anchor) = anchor
        && from == to
    {
        return fragment(anchor);
    }
    let shared = shared_folders(from, to);
    let up = from
        .bytes()
        .skip(shared)
        .filter(|byte| *byte == b'/')
        .count();
    let rest = to.get(shared..).unwrap_or_default();
    let length = 3 * up + rest.len() + anchor.map_or(0, |anchor| 1 + anchor.len());
    let mut url = String::with_capacity(length);
    for _ in 0..up {
        url.push_str("../");
    }
    push_encoded(&mut url, rest);
    if let Some(anchor) = anchor {
        url.push('#');
        push_encoded(&mut url, anchor);
    }
    url
}

/// The length of the folders that two paths begin with, slashes included.
fn shared_folders(from: &str, to: &str) -> usize {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b);
    let slashes = same.zip(1..).filter(|((byte, _), _)| *byte == b'/');
    slashes.last().map_or(0, |(_, length)| length)
}

/// The URL of an anchor on the same page.
pub fn fragment(anchor: &str) -> String {
    let mut url = String::with_capacity(1 + anchor.len());
    url.push('#');
    push_encoded(&mut url, anchor);
    url
}

/// A file name's stem for an id: the id itself where every file system can hold it.
///
/// Letters, digits and marks of any script stay (in NFC), as do `-`, `_` and `.` inside. Anything else becomes `-`, and
/// a short hash of the id is added, so that two ids never share a name.
pub fn stem(id: &str) -> String {
    let id: String = id.nfc().collect();
    let safe: String = id
        .chars()
        .map(|c| if is_safe(c) { c } else { '-' })
        .collect();
    let bare = safe.trim_matches('.');
    if bare == id && !is_reserved(&id) && id.len() <= 120 {
        return id;
    }
    hashed(bare, &id)
}

/// The beginning of `name` with a short hash of `whole`.
pub fn hashed(name: &str, whole: &str) -> String {
    let mut short: String = name.chars().take(40).collect();
    short.push('-');
    for byte in Sha256::digest(whole.as_bytes()).iter().take(4) {
        let _ = write!(short, "{byte:02x}");
    }
    short
}

/// A file name's stem for a tag: spaces become hyphens, all else as in [`stem`].
pub fn tag_stem(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join("-");
    stem(&joined)
}

fn is_safe(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c)
}

/// Combining marks carry vowels in many scripts; they are no letters to `char::is_alphanumeric`.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_reserved(id: &str) -> bool {
    let name = id.split('.').next().unwrap_or(id).to_ascii_lowercase();
    let numbered = (name.starts_with("com") || name.starts_with("lpt"))
        && name.len() == 4
        && name.ends_with(|c: char| c.is_ascii_digit());
    numbered || RESERVED.contains(&name.as_str())
}
