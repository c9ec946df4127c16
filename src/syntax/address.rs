//! Addresses on the web.

/// The address of a site, with a slash at its end: absolute, of the web, without query or fragment. None for anything else.
pub fn of_site(written: &str) -> Option<String> {
    let lower = written.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c);
    if rest.starts_with('/') || rest.is_empty() || written.contains(is_odd) {
        return None;
    }
    let slash = if written.ends_with('/') { "" } else { "/" };
    Some(format!("{written}{slash}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_a_whole_address_that_ends_with_a_slash() {
        for (written, expected) in [
            ("https://example.edu", Some("https://example.edu/")),
            (
                "HTTP://example.edu:8080/a",
                Some("HTTP://example.edu:8080/a/"),
            ),
            ("HTTP://example.edu:8080/a b", None),
            ("http://localhost:8080/a", Some("http://localhost:8080/a/")),
            ("https://example.edu/a/", Some("https://example.edu/a/")),
            ("https://例え.jp/", Some("https://例え.jp/")),
            ("https:///a", None),
            ("https://", None),
            ("example.edu/a", None),
            ("ftp://example.edu/", None),
            ("https://example.edu/?a=1", None),
            ("https://example.edu/#top", None),
            ("", None),
        ] {
            assert_eq!(of_site(written).as_deref(), expected, "{written}");
        }
    }
}
