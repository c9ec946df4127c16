//! What the page of an article shows, and that its text is the article's.

use std::sync::Arc;

use super::*;
use crate::render::sample;

fn words(key: &str) -> String {
    match key {
        "article.paragraph" => "Paragraph {n}",
        "article.paragraph_left_out" => "[paragraph {n} left out]",
        "article.paragraphs_left_out" => "[paragraphs {from} to {to} left out]",
        "article.words_left_out" => "words left out",
        _ => "table",
    }
    .to_owned()
}

fn render(case: &Case, source: usize) -> String {
    html(case, &case.sources[source], "sources/a.html", &words, 3)
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
    let text = text(&html);
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
    assert_eq!(html.lines().next(), Some(expected));
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
    let gap = r#"<span class="gap" role="img" aria-label="words left out">[…]</span>"#;
    let expected = format!(
        r##"<p class="gap">[paragraphs 1 to 2 left out]</p>
<p id="p3" data-n="3"><a class="n" href="#p3" aria-label="Paragraph 3"></a><mark id="excerpt-1" class="q" data-q="excerpt-1">first words {gap} last words</mark> {gap}</p>
<p id="p4" data-n="4"><a class="n" href="#p4" aria-label="Paragraph 4"></a>{gap} <mark id="excerpt-2" class="q" data-q="excerpt-2">米粉</mark></p>
<p class="gap">[paragraphs 5 to 10 left out]</p>
"##
    );
    assert_eq!(html, expected);
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
