//! The large case as an author would have it on the disk: 300 events, 150 profiles, 60 sources, 40 claims, 60 notes.
//!
//! The same files each time. Every quotation is a sentence of an article, so that all verify. The dates have ten years'
//! background and two crowded days, in every form that authors use; the rights are of all kinds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::words::*;

/// The files of a case, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Numbers that look random and are the same each time (Lehmer's generator).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).expect("a small number") % bound
    }

    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

pub(super) struct Profile {
    pub(super) name: String,
    /// The name in Chinese, where there is one.
    alias: Option<String>,
    kind: &'static str,
}

/// The sentences of an article, by paragraph.
type Article = Vec<Vec<String>>;

pub(super) struct Draft {
    pub(super) dice: Dice,
    pub(super) profiles: Vec<Profile>,
    articles: Vec<Article>,
    files: Files,
}

/// All files of the case but the theme's.
pub(crate) fn files() -> Files {
    let mut draft = Draft {
        dice: Dice(20_260_314),
        profiles: profiles(),
        articles: Vec::new(),
        files: Files::new(),
    };
    draft.add("content/case.md", CASE.to_owned());
    (0..60).for_each(|at| draft.source(at));
    (0..150).for_each(|at| draft.profile(at));
    (0..300).for_each(|at| draft.event(at));
    (0..40).for_each(|at| draft.claim(at));
    (0..60).for_each(|at| draft.note(at));
    (0..12).for_each(|at| draft.question(at));
    draft.add("content/handouts/reader.md", HANDOUT.to_owned());
    draft.files
}

const CASE: &str = "---
title: Forty minutes at Jiangbei Junction
subtitle: Sixty texts on a line that took ten years to build and failed on its second day
description: A generated case of the size that a long investigation has, with ten years of background and two crowded days.
authors: [{name: The Casebook authors}]
language: en
license: CC-BY-4.0
date: 2026-03-01
---

On 14 March 2024 the [[p111|Qinglan Line]] opened; on the next day its signals failed for forty minutes at [[p113]]. Why, and
who knew, is told in sixty texts that do not agree [@s3 ¶1; @s17 ¶2].

Begin with [the first note](notes/n1.md), or with [[claim:c1]].
";

const HANDOUT: &str = "---
title: Reader
audience: student
paper: letter
contents: [body, note: [n1, n2], timeline: {importance: major}, profiles: [p1, p2], claims, questions: {lines: 4}, sources]
---

Read the two notes, then mark on the timeline what is stated and what is derived.
";

fn profiles() -> Vec<Profile> {
    let chinese = (0..96).map(|at| {
        let ((family, family_han), (given, given_han)) = (FAMILIES[at % 12], GIVEN[at / 12]);
        Profile {
            name: format!("{family} {given}"),
            alias: Some(format!("{family_han}{given_han}")),
            kind: "person",
        }
    });
    let bodies = BODIES.map(|(name, kind)| Profile {
        name: name.to_owned(),
        alias: None,
        kind,
    });
    let western = WESTERN.map(|name| Profile {
        name: name.to_owned(),
        alias: None,
        kind: "person",
    });
    // The rest are witnesses whose names the texts keep back.
    let witness = (1..=10).map(|at| Profile {
        name: format!("Witness {at}"),
        alias: None,
        kind: "person",
    });
    chinese
        .chain(bodies)
        .chain(western)
        .chain(witness)
        .collect()
}

