//! The views as `src/page` declares them, read line by line: rustfmt has put each declaration where it is looked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A struct or enum that templates see.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// Its name in the code.
    pub(super) name: String,
    /// What it is, in a sentence.
    pub(super) about: String,
    /// Whether one of its fields is there at a time.
    pub(super) is_choice: bool,
    /// Its fields, or the variants of an enum.
    pub(super) fields: Vec<Field>,
}

/// A field of a view.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// Its name in a template.
    pub(super) name: String,
    /// What it is.
    pub(super) about: String,
    /// Its type in the code; nothing for a variant that has none.
    pub(super) of: String,
    /// Whether the fields of its type stand in its place.
    pub(super) is_flat: bool,
    /// The fields of a variant that has its own.
    pub(super) inner: Vec<Field>,
}

/// The files of `src/page`, by module.
#[derive(Default)]
pub(super) struct Sources {
    views: BTreeMap<(String, String), View>,
    texts: BTreeMap<String, String>,
}

impl Sources {
    /// Reads `src/page.rs` and what is below `src/page/`.
    pub(super) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut sources = Sources::default();
        let mut open = vec![root.join("page.rs"), root.join("page")];
        while let Some(next) = open.pop() {
            if next.is_dir() {
                let entries = fs::read_dir(&next).expect("a folder");
                open.extend(entries.map(|entry| entry.expect("an entry").path()));
            } else if !next.ends_with("tests.rs") {
                let text = fs::read_to_string(&next).expect("a text");
                let name = next.strip_prefix(&root).expect("inside").with_extension("");
                sources.add(&name.to_string_lossy(), &text);
            }
        }
        sources
    }

    /// Adds a file under its path without the ending.
    pub(super) fn add(&mut self, module: &str, text: &str) {
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for view in views(code) {
            self.views
                .insert((module.to_owned(), view.name.clone()), view);
        }
        self.texts.insert(module.to_owned(), text.to_owned());
    }

    /// The text of a module.
    pub(super) fn text(&self, module: &str) -> &str {
        self.texts.get(module).map_or("", String::as_str)
    }

    /// The view of a name as a module means it: its own, else the one whose module it uses, else the only one.
    pub(super) fn find(&self, module: &str, path: &str) -> Option<(&str, &View)> {
        let (owner, name) = match path.rsplit_once("::") {
            Some(("super" | "self" | "crate::page", name)) => (None, name),
            Some((owner, name)) => (owner.rsplit("::").next(), name),
            None => (None, path),
        };
        let all: Vec<(&str, &View)> = self
            .views
            .iter()
            .filter(|((_, of), _)| of == name)
            .map(|((module, _), view)| (module.as_str(), view))
            .collect();
        let last = |module: &str| module.rsplit('/').next().unwrap_or_default().to_owned();
        let uses = self.text(module);
        let is_used = |of: &str| {
            uses.lines().any(|line| {
                visible(line).starts_with("use ")
                    && line.contains(name)
                    && line.contains(&format!("{}::", last(of)))
            })
        };
        let by = |wanted: &dyn Fn(&str) -> bool| all.iter().find(|(of, _)| wanted(of)).copied();
        let found = match owner {
            // A module may show what one inside of it declares.
            Some(owner) => {
                by(&|of| last(of) == owner).or_else(|| by(&|of| of.contains(&format!("/{owner}/"))))
            }
            None => by(&|of| of == module).or_else(|| by(&is_used)),
        };
        found.or_else(|| by(&|_| all.len() == 1))
    }

    /// What the reference calls a view: by its name, and where that is not enough by its module as well.
    pub(super) fn title(&self, module: &str, view: &View) -> String {
        let namesakes = self.views.keys().filter(|(_, of)| *of == view.name);
        match namesakes.count() {
            0 | 1 => view.name.clone(),
            _ => format!(
                "{} ({})",
                view.name,
                module.rsplit('/').next().unwrap_or(module)
            ),
        }
    }
}

