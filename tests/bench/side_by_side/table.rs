//! The printed table.

use super::contender::{Contender, Tool};
use super::results::{Limit, Results, Row, Value, thousands};

/// The table of one size: a row a measure, a column a program, Casebook's part of Hugo's, and whether the limit is kept.
pub(crate) fn print(notes: usize, results: &Results, contenders: &[Contender], markdown: bool) {
    let mut head = vec![format!("{} notes", thousands(notes))];
    head.extend(contenders.iter().map(|contender| contender.name.clone()));
    head.extend(["of Hugo's", "at most", ""].map(str::to_owned));
    let mut rows = vec![head];
    for row in Row::ALL {
        let values: Vec<Option<Value>> = contenders
            .iter()
            .map(|contender| results.get(row, contender.tool))
            .collect();
        if values.iter().all(Option::is_none) {
            continue;
        }
        let mut cells = vec![row.name().to_owned()];
        cells.extend(
            values
                .iter()
                .map(|value| value.map(Value::words).unwrap_or_default()),
        );
        cells.extend(verdict(row, notes, results));
        rows.push(cells);
    }
    if markdown {
        as_markdown(&rows)
    } else {
        as_text(&rows)
    }
    if markdown {
        println!();
    }
    for failure in &results.failures {
        println!("Not as it should be: {failure}");
    }
    if cfg!(not(target_os = "linux")) {
        println!("Memory is measured on Linux alone.");
    }
    println!();
}

/// What stands against the limit, the limit, and "met" or "missed".
fn verdict(row: Row, notes: usize, results: &Results) -> [String; 3] {
    let own = results.get(row, Tool::Casebook);
    let hugo = results.get(row, Tool::Hugo);
    let share = match (own, hugo) {
        (Some(own @ (Value::Time(_) | Value::Bytes(_))), Some(hugo)) => {
            Some(own.number() / hugo.number())
        }
        _ => None,
    };
    let shown = share.map(|share| format!("{share:.3}")).unwrap_or_default();
    let (limit, met) = match row.limit(notes) {
        None => return [shown, String::new(), String::new()],
        Some(Limit::OfHugo(limit)) => (format!("{limit:.2}"), share.map(|share| share <= limit)),
        Some(Limit::Count(most)) => {
            let met = own.map(|own| own.number() <= Value::Count(most).number());
            (thousands(most), met)
        }
    };
    [shown, limit, word(met).to_owned()]
}

fn word(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "met",
        Some(false) => "missed",
        None => "not measured",
    }
}

/// How much more a one-note edit costs in the largest corpus than in the smallest; the limits across the tables.
pub(crate) fn print_across(all: &[(usize, Results)]) {
    for (notes, results) in all {
        let time = |tool| results.get(Row::Note, tool).map(Value::number);
        if let (Some(own), Some(fast)) = (time(Tool::Casebook), time(Tool::ZolaFast)) {
            let verdict = word(Some(own <= fast));
            let share = own / fast;
            println!(
                "A saved note at {} notes takes {share:.2} of the time of Zola --fast; at most 1: {verdict}.",
                thousands(*notes)
            );
        }
    }
    let (Some((few, first)), Some((many, last))) = (all.first(), all.last()) else {
        return;
    };
    let time = |results: &Results| results.get(Row::Note, Tool::Casebook).map(Value::number);
    if let (Some(first), Some(last), true) = (time(first), time(last), few < many) {
        let growth = last / first;
        println!(
            "A saved note costs {growth:.2} times as much at {} notes as at {}; at most 2: {}.",
            thousands(*many),
            thousands(*few),
            word(Some(growth <= 2.0))
        );
    }
}

fn as_markdown(rows: &[Vec<String>]) {
    for (number, row) in rows.iter().enumerate() {
        println!("| {} |", row.join(" | "));
        if number == 0 {
            println!("| --- |{}", " ---: |".repeat(row.len() - 1));
        }
    }
}

fn as_text(rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column));
        widths
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => line.push_str(&format!("{cell:<width$}")),
                _ => line.push_str(&format!("  {cell:>width$}")),
            }
        }
        println!("{}", line.trim_end());
    }
}
