//! Paths as links write them, and as the repository and the output have them.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::page::route;

/// The output path of a file that is copied from `content/`.
pub(super) fn asset_path(file: &str) -> String {
    format!("files/{}", file.strip_prefix("content/").unwrap_or(file))
}

/// `path` seen from the folder of `file`; a leading `/` is the root. `None` where it leads out of the root.
pub(super) fn join(file: &str, path: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A file's path as a link in another would write it.
pub(super) fn relative(from: &str, to: &str) -> String {
    decode(&route::relative(from, to))
}

/// Whether a destination is an address and no path.
pub(super) fn has_scheme(destination: &str) -> bool {
    let scheme = destination.split(':').next().unwrap_or_default();
    let named = scheme.len() < destination.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    named || destination.starts_with("//")
}

/// A destination without percent signs, in NFC.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_kept_inside() {
        let cases = [
            (
                "content/notes/a.md",
                "../profiles/x.md",
                Some("content/profiles/x.md"),
            ),
            ("content/case.md", "notes/a.md", Some("content/notes/a.md")),
            ("content/notes/a.md", "/seeds/a.txt", Some("seeds/a.txt")),
            ("content/notes/a.md", "../../../etc/passwd", None),
        ];
        for (file, path, expected) in cases {
            assert_eq!(join(file, path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for (destination, expected) in [
            ("https://a", true),
            ("mailto:a@b", true),
            ("//a", true),
            ("a/b:c", false),
            ("a.md", false),
            ("1:a", false),
        ] {
            assert_eq!(has_scheme(destination), expected, "{destination}");
        }
    }
}
