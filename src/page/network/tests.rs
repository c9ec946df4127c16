//! Ties counted by hand; drawings.
