//! Where links lead: ids in double brackets, and paths as they stand in the repository.

use unicode_normalization::UnicodeNormalization;

use super::Shared;
use super::path::{asset_path, decode, has_scheme, join, relative};
use super::registry::Found;
use crate::case::{Kind, Ref, Target};
use crate::diagnostic::Rule;
use crate::page::route;
use crate::suggest::nearest;
use crate::syntax::document::{Document, owner};

/// Where a link leads.
pub(super) enum Lead {
    /// Somewhere.
    To(Target),
    /// To a document that the edition leaves out.
    Hidden(usize),
    /// To a file that could not be read, which was said.
    Unread,
    /// Nowhere: which rule that breaks, what is wrong, what to write.
    Nowhere(Rule, String, String),
}

/// The kinds of record that can be linked to, by the names that links use.
pub(super) const KINDS: [(&str, Kind); 7] = [
    ("note", Kind::Note),
    ("event", Kind::Event),
    ("profile", Kind::Profile),
    ("source", Kind::Source),
    ("claim", Kind::Claim),
    ("question", Kind::Question),
    ("handout", Kind::Handout),
];

/// The pages that list a kind, by the names that links use.
const LISTS: [(&str, Kind); 6] = [
    ("index", Kind::Case),
    ("timeline", Kind::Event),
    ("profiles", Kind::Profile),
    ("sources", Kind::Source),
    ("claims", Kind::Claim),
    ("questions", Kind::Question),
];

/// Follows `[[id]]`, `[[kind:id]]`, `[[id#anchor]]`, `[[tag:name]]` or `[[page:timeline]]`.
pub(super) fn by_id(shared: &Shared, written: &str) -> Lead {
    let written = written.trim();
    let (name, anchor) = match written.split_once('#') {
        Some((name, anchor)) => (name.trim_end(), Some(anchor)),
        None => (written, None),
    };
    match name.split_once(':') {
        None => plain_id(shared, name, anchor),
        Some(("tag" | "page", _)) if anchor.is_some_and(|anchor| !anchor.is_empty()) => {
            no_anchor(anchor.unwrap_or_default(), std::iter::empty())
        }
        Some(("tag", tag)) => by_tag(shared, tag.trim()),
        Some(("page", page)) => by_list(page.trim()),
        Some((kind, id)) => match KINDS.iter().find(|(name, _)| *name == kind.trim()) {
            Some((_, kind)) => of_kind(shared, *kind, id.trim(), anchor),
            // A file's name may hold a colon.
            None if is_id(shared, name) => plain_id(shared, name, anchor),
            None => {
                let names = KINDS.iter().map(|(name, _)| *name);
                let help = match nearest(kind, names.clone()) {
                    Some(near) => format!("did you mean `{near}:{id}`?"),
                    None => format!(
                        "kinds are {}, tag and page",
                        names.collect::<Vec<_>>().join(", ")
                    ),
                };
                Lead::Nowhere(
                    Rule::UnknownId,
                    format!("`{kind}` is no kind of record"),
                    help,
                )
            }
        },
    }
}

fn is_id(shared: &Shared, name: &str) -> bool {
    let name = name.nfc().collect::<String>();
    let names = |(_, kind): &(&str, Kind)| shared.registry.document(*kind, &name).is_some();
    KINDS.iter().any(names)
}

fn plain_id(shared: &Shared, id: &str, anchor: Option<&str>) -> Lead {
    let id = id.nfc().collect::<String>();
    let kinds: Vec<_> = KINDS
        .iter()
        .filter(|(_, kind)| shared.registry.document(*kind, &id).is_some())
        .collect();
    match kinds.as_slice() {
        [(_, kind)] => of_kind(shared, *kind, &id, anchor),
        [] if KINDS
            .iter()
            .any(|(_, kind)| shared.registry.is_unread(*kind, &id)) =>
        {
            Lead::Unread
        }
        [] => {
            let all = KINDS
                .iter()
                .flat_map(|(_, kind)| shared.registry.ids(*kind));
            let help = match nearest(&id, all) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an id is the name of a content file without `.md`".to_owned(),
            };
            Lead::Nowhere(
                Rule::UnknownId,
                format!("nothing in the case is called `{id}`"),
                help,
            )
        }
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|(name, _)| format!("`[[{name}:{id}]]`"))
                .collect();
            let message = format!(
                "`{id}` is the id of {} records of different kinds",
                several.len()
            );
            Lead::Nowhere(
                Rule::AmbiguousId,
                message,
                format!("say which: {}", names.join(" or ")),
            )
        }
    }
}

