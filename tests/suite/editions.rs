//! What an edition leaves out leaves no trace: the demo's whole output searched for every sentence that is withheld.

use std::collections::BTreeSet;

use casebook::case::Edition;
use casebook::input::{Inputs, Settings};
use casebook::progress::Silence;
use casebook::site::Site;

use crate::cases::repository;
use crate::demo::site;
use crate::expect::findings;
use crate::markup;

/// A content file of the demo as raw text, cut by the simplest means, so that no part of Casebook judges itself.
struct Content<'a> {
    path: &'a str,
    front_matter: &'a str,
    body: &'a str,
}

fn contents() -> Vec<Content<'static>> {
    let markdown = repository()
        .0
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md"));
    let cut = |(path, bytes): (&'static std::sync::Arc<str>, &'static std::sync::Arc<[u8]>)| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let (front_matter, body) = text[4..].split_once("\n---\n").expect("front matter");
        Content {
            path,
            front_matter,
            body,
        }
    };
    markdown.map(cut).collect()
}

/// The texts that `edition` may not hold: records for others, model answers, passages.
fn withheld(edition: Edition) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for content in contents() {
        let instructor =
            content.front_matter.contains("audience: instructor") && edition < Edition::Instructor;
        let student =
            content.front_matter.contains("audience: student") && edition < Edition::Student;
        if instructor || student {
            texts.push((content.path.to_owned(), content.front_matter.to_owned()));
            texts.push((content.path.to_owned(), content.body.to_owned()));
        } else if content.path.contains("/questions/") && edition < Edition::Instructor {
            texts.push((content.path.to_owned(), content.body.to_owned()));
        }
        for passage in content.body.split("::: ").skip(1) {
            let hidden = (passage.starts_with("instructor") && edition < Edition::Instructor)
                || (passage.starts_with("student") && edition < Edition::Student);
            if hidden {
                texts.push((
                    content.path.to_owned(),
                    passage.split(":::").next().unwrap_or_default().to_owned(),
                ));
            }
        }
    }
    texts
}

/// Words in lower case, without punctuation and without what Markdown adds.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Every run of seven words, joined.
fn runs(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words.windows(7).map(|run| run.join(" "))
}

#[test]
fn the_demo_leaks_no_sentence_that_an_edition_withholds() {
    for edition in [Edition::Public, Edition::Student] {
        let texts = withheld(edition);
        assert!(texts.len() >= 8, "there is something to withhold");
        // What the edition's own texts say as well is no secret, nor what the articles say.
        let hidden: BTreeSet<&str> = texts.iter().map(|(path, _)| path.as_str()).collect();
        let open = contents()
            .into_iter()
            .filter(|content| !hidden.contains(content.path));
        let mut allowed: BTreeSet<String> = open
            .flat_map(|content| {
                [content.front_matter, content.body]
                    .map(|text| runs(&words(text)).collect::<Vec<_>>())
                    .concat()
            })
            .collect();
        for (_, bytes) in repository()
            .0
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("seeds/"))
        {
            allowed.extend(runs(&words(&String::from_utf8_lossy(bytes))));
        }
        let mut secret = BTreeSet::new();
        for (_, text) in &texts {
            for sentence in text.split(['[', ']', '"', '\n']) {
                secret.extend(runs(&words(sentence)).filter(|run| !allowed.contains(run)));
            }
        }
        assert!(secret.len() > 300, "{} runs of words", secret.len());
        for (path, bytes) in &site(edition).files {
            let text = String::from_utf8_lossy(bytes);
            let shown = if path.ends_with(".html") {
                markup::visible_text(&text)
            } else {
                text.into_owned()
            };
            for run in runs(&words(&shown)) {
                assert!(
                    !secret.contains(&run),
                    "{path} of the {} edition holds: {run}",
                    edition.name()
                );
            }
        }
    }
}

#[test]
fn what_is_left_out_has_no_file_and_no_name() {
    for edition in [Edition::Public, Edition::Student] {
        for content in contents() {
            let hidden = (content.front_matter.contains("audience: instructor")
                && edition < Edition::Instructor)
                || (content.front_matter.contains("audience: student")
                    && edition < Edition::Student);
            let stem = content
                .path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".md"))
                .expect("a stem");
            if !hidden || stem == "before-class" {
                continue;
            }
            let title = content.front_matter.lines().find_map(|line| {
                line.strip_prefix("title: ")
                    .or(line.strip_prefix("question: "))
            });
            for (path, bytes) in &site(edition).files {
                let text = String::from_utf8_lossy(bytes);
                assert!(!path.contains(&format!("/{stem}.")), "{path}");
                assert!(
                    !text.contains(&format!("{stem}.html")),
                    "{path} names {stem}"
                );
                assert!(
                    title.is_none_or(|title| title.len() < 12 || !text.contains(title)),
                    "{path} names {title:?}"
                );
            }
        }
    }
}

