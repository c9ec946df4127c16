//! Whether the sites that are compared hold the same: the pages, the words, the links of the lists.

use std::fs;
use std::path::Path;

use super::contender::{Contender, Tool};
use super::corpus::{Corpus, TAGS};
use super::results::{Results, Row};
use super::tree;

/// Looks into each program's site: a number of pages, and samples of every kind. What differs is told as a failure.
pub(crate) fn sites(
    corpus: &Corpus,
    contenders: &[Contender],
    folder: &Path,
    results: &mut Results,
) {
    let built = contenders
        .iter()
        .filter(|contender| contender.tool != Tool::ZolaFast);
    for contender in built {
        let tool = contender.tool;
        let root = folder.join(tool.output());
        let Ok(files) = tree::marks(&root) else {
            continue;
        };
        let is_page =
            |path: &&std::path::PathBuf| path.extension().is_some_and(|name| name == "html");
        results.count(Row::Pages, tool, files.keys().filter(is_page).count());
        for (file, words) in expected(corpus, tool) {
            let shown = fs::read_to_string(root.join(&file)).map(|html| text(&html));
            let lacking = match &shown {
                Ok(shown) => words.iter().find(|words| !shown.contains(words.as_str())),
                Err(_) => words.first(),
            };
            if let Some(lacking) = lacking {
                let name = &contender.name;
                results.failures.insert(format!(
                    "{file} of {name} has not “{lacking}”: the sites are not the same"
                ));
            }
        }
    }
}

/// Some files of a site, and words that must stand in each.
fn expected(corpus: &Corpus, tool: Tool) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for number in [0, 3, 7, corpus.notes.len() / 2, corpus.notes.len() - 1] {
        let note = &corpus.notes[number];
        let mut words = vec![
            note.title.clone(),
            note.summary.clone(),
            note.comment.clone(),
        ];
        words.extend(
            note.sections
                .iter()
                .flat_map(|(heading, text)| [heading.clone(), text.clone()]),
        );
        words.extend(note.list.iter().cloned());
        words.extend(note.table.iter().flatten().flatten().cloned());
        words.extend(
            note.code
                .iter()
                .flat_map(|(_, code)| code.lines().map(str::to_owned)),
        );
        words.push(format!("“{}”", note.quoted.words));
        words.push(corpus.articles[note.quoted.article].title.clone());
        words.push(format!("t{}", note.tag));
        if number > 0 {
            words.push(corpus.notes[number - 1].title.clone());
        }
        words.extend(corpus.notes.get(number + 1).map(|next| next.title.clone()));
        all.push((tool.file("notes", &format!("note{number}")), words));
    }
    for number in [0, corpus.articles.len() - 1] {
        let article = &corpus.articles[number];
        let mut words = article.paragraphs.clone();
        words.extend([
            article.title.clone(),
            article.publisher.clone(),
            article.remark.clone(),
        ]);
        let quoting = corpus
            .notes
            .iter()
            .filter(|note| note.quoted.article == number);
        words.extend(quoting.map(|note| note.title.clone()));
        all.push((tool.file("sources", &format!("a{number}")), words));
    }
    let profile = &corpus.profiles[1];
    all.push((
        tool.file("profiles", "p1"),
        vec![profile.name.clone(), profile.text.clone()],
    ));
    let event = &corpus.events[1];
    let words = vec![
        event.title.clone(),
        event.text.clone(),
        event.quoted.words.clone(),
    ];
    all.push((tool.file("events", "e1"), words));
    let tagged = corpus.notes.iter().filter(|note| note.tag == TAGS - 1);
    all.push((
        tool.file("tags", &format!("t{}", TAGS - 1)),
        tagged.map(|note| note.title.clone()).collect(),
    ));
    let titles = || corpus.notes.iter().map(|note| note.title.clone());
    all.push(("index.html".to_owned(), titles().collect()));
    all.push((tool.feed().to_owned(), titles().collect()));
    let list = |name: &str| match tool {
        Tool::Casebook => format!("{}.html", if name == "events" { "timeline" } else { name }),
        _ => format!("{name}/index.html"),
    };
    all.push((
        list("sources"),
        corpus
            .articles
            .iter()
            .map(|article| article.title.clone())
            .collect(),
    ));
    all.push((
        list("profiles"),
        corpus
            .profiles
            .iter()
            .map(|profile| profile.name.clone())
            .collect(),
    ));
    all.push((
        list("events"),
        corpus
            .events
            .iter()
            .map(|event| event.title.clone())
            .collect(),
    ));
    all
}

/// The text of a page: tags gone, what is escaped undone.
fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text, |text, (escaped, plain)| text.replace(escaped, plain))
}
