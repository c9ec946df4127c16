//! The scales of all dated events, which pages share: so a drawing of some of them can be held against one of others, and a scale is worked
//! out once and not on every page.

use std::sync::OnceLock;

use super::moment::Moment;
use super::scale::Scale;
use super::style::{self, Style};
use crate::case::Case;

/// The styles whose drawings show events on the scale of the whole case.
const STYLES: [&Style; 7] = [
    &style::WIDE,
    &style::MEDIUM,
    &style::BROAD,
    &style::NARROW,
    &style::SMALL,
    &style::COLUMN,
    &style::STRIP,
];

/// The scales of a case, each made when it is first wanted.
#[derive(Debug, Default)]
pub struct Scales([OnceLock<Option<Scale>>; STYLES.len()]);

impl Scales {
    /// The scale of a style for all events of a case, which must always be the same one; `None` if no event is dated.
    pub fn of(&self, case: &Case, style: &Style) -> Option<&Scale> {
        let at = STYLES.iter().position(|one| one.name == style.name)?;
        let make = || {
            let events = case.events.iter();
            let moments: Vec<Moment> = events.filter_map(|one| Moment::of_event(one)).collect();
            Scale::new(&moments, style.width, &style.least)
        };
        self.0[at].get_or_init(make).as_ref()
    }
}
