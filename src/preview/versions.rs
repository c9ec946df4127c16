//! Which of the files that a page loads have other bytes than before: a version for each path that a tab asks about.
//!
//! A tab asks `versions?path=/assets/a.css&path=/notes/b.png` after each change, for what its page embeds and nothing else.
//! So the cost is that of one page's style sheets and pictures, whatever the size of the site.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde::Serialize;

/// The answer to a query: the generation, and by path as it was asked for the version of its bytes; `null` if there is no such file.
///
/// `get` gives the file at an output path.
pub(super) fn json(query: &str, generation: u64, get: impl Fn(&str) -> Option<Bytes>) -> String {
    let answer = Answer {
        generation,
        versions: paths(query)
            .map(|path| {
                let bytes = output_path(&path).and_then(|output| get(&output));
                (path, bytes.map(|bytes| version(&bytes)))
            })
            .collect(),
    };
    // Strings, numbers and null alone can't fail to serialise.
    serde_json::to_string(&answer).unwrap_or_else(|_| "{}".to_owned())
}

#[derive(Serialize)]
struct Answer {
    generation: u64,
    versions: BTreeMap<String, Option<String>>,
}

/// The paths of URLs in a query. What isn't UTF-8 names no file.
fn paths(query: &str) -> impl Iterator<Item = String> + '_ {
    let named = query
        .split('&')
        .filter_map(|part| part.strip_prefix("path="));
    named.filter_map(|path| Some(percent_decode_str(path).decode_utf8().ok()?.into_owned()))
}

/// The output path that a URL's path names.
fn output_path(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path.trim_start_matches('/'))
        .decode_utf8()
        .ok()?;
    Some(decoded.into_owned())
}

/// Sixteen hexadecimal digits; the same for the same bytes, also after the server was started again. No secret hangs on it, so
/// that a fast hash will do.
fn version(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(query: &str, file: &'static str, bytes: &'static [u8]) -> serde_json::Value {
        let get = |path: &str| (path == file).then(|| Bytes::from_static(bytes));
        serde_json::from_str(&json(query, 5, get)).expect("valid JSON")
    }

    #[test]
    fn a_version_follows_the_bytes() {
        let one = ask("path=%2Fa.css", "a.css", b"one");
        assert_eq!(one["generation"], 5);
        assert_eq!(one, ask("path=%2Fa.css", "a.css", b"one"));
        assert_ne!(one, ask("path=%2Fa.css", "a.css", b"two"));
    }

    #[test]
    fn the_answer_has_the_paths_as_they_were_asked_for() {
        // `/米 a.png` as a browser writes it, and that encoded once more for the query.
        let found = ask(
            "path=%2F%25E7%25B1%25B3%2520a.png&path=%2Fgone.png&other=1&path=%25FF&path=%FF",
            "米 a.png",
            b"x",
        );
        let versions = found["versions"].as_object().expect("a map");
        assert_eq!(
            versions.keys().collect::<Vec<_>>(),
            ["%FF", "/%E7%B1%B3%20a.png", "/gone.png"]
        );
        assert!(versions["/%E7%B1%B3%20a.png"].is_string());
        assert!(versions["/gone.png"].is_null());
        assert_eq!(
            ask("", "a", b"")["versions"]
                .as_object()
                .map(|all| all.len()),
            Some(0)
        );
    }
}
