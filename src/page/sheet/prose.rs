//! Resolved Markdown as blocks.

mod open;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::{Block, CitedView, Inline, Mark, contents};
use crate::case::{Audience, Citation, Component, Picture, Piece, Prose, Target};
use crate::page::{Desk, citation, phrase, route};
use open::{Kind, Open};

/// Lists, quotes and the like are nested no deeper on paper: there is no room, and Typst has no more calls within calls.
const DEEPEST: usize = 8;

/// A prose as blocks.
pub(super) fn blocks(desk: &Desk, prose: &Prose) -> Vec<Block> {
    let mut walk = Walk {
        desk,
        prose,
        footnotes: footnotes(&prose.pieces),
        open: vec![Open::new(Kind::Root)],
        in_footnote: false,
    };
    walk.pieces(0..prose.pieces.len());
    walk.finish()
}

/// Where the text of each footnote stands, by its label; of two with one label the first.
fn footnotes(pieces: &[Piece]) -> BTreeMap<&str, Range<usize>> {
    let (mut found, mut start) = (BTreeMap::new(), None);
    for (at, piece) in pieces.iter().enumerate() {
        match (piece, start) {
            (Piece::Event(Event::Start(Tag::FootnoteDefinition(label))), None) => {
                start = Some((&**label, at));
            }
            (Piece::Event(Event::End(TagEnd::FootnoteDefinition)), Some((label, from))) => {
                found.entry(label).or_insert(from + 1..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Walks one prose. What is open is a stack; what ends goes into what stands around it.
struct Walk<'a> {
    desk: &'a Desk<'a>,
    prose: &'a Prose,
    footnotes: BTreeMap<&'a str, Range<usize>>,
    open: Vec<Open>,
    in_footnote: bool,
}

impl<'a> Walk<'a> {
    fn finish(mut self) -> Vec<Block> {
        while self.open.len() > 1 {
            self.close_top();
        }
        self.open.pop().map(Open::into_blocks).unwrap_or_default()
    }

    fn pieces(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let Some(piece) = self.prose.pieces.get(at) else {
                return;
            };
            // Footnotes stand where they are referred to.
            if matches!(
                piece,
                Piece::Event(Event::Start(Tag::FootnoteDefinition(_)))
            ) {
                at = self.after(at, TagEnd::FootnoteDefinition);
                continue;
            }
            at = self.piece(at, piece);
        }
    }

    /// The position after the end that begins at `at`.
    fn after(&self, at: usize, end: TagEnd) -> usize {
        let pieces = self.prose.pieces.iter().skip(at);
        let is_end = |piece: &&Piece| matches!(piece, Piece::Event(Event::End(tag)) if *tag == end);
        at + pieces.take_while(|piece| !is_end(piece)).count() + 1
    }

    fn piece(&mut self, at: usize, piece: &'a Piece) -> usize {
        match piece {
            Piece::Event(event) => return self.event(at, event),
            Piece::HeadingStart(index) => {
                let level = self.prose.headings.get(*index).map_or(2, |one| one.level);
                self.start(Kind::Heading(level.saturating_sub(1).max(1)));
            }
            Piece::HeadingEnd(_) => self.close(|kind| matches!(kind, Kind::Heading(_))),
            Piece::LinkStart(target, _) => self.start(Kind::Link(self.url(target))),
            Piece::LinkEnd => self.close(|kind| matches!(kind, Kind::Link(_))),
            Piece::TitleLink(target) => {
                let title =
                    citation::title_in(self.desk.case, target, &|key| self.desk.words.or_key(key));
                let c = vec![Inline::Text(title)];
                self.linked(self.url(target), c);
            }
            Piece::Image {
                picture,
                alt,
                title,
            } => return self.image(at, picture, alt, title.as_deref()),
            // The marks of a quotation are the author's own words.
            Piece::QuoteStart(_) | Piece::QuoteEnd => {}
            Piece::BlockQuoteStart(_) => self.start(Kind::BlockQuote),
            Piece::BlockQuoteEnd(citation) => self.block_quotation_end(citation),
            Piece::Citation(citation) => {
                let cite = self.cite(citation);
                self.push(cite);
            }
            Piece::Component(component) => self.component(component),
            Piece::PassageStart(audience) => self.start(Kind::Passage(match audience {
                Audience::Everyone => "",
                Audience::Student => "student",
                Audience::Instructor => "instructor",
            })),
            Piece::PassageEnd => self.close(|kind| matches!(kind, Kind::Passage(_))),
        }
        at + 1
    }

    fn event(&mut self, at: usize, event: &'a Event<'static>) -> usize {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let next = self.after(at, TagEnd::HtmlBlock);
                self.html(at..next);
                return next;
            }
            Event::Start(Tag::MetadataBlock(kind)) => {
                return self.after(at, TagEnd::MetadataBlock(*kind));
            }
            Event::Start(tag) => self.start_tag(tag),
            Event::End(tag) => self.end_tag(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => self.push(Mark::Code {
                text: text.to_string(),
            }),
            Event::InlineMath(tex) => self.push(Mark::Math {
                tex: tex.trim().to_owned(),
            }),
            Event::DisplayMath(tex) => self.block(Block::Math {
                tex: tex.trim().to_owned(),
            }),
            Event::Html(_) | Event::InlineHtml(_) => self.tag_in_line(event),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Mark::Br),
            Event::Rule => self.block(Block::Hr),
            Event::FootnoteReference(label) => self.footnote(label),
            Event::TaskListMarker(done) => self.push(Mark::Task { done: *done }),
        }
        at + 1
    }

    fn start_tag(&mut self, tag: &Tag) {
        let kind = match tag {
            Tag::BlockQuote(None) => Kind::BlockQuote,
            Tag::BlockQuote(Some(kind)) => Kind::Alert(alert(*kind)),
            Tag::List(first) => Kind::List(*first, Vec::new()),
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::Table(alignments) => Kind::Table(
                alignments.iter().map(alignment).collect(),
                Vec::new(),
                Vec::new(),
            ),
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let language = info.split_whitespace().next().map(str::to_owned);
                Kind::Code(language)
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(None),
            other => Kind::Tag(other.to_end()),
        };
        let nested = self.open.iter().filter(|open| open.kind.is_nest());
        self.start(match kind.is_nest() && nested.count() >= DEEPEST {
            true => Kind::Flat(tag.to_end()),
            false => kind,
        });
    }

    fn end_tag(&mut self, tag: TagEnd) {
        self.close(|kind| match tag {
            _ if kind.is_flat(tag) => true,
            TagEnd::BlockQuote(None) => matches!(kind, Kind::BlockQuote),
            TagEnd::BlockQuote(Some(_)) => matches!(kind, Kind::Alert(_)),
            TagEnd::List(_) => matches!(kind, Kind::List(..)),
            TagEnd::DefinitionList => matches!(kind, Kind::Definitions(_)),
            TagEnd::Table => matches!(kind, Kind::Table(..)),
            TagEnd::TableHead | TagEnd::TableRow => matches!(kind, Kind::Row(_)),
            TagEnd::CodeBlock => matches!(kind, Kind::Code(_)),
            other => kind.is(other),
        });
    }

    fn block_quotation_end(&mut self, citation: &Citation) {
        let cite = self.cite(citation);
        self.close(|kind| matches!(kind, Kind::BlockQuote));
        if let Some(Block::Quotation { cite: place, .. }) = self.top().blocks.last_mut() {
            *place = Some(cite);
        }
    }

    fn cite(&self, citation: &Citation) -> Inline {
        let case = self.desk.case;
        let items = citation.items.iter().map(|item| CitedView {
            prefix: item.prefix.clone(),
            label: citation::label(case, item, &|key| self.desk.words.or_key(key)),
            suffix: item.suffix.clone(),
            url: self.url(&citation::place(case, item)),
        });
        let items = items.collect();
        Mark::Cite { items }.into()
    }

    /// A link, or where paper leads nowhere its words alone.
    fn linked(&mut self, url: Option<String>, c: Vec<Inline>) {
        match url {
            Some(url) => self.push(Mark::Link { url, c }),
            None => self.top().line.extend(c),
        }
    }

    /// Where a link leads from a sheet of paper that is read on a screen.
    fn url(&self, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => {
                let is_safe = ["http://", "https://", "mailto:"];
                let lower = url.to_ascii_lowercase();
                is_safe
                    .iter()
                    .any(|scheme| lower.starts_with(scheme))
                    .then(|| url.clone())
            }
            Target::Here(_) => None,
            target => {
                let base = self.desk.case.front.base_url.as_deref()?;
                Some([base, &route::href(self.desk.case, "", target)].concat())
            }
        }
    }

    fn footnote(&mut self, label: &str) {
        let range = self.footnotes.get(label).cloned();
        let Some(range) = range.filter(|_| !self.in_footnote) else {
            return;
        };
        let open = std::mem::replace(&mut self.open, vec![Open::new(Kind::Root)]);
        self.in_footnote = true;
        self.pieces(range);
        while self.open.len() > 1 {
            self.close_top();
        }
        self.in_footnote = false;
        let note = std::mem::replace(&mut self.open, open).pop();
        let c = note.map(Open::into_blocks).unwrap_or_default();
        self.push(Mark::Footnote { c });
    }

    fn image(&mut self, at: usize, picture: &Picture, alt: &str, title: Option<&str>) -> usize {
        let path = place(picture);
        let next = self.prose.pieces.get(at + 1);
        let ends = matches!(next, Some(Piece::Event(Event::End(TagEnd::Paragraph))));
        let top = self.top();
        let is_alone = ends && top.line.is_empty() && top.kind.is(TagEnd::Paragraph);
        match is_alone {
            true => {
                let caption = title.map(|title| vec![Inline::from(title)]);
                self.block(figure(path, alt, caption, picture.size));
            }
            false => self.push(Mark::Image {
                path,
                alt: alt.to_owned(),
            }),
        }
        at + 1
    }

    fn component(&mut self, component: &Component) {
        let chosen = &component.selection;
        if let Some(picture) = &chosen.picture {
            let text = |key: &str| {
                component
                    .parameters
                    .get(key)
                    .and_then(|value| value.as_str())
            };
            let caption = text("caption").map(|words| vec![Inline::from(words)]);
            let alt = text("alt").unwrap_or_default();
            return self.block(figure(place(picture), alt, caption, picture.size));
        }
        match contents::component(self.desk, &component.name, chosen) {
            Some(part) => self.block(Block::Group {
                part: Box::new(part),
            }),
            None => {
                let pattern = self.desk.words.or_key("handout.on_the_page");
                let values = [("name", &*component.name)];
                let c = vec![Inline::Text(phrase::fill(&pattern, &values))];
                self.block(Block::P {
                    c: vec![Mark::Em { c }.into()],
                });
            }
        }
    }

    /// The words of raw HTML; what it marks them up as has no form on paper.
    fn html(&mut self, range: Range<usize>) {
        let pieces = self.prose.pieces.get(range).unwrap_or_default();
        let html: String = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Event(Event::Html(html) | Event::Text(html)) => Some(&**html),
                _ => None,
            })
            .collect();
        let words = words_of_html(&html);
        if !words.is_empty() {
            self.block(Block::P {
                c: vec![Inline::Text(words)],
            });
        }
    }

    /// Of raw HTML in a line only a line's end means something here.
    fn tag_in_line(&mut self, event: &Event) {
        if let Event::Html(tag) | Event::InlineHtml(tag) = event
            && tag.to_ascii_lowercase().starts_with("<br")
        {
            self.push(Mark::Br);
        }
    }
}

/// Where a layout finds a picture.
fn place(picture: &Picture) -> String {
    format!("/{}", picture.path)
}

fn figure(
    path: String,
    alt: &str,
    caption: Option<Vec<Inline>>,
    size: Option<(usize, usize)>,
) -> Block {
    Block::Figure {
        path,
        alt: alt.to_owned(),
        caption,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn alignment(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None => "none",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

/// The words of raw HTML without its tags and comments, white space as one space.
fn words_of_html(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        words.push(' ');
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let words = words
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
