//! What an author's Markdown becomes. Expectations are HTML's rules, not the writer's output.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::*;
use crate::case::{
    Audience, Citation, CitationItem, Heading, Kind, Picture, QuotationRef, Selection, Target,
};
use crate::render::sample;

/// Markdown with some tags of raw HTML standing for what resolving makes: `<q0>` a quotation, `<c0>` a citation,
/// `<bq0>` a block quotation, `<for>` a passage, `<tl>` a titled link, `<part>` a component.
fn prose(markdown: &str) -> Prose {
    let mut prose = Prose::default();
    let mut in_image = false;
    let mut block = None;
    let mut options = Options::all();
    options.remove(Options::ENABLE_WIKILINKS);
    options.remove(Options::ENABLE_OLD_FOOTNOTES);
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    options.insert(Options::ENABLE_FOOTNOTES);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => prose.pieces.extend(html_block(block.take())),
            Event::Html(html) => block.get_or_insert_default().push_str(&html),
            Event::Start(Tag::Heading { level, .. }) => {
                let index = prose.headings.len();
                prose.headings.push(heading(level, index));
                prose.pieces.push(Piece::HeadingStart(index));
            }
            Event::End(TagEnd::Heading(_)) => {
                prose
                    .pieces
                    .push(Piece::HeadingEnd(prose.headings.len() - 1));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let target = Target::External(dest_url.to_string());
                prose.pieces.push(Piece::LinkStart(target, None));
            }
            Event::End(TagEnd::Link) => prose.pieces.push(Piece::LinkEnd),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                in_image = true;
                prose.pieces.push(image(&dest_url, &title));
            }
            Event::End(TagEnd::Image) => in_image = false,
            _ if in_image => {}
            Event::InlineHtml(html) => prose.pieces.push(marker(html)),
            event => prose.pieces.push(Piece::Event(event.into_static())),
        }
    }
    prose
}

/// A block of raw HTML, or what it stands for.
fn html_block(html: Option<String>) -> Vec<Piece> {
    let html = html.unwrap_or_default();
    match marker(html.clone().into()) {
        Piece::Event(_) => {
            let lines = html.split_inclusive('\n');
            let lines = lines.map(|line| Event::Html(line.to_owned().into()));
            let start = std::iter::once(Event::Start(Tag::HtmlBlock));
            let end = std::iter::once(Event::End(TagEnd::HtmlBlock));
            start.chain(lines).chain(end).map(Piece::Event).collect()
        }
        piece => vec![piece],
    }
}

fn heading(level: HeadingLevel, index: usize) -> Heading {
    Heading {
        level: level as u8 + 1,
        anchor: format!("h-{index}"),
        text: "Words & more".to_owned(),
    }
}

fn image(path: &str, title: &str) -> Piece {
    Piece::Image {
        picture: Box::new(Picture {
            path: path.to_owned(),
            size: Some((4, 3)),
        }),
        alt: "a \"b\"".to_owned(),
        title: Some(title.to_owned()).filter(|title| !title.is_empty()),
    }
}

fn marker(html: CowStr) -> Piece {
    match html.trim() {
        "<q0>" => Piece::QuoteStart(vec![sample::quoted(0, 0)]),
        "<q6>" => Piece::QuoteStart(vec![sample::quoted(0, 3)]),
        "</q0>" | "</q6>" => Piece::QuoteEnd,
        "<c0>" => Piece::Citation(citation(&[cited(0, None, Some(sample::quoted(0, 0)))])),
        "<c2>" => Piece::Citation(citation(&[
            cited(0, Some(2..5), None),
            cited(1, Some(9..10), None),
        ])),
        "<bq0>" => Piece::BlockQuoteStart(vec![sample::quoted(1, 0)]),
        "</bq0>" => Piece::BlockQuoteEnd(citation(&[cited(1, None, Some(sample::quoted(1, 0)))])),
        "<for>" => Piece::PassageStart(Audience::Instructor),
        "</for>" => Piece::PassageEnd,
        "<tl>" => Piece::TitleLink(Target::Record(sample::place(Kind::Profile, 0), None)),
        "<part>" => Piece::Component(Box::new(Component {
            name: "timeline".into(),
            parameters: serde_json::Value::Null,
            selection: Selection::default(),
        })),
        _ => Piece::Event(Event::InlineHtml(html.into_static())),
    }
}

fn citation(items: &[CitationItem]) -> Citation {
    Citation {
        items: items.to_vec(),
    }
}

fn cited(
    source: usize,
    paragraphs: Option<Range<u32>>,
    quotation: Option<QuotationRef>,
) -> CitationItem {
    CitationItem {
        source,
        prefix: String::new(),
        paragraphs,
        suffix: String::new(),
        quotation,
    }
}

fn words(key: &str) -> String {
    match key {
        "citation.bracket" => "({items})",
        "citation.separator" => "; ",
        "citation.paragraph" => "{label}, ¶ {n}",
        "citation.paragraphs" => "{label}, ¶¶ {from}–{to}",
        key => key,
    }
    .to_owned()
}

