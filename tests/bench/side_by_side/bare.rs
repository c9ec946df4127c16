//! The floor of this stack: pulldown-cmark, Tera and rayon over Zola's tree, with no check, no highlighting, no server.
//!
//! It is run as a process of its own, so that its memory can be measured.

mod html;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::peer;

/// The hidden argument that asks for it.
pub(crate) const ARGUMENT: &str = "--build-the-bare-pipeline";

const BASE: &str = "https://example.org";

/// The folders of pages: with their template, and whether a list of them is written.
const FOLDERS: [(&str, &str, bool); 6] = [
    ("notes", "note.html", false),
    ("events", "event.html", true),
    ("profiles", "page.html", true),
    ("sources", "source.html", true),
    ("claims", "page.html", true),
    ("questions", "page.html", true),
];

/// A page as the templates see it.
#[derive(Serialize)]
struct Page {
    #[serde(skip)]
    path: String,
    title: String,
    date: String,
    description: Option<String>,
    permalink: String,
    content: String,
    extra: BTreeMap<String, serde_json::Value>,
    toc: Vec<html::Heading>,
    taxonomies: Taxonomies,
    lower: Option<Link>,
    higher: Option<Link>,
    #[serde(skip)]
    weight: usize,
}

#[derive(Serialize, Default)]
struct Taxonomies {
    tags: Vec<String>,
}

/// A neighbour.
#[derive(Serialize, Clone)]
struct Link {
    title: String,
    permalink: String,
}

/// A page as lists see it: all but its content.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    date: &'a str,
    description: Option<&'a str>,
    permalink: &'a str,
    extra: &'a BTreeMap<String, serde_json::Value>,
}

/// Reads the tree at `root` and writes its site to `output`.
pub(crate) fn build(root: &Path, output: &Path) -> Result<(), String> {
    let mut folders = Vec::new();
    for (folder, template, listed) in FOLDERS {
        let pages = read(root, folder).map_err(|error| format!("{folder}: {error}"))?;
        folders.push((folder, template, listed, pages));
    }
    let tera = engine(&folders).map_err(|error| error.to_string())?;
    for (folder, template, listed, pages) in &folders {
        pages.par_iter().try_for_each(|page| {
            let mut context = Context::new();
            context.insert("page", page);
            context.insert("current_path", &format!("/{folder}/{}/", page.path));
            write(
                &tera,
                template,
                &context,
                &output.join(folder).join(&page.path),
            )
        })?;
        if *listed {
            let section = Section::new(folder, pages);
            let mut context = Context::new();
            context.insert("section", &section);
            context.insert("current_path", &format!("/{folder}/"));
            write(&tera, "section.html", &context, &output.join(folder))?;
        }
    }
    lists(&tera, &folders[0].3, output)?;
    copy(root, output).map_err(|error| error.to_string())
}

/// The front page, the pages of the tags, the feed, and the page for what isn't there.
fn lists(tera: &Tera, notes: &[Page], output: &Path) -> Result<(), String> {
    let mut context = Context::new();
    context.insert(
        "section",
        &BTreeMap::from([("content", "<p>A case of no meaning.</p>")]),
    );
    write(tera, "index.html", &context, output)?;
    file(tera, "404.html", &Context::new(), &output.join("404.html"))?;
    let mut tags: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for note in notes {
        for tag in &note.taxonomies.tags {
            tags.entry(tag).or_default().push(note.entry());
        }
    }
    for (name, pages) in tags {
        let mut context = Context::new();
        context.insert("term", &Section::of(name, pages));
        write(
            tera,
            "taxonomy_single.html",
            &context,
            &output.join("tags").join(name),
        )?;
    }
    let mut context = Context::new();
    context.insert("pages", &Section::new("notes", notes).pages);
    file(tera, "atom.xml", &context, &output.join("notes/atom.xml"))
}

/// A list of pages as templates see it.
#[derive(Serialize)]
struct Section<'a> {
    title: &'a str,
    name: &'a str,
    permalink: String,
    pages: Vec<Entry<'a>>,
}

impl<'a> Section<'a> {
    fn new(name: &'a str, pages: &'a [Page]) -> Self {
        Self::of(name, pages.iter().map(Page::entry).collect())
    }

    fn of(name: &'a str, pages: Vec<Entry<'a>>) -> Self {
        Self {
            title: name,
            name,
            permalink: format!("{BASE}/{name}/"),
            pages,
        }
    }
}

