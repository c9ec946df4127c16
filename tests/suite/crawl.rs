//! Every link of a site followed: to a file that is there, at an anchor that is there, by a relative path that names the file.

use std::collections::{BTreeMap, BTreeSet};

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::site::Site;

use crate::cases::build;
use crate::demo::{pages, site};
use crate::expect::findings;
use crate::markup;

/// What is wrong with a site's links.
pub(crate) fn faults(site: &Site) -> Vec<String> {
    let parsed: BTreeMap<&str, Vec<markup::Tag>> = pages(site)
        .map(|(path, html)| (path, markup::tags(html)))
        .collect();
    let mut faults = Vec::new();
    let mut anchors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, tags) in &parsed {
        let known = anchors.entry(path).or_default();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            if !known.insert(id) {
                faults.push(format!("{path}: the id `{id}` is there twice"));
            }
        }
    }
    for (path, tags) in &parsed {
        for (tag, name) in tags
            .iter()
            .flat_map(|tag| ["href", "src"].map(|name| (tag, name)))
        {
            let Some(url) = tag.get(name) else { continue };
            if let Err(fault) = follow(site, &anchors, path, url) {
                faults.push(format!("{path}: <{} {name}=\"{url}\">: {fault}", tag.name));
            }
        }
        for list in tags
            .iter()
            .filter_map(|tag| tag.get("aria-labelledby").or(tag.get("aria-describedby")))
        {
            for id in list
                .split_whitespace()
                .filter(|id| !anchors[path].contains(id))
            {
                faults.push(format!("{path}: nothing has the id `{id}`"));
            }
        }
    }
    faults
}

