//! `data/events.csv` and `data/mentions.csv`: tables for spreadsheets ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), UTF-8).

use csv::{Terminator, Writer, WriterBuilder};

use super::{tags, url};
use crate::case::concordance::speaking;
use crate::case::{Basis, Case, Event, Importance, Kind, Ref};
use crate::page::route;

/// The output path of the events.
pub const EVENTS_PATH: &str = "data/events.csv";

/// The output path of the mentions.
pub const MENTIONS_PATH: &str = "data/mentions.csv";

/// The columns of [`events`]. Lists within a cell are parted by `; `.
pub const EVENT_COLUMNS: [&str; 16] = [
    "id",
    "title",
    "date",
    "earliest",
    "latest",
    "uncertain",
    "approximate",
    "basis",
    "time",
    "place",
    "importance",
    "profiles",
    "sources",
    "tags",
    "summary",
    "url",
];

/// The columns of [`mentions`].
pub const MENTION_COLUMNS: [&str; 8] = [
    "profile",
    "source",
    "paragraph",
    "name",
    "alias",
    "start",
    "end",
    "url",
];

/// All events in the order of the timeline. `date` is EDTF as written; `earliest` and `latest` are the days it may mean.
pub fn events(case: &Case) -> String {
    let rows = case.events.iter().map(|one| event(case, one));
    table(&EVENT_COLUMNS, rows)
}

fn event(case: &Case, event: &Event) -> [String; 16] {
    let head = &event.head;
    let date = event.date.as_ref();
    let day =
        |day: Option<crate::syntax::edtf::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let says = |says: bool| date.map(|_| says.to_string()).unwrap_or_default();
    [
        head.id.to_string(),
        head.title.clone(),
        date.map(ToString::to_string).unwrap_or_default(),
        day(date.and_then(|date| date.earliest())),
        day(date.and_then(|date| date.latest())),
        says(date.is_some_and(|date| date.is_uncertain())),
        says(date.is_some_and(|date| date.is_approximate())),
        match event.basis {
            Basis::Stated => "stated",
            Basis::Derived => "derived",
        }
        .to_owned(),
        event.time.clone().unwrap_or_default(),
        event.place.clone().unwrap_or_default(),
        match event.importance {
            Importance::Major => "major",
            Importance::Minor => "minor",
        }
        .to_owned(),
        ids(case, Kind::Profile, &event.profiles),
        ids(case, Kind::Source, &speaking(&event.evidence)),
        tags(case, head).join("; "),
        head.summary.clone().unwrap_or_default(),
        url(head, None),
    ]
}

/// All mentions, by source and place in it. Where the rights withhold the words, `name`, `alias`, `start` and `end` are empty.
pub fn mentions(case: &Case) -> String {
    let rows = case.mentions().map(|mention| {
        let words = mention.words.as_ref();
        let target = crate::case::Target::Paragraph(mention.source, mention.paragraph);
        [
            case.profiles[mention.profile].head.id.to_string(),
            case.sources[mention.source].head.id.to_string(),
            mention.paragraph.to_string(),
            words.map(|words| words.name.clone()).unwrap_or_default(),
            words.map(|words| words.alias.clone()).unwrap_or_default(),
            words
                .map(|words| words.characters.start.to_string())
                .unwrap_or_default(),
            words
                .map(|words| words.characters.end.to_string())
                .unwrap_or_default(),
            route::href(case, "", &target),
        ]
    });
    table(&MENTION_COLUMNS, rows)
}

fn ids<'a>(case: &Case, kind: Kind, places: impl IntoIterator<Item = &'a usize>) -> String {
    let ids = places.into_iter().map(|index| {
        &*case
            .head(Ref {
                kind,
                index: *index,
            })
            .id
    });
    ids.collect::<Vec<_>>().join("; ")
}

/// Writing to memory does not fail, and every row has as many cells as there are columns.
fn table<const N: usize>(columns: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut written = writer.write_record(columns);
    for row in rows {
        written = written.and_then(|()| writer.write_record(&row));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    match written {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    }
}
