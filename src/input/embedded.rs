//! The built-in themes, so that a case needs no `themes/` of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

static FOLIO: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/folio");
static PLAIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// The files of the themes `folio` and `plain` under `themes/`, as [`super::Inputs::files`] names them.
/// What a case has in its own folder of that name takes their place, file by file.
pub(super) fn themes() -> BTreeMap<Arc<str>, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    collect("folio", &FOLIO, &mut files);
    collect("plain", &PLAIN, &mut files);
    files
}

fn collect(theme: &str, folder: &Dir<'static>, files: &mut BTreeMap<Arc<str>, Arc<[u8]>>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(theme, inner, files),
            DirEntry::File(file) => {
                // The path was UTF-8 when it was compiled in.
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.insert(
                    format!("themes/{theme}/{path}").into(),
                    file.contents().into(),
                );
            }
        }
    }
}
