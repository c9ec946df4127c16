//! The corpus as a case of Casebook's.

use std::fmt::Write as _;

use super::{Article, Corpus, Event, Note, Profile, Quoted};

/// Every file of the case: its path from the root, and its text.
pub(crate) fn files(corpus: &Corpus) -> Vec<(String, String)> {
    let front = "---\ntitle: Benchmark\nbase_url: https://example.org/\ndate: 2023-01-01\n---\n\nA case of no meaning.\n";
    let mut files = vec![("content/case.md".to_owned(), front.to_owned())];
    let mut add = |path: String, text: String| files.push((path, text));
    for (number, note) in corpus.notes.iter().enumerate() {
        add(format!("content/notes/note{number}.md"), text(note, number));
    }
    for (number, article) in corpus.articles.iter().enumerate() {
        add(
            format!("content/sources/a{number}.md"),
            record(article, number),
        );
        add(
            format!("seeds/a{number}.txt"),
            article.paragraphs.join("\n\n") + "\n",
        );
    }
    for (number, profile) in corpus.profiles.iter().enumerate() {
        let Profile { name, text } = profile;
        let text = format!("---\ntitle: {name}\nkind: person\n---\n\n{text}\n");
        add(format!("content/profiles/p{number}.md"), text);
    }
    for (number, event) in corpus.events.iter().enumerate() {
        add(format!("content/events/e{number}.md"), dated(event));
    }
    files
}

fn text(note: &Note, number: usize) -> String {
    let mut text = format!(
        "---\ntitle: {}\norder: {number}\ntags: [t{}]\nsummary: \"{}\"\n---\n\n",
        note.title, note.tag, note.summary
    );
    let Quoted {
        article,
        paragraph,
        words,
    } = &note.quoted;
    let _ = write!(
        text,
        "{} See [[note{}|another note]] and [[p{}]].\n\nThey wrote “{words}” [@a{article} ¶{paragraph}]. {}\n",
        note.opening, note.note, note.profile, note.comment
    );
    text.push_str(&body(note));
    text
}

/// What follows a note's first two paragraphs: the same Markdown for every program.
pub(crate) fn body(note: &Note) -> String {
    let mut text = String::new();
    for (heading, paragraph) in &note.sections {
        let _ = write!(text, "\n## {heading}\n\n{paragraph}\n");
    }
    let [plain, emphasised, strong] = &note.list;
    let _ = write!(text, "\n- {plain}\n- *{emphasised}*\n- **{strong}**\n");
    if let Some(rows) = &note.table {
        text.push_str("\n| First | Second | Third |\n| --- | --- | --- |\n");
        for [a, b, c] in rows {
            let _ = writeln!(text, "| {a} | {b} | {c} |");
        }
    }
    if let Some((language, code)) = &note.code {
        let _ = write!(text, "\n```{language}\n{code}```\n");
    }
    text
}

fn record(article: &Article, number: usize) -> String {
    let Article {
        title,
        publisher,
        date,
        remark,
        ..
    } = article;
    format!(
        "---\ntitle: {title}\nfile: a{number}.txt\npublisher: {publisher}\ndate: {date}\nrights: full\n---\n\n{remark}\n"
    )
}

fn dated(event: &Event) -> String {
    let Event {
        title,
        date,
        profile,
        quoted,
        text,
    } = event;
    format!(
        "---\ntitle: {title}\ndate: {date}\nprofiles: [p{profile}]\nevidence:\n  - source: a{}\n    quote: \"{}\"\n---\n\n{text}\n",
        quoted.article, quoted.words
    )
}
