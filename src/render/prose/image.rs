//! Pictures, and figures of a picture with a caption.

use super::Writer;
use crate::case::Picture;
use crate::page::route;
use crate::render::escape;

impl Writer<'_> {
    pub(super) fn image(&mut self, picture: &Picture, alt: &str, title: Option<&str>) {
        let title = title.map_or_else(String::new, |title| {
            format!(" title=\"{}\"", escape::attribute(title))
        });
        let html = format!("<img {}{title}>", self.image_attributes(picture, alt));
        self.html.push_str(&html);
    }

    /// A titled picture that is a paragraph of its own.
    pub(super) fn figure(&mut self, picture: &Picture, alt: &str, title: &str) {
        let html = format!(
            "<figure>\n<img {}>\n<figcaption>{}</figcaption>\n</figure>\n",
            self.image_attributes(picture, alt),
            escape::text(title),
        );
        self.html.push_str(&html);
    }

    fn image_attributes(&self, picture: &Picture, alt: &str) -> String {
        let source = route::relative(self.context.page, &picture.path);
        let size = picture.size.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        format!(
            "src=\"{}\" alt=\"{}\"{size} loading=\"lazy\"",
            escape::attribute(&source),
            escape::attribute(alt),
        )
    }
}
