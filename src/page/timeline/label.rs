//! How much room words take, as far as one can say without a font.

/// The width of a text in pixels at a size in pixels, estimated from the kinds of its characters, rather too much than too little.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// A character's width in parts of the size.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '’' | '‘' | '.' | ',' | ':' | ';' | '|' | '!' => 0.3,
        'f' | 'r' | 't' | ' ' | '(' | ')' | '-' | '“' | '”' | '"' => 0.4,
        'm' | 'M' | 'W' | 'w' | '—' | '…' | '%' | '@' => 0.95,
        'A'..='Z' | '&' => 0.72,
        _ if is_wide(c) => 1.05,
        _ => 0.59,
    }
}

/// Whether a character fills a square: East Asian scripts and what is set with them.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}

/// The text, or as much of it as fits with an ellipsis, cut between words where there are any.
pub fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let fits = |(_, c): &(usize, char)| {
        left -= em(*c) * size;
        left >= 0.0
    };
    let end = text
        .char_indices()
        .take_while(fits)
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let fitting = &text[..end];
    // The last word is left out, unless that would leave out most.
    let whole = fitting.rfind(' ').filter(|at| *at * 2 > end);
    let kept = fitting[..whole.unwrap_or(end)].trim_end_matches([' ', ',', '.', ':', ';', '"']);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_scripts_take_more_room_and_thin_letters_less() {
        assert!(width("小米公司", 12.0) > 48.0);
        assert!(width("ill", 12.0) < width("www", 12.0) / 2.0);
        assert!((width("", 12.0)).abs() < f64::EPSILON);
    }

    #[test]
    fn a_label_that_is_cut_fits_and_ends_between_words() {
        let title = "Lei Jun calls for resistance to trolls and black public relations";
        let cut_title = cut(title, 12.0, 170.0);
        assert!(width(&cut_title, 12.0) <= 170.0, "{cut_title}");
        let words = cut_title.strip_suffix('…').expect("it was cut");
        assert!(
            title
                .strip_prefix(words)
                .is_some_and(|rest| rest.starts_with(' '))
        );
        assert_eq!(cut("Short", 12.0, 170.0), "Short");
        let chinese = cut("小米公司宣布对相关负责人的处罚决定", 12.0, 100.0);
        assert!(chinese.ends_with('…') && width(&chinese, 12.0) <= 100.0);
        assert_eq!(cut(&"x".repeat(300), 12.0, 3.0), "…");
    }
}
