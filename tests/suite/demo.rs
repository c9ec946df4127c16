//! The demo case, built once for each edition, and what holds for any site.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use casebook::case::Edition;
use casebook::input::{Inputs, Settings};
use casebook::progress::Silence;
use casebook::site::Site;

use crate::cases::{build, repository};
use crate::expect::findings;
use crate::markup::{self, Piece};
use crate::program::{Folder, files, run_in};

/// The demo's site in an edition.
pub(crate) fn site(edition: Edition) -> &'static Site {
    static SITES: [OnceLock<Site>; 3] = [const { OnceLock::new() }; 3];
    SITES[edition as usize].get_or_init(|| {
        let settings = Settings {
            edition,
            ..Settings::default()
        };
        let built = casebook::build(&repository().0, &settings, &Silence);
        let found = findings(&built.diagnostics, &repository().0);
        built
            .site
            .unwrap_or_else(|| panic!("the demo has errors:\n{found}"))
    })
}

/// The pages of a site, as text.
pub(crate) fn pages(site: &Site) -> impl Iterator<Item = (&str, &str)> {
    site.files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                std::str::from_utf8(bytes).expect("pages are UTF-8"),
            )
        })
}

#[test]
fn the_demo_has_no_error_and_no_warning_in_any_edition() {
    let (inputs, read) = repository();
    assert_eq!(findings(read, inputs), "");
    for edition in Edition::ALL {
        let settings = Settings {
            edition,
            ..Settings::default()
        };
        let built = casebook::build(inputs, &settings, &Silence);
        assert_eq!(
            findings(&built.diagnostics, inputs),
            "",
            "{}",
            edition.name()
        );
    }
}

#[test]
fn the_demo_is_complete() {
    let case: serde_json::Value = serde_json::from_slice(
        site(Edition::Instructor)
            .get("data/case.json")
            .expect("case.json"),
    )
    .expect("JSON");
    let count = |key: &str| case[key].as_array().map_or(0, Vec::len);
    for (key, least) in [
        ("notes", 8),
        ("events", 16),
        ("profiles", 16),
        ("sources", 5),
        ("claims", 14),
        ("questions", 8),
        ("handouts", 2),
    ] {
        assert!(count(key) >= least, "{} {key}, not {least}", count(key));
    }
    let verdicts = case["quotations"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|quotation| quotation["verdict"].as_str().unwrap_or_default());
    for verdict in verdicts {
        assert!(
            ["exact", "normalised", "elided"].contains(&verdict),
            "{verdict}"
        );
    }
    let rights = |id: &str, edition| {
        let case: serde_json::Value =
            serde_json::from_slice(site(edition).get("data/case.json").expect("case.json"))
                .expect("JSON");
        let source = case["sources"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|source| {
                source["file"]
                    .as_str()
                    .is_some_and(|file| file.starts_with(id))
            });
        source.map(|source| source["rights"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(
        rights("003", Edition::Public).as_deref(),
        Some("excerpt"),
        "003 claims its author's copyright"
    );
    assert_eq!(rights("003", Edition::Student).as_deref(), Some("full"));
    for whole in ["000", "001", "002", "004"] {
        assert_eq!(
            rights(whole, Edition::Public).as_deref(),
            Some("full"),
            "{whole}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let settings = Settings::default();
    let first = site(Edition::Public);
    let backwards: BTreeMap<Arc<str>, Arc<[u8]>> = repository()
        .0
        .files
        .iter()
        .rev()
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    let again = casebook::build(&Inputs { files: backwards }, &settings, &Silence)
        .site
        .expect("a site");
    assert!(*first == again, "a second build in one process");
    let one_thread = rayon_pool(1, || {
        casebook::build(&repository().0, &settings, &Silence).site
    });
    assert!(one_thread.as_ref() == Some(first), "with one thread");
}

/// Work done in a pool of so many threads.
fn rayon_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    pool.install(work)
}

#[test]
fn another_folder_and_another_process_give_the_same_bytes() {
    let copy = Folder::new(&[]);
    for (path, bytes) in &repository().0.files {
        copy.write(path, bytes);
    }
    for edition in Edition::ALL {
        let run = run_in(
            copy.path(),
            &["build", "--edition", edition.name(), "--quiet"],
        );
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let mut written = files(&copy.at("public"));
        written.retain(|path, _| !path.starts_with('.'));
        let expected: BTreeMap<String, Vec<u8>> = site(edition)
            .files
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.to_vec()))
            .collect();
        assert!(written == expected, "the {} edition", edition.name());
    }
    let root = copy.path().to_str().expect("a path in UTF-8");
    let manifest = files(&copy.at("public"))
        .remove(".casebook-manifest.json")
        .expect("a manifest");
    assert!(
        !String::from_utf8_lossy(&manifest).contains(root),
        "no absolute path in the output"
    );
}

#[test]
fn pages_hold_no_script_and_load_nothing_from_elsewhere() {
    for edition in Edition::ALL {
        for (path, html) in pages(site(edition)) {
            let mut open_script = false;
            for piece in markup::pieces(html) {
                match piece {
                    Piece::Tag(tag) if !tag.is_end => {
                        open_script = tag.name == "script" && tag.get("src").is_none();
                        check_tag(path, &tag);
                    }
                    Piece::Text(text) if open_script => {
                        serde_json::from_str::<serde_json::Value>(&text)
                            .unwrap_or_else(|error| panic!("{path}: JSON-LD: {error}"));
                    }
                    Piece::Tag(_) => open_script = false,
                    Piece::Text(_) => {}
                }
            }
        }
        for (path, bytes) in site(edition)
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".css"))
        {
            let css = String::from_utf8_lossy(bytes);
            for banned in ["@import", "http://", "https://", "//fonts"] {
                assert!(!css.contains(banned), "{path}: {banned}");
            }
        }
    }
}

