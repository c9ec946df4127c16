//! A profile as written.

use super::RawEvidence;
use super::read::evidence;
use crate::case::ProfileKind;
use crate::diagnostic::{Diagnostic, Rule};
use crate::syntax::Words;
use crate::syntax::edtf::Edtf;
use crate::syntax::fields::Fields;

/// A profile as written.
#[derive(Clone, Debug)]
pub struct RawProfile {
    /// What it is; `None` if not said or wrong, which is reported.
    pub kind: Option<ProfileKind>,
    /// Its other names.
    pub aliases: Vec<Words>,
    /// What it was, where, and when.
    pub roles: Vec<RawRole>,
    /// A picture beside the file.
    pub image: Option<Words>,
    /// Pages elsewhere: title and URL.
    pub links: Vec<(String, Words)>,
}

/// A role as written.
#[derive(Clone, Debug)]
pub struct RawRole {
    /// The office or part.
    pub title: String,
    /// A profile's id.
    pub organization: Option<Words>,
    /// From when.
    pub from: Option<Edtf>,
    /// Until when.
    pub to: Option<Edtf>,
    /// Whether it goes on.
    pub open: bool,
    /// What bears it out.
    pub evidence: Vec<RawEvidence>,
}

const KINDS: [(&str, ProfileKind); 5] = [
    ("person", ProfileKind::Person),
    ("organization", ProfileKind::Organization),
    ("group", ProfileKind::Group),
    ("product", ProfileKind::Product),
    ("place", ProfileKind::Place),
];

pub(super) fn read(fields: &mut Fields) -> RawProfile {
    let kind = fields.required("kind");
    let found = KINDS.iter().find(|(name, _)| *name == kind.value);
    if found.is_none() && !kind.value.is_empty() {
        fields.no_choice("kind", &kind, KINDS.iter().map(|(name, _)| *name));
    }
    RawProfile {
        kind: found.map(|(_, kind)| *kind),
        aliases: fields.word_list("aliases"),
        roles: fields.each("roles", "a role", |fields, _| role(fields)),
        image: fields.words("image"),
        links: fields.each("links", "a link", |fields, _| {
            (fields.required("title").value, fields.required("url"))
        }),
    }
}

fn role(fields: &mut Fields) -> RawRole {
    let title = fields.required("title").value;
    let organization = fields.words("organization");
    let from = fields.words("from").filter(|from| from.value != "..");
    let from = from.and_then(|from| fields.read_date(&from));
    let to = fields.words("to");
    let open = to.as_ref().is_some_and(|to| to.value == "..");
    let until = to.filter(|_| !open);
    let to = until.as_ref().and_then(|to| fields.read_date(to));
    let first = from.as_ref().and_then(Edtf::earliest);
    let last = to.as_ref().and_then(Edtf::latest);
    if let (Some(first), Some(last), Some(words)) = (first, last, until)
        && last < first
    {
        let diagnostic = Diagnostic::new(Rule::BadDate, "the role ends before it begins");
        fields.report(
            diagnostic,
            words.range,
            "put the earlier date at `from` and the later one at `to`",
        );
    }
    RawRole {
        title,
        organization,
        from,
        to,
        open,
        evidence: evidence(fields),
    }
}
