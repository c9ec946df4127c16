//! The search over all that the edition holds.

use serde::Serialize;

use super::Desk;

/// What the page of the search holds without a script.
#[derive(Debug, Serialize)]
pub struct SearchView {}

/// The view of the page.
pub fn view(_desk: &Desk) -> SearchView {
    SearchView {}
}
