//! Names as labels of a drawing: how wide they are, and how they are broken into short lines.

use crate::syntax::article::script::{columns, unspaced};

/// What ends a label that is cut.
const CUT: char = '…';

/// The width of a text at a size of 1, by a generous guess: a drawing that is made once can't ask for the reader's font.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    match c {
        c if columns(c) == 2 || c > '\u{1f000}' => 1.04,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '\'' | '’' => 0.34,
        'm' | 'w' | 'M' | 'W' | CUT => 0.92,
        c if c.is_uppercase() => 0.7,
        _ => 0.55,
    }
}

/// A name in at most two lines, none wider than `limit`; what doesn't fit is cut.
pub fn lines(name: &str, limit: f64) -> Vec<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&name) <= limit {
        return vec![name];
    }
    let break_at = last_break(&name, limit);
    let (first, second) = name.split_at(break_at);
    let (first, second) = (first.trim_end(), second.trim_start());
    if first.is_empty() || second.is_empty() {
        return vec![cut(&name, limit)];
    }
    vec![cut(first, limit), cut(second, limit)]
}

/// The last place within `limit` where a line may end: at a space, or between signs of a script without spaces.
fn last_break(name: &str, limit: f64) -> usize {
    let (mut wide, mut found) = (0.0, 0);
    for (at, c) in name.char_indices() {
        if c == ' ' || (unspaced(c) && at > 0) {
            found = at;
        }
        wide += advance(c);
        if wide > limit {
            break;
        }
    }
    if found == 0 {
        // One long word: it is cut, and what follows it goes to the second line.
        found = name.find(' ').unwrap_or(0);
    }
    found
}

fn cut(text: &str, limit: f64) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut wide = advance(CUT);
    let fits = |c: &char| {
        wide += advance(*c);
        wide <= limit
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}{CUT}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_their_limit() {
        let names = [
            "Lei Jun".to_owned(),
            "Xiaomi’s department of public relations".to_owned(),
            "W".repeat(300),
            format!("{} and more", "x".repeat(300)),
            "小米科技有限责任公司公关部门".to_owned(),
            "الشركة الكبيرة جدا للاتصالات والعلاقات".to_owned(),
            String::new(),
        ];
        for name in names {
            let lines = lines(&name, 9.0);
            assert!((1..=2).contains(&lines.len()), "{lines:?}");
            assert!(lines.iter().all(|line| width(line) <= 9.0), "{lines:?}");
        }
    }

    #[test]
    fn a_label_breaks_at_a_space_and_is_cut_where_it_must_be() {
        assert_eq!(lines("Mi Fans", 9.0), ["Mi Fans"]);
        assert_eq!(lines("The New York Times", 6.5), ["The New", "York Times"]);
        assert_eq!(lines("Donaudampfschiffe", 5.0), ["Donauda…"]);
    }
}
