//! A small case for tests of what is rendered: three sources with the three rights, and one record of each other kind.

use std::sync::Arc;

use serde_json::Value;

use crate::case::*;
use crate::resolve::quotation::Verdict;
use crate::syntax::article::{Block, Item, List, Shape, Table};
use crate::syntax::edtf::Edtf;

/// What every kind has, of an id and a title.
pub(crate) fn head(kind: Kind, id: &str, title: &str) -> Head {
    Head {
        kind,
        id: id.into(),
        stem: id.to_owned(),
        title: title.to_owned(),
        summary: None,
        tags: Vec::new(),
        part: None,
        audience: Audience::Everyone,
        extra: Value::Null,
        file: format!("content/{id}.md").into(),
    }
}

/// A paragraph of plain text.
pub(crate) fn paragraph(number: u32, text: &str) -> Paragraph {
    Paragraph {
        number,
        shape: Shape::Text,
        text: text.to_owned(),
        marker: 0,
        cells: Vec::new(),
        quoted: Vec::new(),
        names: Vec::new(),
        gaps: Vec::new(),
        left_out: Vec::new(),
    }
}

/// A quotation of a source, verified, in a paragraph.
pub(crate) fn quotation(id: &str, source: usize, paragraph: u32, text: &str) -> Quotation {
    Quotation {
        id: id.to_owned(),
        anchor: Some(id.to_owned()),
        source,
        text: Some(text.to_owned()),
        verdict: Verdict::Exact,
        paragraph: Some(paragraph),
        cited_by: vec![place(Kind::Note, 0)],
    }
}

/// A record's place.
pub(crate) fn place(kind: Kind, index: usize) -> Ref {
    Ref { kind, index }
}

/// A source with rights and paragraphs, each a block.
pub(crate) fn source(id: &str, right: Right, paragraphs: Vec<Paragraph>) -> Source {
    let length = paragraphs.last().map_or(0, |paragraph| paragraph.number);
    Source {
        head: head(Kind::Source, id, &format!("The title of {id}")),
        label: id.to_uppercase(),
        file: format!("{id}.txt").into(),
        csl_type: "article-newspaper".to_owned(),
        authors: vec!["A. Writer".to_owned()],
        publisher: Some("The Paper".to_owned()),
        date: Edtf::parse("2026-01-06").ok(),
        url: Some("https://paper.example/1".to_owned()),
        language: Some("en".to_owned()),
        translation: Translation::None,
        right,
        article: Article {
            blocks: (0..paragraphs.len()).map(Block::Paragraph).collect(),
            paragraphs,
            delimiters: Vec::new(),
            length,
            outline: vec![
                Extent {
                    words: 40,
                    omitted: false
                };
                length as usize
            ],
        },
        truncated: false,
        quotations: Arc::default(),
        mentions: Arc::default(),
        body: Prose::default(),
    }
}

/// A whole article: text with nested and overlapping passages, a list in a list, a table.
fn full() -> Source {
    let first = "Xu Fei said: <b>we & you</b> will not cooperate.";
    let mut text = paragraph(1, first);
    // "said: <b>we" overlaps "<b>we & you</b> will", in which "you" is nested.
    text.quoted = vec![(7..18, 0), (13..33, 1), (21..24, 2)];
    text.names = vec![(0..6, 0)];
    let mut paragraphs = vec![text];
    let items = [
        (2, "• One", 4, 0),
        (3, "1. Two", 3, 1),
        (4, "• Three", 4, 0),
    ];
    for (number, text, marker, depth) in items {
        let ordered = depth == 1;
        paragraphs.push(Paragraph {
            shape: Shape::Item { depth, ordered },
            marker,
            ..paragraph(number, text)
        });
    }
    for (number, text, head, cells) in [
        (5, "| Role | Action |", true, vec![2..6, 9..15]),
        (6, "| VP | Fired | more |", false, vec![2..4, 7..12, 15..19]),
    ] {
        paragraphs.push(Paragraph {
            shape: Shape::Row { head },
            cells,
            ..paragraph(number, text)
        });
    }
    let item = |paragraph, children| Item {
        paragraph,
        children,
    };
    let inner = List {
        ordered: true,
        items: vec![item(2, Vec::new())],
    };
    let outer = List {
        ordered: false,
        items: vec![item(1, vec![inner]), item(3, Vec::new())],
    };
    let table = Table {
        rows: vec![4, 5],
        delimiter: None,
    };
    let mut source = source("full", Right::Full, paragraphs);
    source.article.blocks = vec![Block::Paragraph(0), Block::List(outer), Block::Table(table)];
    source.article.delimiters = vec![(4, "|---|---|".to_owned())];
    source.quotations = Arc::new([
        quotation("full-1", 0, 1, "said: <b>we"),
        quotation("full-2", 0, 1, "<b>we & you</b> will"),
        quotation("full-3", 0, 1, "you"),
        Quotation {
            anchor: None,
            text: None,
            paragraph: None,
            verdict: Verdict::Absent,
            ..quotation("full-4", 0, 1, "")
        },
    ]);
    source.mentions = Arc::new([mention(0, true)]);
    source
}

