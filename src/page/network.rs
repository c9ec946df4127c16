//! Who is named with whom.

use serde::Serialize;

use super::Desk;

/// The network of the whole case.
#[derive(Debug, Serialize)]
pub struct NetworkView {}

/// The view of the page.
pub fn view(_desk: &Desk) -> NetworkView {
    NetworkView {}
}
