//! What holds for every site's pages, whatever they show: WCAG, the strictest policy, small windows, the keyboard, script off, paper, weight.

use std::path::{Path, PathBuf};

use casebook::case::Edition;
use casebook::input::{Inputs, Settings};
use casebook::progress::Silence;
use casebook::site::Site;

use super::{driver, said, script};
use crate::cases::{build, repository};
use crate::crawl::TORTURE;
use crate::{demo, large, odd, tools};

/// The pages that the issue names, and those that a script does most on.
const MAIN: [&str; 4] = [
    "index.html",
    "timeline.html",
    "profiles/xiaomi.html",
    "sources/biggo.html",
];

/// Plays a script on the instructor's demo, with more arguments behind the site's folder.
fn play(name: &str, more: &[&str]) {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let folder = tools::write(demo::site(Edition::Instructor));
    let mut arguments = vec![driver.as_path(), Path::new(chromium), folder.path()];
    arguments.extend(more.iter().map(Path::new));
    said(&script(name, &arguments), "scenes went well");
}

/// A package of npm, where it is installed.
fn package(name: &str) -> Option<PathBuf> {
    let folder = tools::folder().join("node_modules").join(name);
    if !folder.is_dir() {
        tools::skip(name);
        return None;
    }
    Some(folder)
}

/// The demo as if it were in another language: its own words stay as they are, those of the theme and the direction don't.
fn demo_in(language: &str) -> Site {
    let mut files = repository().0.files.clone();
    let case = std::str::from_utf8(&files["content/case.md"]).expect("UTF-8");
    let case = case.replace("\nlanguage: en\n", &format!("\nlanguage: {language}\n"));
    files.insert("content/case.md".into(), case.into_bytes().into());
    let built = casebook::build(&Inputs { files }, &settings(), &Silence);
    built.site.expect("a site")
}

fn settings() -> Settings {
    Settings {
        edition: Edition::Instructor,
        ..Settings::default()
    }
}

/// Sites of which a page of each kind is looked at, in folders below one: the large case, odd ones, other languages.
fn others() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut named = Vec::new();
    let mut add = |name: &str, site: &Site| {
        let place = folder.path().join(name);
        tools::write_into(site, &place);
        named.push(PathBuf::from(format!("kinds:{}", place.display())));
    };
    add("large", large::site());
    add("chinese", &demo_in("zh-Hans"));
    add("arabic", &demo_in("ar"));
    add(
        "torture",
        &build(&TORTURE, &settings()).site.expect("a site"),
    );
    for (name, site) in odd::sites() {
        add(name, site);
    }
    (folder, named)
}

#[test]
fn no_page_scrolls_sideways_at_any_width() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let demo = tools::write(demo::site(Edition::Instructor));
    let (_folder, others) = others();
    let mut arguments = vec![driver.as_path(), Path::new(chromium), demo.path()];
    arguments.extend(others.iter().map(PathBuf::as_path));
    said(&script("overflow.mjs", &arguments), "scenes went well");
}

#[test]
fn axe_finds_nothing_against_wcag() {
    let (Some((driver, chromium)), Some(axe)) = (driver(), package("axe-core")) else {
        return;
    };
    let demo = tools::write(demo::site(Edition::Instructor));
    let (_folder, mut others) = others();
    // Nothing on a page of megabytes is other than on a page of kilobytes, and axe would take minutes for it.
    others.retain(|site| {
        let long = [
            "large",
            "long-article",
            "five-hundred-on-a-day",
            "named-often",
        ];
        !long.iter().any(|name| site.ends_with(name))
    });
    let mut arguments = vec![driver.as_path(), Path::new(chromium), &axe, demo.path()];
    arguments.extend(others.iter().map(PathBuf::as_path));
    said(&script("axe.mjs", &arguments), "scenes went well");
}

#[test]
fn the_strictest_policy_breaks_nothing() {
    play("policy.mjs", &[]);
}

#[test]
fn the_keyboard_alone_is_enough() {
    play(
        "keyboard.mjs",
        &[&MAIN[..], &["claims.html", "search.html", "network.html"]].concat(),
    );
}

#[test]
fn script_is_not_needed() {
    play("scriptless.mjs", &[]);
}

#[test]
fn pages_are_light_and_stand_still() {
    play(
        "weight.mjs",
        &[&MAIN[..], &["claims.html", "search.html", "network.html"]].concat(),
    );
}

#[test]
fn every_kind_of_page_prints() {
    if tools::program(&["pdftotext"]).is_none() {
        return tools::skip("poppler");
    }
    play("paper.mjs", &[]);
}

/// In the public edition: others ask search engines to stay away.
#[test]
fn lighthouse_finds_nothing() {
    let (Some((driver, chromium)), Some(lighthouse)) = (driver(), package("lighthouse")) else {
        return;
    };
    let site = tools::write(demo::site(Edition::Public));
    let mut arguments = vec![
        driver.as_path(),
        Path::new(chromium),
        &lighthouse,
        site.path(),
    ];
    arguments.extend(MAIN.map(Path::new));
    said(&script("lighthouse.mjs", &arguments), "scenes went well");
}