#[test]
fn each_edition_holds_what_the_narrower_one_holds() {
    for pair in Edition::ALL.windows(2) {
        let (narrow, wide) = (site(pair[0]), site(pair[1]));
        let lost: Vec<_> = narrow
            .files
            .keys()
            .filter(|path| !wide.files.contains_key(*path))
            .collect();
        assert_eq!(lost, Vec::<&String>::new());
    }
    assert!(site(Edition::Public).pages() < site(Edition::Instructor).pages());
}

/// The demo without what `edition` may not hold: records taken away, model answers and passages cut out of their files.
fn without_the_withheld(edition: Edition) -> Inputs {
    let mut files = repository().0.files.clone();
    for content in contents() {
        let audience = content
            .front_matter
            .lines()
            .find_map(|line| line.strip_prefix("audience: "));
        let hidden = |audience: Option<&str>| match audience {
            Some("instructor") => edition < Edition::Instructor,
            Some("student") => edition < Edition::Student,
            _ => false,
        };
        if hidden(audience) {
            files.remove(content.path);
            continue;
        }
        let mut body = String::new();
        let mut inside = false;
        for line in content.body.split_inclusive('\n') {
            let fence = line.trim_end().strip_prefix(":::").map(str::trim);
            inside = fence.map_or(inside, |audience| hidden(Some(audience)));
            if !inside && fence.is_none() {
                body.push_str(line);
            }
        }
        if content.path.contains("/questions/") && edition < Edition::Instructor {
            body.clear();
        }
        let text = format!("---\n{}\n---\n{body}", content.front_matter);
        files.insert(content.path.into(), text.into_bytes().into());
    }
    Inputs { files }
}

/// The strongest way to say that nothing is left: the site is the one of a case that never held what is withheld.
#[test]
fn a_site_is_that_of_a_case_without_what_it_leaves_out() {
    for edition in [Edition::Public, Edition::Student] {
        let settings = Settings {
            edition,
            ..Settings::default()
        };
        let inputs = without_the_withheld(edition);
        let built = casebook::build(&inputs, &settings, &Silence);
        let found = findings(&built.diagnostics, &inputs);
        let cut = built.site.unwrap_or_else(|| panic!("{found}"));
        let whole = site(edition);
        let paths = |site: &Site| site.files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&cut), paths(whole), "the {} edition", edition.name());
        for (path, bytes) in &whole.files {
            let (with, without) = (
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&cut.files[path]).into_owned(),
            );
            let first = with
                .lines()
                .zip(without.lines())
                .find(|(with, without)| with != without);
            assert!(
                with == without,
                "{path} of the {} edition knows of what it leaves out: {first:#?}",
                edition.name()
            );
        }
    }
}

/// The minutes that the questions' files say, in the questions' order, by the simplest means.
fn minutes() -> Vec<u32> {
    let number = |content: &Content, key: &str| -> u32 {
        let mut lines = content.front_matter.lines();
        let value = lines.find_map(|line| line.strip_prefix(key));
        value.expect(key).parse().expect("a number")
    };
    let all = contents();
    let questions = all
        .iter()
        .filter(|content| content.path.contains("/questions/"));
    let mut minutes: Vec<(u32, u32)> = questions
        .map(|content| (number(content, "order: "), number(content, "minutes: ")))
        .collect();
    minutes.sort_unstable();
    minutes.into_iter().map(|(_, minutes)| minutes).collect()
}

#[test]
fn the_instructors_edition_is_a_teaching_companion_and_no_other_knows_of_it() {
    let minutes = minutes();
    let total: u32 = minutes.iter().sum();
    let page = |edition: Edition, path: &str| {
        let bytes = &site(edition).files[path];
        markup::visible_text(&String::from_utf8_lossy(bytes))
    };
    let questions = page(Edition::Instructor, "questions.html");
    let last = minutes.last().expect("a question");
    assert!(questions.contains(&format!("{total}")), "{questions}");
    assert!(questions.contains("In all"), "{questions}");
    assert!(
        questions.contains(&format!("{}–{total}", total - last)),
        "the last question ends with the session"
    );
    let note = page(Edition::Instructor, "handouts/instructors-note.html");
    for part in ["Pitfalls", "Session plan", "90", "Model answer", "disputed"] {
        assert!(note.contains(part), "the instructor's note lacks {part}");
    }
    let key = page(Edition::Instructor, "handouts/in-class.html");
    assert!(key.contains("Model answers"), "{key}");
    let signs = [
        "Session plan",
        "Model answer",
        "instructors-note",
        "class=\"answer\"",
        "class=\"session\"",
        "passage-instructor",
        "For instructors",
    ];
    for edition in [Edition::Public, Edition::Student] {
        let files = site(edition).files.iter();
        for (path, bytes) in files.filter(|(path, _)| !path.starts_with("assets/")) {
            let text = String::from_utf8_lossy(bytes);
            for sign in signs {
                assert!(
                    !text.contains(sign),
                    "{path} of the {} edition has {sign}",
                    edition.name()
                );
            }
        }
    }
}