/// Follows an id whose kind is known.
pub(super) fn of_kind(shared: &Shared, kind: Kind, id: &str, anchor: Option<&str>) -> Lead {
    let id = id.nfc().collect::<String>();
    match shared.registry.find(kind, &id) {
        Found::Visible(place) => at_anchor(shared, place, anchor),
        Found::Hidden(document) => Lead::Hidden(document),
        Found::Unknown if shared.registry.is_unread(kind, &id) => Lead::Unread,
        Found::Unknown => {
            let help = match shared.registry.nearest(kind, &id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an id is the name of a content file without `.md`".to_owned(),
            };
            let message = format!(
                "there is no {} `{id}`",
                owner(kind).rsplit(' ').next().unwrap_or_default()
            );
            Lead::Nowhere(Rule::UnknownId, message, help)
        }
    }
}

fn by_tag(shared: &Shared, name: &str) -> Lead {
    match shared.tags.get(name) {
        Some(index) => Lead::To(Target::Tag(index)),
        None => {
            let help = nearest(name, shared.tags.names()).map_or_else(
                || "give a record that tag first".to_owned(),
                |near| format!("did you mean `tag:{near}`?"),
            );
            Lead::Nowhere(
                Rule::UnknownId,
                format!("no record has the tag `{name}`"),
                help,
            )
        }
    }
}

fn by_list(name: &str) -> Lead {
    match LISTS.iter().find(|(list, _)| *list == name) {
        Some((_, kind)) => Lead::To(Target::List(*kind)),
        None => {
            let names: Vec<_> = LISTS.iter().map(|(name, _)| *name).collect();
            Lead::Nowhere(
                Rule::UnknownId,
                format!("there is no page `{name}`"),
                format!("pages are {}", names.join(", ")),
            )
        }
    }
}

fn at_anchor(shared: &Shared, place: Ref, anchor: Option<&str>) -> Lead {
    let Some(anchor) = anchor else {
        return Lead::To(Target::Record(place, None));
    };
    if shared.has_anchor(place, anchor) {
        let paragraph = anchor
            .strip_prefix('p')
            .and_then(|number| number.parse().ok());
        return Lead::To(match paragraph.filter(|_| place.kind == Kind::Source) {
            Some(number) => Target::Paragraph(place.index, number),
            None => Target::Record(place, Some(anchor.to_owned())),
        });
    }
    no_anchor(anchor, shared.anchors_of(place))
}

fn no_anchor<'a>(anchor: &str, known: impl Iterator<Item = &'a str>) -> Lead {
    let help = match nearest(anchor, known) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "a heading's anchor is its words in lower case, joined by hyphens; a source's paragraphs are `#p1`, `#p2` …".to_owned(),
    };
    Lead::Nowhere(
        Rule::BrokenLink,
        format!("the page has no anchor `#{anchor}`"),
        help,
    )
}

/// Follows a Markdown link's destination as it stands in `document`.
pub(super) fn by_path(shared: &Shared, document: &Document, own: Ref, destination: &str) -> Lead {
    if has_scheme(destination) {
        return external(destination);
    }
    let (path, anchor) = match destination.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (destination, None),
    };
    let path = decode(path.split('?').next().unwrap_or(path));
    if path.is_empty() {
        let anchor = anchor.unwrap_or_default();
        if anchor.is_empty() {
            let help = "write where it leads in the round brackets: `[words](file.md)`";
            return Lead::Nowhere(
                Rule::BrokenLink,
                "the link has no destination".to_owned(),
                help.to_owned(),
            );
        }
        return match shared.has_anchor(own, &anchor) {
            true => Lead::To(Target::Here(anchor)),
            false => no_anchor(&anchor, shared.anchors_of(own)),
        };
    }
    let Some(file) = join(&document.file, &path) else {
        return Lead::Nowhere(
            Rule::OutsideRoot,
            format!("`{path}` leads out of the case's folder"),
            "link to a file inside it, or to a page by `https://`".to_owned(),
        );
    };
    in_content(shared, &file, anchor.as_deref())
        .or_else(|| in_output(shared, own, &path, anchor.as_deref()))
        .unwrap_or_else(|| broken(shared, document, &path, &file))
}

