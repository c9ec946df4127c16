//! Which paragraphs are headings, told modestly: in doubt it is a paragraph.

use crate::syntax::article::script::{columns, hangul, unspaced};

use super::label::{label, name};
use super::line::blank;
use super::marker::{bare_number, marker};
use super::sentence::ends_sentence;
use super::{Paragraph, Shape};

/// Finds the headings among the shown paragraphs that are plain text so far.
pub(super) fn shape(text: &str, paragraphs: &mut [Paragraph], shown: &[usize]) {
    let reading = Reading::new(text, paragraphs, shown);
    let found: Vec<usize> = (0..shown.len())
        .filter(|place| reading.heading(*place))
        .collect();
    for paragraph in found.into_iter().filter_map(|place| shown.get(place)) {
        if let Some(paragraph) = paragraphs.get_mut(*paragraph) {
            mark(text, paragraph);
        }
    }
}

/// Makes a paragraph a heading.
pub(super) fn mark(text: &str, paragraph: &mut Paragraph) {
    paragraph.shape = Shape::Heading;
    paragraph.marker = text
        .get(paragraph.range.clone())
        .and_then(hashes)
        .unwrap_or(0);
}

/// The bytes of `## ` before a marked heading's words.
pub(super) fn hashes(paragraph: &str) -> Option<usize> {
    let after = paragraph.trim_start_matches('#');
    let words = after.trim_start_matches(blank);
    let marked = (1..=6).contains(&(paragraph.len() - after.len()))
        && words.len() < after.len()
        && !words.is_empty();
    marked.then_some(paragraph.len() - words.len())
}

/// The shown paragraphs, each with its shape so far.
struct Reading<'a> {
    shown: Vec<(&'a str, Shape)>,
    /// The first paragraph, if it is the article's title.
    title: Option<&'a str>,
    /// How many paragraphs there are before the running text: title, byline, date.
    head: usize,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, paragraphs: &[Paragraph], shown: &[usize]) -> Self {
        let shown = shown.iter().filter_map(|place| paragraphs.get(*place));
        let shown: Vec<_> = shown
            .map(|found| {
                (
                    text.get(found.range.clone()).unwrap_or_default(),
                    found.shape,
                )
            })
            .collect();
        let mut reading = Self {
            shown,
            title: None,
            head: 0,
        };
        reading.title = reading.first_title();
        let titles = usize::from(reading.title.is_some());
        let below = reading.shown.iter().skip(titles);
        let running = |(words, shape): &(&str, Shape)| {
            *shape != Shape::Text || (ends_sentence(words) && reading.title != Some(words))
        };
        reading.head = titles + below.take_while(|found| !running(found)).count();
        reading
    }

    fn heading(&self, place: usize) -> bool {
        let Some((words, Shape::Text)) = self.shown.get(place).copied() else {
            return false;
        };
        if hashes(words).is_some()
            || (place == 0 && self.title.is_some())
            || self.repeats_title(place, words)
        {
            return true;
        }
        let Some(next) = self.shown.get(place + 1).map(|next| next.0) else {
            return false;
        };
        if bare_number(words) {
            return !bare_number(next);
        }
        let body = words.strip_suffix([':', '：']).unwrap_or(words);
        // Most paragraphs end as a sentence does; that is told soonest.
        if words.len() > 4 * LONGEST || closed(body) {
            return false;
        }
        if label(words) || (place < self.head && name(words)) {
            return false;
        }
        let leads = match body.len() < words.len() {
            true => self.structured(place + 1),
            false => self.structured(place + 1) || outweighs(next, words),
        };
        leads && (chinese_title(body) || capitalised(body) || numbered(body))
    }

    /// The first paragraph, where it looks like a title and running text follows soon.
    fn first_title(&self) -> Option<&'a str> {
        let (words, Shape::Text) = self.shown.first().copied()? else {
            return None;
        };
        let short = words.len() <= 4 * LONGEST_TITLE
            && words.chars().map(columns).sum::<usize>() <= LONGEST_TITLE;
        let asks = words.ends_with(['?', '!', '？', '！']);
        let sound = short
            && (asks || !closed(words))
            && words.chars().any(char::is_alphabetic)
            && marker(words).is_none();
        let colon = words.ends_with([':', '：']);
        let follows = self
            .shown
            .iter()
            .skip(1)
            .take(6)
            .any(|(next, shape)| *shape == Shape::Text && outweighs(next, words));
        (sound && !colon && follows && !label(words) && hashes(words).is_none()).then_some(words)
    }

    /// Whether a paragraph near the start says the title again.
    fn repeats_title(&self, place: usize, words: &str) -> bool {
        (1..=self.head.min(6)).contains(&place) && self.title == Some(words)
    }

    /// Whether a list or a table is there.
    fn structured(&self, place: usize) -> bool {
        self.shown
            .get(place)
            .is_some_and(|next| matches!(next.1, Shape::Item { .. } | Shape::Row { .. }))
    }
}