/// A text in double quotes, as YAML and JSON write it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Draft {
    pub(super) fn add(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text);
    }

    /// A profile's position; the first ones are named most.
    pub(super) fn someone(&mut self) -> usize {
        let bound = if self.dice.below(3) == 0 {
            self.profiles.len()
        } else {
            24
        };
        self.dice.below(bound)
    }

    fn someones(&mut self, least: usize) -> Vec<usize> {
        let mut found: Vec<usize> = (0..least + self.dice.below(3))
            .map(|_| self.someone())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn sentence(&mut self) -> String {
        if self.dice.below(4) == 0 {
            return (*self.dice.pick(&ASIDES)).to_owned();
        }
        let who = self.someone();
        let (saying, what, done) = (
            self.dice.pick(&SAYING),
            self.dice.pick(&MATTERS),
            self.dice.pick(&DONE),
        );
        format!("{} {saying} {what} {done}.", self.profiles[who].name)
    }

    fn chinese(&mut self) -> String {
        let who = self.dice.below(96);
        let name = self.profiles[who].alias.clone().unwrap_or_default();
        format!("{name}{}。", self.dice.pick(&CHINESE))
    }

    /// A sentence that the article hasn't yet, so that a quotation of it has one place.
    fn fresh(&mut self, chinese: bool, written: &mut BTreeSet<String>) -> String {
        loop {
            let sentence = if chinese {
                self.chinese()
            } else {
                self.sentence()
            };
            if written.insert(sentence.clone()) {
                return sentence;
            }
        }
    }

    fn source(&mut self, at: usize) {
        let chinese = at % 10 == 7;
        let count = if at == 5 {
            120
        } else {
            8 + self.dice.below(14)
        };
        let mut written = BTreeSet::new();
        let mut article: Article = Vec::new();
        for _ in 0..count {
            let sentences = 2 + self.dice.below(3);
            article.push(
                (0..sentences)
                    .map(|_| self.fresh(chinese, &mut written))
                    .collect(),
            );
        }
        let space = if chinese { "" } else { " " };
        let text: Vec<String> = article
            .iter()
            .map(|sentences| sentences.join(space))
            .collect();
        self.add(&format!("seeds/s{}.txt", at + 1), text.join("\n\n") + "\n");
        self.articles.push(article);
        let head = self.record(at, if chinese { "zh-Hans" } else { "en" });
        self.add(&format!("content/sources/s{}.md", at + 1), head);
    }

    fn record(&mut self, at: usize, language: &str) -> String {
        let title = if language == "en" {
            capital(&format!(
                "{} {}",
                self.dice.pick(&MATTERS),
                self.dice.pick(&DONE)
            ))
        } else {
            "江北枢纽四十分钟：谁知道，谁没有说".to_owned()
        };
        let paper = self.dice.pick(&PAPERS);
        let mut head = format!(
            "---\ntitle: {}\nshort: {paper} {}\nfile: s{}.txt\ntype: article-newspaper\npublisher: {paper}\nlanguage: {language}\n",
            quoted(&title),
            at + 1,
            at + 1
        );
        let day = 1 + self.dice.below(28);
        let _ = match at % 6 {
            0..=2 => writeln!(head, "date: 2024-03-{:02}", 14 + day % 16),
            3 => writeln!(head, "date: {}-{:02}-{day:02}", 2014 + at / 6, 1 + at % 12),
            4 => writeln!(head, "date: 2024-{:02}", 4 + at % 9),
            _ => Ok(()),
        };
        if !at.is_multiple_of(3) {
            let _ = writeln!(head, "author: {}", self.dice.pick(&WESTERN));
        }
        if !at.is_multiple_of(2) {
            let _ = writeln!(head, "url: https://example.org/archive/2024/{at}");
        }
        head += [
            "rights: full\n",
            "rights: excerpt\n",
            "",
            "rights: record\n",
            "rights: {public: record, student: excerpt, instructor: full}\n",
        ][at % 5];
        if language != "en" || at % 9 == 1 {
            head += "translation: machine\n";
        }
        let _ = write!(head, "tags: [{}]\n---\n\n", self.dice.pick(&TAGS));
        head + "What this text alone reports, and what it leaves out, is said in the notes.\n"
    }

    /// A sentence of an article, without its full stop, and where it stands: source and paragraph, from 1.
    pub(super) fn passage(&mut self, source: usize) -> (usize, usize, String) {
        let paragraph = self.dice.below(self.articles[source].len());
        let sentence = self.dice.pick(&self.articles[source][paragraph]).clone();
        (
            source + 1,
            paragraph + 1,
            sentence.trim_end_matches(['.', '。']).to_owned(),
        )
    }

    pub(super) fn evidence(&mut self, least: usize, indent: &str) -> String {
        let mut text = format!("{indent}evidence:\n");
        let first = self.dice.below(60);
        for step in 0..least + self.dice.below(3) {
            let (source, _, words) = self.passage((first + step * 7) % 60);
            let _ = write!(
                text,
                "{indent}  - source: s{source}\n{indent}    quote: {}\n",
                quoted(&words)
            );
        }
        text
    }

    pub(super) fn ids(&mut self, least: usize) -> String {
        let ids: Vec<String> = self
            .someones(least)
            .iter()
            .map(|at| format!("p{}", at + 1))
            .collect();
        ids.join(", ")
    }

    fn profile(&mut self, at: usize) {
        let Profile { name, alias, kind } = &self.profiles[at];
        let mut text = format!("---\ntitle: {}\nkind: {kind}\n", quoted(name));
        if let Some(alias) = alias {
            let _ = writeln!(text, "aliases: [{alias}]");
        }
        if *kind == "person" && at.is_multiple_of(3) {
            let from = 1998 + self.dice.below(20);
            let _ = write!(
                text,
                "roles:\n  - title: Duty engineer\n    organization: p{}\n    from: {from}\n    to: {}\n",
                97 + at % 12,
                from + 4
            );
            let _ = write!(
                text,
                "  - title: Head of operations\n    organization: p{}\n    from: {}\n    to: ..\n",
                97 + at % 12,
                from + 4
            );
            text += &self.evidence(1, "    ");
        }
        let _ = write!(text, "tags: [{}]\n---\n\n", self.dice.pick(&TAGS));
        let (source, paragraph, _) = self.passage(at % 60);
        let _ = writeln!(
            text,
            "What the texts say of {} is little and of one side [@s{source} ¶{paragraph}].",
            self.profiles[at].name
        );
        self.add(&format!("content/profiles/p{}.md", at + 1), text);
    }
}
