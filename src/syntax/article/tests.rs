//! The five real articles, what holds for any text, and hostile ones.

use super::line::blank;
use super::*;

const PENALTIES: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/000_c7eb6def96f8a0de.txt"
));
const TIMELINE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/001_d5427eff2312a7d2.txt"
));
const TRANSLATED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/002_fdb102d8bebec09d.txt"
));
const REPUTATION: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/003_d13a7bd7036279c5.txt"
));
const IDOL: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/seeds/004_313b2a38446c5eb3.txt"
));

/// Every byte is in one paragraph or delimiter row, in order, or shows nothing; numbers, lines and marks are sound.
fn assert_whole(text: &str, form: &Form) -> Article {
    let article = parse(text, form);
    let mut ranges: Vec<Range<usize>> = article
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.range.clone())
        .collect();
    let tables = article.blocks.iter().filter_map(|block| {
        if let Block::Table(table) = block {
            table.delimiter.clone()
        } else {
            None
        }
    });
    ranges.extend(tables);
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in &ranges {
        assert!(
            text[end..range.start].chars().all(blank),
            "lost: {:?}",
            &text[end..range.start]
        );
        let words = &text[range.clone()];
        assert!(!words.starts_with(blank) && !words.ends_with(blank) && !words.is_empty());
        end = range.end;
    }
    assert!(text[end..].chars().all(blank), "lost: {:?}", &text[end..]);
    for (paragraph, number) in article.paragraphs.iter().zip(1..) {
        assert_eq!(paragraph.number, number);
        assert_eq!(
            text.lines()
                .nth(*paragraph.lines.start() as usize - 1)
                .map(|line| line.trim_matches(blank).is_empty()),
            Some(false)
        );
        assert!(
            text[paragraph.range.clone()].is_char_boundary(paragraph.marker)
                && paragraph.marker < paragraph.range.len()
        );
        assert!(
            paragraph
                .cells
                .iter()
                .all(|cell| paragraph.range.start <= cell.start && cell.end <= paragraph.range.end)
        );
    }
    let mut placed = Vec::new();
    article
        .blocks
        .iter()
        .for_each(|block| place(block, &mut placed));
    let shown: Vec<usize> = (0..article.paragraphs.len())
        .filter(|place| !article.paragraphs[*place].omitted)
        .collect();
    assert_eq!(placed, shown, "blocks hold the shown paragraphs in order");
    article
}

fn place(block: &Block, placed: &mut Vec<usize>) {
    match block {
        Block::Paragraph(paragraph) | Block::Heading(paragraph) => placed.push(*paragraph),
        Block::List(list) => place_items(list, placed),
        Block::Table(table) => placed.extend(&table.rows),
    }
}

fn place_items(list: &List, placed: &mut Vec<usize>) {
    for item in &list.items {
        placed.push(item.paragraph);
        item.children
            .iter()
            .for_each(|child| place_items(child, placed));
    }
}

/// The first lines of the paragraphs of a shape.
fn lines_of(article: &Article, shape: impl Fn(Shape) -> bool) -> Vec<u32> {
    article
        .paragraphs
        .iter()
        .filter(|paragraph| shape(paragraph.shape))
        .map(|paragraph| *paragraph.lines.start())
        .collect()
}

/// An article, how many paragraphs it has, and the lines of its headings, items and rows.
type Expected<'a> = (&'a str, usize, &'a [u32], &'a [u32], &'a [u32]);

#[test]
fn the_real_articles_have_their_form() {
    let cases: [Expected; 5] = [
        (
            PENALTIES,
            25,
            &[1, 4, 8, 12, 21, 25, 29, 33, 39],
            &[14, 15, 16, 17, 18, 19, 35, 36, 37],
            &[],
        ),
        (
            TIMELINE,
            17,
            &[2, 4, 7, 9, 15, 17],
            &[5, 6],
            &[10, 12, 13, 14],
        ),
        (TRANSLATED, 15, &[], &[], &[]),
        (
            REPUTATION,
            116,
            &[1, 37, 59, 77, 115, 147, 183, 201],
            &[],
            &[],
        ),
        (IDOL, 52, &[10, 26, 47], &[], &[]),
    ];
    for (text, count, headings, items, rows) in cases {
        let article = assert_whole(text, &Form::default());
        assert_eq!(article.paragraphs.len(), count, "{}", &text[..40]);
        assert_eq!(
            lines_of(&article, |shape| shape == Shape::Heading),
            headings,
            "{}",
            &text[..40]
        );
        assert_eq!(
            lines_of(&article, |shape| matches!(shape, Shape::Item { .. })),
            items,
            "{}",
            &text[..40]
        );
        assert_eq!(
            lines_of(&article, |shape| matches!(shape, Shape::Row { .. })),
            rows,
            "{}",
            &text[..40]
        );
        assert_eq!(truncated(&article, text), text == IDOL, "{}", &text[..40]);
    }
}

