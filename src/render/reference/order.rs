//! The order in which a style has the works of one author. It is learnt from a few works made up for that: to let a style sort all works
//! would set each of them many times.

use std::cmp::Ordering;

use crate::page::locale::Collation;

use super::set;
use super::style::Style;
use super::work::{Entry, Work};
use crate::page::Words;

/// How a style sorts works of one author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    years: By,
    /// Within a year.
    days: By,
    undated_first: bool,
}

/// What works are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The oldest first.
    Age,
    /// The newest first.
    News,
    Title,
}

/// Works of one author, each with a date and a title, so that no two orders are the same.
const SAMPLES: [(&str, &str); 7] = [
    ("2001", "M"),
    ("2002", "A"),
    ("2003", "Z"),
    ("2010-01", "M"),
    ("2010-02", "A"),
    ("2010-03", "Z"),
    ("", "N"),
];

impl Order {
    /// The order of a style.
    pub(super) fn of(style: &Style, words: &Words) -> Self {
        let entries: Vec<Entry> = (0..)
            .zip(SAMPLES)
            .map(|(at, (date, title))| Work::sample(date, title).entry(at, words))
            .collect();
        let places = set::places(style, &entries.iter().collect::<Vec<_>>());
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        Order {
            years: By::read([place(0), place(1), place(2)]),
            days: By::read([place(3), place(4), place(5)]),
            undated_first: place(6) < place(0).min(place(2)),
        }
    }

    /// Which of two works of one author comes first.
    pub(super) fn compare(self, a: &Entry, b: &Entry, collation: &Collation) -> Ordering {
        let by_title = || collation.compare(&a.title, &b.title);
        let (from, to) = (&a.numbers, &b.numbers);
        if self.years == By::Title {
            return by_title();
        }
        let undated = match (from.is_empty(), to.is_empty()) {
            (true, false) if self.undated_first => Ordering::Less,
            (false, true) if self.undated_first => Ordering::Greater,
            (one, other) => one.cmp(&other),
        };
        let years = self.years.order(from.first().cmp(&to.first()));
        undated
            .then(years)
            .then(self.days.order(from.cmp(to)))
            .then_with(by_title)
    }
}

impl By {
    /// What the places of an old, a middle and a new work, whose titles have another order, come from.
    fn read(places: [usize; 3]) -> Self {
        let [old, middle, new] = places;
        match () {
            () if old < middle && middle < new => By::Age,
            () if new < middle && middle < old => By::News,
            () => By::Title,
        }
    }

    fn order(self, by_age: Ordering) -> Ordering {
        match self {
            By::Age => by_age,
            By::News => by_age.reverse(),
            By::Title => Ordering::Equal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handbooks_orders_are_learnt() {
        let words = Words::new("en", std::collections::BTreeMap::new());
        let order = |name| Order::of(&Style::load(name, "en"), &words);
        let expected = |years, days, undated_first| Order {
            years,
            days,
            undated_first,
        };
        assert_eq!(
            order("chicago-author-date"),
            expected(By::Age, By::Title, false)
        );
        assert_eq!(order("apa"), expected(By::Age, By::Age, true));
        assert_eq!(order("mla").years, By::Title);
    }
}