/// The characters of the longest heading inside an article.
const LONGEST: usize = 80;
/// The same where each character is a word or a part of one.
const LONGEST_CHINESE: usize = 25;
/// The columns of the longest title.
const LONGEST_TITLE: usize = 160;

/// Whether the text below is a longer sentence, or long, so that the words above can be its heading.
fn outweighs(next: &str, words: &str) -> bool {
    let weight = |text: &str| text.chars().map(columns).sum::<usize>();
    let below = weight(next);
    below >= 120 || (ends_sentence(next) && below > weight(words))
}

/// Whether words end or begin as a sentence, a part of one or a speech does.
fn closed(words: &str) -> bool {
    const OPENING: &[char] = &[
        '"', '\'', '“', '‘', '«', '„', '「', '『', '(', '（', '[', '【', '—',
    ];
    const INNER: &[char] = &[
        ',', ';', ':', '，', '；', '：', '、', '—', '–', '-', '"', '”', '」', '』', '»', '/', '|',
        '｜',
    ];
    let bracket = words.starts_with(OPENING) && marker(words).is_none();
    ends_sentence(words) || words.ends_with(INNER) || bracket
}

/// Whether words have the capitals of an English heading: all but small words, or nearly all.
fn capitalised(words: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off",
        "on", "onto", "or", "over", "per", "so", "than", "that", "the", "to", "up", "upon", "via",
        "vs", "with", "yet", "is", "be", "its",
    ];
    if words.chars().count() > LONGEST {
        return false;
    }
    let (mut large, mut small) = (0, 0);
    for (place, word) in words.split_whitespace().enumerate() {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let Some(first) = word.chars().find(|sign| sign.is_alphabetic()) else {
            continue;
        };
        match (place, word.chars().any(char::is_uppercase)) {
            (0, false) => return false,
            (0, true) => {}
            (_, true) => large += 1,
            (_, false) if SMALL.contains(&word) || unspaced(first) => {}
            (_, false) => small += 1,
        }
    }
    let cased = words.chars().any(char::is_uppercase);
    cased && 4 * small <= large
}

/// Whether words are short and in a script without capitals that is written without spaces, or in Hangul.
fn chinese_title(words: &str) -> bool {
    let length = words.chars().count();
    let own = words
        .chars()
        .filter(|letter| unspaced(*letter) || hangul(*letter))
        .count();
    let caption = words.ends_with(['图', '圖', '摄', '攝']) || words.contains(['。', '！', '？']);
    (2..=LONGEST_CHINESE).contains(&length) && 2 * own >= length && !caption
}

