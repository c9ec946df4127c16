//! The last look at a finished site: does it hold words that its edition may not?

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::leak::Leak;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule};
use crate::input::{Inputs, Settings};
use crate::progress::Silence;
use crate::render::theme::Theme;
use crate::render::{self, Files};
use crate::resolve::{self, Resolved, withheld};
use crate::syntax::document::Document;

/// What a site was built from.
pub(crate) struct Guard<'a> {
    pub(crate) documents: &'a [Document],
    pub(crate) inputs: &'a Inputs,
    pub(crate) settings: &'a Settings,
    pub(crate) theme: &'a Theme,
}

impl Guard<'_> {
    /// The withheld words that the site holds: a fault of Casebook or of the theme, and no reason to publish.
    ///
    /// Words may stand in a page by right although a withheld text has them too: a theme's own, or a name beside a title.
    /// What looks like a leak is held against the site as it would be had the withheld texts never been written.
    pub(crate) fn leaks(&self, resolved: &Resolved, files: &Files) -> Vec<Diagnostic> {
        let mut withheld = resolved.withheld.clone();
        if withheld.scan(bytes(files)).is_empty() {
            return Vec::new();
        }
        if let Some(innocent) = self.without(resolved) {
            withheld.permit(bytes(&innocent));
        }
        withheld.permit_words(self.theme.strings());
        withheld
            .scan(bytes(files))
            .into_iter()
            .map(|leak| self.diagnostic(leak))
            .collect()
    }

    /// The site built from what the edition holds alone, in the built-in theme: a case's own templates may say what they should
    /// not. Components of its own say nothing there.
    fn without(&self, resolved: &Resolved) -> Option<Files> {
        let documents = withheld::documents(self.documents, self.settings);
        let inputs = withheld::inputs(self.inputs, &resolved.spans);
        let components: BTreeSet<String> = self.theme.components().map(str::to_owned).collect();
        let resolved = resolve::resolve(
            &documents,
            &inputs,
            self.settings,
            Some(&components),
            &mut Diagnostics::default(),
        );
        let mut theme = Inputs::built_in();
        for name in components {
            let path = format!("themes/folio/templates/components/{name}.html");
            theme
                .files
                .entry(path.into())
                .or_insert_with(|| Arc::from([]));
        }
        let theme = Theme::load(&theme, "folio").ok()?;
        render::render(&resolved.case?, &theme, &Silence).ok()
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
