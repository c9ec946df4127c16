//! Words in a drawing: how much room they take, as far as one can say without a font, and how they are cut or broken to fit. A drawing is made
//! once, for every reader's font.
//!
//! Lengths are in parts of the type's size.

use crate::syntax::article::script::{columns, unspaced};

/// What ends words that are cut.
const CUT: char = '…';

/// How wide a text is: rather too much than too little.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '’' | '‘' | '.' | ',' | ':' | ';' | '|' | '!' => 0.3,
        'f' | 'r' | 't' | ' ' | '(' | ')' | '-' | '“' | '”' | '"' => 0.4,
        'm' | 'M' | 'W' | 'w' | '—' | '%' | '@' | CUT => 0.95,
        c if columns(c) == 2 || c > '\u{1f000}' => 1.05,
        c if c.is_uppercase() || c == '&' => 0.72,
        _ => 0.59,
    }
}

/// The text, or as much of it as there is room for with an ellipsis, cut between words where there are any.
pub fn cut(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - advance(CUT);
    let fits = |(_, c): &(usize, char)| {
        left -= advance(*c);
        left >= 0.0
    };
    let end = text
        .char_indices()
        .take_while(fits)
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let fitting = &text[..end];
    // The last word is left out, unless that would leave out most.
    let whole = match text[end..].starts_with(' ') {
        true => Some(end),
        false => fitting.rfind(' ').filter(|at| *at * 2 > end),
    };
    let kept = fitting[..whole.unwrap_or(end)].trim_end_matches([' ', ',', '.', ':', ';', '"']);
    format!("{kept}{CUT}")
}

/// A name in at most two lines, none wider than there is room for; what doesn't fit is cut.
pub fn lines(name: &str, room: f64) -> Vec<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&name) <= room {
        return vec![name];
    }
    let (first, second) = name.split_at(last_break(&name, room));
    let (first, second) = (first.trim_end(), second.trim_start());
    if first.is_empty() || second.is_empty() {
        return vec![cut(&name, room)];
    }
    vec![cut(first, room), cut(second, room)]
}

/// The last place at which a line may end that there is room for: at a space, or between signs of a script without spaces.
fn last_break(name: &str, room: f64) -> usize {
    let (mut wide, mut found) = (0.0, 0);
    for (at, c) in name.char_indices() {
        if c == ' ' || (unspaced(c) && at > 0) {
            found = at;
        }
        wide += advance(c);
        if wide > room {
            break;
        }
    }
    if found == 0 {
        // One long word: it is cut, and what follows it goes to the second line.
        found = name.find(' ').unwrap_or(0);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_take_more_room_and_thin_letters_less() {
        assert!(width("小米公司") > 4.0);
        assert!(width("ill") < width("www") / 2.0);
        assert!(width("ДИСК") > width("диск"));
        assert!(width("").abs() < f64::EPSILON);
    }

    #[test]
    fn a_label_that_is_cut_fits_and_ends_between_words() {
        let title = "Lei Jun calls for resistance to trolls and black public relations";
        let cut_title = cut(title, 14.0);
        assert!(width(&cut_title) <= 14.0, "{cut_title}");
        let words = cut_title.strip_suffix('…').expect("it was cut");
        assert!(
            title
                .strip_prefix(words)
                .is_some_and(|rest| rest.starts_with(' '))
        );
        assert_eq!(cut("Short", 14.0), "Short");
        let chinese = cut("小米公司宣布对相关负责人的处罚决定", 8.0);
        assert!(chinese.ends_with('…') && width(&chinese) <= 8.0);
        assert_eq!(cut(&"x".repeat(300), 0.25), "…");
    }

    #[test]
    fn a_word_that_ends_where_the_room_does_is_kept() {
        let room = width("one two…") + 0.01;
        assert_eq!(cut("one two three", room), "one two…");
    }

    #[test]
    fn labels_fit_their_room() {
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
    fn a_name_breaks_at_a_space_and_is_cut_where_it_must_be() {
        assert_eq!(lines("Mi Fans", 9.0), ["Mi Fans"]);
        assert_eq!(lines("The New York Times", 6.5), ["The New", "York Times"]);
        assert_eq!(lines("Donaudampfschiffe", 5.0), ["Donaud…"]);
    }
}
