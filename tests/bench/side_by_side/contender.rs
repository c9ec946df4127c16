//! The programs that are compared: how each is called, and where it keeps what.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::bare;
use super::options::Options;
use super::peer::Peer;

/// One column of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    Hugo,
    Zola,
    /// Zola that leaves every page stale but the one that was saved.
    ZolaFast,
    Bare,
    Casebook,
}

/// A program that is there.
pub(crate) struct Contender {
    pub(crate) tool: Tool,
    /// With its version.
    pub(crate) name: String,
    program: PathBuf,
}

impl Contender {
    /// All that are there, and the names of those that are not.
    pub(crate) fn all(options: &Options) -> (Vec<Self>, Vec<&'static str>) {
        let own = std::env::current_exe().unwrap_or_default();
        let mut found = Vec::new();
        let mut absent = Vec::new();
        match version(&options.hugo, "version", |words| {
            words.strip_prefix("hugo v")
        }) {
            Some(version) => {
                let version = version.split(['-', '+']).next().unwrap_or_default();
                found.push(Self::new(
                    Tool::Hugo,
                    format!("Hugo {version}"),
                    &options.hugo,
                ));
            }
            None => absent.push("Hugo"),
        }
        match version(&options.zola, "--version", |words| {
            words.strip_prefix("zola ")
        }) {
            Some(version) => {
                found.push(Self::new(
                    Tool::Zola,
                    format!("Zola {version}"),
                    &options.zola,
                ));
                found.push(Self::new(
                    Tool::ZolaFast,
                    "Zola --fast".to_owned(),
                    &options.zola,
                ));
            }
            None => absent.push("Zola"),
        }
        found.push(Self::new(Tool::Bare, "bare pipeline".to_owned(), &own));
        let name = concat!("Casebook ", env!("CARGO_PKG_VERSION")).to_owned();
        found.push(Self::new(Tool::Casebook, name, &options.casebook));
        (found, absent)
    }

    fn new(tool: Tool, name: String, program: &Path) -> Self {
        let program = program.to_owned();
        Self {
            tool,
            name,
            program,
        }
    }

    /// Builds the site of the tree at `root` into `output`; None if this column has no build of its own.
    pub(crate) fn build(&self, root: &Path, output: &Path) -> Option<Command> {
        let mut command = Command::new(&self.program);
        match self.tool {
            Tool::Hugo => command
                .arg("--source")
                .arg(root)
                .arg("--destination")
                .arg(output),
            Tool::Zola => command
                .arg("--root")
                .arg(root)
                .args(["build", "--force", "--output-dir"])
                .arg(output),
            Tool::ZolaFast => return None,
            Tool::Bare => command.arg(bare::ARGUMENT).arg(root).arg(output),
            Tool::Casebook => command
                .args(["build", "--quiet", "--root"])
                .arg(root)
                .arg("--output")
                .arg(output),
        };
        Some(command)
    }

    /// Serves the tree at `root`; None if this column has no server.
    pub(crate) fn serve(&self, root: &Path, port: u16) -> Option<Command> {
        let mut command = Command::new(&self.program);
        let port = port.to_string();
        match self.tool {
            Tool::Hugo => {
                command.arg("server").arg("--source").arg(root);
                command.args(["--bind", "127.0.0.1", "--port", &port]);
            }
            Tool::Zola | Tool::ZolaFast => {
                command.arg("--root").arg(root);
                command.args(["serve", "--interface", "127.0.0.1", "--port", &port]);
                if self.tool == Tool::ZolaFast {
                    command.args(["--fast", "--debounce", "1"]);
                }
            }
            Tool::Bare => return None,
            Tool::Casebook => {
                command
                    .arg("serve")
                    .arg("--root")
                    .arg(root)
                    .args(["--port", &port]);
            }
        }
        Some(command)
    }
}

impl Tool {
    /// Who else's tree this one reads; None is Casebook's own.
    pub(crate) fn peer(self) -> Option<Peer> {
        match self {
            Self::Hugo => Some(Peer::Hugo),
            Self::Zola | Self::ZolaFast | Self::Bare => Some(Peer::Zola),
            Self::Casebook => None,
        }
    }

    /// The folder of its tree.
    pub(crate) fn folder(self) -> &'static str {
        match self.peer() {
            Some(Peer::Hugo) => "hugo",
            Some(Peer::Zola) => "zola",
            None => "casebook",
        }
    }

    /// The folder of its site.
    pub(crate) fn output(self) -> &'static str {
        match self {
            Self::Hugo => "hugo-site",
            Self::Zola | Self::ZolaFast => "zola-site",
            Self::Bare => "bare-site",
            Self::Casebook => "casebook-site",
        }
    }

    /// The output file of the page of an id, from the site's root.
    pub(crate) fn file(self, folder: &str, id: &str) -> String {
        match self {
            Self::Casebook => format!("{folder}/{id}.html"),
            _ => format!("{folder}/{id}/index.html"),
        }
    }

    /// The URL path of the page of an id.
    pub(crate) fn url(self, folder: &str, id: &str) -> String {
        match self {
            Self::Casebook => format!("/{folder}/{id}.html"),
            _ => format!("/{folder}/{id}/"),
        }
    }

    /// The feed of the notes, from the site's root.
    pub(crate) fn feed(self) -> &'static str {
        match self {
            Self::Hugo => "index.xml",
            Self::Zola | Self::ZolaFast | Self::Bare => "notes/atom.xml",
            Self::Casebook => "feed.xml",
        }
    }

    /// The template that every page uses, from the tree's root.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Hugo => "layouts/baseof.html",
            Self::Zola | Self::ZolaFast | Self::Bare => "templates/base.html",
            Self::Casebook => "themes/folio/templates/base.html",
        }
    }
}

/// What a program says of its version; None if it can't be run.
fn version(program: &Path, argument: &str, read: impl Fn(&str) -> Option<&str>) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    read(&words).map(|version| {
        version
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    })
}
