//! The command line: what it takes, what it says, and how it exits.
#![expect(
    clippy::disallowed_methods,
    reason = "the summary says how long a command took; no output depends on it"
)]

mod bar;
mod build;
mod check;
mod clean;
#[cfg(feature = "pdf")]
mod handout;
mod options;
mod pack;
mod serve;
mod summary;
mod theme;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use options::Options;

/// Casebook turns a folder of notes and source articles into a static website, and checks every quotation on the way.
///
/// It reads `content/` (notes, events, profiles, sources, claims, questions and handouts in Markdown), `seeds/` (the
/// articles themselves, never changed) and `themes/`, and writes `public/`: pages that work on any web server, in a
/// learning platform and by a double-click. A quotation that isn't in its source is an error, and nothing is written.
#[derive(Debug, Parser)]
#[command(name = "casebook", version, after_help = SHORT_HELP, after_long_help = LONG_HELP, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the case and write the site
    ///
    /// Only files that changed are written, and only files that Casebook wrote before are removed. When the content has an
    /// error nothing is written at all: the last good site stays as it is.
    Build,
    /// Check the case and write nothing
    ///
    /// All is done as for a build, up to the writing. Findings go to standard error for people, and to standard output in
    /// the other formats.
    Check(check::CheckOptions),
    /// Show the site in a browser and keep it up to date
    ///
    /// The site is built in memory and nothing is written. Saving a file changes the pages that are open, without a reload;
    /// what is wrong is shown over the last good site, with its place. Ctrl-C ends it.
    Serve(serve::ServeOptions),
    /// List the files of the theme, and where each comes from
    ///
    /// A theme's own file takes the place of the one of the theme that it extends, and a file in `themes/folio/` that of the
    /// built-in one. With --copy a file is copied to where you can change it.
    Theme(theme::ThemeOptions),
    /// Check the case and write the site as one file
    ///
    /// A zip that a learning platform or a stick takes, with index.html at its top: `TITLE.zip` where you are, or what --output
    /// names. The same case gives the same bytes. A file that Casebook didn't write isn't replaced.
    Pack(pack::PackOptions),
    /// Check the case and typeset handouts
    ///
    /// Each becomes a PDF of its own, `ID.pdf` or `ID-EDITION.pdf`, where you are or in the folder that --output names. A build
    /// makes them too, in its folder's handouts/.
    #[cfg(feature = "pdf")]
    Handout(handout::HandoutOptions),
    /// Remove what Casebook wrote
    ///
    /// Only the files listed in the output folder's own manifest are removed, and folders that this leaves empty.
    Clean,
}

const SHORT_HELP: &str =
    "Run `casebook --help` for examples, and `casebook COMMAND --help` for one command.";

const LONG_HELP: &str = "\
Examples:
  casebook build                          the case in this folder, for everyone, into public/
  casebook build --edition instructor --output ../teaching
                                          with the model answers, into a folder of its own
  casebook build --base-url https://example.edu/cases/xiaomi/
                                          with the feed and the sitemap, which need whole addresses
  casebook serve --open                   the same in a browser, kept up to date as you write
  casebook check                          say what is wrong, write nothing
  casebook check --format github          the same as annotations in a GitHub workflow
  casebook pack --edition student         the student's edition as one zip
  casebook handout in-class --edition student --paper letter
                                          one handout as a PDF, to be printed
  casebook theme --copy assets/tokens.css put the built-in colours where you can change them

Exit codes:
  0  all is well; there may be warnings
  1  the content has errors: each is shown with its place, and the output folder is as it was
  2  the command was used wrongly, or the machine failed

Colours are shown on terminals alone; NO_COLOR=1 or --color never turns them off.";

/// Runs the command that the program's arguments name, and returns the program's exit code.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(tell_of_fault));
    let arguments = Arguments::parse();
    match panic::catch_unwind(|| dispatch(&arguments)) {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => fail(&failure.to_string()),
        Err(_) => ExitCode::from(FAILED),
    }
}

/// The content has errors.
const WRONG_CONTENT: u8 = 1;
/// The command was used wrongly, or the machine failed.
const FAILED: u8 = 2;

fn dispatch(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let options = &arguments.options;
    match &arguments.command {
        Command::Build => build::build(options),
        Command::Check(check) => check::check(options, check),
        Command::Serve(serve) => serve::serve(options, serve),
        Command::Theme(theme) => theme::theme(options, theme),
        Command::Pack(pack) => pack::pack(options, pack),
        #[cfg(feature = "pdf")]
        Command::Handout(handout) => handout::handout(options, handout),
        Command::Clean => clean::clean(options),
    }
}

/// Anything that ends a command early.
type Failure = Box<dyn std::error::Error>;

fn fail(message: &str) -> ExitCode {
    let message = crate::diagnostic::human::shown(message);
    let _ = writeln!(io::stderr(), "error: {message}");
    ExitCode::from(FAILED)
}

/// A fault of the program is told in one sentence, and isn't blamed on the author.
fn tell_of_fault(fault: &panic::PanicHookInfo<'_>) {
    let place = fault
        .location()
        .map(ToString::to_string)
        .unwrap_or_default();
    let _ = writeln!(
        io::stderr(),
        "error: Casebook has met a fault of its own, in {place}; please report it, with the files that show it. \
         Nothing in the case has been changed."
    );
}

/// Writes to a stream whose reader may have left, as `head` does: that is no failure.
fn say(mut stream: impl Write, text: &str) -> Result<(), Failure> {
    match stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("can't write what there is to say: {error}").into())
        }
        _ => Ok(()),
    }
}
