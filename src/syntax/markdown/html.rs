//! Raw HTML in Markdown: what passes, what is dropped, and what no page may hold.

/// The HTML without its comments: an author's remarks to herself are not published.
pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = match rest[start..].find("-->") {
            Some(end) => &rest[start + end + 3..],
            None => "",
        };
    }
    kept.push_str(rest);
    kept
}

/// What in the HTML a page may not hold: a script, a style, a frame, or what acts as one.
pub(super) fn unsafe_part(html: &str) -> Option<&'static str> {
    const ELEMENTS: [(&str, &str); 9] = [
        ("script", "a `<script>` element"),
        ("style", "a `<style>` element"),
        ("iframe", "an `<iframe>` element"),
        ("object", "an `<object>` element"),
        ("embed", "an `<embed>` element"),
        ("link", "a `<link>` element"),
        ("meta", "a `<meta>` element"),
        ("base", "a `<base>` element"),
        ("form", "a `<form>` element"),
    ];
    let html = html.to_ascii_lowercase();
    let element = html.match_indices('<').find_map(|(at, _)| {
        let name = html[at + 1..].trim_start_matches('/');
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        ELEMENTS
            .iter()
            .find(|(element, _)| *element == &name[..length])
    });
    element
        .map(|(_, words)| *words)
        .or_else(|| unsafe_attribute(&html))
}

fn unsafe_attribute(html: &str) -> Option<&'static str> {
    if html.contains("javascript:") {
        return Some("a `javascript:` address");
    }
    html.match_indices('=').find_map(|(at, _)| {
        let before = html[..at].trim_end();
        let name = before
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .next()?;
        let in_tag = before.rfind('<') > before.rfind('>');
        let space = before[..before.len() - name.len()]
            .ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
        match name {
            "style" if in_tag && space => Some("a `style` attribute"),
            _ if in_tag && space && name.len() > 3 && name.starts_with("on") => {
                Some("an event attribute such as `onclick`")
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_scripts_are_found() {
        assert_eq!(without_comments("a<!-- x -->b<!-- y"), "ab");
        for (html, expected) in [
            ("<p>on = style=1</p>", None),
            ("<abbr title=\"a\">x</abbr>", None),
            ("<SCRIPT>", Some("a `<script>` element")),
            (
                "<b onClick = x>",
                Some("an event attribute such as `onclick`"),
            ),
            ("<b\nstyle='x'>", Some("a `style` attribute")),
            ("<a href='JavaScript:x'>", Some("a `javascript:` address")),
        ] {
            assert_eq!(unsafe_part(html), expected, "{html}");
        }
    }
}
