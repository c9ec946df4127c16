//! Links to records, passages, files and pages elsewhere.

use super::Writer;
use super::element::End;
use crate::case::Target;
use crate::page::{citation, route};
use crate::render::escape;

/// Schemes that run what they hold.
const UNSAFE: [&str; 3] = ["javascript:", "vbscript:", "data:"];

impl Writer<'_> {
    /// Opens a link, or within a link nothing but a span: HTML has no link in a link.
    pub(super) fn link(&mut self, target: &Target, title: Option<&str>) {
        if self.is_in_link() {
            return self.open(End::Link, "<span>", "</span>");
        }
        let attributes = self.link_attributes(target);
        let title = title.map_or_else(String::new, |title| {
            format!(" title=\"{}\"", escape::attribute(title))
        });
        let start = ["<a ", &attributes, &title, ">"].concat();
        self.open(End::Link, start, "</a>");
    }

    /// A link whose words are the target's title.
    pub(super) fn title_link(&mut self, target: &Target) {
        let title = escape::text(&citation::title_in(self.case, target, self.context.words));
        let html = match self.is_in_link() {
            true => title,
            false => ["<a ", &self.link_attributes(target), ">", &title, "</a>"].concat(),
        };
        self.html.push_str(&html);
    }

    /// Whether words at this point stand in a link.
    pub(super) fn is_in_link(&self) -> bool {
        self.raw_link || self.open.is_in_link()
    }

    /// A link's `href`, safe for its attribute.
    pub(super) fn href(&self, target: &Target) -> String {
        let href = match target {
            Target::Here(anchor) => route::fragment(&self.id(anchor)),
            target => route::href(self.case, self.context.page, target),
        };
        escape::attribute(&href)
    }

    fn link_attributes(&self, target: &Target) -> String {
        match target {
            Target::External(url) => external(url),
            target => ["href=\"", &self.href(target), "\""].concat(),
        }
    }
}

/// The attributes of a link that leads elsewhere.
fn external(url: &str) -> String {
    let address: String = url.chars().filter(|c| !c.is_whitespace()).collect();
    let address = address.to_ascii_lowercase();
    if UNSAFE.iter().any(|scheme| address.starts_with(scheme)) {
        return "class=\"broken\"".to_owned();
    }
    let is_page = ["http:", "https:", "//"]
        .iter()
        .any(|start| address.starts_with(start));
    let rel = if is_page {
        " rel=\"external noopener\""
    } else {
        ""
    };
    format!("href=\"{}\"{rel}", escape::attribute(&escape::url(url)))
}
