//! The options that all commands share.

use std::path::PathBuf;

use anstream::AutoStream;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};

use crate::case::Edition;
use crate::input::Settings;
use crate::syntax::address;

/// Where the case is, where the site goes, and for whom it is.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The case's folder: the one that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) root: PathBuf,

    /// The folder to write, relative to where you are [default: ROOT/public]; for `pack` the file
    ///
    /// It is empty, or new, or was written by Casebook before. Files of yours in it are never touched.
    #[arg(long, value_name = "DIR", global = true)]
    output: Option<PathBuf>,

    /// The site's address on the web; takes the place of `base_url` in content/case.md
    #[arg(long, value_name = "URL", value_parser = base_url, global = true)]
    base_url: Option<String>,

    /// Whom the site is for
    ///
    /// `public` holds what is for everyone, `student` adds what is for students, `instructor` holds all of it.
    #[arg(long, value_name = "EDITION", value_parser = edition(), default_value = "public", global = true)]
    edition: Edition,

    /// Include drafts
    #[arg(long, global = true)]
    drafts: bool,

    /// Publish a case taught in parts up to this one: records of later parts are left out
    #[arg(long, value_name = "PART", value_parser = part, global = true)]
    through: Option<char>,

    /// Say nothing but what is wrong
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,

    /// Whether to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, global = true)]
    color: Colour,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    /// On terminals that can, unless NO_COLOR is set
    Auto,
    /// In files and pipes too
    Always,
    /// Nowhere
    Never,
}

impl Options {
    /// Where the site goes.
    pub(super) fn output(&self) -> PathBuf {
        match &self.output {
            Some(output) => output.clone(),
            None if self.root.as_os_str() == "." => PathBuf::from("public"),
            None => self.root.join("public"),
        }
    }

    /// Whether it was said where the site goes.
    pub(super) fn has_output(&self) -> bool {
        self.output.is_some()
    }

    /// What the pipeline takes from the command line.
    pub(super) fn settings(&self) -> Settings {
        Settings {
            edition: self.edition,
            drafts: self.drafts,
            through: self.through,
            base_url: self.base_url.clone(),
        }
    }

    /// Whether standard error gets colours.
    pub(super) fn colour(&self) -> bool {
        match self.color {
            Colour::Auto => AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never,
            Colour::Always => true,
            Colour::Never => false,
        }
    }
}

fn part(written: &str) -> Result<char, String> {
    match written.chars().collect::<Vec<_>>().as_slice() {
        [letter] if letter.is_ascii_alphabetic() => Ok(letter.to_ascii_uppercase()),
        _ => Err("a part is a letter from A to Z".to_owned()),
    }
}

fn edition() -> impl clap::builder::TypedValueParser<Value = Edition> {
    PossibleValuesParser::new(Edition::ALL.map(Edition::name)).map(|name| {
        let named = Edition::ALL
            .into_iter()
            .find(|edition| edition.name() == name);
        named.unwrap_or_default()
    })
}

fn base_url(written: &str) -> Result<String, String> {
    let help = "write a whole web address, such as https://example.edu/cases/xiaomi/";
    address::of_site(written).ok_or_else(|| help.to_owned())
}
