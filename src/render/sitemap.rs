//! `sitemap.xml`: every page, for search engines (<https://www.sitemaps.org/protocol.html>).

use std::fmt::Write as _;

use crate::case::Case;
use crate::page::route;

use super::escape;

/// The map's output path.
pub const PATH: &str = "sitemap.xml";

/// The map of the pages at some output paths; files that are no pages, and the page for what is not found, are passed over.
/// None without a base URL.
pub fn xml<'a>(case: &Case, paths: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let base = case.front.base_url.as_deref()?;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = paths
        .into_iter()
        .filter(|path| path.ends_with(".html") && *path != "404.html");
    for path in pages {
        let url = escape::attribute(&route::absolute(base, path));
        let _ = writeln!(xml, "<url><loc>{url}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::case::Edition;
    use crate::render::{feed, robots, sample};

    #[test]
    fn the_map_names_the_pages_of_a_public_site_with_an_address() {
        let mut case = sample::case();
        let paths = [
            "404.html",
            "data/case.json",
            "index.html",
            "notes/米粉.html",
        ];
        let xml = xml(&case, paths).expect("a map");
        let places: Vec<&str> = xml
            .split("<loc>")
            .skip(1)
            .filter_map(|part| part.split('<').next())
            .collect();
        let expected = [
            "https://example.org/case/",
            "https://example.org/case/notes/%E7%B1%B3%E7%B2%89.html",
        ];
        assert_eq!(places, expected);
        assert!(robots::txt(&case).ends_with("Sitemap: https://example.org/case/sitemap.xml\n"));
        case.edition = Edition::Instructor;
        assert_eq!(robots::txt(&case), "User-agent: *\nDisallow: /\n");
    }

    #[test]
    fn without_an_address_there_is_no_map_and_no_feed() {
        let mut case = sample::case();
        assert!(feed::atom(&case).is_some());
        Arc::make_mut(&mut case.front).base_url = None;
        assert_eq!(xml(&case, ["index.html"]), None);
        assert_eq!(feed::atom(&case), None);
        assert_eq!(robots::txt(&case), "User-agent: *\nAllow: /\n");
    }
}
