//! The theme `plain`: whole without a script, small, and made of nothing but the contract.

use casebook::case::Edition;
use casebook::input::{Inputs, Settings};
use casebook::page::Subject;
use casebook::progress::Silence;
use casebook::site::Site;

use crate::cases::repository;
use crate::checker;
use crate::crawl;
use crate::demo::{self, pages};
use crate::expect::findings;
use crate::markup;

/// The most that all style sheets of the theme weigh.
const MOST_CSS: usize = 10 * 1024;

/// The demo in the theme, in a language.
fn inputs(language: &str) -> Inputs {
    let mut inputs = repository().0.clone();
    let case = inputs.files.get("content/case.md").expect("the demo");
    let text = String::from_utf8_lossy(case)
        .replace("theme: folio", "theme: plain")
        .replace("language: en", &format!("language: {language}"));
    assert!(
        text.contains("\ntheme: plain\n"),
        "the demo names its theme"
    );
    inputs
        .files
        .insert("content/case.md".into(), text.into_bytes().into());
    inputs
}

fn site(edition: Edition, language: &str) -> Site {
    let settings = Settings {
        edition,
        ..Settings::default()
    };
    let inputs = inputs(language);
    let built = casebook::build(&inputs, &settings, &Silence);
    assert_eq!(findings(&built.diagnostics, &inputs), "");
    built.site.expect("a site")
}

#[test]
fn the_demo_in_plain_is_whole_and_valid() {
    let sites = Edition::ALL.map(|edition| (edition.name(), site(edition, "en")));
    for (edition, site) in &sites {
        assert_eq!(crawl::faults(site), Vec::<String>::new(), "{edition}");
        // As many pages as in folio: what one theme shows, the other does.
        let folio = demo::site(
            Edition::ALL
                .into_iter()
                .find(|one| one.name() == *edition)
                .expect("an edition"),
        );
        assert!(
            pages(site)
                .map(|(path, _)| path)
                .eq(pages(folio).map(|(path, _)| path))
        );
    }
    let sites = sites.each_ref().map(|(edition, site)| (*edition, site));
    checker::assert_valid(&sites);
}

#[test]
fn plain_has_no_script_and_little_css() {
    let site = site(Edition::Instructor, "en");
    for (path, html) in pages(&site) {
        for tag in markup::tags(html) {
            assert!(
                tag.name != "script" || tag.get("type") == Some("application/ld+json"),
                "{path} has a script"
            );
            assert!(tag.name != "style" && tag.get("style").is_none(), "{path}");
        }
    }
    let assets = |ending: &'static str| {
        let files = site.files.iter();
        files.filter(move |(path, _)| path.starts_with("assets/") && path.ends_with(ending))
    };
    assert_eq!(assets(".js").count(), 0);
    let css: usize = assets(".css").map(|(_, bytes)| bytes.len()).sum();
    assert!((1..=MOST_CSS).contains(&css), "{css} bytes of CSS");
}

#[test]
fn plain_has_every_template_of_its_own() {
    let own = Inputs::built_in().files;
    for name in Subject::TEMPLATES {
        let path = format!("themes/plain/templates/{name}");
        assert!(own.contains_key(path.as_str()), "{path}");
    }
}

#[test]
fn plain_speaks_every_language_of_folio() {
    let site = site(Edition::Public, "ar");
    let timeline = site.get("timeline.html").expect("the timeline");
    let html = String::from_utf8_lossy(timeline);
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    // The months are the language's, and so are the theme's own words as far as folio has them.
    assert!(html.contains("يناير"));
}
