//! Sets prose, articles and components as HTML for one page, and remembers what failed.

use std::cell::{Cell, RefCell};

use super::prose::{self, ProseContext};
use super::reference::References;
use super::theme::{Engine, Failure};
use super::{Press, article, code};
use crate::case::{Case, Component, Prose};
use crate::page::component::{self, ComponentView};
use crate::page::{Desk, Reference, Scales, Typeset, Words};

/// Articles stand under an `<h2>` of their page.
const ARTICLE_HEADING: u8 = 3;

/// The typesetter of one page.
pub(super) struct Typesetter<'a> {
    case: &'a Case,
    engine: &'a Engine,
    words: &'a Words,
    references: &'a References,
    scales: &'a Scales,
    path: &'a str,
    failure: RefCell<Option<Failure>>,
    has_code: Cell<bool>,
}

impl<'a> Typesetter<'a> {
    /// A typesetter for the page at `path`.
    pub(super) fn new(press: &'a Press, path: &'a str) -> Self {
        Typesetter {
            case: &press.case,
            engine: &press.engine,
            words: &press.words,
            references: &press.references,
            scales: &press.scales,
            path,
            failure: RefCell::new(None),
            has_code: Cell::new(false),
        }
    }

    /// What the views of the page are made with.
    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            case: self.case,
            words: self.words,
            typesetter: self,
            scales: self.scales,
            path: self.path,
        }
    }

    /// Whether highlighted code was set.
    pub(super) fn has_code(&self) -> bool {
        self.has_code.get()
    }

    /// The first component that failed.
    pub(super) fn into_failure(self) -> Option<Failure> {
        self.failure.into_inner()
    }

    fn component(&self, component: &Component) -> Result<String, String> {
        let template = format!("components/{}.html", component.name);
        let view: ComponentView = component::view(&self.desk(), component);
        self.engine.fill(&template, &view).map_err(|failure| {
            let message = failure.message.clone();
            self.failure.borrow_mut().get_or_insert(failure);
            message
        })
    }
}

impl Typeset for Typesetter<'_> {
    fn prose(&self, prose: &Prose, id_prefix: &str, heading_base: u8) -> String {
        if code::has_code(prose) {
            self.has_code.set(true);
        }
        let context = ProseContext {
            page: self.path,
            words: &|key| self.words.or_key(key),
            date: &|date| self.words.date(date),
            component: &|component| self.component(component),
            id_prefix,
            heading_base,
        };
        prose::html(self.case, prose, &context).unwrap_or_default()
    }

    fn article(&self, source: usize) -> String {
        article::html(
            self.case,
            &self.case.sources[source],
            self.path,
            self.words,
            ARTICLE_HEADING,
        )
    }

    fn reference(&self, source: usize) -> Reference {
        self.references.get(source).cloned().unwrap_or_default()
    }
}
