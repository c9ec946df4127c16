//! A field's type, in the words of a theme's author.

/// What a type is to a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In words: `text`, `number`.
    Plain(&'static str),
    /// A view.
    View(String),
    /// Many of a kind.
    List(Box<Kind>),
    /// By name.
    Map(Box<Kind>),
    /// A fixed number of values.
    Several(Vec<Kind>),
    /// Or none, which is false in an `if`.
    Maybe(Box<Kind>),
}

/// The kind of a type as Rust writes it; a name that is no plain type is taken for a view's.
pub(super) fn of(written: &str) -> Kind {
    let written = written
        .trim()
        .trim_start_matches("&'static ")
        .trim_start_matches("&'a ");
    let inner = |name: &str| {
        let rest = written.strip_prefix(name)?.strip_prefix('<')?;
        rest.strip_suffix('>')
    };
    if let Some(of_what) = inner("Option") {
        return Kind::Maybe(Box::new(of(of_what)));
    }
    if let Some(of_what) = inner("Vec").or_else(|| inner("BTreeSet")) {
        return Kind::List(Box::new(of(of_what)));
    }
    if let Some(of_what) = inner("Box")
        .or_else(|| inner("Arc"))
        .or_else(|| inner("Cow"))
    {
        return of(of_what.rsplit(", ").next().unwrap_or(of_what));
    }
    if let Some(pair) = inner("BTreeMap") {
        let (_, of_what) = pair.split_once(", ").unwrap_or(("", pair));
        return Kind::Map(Box::new(of(of_what)));
    }
    if let Some(all) = written
        .strip_prefix('(')
        .and_then(|all| all.strip_suffix(')'))
        && !all.is_empty()
    {
        return Kind::Several(all.split(", ").map(of).collect());
    }
    if let Some((of_what, _)) = written
        .strip_prefix('[')
        .and_then(|all| all.split_once(';'))
    {
        return Kind::List(Box::new(of(of_what)));
    }
    if let Some(of_what) = written
        .strip_prefix('[')
        .and_then(|all| all.strip_suffix(']'))
    {
        return Kind::List(Box::new(of(of_what)));
    }
    match written {
        "String" | "str" | "char" => Kind::Plain("text"),
        "bool" => Kind::Plain("yes or no"),
        "usize" | "u64" | "u32" | "u16" | "u8" | "i64" | "i32" | "isize" => Kind::Plain("number"),
        "f32" | "f64" => Kind::Plain("number, with a fraction"),
        "serde_json::Value" | "Value" => Kind::Plain("anything"),
        "()" | "" => Kind::Plain("nothing"),
        name => Kind::View(name.split('<').next().unwrap_or(name).to_owned()),
    }
}

impl Kind {
    /// The views that are named in it.
    pub(super) fn views(&self) -> Vec<&str> {
        match self {
            Kind::Plain(_) => Vec::new(),
            Kind::View(name) => vec![name],
            Kind::List(of) | Kind::Map(of) | Kind::Maybe(of) => of.views(),
            Kind::Several(all) => all.iter().flat_map(Kind::views).collect(),
        }
    }

    /// In words; `link` makes a view's name a link.
    pub(super) fn words(&self, link: &dyn Fn(&str) -> String) -> String {
        match self {
            Kind::Plain(words) => (*words).to_owned(),
            Kind::View(name) => link(name),
            Kind::List(of) => format!("list of {}", of.words(link)),
            Kind::Map(of) => format!("map of names to {}", of.words(link)),
            Kind::Several(all) => {
                let all: Vec<String> = all.iter().map(|one| one.words(link)).collect();
                format!("list: {}", all.join(", "))
            }
            Kind::Maybe(of) => format!("{}, or nothing", of.words(link)),
        }
    }
}

#[test]
fn types_are_told_in_an_authors_words() {
    for (written, words) in [
        ("String", "text"),
        ("Option<Vec<&'static str>>", "list of text, or nothing"),
        (
            "Vec<Option<entry::EventEntry>>",
            "list of <entry::EventEntry>, or nothing",
        ),
        (
            "Option<(f64, bool)>",
            "list: number, with a fraction, yes or no, or nothing",
        ),
        (
            "BTreeMap<String, Vec<u32>>",
            "map of names to list of number",
        ),
        ("Box<[Link]>", "list of <Link>"),
    ] {
        assert_eq!(of(written).words(&|name| format!("<{name}>")), words);
    }
}