fn follow(
    site: &Site,
    anchors: &BTreeMap<&str, BTreeSet<&str>>,
    from: &str,
    url: &str,
) -> Result<(), String> {
    if ["https://", "http://", "mailto:", "doi:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
    {
        return Ok(());
    }
    let (path, anchor) = url
        .split_once('#')
        .map_or((url, None), |(path, anchor)| (path, Some(anchor)));
    if path.starts_with('/') || path.contains(':') || path.contains('?') {
        return Err("it is not relative".to_owned());
    }
    let target = match path {
        "" => from.to_owned(),
        _ => join(from, &decode(path)).ok_or("it leads out of the site")?,
    };
    if site.get(&target).is_none() {
        return Err(format!("there is no file `{target}`"));
    }
    match anchor.map(decode) {
        Some(anchor)
            if !anchors
                .get(target.as_str())
                .is_some_and(|known| known.contains(anchor.as_str())) =>
        {
            Err(format!("`{target}` has no anchor `{anchor}`"))
        }
        _ => Ok(()),
    }
}

fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A URL's percent-encoded bytes as text.
fn decode(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.bytes();
    while let Some(byte) = rest.next() {
        let code = |high: u8, low: u8| {
            u8::from_str_radix(&format!("{}{}", high as char, low as char), 16).ok()
        };
        match byte {
            b'%' => bytes.extend(
                rest.next()
                    .zip(rest.next())
                    .and_then(|(high, low)| code(high, low)),
            ),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn every_link_of_the_demo_leads_somewhere() {
    for edition in Edition::ALL {
        assert_eq!(
            faults(site(edition)),
            Vec::<String>::new(),
            "{}",
            edition.name()
        );
    }
}

#[test]
fn every_page_of_the_demo_can_be_reached_from_the_front_page() {
    let site = site(Edition::Instructor);
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(path) = open.pop() {
        let html = String::from_utf8_lossy(site.get(&path).unwrap_or_default()).into_owned();
        for tag in markup::tags(&html) {
            let url = tag.get("href").unwrap_or_default();
            let target = join(&path, &decode(url.split('#').next().unwrap_or_default()));
            if let Some(target) =
                target.filter(|target| target.ends_with(".html") && site.get(target).is_some())
                && reached.insert(target.clone())
            {
                open.push(target);
            }
        }
    }
    let lost: Vec<_> = pages(site)
        .map(|(path, _)| path)
        .filter(|path| *path != "404.html" && !reached.contains(*path))
        .collect();
    assert_eq!(lost, Vec::<&str>::new());
}

/// A case whose ids, anchors, tags and files are as awkward as an author can make them.
pub(crate) const TORTURE: [(&str, &str); 13] = [
    (
        "content/case.md",
        "---\ntitle: 小米与“黑粉” & <Brand>\nlanguage: en\ndate: 2026-01\nauthors: [{name: A & B}]\n---\n\n[[米粉]] and [[a b]].\n\n```{timeline}\n```\n\n```{claims}\n```\n\n```{profiles}\n```\n\n```{sources}\n```\n\n```{questions}\n```\n",
    ),
    ("content/notes/a b.md", include_str!("torture.md")),
    (
        "content/notes/con.md",
        "---\ntitle: Con\nredirect_from: [old/con.html, \"旧/页.html\"]\n---\n\n[[a b#标题-二]]\n",
    ),
    (
        "content/profiles/米粉.md",
        "---\ntitle: 米粉\nkind: group\naliases: [Mi Fans, <fans>]\nroles: [{title: \"Fans & friends\", organization: xiaomi, from: 2010, to: .., evidence: [{source: 来源, quote: 米粉}]}]\nlinks: [{title: \"A & B\", url: \"https://example.org/?a=1&b=2\"}]\nimage: 图 一.svg\n---\n\n[[note:a b]]\n",
    ),
    (
        "content/profiles/图 一.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>",
    ),
    (
        "content/profiles/xiaomi.md",
        "---\ntitle: Xiaomi\nkind: organization\n---\n",
    ),
    (
        "content/events/e?.md",
        "---\ntitle: \"Event \\\"quoted\\\"?\"\ndate: 2026-01-05~/..\ntime: late & dark\nplace: <Beijing>\nprofiles: [米粉]\nevidence: [{source: 来源, quote: \"He said\"}]\ntags: [a/b, \"a b\", a-b]\n---\n",
    ),
    (
        "content/sources/来源.md",
        "---\ntitle: \"来源 <1>\"\nfile: 来源.txt\nauthor: [A, B, C]\npublisher: \"P & Q\"\ndate: 2025-21\nurl: \"https://example.org/?a=1&b=2\"\nrights: full\nlanguage: zh\n---\n\n[[米粉]]\n",
    ),
    (
        "seeds/来源.txt",
        "标题 Heading\n\n米粉 said <b>bold</b> & \"He said\" so.\n\n| a | b |\n| --- | --- |\n| <i>1</i> | 2 |\n| 3 |\n\n- one\n  - two\n    - three\n- four\n\n1. first\n2. second\n\nThe end of Mi Fans' story\n",
    ),
    ("content/sources/b.md", "---\ntitle: B\nfile: b.txt\n---\n"),
    ("seeds/b.txt", "Nothing but Xiaomi.\n"),
    (
        "content/claims/谁.md",
        "---\nquestion: 谁说的 & why?\nprofiles: [米粉]\npositions: [{says: \"A <b>\", evidence: [{source: 来源, quote: \"He said\"}]}, {says: B, evidence: [{source: b, quote: Nothing but}]}]\n---\n",
    ),
    (
        "content/questions/为什么 1.md",
        "---\nquestion: 为什么?\nminutes: 5\ndiscusses: [谁, \"note:a b\"]\n---\n\nBecause of \"He said\" [@来源].\n",
    ),
];

#[test]
fn links_with_awkward_ids_lead_somewhere() {
    for edition in Edition::ALL {
        let settings = Settings {
            edition,
            base_url: Some("https://例え.example/子/".to_owned()),
            ..Settings::default()
        };
        let built = build(&TORTURE, &settings);
        let (inputs, found) = (
            crate::cases::inputs(
                &TORTURE
                    .iter()
                    .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                    .collect(),
            ),
            &built.diagnostics,
        );
        let found = findings(found, &inputs);
        let site = built.site.unwrap_or_else(|| panic!("{found}"));
        assert_eq!(faults(&site), Vec::<String>::new());
    }
}

/// Whatever a one-file case builds: every link leads somewhere, and no two files are one where letters' case makes no difference.
#[test]
fn the_sites_of_all_cases_are_sound() {
    for (name, site) in crate::cases::sites() {
        assert_eq!(faults(&site), Vec::<String>::new(), "{name}");
        let small: BTreeSet<String> = site.files.keys().map(|path| path.to_lowercase()).collect();
        assert_eq!(
            small.len(),
            site.files.len(),
            "{name}: {:?}",
            site.files.keys()
        );
    }
}
