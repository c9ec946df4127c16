//! The search in a browser: by word and key, in Chinese, from the disk and below a sub-path, and the page without a script.

use std::path::Path;

use casebook::case::Edition;
use casebook::input::Settings;

use super::{driver, said, script};
use crate::{cases, demo, tools};

#[test]
fn what_is_typed_and_what_is_indexed_become_the_same_words() {
    if tools::program(&["node"]).is_none() {
        return tools::skip("node");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = script(
        "search-words.mjs",
        &[
            &root.join("themes/folio/assets/search-engine.js"),
            &root.join("tests/suite/browser/tokens.json"),
        ],
    );
    said(&run, "texts are cut alike");
}

#[test]
fn the_search_finds_and_leads_there() {
    let Some((driver, chromium)) = driver() else {
        return;
    };
    let demo = tools::write(demo::site(Edition::Public));
    let chinese = cases::build(&CHINESE, &Settings::default());
    let chinese = tools::write(&chinese.site.expect("a good case"));
    let run = script(
        "search.mjs",
        &[&driver, Path::new(chromium), demo.path(), chinese.path()],
    );
    said(&run, "scenes went well");
}

/// A case in Chinese: a source in full, of which one paragraph alone has 手机 beside 小米, and a note.
const CHINESE: [(&str, &str); 5] = [
    (
        "content/case.md",
        "---\ntitle: 评论家与品牌\nlanguage: zh-Hans\n---\n",
    ),
    (
        "content/notes/a.md",
        "---\ntitle: 合作\n---\n\n小米公司发布了声明。\n\n# 米粉\n\n米粉是小米的用户。\n",
    ),
    (
        "content/profiles/lei.md",
        "---\ntitle: 雷军\nkind: person\naliases: [Lei Jun]\n---\n",
    ),
    (
        "content/sources/s.md",
        "---\ntitle: 报道\nfile: s.txt\nrights: full\nlanguage: zh\n---\n",
    ),
    (
        "seeds/s.txt",
        "第一段说的是别的事。\n\n雷军在2011年发布了小米手机，许多人买。\n",
    ),
];
