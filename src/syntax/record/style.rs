//! Citation styles by name: those of the [Citation Style Language](https://citationstyles.org) that hayagriva's archive has.

use hayagriva::archive::ArchivedStyle;

use crate::diagnostic::{Diagnostic, Rule};
use crate::suggest::nearest;
use crate::syntax::fields::Fields;

/// The style of a case that names none.
pub const DEFAULT: &str = "chicago-author-date";

/// The styles that are named where nothing is near to what an author wrote.
const USUAL: &str = "usual ones are `chicago-author-date`, `chicago-notes`, `apa`, `mla` and `harvard-cite-them-right`";

pub(super) fn read(fields: &mut Fields) -> Option<String> {
    let words = fields.words("citation_style")?;
    let name = words.value.trim();
    if is_known(name) {
        return Some(name.to_owned());
    }
    let help = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => USUAL.to_owned(),
    };
    let message = format!("`{name}` is no citation style that Casebook knows");
    fields.report(Diagnostic::new(Rule::BadValue, message), words.range, help);
    None
}

fn is_known(name: &str) -> bool {
    ArchivedStyle::by_name(name).is_some_and(|style| is_usable(&style))
}

fn names() -> impl Iterator<Item = &'static str> {
    let styles = ArchivedStyle::all().iter().filter(|style| is_usable(style));
    styles.flat_map(|style| style.names()).copied()
}

/// Typst's own style makes labels out of the parts of names, which sources do not have.
fn is_usable(style: &ArchivedStyle) -> bool {
    *style != ArchivedStyle::Alphanumeric
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_each_of_their_names() {
        for name in [DEFAULT, "apa", "mla", "modern-language-association", "ieee"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["alphanumeric", "harvard", "APA", ""] {
            assert!(!is_known(name), "{name}");
        }
        assert_eq!(nearest("APA", names()), Some("apa"));
    }
}