/// No script but data and files of the site, no style in attributes, nothing loaded but from the site itself.
fn check_tag(path: &str, tag: &markup::Tag) {
    assert_ne!(tag.name, "style", "{path}");
    if tag.name == "script" {
        let is_file = tag.get("src").is_some() && tag.get("defer").is_some();
        let is_data = tag.get("type") == Some("application/ld+json");
        assert!(is_file || is_data, "{path}");
    }
    for (name, value) in &tag.attributes {
        assert!(name != "style" && !name.starts_with("on"), "{path}: {name}");
        let loads = match tag.name.as_str() {
            "a" | "area" => false,
            "link" => name == "href" && tag.get("rel") != Some("canonical"),
            _ => ["src", "srcset", "poster", "data", "href"].contains(&name.as_str()),
        };
        assert!(
            !loads || !(value.contains("://") || value.starts_with("//")),
            "{path}: loads {value}"
        );
        assert!(
            !value
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("javascript:"),
            "{path}: {value}"
        );
    }
}

#[test]
fn pages_have_the_landmarks_and_headings_that_a_reader_needs() {
    for (path, html) in pages(site(Edition::Instructor)) {
        let tags = markup::tags(html);
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        // Drawings have titles of their own, in the body.
        let head = markup::tags(html.split("</head>").next().unwrap_or_default());
        let titles = head.iter().filter(|tag| tag.name == "title").count();
        assert_eq!((count("h1"), count("main"), titles), (1, 1, 1), "{path}");
        assert!(
            tags.iter()
                .any(|tag| tag.name == "html" && tag.get("lang") == Some("en")),
            "{path}"
        );
        let first_link = tags
            .iter()
            .find(|tag| tag.name == "a")
            .and_then(|tag| tag.get("href"))
            .unwrap_or_default();
        let target = first_link.strip_prefix('#').unwrap_or("no fragment");
        assert!(
            tags.iter().any(|tag| tag.get("id") == Some(target)),
            "{path}: the skip link leads to {first_link}"
        );
        let mut level = 0;
        for tag in &tags {
            let Some(next) = tag
                .name
                .strip_prefix('h')
                .and_then(|level| level.parse::<u32>().ok())
            else {
                continue;
            };
            assert!(
                next <= level + 1,
                "{path}: a heading of level {next} after one of level {level}"
            );
            level = next;
        }
        for image in tags.iter().filter(|tag| tag.name == "img") {
            assert!(image.get("alt").is_some(), "{path}");
        }
    }
}

#[test]
fn structured_words_are_true_to_the_kind() {
    let kinds = [
        ("profiles/zong-ning.html", "Person"),
        ("profiles/xiaomi.html", "Organization"),
        ("events/apology.html", "Event"),
        ("sources/biggo.html", "NewsArticle"),
        ("claims/who-disclosed.html", "Claim"),
    ];
    for (path, kind) in kinds {
        let html = String::from_utf8_lossy(
            site(Edition::Public)
                .get(path)
                .unwrap_or_else(|| panic!("{path}")),
        )
        .into_owned();
        assert!(
            html.contains("application/ld+json") && html.contains(&format!("\"{kind}\"")),
            "{path}: {kind}"
        );
        assert!(html.contains("property=\"og:title\""), "{path}");
    }
}

#[test]
fn only_canonical_links_feeds_and_the_sitemap_hold_the_base_url() {
    let base = "https://base.example/some/where/";
    let settings = Settings {
        base_url: Some(base.to_owned()),
        ..Settings::default()
    };
    let with = casebook::build(&repository().0, &settings, &Silence)
        .site
        .expect("a site");
    for (path, html) in pages(&with) {
        for tag in markup::tags(html) {
            let holds = tag
                .attributes
                .iter()
                .any(|(_, value)| value.contains("base.example"));
            let canonical = tag.get("rel") == Some("canonical")
                || tag
                    .get("property")
                    .is_some_and(|name| name.starts_with("og:"));
            assert!(!holds || canonical, "{path}: {tag:?}");
        }
    }
    for path in ["feed.xml", "sitemap.xml", "robots.txt"] {
        assert!(
            String::from_utf8_lossy(with.get(path).expect(path)).contains(base),
            "{path}"
        );
    }
    let without = site(Edition::Public);
    assert!(without.get("feed.xml").is_none() && without.get("sitemap.xml").is_none());
    let listed = String::from_utf8_lossy(with.get("sitemap.xml").expect("a sitemap"))
        .matches("<loc>")
        .count();
    let pages = with.pages() - 1;
    assert_eq!(
        listed, pages,
        "every page but the one for what is not found"
    );
}

#[test]
fn markup_in_titles_reaches_no_feed_or_data_as_markup() {
    let case = "---\ntitle: \"<script>x</script> & {{ y }}\"\ndate: 2026-01-01\nbase_url: https://a.example/\n---\n";
    let note = "---\ntitle: \"</title><script>\"\nsummary: \"]]> & <b>\"\n---\n\nText.\n";
    let built = build(
        &[("content/case.md", case), ("content/notes/a.md", note)],
        &Settings::default(),
    );
    let site = built.site.expect("a site");
    let feed = String::from_utf8_lossy(site.get("feed.xml").expect("a feed")).into_owned();
    assert!(
        !feed.contains("<script") && !feed.contains("<b>") && feed.contains("&lt;script&gt;"),
        "{feed}"
    );
    for (path, html) in pages(&site) {
        assert!(
            !html.contains("<script>x") && !html.contains("</title><script"),
            "{path}"
        );
    }
}