/// An address elsewhere, if it is one that a page may link to.
fn external(destination: &str) -> Lead {
    const SCHEMES: [&str; 8] = ["https", "http", "mailto", "tel", "doi", "ftp", "sms", "geo"];
    let scheme = destination
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if destination.starts_with("//") || SCHEMES.contains(&scheme.as_str()) {
        return Lead::To(Target::External(destination.to_owned()));
    }
    let message = format!("a page can't link to `{scheme}:`");
    Lead::Nowhere(
        Rule::UnsafeHtml,
        message,
        "link to a page by `https://`, or to a file of the case".to_owned(),
    )
}

/// A file of the repository: a record's, an article's, or one to be copied.
fn in_content(shared: &Shared, file: &str, anchor: Option<&str>) -> Option<Lead> {
    if let Some(at) = shared.registry.by_file(file) {
        return Some(match shared.registry.found(at) {
            Found::Visible(place) => at_anchor(shared, place, anchor),
            _ => Lead::Hidden(at),
        });
    }
    if let Some((at, _)) = shared.seeds.all().find(|(_, seed)| *seed.file == *file) {
        // The article's file itself is not published: its record says how much of it may be.
        return Some(match shared.registry.found(at) {
            Found::Visible(place) => at_anchor(shared, place, anchor),
            _ => Lead::Hidden(at),
        });
    }
    if shared.registry.is_unread_file(file) {
        return Some(Lead::Unread);
    }
    let folder = file
        .strip_prefix("content")
        .map(|folder| folder.trim_matches('/'));
    if let Some((_, kind)) = folder.and_then(|folder| {
        crate::syntax::document::FOLDERS
            .iter()
            .find(|(name, _)| *name == folder)
    }) {
        return Some(Lead::To(Target::List(*kind)));
    }
    let copied =
        file.starts_with("content/") && !file.ends_with(".md") && shared.files.contains_key(file);
    copied.then(|| Lead::To(Target::File(asset_path(file))))
}

/// A page of the output, by its path from the page the text will stand on.
fn in_output(shared: &Shared, own: Ref, path: &str, anchor: Option<&str>) -> Option<Lead> {
    let page = match route::folder(own.kind) {
        Some(folder) => format!("{folder}/page.html"),
        None => "index.html".to_owned(),
    };
    let output = join(&page, path)?;
    if let Some((_, kind)) = LISTS.iter().find(|(_, kind)| route::list(*kind) == output) {
        return Some(Lead::To(Target::List(*kind)));
    }
    let (folder, name) = output.split_once('/')?;
    let stem = name.strip_suffix(".html")?;
    let (_, kind) = KINDS
        .iter()
        .find(|(_, kind)| route::folder(*kind) == Some(folder))?;
    let place = shared.registry.by_stem(*kind, stem)?;
    Some(at_anchor(shared, place, anchor))
}

fn broken(shared: &Shared, document: &Document, path: &str, file: &str) -> Lead {
    let others = shared.files.keys().map(|name| &**name);
    let names = shared.registry.files().chain(others);
    let near = nearest(file, names.filter(|name| *name != &*document.file));
    let help = match near {
        Some(near) => format!("did you mean `{}`?", relative(&document.file, near)),
        None => "links name a file from the folder of the text they stand in, as in `../profiles/xu-fei.md`".to_owned(),
    };
    Lead::Nowhere(Rule::BrokenLink, format!("there is no file `{path}`"), help)
}
