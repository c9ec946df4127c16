//! What two days or months have in common, so that an interval says it once.
//!
//! "5 January 2026" and "6 January 2026" are "5" and "6 January 2026", "2026年1月5日" and "2026年1月6日" are
//! "2026年1月5日" and "6日": what is shared goes from the end of the first date or from the start of the
//! second, wherever the language has it. ICU4X's own formatter of ranges is not stable yet.

use std::fmt;

use icu_datetime::parts;
use writeable::{Part, PartsWrite, Writeable};

/// A date in words, cut at its fields.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Fields {
    pieces: Vec<(Field, String)>,
}

/// Two ends of an interval, without what they share.
#[derive(Debug, PartialEq)]
pub(super) struct SharedEnds {
    pub(super) from: String,
    pub(super) to: String,
    /// Whether one end is a day alone: "5–6 January", not "October to November".
    pub(super) same_month: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Year,
    Month,
    Day,
    Literal,
}

impl Fields {
    /// The fields of a formatted date; `None` if it has others, as an era.
    pub(super) fn of(date: &impl Writeable) -> Option<Self> {
        let mut cutter = Cutter::default();
        date.write_to_parts(&mut cutter).ok()?;
        (!cutter.foreign).then_some(cutter.fields)
    }

    /// The two dates without what they share; `None` if they share nothing that can be left out.
    pub(super) fn shared(mut self, mut to: Self) -> Option<SharedEnds> {
        let same_year = self.text(Field::Year) == to.text(Field::Year);
        let same_month = same_year && self.text(Field::Month) == to.text(Field::Month);
        let left_out = match (same_year, same_month, self.text(Field::Day)) {
            (true, true, Some(_)) => [Some(Field::Year), Some(Field::Month)],
            (true, false, _) => [Some(Field::Year), None],
            _ => return None,
        };
        // The larger field may stand outside of the smaller one or the other way round.
        for field in left_out.into_iter().chain(left_out).flatten() {
            self.drop_last(field);
            to.drop_first(field);
        }
        Some(SharedEnds {
            from: self.joined(),
            to: to.joined(),
            same_month,
        })
    }

    fn text(&self, field: Field) -> Option<&str> {
        let (_, text) = self.pieces.iter().find(|(kind, _)| *kind == field)?;
        Some(text)
    }

    /// Removes a field from the end, if it is the last, and what joins it to the one before.
    fn drop_last(&mut self, field: Field) {
        let last = self
            .pieces
            .iter()
            .rposition(|(kind, _)| *kind != Field::Literal);
        let Some(last) = last.filter(|&last| self.pieces.get(last).is_some_and(|p| p.0 == field))
        else {
            return;
        };
        self.pieces.truncate(last);
        if let Some((Field::Literal, joint)) = self.pieces.last_mut() {
            // The point of "5. Januar" belongs to the day, the comma of "January 5, 2026" to neither.
            let kept = joint.split(char::is_whitespace).next().unwrap_or_default();
            *joint = kept.trim_end_matches([',', '،', '、']).to_owned();
        }
    }

    /// Removes a field from the start, if it is the first, and what joins it to the next.
    fn drop_first(&mut self, field: Field) {
        let is_field = |(kind, _): &(Field, String)| *kind != Field::Literal;
        let mut places =
            (0..self.pieces.len()).filter(|&at| self.pieces.get(at).is_some_and(is_field));
        let first = places.next().and_then(|at| self.pieces.get(at));
        if first.is_some_and(|(kind, _)| *kind == field) {
            let cut = places.next().unwrap_or_default();
            self.pieces.drain(..cut);
        }
    }

    fn joined(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Collects what ICU4X writes, field by field.
#[derive(Debug, Default)]
struct Cutter {
    fields: Fields,
    within: Option<Field>,
    foreign: bool,
}

impl fmt::Write for Cutter {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let field = self.within.unwrap_or(Field::Literal);
        match self.fields.pieces.last_mut() {
            Some((last, words)) if *last == field => words.push_str(text),
            _ => self.fields.pieces.push((field, text.to_owned())),
        }
        Ok(())
    }
}

impl PartsWrite for Cutter {
    type SubPartsWrite = Self;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        // The parts within a field say how its number is made.
        if self.within.is_some() {
            return write(self);
        }
        self.within = match part {
            parts::YEAR => Some(Field::Year),
            parts::MONTH => Some(Field::Month),
            parts::DAY => Some(Field::Day),
            _ => {
                self.foreign = true;
                None
            }
        };
        let written = write(self);
        self.within = None;
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pattern: &[(Field, &str)]) -> Fields {
        let owned = |&(field, text): &(Field, &str)| (field, text.to_owned());
        Fields {
            pieces: pattern.iter().map(owned).collect(),
        }
    }

    #[test]
    fn what_is_shared_is_left_out_at_either_end() {
        use Field::{Day, Literal, Month, Year};
        let hungarian = |day| {
            fields(&[
                (Year, "2026"),
                (Literal, ". "),
                (Month, "január"),
                (Literal, " "),
                (Day, day),
                (Literal, "."),
            ])
        };
        let german = |day| {
            fields(&[
                (Day, day),
                (Literal, ". "),
                (Month, "Januar"),
                (Literal, " "),
                (Year, "2026"),
            ])
        };
        let american = |day| {
            fields(&[
                (Month, "January"),
                (Literal, " "),
                (Day, day),
                (Literal, ", "),
                (Year, "2026"),
            ])
        };
        let bulgarian = |day| {
            fields(&[
                (Day, day),
                (Literal, " "),
                (Month, "януари"),
                (Literal, " "),
                (Year, "2026"),
                (Literal, " г."),
            ])
        };
        for (from, to, expected) in [
            (hungarian("5"), hungarian("6"), ("2026. január 5.", "6.")),
            (german("5"), german("6"), ("5.", "6. Januar 2026")),
            (american("5"), american("6"), ("January 5", "6, 2026")),
            (bulgarian("5"), bulgarian("6"), ("5", "6 януари 2026 г.")),
        ] {
            let ends = from.shared(to).expect("a year and a month in common");
            assert_eq!((ends.from.as_str(), ends.to.as_str()), expected);
            assert!(ends.same_month);
        }
    }
}
