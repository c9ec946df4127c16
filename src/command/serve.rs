//! `casebook serve`: show the site in a browser, and keep it up to date.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::options::Options;
use super::summary::{COLUMNS, contents, tally};
use super::{Failure, say};
use crate::diagnostic::{Diagnostics, human};
use crate::input::Inputs;
use crate::preview::watcher::How;
use crate::preview::{self, Address, News};

/// Where the preview is shown.
#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// The name or address to listen on; any but this machine's own lets others on the network read the site
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,

    /// The port; if it is taken, the next free one
    #[arg(long, value_name = "PORT", default_value_t = 4000)]
    port: u16,

    /// Open the site in a browser
    #[arg(long)]
    open: bool,

    /// Look at the files again and again, where the system doesn't tell of changes (some network drives and containers)
    #[arg(long)]
    poll: bool,
}

/// Serves until Ctrl-C.
pub(super) fn serve(options: &Options, serve: &ServeOptions) -> Result<ExitCode, Failure> {
    if options.has_output() {
        return Err("`serve` writes nothing: leave `--output` out, or build with it".into());
    }
    let wanted = preview::Options {
        root: options.root.clone(),
        settings: options.settings(),
        address: Address {
            host: serve.host.clone(),
            port: serve.port,
        },
        how: if serve.poll { How::Poll } else { How::Native },
    };
    let (quiet, colour, open) = (options.quiet, options.colour(), serve.open);
    let hear = move |news: News| {
        if open && let News::Listening { url, .. } = &news {
            // The address is printed too, for whoever has no browser here.
            open::that_detached(url).ok();
        }
        tell(&news, quiet, colour);
    };
    preview::serve(&wanted, Box::new(hear)).map_err(|error| explain(&error, serve))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints a piece of news. A terminal that is gone is no reason to stop serving.
fn tell(news: &News, quiet: bool, colour: bool) {
    let line = match news {
        News::Findings {
            diagnostics,
            inputs,
        } => {
            let paper = findings(diagnostics, inputs, colour);
            say(io::stderr(), &paper).ok();
            return;
        }
        News::Listening { .. } | News::Notice(_) => sentence(news),
        News::Rebuilt { .. } if quiet => return,
        News::Rebuilt { .. } => sentence(news),
    };
    // Names of files may hold anything.
    say(io::stdout(), &human::shown(&line)).ok();
}

fn findings(diagnostics: &Diagnostics, inputs: &Inputs, colour: bool) -> String {
    if diagnostics.iter().next().is_none() {
        return "All is well again.\n".to_owned();
    }
    let mut paper = human::render(diagnostics, inputs, colour, COLUMNS);
    let shown = match diagnostics.has_errors() {
        true => "; the last good site is shown",
        false => "",
    };
    paper.push_str(&format!("{}{shown}\n", tally(diagnostics)));
    paper
}

fn sentence(news: &News) -> String {
    match news {
        News::Listening { url, taken, open } => {
            let moved = taken.map_or_else(String::new, |port| format!(" (port {port} is taken)"));
            let warning = match open {
                true => {
                    "Others on the network can read it too, drafts and the instructor's texts included, if they are in this edition.\n"
                }
                false => "",
            };
            format!("Serving the site at {url}{moved}; Ctrl-C ends it.\n{warning}")
        }
        News::Rebuilt {
            took,
            files,
            counts,
        } => {
            let took = milliseconds(*took);
            match files.is_empty() {
                true => format!("Ready in {took}: {}\n", contents(counts)),
                false => format!("Rebuilt in {took}: {}\n", names(files)),
            }
        }
        News::Notice(words) => format!("{words}\n"),
        News::Findings { .. } => String::new(),
    }
}

/// "content/notes/a.md and 3 more".
fn names(files: &[Arc<str>]) -> String {
    match files {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other] => format!("{one} and {other}"),
        [one, more @ ..] => format!("{one} and {} more", more.len()),
    }
}

fn milliseconds(took: Duration) -> String {
    match took.as_millis() {
        0 => "less than 1 ms".to_owned(),
        more => format!("{more} ms"),
    }
}

fn explain(error: &preview::ServeError, serve: &ServeOptions) -> Failure {
    match error {
        preview::ServeError::Load(error) => error.to_string().into(),
        preview::ServeError::Watch(error) => format!("the files can't be watched: {error}").into(),
        preview::ServeError::Listen(error) => {
            let (host, port) = (&serve.host, serve.port);
            format!("can't listen on {host}, port {port}: {error}").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_or_counted() {
        let files = ["a.md", "b.md", "c.md"].map(Arc::from);
        let named = [1, 2, 3].map(|number| names(&files[..number]));
        assert_eq!(named, ["a.md", "a.md and b.md", "a.md and 2 more"]);
    }
}
