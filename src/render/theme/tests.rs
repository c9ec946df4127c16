//! What a broken theme is told, and that the built-in one renders every page of the sample case.

use std::path::Path;
use std::sync::Arc;

use super::Theme;
use crate::case::{Case, Component, Piece, Prose, Selection};
use crate::diagnostic::{Diagnostic, Rule};
use crate::input::{self, Inputs};
use crate::page::{self, Subject};
use crate::progress::Silence;
use crate::render::{self, sample};

/// The built-in theme, with some of its files replaced; `None` takes one away.
fn inputs(changes: &[(&str, Option<&str>)]) -> Inputs {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut inputs, _) = input::load(root).expect("the repository itself");
    for (path, text) in changes {
        let path: Arc<str> = format!("themes/folio/{path}").into();
        match text {
            Some(text) => inputs.files.insert(path, text.as_bytes().into()),
            None => inputs.files.remove(&path),
        };
    }
    inputs
}

fn loaded(changes: &[(&str, Option<&str>)]) -> Vec<Diagnostic> {
    match Theme::load(&inputs(changes).files, "folio") {
        Ok(_) => Vec::new(),
        Err(found) => found,
    }
}

fn rendered(
    case: &Case,
    changes: &[(&str, Option<&str>)],
) -> Result<render::Files, Vec<Diagnostic>> {
    let mut memory = render::Memory::default();
    let theme = memory.theme(&Arc::new(inputs(changes).files), "folio")?;
    let case = Arc::new(case.clone());
    memory.press(case, &theme).print(&Silence)
}

/// Rule, file, first byte and message of each finding.
fn told(found: &[Diagnostic]) -> Vec<(Rule, String, usize, &str)> {
    let tell = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref();
        let file = place.map_or(String::new(), |place| place.file.to_string());
        (
            diagnostic.rule,
            file,
            place.map_or(0, |place| place.range.start),
        )
    };
    found
        .iter()
        .map(|one| (tell(one), one.message.as_str()))
        .map(|((rule, file, start), message)| (rule, file, start, message))
        .collect()
}

#[test]
fn every_fault_of_a_theme_has_its_file_and_place() {
    let cases = [
        (
            vec![("templates/note.html", Some("<p>\n{% if %}"))],
            vec![(Rule::TemplateError, "templates/note.html", 10)],
        ),
        (
            vec![
                ("templates/note.html", Some("{% if %}")),
                ("templates/tag.html", Some("米{{ }}")),
            ],
            vec![
                (Rule::TemplateError, "templates/note.html", 6),
                (Rule::TemplateError, "templates/tag.html", 6),
            ],
        ),
        (
            vec![("templates/tag.html", Some("米\n {{ tag | shout }}"))],
            vec![(Rule::TemplateError, "templates/tag.html", 14)],
        ),
        (
            vec![("templates/tag.html", Some("{% extends \"bse.html\" %}"))],
            vec![(Rule::TemplateError, "templates/tag.html", 0)],
        ),
        (
            vec![("templates/tag.html", None)],
            vec![(Rule::BadTheme, "theme.yaml", 0)],
        ),
        (
            vec![("theme.yaml", Some("name: Folio\nlicence: MIT\n"))],
            vec![(Rule::UnknownKey, "theme.yaml", 12)],
        ),
        (
            vec![("theme.yaml", None)],
            vec![(Rule::BadTheme, "theme.yaml", 0)],
        ),
    ];
    // The built-in theme's own files are beneath those of a case only on disk; here what is taken away is away.
    for (changes, expected) in cases {
        let found = loaded(&changes);
        let told = told(&found);
        let told: Vec<_> = told
            .iter()
            .map(|(rule, file, at, _)| (*rule, file.as_str(), *at))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(rule, file, at)| (*rule, format!("themes/folio/{file}"), *at))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(rule, file, at)| (*rule, file.as_str(), *at))
            .collect();
        assert_eq!(told, expected, "{changes:?}");
    }
}

#[test]
fn a_theme_that_is_not_there_is_named_with_its_nearest() {
    let found = Theme::load(&inputs(&[]).files, "foglio")
        .err()
        .unwrap_or_default();
    let helps: Vec<_> = found
        .iter()
        .map(|one| (one.rule, one.help.as_deref()))
        .collect();
    assert_eq!(helps, [(Rule::BadTheme, Some("did you mean `folio`?"))]);
}

#[test]
fn the_built_in_theme_renders_every_page_and_no_page_twice_differs() {
    let case = sample::case();
    let files = rendered(&case, &[]).expect("the built-in theme");
    let again = rendered(&case, &[]).expect("the built-in theme");
    assert_eq!(files, again);
    for address in page::plan(&case) {
        let bytes = files.get(&address.path).map(|bytes| bytes.to_vec());
        let html = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        assert!(html.starts_with("<!doctype html>"), "{}", address.path);
        assert_eq!(html.matches("<h1").count(), 1, "{}", address.path);
        assert!(
            !html.contains("<b>we"),
            "{} holds an article's markup",
            address.path
        );
    }
}

#[test]
fn one_failure_on_many_pages_is_told_once_and_names_the_first() {
    let broken =
        "{% extends \"record.html\" %}\n{% block content %}{{ nothing }}{% endblock content %}";
    let mut case = sample::case();
    case.notes.push(case.notes[0].clone());
    Arc::make_mut(&mut case.notes[1]).head.stem = "zweite".to_owned();
    let found = rendered(&case, &[("templates/note.html", Some(broken))])
        .err()
        .unwrap_or_default();
    let told = told(&found);
    let expected_at = broken.find("nothing").unwrap_or_default();
    assert_eq!(told.len(), 1, "{told:?}");
    let (rule, file, at, message) = &told[0];
    assert_eq!(
        (*rule, file.as_str(), *at),
        (
            Rule::TemplateError,
            "themes/folio/templates/note.html",
            expected_at
        )
    );
    assert!(
        message.ends_with("(on notes/the-deal.html and 1 more)"),
        "{message}"
    );
}

#[test]
fn a_component_that_fails_is_told_at_its_own_template() {
    let mut case = sample::case();
    Arc::make_mut(&mut case.notes[0]).body = Prose {
        pieces: vec![Piece::Component(Box::new(Component {
            name: "timeline".into(),
            parameters: serde_json::Value::Null,
            selection: Selection::default(),
        }))],
        ..Prose::default()
    };
    let changes = [(
        "templates/components/timeline.html",
        Some("<p>{{ t(key=\"no.such\") }}</p>"),
    )];
    let found = rendered(&case, &changes).err().unwrap_or_default();
    let told = told(&found);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1, "themes/folio/templates/components/timeline.html");
    assert!(told[0].3.contains("`no.such`"), "{told:?}");
    // The handout holds the note, and so fails with it.
    let pages = "(on handouts/before.html and 1 more)";
    assert!(told[0].3.ends_with(pages), "{told:?}");
}

#[test]
fn every_template_a_page_asks_for_is_one_that_a_theme_must_have() {
    let case = sample::case();
    for address in page::plan(&case) {
        assert!(
            Subject::TEMPLATES.contains(&address.subject.template()),
            "{address:?}"
        );
    }
}
