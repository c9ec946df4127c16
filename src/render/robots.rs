//! `robots.txt`: which pages search engines may read ([RFC 9309](https://www.rfc-editor.org/rfc/rfc9309)).

use crate::case::{Case, Edition};

use super::sitemap;

/// The file's output path.
pub const PATH: &str = "robots.txt";

/// Everything for the public edition, with the map if there is one; nothing for the others, which are not for everyone.
pub fn txt(case: &Case) -> String {
    match (case.edition, &case.front.base_url) {
        (Edition::Public, Some(base)) => {
            format!(
                "User-agent: *\nAllow: /\n\nSitemap: {base}{}\n",
                sitemap::PATH
            )
        }
        (Edition::Public, None) => "User-agent: *\nAllow: /\n".to_owned(),
        (Edition::Student | Edition::Instructor, _) => "User-agent: *\nDisallow: /\n".to_owned(),
    }
}
