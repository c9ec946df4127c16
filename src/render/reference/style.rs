//! Styles and the terms of languages, out of hayagriva's archive.

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{
    self, CitationFormat, IndependentStyle, Locale, LocaleCode, StyleCategory, StyleClass,
};

/// A style ready to be applied.
pub(super) struct Style {
    pub(super) csl: IndependentStyle,
    /// The same with a bibliography that is not sorted: sorting sets each work many times.
    pub(super) unsorted: IndependentStyle,
    /// The same with citations that say nothing, where the bibliography alone is wanted.
    pub(super) silent: IndependentStyle,
    /// The language of its terms.
    pub(super) locale: LocaleCode,
    /// The terms of that language, and of English where it lacks some.
    pub(super) locales: Vec<Locale>,
    /// Whether it cites in brackets in the text, by names or labels.
    pub(super) cites_in_text: bool,
}

impl Style {
    /// The style of a name with the terms of a language.
    pub(super) fn load(name: &str, language: &str) -> Self {
        let archived = ArchivedStyle::by_name(name).unwrap_or(ArchivedStyle::ChicagoAuthorDate);
        let mut csl = independent(archived);
        if let Some(bibliography) = &mut csl.bibliography {
            // A dash for “the same author” makes no sense in a reference that stands by itself.
            bibliography.subsequent_author_substitute = None;
        }
        let mut unsorted = csl.clone();
        if let Some(bibliography) = &mut unsorted.bibliography {
            bibliography.sort = None;
        }
        let mut silent = csl.clone();
        silent.citation.layout.elements.clear();
        let locale = LocaleCode(code(language).to_owned());
        let mut codes = vec![locale.0.as_str()];
        if locale.0 != ENGLISH {
            codes.push(ENGLISH);
        }
        Style {
            cites_in_text: cites_in_text(&csl),
            locales: codes.into_iter().filter_map(terms).collect(),
            locale,
            silent,
            unsorted,
            csl,
        }
    }

    /// Whether a bibliography is sorted by what works are, not by where they are cited.
    pub(super) fn sorts(&self) -> bool {
        let bibliography = self.csl.bibliography.as_ref();
        bibliography.is_some_and(|bibliography| bibliography.sort.is_some())
    }
}

/// The language whose terms stand in for those that others lack.
const ENGLISH: &str = "en-US";

fn independent(archived: ArchivedStyle) -> IndependentStyle {
    match archived.get() {
        citationberg::Style::Independent(style) => style,
        // A style that is another under a second name.
        citationberg::Style::Dependent(style) => {
            let parent = ArchivedStyle::by_id(&style.parent_link.href);
            independent(parent.unwrap_or(ArchivedStyle::ChicagoAuthorDate))
        }
    }
}

/// Whether a style cites by authors, dates or labels in brackets. A number has no meaning where texts don't number their sources.
fn cites_in_text(style: &IndependentStyle) -> bool {
    let is_numeric = style.info.category.iter().any(|category| {
        matches!(
            category,
            StyleCategory::CitationFormat {
                format: CitationFormat::Numeric
            }
        )
    });
    style.settings.class == StyleClass::InText && !is_numeric
}

/// The archive's code for a language: its own, or that of its usual country.
fn code(language: &str) -> &'static str {
    let codes = || LOCALES.iter().filter_map(|bytes| code_of(bytes));
    let same = |wanted: &str| codes().find(|code| code.eq_ignore_ascii_case(wanted));
    let primary = language.split('-').next().unwrap_or_default();
    let parts: Vec<String> = language.split('-').map(str::to_ascii_lowercase).collect();
    let is_traditional = ["hant", "hk", "mo"]
        .iter()
        .any(|part| parts.iter().any(|one| one == part));
    let usual = match primary.to_ascii_lowercase().as_str() {
        "zh" if is_traditional => Some("zh-TW".to_owned()),
        "no" => Some("nb-NO".to_owned()),
        _ => LocaleCode(language.to_ascii_lowercase())
            .fallback()
            .map(|code| code.0),
    };
    let beginning = || codes().find(|code| code.split('-').next() == Some(primary));
    same(language)
        .or_else(|| same(&usual?))
        .or_else(beginning)
        .unwrap_or(ENGLISH)
}

/// The language of some terms. Each begins with a map, whose first key is `@xml:lang` and whose value is a short string (RFC 8949).
fn code_of(bytes: &'static [u8]) -> Option<&'static str> {
    const KEY: &[u8] = b"\x69@xml:lang";
    let rest = bytes.get(1..)?.strip_prefix(KEY)?;
    let (head, rest) = rest.split_first()?;
    let length = usize::from(head.checked_sub(0x60)?);
    std::str::from_utf8(rest.get(..length)?).ok()
}

fn terms(code: &str) -> Option<Locale> {
    let bytes = LOCALES.iter().find(|bytes| code_of(bytes) == Some(code))?;
    ciborium::from_reader(*bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_archive_is_known_by_its_code() {
        for bytes in LOCALES {
            let locale: Locale = ciborium::from_reader(*bytes).expect("terms");
            assert_eq!(
                code_of(bytes),
                locale.lang.as_ref().map(|code| code.0.as_str())
            );
        }
    }

    #[test]
    fn a_language_has_the_terms_of_its_country_or_the_usual_one() {
        let cases = [
            ("en", "en-US"),
            ("en-GB", "en-GB"),
            ("en-AU", "en-US"),
            ("de", "de-DE"),
            ("de-at", "de-AT"),
            ("zh", "zh-CN"),
            ("zh-Hans", "zh-CN"),
            ("zh-Hant", "zh-TW"),
            ("zh-Hant-HK", "zh-TW"),
            ("zh-TW", "zh-TW"),
            ("ar", "ar"),
            ("ar-EG", "ar"),
            ("fr-BE", "fr-FR"),
            ("es", "es-ES"),
            ("no", "nb-NO"),
            ("hi", "hi-IN"),
            ("sw", "en-US"),
            ("", "en-US"),
        ];
        for (language, expected) in cases {
            assert_eq!(code(language), expected, "{language}");
        }
    }

    #[test]
    fn every_style_is_loaded_and_none_repeats_a_dash() {
        for archived in ArchivedStyle::all() {
            for name in archived.names() {
                let style = Style::load(name, "en");
                let bibliography = style.csl.bibliography.as_ref();
                let substitute =
                    bibliography.and_then(|one| one.subsequent_author_substitute.as_ref());
                assert_eq!(substitute, None, "{name}");
                assert_eq!(style.locales.len(), 1);
            }
        }
    }
}
