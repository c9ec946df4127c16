//! The reference as Markdown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::kind;
use super::source::{Field, Sources, View};

/// Names of fields whose text is markup that Casebook has made.
const MARKUP: [&str; 3] = ["body", "answer", "structured"];

const HEAD: &str = "\
# What a template sees

Written from the doc comments of `src/page/` by the tests; [the guide](README.md) says how to use it.

Every template sees `site` and `page`, and one variable more: the subject of its page. *Text* is escaped when it is written;
*HTML* was made by Casebook, is safe, and is written with `| safe`. *Or nothing* means that the value may be `null`, which is
false in an `if`; an empty list is false as well. Numbers are written for readers with `number(value=…)`.

";

/// The whole reference.
///
/// # Errors
///
/// Fields and views without a doc comment, and types that are not among the views.
pub(super) fn reference(sources: &Sources) -> Result<String, String> {
    let mut writer = Writer {
        sources,
        text: HEAD.to_owned(),
        faults: Vec::new(),
        said: BTreeSet::new(),
        next: Vec::new(),
    };
    writer.text += "## On every page\n\n| variable | what |\n| --- | --- |\n";
    writer.variable("frame", "site", "SiteView");
    writer.variable("frame", "page", "PageView");
    writer.templates();
    writer.text += "\n## In a component\n\nA template in `templates/components/` sees `site` and these, without a name before them.\n";
    writer.section("page/component", "ComponentView", "###");
    writer.text += "\n## In the layout of handouts on paper\n\n`handout/main.typ` reads one value, `json(\"/sheet.json\")`. A list of blocks or of inline text holds strings and maps; the key `t` says which \\\nblock or mark a map is, the key `part` which part, in lower case.\n";
    writer.section("page/sheet", "Sheet", "###");
    writer.text += "\n## The views\n";
    writer.rest();
    match writer.faults.is_empty() {
        true => Ok(writer.text),
        false => Err(writer.faults.join("\n")),
    }
}

struct Writer<'s> {
    sources: &'s Sources,
    text: String,
    faults: Vec<String>,
    /// The views that are in the reference, by module and name.
    said: BTreeSet<(String, String)>,
    /// Those that are still to be written, each with the module that names it.
    next: Vec<(String, String)>,
}