/// The quoted words of two paragraphs of ten.
fn excerpt() -> Source {
    let mut third = paragraph(3, "first words last words");
    third.quoted = vec![(0..11, 0), (11..22, 0)];
    third.gaps = vec![11, 22];
    third.left_out = vec![1, 35];
    let mut fourth = paragraph(4, "米粉");
    fourth.quoted = vec![(0..6, 1)];
    fourth.gaps = vec![0];
    fourth.left_out = vec![38];
    let mut source = source("excerpt", Right::Excerpt, vec![third, fourth]);
    source.article.length = 10;
    source.article.outline = vec![
        Extent {
            words: 40,
            omitted: false
        };
        10
    ];
    source.article.outline[0].omitted = true;
    source.quotations = Arc::new([
        quotation("excerpt-1", 1, 3, "first words … last words"),
        quotation("excerpt-2", 1, 4, "米粉"),
    ]);
    source.mentions = Arc::new([mention(1, false)]);
    source
}

/// A source of which its record alone is shown.
fn record() -> Source {
    let mut source = source("record", Right::Record, Vec::new());
    source.quotations = Arc::new([quotation("record-1", 2, 7, "never shown")]);
    source
}

/// The quotation at a place.
pub(crate) fn quoted(source: usize, index: usize) -> QuotationRef {
    QuotationRef { source, index }
}

/// The sample.
pub(crate) fn case() -> Case {
    let mut front = head(Kind::Case, "case", "The critic & the brand");
    front.extra = serde_json::json!({});
    Case {
        front: Arc::new(Front {
            head: front,
            subtitle: None,
            description: Some("A sample.".to_owned()),
            authors: vec![Author {
                name: "A. Author".to_owned(),
                affiliation: Some("Some School".to_owned()),
                url: None,
            }],
            language: "en".to_owned(),
            base_url: Some("https://example.org/case/".to_owned()),
            license: Some("CC-BY-4.0".to_owned()),
            date: Edtf::parse("2026-01-12").ok(),
            citation_style: "apa".to_owned(),
            body: Prose::default(),
        }),
        edition: Edition::Public,
        notes: vec![Arc::new(Note {
            head: head(Kind::Note, "the-deal", "The deal"),
            order: 10,
            body: Prose::default(),
        })],
        events: vec![Arc::new(event("2026-01-06", Basis::Stated))],
        profiles: vec![Arc::new(profile())],
        sources: vec![full().into(), excerpt().into(), record().into()],
        claims: vec![Arc::new(claim())],
        questions: vec![Arc::new(Question {
            head: head(
                Kind::Question,
                "proportion",
                "Was the penalty proportionate?",
            ),
            objective: Some("Weigh it".to_owned()),
            minutes: Some(15),
            order: 30,
            discusses: vec![place(Kind::Claim, 0)],
            answer: None,
        })],
        handouts: vec![Arc::new(handout())],
        concordance: Arc::default(),
        named_in: Arc::new(vec![
            [0, 1]
                .map(|source| MentionRef { source, index: 0 })
                .to_vec(),
        ]),
        linked_from: Arc::default(),
        places: Arc::new(Places),
        tags: Arc::new(vec![Tag {
            name: "crisis".to_owned(),
            stem: "crisis".to_owned(),
            members: Vec::new(),
        }]),
        redirects: Arc::default(),
        files: Arc::default(),
    }
}

/// An event of a date and a basis.
pub(crate) fn event(date: &str, basis: Basis) -> Event {
    Event {
        head: head(Kind::Event, "penalties", "Xiaomi announces penalties"),
        date: Edtf::parse(date).ok(),
        basis,
        time: Some("late night".to_owned()),
        place: None,
        importance: Importance::Major,
        profiles: vec![0],
        evidence: vec![evidence(0, Some(quoted(0, 0)))],
        body: Prose::default(),
    }
}

fn evidence(source: usize, quotation: Option<QuotationRef>) -> Evidence {
    Evidence {
        source,
        quotation,
        quote: quotation.map(|_| "said".to_owned()),
        paragraph: None,
    }
}

fn profile() -> Profile {
    Profile {
        head: head(Kind::Profile, "xu-fei", "Xu Fei"),
        kind: ProfileKind::Person,
        aliases: vec!["Ms Xu".to_owned()],
        roles: vec![Role {
            title: "CMO".to_owned(),
            organization: Some(0),
            from: Edtf::parse("2010").ok(),
            to: None,
            open: true,
            evidence: vec![evidence(1, None)],
        }],
        image: None,
        links: vec![ExternalLink {
            title: "Page".to_owned(),
            url: "https://a.example".to_owned(),
        }],
        body: Prose::default(),
    }
}

fn claim() -> Claim {
    let position = |says: &str, source| Position {
        says: says.to_owned(),
        evidence: vec![evidence(source, None), evidence(source, None)],
    };
    Claim {
        head: head(Kind::Claim, "who", "Who made it public?"),
        profiles: vec![0],
        status: Status::Disputed,
        positions: vec![position("Rumours </script>", 0), position("He did", 1)],
        body: Prose::default(),
    }
}

fn handout() -> Handout {
    let sources = HandoutPart::Sources {
        sources: vec![0],
        excerpts: true,
    };
    let questions = HandoutPart::Questions {
        questions: vec![0],
        lines: 6,
        answers: false,
    };
    Handout {
        head: head(Kind::Handout, "before", "Before class"),
        paper: Paper::A4,
        contents: vec![
            HandoutPart::Body,
            HandoutPart::Notes(vec![0]),
            sources,
            questions,
        ],
        body: Prose::default(),
    }
}

fn mention(source: usize, shown: bool) -> Mention {
    let words = Sentence {
        alias: "Xu Fei".to_owned(),
        characters: 0..6,
        before: String::new(),
        name: "Xu Fei".to_owned(),
        after: " said".to_owned(),
    };
    Mention {
        profile: 0,
        source,
        paragraph: 1,
        words: shown.then_some(words),
    }
}
