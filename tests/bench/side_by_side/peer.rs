//! The corpus as trees for Hugo and Zola: the same pages with the same words, and templates that do what Casebook's do.
//!
//! Links are checked as each program's manual has it (`relref`, `@/`), the words of the templates come from a table. What
//! Casebook finds out by itself is given to them: what a note says of its source, and which pages link to a page, stands in
//! its front matter. Neither verifies, marks or exports anything.

mod front;
mod linked;

use super::corpus::case;
use super::corpus::{Article, Corpus, Event, Note, Profile, Quoted};
use front::Front;

/// Which of the two; the bare pipeline reads Zola's tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    Hugo,
    Zola,
}

macro_rules! templates {
    ($folder:literal, $($name:literal),*) => {
        &[$(($name, include_str!(concat!($folder, "/", $name)))),*]
    };
}

const HUGO: &[(&str, &str)] = templates!(
    "hugo",
    "baseof.html",
    "page.html",
    "notes/page.html",
    "sources/page.html",
    "events/page.html",
    "profiles/page.html",
    "section.html",
    "term.html",
    "home.html",
    "404.html",
    "home.rss.xml",
    "_partials/onward.html"
);

/// Zola's templates, which are the bare pipeline's too.
pub(crate) const ZOLA: &[(&str, &str)] = templates!(
    "zola",
    "base.html",
    "page.html",
    "note.html",
    "source.html",
    "event.html",
    "section.html",
    "index.html",
    "taxonomy_single.html",
    "taxonomy_list.html",
    "404.html",
    "atom.xml"
);

/// The words of the templates, which all have them from a table as Casebook's theme has.
pub(crate) const WORDS: [(&str, &str); 31] = [
    ("skip", "Skip to the text"),
    ("sections", "Sections"),
    ("notes", "Notes"),
    ("events", "Timeline"),
    ("profiles", "Profiles"),
    ("sources", "Sources"),
    ("section", "Section"),
    ("contents", "On this page"),
    ("cited", "Sources cited"),
    ("neighbours", "Before and after"),
    ("previous", "Before"),
    ("next", "Next"),
    ("connections", "Connections"),
    ("tags", "Tags"),
    ("linked", "Linked from"),
    ("note", "note"),
    ("event", "event"),
    ("of", "of"),
    ("publisher", "Publisher"),
    ("published", "Published"),
    ("remark", "Critical note"),
    ("article", "The article"),
    ("when", "When"),
    ("who", "Who"),
    ("front_notes", "The notes"),
    ("absent", "No such page"),
    ("claims", "Claims"),
    ("questions", "Questions"),
    (
        "verified",
        "Every passage quoted in this case is verified against its source.",
    ),
    ("edition", "Public edition"),
    ("machine", "For programs:"),
];

macro_rules! assets {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../../themes/folio/assets/", $name)))),*]
    };
}

const ASSETS: &[(&str, &str)] = assets!(
    "tokens.css",
    "folio.css",
    "code.css",
    "print.css",
    "favicon.svg"
);

/// Every file of the tree: its path, and its text.
pub(crate) fn files(corpus: &Corpus, peer: Peer) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let (configuration, templates, folder) = match peer {
        Peer::Hugo => (
            ("hugo.toml", include_str!("hugo/hugo.toml")),
            HUGO,
            "layouts",
        ),
        Peer::Zola => (
            ("config.toml", include_str!("zola/config.toml")),
            ZOLA,
            "templates",
        ),
    };
    let table = match peer {
        Peer::Hugo => "params",
        Peer::Zola => "extra",
    };
    let (name, text) = configuration;
    let count = corpus.notes.len();
    let words: String = WORDS
        .iter()
        .map(|(key, words)| format!("{key} = \"{words}\"\n"))
        .collect();
    let mut settings = format!("{text}\n[{table}]\nnotes = {count}\n");
    match peer {
        Peer::Hugo => files.push(("i18n/en.toml".to_owned(), words)),
        Peer::Zola => settings = format!("{settings}\n[translations]\n{words}"),
    }
    files.push((name.to_owned(), settings));
    for (name, text) in templates {
        files.push((format!("{folder}/{name}"), (*text).to_owned()));
    }
    for (name, text) in ASSETS {
        files.push((format!("static/assets/{name}"), (*text).to_owned()));
    }
    files.extend(sections(peer));
    let linked = linked::linked(corpus);
    let mut add = |path: String, front: Front, body: String| {
        let front = front.text(peer, linked.get(&path));
        files.push((format!("content/{path}.md"), front + &body));
    };
    for (number, one) in corpus.notes.iter().enumerate() {
        let (front, body) = note(corpus, one, number, peer);
        add(format!("notes/note{number}"), front, body);
    }
    for (number, one) in corpus.articles.iter().enumerate() {
        let (front, body) = source(one);
        add(format!("sources/a{number}"), front, body);
    }
    for (number, Profile { name, text }) in corpus.profiles.iter().enumerate() {
        add(
            format!("profiles/p{number}"),
            Front::new(name, "2022-01-01"),
            format!("{text}\n"),
        );
    }
    for (number, one) in corpus.events.iter().enumerate() {
        let (front, body) = event(corpus, one, peer);
        add(format!("events/e{number}"), front, body);
    }
    files
}