impl Writer<'_> {
    fn variable(&mut self, module: &str, name: &str, view: &str) {
        let module = format!("page/{module}");
        let about = self
            .find(&module, view)
            .map_or(String::new(), |(_, view)| view.about.clone());
        let link = link(self.sources, &module, view);
        let _ = writeln!(self.text, "| `{name}`: {link} | {about} |");
        self.next.push((module, view.to_owned()));
    }

    /// Which template fills which page, and the variable that it sees.
    fn templates(&mut self) {
        self.text += "\n## By template\n\n| template | variable | what |\n| --- | --- | --- |\n";
        let contents = match self.sources.find("page", "Content") {
            Some((_, contents)) => contents.fields.clone(),
            None => Vec::new(),
        };
        for mut content in contents {
            // A large view is boxed, which is no matter to a template.
            let unboxed = content
                .of
                .strip_prefix("Box<")
                .and_then(|of| of.strip_suffix('>'));
            content.of = unboxed.unwrap_or(&content.of).to_owned();
            let variable = match content.of.as_str() {
                "()" => "–".to_owned(),
                of => format!("`{}`: {}", content.name, link(self.sources, "page", of)),
            };
            let view = self.find("page", &content.of);
            let about = view.map_or(String::new(), |(_, view)| view.about.clone());
            let template = template(self.sources.text("page"), &content.name);
            let template = template.unwrap_or_else(|| {
                self.faults
                    .push(format!("no template for `{}`", content.name));
                String::new()
            });
            let _ = writeln!(self.text, "| `{template}` | {variable} | {about} |");
            if content.of != "()" {
                self.next.push(("page".to_owned(), content.of));
            }
        }
    }

    /// The views that are named and not yet written, those first that were named first.
    fn rest(&mut self) {
        let mut at = 0;
        while at < self.next.len() {
            let (module, name) = self.next[at].clone();
            self.section(&module, &name, "###");
            at += 1;
        }
    }

    fn find(&mut self, module: &str, name: &str) -> Option<(String, View)> {
        if name == "()" {
            return None;
        }
        let found = self.sources.find(module, name);
        if found.is_none() {
            self.faults.push(format!("`{name}` in {module} is no view"));
        }
        found.map(|(module, view)| (module.to_owned(), view.clone()))
    }

    fn section(&mut self, module: &str, name: &str, level: &str) {
        let Some((module, view)) = self.find(module, name) else {
            return;
        };
        if !self.said.insert((module.clone(), view.name.clone())) {
            return;
        }
        if view.about.is_empty() {
            self.faults.push(format!("`{name}` has no doc comment"));
        }
        let _ = writeln!(
            self.text,
            "\n{level} {}\n\n{}\n",
            self.sources.title(&module, &view),
            clean(&view.about)
        );
        if view
            .fields
            .iter()
            .all(|field| view.is_choice && field.of.is_empty() && field.inner.is_empty())
            && view.is_choice
        {
            let words: Vec<String> = view
                .fields
                .iter()
                .map(|field| format!("`{}`", field.name))
                .collect();
            let _ = writeln!(self.text, "Text: one of {}.", words.join(", "));
            return;
        }
        if view.is_choice {
            self.text += "A map with one of these keys:\n\n";
        }
        if view.fields.is_empty() {
            self.text += "It has no fields.\n";
            return;
        }
        self.text += "| field | type | what |\n| --- | --- | --- |\n";
        for field in &view.fields {
            self.field(&module, &view.name, "", field);
        }
    }

    fn field(&mut self, module: &str, owner: &str, prefix: &str, field: &Field) {
        let name = format!("{prefix}{}", field.name);
        if field.about.is_empty() {
            self.faults
                .push(format!("`{owner}.{name}` has no doc comment"));
        }
        let kind = kind::of(&field.of);
        let link = |path: &str| link(self.sources, module, path);
        let words = match &kind {
            _ if !field.inner.is_empty() => "map".to_owned(),
            kind if is_markup(&field.name) => kind.words(&link).replace("text", "HTML"),
            kind => kind.words(&link),
        };
        let shown = match field.is_flat {
            true => format!("the fields of {words}"),
            false => format!("`{name}` | {words}"),
        };
        let about = clean(&field.about);
        let _ = match field.is_flat {
            true => writeln!(self.text, "| {shown} | | {about} |"),
            false => writeln!(self.text, "| {shown} | {about} |"),
        };
        for inner in &field.inner {
            self.field(module, owner, &format!("{name}."), inner);
        }
        for view in kind.views() {
            self.next.push((module.to_owned(), view.to_owned()));
        }
    }
}

/// The template of a page's kind, as `Subject::template` has it.
fn template(code: &str, content: &str) -> Option<String> {
    let snake = |name: &str| {
        let mut snake = String::new();
        for (at, c) in name.char_indices() {
            if c.is_ascii_uppercase() && at > 0 {
                snake.push('_');
            }
            snake.push(c.to_ascii_lowercase());
        }
        snake
    };
    code.lines().find_map(|line| {
        let rest = line.trim().strip_prefix("Subject::")?;
        let (subject, rest) = rest.split_once("=> \"")?;
        let name = subject.split(|c: char| !c.is_alphanumeric()).next()?;
        let file = rest.strip_suffix("\",")?;
        (snake(name) == content && file.ends_with(".html")).then(|| file.to_owned())
    })
}

fn is_markup(name: &str) -> bool {
    MARKUP.contains(&name) || name.ends_with("_html")
}

/// A view's title as a link to its section; headings' anchors are as GitHub makes them.
fn link(sources: &Sources, module: &str, path: &str) -> String {
    let found = sources.find(module, path);
    let title = found.map_or_else(|| path.to_owned(), |(of, view)| sources.title(of, view));
    let anchor = title
        .to_lowercase()
        .replace(' ', "-")
        .replace(['(', ')'], "");
    format!("[{title}](#{anchor})")
}

/// A doc comment for those who do not read the code.
fn clean(about: &str) -> String {
    about.replace("`None`", "nothing").replace('|', "\\|")
}
