//! Assets: what a theme's folder holds, and bundles, which are put together from several files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::record::Bundle;
use super::shelf::Shelf;
use super::template::Template;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::suggest::nearest;
use crate::syntax::Words;

/// Every asset by output path. A part of a bundle is published by itself only where a template names it.
pub(super) fn assets(
    shelf: &Shelf,
    templates: &[Template],
    found: &mut Diagnostics,
) -> BTreeMap<String, Arc<[u8]>> {
    let mut assets: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    let mut bundled: BTreeSet<String> = BTreeSet::new();
    for (path, (layer, bundle)) in used(shelf) {
        check(shelf, layer, bundle, found);
        let mut parts = Vec::new();
        spread(shelf, layer, bundle, &mut parts, found);
        bundled.extend(parts.iter().map(|part| part.value.clone()));
        assets.insert(path.to_owned(), joined(shelf, path, &parts, found));
    }
    for (path, held) in shelf.used() {
        let is_wanted = |path: &str| {
            !bundled.contains(path) || templates.iter().any(|one| one.text.contains(path))
        };
        if path.starts_with("assets/") && !assets.contains_key(path) && is_wanted(path) {
            assets.insert(path.to_owned(), Arc::clone(held.bytes));
        }
    }
    assets
}

/// The bundles that are used, each with its theme. A file of a theme hides a bundle of those beneath it.
pub(super) fn used<'s>(shelf: &'s Shelf) -> BTreeMap<&'s str, (usize, &'s Bundle)> {
    let mut used = BTreeMap::new();
    for (layer, theme) in shelf.layers.iter().enumerate() {
        for bundle in &theme.record.bundles {
            let path = bundle.path.value.as_str();
            if shelf.get(path).is_none_or(|file| file.layer >= layer) {
                used.entry(path).or_insert((layer, bundle));
            }
        }
    }
    used
}

/// What the bundle of that path is made of.
pub(super) fn parts(shelf: &Shelf, path: &str) -> Vec<String> {
    let (mut parts, mut unsaid) = (Vec::new(), Diagnostics::default());
    if let Some((layer, bundle)) = used(shelf).remove(path) {
        spread(shelf, layer, bundle, &mut parts, &mut unsaid);
    }
    parts.into_iter().map(|part| part.value).collect()
}

/// What is wrong with a bundle's own name.
fn check(shelf: &Shelf, layer: usize, bundle: &Bundle, found: &mut Diagnostics) {
    let path = &bundle.path;
    let mut say = |message: String, help: &str| {
        found.push(finding(shelf, layer, path, message).help(help));
    };
    if !path.value.starts_with("assets/") || path.value.split('/').any(|name| name == "..") {
        let message = format!("the bundle `{}` is not in `assets/`", path.value);
        say(message, "write `assets/` and a file's name");
    }
    let is_own = |file: &super::shelf::Held| file.layer == layer;
    if shelf.get(&path.value).as_ref().is_some_and(is_own) {
        let message = format!("`{}` is a bundle and a file", path.value);
        say(
            message,
            "give the bundle another name, or take the file away",
        );
    }
}

/// The files that a bundle is made of, in order. Its own name among them stands for the bundle of the theme beneath.
fn spread(
    shelf: &Shelf,
    layer: usize,
    bundle: &Bundle,
    parts: &mut Vec<Words>,
    found: &mut Diagnostics,
) {
    for words in &bundle.parts {
        let is_base = words.value == bundle.path.value;
        let beneath = shelf.layers.iter().enumerate().skip(layer + 1);
        let base = beneath
            .filter(|_| is_base)
            .find_map(|(at, theme)| Some((at, find(&theme.record.bundles, &words.value)?)));
        if let Some((at, base)) = base {
            spread(shelf, at, base, parts, found);
        } else if is_base || shelf.get(&words.value).is_none() {
            found.push(unknown_part(shelf, layer, words));
        } else if folder(&words.value) != folder(&bundle.path.value) {
            let message = format!("`{}` lies in another folder than its bundle", words.value);
            let help = "its relative addresses would lead elsewhere: put both into one folder";
            found.push(finding(shelf, layer, words, message).help(help));
        } else {
            parts.push(words.clone());
        }
    }
}

fn find<'b>(bundles: &'b [Bundle], path: &str) -> Option<&'b Bundle> {
    bundles.iter().find(|bundle| bundle.path.value == path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn unknown_part(shelf: &Shelf, layer: usize, words: &Words) -> Diagnostic {
    let there = shelf.files.keys().copied();
    let assets = there.filter(|path| path.starts_with("assets/"));
    let help = match nearest(&words.value, assets) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a bundle is made of files in `assets/`, named from the theme's folder".to_owned(),
    };
    let message = format!("there is no asset `{}`", words.value);
    finding(shelf, layer, words, message).help(help)
}

fn finding(shelf: &Shelf, layer: usize, words: &Words, message: String) -> Diagnostic {
    let place = Place::new(&shelf.layers[layer].file(), words.range.clone());
    Diagnostic::new(Rule::BadTheme, message).at(place)
}

/// The parts one after the other, each ended by a line break; scripts parted by a semicolon, for one may lack its last.
fn joined(shelf: &Shelf, path: &str, parts: &[Words], found: &mut Diagnostics) -> Arc<[u8]> {
    let mut bytes = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(held) = shelf.get(&part.value) else {
            continue;
        };
        if at > 0 && path.ends_with(".css") {
            found.extend(misplaced(held.file, held.bytes));
        }
        if at > 0 && path.ends_with(".js") {
            bytes.extend_from_slice(b";\n");
        }
        let own = held.bytes.strip_prefix(b"\xef\xbb\xbf");
        bytes.extend_from_slice(own.unwrap_or(held.bytes));
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes.into()
}

/// Browsers pass over `@charset` and `@import` that do not stand at the head of a sheet.
fn misplaced(file: &Arc<str>, bytes: &[u8]) -> Option<Diagnostic> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find(['@', '/']) {
        let (start, rest) = (from + at, &text[from + at..]);
        if rest.starts_with("/*") {
            from = start + rest.find("*/").map_or(rest.len(), |end| end + 2);
            continue;
        }
        let rule = ["@charset", "@import"]
            .into_iter()
            .find(|rule| rest.starts_with(rule));
        if let Some(rule) = rule {
            let message = format!("`{rule}` has no effect within a bundle");
            return Some(
                Diagnostic::new(Rule::BundledRule, message)
                    .at(Place::new(file, start..start + rule.len()))
                    .help("it counts at the head of a style sheet alone: move it to the bundle's first part, or list what it imports"),
            );
        }
        from = start + 1;
    }
    None
}
