//! Front matter for Hugo and Zola.

use std::fmt::Write as _;

use super::Peer;
use super::linked::Link;

/// Front matter that both programs can be given.
pub(crate) struct Front {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) description: Option<String>,
    pub(crate) weight: Option<usize>,
    pub(crate) tag: Option<usize>,
    /// Values of one's own, strings all.
    pub(crate) extra: Vec<(&'static str, String)>,
    /// A table of such values; for Zola, whose bare companion reads no tables, each key has the table's name before it.
    pub(crate) nested: Option<(&'static str, Vec<(&'static str, String)>)>,
}

impl Front {
    pub(crate) fn new(title: &str, date: &str) -> Self {
        Self {
            title: title.to_owned(),
            date: date.to_owned(),
            description: None,
            weight: None,
            tag: None,
            extra: Vec::new(),
            nested: None,
        }
    }

    pub(crate) fn text(&self, peer: Peer, linked: Option<&Vec<Link>>) -> String {
        let mut text = format!("+++\ntitle = \"{}\"\ndate = {}\n", self.title, self.date);
        if let Some(description) = &self.description {
            let _ = writeln!(text, "description = \"{description}\"");
        }
        if let Some(weight) = self.weight {
            let _ = writeln!(text, "weight = {weight}");
        }
        if let Some(tag) = self.tag {
            let tags = format!("tags = [\"t{tag}\"]");
            let _ = match peer {
                Peer::Hugo => writeln!(text, "{tags}"),
                Peer::Zola => writeln!(text, "taxonomies = {{ {tags} }}"),
            };
        }
        match peer {
            Peer::Hugo => text.push_str("[params]\n"),
            Peer::Zola => text.push_str("[extra]\n"),
        }
        for (key, value) in &self.extra {
            let _ = writeln!(text, "{key} = \"{value}\"");
        }
        if let Some(linked) = linked {
            let _ = writeln!(
                text,
                "linked = [{}]",
                linked.iter().map(Link::toml).collect::<Vec<_>>().join(", ")
            );
        }
        match (peer, &self.nested) {
            (_, None) => {}
            (Peer::Hugo, Some((table, values))) => {
                let _ = writeln!(text, "[params.{table}]");
                for (key, value) in values {
                    let _ = writeln!(text, "{key} = \"{value}\"");
                }
            }
            (Peer::Zola, Some((table, values))) => {
                for (key, value) in values {
                    let key = if *key == "id" {
                        (*table).to_owned()
                    } else {
                        format!("{table}_{key}")
                    };
                    let _ = writeln!(text, "{key} = \"{value}\"");
                }
            }
        }
        text + "+++\n\n"
    }
}
