//! The bullets and numbers that list items begin with.

use crate::syntax::article::script::unspaced;

use super::line::blank;

/// A bullet or number at the start of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes, the space after it included.
    pub(super) length: usize,
    /// Whether it makes an item without a neighbour: a dash may as well begin a speech, and a number a heading.
    pub(super) alone: bool,
}

/// A kind of marker. Neighbours of different kinds stand in different lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bullet.
    Bullet(char),
    /// A number and the sign that tells its form: `.` `)` `(` `、`, `一` for `一、`, `㈠` for `（一）`, `①`.
    Number(char, u32),
}

impl Kind {
    /// Whether it is a number.
    pub(super) fn ordered(self) -> bool {
        matches!(self, Self::Number(..))
    }

    /// Whether `next` goes on with the list that this is in.
    pub(super) fn goes_on(self, next: Self) -> bool {
        match (self, next) {
            (Self::Number(form, value), Self::Number(next_form, next)) => {
                form == next_form && (next == value + 1 || (next, value) == (1, 1))
            }
            _ => self == next,
        }
    }
}

/// Reads the marker of a paragraph; none if nothing follows it.
pub(super) fn marker(paragraph: &str) -> Option<Marker> {
    bullet(paragraph).or_else(|| number(paragraph))
}

/// The number that makes up a whole paragraph, such as `01`, `IV`, `1.`, `（二）` or `第三章`.
pub(super) fn bare_number(paragraph: &str) -> bool {
    let roman = |text: &str| {
        !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| b"IVX".contains(&byte))
    };
    let arabic = |text: &str| {
        digits(text).is_some_and(|(_, length)| length == text.len() && text.chars().count() <= 2)
    };
    let chinese = |text: &str| numeral(text).is_some_and(|(_, length)| length == text.len());
    let bracketed = paragraph
        .strip_prefix(['(', '（'])
        .and_then(|text| text.strip_suffix([')', '）']));
    let ordinal = paragraph
        .strip_prefix('第')
        .and_then(|text| text.strip_suffix(['章', '节', '節', '部', '回']));
    let plain = paragraph
        .strip_suffix(['.', ')', '、', '．'])
        .unwrap_or(paragraph);
    let inner = bracketed.or(ordinal).unwrap_or(plain);
    arabic(inner) || roman(inner) || chinese(inner)
}

fn bullet(paragraph: &str) -> Option<Marker> {
    const LOOSE: &[char] = &['•', '◦', '▪', '‣', '●', '○', '■', '□'];
    const STRICT: &[char] = &['-', '*', '+', '·', '–'];
    let sign = paragraph.chars().next()?;
    let after = &paragraph[sign.len_utf8()..];
    let rest = after.trim_start_matches(blank);
    let spaced = rest.len() < after.len();
    if !(LOOSE.contains(&sign) || (STRICT.contains(&sign) && spaced)) {
        return None;
    }
    // A row of bullets is an ornament, and a number between dashes a page's.
    if rest
        .chars()
        .all(|next| blank(next) || LOOSE.contains(&next) || STRICT.contains(&next))
    {
        return None;
    }
    let dash = matches!(sign, '-' | '–' | '+');
    if dash && !rest.chars().any(char::is_alphabetic) {
        return None;
    }
    let counts = dash && rest.starts_with(|next: char| next.is_numeric());
    Some(Marker {
        kind: Kind::Bullet(sign),
        length: paragraph.len() - rest.len(),
        alone: sign != '–' && !counts,
    })
}

fn number(paragraph: &str) -> Option<Marker> {
    let (form, value, after) = bracketed(paragraph)
        .or_else(|| circled(paragraph))
        .or_else(|| pointed(paragraph))?;
    let rest = after.trim_start_matches(blank);
    let next = rest.chars().next()?;
    // Without a space, "1.5" is a number and "1)a" a formula, but "1.小米" is an item.
    let joined = matches!(form, '.' | ')')
        && rest.len() == after.len()
        && !unspaced(next)
        && !"“‘《「『".contains(next);
    let decimal = rest.len() == after.len() && next.is_numeric();
    (!joined && !decimal).then(|| Marker {
        kind: Kind::Number(form, value),
        length: paragraph.len() - rest.len(),
        alone: false,
    })
}

/// `(1)`, `（1）`, `（一）`.
fn bracketed(paragraph: &str) -> Option<(char, u32, &str)> {
    let inner = paragraph.strip_prefix(['(', '（'])?;
    let (form, (value, length)) = match digits(inner) {
        Some(found) => ('(', found),
        None => ('㈠', numeral(inner)?),
    };
    Some((form, value, inner.get(length..)?.strip_prefix([')', '）'])?))
}

