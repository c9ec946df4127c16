//! The built-in theme, so that a case needs no `themes/` of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

static FOLIO: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/folio");

/// The files of the theme `folio` under `themes/folio/`, as [`super::Inputs::files`] names them.
/// What a case has in its own `themes/folio/` takes their place, file by file.
pub(super) fn theme() -> BTreeMap<Arc<str>, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    collect(&FOLIO, &mut files);
    files
}

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<Arc<str>, Arc<[u8]>>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                // The path was UTF-8 when it was compiled in.
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.insert(
                    format!("themes/folio/{path}").into(),
                    file.contents().into(),
                );
            }
        }
    }
}