/// The lists, two of them empty as in Casebook's site of this case.
fn sections(peer: Peer) -> Vec<(String, String)> {
    let mut files = vec![(
        "content/_index.md".to_owned(),
        "+++\ntitle = \"Benchmark\"\n+++\n\nA case of no meaning.\n".to_owned(),
    )];
    let kinds = [
        ("notes", "Notes", "note"),
        ("events", "Timeline", "event"),
        ("profiles", "Profiles", "page"),
        ("sources", "Sources", "source"),
        ("claims", "Claims", "page"),
        ("questions", "Questions", "page"),
    ];
    for (folder, title, template) in kinds {
        let sort = if folder == "notes" { "weight" } else { "date" };
        // The list of the notes is the front page.
        let more = match (peer, folder) {
            (Peer::Hugo, "notes") => "[build]\nrender = \"never\"\n".to_owned(),
            (Peer::Hugo, _) => String::new(),
            (Peer::Zola, "notes") => format!(
                "sort_by = \"{sort}\"\npage_template = \"{template}.html\"\nrender = false\ngenerate_feeds = true\n"
            ),
            (Peer::Zola, _) => {
                format!("sort_by = \"{sort}\"\npage_template = \"{template}.html\"\n")
            }
        };
        files.push((
            format!("content/{folder}/_index.md"),
            format!("+++\ntitle = \"{title}\"\n{more}+++\n"),
        ));
    }
    files
}

fn note(corpus: &Corpus, note: &Note, number: usize, peer: Peer) -> (Front, String) {
    let Quoted {
        article,
        paragraph,
        words,
    } = &note.quoted;
    let source = &corpus.articles[*article];
    let front = Front {
        description: Some(note.summary.clone()),
        weight: Some(number + 1),
        tag: Some(note.tag),
        extra: vec![("number", (number + 1).to_string())],
        nested: Some((
            "source",
            vec![
                ("id", format!("a{article}")),
                ("title", source.title.clone()),
                ("publisher", source.publisher.clone()),
                ("date", source.date.clone()),
            ],
        )),
        ..Front::new(&note.title, "2022-01-01")
    };
    let profile = &corpus.profiles[note.profile].name;
    let opening = format!(
        "{} See [another note]({}) and [{profile}]({}).\n",
        note.opening,
        link(peer, "notes/note", note.note),
        link(peer, "profiles/p", note.profile)
    );
    let quoted = format!(
        "\nThey wrote “{words}” ([{}, ¶ {paragraph}]({})). {}\n",
        source.publisher,
        link(peer, "sources/a", *article),
        note.comment
    );
    (front, opening + &quoted + &case::body(note))
}

fn source(article: &Article) -> (Front, String) {
    let Article {
        title,
        publisher,
        date,
        remark,
        paragraphs,
    } = article;
    let front = Front {
        extra: vec![("publisher", publisher.clone()), ("remark", remark.clone())],
        ..Front::new(title, date)
    };
    (front, paragraphs.join("\n\n") + "\n")
}

fn event(corpus: &Corpus, event: &Event, peer: Peer) -> (Front, String) {
    let Event {
        title,
        date,
        profile,
        quoted,
        text,
    } = event;
    let front = Front {
        nested: Some((
            "profile",
            vec![
                ("id", format!("p{profile}")),
                ("title", corpus.profiles[*profile].name.clone()),
            ],
        )),
        ..Front::new(title, date)
    };
    let Quoted {
        article,
        paragraph,
        words,
    } = quoted;
    let publisher = &corpus.articles[*article].publisher;
    let link = link(peer, "sources/a", *article);
    (
        front,
        format!("{text}\n\n> {words}\n>\n> [{publisher}, ¶ {paragraph}]({link})\n"),
    )
}

/// The target of a link to a page, in the form that the program checks.
fn link(peer: Peer, page: &str, number: usize) -> String {
    match peer {
        Peer::Hugo => format!("{{{{< relref \"/{page}{number}\" >}}}}"),
        Peer::Zola => format!("@/{page}{number}.md"),
    }
}
