//! The closed list of rules, each with its name, its weight and what it is about.

use super::Severity;

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident;)+) => {
        /// What can be wrong with a case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Rule {
            /// Every rule, in the order of this file.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)+];

            /// The name in kebab case, by which programs know it.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)+ }
            }

            /// The weight it has unless the case says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity,)+ }
            }

            /// One sentence on what the rule is about.
            pub fn about(self) -> &'static str {
                match self { $(Rule::$variant => concat!($($doc),+).trim_ascii_start(),)+ }
            }
        }
    };
}

rules! {
    // Files.
    /// A file or folder that the case needs is not there.
    MissingFile "missing-file" Error;
    /// A file can't be read.
    UnreadableFile "unreadable-file" Error;
    /// A text is not UTF-8.
    NotUtf8 "not-utf-8" Error;
    /// A text holds a character that no page can show.
    ControlCharacter "control-character" Error;
    /// A path or a symbolic link leads out of the case's folder.
    OutsideRoot "outside-root" Error;
    /// A file in content is of no known kind.
    UnknownFile "unknown-file" Warning;

    // Front matter.
    /// A content file has no front matter between two lines of `---`.
    MissingFrontMatter "missing-front-matter" Error;
    /// The front matter is not valid YAML.
    BadYaml "bad-yaml" Error;
    /// The front matter has a key that the kind does not know.
    UnknownKey "unknown-key" Error;
    /// A key that the kind needs is not there.
    MissingKey "missing-key" Error;
    /// A value is of another type than its key wants.
    BadType "bad-type" Error;
    /// A value is none of those that its key knows.
    BadValue "bad-value" Error;
    /// A date is not EDTF, or no day of the calendar.
    BadDate "bad-date" Error;

    // Ids.
    /// Two files of a kind have the same id.
    DuplicateId "duplicate-id" Error;
    /// One name belongs to two profiles.
    DuplicateAlias "duplicate-alias" Error;
    /// An id names nothing in the case.
    UnknownId "unknown-id" Error;
    /// A citation or evidence names a source that is not there.
    UnknownSource "unknown-source" Error;
    /// A link's id belongs to records of two kinds.
    AmbiguousId "ambiguous-id" Error;
    /// A visible text refers to what the edition leaves out, or a handout names what is not for its readers.
    HiddenReference "hidden-reference" Error;
    /// Two pages, or a page and a redirect, want the same output path.
    PathCollision "path-collision" Error;

    // Markdown.
    /// A citation is not written as Casebook reads it.
    BadCitation "bad-citation" Error;
    /// A source has no paragraph of that number.
    UnknownParagraph "unknown-paragraph" Error;
    /// A passage for one audience is not closed, or not opened.
    BadPassage "bad-passage" Error;
    /// A link leads nowhere.
    BrokenLink "broken-link" Error;
    /// A picture or data file is not there.
    BrokenImage "broken-image" Error;
    /// A picture has no words for those who do not see it.
    MissingAlt "missing-alt" Warning;
    /// The theme has no component of that name.
    UnknownComponent "unknown-component" Error;
    /// Raw HTML that a page may not hold: a script, a style, an event attribute.
    UnsafeHtml "unsafe-html" Error;
    /// Text is nested deeper than a page can sensibly show.
    TooDeep "too-deep" Error;
    /// A footnote is referred to but not written, or the reverse.
    UnknownFootnote "unknown-footnote" Error;

    // Quotations.
    /// A quotation is almost, but not quite, what its source says.
    QuoteNearMiss "quote-near-miss" Error;
    /// A quotation's words do not stand in its source.
    QuoteNotFound "quote-not-found" Error;
    /// A quotation's words occur in several paragraphs.
    QuoteAmbiguous "quote-ambiguous" Warning;
    /// A quotation stands in another paragraph than the one cited.
    QuoteElsewhere "quote-elsewhere" Warning;
    /// A quotation's words stand only on lines that `omit_lines` hides.
    QuoteOmitted "quote-omitted" Warning;
    /// Words in quotation marks have no citation.
    QuoteUncited "quote-uncited" Warning;

    // The case.
    /// A claim has one position only, or rests on one source.
    OneSided "one-sided" Warning;
    /// A handout has nothing on it.
    EmptyHandout "empty-handout" Warning;
    /// An article's bytes are not the ones that the record pins.
    ChangedSource "changed-source" Error;

    // Theme and output.
    /// The theme is not there, or its theme.yaml says what Casebook can't read.
    BadTheme "bad-theme" Error;
    /// A file in a theme's folder is of no known kind.
    UnknownThemeFile "unknown-theme-file" Warning;
    /// A part of a bundle holds what counts at the head of a style sheet alone.
    BundledRule "bundled-rule" Warning;
    /// A template holds a script or a style inside of the page, which a strict policy forbids.
    InlineCode "inline-code" Warning;
    /// No font of the handouts' layout has a character that one of them shows.
    MissingGlyph "missing-glyph" Warning;
    /// A picture can't be shown on paper.
    UnusablePicture "unusable-picture" Warning;
    /// A template fails.
    TemplateError "template-error" Error;
    /// The finished site holds text that the edition may not hold.
    Leak "leak" Error;
}