#[test]
fn the_real_lists_and_table_are_built() {
    let article = parse(PENALTIES, &Form::default());
    let lists: Vec<&List> = article
        .blocks
        .iter()
        .filter_map(|block| {
            if let Block::List(list) = block {
                Some(list)
            } else {
                None
            }
        })
        .collect();
    let sizes: Vec<_> = lists
        .iter()
        .map(|list| {
            (
                list.ordered,
                list.items
                    .iter()
                    .map(|item| item.children.iter().map(|list| list.items.len()).sum())
                    .collect(),
            )
        })
        .collect();
    assert_eq!(sizes, [(false, vec![0, 0, 2, 0]), (true, vec![0, 0, 0])]);
    let first = &article.paragraphs[lists[0].items[0].paragraph];
    assert_eq!(&PENALTIES[first.range.clone()][..first.marker], "• ");

    let article = parse(TIMELINE, &Form::default());
    let table = article.blocks.iter().find_map(|block| {
        if let Block::Table(table) = block {
            Some(table)
        } else {
            None
        }
    });
    let table = table.expect("a table");
    assert_eq!(
        table.delimiter.clone().map(|row| &TIMELINE[row]),
        Some("|---|---|")
    );
    let cells: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| {
            article.paragraphs[*row]
                .cells
                .iter()
                .map(|cell| &TIMELINE[cell.clone()])
                .collect()
        })
        .collect();
    assert_eq!(cells[0], ["Role / Position", "Action Taken"]);
    assert_eq!(cells[1], ["Responsible经办 Employee", "Dismissed (辞退)"]);
    assert_eq!(cells.len(), 4);
}

#[test]
fn omitted_lines_keep_their_numbers() {
    let form = Form {
        omit: vec![1..=4],
        ..Form::default()
    };
    let article = assert_whole(PENALTIES, &form);
    assert_eq!(
        article
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.omitted)
            .count(),
        3
    );
    assert_eq!(article.blocks.first(), Some(&Block::Paragraph(3)));
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n- x\nAdvertisement\n- y";
    let form = Form {
        omit: vec![3..=3, 6..=6],
        ..Form::default()
    };
    let article = assert_whole(table, &form);
    let list = List {
        ordered: false,
        items: [3, 5]
            .map(|paragraph| Item {
                paragraph,
                children: Vec::new(),
            })
            .into(),
    };
    let expected = [
        Block::Table(Table {
            rows: vec![0, 2],
            delimiter: Some(10..19),
        }),
        Block::List(list),
    ];
    assert_eq!(article.blocks, expected);
    let form = Form {
        omit: vec![2..=2],
        ..Form::default()
    };
    assert!(matches!(
        parse(table, &form).blocks.first(),
        Some(Block::Table(Table {
            delimiter: None,
            ..
        }))
    ));
}

#[test]
fn any_text_stays_whole() {
    let hostile = [
        "",
        "\u{FEFF}",
        "\n\n",
        "x",
        "\u{FEFF}x",
        "a\r\nb\r\n",
        "a\rb",
        "a\u{2028}b",
        "\u{3000}\u{3000}小米\n\u{A0}粉",
        "|",
        "||\n|-|\n||",
        "| a |\n|---|\n| b |\n\n| c |\n|---|",
        "|---|---|\n|---|---|\n|---|---|",
        "a|b\n-|-\n\nc|d",
        "-\n- \n•\n1.\n1. ",
        "#\n# \n## #",
        "<script>alert(1)</script>\n{{ x }}\n",
        "\0\n\u{1}\n",
        "- a\n\t- b\n        - c\n - d",
        "1. a\n\n\n2. b\n(1) c\n（2）d\n① e\n② f",
        "一、\n一、二\n二、三",
        "\u{301}x\n\u{200D}\n\u{200B}",
        "(((((\n))))\n“”\n:",
        "e\u{301}\u{301}\n“A”:\n- b",
    ];
    let forms = [
        Form::default(),
        Form {
            wrapped: Some(true),
            ..Form::default()
        },
        Form {
            headings: Headings::None,
            ..Form::default()
        },
        Form {
            headings: Headings::Lines((0..9).collect()),
            wrapped: Some(true),
            ..Form::default()
        },
    ];
    for text in hostile
        .iter()
        .copied()
        .chain([PENALTIES, TIMELINE, TRANSLATED, REPUTATION, IDOL])
    {
        for form in &forms {
            assert_whole(text, form);
            assert_whole(&text.replace('\n', "\r\n"), form);
            sentences(text);
        }
    }
}

/// Anything quadratic would take these minutes.
#[test]
fn large_texts_take_linear_time() {
    let size = 1 << 16;
    let lines = "y\n".repeat(size);
    let texts = [
        "x".repeat(size),
        "|".repeat(size),
        "- ".repeat(size),
        "-\n".repeat(size),
        ")\n".repeat(size),
        "1. 2. ".repeat(size),
        "| a |\n|---|\n".repeat(size / 8),
        "- a\n".repeat(size / 4),
        "Title Case\n".repeat(size / 8),
        "小".repeat(size),
        "\u{301}".repeat(size),
        "# ".repeat(size),
        "#".repeat(size),
        format!("- {}\n{lines}", "1".repeat(size)),
        format!("{}\n{lines}", "- ".repeat(size)),
        (0..size / 8)
            .map(|number| format!("{}. a\n", number % 900))
            .collect(),
        (0..700)
            .map(|level| format!("{}- a\n", " ".repeat(level)))
            .collect(),
    ];
    for text in &texts {
        for wrapped in [None, Some(true)] {
            let omit = (0..9999).map(|line| line..=line + 1).collect();
            let article = parse(
                text,
                &Form {
                    omit,
                    wrapped,
                    ..Form::default()
                },
            );
            truncated(&article, text);
            sentences(text);
        }
    }
}
