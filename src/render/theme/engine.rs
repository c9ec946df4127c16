//! Tera with a theme's templates and the site's own functions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Theme;
use super::failure::{self, Failure};
use super::shelf::Shelf;
use super::template::Template;
use crate::page::{Words, phrase};
use crate::render::escape;

/// A theme made ready for one site: its words chosen, the site's facts set.
pub struct Engine {
    theme: Arc<Theme>,
    tera: Tera,
}

impl Engine {
    /// A theme with the words of the site's language and what every page sees as `site`.
    pub fn new(theme: Arc<Theme>, words: Arc<Words>, site: &impl Serialize) -> Self {
        let mut tera = theme.tera.clone();
        register(&mut tera, words);
        tera.set_escape_fn(escape::write);
        // Made once: to make it anew for each page would cost more than all else.
        tera.global_context().insert("site", site);
        Engine { theme, tera }
    }

    /// Fills a template (named by its path in `templates/`) with the fields of `view`.
    ///
    /// # Errors
    ///
    /// What went wrong in which template.
    pub fn fill(&self, template: &str, view: &impl Serialize) -> Result<String, Failure> {
        Context::from_serialize(view)
            .and_then(|context| self.tera.render(template, &context))
            .map_err(|error| self.failure(&error, template))
    }

    fn failure(&self, error: &tera::Error, template: &str) -> Failure {
        let file = |name: &str| self.theme.file(name);
        let failures = failure::from_error(error, &file, template, &[]);
        let unknown = || Failure::of_whole(file(template), "it can't be filled".to_owned());
        failures.into_iter().next().unwrap_or_else(unknown)
    }
}

/// Parses templates and links them with each other. They come back whole, or with every failure found.
///
/// Tera looks for a name as it stands and then in each theme of the chain, so that `base.html` is the nearest theme's and
/// `folio/base.html` is folio's; and of two components of one name it takes the nearer theme's.
pub(super) fn parse(shelf: &Shelf, templates: &[Template]) -> Result<Tera, Vec<Failure>> {
    let words = Arc::new(Words::new("en", BTreeMap::new()));
    let mut tera = with_functions(&words);
    let themes = shelf.layers.iter().map(|layer| format!("{}/", layer.name));
    let pairs = templates
        .iter()
        .map(|template| (template.name.as_str(), template.text));
    let parsed = tera
        .set_fallback_prefixes(themes)
        .and_then(|()| tera.add_raw_templates(pairs));
    let Err(error) = parsed else {
        return Ok(tera);
    };
    let file = |name: &str| {
        let known = templates.iter().find(|template| template.name == name);
        known.map_or_else(|| name.into(), |template| Arc::clone(template.file))
    };
    let slips = slips(&file, templates, &words);
    let first = templates.first().map_or("", |template| &template.name);
    match slips.is_empty() {
        true => Err(failure::from_error(&error, &file, first, templates)),
        false => Err(slips),
    }
}

/// What is wrong with each template alone, so that one's slip does not hide another's.
fn slips(
    file: &dyn Fn(&str) -> Arc<str>,
    templates: &[Template],
    words: &Arc<Words>,
) -> Vec<Failure> {
    let mut failures = Vec::new();
    for template in templates {
        let result = with_functions(words).add_raw_template(&template.name, template.text);
        let error = result.err().filter(is_slip);
        failures.extend(
            error
                .iter()
                .flat_map(|error| failure::from_error(error, file, &template.name, templates)),
        );
    }
    failures
}

/// Whether a template is wrong by itself, not for want of the others.
fn is_slip(error: &tera::Error) -> bool {
    matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
}

/// The functions must be there for templates to parse; what they give is of no matter yet.
fn with_functions(words: &Arc<Words>) -> Tera {
    let mut tera = Tera::new();
    register(&mut tera, Arc::clone(words));
    tera
}

/// `t(key="nav.notes")` gives a string of the theme; `count` picks its plural form, and every argument fills its `{name}`.
/// `"nav.notes" | t` is the same in less time: a function is always given a map, a filter without arguments is not.
/// `has_string(key=…)` says whether there is one. `number(value=…)` writes digits as the language does.
fn register(tera: &mut Tera, words: Arc<Words>) {
    let strings = Arc::clone(&words);
    tera.register_function(
        "has_string",
        move |arguments: Kwargs, _: &State| -> TeraResult<bool> {
            Ok(strings.get(arguments.must_get::<&str>("key")?).is_some())
        },
    );
    let numbers = Arc::clone(&words);
    tera.register_function(
        "number",
        move |arguments: Kwargs, _: &State| -> TeraResult<String> {
            Ok(numbers
                .number(arguments.must_get::<i64>("value")?)
                .into_owned())
        },
    );
    let strings = Arc::clone(&words);
    tera.register_filter("t", move |key: &str, arguments: Kwargs, _: &State| {
        string(&strings, key, &arguments)
    });
    tera.register_function("t", move |arguments: Kwargs, _: &State| {
        string(&words, arguments.must_get::<&str>("key")?, &arguments)
    });
}

fn string(words: &Words, key: &str, arguments: &Kwargs) -> TeraResult<Value> {
    let count = arguments.get::<u64>("count")?;
    let pattern = match count {
        Some(count) => words.plural(key, count),
        None => words.get(key),
    };
    let Some(pattern) = pattern else {
        let message = format!("the theme's words have no key `{key}` (i18n/en.yaml)");
        return Err(tera::Error::message(message));
    };
    // Most strings have no place to fill, and a page has dozens of them.
    if !pattern.contains('{') {
        return Ok(Value::normal_string(pattern));
    }
    let mut values = Vec::new();
    for (name, value) in arguments.iter() {
        values.extend(name.as_str().map(|name| (name, shown(words, value))));
    }
    Ok(Value::from(phrase::fill(pattern, &values)))
}

fn shown<'a>(words: &'a Words, value: &'a Value) -> Cow<'a, str> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => words.number(number),
        (_, Some(text)) => text.into(),
        // By way of JSON's own maps, which are in order.
        _ => {
            serde_json::to_value(value).map_or_else(|_| "".into(), |value| value.to_string().into())
        }
    }
}
