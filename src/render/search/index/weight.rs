//! How much a word weighs in a section: the saturation of BM25, and on top of it what a name or a heading is worth.
//!
//! All but the rarity of a word is settled here, so that a browser only adds up.

use super::super::code::HIGHEST;
use super::super::entry::Field;
use super::super::token;

/// How soon more of the same word stops to tell more: `k1` of BM25, in the units of [`frequency`].
const SATURATION: f32 = 2.4;

/// How much a long section is held against its words: `b` of BM25, less than its usual 0.75, as a section is a paragraph or a few.
const LENGTH: f32 = 0.4;

/// Weights run to 3: 1 for how often, 2 for a title of one word.
const STEP: f32 = HIGHEST as f32 / 3.0;

/// A word in a section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) section: u32,
    /// How often, by field.
    frequency: u32,
    /// What the best name is worth that has the word.
    name: f32,
}

impl Place {
    /// A word in a field of `size` words.
    pub(super) fn new(section: u32, field: Field, size: u32) -> Self {
        let mut place = Self {
            section,
            frequency: 0,
            name: 0.0,
        };
        place.add(field, size);
        place
    }

    /// The word once more.
    pub(super) fn add(&mut self, field: Field, size: u32) {
        self.frequency = self.frequency.saturating_add(frequency(field));
        self.name = self
            .name
            .max(worth(field) * (1.0 + 1.0 / size.max(1) as f32));
    }
}

/// The size of a field, where that matters: a word of a short name tells more.
pub(super) fn size(field: Field, line: &str) -> u32 {
    let mut size = 0;
    if worth(field) > 0.0 {
        token::each(line, |_| size += 1);
    }
    size
}

/// How much one occurrence counts.
fn frequency(field: Field) -> u32 {
    match field {
        Field::Title | Field::Alias | Field::Heading | Field::Summary => 4,
        Field::Body => 2,
        Field::Article => 1,
    }
}

/// What it is worth, beside how often, that a word stands in a name.
fn worth(field: Field) -> f32 {
    match field {
        Field::Title => 1.0,
        Field::Alias => 0.8,
        Field::Heading => 0.4,
        Field::Summary | Field::Body | Field::Article => 0.0,
    }
}

/// What weights of a case are measured by.
pub(super) struct Scale {
    /// The usual length of a section.
    average: f32,
}

impl Scale {
    /// The scale for sections of these lengths.
    pub(super) fn of<'a>(lengths: impl Iterator<Item = &'a u32>) -> Self {
        let (mut sum, mut count) = (0u64, 0u64);
        for length in lengths {
            sum += u64::from(*length);
            count += 1;
        }
        Self {
            average: (sum as f32 / count.max(1) as f32).max(1.0),
        }
    }

    /// The weight of a word in a section of that length, as one digit.
    pub(super) fn weight(&self, place: &Place, length: u32) -> u8 {
        let norm = 1.0 - LENGTH + LENGTH * length as f32 / self.average;
        let often = place.frequency as f32;
        let weight = often / (often + SATURATION * norm) + place.name;
        // Float to integer saturates; nothing found weighs nothing.
        ((weight * STEP).round() as u8).clamp(1, HIGHEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections of the usual length, so that the norm is 1.
    fn weight(fields: &[(Field, u32)]) -> u8 {
        let mut place = Place::new(0, fields[0].0, fields[0].1);
        for (field, size) in &fields[1..] {
            place.add(*field, *size);
        }
        Scale::of([100].iter()).weight(&place, 100)
    }

    #[test]
    fn weights_by_hand() {
        // 63 / 3 = 21 steps to the unit. Once in the body: 2 / (2 + 2.4) = 0.4545, 9.5 steps.
        assert_eq!(weight(&[(Field::Body, 0)]), 10);
        // In an article: 1 / 3.4 = 0.2941, 6.2 steps. In a summary: 4 / 6.4 = 0.625, 13.1 steps.
        assert_eq!(weight(&[(Field::Article, 0)]), 6);
        assert_eq!(weight(&[(Field::Summary, 0)]), 13);
        // A title of two words: 0.625 + 1.5 = 2.125, 44.6 steps. An alias of two: 0.625 + 1.2, 38.3 steps.
        assert_eq!(weight(&[(Field::Title, 2)]), 45);
        assert_eq!(weight(&[(Field::Alias, 2)]), 38);
        // However often in the body: less than 1, 21 steps.
        assert_eq!(weight(&[(Field::Body, 0); 400]), 21);
    }

    #[test]
    fn a_long_section_weighs_less() {
        let scale = Scale::of([50, 150].iter());
        let place = Place::new(0, Field::Body, 0);
        // Norms 0.8 and 1.2: 2 / 3.92 = 0.510, 10.7 steps; 2 / 4.88 = 0.410, 8.6 steps.
        assert_eq!(
            (scale.weight(&place, 50), scale.weight(&place, 150)),
            (11, 9)
        );
    }
}
