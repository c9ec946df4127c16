//! What the large case's author writes over the articles: events, claims, notes, questions.

use std::fmt::Write as _;

use super::draft::{Dice, Draft, capital, quoted};
use super::words::*;

impl Draft {
    pub(super) fn event(&mut self, at: usize) {
        let who = self.someone();
        let title = format!(
            "{} {} {}",
            self.profiles[who].name,
            self.dice.pick(&ACTS),
            self.dice.pick(&MATTERS)
        );
        let mut text = format!("---\ntitle: {}\n", quoted(&title));
        let crowded = at % 20 < 6;
        if let Some(date) = date(at, &mut self.dice) {
            let _ = writeln!(text, "date: {}", quoted(&date));
        }
        if crowded && !at.is_multiple_of(3) {
            let _ = writeln!(
                text,
                "time: \"{:02}:{:02}\"",
                5 + self.dice.below(19),
                self.dice.below(60)
            );
        }
        let _ = writeln!(
            text,
            "basis: {}\nimportance: {}",
            if at % 8 == 3 { "derived" } else { "stated" },
            if at % 5 == 1 { "major" } else { "minor" }
        );
        let _ = write!(
            text,
            "profiles: [p{}]\ntags: [{}, {}]\n",
            who + 1,
            TAGS[at % 14],
            TAGS[(at + 5) % 14]
        );
        let people = self.ids(1);
        text = text.replace(
            &format!("profiles: [p{}]", who + 1),
            &format!("profiles: [{}]", joined(who + 1, &people)),
        );
        if at.is_multiple_of(4) {
            text += "place: Linzhou\n";
        }
        text += &self.evidence(if crowded { 2 } else { 1 }, "");
        text += "---\n\nOne text gives the day and another the hour; a third has neither.\n";
        self.add(&format!("content/events/e{}.md", at + 1), text);
    }

    pub(super) fn claim(&mut self, at: usize) {
        let what = MATTERS[at % MATTERS.len()];
        let question = [
            "Who knew of {}?",
            "When was {} first discussed?",
            "Was {} to blame?",
        ][at % 3]
            .replace("{}", what);
        let status = ["disputed", "open", "settled"][at % 3];
        let mut text = format!(
            "---\nquestion: {}\nstatus: {status}\nprofiles: [{}]\ntags: [{}]\npositions:\n",
            quoted(&question),
            self.ids(1),
            TAGS[at % 14]
        );
        for says in 0..2 + at % 3 {
            let _ = writeln!(
                text,
                "  - says: {}",
                quoted(&format!(
                    "{} {}.",
                    capital(what),
                    DONE[(at + says * 5) % 16]
                ))
            );
            text += &self.evidence(1 + at % 2, "    ");
        }
        text += "---\n\nNo text settles it; the log would, if its missing page were found.\n";
        self.add(&format!("content/claims/c{}.md", at + 1), text);
    }

    pub(super) fn note(&mut self, at: usize) {
        let title = capital(&format!(
            "{} and {}",
            MATTERS[at % 24],
            MATTERS[(at * 7 + 3) % 24]
        ));
        let mut text = format!(
            "---\ntitle: {}\norder: {}\nsummary: What the texts say of {}, and what they do not.\ntags: [{}]\n---\n",
            quoted(&title),
            at + 1,
            MATTERS[at % 24],
            TAGS[at % 14]
        );
        for section in 0..4 {
            let _ = writeln!(text, "\n## {}\n", capital(MATTERS[(at + section * 5) % 24]));
            text += &self.section(at, section);
        }
        self.add(&format!("content/notes/n{}.md", at + 1), text);
    }

    fn section(&mut self, at: usize, section: usize) -> String {
        let first = self.dice.below(60);
        let (source, paragraph, words) = self.passage(first);
        let (other, _, more) = self.passage((first + 1) % 60);
        let who = self.someone() + 1;
        let mut text = format!(
            "According to one account \"{words}\" [@s{source} ¶{paragraph}], which [[p{who}]] has never denied. {} See [[event:e{}]] and [[claim:c{}]].\n\n> {more}\n>\n> — [@s{other}]\n\n",
            self.dice.pick(&ASIDES),
            1 + self.dice.below(300),
            1 + self.dice.below(40)
        );
        text += match section {
            0 => {
                "The two are not of one time.[^1]\n\n[^1]: The second was written a year later, and knows it.\n"
            }
            1 if at.is_multiple_of(4) => {
                "```{timeline}\nimportance: major\nfrom: 2024-03-14\nto: 2024-03-20\n```\n"
            }
            2 => {
                "| Text | Hour | Footing |\n| --- | --- | --- |\n| The first | 18:04 | The log |\n| The second | about six | Memory |\n"
            }
            _ => "::: instructor\nLet the class find the contradiction before it is named.\n:::\n",
        };
        text
    }

    pub(super) fn question(&mut self, at: usize) {
        let text = format!(
            "---\nquestion: Would you have published {}?\nobjective: Weigh what is known against who is hurt\nminutes: 10\norder: {}\ndiscusses: [claim:c{}, event:e{}]\n---\n\nEither answer is good that names its evidence.\n",
            MATTERS[at % 24],
            at + 1,
            at + 1,
            at * 9 + 1
        );
        self.add(&format!("content/questions/q{}.md", at + 1), text);
    }
}

/// The date of an event, in every form that authors use; two days of 2024 have 45 events each.
fn date(at: usize, dice: &mut Dice) -> Option<String> {
    let (year, month, day) = (
        2014 + dice.below(10),
        1 + dice.below(12),
        1 + dice.below(28),
    );
    let later = month + dice.below(13 - month);
    let exact = format!("{year}-{month:02}-{day:02}");
    Some(match at % 20 {
        0..=2 => "2024-03-14".to_owned(),
        3..=5 => "2024-03-15".to_owned(),
        6 => year.to_string(),
        7 => format!("{year}-{month:02}"),
        8 => format!("{year}-{month:02}~"),
        9 => format!("{exact}?"),
        10 => format!("{year}-{month:02}/{year}-{later:02}"),
        11 => format!("{year}/{}", year + 1 + dice.below(3)),
        12 if at < 100 => format!("{year}-{month:02}/.."),
        13 if at < 100 => format!("{year}-2{}", 1 + dice.below(4)),
        14 if at < 120 => return None,
        15 if at < 60 => "201X".to_owned(),
        16 => format!("2024-03-{:02}", 16 + dice.below(14)),
        17 => format!("{exact}~"),
        _ => exact,
    })
}

/// A profile's id before others, without itself.
fn joined(first: usize, others: &str) -> String {
    let first = format!("p{first}");
    let others = others.split(", ").filter(|other| *other != first);
    std::iter::once(first.as_str())
        .chain(others)
        .collect::<Vec<_>>()
        .join(", ")
}
