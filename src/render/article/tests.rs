//! What the page of an article shows, and that its text is the article's.

use std::sync::Arc;

use super::*;
use crate::render::sample;

fn words() -> Words {
    let strings = [
        ("article.paragraph", "Paragraph {n}"),
        (
            "article.paragraph_left_out",
            "[paragraph {from} left out: {amount}]",
        ),
        (
            "article.paragraphs_left_out",
            "[paragraphs {from} to {to} left out: {amount}]",
        ),
        ("article.words_left_out", "[… {amount}]"),
        ("article.words.one", "{count} word"),
        ("article.words.other", "{count} words"),
        ("article.characters.other", "{count} characters"),
        ("article.table", "table"),
        ("article.quoted_here.one", "Quoted here"),
        ("article.quoted_here.other", "{count} passages"),
        ("article.position", "{n} of {of}"),
        ("article.positions", "{from}–{to} of {of}"),
        ("article.previous", "Previous"),
        ("article.next", "Next"),
        ("kind.note", "note"),
    ];
    let strings = strings.map(|(key, text)| (key.to_owned(), text.to_owned()));
    Words::new("en", BTreeMap::from(strings))
}

fn render(case: &Case, source: usize) -> String {
    html(case, &case.sources[source], "sources/a.html", &words(), 3)
}

/// The HTML without what is added to the article's own text.
fn bare(html: &str) -> String {
    let mut parts = html.split("<details class=\"apparatus\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once("</details>\n").map_or("", |(_, rest)| rest));
    first + &rest.collect::<String>()
}

/// The text of the HTML, as the DOM has it.
fn text(html: &str) -> String {
    let text: String = html
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn the_text_of_a_full_article_is_the_file_line_by_line() {
    let case = sample::case();
    let html = render(&case, 0);
    let text = text(&bare(&html));
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let expected = [
        "Xu Fei said: <b>we & you</b> will not cooperate.",
        "• One",
        "1. Two",
        "• Three",
        "| Role | Action |",
        "|---|---|",
        "| VP | Fired | more |",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn overlapping_and_nested_passages_are_cut_and_each_anchor_stands_once() {
    let html = render(&sample::case(), 0);
    let expected = concat!(
        r##"<p id="p1" data-n="1"><a class="n" href="#p1" aria-label="Paragraph 1"></a>"##,
        r#"<a class="name" href="../profiles/xu-fei.html">Xu Fei</a> "#,
        r#"<mark id="full-1" class="q" data-q="full-1">said: </mark>"#,
        r#"<mark id="full-2" class="q" data-q="full-1 full-2">&lt;b&gt;we</mark>"#,
        r#"<mark class="q" data-q="full-2"> &amp; </mark>"#,
        r#"<mark id="full-3" class="q" data-q="full-2 full-3">you</mark>"#,
        r#"<mark class="q" data-q="full-2">&lt;/b&gt; will</mark> not cooperate.</p>"#,
    );
    assert_eq!(html.lines().nth(1), Some(expected));
}

#[test]
fn passages_that_begin_together_share_a_mark_and_keep_their_anchors() {
    let mut case = sample::case();
    Arc::make_mut(&mut case.sources[0]).article.paragraphs[0].quoted =
        vec![(0..6, 0), (0..6, 1), (0..3, 2)];
    let html = render(&case, 0);
    let start = concat!(
        r#"<mark id="full-1" class="q" data-q="full-1 full-2 full-3">"#,
        r#"<span id="full-2"></span><span id="full-3"></span><a class="name""#,
    );
    assert!(html.contains(start), "{html}");
    for id in ["full-1", "full-2", "full-3"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1);
    }
}

#[test]
fn lists_nest_and_tables_are_tables() {
    let html = render(&sample::case(), 0);
    for expected in [
        r##"<ul class="as-written">
<li id="p2" data-n="2"><a class="n" href="#p2" aria-label="Paragraph 2"></a><span class="marker">• </span>One
<ol class="as-written">"##,
        r#"<thead>
<tr id="p5" data-n="5"><th scope="col">"#,
        r#"<span class="pipe" aria-hidden="true">| </span>Role</th>"#,
        r#"<th scope="col" colspan="2"><span class="pipe" aria-hidden="true"> | </span>Action<span"#,
        r#"<tr class="delimiter" aria-hidden="true"><td colspan="3">"#,
        r#"<td><span class="pipe" aria-hidden="true"> | </span>more<span"#,
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

#[test]
fn an_excerpt_says_what_is_left_out() {
    let html = render(&sample::case(), 1);
    let expected = concat!(
        "<div class=\"unit\">\n",
        "<p class=\"gap\">[paragraph 2 left out: 40 words]</p>\n",
        "</div>\n<div class=\"unit\">\n",
        r##"<p id="p3" data-n="3"><a class="n" href="#p3" aria-label="Paragraph 3"></a><mark id="excerpt-1" class="q" data-q="excerpt-1">first words <span class="gap">[… 1 word]</span> last words</mark> <span class="gap">[… 35 words]</span></p>"##,
        "\n</div>\n<div class=\"unit\">\n",
        r##"<p id="p4" data-n="4"><a class="n" href="#p4" aria-label="Paragraph 4"></a><span class="gap">[… 40 words]</span> <mark id="excerpt-2" class="q" data-q="excerpt-2">米粉</mark></p>"##,
        "\n<p class=\"gap\">[paragraphs 5 to 10 left out: 240 words]</p>\n</div>\n",
    );
    assert_eq!(bare(&html), expected);
}

#[test]
fn a_text_without_spaces_is_measured_in_characters() {
    let mut case = sample::case();
    Arc::make_mut(&mut case.sources[1]).language = Some("zh-Hans".to_owned());
    assert!(render(&case, 1).contains("[… 35 characters]"));
}

#[test]
fn who_quotes_a_passage_stands_after_its_paragraph() {
    let html = render(&sample::case(), 1);
    let expected = concat!(
        "</p>\n<details class=\"apparatus\" data-added>\n<summary>Quoted here</summary>\n<ol>\n",
        "<li><ul><li><span class=\"kind\">note</span> <a href=\"../notes/the-deal.html\">The deal</a></li></ul></li>\n</ol>\n",
        "<p class=\"steps\"><span>1 of 2</span><a class=\"step next\" href=\"#excerpt-2\" aria-label=\"Next\"></a></p>\n</details>\n",
    );
    assert!(html.contains(expected), "{html}");
}

#[test]
fn passages_of_one_paragraph_are_told_apart_by_their_first_words() {
    let html = render(&sample::case(), 0);
    for expected in [
        "<summary>3 passages</summary>",
        r##"<a class="snippet" href="#full-2" lang="en"><bdi>&lt;b&gt;we &amp; you&lt;/b&gt; will</bdi></a>"##,
        "<span>1–3 of 3</span></p>",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

#[test]
fn a_record_shows_nothing_and_bad_ranges_end_no_build() {
    let mut case = sample::case();
    assert_eq!(render(&case, 2), "");
    let paragraph = &mut Arc::make_mut(&mut case.sources[1]).article.paragraphs[1];
    paragraph.quoted = vec![(1..2, 4), (4..99, 4), (99..100, 99)];
    paragraph.names = vec![(0..99, 99)];
    paragraph.gaps = vec![99, 5];
    paragraph.marker = 99;
    assert!(text(&render(&case, 1)).contains("米粉"));
}
