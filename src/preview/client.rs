//! What the browser gets beside the site: the preview's script and style sheet, and the tag that brings them into a page.
//!
//! The scripts are modules of their own files, served as they are written: there is nothing to build. All are under
//! [`PREFIX`], which no output path begins with.

/// Where everything of the preview's own is.
pub const PREFIX: &str = "/_casebook/";

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
pub fn file(name: &str) -> Option<(&'static str, &'static str)> {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    found.map(|(_, kind, text)| (*kind, *text))
}

/// A page as it is served: with the script, at the end of its head.
///
/// A page whose template writes no `</head>` has it at its end, where browsers take it too.
pub fn alive(page: &[u8], generation: u64) -> Vec<u8> {
    let place = end_of_head(page).unwrap_or(page.len());
    let (before, after) = page.split_at(place);
    [before, tag(generation).as_bytes(), after].concat()
}

/// The page that is served while there has been no good site: empty but for the script, which shows what is wrong.
pub fn shell(generation: u64) -> String {
    let tag = tag(generation);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>No site yet</title>\n{tag}</head>\n\
         <body>\n<noscript>The case has errors, so there is no site yet. The terminal lists them.</noscript>\n</body>\n</html>\n"
    )
}

fn tag(generation: u64) -> String {
    format!(
        "<script type=\"module\" src=\"{PREFIX}live.js\" data-generation=\"{generation}\"></script>"
    )
}

/// Where `</head>` begins, however it is written. One inside of a comment or a script of the head is not told apart:
/// templates don't write that, and the page would still be shown.
fn end_of_head(page: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"</head>";
    page.windows(TAG.len())
        .position(|window| window.eq_ignore_ascii_case(TAG))
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
    fn the_script_is_at_the_end_of_the_head() {
        let script =
            "<script type=\"module\" src=\"/_casebook/live.js\" data-generation=\"7\"></script>";
        let served = |page: &str| String::from_utf8(alive(page.as_bytes(), 7)).unwrap_or_default();
        assert_eq!(
            served("<head><title>A</title></HEAD><body>"),
            format!("<head><title>A</title>{script}</HEAD><body>")
        );
        assert_eq!(served("<p>No head"), format!("<p>No head{script}"));
        assert_eq!(served(""), script);
    }

    #[test]
    fn the_shell_brings_the_script_in_standards_mode() {
        let shell = shell(3);
        assert!(shell.starts_with("<!doctype html>"));
        assert!(shell.contains("data-generation=\"3\"></script></head>"));
    }
}
