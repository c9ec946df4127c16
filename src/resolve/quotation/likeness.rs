//! How alike two words are spelt.

/// Words longer than this, in characters, are alike only when they are the same.
const MAX_LETTERS: usize = 40;

/// The number of letters to change, add or drop to get from one word to the other (Levenshtein's distance),
/// if that is at most two fifths of the longer word; else they are different words.
pub(super) fn distance(a: &[char], b: &[char]) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let longer = a.len().max(b.len());
    let limit = longer * 2 / 5;
    let ends_differ = a.first() != b.first() && a.last() != b.last();
    if longer > MAX_LETTERS || a.len().abs_diff(b.len()) > limit || ends_differ {
        return None;
    }
    let distance = levenshtein(a, b);
    (distance <= limit).then_some(distance)
}

fn levenshtein(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let changed = diagonal + usize::from(x != y);
            diagonal = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_at_most_two_letters_of_five() {
        for (a, b, expected) in [
            ("fans", "fans", Some(0)),
            ("fan", "fans", Some(1)),
            ("xiomi", "xiaomi", Some(1)),
            ("users", "customers", None),
            ("kitten", "sitting", None),
            ("", "a", None),
            ("center", "centre", Some(2)),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(a), &letters(b)), expected, "{a} {b}");
        }
        assert_eq!(levenshtein(&['k', 'i'], &['s', 'i', 't']), 2);
    }
}