impl Page {
    fn entry(&self) -> Entry<'_> {
        Entry {
            title: &self.title,
            date: &self.date,
            description: self.description.as_deref(),
            permalink: &self.permalink,
            extra: &self.extra,
        }
    }

    /// Front matter of plain `key = value` lines, then Markdown.
    fn parse(folder: &str, path: String, text: &str) -> Self {
        let (front, body) = text
            .trim_start_matches("+++\n")
            .split_once("+++\n")
            .unwrap_or_default();
        let permalink = format!("{BASE}/{folder}/{path}/");
        let (content, toc) = html::html(body, &permalink);
        let mut page = Self {
            path,
            title: String::new(),
            date: String::new(),
            description: None,
            permalink,
            content,
            extra: BTreeMap::new(),
            toc,
            taxonomies: Taxonomies::default(),
            lower: None,
            higher: None,
            weight: 0,
        };
        for (key, value) in front.lines().filter_map(|line| line.split_once(" = ")) {
            let plain = value.trim_matches('"').to_owned();
            match key {
                "title" => page.title = plain,
                "date" => page.date = plain,
                "description" => page.description = Some(plain),
                "weight" => page.weight = plain.parse().unwrap_or_default(),
                "taxonomies" => {
                    let tags = value.split('"').skip(1).step_by(2);
                    page.taxonomies.tags = tags.map(str::to_owned).collect();
                }
                "linked" => drop(page.extra.insert(key.to_owned(), linked(value))),
                _ => drop(page.extra.insert(key.to_owned(), plain.into())),
            }
        }
        page
    }
}

/// A list of tables, each of a URL, a title and a kind.
fn linked(value: &str) -> serde_json::Value {
    let strings: Vec<&str> = value.split('"').skip(1).step_by(2).collect();
    strings
        .chunks_exact(3)
        .map(|link| serde_json::json!({"url": link[0], "title": link[1], "kind": link[2]}))
        .collect()
}

/// The pages of a folder, by weight and then by date, each with its neighbours.
fn read(root: &Path, folder: &str) -> std::io::Result<Vec<Page>> {
    let files: Vec<_> = fs::read_dir(root.join("content").join(folder))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| !path.ends_with("_index.md"))
        .collect();
    let pages: Result<Vec<Page>, std::io::Error> = files
        .par_iter()
        .map(|file| {
            let stem = file
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            Ok(Page::parse(folder, stem, &fs::read_to_string(file)?))
        })
        .collect();
    let mut pages = pages?;
    pages.sort_by(|a, b| (a.weight, &b.date, &a.path).cmp(&(b.weight, &a.date, &b.path)));
    let links: Vec<Link> = pages
        .iter()
        .map(|page| Link {
            title: page.title.clone(),
            permalink: page.permalink.clone(),
        })
        .collect();
    for (place, page) in pages.iter_mut().enumerate() {
        page.lower = place
            .checked_sub(1)
            .and_then(|before| links.get(before).cloned());
        page.higher = links.get(place + 1).cloned();
    }
    Ok(pages)
}

/// A folder's pages with its name, its template, and whether its list is written.
type Folder = (&'static str, &'static str, bool, Vec<Page>);

fn engine(folders: &[Folder]) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    let sections: BTreeMap<String, Value> = folders
        .iter()
        .map(|(name, _, _, pages)| {
            let section = Section::new(name, pages);
            (
                format!("{name}/_index.md"),
                Value::from_serializable(&section),
            )
        })
        .collect();
    let sections = Arc::new(sections);
    tera.register_function("get_section", move |arguments: Kwargs, _: &State| {
        let path: &str = arguments.must_get("path")?;
        let found = sections.get(path).cloned();
        found.ok_or_else(|| tera::Error::message(format!("there is no {path}")))
    });
    let words = BTreeMap::from(peer::WORDS);
    tera.register_function("trans", move |arguments: Kwargs, _: &State| {
        let key: &str = arguments.must_get("key")?;
        words
            .get(key)
            .copied()
            .ok_or_else(|| tera::Error::message(format!("no word is {key}")))
    });
    tera.register_filter("json_encode", |text: &str, _: Kwargs, _: &State| {
        serde_json::to_string(text).map_err(|error| tera::Error::message(error.to_string()))
    });
    tera.register_filter("date", |date: &str, _: Kwargs, _: &State| long_date(date));
    tera.add_raw_templates(peer::ZOLA.iter().copied())?;
    let config = serde_json::json!({
        "title": "Benchmark",
        "base_url": BASE,
        "extra": { "notes": folders.first().map_or(0, |(_, _, _, pages)| pages.len()) },
    });
    tera.global_context().insert("config", &config);
    tera.global_context().insert("lang", "en");
    Ok(tera)
}

/// 5 January 2021
fn long_date(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date
        .split('-')
        .map(|part| part.parse::<usize>().unwrap_or_default());
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = MONTHS
        .get(month.unwrap_or_default().wrapping_sub(1))
        .unwrap_or(&"");
    format!(
        "{} {month} {}",
        day.unwrap_or_default(),
        year.unwrap_or_default()
    )
}

/// Writes `index.html` of a folder.
fn write(tera: &Tera, template: &str, context: &Context, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    file(tera, template, context, &folder.join("index.html"))
}

fn file(tera: &Tera, template: &str, context: &Context, path: &Path) -> Result<(), String> {
    let text = tera
        .render(template, context)
        .map_err(|error| format!("{error:?}"))?;
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The assets as they are.
fn copy(root: &Path, output: &Path) -> std::io::Result<()> {
    let (from, to) = (root.join("static/assets"), output.join("assets"));
    fs::create_dir_all(&to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
