//! One edit of a case, as an author or an editor's mishap would make it.

use std::sync::Arc;

use casebook::input::Inputs;
use proptest::prelude::*;

/// One edit. Numbers choose among what there is when it is made.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Text added at the end of a content file.
    Write(usize, String),
    /// A line of a content file taken out.
    DropLine(usize, usize),
    /// A key of the front matter set.
    SetKey(usize, String),
    /// The words of a quotation that is in an article, or almost.
    Quote(usize, usize, usize, bool),
    /// A content file under another name.
    Rename(usize, String),
    /// A file gone.
    Delete(usize),
    /// A file as it was at the start.
    Mend(usize),
    /// A content file cut off in the middle, as a half-written save.
    Cut(usize),
    /// A content file that is no text.
    Garbage(usize),
    /// A word of an article changed.
    ChangeArticle(usize, usize),
    /// A paragraph added before an article's end.
    ExtendArticle(usize),
    /// A file of the theme changed.
    Theme(String, String),
    /// All as it was at the start.
    MendAll,
}

/// What authors write at the end of a note.
const SNIPPETS: [&str; 14] = [
    "\nMore words.\n",
    "\n## A heading\n\nUnder it.\n",
    "\nSee [[xu-fei]] and [[profile:wang-hua]].\n",
    "\nSee [[no-such-record]].\n",
    "\nSee [the heading](../notes/the-deal.md#a-heading).\n",
    "\nSee [[penalties#a-heading]].\n",
    "\nA paragraph: [[source:people-want-to-know#p3]].\n",
    "\n```{timeline}\nprofiles: [xu-fei]\n```\n",
    "\n```{profiles}\n```\n",
    "\n```{nonesuch}\n```\n",
    "\n::: instructor\nFor the one who teaches: keep the vote secret until all have spoken up.\n:::\n",
    "\n![A picture](picture.png)\n",
    "\nA note[^1].\n\n[^1]: Of the foot.\n",
    "\nCited [@no-such-source].\n",
];

/// Keys as authors set them.
const KEYS: [&str; 12] = [
    "title: Another title",
    "title: Xu Fei",
    "tags: [new tag, crisis]",
    "audience: instructor",
    "draft: true",
    "part: B",
    "order: 1",
    "date: 2025-12-31",
    "date: 2025-13-99",
    "redirect_from: [old/page.html]",
    "aliases: [Xiaomi, the brand]",
    "unknown_key: 1",
];

/// Changes of the theme: a file and what is put in front of it.
const THEME: [(&str, &str); 6] = [
    ("assets/tokens.css", "/* new */\n"),
    ("templates/note.html", "{# a comment #}"),
    ("templates/components/timeline.html", "<p>A part:</p>"),
    ("templates/note.html", "{{ page.nonesuch }}"),
    ("templates/front.html", "{% if %}"),
    ("i18n/en.yaml", "extra:\n  word: Word\n"),
];

/// Any edit.
pub(crate) fn edits() -> impl Strategy<Value = Edit> {
    let file = 0..1000_usize;
    let snippet = prop::sample::select(SNIPPETS.to_vec()).prop_map(str::to_owned);
    let key = prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned);
    let name = prop::sample::select(vec!["renamed", "xu-fei", "penalties", "zz last"]);
    let theme = prop::sample::select(THEME.to_vec());
    prop_oneof![
        6 => (file.clone(), snippet).prop_map(|(file, text)| Edit::Write(file, text)),
        1 => (file.clone(), 0..60_usize).prop_map(|(file, line)| Edit::DropLine(file, line)),
        4 => (file.clone(), key).prop_map(|(file, key)| Edit::SetKey(file, key)),
        6 => (file.clone(), file.clone(), file.clone(), prop::bool::weighted(0.8))
            .prop_map(|(file, source, at, right)| Edit::Quote(file, source, at, right)),
        1 => (file.clone(), name).prop_map(|(file, name)| Edit::Rename(file, name.to_owned())),
        1 => file.clone().prop_map(Edit::Delete),
        2 => file.clone().prop_map(Edit::Mend),
        1 => file.clone().prop_map(Edit::Cut),
        1 => file.clone().prop_map(Edit::Garbage),
        2 => (file.clone(), file.clone()).prop_map(|(file, at)| Edit::ChangeArticle(file, at)),
        2 => file.prop_map(Edit::ExtendArticle),
        2 => theme.prop_map(|(file, text)| Edit::Theme(file.to_owned(), text.to_owned())),
        1 => Just(Edit::MendAll),
    ]
}

