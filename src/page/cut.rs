//! Texts cut to a length, at a word's end where one is near.

/// A word's end is near within so many characters.
const NEAR: usize = 24;

/// What stands where a text is cut.
const CUT: char = '…';

/// The beginning of a text on one line: at most `length` characters and the sign of the cut.
pub fn beginning(text: &str, length: usize) -> String {
    let text = line(text);
    let Some((end, _)) = text.char_indices().nth(length) else {
        return text;
    };
    let kept = &text[..end];
    let near = kept.char_indices().rev().take(NEAR);
    let word = near
        .map(|(at, c)| (at, c.is_whitespace()))
        .find(|(_, space)| *space);
    let kept = &kept[..word.map_or(end, |(at, _)| at)];
    let mut cut = kept.trim_end().to_owned();
    cut.push(CUT);
    cut
}

/// The end of a text on one line, likewise.
pub fn end(text: &str, length: usize) -> String {
    let text = line(text);
    let before = text.chars().count().saturating_sub(length);
    let Some((start, _)) = text
        .char_indices()
        .nth(before)
        .filter(|(start, _)| *start > 0)
    else {
        return text;
    };
    let kept = &text[start..];
    let word = kept
        .char_indices()
        .take(NEAR)
        .find(|(_, c)| c.is_whitespace());
    let kept = &kept[word.map_or(0, |(at, _)| at)..];
    [&CUT.to_string(), kept.trim_start()].concat()
}

/// A text on one line: each run of white space is a space. A space at either end stays, as it parts the text from what is beside it.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_word_if_one_ends_near() {
        for (text, length, first, last) in [
            ("one two", 7, "one two", "one two"),
            ("one\n two", 7, "one two", "one two"),
            ("one two three", 9, "one two…", "…three"),
            ("one two three", 5, "one…", "…three"),
            ("小米不会死，死的是米粉", 4, "小米不会…", "…的是米粉"),
            ("", 3, "", ""),
        ] {
            assert_eq!(beginning(text, length), first, "{text}");
            assert_eq!(end(text, length), last, "{text}");
        }
        let long = "x".repeat(60);
        assert_eq!(beginning(&long, 50), format!("{}…", "x".repeat(50)));
        assert_eq!(
            beginning(&format!("a {long}"), 50),
            format!("a {}…", "x".repeat(48))
        );
    }
}
