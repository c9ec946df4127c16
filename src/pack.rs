//! A site as one file: a zip that a learning platform or a stick takes, and on request a Common Cartridge.
//!
//! The same site gives the same bytes anywhere: names in order, one time stamp, one set of permissions.

pub mod cartridge;
mod outline;

use std::io::{Cursor, Write as _};

use rayon::prelude::*;
use zip::result::ZipResult;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::case::{Case, Edition};
use crate::input::Settings;
use crate::page::route;
use crate::render::Files;
use crate::syntax::slug::slug;

/// The archive's comment, by which Casebook knows its own packs.
pub const MARK: &str = "Packed by Casebook";

/// What is packed already, by its file name's ending: packing it again takes time and no bytes off.
const PACKED: [&str; 10] = [
    "avif", "gif", "jpeg", "jpg", "mp3", "mp4", "png", "webp", "woff2", "zip",
];

/// Packs the files of a site, which stand at the top of the archive.
///
/// # Errors
///
/// When a file is too large for a zip, or its name too long.
pub fn zip(files: &Files) -> ZipResult<Vec<u8>> {
    let files: Vec<_> = files.iter().collect();
    let prepared: Vec<ZipResult<PreparedZipFile>> = files
        .into_par_iter()
        .map(|(path, bytes)| PreparedZipFile::from_data(path, options(path), bytes))
        .collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.set_comment(MARK)?;
    for file in prepared {
        archive.add_prepared_file(file?)?;
    }
    let mut bytes = archive.finish()?;
    bytes.flush()?;
    Ok(bytes.into_inner())
}

/// How a file is packed: nothing of the machine and its clock is in it.
fn options(path: &str) -> SimpleFileOptions {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_packed = PACKED.contains(&ending.to_ascii_lowercase().as_str());
    let method = match is_packed {
        true => CompressionMethod::Stored,
        false => CompressionMethod::Deflated,
    };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644)
        .system(System::Unix)
}

/// A pack's file name without its ending: the title, and what tells this edition from the public one of the whole case.
pub fn name(case: &Case, settings: &Settings) -> String {
    let title = &case.front.head.title;
    let mut name = match title.chars().any(char::is_alphanumeric) {
        true => route::stem(&slug(title)),
        false => "case".to_owned(),
    };
    if settings.edition != Edition::Public {
        name.push('-');
        name.push_str(settings.edition.name());
    }
    if let Some(part) = settings.through {
        name.push_str("-through-");
        name.push(part.to_ascii_lowercase());
    }
    if settings.drafts {
        name.push_str("-drafts");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_pack_is_named_after_its_edition() {
        let mut case = sample::case();
        let front = std::sync::Arc::make_mut(&mut case.front);
        front.head.title = "The critic’s brand: what’s said".to_owned();
        let mut settings = Settings::default();
        assert_eq!(name(&case, &settings), "the-critics-brand-whats-said");
        settings.edition = Edition::Instructor;
        settings.through = Some('B');
        settings.drafts = true;
        let whole = "the-critics-brand-whats-said-instructor-through-b-drafts";
        assert_eq!(name(&case, &settings), whole);
        let front = std::sync::Arc::make_mut(&mut case.front);
        front.head.title = "?".to_owned();
        assert_eq!(name(&case, &Settings::default()), "case");
    }
}