/// The declarations of a file that are serialised.
fn views(code: &str) -> Vec<View> {
    let mut views = Vec::new();
    let (mut about, mut attributes) = (String::new(), String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        if let Some(words) = line.strip_prefix("///") {
            about = joined(&about, words);
        } else if line.starts_with("#[") {
            attributes += line;
        } else {
            if let Some((is_choice, name)) = declared(line)
                && attributes.contains("Serialize")
            {
                let body: Vec<&str> = match line.ends_with('{') {
                    true => lines.by_ref().take_while(|line| *line != "}").collect(),
                    false => Vec::new(),
                };
                views.push(View {
                    name: name.to_owned(),
                    about: about.clone(),
                    is_choice,
                    fields: fields(&body, "    ", is_choice),
                });
            }
            (about, attributes) = (String::new(), String::new());
        }
    }
    views
}

/// Whether a line begins an enum or a struct, and its name.
fn declared(line: &str) -> Option<(bool, &str)> {
    let line = visible(line);
    let (is_choice, rest) = match line.strip_prefix("struct ") {
        Some(rest) => (false, rest),
        None => (true, line.strip_prefix("enum ")?),
    };
    rest.split(|c: char| !c.is_alphanumeric())
        .next()
        .map(|name| (is_choice, name))
}

/// A declaration without what says who may see it.
fn visible(line: &str) -> &str {
    match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ").map_or(line, |(_, rest)| rest),
        Some(rest) => rest.trim_start(),
        None => line,
    }
}

/// The fields or variants of a body, at an indent.
fn fields(body: &[&str], indent: &str, is_choice: bool) -> Vec<Field> {
    let mut found = Vec::new();
    let (mut about, mut attributes) = (String::new(), String::new());
    let mut lines = body.iter();
    while let Some(line) = lines.next() {
        let Some(line) = line.strip_prefix(indent) else {
            continue;
        };
        if let Some(words) = line.strip_prefix("///") {
            about = joined(&about, words);
            continue;
        }
        if line.starts_with("#[") {
            attributes += line;
            continue;
        }
        let mut whole = visible(line).to_owned();
        let end = match whole.ends_with('{') {
            true => format!("\n{indent}}},"),
            false => ",".to_owned(),
        };
        while !whole.ends_with(&end) {
            let Some(more) = lines.next() else { break };
            whole += "\n";
            whole += more;
        }
        if !attributes.contains("skip)") && !whole.trim().is_empty() {
            let mut field = match is_choice {
                true => variant(&whole, indent),
                false => plain(&whole),
            };
            field.is_flat = attributes.contains("flatten");
            field.about = about.clone();
            if let Some((_, rest)) = attributes.split_once("rename = \"") {
                field.name = rest.split('"').next().unwrap_or_default().to_owned();
            }
            found.push(field);
        }
        (about, attributes) = (String::new(), String::new());
    }
    found
}

fn plain(line: &str) -> Field {
    let (name, of) = line.split_once(':').unwrap_or((line, ""));
    let of: String = of.split_whitespace().collect::<Vec<_>>().join(" ");
    Field {
        name: name.trim().trim_start_matches("r#").to_owned(),
        of: of.trim_end_matches(',').to_owned(),
        ..Field::default()
    }
}

/// `Name,`, `Name(Type),` or `Name {` and fields; in a template its name is in snake case.
fn variant(text: &str, indent: &str) -> Field {
    let text = text.trim().trim_end_matches(',');
    let end = text.find(|c: char| !c.is_alphanumeric());
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    let rest = rest.trim();
    let inner: Vec<&str> = match rest.starts_with('{') {
        true => rest.lines().skip(1).collect(),
        false => Vec::new(),
    };
    let of = rest.strip_prefix('(').and_then(|of| of.strip_suffix(')'));
    Field {
        name: snake(name),
        of: of.unwrap_or_default().to_owned(),
        inner: fields(&inner, &indent.repeat(2), false),
        ..Field::default()
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

fn joined(before: &str, words: &str) -> String {
    format!("{before} {}", words.trim()).trim().to_owned()
}
