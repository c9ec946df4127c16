//! Bylines, credits, dates and addresses: short lines that look like headings and are none.

/// Whether words tell who wrote, took or published something, when or where: a byline, a credit, a date, an address.
pub(super) fn label(words: &str) -> bool {
    const INSIDE: &[&str] = &["://", "www.", "@", "©", "staff writer", "news desk"];
    const CHINESE: &[&str] = &[
        "作者",
        "记者",
        "記者",
        "编辑",
        "編輯",
        "来源",
        "來源",
        "责编",
        "责任编辑",
        "撰文",
        "摄影",
        "翻译",
        "原标题",
        "本报",
        "图源",
    ];
    let lower = words.to_lowercase();
    let editors = lower.split(' ').any(|word| word == "editorial");
    let inside = INSIDE.iter().any(|inside| lower.contains(inside));
    let chinese = CHINESE.iter().any(|beginning| lower.starts_with(beginning));
    editors || inside || chinese || byline(&lower) || credit(&lower) || date(&lower)
}

/// Whether lower-case words begin as a byline does.
fn byline(words: &str) -> bool {
    const DONE: &[&str] = &[
        "article",
        "written",
        "words",
        "text",
        "story",
        "photo",
        "photos",
        "image",
        "translated",
        "edited",
        "reported",
    ];
    const BY: &[&str] = &["by", "von", "par", "por", "oleh"];
    const WHEN: &[&str] = &["published", "posted", "updated", "copyright"];
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    BY.contains(&first)
        || WHEN.contains(&first)
        || (DONE.contains(&first) && words.next() == Some("by"))
}

/// Whether lower-case words name a role or a kind before a colon, a bar or a stroke, as in "photo: Reuters".
fn credit(words: &str) -> bool {
    const ROLES: &[&str] = &[
        "author", "authors", "editor", "editors", "reporter", "photo", "photos", "image", "images",
        "picture", "credit", "source", "sources", "figure", "video", "text", "words", "from",
        "via", "文", "图", "圖",
    ];
    let role = words
        .split_once([':', '：', '|', '｜', '/'])
        .map(|(role, _)| role.trim());
    role.is_some_and(|role| {
        role.split_whitespace().all(|word| ROLES.contains(&word))
            && role.split_whitespace().count() <= 2
    })
}

/// Whether lower-case words are a date: numbers and nothing but words of dates.
fn date(words: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const OTHERS: &[&str] = &[
        "am", "pm", "gmt", "utc", "cst", "at", "on", "of", "th", "st", "nd", "rd", "z", "t", "min",
        "read", "views",
    ];
    const CHINESE: &str = "年月日时時分秒点點星期周一二三四五六七八九十上下午";
    let known = |word: &str| {
        OTHERS.contains(&word)
            || word.chars().all(|sign| CHINESE.contains(sign))
            || MONTHS
                .iter()
                .chain(DAYS)
                .any(|name| word.starts_with(name) && word.len() <= 9)
    };
    let mut named = words
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.chars().any(char::is_numeric) && named.all(known)
}

/// Whether words may be a person's name: two to four, each with its capital.
pub(super) fn name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (2..=4).contains(&count)
        && words
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) && word != "The")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known() {
        let labels = [
            "By Jane Doe",
            "Article by She Zongming",
            "Photo: Reuters",
            "11/19 2025 456",
            "January 5, 2026",
            "Tue 6 Jan 2026, 18:30 GMT",
            "2026年1月5日 18:30",
            "https://example.com/the-deal",
            "作者：佘宗明",
            "BigGo Editorial Team",
            "Image credit: Xinhua",
            "文/佘宗明",
        ];
        for words in labels {
            assert!(label(words), "{words}");
        }
        let others = [
            "The Deal",
            "Bypassing Critics",
            "Authorities Respond",
            "The Photo: A Story",
            "Image and Reality",
            "January",
            "March 2026 Penalties Announced",
            "事件的起因",
            "",
        ];
        for words in others {
            assert!(!label(words), "{words}");
        }
    }

    #[test]
    fn names_have_capitals() {
        for (words, expected) in [
            ("Jane Doe", true),
            ("Background", false),
            ("The Deal", false),
            ("Lei Jun of Xiaomi", false),
        ] {
            assert_eq!(name(words), expected, "{words}");
        }
    }
}
