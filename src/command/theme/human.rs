//! The files of a theme as a list for people.

use std::collections::BTreeMap;

use super::{Survey, owner};
use crate::render::theme::listing::{Entry, Group};

/// The list, in groups; the parts of a bundle stand under it.
pub(super) fn render(survey: &Survey) -> String {
    let mut text = head(survey);
    let paths = survey.entries.iter().map(|entry| &entry.path);
    let width = paths.map(|path| path.chars().count() + 2).max();
    let by_path: BTreeMap<&str, &Entry> = survey
        .entries
        .iter()
        .map(|entry| (entry.path.as_str(), entry))
        .collect();
    let line = |text: &mut String, indent: usize, entry: &Entry| {
        let width = width.unwrap_or_default() + 2 - indent;
        let from = from(survey, entry);
        *text += &format!("{:indent$}{:width$}  {from}\n", "", entry.path);
    };
    let mut group = None;
    for entry in &survey.entries {
        if group.replace(entry.group) != Some(entry.group) {
            text += &format!("\n{}\n", title(entry.group));
        }
        if entry.is_part {
            continue;
        }
        line(&mut text, 2, entry);
        for part in entry.parts.iter().filter_map(|path| by_path.get(&**path)) {
            line(&mut text, 4, part);
        }
    }
    text
}

/// "Theme mine, over folio"
fn head(survey: &Survey) -> String {
    match survey.beneath.as_slice() {
        [] => format!("Theme {}\n", survey.name),
        beneath => format!("Theme {}, over {}\n", survey.name, beneath.join(", ")),
    }
}

fn title(group: Group) -> &'static str {
    match group {
        Group::Templates => "Templates",
        Group::Components => "Components",
        Group::Words => "Words",
        Group::Assets => "Assets",
    }
}

/// "themes/mine, over folio"; "folio, built in".
fn from(survey: &Survey, entry: &Entry) -> String {
    let Some((first, rest)) = entry.files.split_first() else {
        return format!("a bundle of {} files", entry.parts.len());
    };
    let name = owner(first);
    let own = match survey.built_in.contains(first) {
        true => format!("{name}, built in"),
        false => format!("themes/{name}"),
    };
    let mut hidden: Vec<&str> = Vec::new();
    if survey.replaced.contains(first) {
        hidden.push("the built-in one");
    }
    hidden.extend(rest.iter().map(|file| owner(file)));
    match (hidden.is_empty(), entry.group) {
        (true, _) => own,
        (false, Group::Words) if !rest.is_empty() => {
            format!("{own}, and then {}", hidden.join(", "))
        }
        (false, _) => format!("{own}, over {}", hidden.join(", ")),
    }
}
