//! Which names are no part of a case: hidden ones, those an author sets aside, and what editors leave lying about.

/// Whether what has this name in this folder (a path in the case) is left out, with all that is in it.
///
/// Themes may have files of templates that begin with `_`, as is the custom with partial ones.
pub(crate) fn is_left_out(folder: &str, name: &str) -> bool {
    let in_themes = folder == "themes" || folder.starts_with("themes/");
    name.starts_with('.') || (name.starts_with('_') && !in_themes) || is_an_editors(name)
}

/// Whether a program writes such a file for itself while it saves or synchronises another. Most such names begin with `.`:
/// vim's swap files, emacs's locks, what gedit, LibreOffice, Syncthing and Dropbox put down. These are the others.
fn is_an_editors(name: &str) -> bool {
    // A backup; what emacs saves by itself; the file by which vim finds out whether it may write.
    let lone = name.ends_with('~') || is_between_hashes(name) || name == "4913";
    let begins = ["~$", "~syncthing~"];
    let ends = [
        "___jb_tmp___",
        "___jb_old___",
        ".vsctmp",
        ".swp",
        ".swo",
        ".swx",
    ];
    lone || begins.iter().any(|begin| name.starts_with(begin))
        || ends.iter().any(|end| name.ends_with(end))
}

fn is_between_hashes(name: &str) -> bool {
    name.len() > 2 && name.starts_with('#') && name.ends_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_editors_and_hidden_ones_are_left_out() {
        let left_out = [
            ".a.md.swp",
            ".a.md.swx",
            "a.md~",
            "4913",
            "#a.md#",
            ".#a.md",
            "a.md___jb_tmp___",
            "a.md___jb_old___",
            ".goutputstream-1X2Y3Z",
            ".a.md.kate-swp",
            ".syncthing.a.md.tmp",
            "~syncthing~a.md.tmp",
            ".dropbox.cache",
            ".DS_Store",
            ".~lock.a.odt#",
            "~$a.docx",
            "a.md.vsctmp",
            "_draft.md",
        ];
        for name in left_out {
            assert!(is_left_out("content/notes", name), "{name}");
        }
        for name in [
            "a.md", "a#", "#", "##", "49133", "swp", "jb_tmp", "~a.md", "a_.md",
        ] {
            assert!(!is_left_out("content/notes", name), "{name}");
        }
        assert!(!is_left_out("themes/mine/templates", "_part.html"));
        assert!(!is_left_out("themes", "_mine"));
        assert!(is_left_out("themes", ".git"));
        assert!(is_left_out("themesque", "_mine"));
    }
}
