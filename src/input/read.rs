//! The bytes of one file, with as few calls to the system as it takes.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the reading edge: everything after it works on the bytes that it returns"
)]

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

/// Larger than nearly every file of a case, so that asking for a size first would only cost a call.
const ROOM: usize = 64 * 1024;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What the file holds now. One that is written at this moment gives what is there of it: whoever watches is told of the rest.
pub(super) fn bytes(place: &Path) -> io::Result<Arc<[u8]>> {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.resize(buffer.len().max(ROOM), 0);
        let mut file = File::open(place)?;
        let mut end = 0;
        while end < buffer.len() {
            match file.read(&mut buffer[end..]) {
                Ok(0) => return Ok(buffer[..end].into()),
                Ok(more) => end += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // A large one: what is read so far moves out of the buffer, which stays small.
        let mut all = buffer[..end].to_vec();
        file.read_to_end(&mut all)?;
        Ok(all.into())
    })
}

/// Whether the file or folder went away between being listed and being read.
pub(super) fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Whether anything lies there, a link that leads nowhere too.
pub(super) fn is_there(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}
