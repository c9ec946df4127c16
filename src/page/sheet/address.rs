//! Where a handout's page is on the web: in letters, and for telephones.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use super::page;
use crate::page::{Desk, route};

/// Where a handout's page is on the web.
#[derive(Debug, Serialize)]
pub struct AddressView {
    /// Without its scheme, to be typed.
    pub short: String,
    /// Whole.
    pub url: String,
    /// A QR code (ISO/IEC 18004) of `url` without its quiet zone: rows from above, `1` is black. Empty if it is too long for one.
    pub code: Vec<String>,
}

/// The address of the page of the handout at `index`; `None` if the case does not say where it will be.
pub(super) fn of(desk: &Desk, index: usize) -> Option<AddressView> {
    let base = desk.case.front.base_url.as_deref()?;
    let url = route::absolute(base, &route::path(desk.case, page(index)));
    let short = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    Some(AddressView {
        short: short.to_owned(),
        code: code(&url),
        url,
    })
}

/// A code that bears the loss of a seventh of it: paper is folded and stained.
fn code(url: &str) -> Vec<String> {
    let Ok(code) = QrCode::with_error_correction_level(url, EcLevel::M) else {
        return Vec::new();
    };
    let sign = |colour: &Color| if *colour == Color::Dark { '1' } else { '0' };
    let modules = code.to_colors();
    let rows = modules.chunks(code.width());
    rows.map(|row| row.iter().map(sign).collect()).collect()
}
