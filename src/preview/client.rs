//! What runs in the browser: scripts and styles, inside the binary.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/preview/client");

/// One of them.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    match FILES.get_file(&name) {
        Some(file) => {
            let kind = mime_guess::from_path(&name).first_or_octet_stream();
            let kind = format!("{kind}; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], file.contents()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
