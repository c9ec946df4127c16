//! Which sources speak of the same, to be read side by side.

use serde::Serialize;

use super::Desk;

/// The pairs of sources that can be compared.
#[derive(Debug, Serialize)]
pub struct CompareView {}

/// The view of the page.
pub fn view(_desk: &Desk) -> CompareView {
    CompareView {}
}
