//! Cases of odd shapes that are no fault: nothing where there is mostly something, and far too much of one thing.
//! Each builds without a finding, and its pages are as sound as any.

use std::sync::OnceLock;

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::site::Site;

use crate::cases::build;
use crate::{crawl, demo};

type Files = Vec<(String, String)>;

const CASE: &str =
    "---\ntitle: An odd case\ndescription: A case of an odd shape.\n---\n\nIts front page.\n";
const SOURCE: &str =
    "---\ntitle: An article\nfile: s.txt\nrights: full\ndate: 2024-05-02\n---\n\nA remark.\n";

/// A case of one note and one article, and more files.
fn case(more: impl IntoIterator<Item = (String, String)>) -> Files {
    let mut files: Files = [
        ("content/case.md", CASE),
        (
            "content/notes/n.md",
            "---\ntitle: A note\n---\n\nIt says \"plain words\" [@s].\n",
        ),
        ("content/sources/s.md", SOURCE),
        ("seeds/s.txt", "The article has plain words.\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    for (path, text) in more {
        files.retain(|(known, _)| *known != path);
        files.push((path, text));
    }
    files
}

fn event(id: usize, date: &str) -> (String, String) {
    (
        format!("content/events/e{id}.md"),
        format!(
            "---\ntitle: Event {id}\n{date}evidence: [{{source: s, quote: plain words}}]\n---\n"
        ),
    )
}

fn long_title() -> Files {
    let words = "a title that goes on and on without saying much of anything ";
    let title = format!("{}{}", words.repeat(4), "X".repeat(60));
    let page = |path: &str, rest: &str| {
        (
            format!("content/{path}/long.md"),
            format!("---\ntitle: {title}\n{rest}---\n\nText.\n"),
        )
    };
    let letters = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(6);
    let row = vec!["A cell of several words"; 14].join(" | ");
    let rule = vec!["---"; 14].join(" | ");
    let note = format!(
        "---\ntitle: {title}\n---\n\n## {letters}\n\n{letters} and `{letters}`, https://example.org/{letters}\n\n> {letters}\n\n- {letters}\n\n| {row} |\n| {rule} |\n| {row} |\n| {letters} | {row} |\n"
    );
    let claim = format!(
        "---\nquestion: {title}?\npositions:\n  - says: {letters}\n    evidence: [{{source: s, quote: plain words}}]\n  - says: Not so.\n    evidence: [{{source: long, quote: {letters}}}]\n---\n"
    );
    let files = case([
        page("events", "date: 2024-05-01\n"),
        page("profiles", "kind: person\n"),
        ("content/notes/long.md".to_owned(), note),
        ("content/claims/long.md".to_owned(), claim),
        (
            "content/sources/long.md".to_owned(),
            format!("---\ntitle: {title}\nfile: long.txt\nrights: full\n---\n"),
        ),
        ("seeds/long.txt".to_owned(), format!("{letters}\n")),
    ]);
    let named = CASE.replace("An odd case", &title);
    files
        .into_iter()
        .map(|(path, text)| match path.as_str() {
            "content/case.md" => (path, named.clone()),
            _ => (path, text),
        })
        .collect()
}

/// A profile that the article names two thousand times.
fn named_often() -> Files {
    let text: Vec<String> = (0..500)
        .map(|at| {
            format!("{at} times Ada Lang went, and Ada Lang came. Then Ada Lang wrote to Ada Lang.")
        })
        .collect();
    case([
        (
            "content/profiles/ada.md".to_owned(),
            "---\ntitle: Ada Lang\nkind: person\n---\n".to_owned(),
        ),
        (
            "seeds/s.txt".to_owned(),
            format!("plain words\n\n{}\n", text.join("\n\n")),
        ),
    ])
}

/// An article of a hundred thousand words.
fn long_article() -> Files {
    let paragraph = |at: usize| {
        format!(
            "Paragraph {at} {}",
            "has as many words as the others have, which are fifty. ".repeat(5)
        )
    };
    let text: Vec<String> = (0..1_900).map(paragraph).collect();
    case([(
        "seeds/s.txt".to_owned(),
        format!("plain words\n\n{}\n", text.join("\n\n")),
    )])
}

/// The cases, by name.
fn cases() -> Vec<(&'static str, Files)> {
    let day = |time: usize| {
        let (hour, minute) = (time / 60 % 24, time % 60);
        format!("date: 2024-05-01\ntime: \"{hour:02}:{minute:02}\"\n")
    };
    let empty = vec![("content/case.md".to_owned(), CASE.to_owned())];
    let with_questions = [(
        "content/questions/q.md".to_owned(),
        "---\nquestion: Why?\n---\n\nBecause.\n".to_owned(),
    )];
    vec![
        ("nothing-but-a-front-page", empty),
        ("no-events", case(with_questions)),
        ("one-event", case([event(1, "date: 2024-05-01\n")])),
        (
            "five-hundred-on-a-day",
            case((0..500).map(|at| event(at, &day(at * 2)))),
        ),
        ("undated", case((0..12).map(|at| event(at, "")))),
        ("long-title", long_title()),
        ("named-often", named_often()),
        ("long-article", long_article()),
    ]
}

/// Their sites, built once.
pub(crate) fn sites() -> &'static [(&'static str, Site)] {
    static SITES: OnceLock<Vec<(&'static str, Site)>> = OnceLock::new();
    SITES.get_or_init(|| {
        let settings = Settings {
            edition: Edition::Instructor,
            ..Settings::default()
        };
        let site = |(name, files): (&'static str, Files)| {
            let files: Vec<(&str, &str)> = files
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str()))
                .collect();
            let built = build(&files, &settings);
            let found: Vec<_> = built.diagnostics.iter().collect();
            assert!(found.is_empty(), "{name}: {found:?}");
            (name, built.site.unwrap_or_else(|| panic!("{name}")))
        };
        cases().into_iter().map(site).collect()
    })
}

#[test]
fn their_links_lead_somewhere() {
    for (name, site) in sites() {
        let faults = crawl::faults(site);
        assert!(
            faults.is_empty(),
            "{name}: {:?}",
            &faults[..faults.len().min(5)]
        );
    }
}

#[test]
fn their_pages_hold_what_was_written() {
    let holds = |name: &str, path: &str, text: &str| {
        let (_, site) = sites()
            .iter()
            .find(|(known, _)| *known == name)
            .expect(name);
        let page = demo::pages(site).find(|(known, _)| *known == path);
        let times = page.map_or(0, |(_, html)| html.matches(text).count());
        assert!(times > 0, "{name}: {path} has no {text}");
        times
    };
    let timeline = holds("five-hundred-on-a-day", "timeline.html", "events/e");
    assert!(timeline >= 500, "{timeline}");
    holds("one-event", "timeline.html", "events/e1.html");
    holds("undated", "timeline.html", "events/e11.html");
    holds("long-article", "sources/s.html", "id=\"p1901\"");
    // A page may leave most of so many mentions to the source's page, and says how many there are.
    holds("named-often", "profiles/ada.html", "2,000");
    holds("named-often", "profiles/ada.html", "s.html#p2");
    holds("named-often", "sources/s.html", "id=\"p501\"");
    holds("nothing-but-a-front-page", "index.html", "Its front page.");
}