impl Edit {
    /// Makes the edit, and says what it was.
    pub(crate) fn apply(&self, inputs: &mut Inputs, start: &Inputs) -> String {
        let at = match self {
            Edit::Write(at, _)
            | Edit::DropLine(at, _)
            | Edit::SetKey(at, _)
            | Edit::Quote(at, ..)
            | Edit::Rename(at, _)
            | Edit::Cut(at)
            | Edit::Garbage(at) => pick(inputs, "content/", *at),
            Edit::ChangeArticle(at, _) | Edit::ExtendArticle(at) => pick(inputs, "seeds/", *at),
            Edit::Delete(at) | Edit::Mend(at) => pick(start, "", *at),
            Edit::Theme(file, _) => format!("themes/folio/{file}").as_str().into(),
            Edit::MendAll => "all".into(),
        };
        let text = text(inputs, &at);
        let changed = match self {
            Edit::Write(_, more) => Some(text + more),
            Edit::DropLine(_, line) => Some(without_line(&text, *line)),
            Edit::SetKey(_, key) => Some(with_key(&text, key)),
            Edit::Quote(_, source, place, right) => {
                Some(text + &quotation(inputs, *source, *place, *right))
            }
            Edit::Cut(_) => Some(text.chars().take(text.chars().count() / 2).collect()),
            Edit::ChangeArticle(_, place) => Some(with_other_word(&text, *place)),
            Edit::ExtendArticle(_) => Some(text + "\n\nXu Fei and Lei Jun came back.\n"),
            Edit::Theme(_, more) => Some(more.clone() + &text),
            _ => None,
        };
        if let Some(text) = changed {
            inputs
                .files
                .insert(Arc::clone(&at), text.into_bytes().into());
        }
        match self {
            Edit::Rename(_, name) => rename(inputs, &at, name),
            Edit::Delete(_) => drop(inputs.files.remove(&at)),
            Edit::Mend(_) => drop(
                inputs
                    .files
                    .insert(Arc::clone(&at), Arc::clone(&start.files[&at])),
            ),
            Edit::Garbage(_) => drop(
                inputs
                    .files
                    .insert(Arc::clone(&at), [0xff, 0x00, 0xfe].into()),
            ),
            Edit::MendAll => *inputs = start.clone(),
            _ => {}
        }
        format!("{self:?} of {at}")
    }
}

fn pick(inputs: &Inputs, folder: &str, at: usize) -> Arc<str> {
    let files: Vec<_> = inputs
        .files
        .keys()
        .filter(|file| file.starts_with(folder))
        .collect();
    Arc::clone(files[at % files.len()])
}

fn text(inputs: &Inputs, file: &str) -> String {
    let bytes = inputs.files.get(file);
    bytes.map_or_else(String::new, |bytes| {
        String::from_utf8_lossy(bytes).into_owned()
    })
}

fn without_line(text: &str, line: usize) -> String {
    let lines = text.split_inclusive('\n').enumerate();
    lines
        .filter(|(at, _)| *at != line)
        .map(|(_, line)| line)
        .collect()
}

/// The key in place of one of that name, or as the first.
fn with_key(text: &str, key: &str) -> String {
    let name = &key[..=key.find(':').unwrap_or_default()];
    let old = text
        .split_inclusive('\n')
        .find(|line| line.starts_with(name));
    match old {
        Some(old) => text.replacen(old, &format!("{key}\n"), 1),
        None => text.replacen("---\n", &format!("---\n{key}\n"), 1),
    }
}

/// A cited quotation of some words of an article; if not `right`, of some that it has not.
fn quotation(inputs: &Inputs, source: usize, place: usize, right: bool) -> String {
    let record = pick(inputs, "content/sources/", source);
    let id = record
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".md")
        .to_owned();
    let record = text(inputs, &record);
    let file = record.lines().find_map(|line| line.strip_prefix("file: "));
    let article = text(
        inputs,
        &format!("seeds/{}", file.unwrap_or_default().trim()),
    );
    let words: Vec<&str> = article.split_whitespace().collect();
    let from = place % words.len().max(1);
    let mut quoted = words
        .get(from..(from + 6).min(words.len()))
        .unwrap_or_default()
        .join(" ");
    if !right {
        quoted.push_str(" purple");
    }
    format!("\nIt says “{quoted}” [@{id}].\n")
}

fn with_other_word(text: &str, place: usize) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let at = place % words.len();
    let other = |(index, word): (usize, &&str)| {
        if index == at {
            "changed".to_owned()
        } else {
            (*word).to_owned()
        }
    };
    words
        .iter()
        .enumerate()
        .map(other)
        .collect::<Vec<_>>()
        .join(" ")
}

fn rename(inputs: &mut Inputs, file: &Arc<str>, name: &str) {
    let folder = &file[..=file.rfind('/').unwrap_or_default()];
    if let Some(bytes) = inputs.files.remove(file) {
        inputs
            .files
            .insert(format!("{folder}{name}.md").into(), bytes);
    }
}
