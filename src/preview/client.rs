//! What the browser gets beside the site: the preview's script and style sheet, and the tag that brings them into a page.
//!
//! The scripts are modules of their own files, served as they are written: there is nothing to build. All are under
//! [`PREFIX`], which no output path begins with.

/// Where everything of the preview's own is.
pub(super) const PREFIX: &str = "/_casebook/";

/// Each file that is served below [`PREFIX`], with its content type.
const FILES: [(&str, &str, &str); 6] = [
    ("live.js", SCRIPT, include_str!("client/live.js")),
    ("stream.js", SCRIPT, include_str!("client/stream.js")),
    ("morph.js", SCRIPT, include_str!("client/morph.js")),
    ("assets.js", SCRIPT, include_str!("client/assets.js")),
    ("panel.js", SCRIPT, include_str!("client/panel.js")),
    ("live.css", STYLE, include_str!("client/live.css")),
];
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The content type and the text of one of the preview's own files.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static str)> {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    found.map(|(_, kind, text)| (*kind, *text))
}

/// A page as it is served: with the script, first thing in its head.
///
/// There it runs before the theme's own deferred scripts, so that it still sees the page as it was served: what they do to it
/// afterwards is then known to be theirs, and stays. A page without `<head>` has it at its end.
pub(super) fn alive(page: &[u8], generation: u64) -> Vec<u8> {
    let place = start_of_head(page).unwrap_or(page.len());
    let (before, after) = page.split_at(place);
    [before, tag(generation).as_bytes(), after].concat()
}

/// The page that is served while there has been no good site: empty but for the script, which shows what is wrong.
pub(super) fn shell(generation: u64) -> String {
    let tag = tag(generation);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n{tag}<title>No site yet</title>\n</head>\n\
         <body>\n<noscript>The case has errors, so there is no site yet. The terminal lists them.</noscript>\n</body>\n</html>\n"
    )
}

fn tag(generation: u64) -> String {
    format!(
        "<script type=\"module\" src=\"{PREFIX}live.js\" data-generation=\"{generation}\"></script>"
    )
}

/// Where what is in the head begins, however `<head>` is written. A comment before it is not told apart: templates don't
/// write one that holds the tag, and the page would still be shown.
fn start_of_head(page: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"<head";
    let opens = |window: &[u8]| {
        let (name, next) = window.split_at(TAG.len());
        name.eq_ignore_ascii_case(TAG) && matches!(next, [b'>' | b' ' | b'\t' | b'\n' | b'\r'])
    };
    let start = page.windows(TAG.len() + 1).position(opens)?;
    let end = page.iter().skip(start).position(|byte| *byte == b'>')?;
    Some(start + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_a_script_imports_is_served() {
        for (name, kind, text) in FILES {
            assert_eq!(file(name), Some((kind, text)));
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let imported = line.split('"').nth(1).unwrap_or_default();
                let imported = imported.trim_start_matches("./");
                assert!(file(imported).is_some(), "{name} imports {imported}");
            }
        }
        assert_eq!(file("../live.js"), None);
        assert_eq!(file(""), None);
    }

    #[test]
    fn the_script_is_first_in_the_head() {
        let script =
            "<script type=\"module\" src=\"/_casebook/live.js\" data-generation=\"7\"></script>";
        let served = |page: &str| String::from_utf8(alive(page.as_bytes(), 7)).unwrap_or_default();
        assert_eq!(
            served("<html><HEAD\n class=a><title>A</title></head><body>"),
            format!("<html><HEAD\n class=a>{script}<title>A</title></head><body>")
        );
        assert_eq!(
            served("<header>No head</header>"),
            format!("<header>No head</header>{script}")
        );
        assert_eq!(served("<head"), format!("<head{script}"));
        assert_eq!(served(""), script);
    }

    #[test]
    fn the_shell_brings_the_script_in_standards_mode() {
        let shell = shell(3);
        assert!(shell.starts_with("<!doctype html>"));
        assert!(shell.contains("data-generation=\"3\"></script>"));
    }
}