fn render(markdown: &str) -> String {
    let case = sample::case();
    let context = ProseContext {
        page: "notes/a.html",
        words: &words,
        date: &|date| date.to_string(),
        component: &|component| Ok(format!("<ol class=\"{}\"></ol>", component.name)),
        id_prefix: "x-",
        heading_base: 2,
    };
    html(&case, &prose(markdown), &context).expect("no component fails")
}

/// Whether every element is closed in order, no link stands in a link, and no id twice.
fn check(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a closed tag");
        let name = tag.split(' ').next().unwrap_or(tag);
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !["br", "hr", "img", "input"].contains(&name) {
            assert!(
                name != "a" || !open.contains(&"a"),
                "a link in a link: {html}"
            );
            open.push(name);
        }
        if let Some((_, id)) = tag.split_once(" id=\"") {
            let id = id.split('"').next().unwrap_or(id);
            assert!(ids.insert(id.to_owned()), "{id} twice: {html}");
        }
    }
    assert!(open.is_empty(), "{open:?} {html}");
}

#[test]
fn each_element_is_what_html_and_its_readers_need() {
    let cases = [
        (
            "# T",
            r##"<h2 id="x-h-0">T<a class="self" href="#x-h-0" aria-label="prose.self_link"></a></h2>"##,
        ),
        ("a <b & c", "<p>a &lt;b &amp; c</p>"),
        ("<!-- a\n\n*note* -->\n\nb", "\n<p>b</p>"),
        ("x<!-- y -->z", "<p>xz</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        (
            "|a||\n|:-|-:|\n|1|2|",
            r#"<tr><th scope="col" class="align-start">a</th><td class="align-end"></td></tr>"#,
        ),
        ("|a|\n|:-:|\n|1|", r#"<td class="align-center">1</td>"#),
        (
            "- [x] done\n- [ ] open",
            r#"<li class="task"><input type="checkbox" disabled checked aria-label="prose.task_done"> done</li>"#,
        ),
        ("3. a", "<ol start=\"3\">"),
        (
            "> [!WARNING]\n> a",
            r#"<aside class="alert alert-warning" role="note">"#,
        ),
        (
            "```rust\nfn a() {}\n```",
            r#"<pre class="code" tabindex="0"><code class="language-rust"><span class="z-"#,
        ),
        ("    <i>", "<code>&lt;i&gt;</code></pre>"),
        ("$x^2$", "<math"),
        ("$\\nope$", r#"<code class="math">\nope</code>"#),
        (
            "[a](https://b.example/?x=1&y)",
            r#"<a href="https://b.example/?x=1&amp;y" rel="external noopener">a</a>"#,
        ),
        ("[a](JavaScript:alert)", r#"<a class="broken">a</a>"#),
        (
            "[a](mailto:a@b.example)",
            r#"<a href="mailto:a@b.example">a</a>"#,
        ),
        (
            "![x](img/p.png)",
            r#"<p><img src="../img/p.png" alt="a &quot;b&quot;" width="4" height="3" loading="lazy"></p>"#,
        ),
        (
            "![x](img/p.png 'A title')",
            "<figcaption>A title</figcaption>\n</figure>",
        ),
        (
            "![x](img/p.png 'A title') y",
            r#"loading="lazy" title="A title"> y</p>"#,
        ),
        ("<tl>", r#"<a href="../profiles/xu-fei.html">Xu Fei</a>"#),
    ];
    for (markdown, expected) in cases {
        let html = render(markdown);
        check(&html);
        assert!(html.contains(expected), "{markdown}\n{html}");
    }
}

#[test]
fn quotations_and_citations_lead_to_their_passages() {
    let cases = [
        (
            r#"<q0>"said"</q0> <c0>."#,
            concat!(
                r##"<p><a class="quotation" href="../sources/full.html#full-1">"said"</a> "##,
                r##"<span class="citation">(<a href="../sources/full.html#full-1">FULL, ¶ 1</a>)</span>.</p>"##,
            ),
        ),
        // Paragraph 9 of the excerpt is not on its page.
        (
            "<c2>",
            concat!(
                r##"(<a href="../sources/full.html#p2">FULL, ¶¶ 2–4</a>; "##,
                r##"<a href="../sources/excerpt.html">EXCERPT, ¶ 9</a>)"##,
            ),
        ),
        (
            r#"<q6>"never"</q6>"#,
            r#"<span class="quotation unverified">"never"</span>"#,
        ),
        (
            "<q0>a [b](https://c.example) d</q0>",
            r#"<span class="quotation">a <a "#,
        ),
        (
            "[a <q0>b</q0>](https://c.example)",
            r#"a <span class="quotation">b</span></a>"#,
        ),
        // Marks that overlap are cut.
        ("<q0>a *b</q0> c*", r#">a <em>b</em></a><em> c</em>"#),
        (
            "*a <q0>b* c</q0>",
            r#"b</a></em><a class="quotation" href="../sources/full.html#full-1"> c</a>"#,
        ),
        (
            "<bq0>\n\nfirst\n\n</bq0>\n",
            concat!(
                "<figure class=\"quotation\">\n<blockquote cite=\"../sources/excerpt.html#excerpt-1\">\n<p>first</p>\n",
                "</blockquote>\n<figcaption>— <a href=\"../sources/excerpt.html#excerpt-1\">EXCERPT, ¶ 3</a></figcaption>\n</figure>",
            ),
        ),
    ];
    for (markdown, expected) in cases {
        let html = render(markdown);
        check(&html);
        assert!(html.contains(expected), "{markdown}\n{html}");
    }
}

#[test]
fn footnotes_follow_the_block_that_first_refers_to_them() {
    let html = render(
        "a[^z] b[^y]\n\nc[^z]\n\n[^y]: Why[^z]\n\n[^z]: Zed\n\n    - list\n\n[^u]: unused\n",
    );
    check(&html);
    let order = [
        "<div class=\"noted\">\n<p>a<sup class=\"footnote\"><a id=\"x-fnref.1\" href=\"#x-fn.1\" role=\"doc-noteref\">1</a></sup>",
        "</p>\n<aside class=\"sidenote footnote-text\" id=\"x-fn.1\" role=\"doc-footnote\"",
        "<p>Zed</p>\n<ul>",
        // A list is no place for the links back; that from the second note and that from the second paragraph are among them.
        "</ul>\n<p><a href=\"#x-fnref.1\"",
        "href=\"#x-fnref.1.2\"",
        "href=\"#x-fnref.1.3\"",
        "id=\"x-fn.2\"",
        "<p>Why<sup",
        "href=\"#x-fnref.2\"",
        "</aside>\n</div>\n<p>c<sup",
    ];
    let mut rest = html.as_str();
    for expected in order {
        let Some((_, after)) = rest.split_once(expected) else {
            panic!("{expected}\n{html}");
        };
        rest = after;
    }
    assert!(!html.contains("unused"));
}

#[test]
fn a_source_is_named_beside_the_first_block_of_a_section_that_cites_it() {
    let html = render(
        "a <c0> <c0>\n\nb <c0>[^n]\n\n# H\n\n- c <c2>\n- d\n\n[^n]: note <c2>\n\n<bq0>\n\ne\n\n</bq0>\n",
    );
    check(&html);
    let named = |html: &str| html.matches("sidenote reference").count();
    let (before, after) = html.split_once("<h2").expect("a heading");
    // The footnote's own citations are named nowhere, and the block quotation's source is named by then.
    assert_eq!((named(before), named(after)), (1, 2), "{html}");
    assert!(after.contains("<div class=\"noted\">\n<ul>"), "{html}");
}

#[test]
fn whatever_is_left_open_or_crossed_is_still_html() {
    let cases = [
        "<for>\n\n- a\n\n</for>\n\n- b",
        "- a\n\n<for>\n\nb\n\n</for>",
        "<bq0>\n\n> a\n\n- b\n\n</bq0>",
        "<bq0>\n\na",
        "<q0>a\n\nb</q0>",
        "</q0> </for> a",
        "# <q0>a</q0> [b](https://c.example)",
        "|<q0>a</q0>|\n|-|\n|<c0> $x$ **b** `c`|",
        "term\n: definition <c0>\n\n  - list",
        "<part>\n\n[^a]\n\n[^a]: <part>",
        "[<tl> <c0> ![i](i.png)](https://c.example)",
        "<q0>*a **b</q0> c** d*",
        "~~a~~ a^b^ ~c~",
    ];
    for markdown in cases {
        check(&render(markdown));
    }
}

#[test]
fn plain_words_are_words_alone() {
    let case = sample::case();
    let cases = [
        (
            "# Head\n\nSome *words*,\n`code` & <tl>.",
            "Head\nSome words, code & Xu Fei.",
        ),
        (
            r#"He <q0>"said"</q0> <c0>. And[^a]"#,
            "He \"said\". And[^a]",
        ),
        ("a[^n]\n\n[^n]: note", "a"),
        ("- one\n- two\n\n|a|b|\n|-|-|\n|1|2|", "one\ntwo\na b\n1 2"),
        ("<part>\n\nend<br>", "end"),
        ("<c0> starts", "starts"),
    ];
    for (markdown, expected) in cases {
        let words = plain(&case, &prose(markdown));
        assert_eq!(words.trim(), expected, "{markdown}");
    }
}

#[test]
fn a_component_that_fails_is_named() {
    let context = ProseContext {
        page: "a.html",
        words: &words,
        date: &|date| date.to_string(),
        component: &|_| Err("no such field".to_owned()),
        id_prefix: "",
        heading_base: 2,
    };
    let error = html(&sample::case(), &prose("<part>"), &context).expect_err("it fails");
    assert_eq!(&*error.component, "timeline");
    assert_eq!(error.message, "no such field");
}
