//! The theme's patterns for what a calendar has no words for.

use std::collections::BTreeMap;

use crate::page::phrase;

/// The keys of all patterns, in English.
///
/// A slot in braces takes a date that is already in words. A key may have a second form with `_day` at
/// its end, which goes with a plain day where the language needs another word for it
/// ("seit November 2025", "seit dem 5. Januar 2026"); the plain form stands in for it.
pub(super) const ENGLISH: [(&str, &str); 20] = [
    ("date_uncertain", "possibly {date}"),
    ("date_approximate", "around {date}"),
    ("date_uncertain_approximate", "possibly around {date}"),
    ("date_decade", "the {year}s"),
    ("date_between", "some time between {from} and {to}"),
    ("date_before_christ", "{year} BC"),
    ("date_some_month", "some time in {date}"),
    ("date_some_day", "on a day in {date}"),
    ("date_spring", "spring {date}"),
    ("date_summer", "summer {date}"),
    ("date_autumn", "autumn {date}"),
    ("date_winter", "winter {date}"),
    ("date_interval", "{from} to {to}"),
    ("date_interval_tight", "{from}–{to}"),
    ("date_since", "since {date}"),
    ("date_until", "until {date}"),
    ("date_end_unknown", "from {date}, end unknown"),
    ("date_start_unknown", "until {date}, start unknown"),
    ("date_time", "{date}, {time}"),
    ("date_time_with_offset", "{date} (UTC{offset})"),
];

/// The patterns of one language.
#[derive(Debug)]
pub(super) struct Patterns {
    by_key: BTreeMap<String, String>,
}

impl Patterns {
    /// Asks `strings` for every key, and takes English where there is none.
    pub(super) fn new(strings: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut by_key = BTreeMap::new();
        for (key, english) in ENGLISH {
            by_key.insert(
                key.to_owned(),
                strings(key).unwrap_or_else(|| english.to_owned()),
            );
            let for_days = format!("{key}_day");
            if let Some(pattern) = strings(&for_days) {
                by_key.insert(for_days, pattern);
            }
        }
        Self { by_key }
    }

    /// The pattern of a key, or its form for a day, with the slots filled.
    pub(super) fn fill(&self, key: &str, for_day: bool, slots: &[(&str, String)]) -> String {
        let own = for_day
            .then(|| self.by_key.get(&format!("{key}_day")))
            .flatten();
        let pattern = own.or_else(|| self.by_key.get(key));
        phrase::fill(pattern.map_or("", String::as_str), slots)
    }
}
