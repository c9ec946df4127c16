//! The last look at a finished site: does it hold words that its edition may not?

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::leak::{Leak, Withheld};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::input::{Files as Given, Inputs, Settings};
use crate::render::theme::Theme;
use crate::render::{self, Files};
use crate::resolve::withheld::{self, Spans};
use crate::resolve::{self, Given as From};
use crate::syntax::document::Document;

/// What a site was built from, and what of it the edition may not hold.
pub(crate) struct Guard<'a> {
    pub(crate) withheld: Withheld,
    pub(crate) spans: Spans,
    pub(crate) documents: Arc<Vec<Arc<Document>>>,
    pub(crate) inputs: &'a Inputs,
    pub(crate) settings: Settings,
    pub(crate) theme: Arc<Theme>,
}

impl Guard<'_> {
    /// The withheld words that the site holds: a fault of Casebook or of the theme, and no reason to publish.
    ///
    /// Words may stand in a page by right although a withheld text has them too: a theme's own, or a name beside a title.
    /// What looks like a leak is held against the site as it would be had the withheld texts never been written. For a PDF stands
    /// the sheet that it is typeset from.
    pub(crate) fn leaks(mut self, files: &Files) -> Vec<Diagnostic> {
        if self.withheld.scan(bytes(files)).is_empty() {
            return Vec::new();
        }
        if let Some(innocent) = self.without() {
            self.withheld.permit(bytes(&innocent));
        }
        self.withheld.permit_words(self.theme.strings());
        let leaks = self.withheld.scan(bytes(files));
        leaks
            .into_iter()
            .map(|leak| self.diagnostic(leak))
            .collect()
    }

    /// The site built from what the edition holds alone, in the built-in theme: a case's own templates may say what they should
    /// not. Components of its own say nothing there.
    fn without(&self) -> Option<Files> {
        let documents = Arc::new(withheld::documents(&self.documents, &self.settings));
        let inputs = withheld::inputs(self.inputs, &self.spans);
        let of = |folder: &str| {
            let files = inputs.files.iter();
            let files = files.filter(|(file, _)| file.starts_with(folder));
            Arc::new(
                files
                    .map(|(file, bytes)| (file.clone(), bytes.clone()))
                    .collect::<Given>(),
            )
        };
        let components: BTreeSet<String> = self.theme.components().map(str::to_owned).collect();
        let mut themes = Inputs::built_in().files;
        for name in &components {
            let path = format!("themes/folio/templates/components/{name}.html");
            themes.entry(path.into()).or_insert_with(|| Arc::from([]));
        }
        let from = From {
            documents: &documents,
            fronts: &documents,
            unread: &Arc::default(),
            files: &of("content/"),
            articles: &of("seeds/"),
            settings: &self.settings,
            components: Some(&Arc::new(components)),
        };
        let resolved = resolve::resolve(&from, &mut resolve::Memory::default());
        let mut memory = render::Memory::default();
        let theme = memory.theme(&Arc::new(themes), "folio").ok()?;
        memory.press(resolved.case?, &theme).print_words().ok()
    }

    fn diagnostic(&self, leak: Leak) -> Diagnostic {
        let Leak { path, what, words } = leak;
        let edition = self.settings.edition.name();
        let message = format!(
            "`{path}` holds words of `{what}` that the {edition} edition may not hold: “{words}”"
        );
        Diagnostic::new(Rule::Leak, message)
            .at(Place::start_of(&what.into()))
            .help("look at the template of that page, and at files that it copies; if neither holds the words, report this as a fault of Casebook")
    }
}

fn bytes(files: &Files) -> impl Iterator<Item = (&str, &[u8])> {
    files.iter().map(|(path, bytes)| (path.as_str(), &**bytes))
}