/// `①` to `⑳`.
fn circled(paragraph: &str) -> Option<(char, u32, &str)> {
    let sign = paragraph
        .chars()
        .next()
        .filter(|sign| ('①'..='⑳').contains(sign))?;
    Some((
        '①',
        u32::from(sign) - u32::from('①') + 1,
        &paragraph[sign.len_utf8()..],
    ))
}

/// `1.`, `1)`, `1、`, `一、`.
fn pointed(paragraph: &str) -> Option<(char, u32, &str)> {
    if let Some((value, length)) = numeral(paragraph) {
        return Some(('一', value, paragraph.get(length..)?.strip_prefix('、')?));
    }
    let (value, length) = digits(paragraph)?;
    let after = paragraph.get(length..)?;
    let form = match after.chars().next()? {
        '.' | '．' => '.',
        ')' | '）' => ')',
        '、' => '、',
        _ => return None,
    };
    let mut rest = after.chars();
    rest.next();
    Some((form, value, rest.as_str()))
}

/// Up to three digits, ASCII or full-width: their value and their bytes.
fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut length) = (0, 0);
    for (count, sign) in text.chars().enumerate() {
        let digit = match sign {
            '0'..='9' => u32::from(sign) - u32::from('0'),
            '０'..='９' => u32::from(sign) - u32::from('０'),
            _ => break,
        };
        if count == 3 {
            return None;
        }
        value = value * 10 + digit;
        length += sign.len_utf8();
    }
    (length > 0).then_some((value, length))
}

/// A Chinese numeral up to 99: its value and its bytes.
fn numeral(text: &str) -> Option<(u32, usize)> {
    const ONES: &str = "一二三四五六七八九";
    let (mut tens, mut ones, mut length) = (None, None, 0);
    for sign in text.chars().take(3) {
        if sign == '十' && tens.is_none() {
            tens = Some(ones.take().unwrap_or(1));
        } else if ones.is_none()
            && let Some(value) = ONES.chars().zip(1u32..).find(|one| one.0 == sign)
        {
            ones = Some(value.1);
        } else {
            break;
        }
        length += sign.len_utf8();
    }
    let value = tens.unwrap_or(0) * 10 + ones.unwrap_or(0);
    (value > 0).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read() {
        let cases = [
            ("- word", Kind::Bullet('-'), 2, true),
            ("•KOL", Kind::Bullet('•'), 3, true),
            ("•\u{A0} KOL", Kind::Bullet('•'), 6, true),
            ("– word", Kind::Bullet('–'), 4, false),
            ("- 5 million fans", Kind::Bullet('-'), 2, false),
            ("1. word", Kind::Number('.', 1), 3, false),
            ("12)  word", Kind::Number(')', 12), 5, false),
            ("(3) word", Kind::Number('(', 3), 4, false),
            ("1.小米", Kind::Number('.', 1), 2, false),
            ("２、小米", Kind::Number('、', 2), 6, false),
            ("一、小米", Kind::Number('一', 1), 6, false),
            ("二十一、小米", Kind::Number('一', 21), 12, false),
            ("（十）小米", Kind::Number('㈠', 10), 9, false),
            ("③小米", Kind::Number('①', 3), 3, false),
        ];
        for (text, kind, length, alone) in cases {
            assert_eq!(
                marker(text),
                Some(Marker {
                    kind,
                    length,
                    alone
                }),
                "{text}"
            );
        }
        let none = [
            "— Oui.",
            "-word",
            "*word*",
            "* * *",
            "---",
            "- 5 -",
            "- 5",
            "–",
            "•",
            "1.",
            "1.5 million",
            "2026. Then",
            "1)a",
            "(a) b",
            "1.．5",
            "一个人",
            "一、",
            "十十、x",
            "·小米",
            "",
            "(1",
            "（一",
            "1",
        ];
        for text in none {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn bare_numbers_are_section_numbers() {
        for text in [
            "01",
            "7",
            "1.",
            "IV",
            "(2)",
            "（二）",
            "三",
            "第三章",
            "十二",
        ] {
            assert!(bare_number(text), "{text}");
        }
        for text in [
            "", ".", "100", "2026", "1.5", "VIM", "I am", "第", "第章", "()", "11/19", "1)2",
        ] {
            assert!(!bare_number(text), "{text}");
        }
    }
}
