//! What was measured, and what it has to be.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::contender::Tool;

/// One row of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    Pages,
    Full,
    FullMemory,
    Unchanged,
    Touched,
    Note,
    Template,
    ServerMemory,
    Title,
    Quotation,
    Article,
    NewNote,
    DeletedNote,
}

/// One cell.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    Count(usize),
    Time(Duration),
    Bytes(u64),
}

/// Every run's value of every cell, for one size of the corpus.
#[derive(Default)]
pub(crate) struct Results {
    times: BTreeMap<(Row, Tool), Vec<Duration>>,
    others: BTreeMap<(Row, Tool), Vec<Value>>,
    /// What could not be measured, and why; once, however often it failed.
    pub(crate) failures: BTreeSet<String>,
}

/// What Casebook's value is held against.
pub(crate) enum Limit {
    /// It may be at most this part of Hugo's.
    OfHugo(f64),
    /// It may be at most this number.
    Count(usize),
}

impl Row {
    pub(crate) const ALL: [Self; 13] = [
        Self::Pages,
        Self::Full,
        Self::FullMemory,
        Self::Unchanged,
        Self::Touched,
        Self::Note,
        Self::Template,
        Self::ServerMemory,
        Self::Title,
        Self::Quotation,
        Self::Article,
        Self::NewNote,
        Self::DeletedNote,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pages => "HTML pages",
            Self::Full => "full build",
            Self::FullMemory => "its peak memory",
            Self::Unchanged => "built again, nothing changed",
            Self::Touched => "files it touched",
            Self::Note => "save a note → new page served",
            Self::Template => "save a template of every page → page served",
            Self::ServerMemory => "the server's peak memory",
            Self::Title => "save a note's title → page served",
            Self::Quotation => "save another quotation → page served",
            Self::Article => "save an article → page served",
            Self::NewNote => "save a new note → page served",
            Self::DeletedNote => "delete a note → page gone",
        }
    }

    /// The limit at that number of notes, if one is set.
    pub(crate) fn limit(self, notes: usize) -> Option<Limit> {
        let share = match (self, notes) {
            (Self::Touched, _) => return Some(Limit::Count(0)),
            (Self::Full, 100) => 0.25,
            (Self::Full, 1_000 | 10_000) => 0.20,
            (Self::FullMemory, 1_000) => 0.4,
            (Self::FullMemory, 10_000) => 0.3,
            (Self::Unchanged, 1_000 | 10_000) => 0.10,
            (Self::Note, 1_000) => 1.0 / 20.0,
            (Self::Note, 10_000) => 1.0 / 50.0,
            (Self::ServerMemory, 10_000) => 0.25,
            (Self::Template, 10_000) => 0.20,
            _ => return None,
        };
        Some(Limit::OfHugo(share))
    }
}

impl Results {
    /// A run's time.
    pub(crate) fn time(&mut self, row: Row, tool: Tool, time: Duration) {
        self.times.entry((row, tool)).or_default().push(time);
    }

    /// A run's memory, if the system says it.
    pub(crate) fn memory(&mut self, row: Row, tool: Tool, bytes: Option<u64>) {
        let bytes = bytes.map(Value::Bytes);
        self.others.entry((row, tool)).or_default().extend(bytes);
    }

    /// A number of things.
    pub(crate) fn count(&mut self, row: Row, tool: Tool, count: usize) {
        self.others.insert((row, tool), vec![Value::Count(count)]);
    }

    /// The median of all runs.
    pub(crate) fn get(&self, row: Row, tool: Tool) -> Option<Value> {
        if let Some(times) = self.times.get(&(row, tool)) {
            let mut times = times.clone();
            times.sort();
            return times.get(times.len() / 2).copied().map(Value::Time);
        }
        let mut values = self.others.get(&(row, tool))?.clone();
        values.sort_by(|a, b| a.number().total_cmp(&b.number()));
        values.get(values.len() / 2).copied()
    }
}

impl Value {
    /// As a number to divide: seconds, bytes.
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::Count(count) => f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
            Self::Time(time) => time.as_secs_f64(),
            // Kibibytes, of which 4 TiB fit.
            Self::Bytes(bytes) => {
                f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) * 1024.0
            }
        }
    }

    /// As people write it, with two or three figures that count.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Count(count) => thousands(count),
            Self::Time(time) => {
                let milliseconds = time.as_secs_f64() * 1_000.0;
                match milliseconds {
                    ..10.0 => format!("{milliseconds:.1} ms"),
                    ..1_000.0 => format!("{milliseconds:.0} ms"),
                    ..10_000.0 => format!("{:.2} s", milliseconds / 1_000.0),
                    _ => format!("{:.1} s", milliseconds / 1_000.0),
                }
            }
            Self::Bytes(_) => match self.number() / 1e6 {
                megabytes @ ..1_000.0 => format!("{megabytes:.0} MB"),
                megabytes => format!("{:.2} GB", megabytes / 1_000.0),
            },
        }
    }
}

/// 1,000 with its comma.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
