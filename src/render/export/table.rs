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

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, in the first row.
    pub name: &'static str,
    /// A type of [Table Schema](https://datapackage.org/standard/table-schema/).
    pub kind: &'static str,
    /// What its cells may hold.
    pub holds: Holds,
    /// What stands in it.
    pub about: &'static str,
}

/// What a column's cells may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Anything or nothing.
    Any,
    /// Something.
    Some,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

const fn column(
    name: &'static str,
    kind: &'static str,
    holds: Holds,
    about: &'static str,
) -> Column {
    Column {
        name,
        kind,
        holds,
        about,
    }
}

/// The columns of [`events`]. Lists within a cell are parted by `; `.
pub const EVENT_COLUMNS: [Column; 16] = [
    column(
        "id",
        "string",
        Holds::Some,
        "The event's id in the case; no two events share one.",
    ),
    column("title", "string", Holds::Some, "What happened."),
    column(
        "date",
        "string",
        Holds::Any,
        "When, in the Extended Date/Time Format, level 1 (ISO 8601-2), as precise and as doubtful as the editor wrote it; empty if undated.",
    ),
    column(
        "earliest",
        "date",
        Holds::Any,
        "The first day that the date may mean; empty if it has no beginning.",
    ),
    column(
        "latest",
        "date",
        Holds::Any,
        "The last day that the date may mean; empty if it has no end.",
    ),
    column(
        "uncertain",
        "boolean",
        Holds::Any,
        "Whether the date is uncertain (`?` in the format).",
    ),
    column(
        "approximate",
        "boolean",
        Holds::Any,
        "Whether the date is approximate (`~` in the format).",
    ),
    column(
        "basis",
        "string",
        Holds::OneOf(&["stated", "derived"]),
        "Whether a source states the date or the editor derived it.",
    ),
    column(
        "time",
        "string",
        Holds::Any,
        "The time of day, as HH:MM or in words.",
    ),
    column("place", "string", Holds::Any, "Where it happened."),
    column(
        "importance",
        "string",
        Holds::OneOf(&["major", "minor"]),
        "How much the event weighs in the case.",
    ),
    column(
        "profiles",
        "string",
        Holds::Any,
        "The ids of those who took part, parted by a semicolon and a space.",
    ),
    column(
        "sources",
        "string",
        Holds::Any,
        "The ids of the sources that bear it out, parted by a semicolon and a space.",
    ),
    column(
        "tags",
        "string",
        Holds::Any,
        "The event's tags, parted by a semicolon and a space.",
    ),
    column("summary", "string", Holds::Any, "One sentence on it."),
    column(
        "url",
        "string",
        Holds::Some,
        "The event's page, relative to the root of the site.",
    ),
];

/// The columns of [`mentions`].
pub const MENTION_COLUMNS: [Column; 8] = [
    column(
        "profile",
        "string",
        Holds::Some,
        "The id of the profile that is named.",
    ),
    column(
        "source",
        "string",
        Holds::Some,
        "The id of the source that names it.",
    ),
    column(
        "paragraph",
        "integer",
        Holds::Some,
        "The number of the paragraph in the whole article, from 1.",
    ),
    column(
        "name",
        "string",
        Holds::Any,
        "The name as the article has it; empty where the rights withhold the words.",
    ),
    column(
        "alias",
        "string",
        Holds::Any,
        "The name as the profile spells it; likewise.",
    ),
    column(
        "start",
        "integer",
        Holds::Any,
        "The name's first character in the paragraph, from 0; likewise.",
    ),
    column(
        "end",
        "integer",
        Holds::Any,
        "The character after its last; likewise.",
    ),
    column(
        "url",
        "string",
        Holds::Some,
        "The paragraph on the source's page, relative to the root of the site.",
    ),
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
fn table<const N: usize>(columns: &[Column; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut written = writer.write_record(columns.map(|column| column.name));
    for row in rows {
        written = written.and_then(|()| writer.write_record(&row));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    match written {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    }
}
