//! Cartridges: their manifests against the rules of IMS, and against its schemas where they are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use casebook::case::Edition;
use casebook::input::{Inputs, Settings};
use casebook::pack::cartridge::{self, Version};
use casebook::progress::Silence;
use casebook::render::Files;
use casebook::{Memory, prepare};
use roxmltree::{Document, Node};

use crate::cases::{self, repository};
use crate::expect::findings;
use crate::tools;

const BOTH: [Version; 2] = [Version::V1_1, Version::V1_3];

/// A site's files, and the manifest of each version.
fn packed(inputs: &Inputs, edition: Edition) -> (Files, [String; 2]) {
    let settings = Settings {
        edition,
        ..Settings::default()
    };
    let prepared = prepare(inputs, &settings, &mut Memory::default(), &Silence);
    let found = findings(&prepared.diagnostics, inputs);
    let ready = prepared.ready(inputs).unwrap_or_else(|| panic!("{found}"));
    let press = ready.press.clone();
    let files = ready.print(&Silence).expect("a site without a leak").files;
    let manifests =
        BOTH.map(|version| cartridge::manifest(press.case(), press.words(), &files, version));
    (files, manifests)
}

/// A case whose names and words XML and URLs can't hold as they are.
fn odd() -> Inputs {
    let case = "---\ntitle: \"A < B & \\\"C\\\"\"\nauthors: [{name: 'Ann; B, C', affiliation: 'X\\Y', url: 'https://a.example/?a=1&b=2'}]\n\
                license: CC0-1.0\ndate: 2026-01\n---\n";
    let picture = "---\ntitle: 米粉\nkind: group\nimage: a b%.png\n---\n";
    let mut files: BTreeMap<String, Vec<u8>> = [
        ("content/case.md", case),
        ("content/profiles/米粉.md", picture),
        (
            "content/questions/q.md",
            "---\nquestion: Why?\n---\n\nBecause.\n",
        ),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into();
    files.insert(
        "content/profiles/a b%.png".to_owned(),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec(),
    );
    cases::inputs(&files)
}

fn all() -> Vec<(Edition, Files, [String; 2])> {
    let of = |inputs: &Inputs, edition| {
        let (files, manifests) = packed(inputs, edition);
        (edition, files, manifests)
    };
    let mut all: Vec<_> = Edition::ALL
        .map(|edition| of(&repository().0, edition))
        .into();
    all.push(of(&odd(), Edition::Instructor));
    all
}

fn elements<'a>(root: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    root.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// The rules of the profile's schema and of the Schematron rules in it, as far as they speak of web content.
#[test]
fn a_manifest_keeps_the_rules() {
    for (edition, files, manifests) in all() {
        for (manifest, (version, short)) in
            manifests.iter().zip([("1.1.0", "1p1"), ("1.3.0", "1p3")])
        {
            let parsed = Document::parse(manifest).expect("well-formed XML");
            let root = parsed.root_element();
            let package = format!("http://www.imsglobal.org/xsd/imsccv{short}/imscp_v1p1");
            assert_eq!(root.tag_name().namespace(), Some(package.as_str()));
            let first: String = manifest.chars().take(500).collect();
            assert!(
                first.contains(&format!("xmlns=\"{package}\"")),
                "Moodle looks no further"
            );
            let children: Vec<&str> = root
                .children()
                .filter(Node::is_element)
                .map(|node| node.tag_name().name())
                .collect();
            assert_eq!(children, ["metadata", "organizations", "resources"]);
            let text = |name| elements(root, name).next().and_then(|node| node.text());
            assert_eq!(
                (text("schema"), text("schemaversion")),
                (Some("IMS Common Cartridge"), Some(version))
            );

            let mut identifiers = BTreeSet::new();
            for node in root.descendants() {
                if let Some(identifier) = node.attribute("identifier") {
                    let is_name = identifier.starts_with(|c: char| c.is_ascii_alphabetic())
                        && identifier
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || c == '-');
                    assert!(is_name, "{identifier} is no xs:ID");
                    assert!(identifiers.insert(identifier), "{identifier} stands twice");
                }
            }
            let listed = resources(root, edition);
            let paths: BTreeSet<&String> = files.keys().collect();
            assert_eq!(
                listed.values().collect::<BTreeSet<_>>(),
                paths,
                "every file is a resource, once"
            );
            items(root, &listed);
        }
    }
}

