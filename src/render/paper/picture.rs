//! The pictures on a handout: those that paper can't show are left out before Typst meets them, and the author is told.

use std::collections::BTreeMap;

use serde_json::Value;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage, SvgImage};

use super::glyph::Unset;
use crate::case::Case;

/// Pictures by path.
pub(super) type Pictures = BTreeMap<String, Bytes>;

/// A larger picture takes hundreds of megabytes to read, and a page of paper at 600 dots an inch has 35 million.
const MOST_PIXELS: usize = 60_000_000;

/// Takes out of the sheet the pictures that can't be shown, their words staying; gives the others.
pub(super) fn check(sheet: &mut Value, case: &Case, unset: &mut Vec<Unset>) -> Pictures {
    let mut found = Pictures::new();
    walk(sheet, case, &mut found, unset);
    unset.sort();
    unset.dedup();
    found
}

fn walk(value: &mut Value, case: &Case, found: &mut Pictures, unset: &mut Vec<Unset>) {
    match value {
        Value::Array(values) => {
            for value in values {
                walk(value, case, found, unset);
            }
        }
        Value::Object(fields) => {
            if let Some(Value::String(path)) = fields.get("path") {
                let name = path.trim_start_matches('/').to_owned();
                if found.contains_key(&name) {
                    return;
                }
                match read(&name, case) {
                    Ok(bytes) => drop(found.insert(name, bytes)),
                    Err(message) => {
                        fields.insert("path".to_owned(), Value::Null);
                        unset.push(Unset::Picture {
                            path: name,
                            message,
                        });
                    }
                }
                return;
            }
            for value in fields.values_mut() {
                walk(value, case, found, unset);
            }
        }
        _ => {}
    }
}

/// A picture, if paper can show it.
fn read(path: &str, case: &Case) -> Result<Bytes, String> {
    let missing = || "it is not among the case's files".to_owned();
    let bytes = Bytes::new(case.files.get(path).cloned().ok_or_else(missing)?);
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let format = match extension.to_ascii_lowercase().as_str() {
        "png" => ExchangeFormat::Png,
        "jpg" | "jpeg" => ExchangeFormat::Jpg,
        "gif" => ExchangeFormat::Gif,
        "webp" => ExchangeFormat::Webp,
        "svg" => return drawing(bytes),
        other => {
            return Err(format!(
                "paper shows PNG, JPEG, GIF, WebP and SVG, and no {}",
                other.to_uppercase()
            ));
        }
    };
    if let Ok(size) = imagesize::blob_size(&bytes)
        && size.width.saturating_mul(size.height) > MOST_PIXELS
    {
        let message = format!(
            "it has {} × {} pixels, and paper needs no more than {} million: make it smaller",
            size.width,
            size.height,
            MOST_PIXELS / 1_000_000
        );
        return Err(message);
    }
    match RasterImage::plain(bytes.clone(), RasterFormat::Exchange(format)) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!(
            "it can't be read ({error}): open it in a picture program and save it anew"
        )),
    }
}

fn drawing(bytes: Bytes) -> Result<Bytes, String> {
    match SvgImage::new(bytes.clone()) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(
            "it is no SVG that can be read: open it in a drawing program and save it anew"
                .to_owned(),
        ),
    }
}