/// Whether words are a short numbered line, such as "1. Keep your word", which stands in no list.
fn numbered(words: &str) -> bool {
    marker(words).is_some_and(|marker| marker.kind.ordered()) && words.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Headings, parse};
    use super::*;

    const LONG: &str = "The crisis began when rumours surfaced that the company's marketing team was in talks with a critic.";
    const CHINESE: &str = "一月五日，网上有消息称，小米的市场部门正在与一位长期批评小米的博主洽谈合作，米粉对此十分不满。";

    /// The paragraphs found to be headings, between two running ones.
    fn is_heading(line: &str, next: &str) -> bool {
        let text = format!("{LONG}\n{line}\n{next}\n");
        parse(&text, &Form::default())
            .paragraphs
            .get(1)
            .is_some_and(|found| found.shape == Shape::Heading)
    }

    #[test]
    fn headings_are_told_from_paragraphs() {
        let headings = [
            "The Spark of Controversy",
            "Background",
            "BACKGROUND",
            "Implications for Tech Marketing and PR",
            "01",
            "IV",
            "1.",
            "## any words",
            "The Bitter Fruits of Idol - like Worship",
            "Lei Jun's Annual Speech with 11.6 Billion Views",
            "1. Keep your word",
            "The Mi Fans (米粉)",
            "2026 and Beyond",
            "iPhone Makers",
        ];
        for line in headings {
            assert!(is_heading(line, LONG), "{line}");
        }
        let paragraphs = [
            "Why has this happened?",
            "He left.",
            "The stock price trend of Xiaomi in the past year",
            "Hu Xijin's Weibo post",
            "The Deal:",
            "By Jane Doe",
            "Article by She Zongming",
            "January 5, 2026",
            "11/19 2025 456",
            "\"The Deal\"",
            "“The Deal",
            "Photo: Reuters",
            "https://Example.com/The-Deal",
            "The Deal,",
            "1. Keep your word.",
            "2026",
            "***",
            "---",
            "#tag",
            "##",
            "lower Case Words",
            "Posters of Lei Jun's previous annual speeches",
            "— The Deal",
        ];
        for line in paragraphs {
            assert!(!is_heading(line, LONG), "{line}");
        }
        assert!(!is_heading("The Deal", "The Backlash"));
        assert!(!is_heading("Lei Jun", "Xu Fei") && !is_heading("7", "8"));
        assert!(is_heading("Key Figures:", "- one") && is_heading("Key Figures", "- one"));
        assert!(!is_heading("He said that these include:", "- one"));
    }

    #[test]
    fn chinese_headings_are_short_lines() {
        for line in [
            "事件的起因",
            "一、事件的起因",
            "（二）米粉的反应",
            "第三章",
            "二",
            "道歉与处罚（1月6日）",
        ] {
            assert!(is_heading(line, CHINESE), "{line}");
        }
        for line in [
            "他走了。",
            "作者：佘宗明",
            "文/佘宗明",
            "2026年1月5日 18:30",
            "雷军微博截图",
            "“米粉不会死",
            "事件的起因：",
            "他说，",
        ] {
            assert!(!is_heading(line, CHINESE), "{line}");
        }
        assert!(is_heading("主要人物：", "• 宗宁"));
    }

    #[test]
    fn titles_stand_first() {
        let shapes = |text: &str| -> String {
            let article = parse(text, &Form::default());
            article
                .paragraphs
                .iter()
                .map(|found| {
                    if found.shape == Shape::Heading {
                        'h'
                    } else {
                        'p'
                    }
                })
                .collect()
        };
        let cases = [
            (
                format!(
                    "Why a brand hired its critic\n\nJane Doe\n\nWhy a brand hired its critic\n\n{LONG}"
                ),
                "hphp",
            ),
            (
                format!("Who said so?\n11/19 2025 456\nBackground\n{LONG}"),
                "hphp",
            ),
            (format!("{LONG}\n{LONG}"), "pp"),
            (format!("By Jane Doe\n{LONG}"), "pp"),
            (format!("雷军被自己的名声所困\n{CHINESE}"), "hp"),
            ("A lone line".to_owned(), "p"),
            ("One line\nAnother line\n".to_owned(), "pp"),
        ];
        for (text, expected) in cases {
            assert_eq!(shapes(&text), expected, "{text}");
        }
    }

    #[test]
    fn the_editor_decides() {
        let text = format!("# One\n{LONG}\nThe Deal\n{LONG}\n");
        let lines = |headings: Headings| -> Vec<u32> {
            let article = parse(
                &text,
                &Form {
                    headings,
                    ..Form::default()
                },
            );
            article
                .paragraphs
                .iter()
                .filter(|found| found.shape == Shape::Heading)
                .map(|found| found.number)
                .collect()
        };
        assert_eq!(lines(Headings::Auto), [1, 3]);
        assert!(lines(Headings::None).is_empty());
        assert_eq!(lines(Headings::Lines(vec![2, 3, 99, 0])), [2, 3]);
    }
}