/// Identifier and path of each resource.
fn resources<'a>(root: Node<'a, 'a>, edition: Edition) -> BTreeMap<&'a str, String> {
    let mut listed = BTreeMap::new();
    for resource in elements(root, "resource") {
        let href = resource.attribute("href").expect("a web content's address");
        assert_eq!(resource.attribute("type"), Some("webcontent"));
        let files: Vec<_> = elements(resource, "file")
            .map(|file| file.attribute("href"))
            .collect();
        assert_eq!(files, [Some(href)], "the file that the resource is");
        let role: Vec<&str> = elements(resource, "value")
            .filter_map(|node| node.text())
            .collect();
        let expected: &[&str] = if edition == Edition::Instructor {
            &["Instructor"]
        } else {
            &[]
        };
        assert_eq!(role, expected, "{href}");
        let path = percent_encoding::percent_decode_str(href)
            .decode_utf8()
            .expect("UTF-8");
        let identifier = resource.attribute("identifier").expect("an identifier");
        listed.insert(identifier, path.into_owned());
    }
    listed
}

fn items(root: Node<'_, '_>, listed: &BTreeMap<&str, String>) {
    let organization: Vec<_> = elements(root, "organization").collect();
    assert_eq!(organization.len(), 1);
    assert_eq!(
        organization[0].attribute("structure"),
        Some("rooted-hierarchy")
    );
    let top: Vec<_> = organization[0]
        .children()
        .filter(|node| node.has_tag_name("item") || node.tag_name().name() == "item")
        .collect();
    assert_eq!(top.len(), 1, "one item holds all");
    assert!(
        top[0]
            .children()
            .all(|node| node.tag_name().name() != "title"),
        "and has no title"
    );
    for item in elements(top[0], "item").skip(1) {
        let children = |name| {
            item.children()
                .filter(|node| node.tag_name().name() == name)
                .count()
        };
        assert_eq!(children("title"), 1);
        match item.attribute("identifierref") {
            Some(reference) => {
                assert!(listed.contains_key(reference), "{reference} leads nowhere");
                assert_eq!(children("item"), 0, "what leads to a page holds no others");
            }
            None => assert!(children("item") > 0, "a folder of nothing"),
        }
    }
}

#[test]
fn pages_stand_in_the_order_in_which_they_are_read() {
    let (_, [_, manifest]) = packed(&repository().0, Edition::Instructor);
    let parsed = Document::parse(&manifest).expect("XML");
    let paths = resources(parsed.root_element(), Edition::Instructor);
    let read: Vec<&str> = elements(parsed.root_element(), "item")
        .filter_map(|item| paths.get(item.attribute("identifierref")?))
        .map(String::as_str)
        .collect();
    let case: serde_json::Value = serde_json::from_slice(
        crate::demo::site(Edition::Instructor)
            .get("data/case.json")
            .expect("case.json"),
    )
    .expect("JSON");
    let urls = |kind: &str| -> Vec<String> {
        let records = case[kind].as_array().expect("records").iter();
        records
            .map(|record| record["url"].as_str().expect("a URL").to_owned())
            .collect()
    };
    let mut expected = vec!["index.html".to_owned()];
    for (lists, kind) in [
        (&[][..], "notes"),
        (&["timeline.html"], "events"),
        (&["profiles.html", "network.html"], "profiles"),
        (&["sources.html", "compare.html"], "sources"),
        (&["claims.html"], "claims"),
        (&["questions.html"], "handouts"),
    ] {
        expected.extend(lists.iter().map(|path| (*path).to_owned()));
        expected.extend(urls(kind));
    }
    // With the feature `pdf` a handout is followed by its paper.
    let read: Vec<&str> = read
        .into_iter()
        .filter(|path| !path.ends_with(".pdf"))
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn what_is_withheld_is_in_no_manifest() {
    let (_, manifests) = packed(&repository().0, Edition::Public);
    for manifest in manifests {
        for words in ["Instructor", "teaching-note", "handouts/"] {
            assert!(!manifest.contains(words), "{words}");
        }
    }
}

/// IMS lets nobody pass its schemas on without registering, so that they are not kept here: those of version 1.1 are in every
/// copy of Moodle, under `backup/cc/schemas11`, and are looked for in `target/tools/cartridge`.
#[test]
fn a_manifest_validates() {
    let schema = tools::folder().join("cartridge/cc11libxml2validator.xsd");
    if !schema.is_file() || tools::program(&["xmllint"]).is_none() {
        return tools::skip("the schemas of IMS, and xmllint");
    }
    for (edition, _, [manifest, _]) in all() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("imsmanifest.xml");
        std::fs::write(&file, &manifest).expect("a file");
        let run = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .args([&schema, &file])
            .output()
            .expect("xmllint runs");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{}: {said}", edition.name());
    }
}
