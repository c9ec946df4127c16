//! PDFs that were made before, by what they depend on: an unchanged handout is not typeset again.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::picture::Pictures;

/// More are not kept: an author tries many states of a handout in a day.
const MOST: usize = 256;

/// Stands for all that a PDF depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of a document's name, words and pictures in a layout, by this version of Casebook.
    pub(super) fn of(layout: &[u8; 32], ident: &[u8], sheet: &[u8], pictures: &Pictures) -> Self {
        let mut digest = Sha256::new();
        digest.update(Sha256::digest(env!("CARGO_PKG_VERSION")));
        digest.update(layout);
        digest.update(Sha256::digest(ident));
        digest.update(Sha256::digest(sheet));
        for (path, bytes) in pictures {
            digest.update(Sha256::digest(path));
            digest.update(Sha256::digest(bytes));
        }
        Key(digest.finalize().into())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        let mut key = [0; 32];
        if written.len() != 2 * key.len() {
            return Err(());
        }
        for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
            let digits = written.get(at..at + 2).ok_or(())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Key(key))
    }
}

/// The PDFs that were made, shared by all states of a case.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<BTreeMap<Key, Bytes>>>);

impl Kept {
    /// The PDF of a key, if it was made.
    pub(crate) fn get(&self, key: &Key) -> Option<Bytes> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    }

    /// Keeps a PDF.
    pub(crate) fn keep(&self, key: Key, pdf: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, pdf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = Key::of(&[7; 32], b"a", b"b", &Pictures::new());
        assert_eq!(key.to_string().parse(), Ok(key));
        for wrong in ["", "00", &"x".repeat(64), &"é".repeat(32)] {
            assert_eq!(wrong.parse::<Key>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn whatever_a_pdf_depends_on_gives_it_another_key() {
        let picture = Pictures::from([(
            "a.png".to_owned(),
            typst::foundations::Bytes::new(b"x".to_vec()),
        )]);
        let keys = [
            Key::of(&[7; 32], b"a", b"b", &Pictures::new()),
            Key::of(&[8; 32], b"a", b"b", &Pictures::new()),
            Key::of(&[7; 32], b"ab", b"", &Pictures::new()),
            Key::of(&[7; 32], b"a", b"c", &Pictures::new()),
            Key::of(&[7; 32], b"a", b"b", &picture),
        ];
        let unlike: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(unlike.len(), keys.len());
    }
}
