//! The last guard of an edition: the finished site is searched for words that it may not hold.
//!
//! Texts are compared as runs of words in lower case, without punctuation and markup, so that neither typesetting nor
//! escaping hides a leak. A run of six words, or of twelve characters in scripts that do not part words, gives one away.

mod words;

use std::collections::BTreeMap;

use words::{Token, tokens};

/// What a run weighs at least: six words of weight two, or twelve characters of scripts that do not part words.
const RUN: usize = 12;

/// The least weight of a shorter text that counts as a whole: four words.
const SHORT: usize = 8;

/// The texts that an edition may not hold.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    /// What each text is.
    names: Vec<String>,
    /// Runs by their fingerprint, with the text they are from.
    runs: BTreeMap<u64, usize>,
    /// Shorter texts by their number of words, then likewise.
    short: BTreeMap<usize, BTreeMap<u64, usize>>,
}

/// A withheld text in the finished site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The output path.
    pub path: String,
    /// What the text is.
    pub what: String,
    /// The words that gave it away.
    pub words: String,
}

impl Withheld {
    /// Remembers the runs of the forbidden texts, each named (such as by its file), less those that an allowed text has too.
    pub fn new<'a>(
        forbidden: impl Iterator<Item = (String, String)>,
        allowed: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut withheld = Withheld::default();
        for (name, text) in forbidden {
            withheld.forbid(name, &tokens(&text));
        }
        for text in allowed {
            withheld.allow(&tokens(text));
        }
        withheld
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Searches pages, data files and feeds (output path and bytes); at most one finding for each text in each file.
    pub fn scan<'a>(&self, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<Leak> {
        let mut leaks = Vec::new();
        if self.names.is_empty() {
            return leaks;
        }
        for (path, bytes) in files {
            if let Some(text) = words::of_file(path, bytes) {
                leaks.extend(self.found(path, &tokens(&text)));
            }
        }
        leaks
    }

    /// Forgets the runs that `files` hold: those of a site that was built without the withheld texts can't come from them.
    pub fn permit<'a>(&mut self, files: impl Iterator<Item = (&'a str, &'a [u8])>) {
        for (path, bytes) in files {
            if let Some(text) = words::of_file(path, bytes) {
                self.allow(&tokens(&text));
            }
        }
    }

    /// Forgets the runs that `texts` have.
    pub fn permit_words<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        texts.for_each(|text| self.allow(&tokens(text)));
    }

    fn forbid(&mut self, name: String, tokens: &[Token]) {
        let at = self.names.len();
        self.names.push(name);
        let weight: usize = tokens.iter().map(|token| token.weight).sum();
        if weight >= RUN {
            for run in runs(tokens) {
                self.runs.entry(fingerprint(run)).or_insert(at);
            }
        } else if weight >= SHORT {
            let texts = self.short.entry(tokens.len()).or_default();
            texts.entry(fingerprint(tokens)).or_insert(at);
        }
    }

    fn allow(&mut self, tokens: &[Token]) {
        for run in runs(tokens) {
            self.runs.remove(&fingerprint(run));
        }
        for (length, texts) in &mut self.short {
            for words in tokens.windows(*length) {
                texts.remove(&fingerprint(words));
            }
        }
    }

    fn found(&self, path: &str, tokens: &[Token]) -> Vec<Leak> {
        let mut found: BTreeMap<usize, &[Token]> = BTreeMap::new();
        for run in runs(tokens) {
            if let Some(at) = self.runs.get(&fingerprint(run)) {
                found.entry(*at).or_insert(run);
            }
        }
        for (length, texts) in self.short.iter().filter(|(_, texts)| !texts.is_empty()) {
            for words in tokens.windows(*length) {
                if let Some(at) = texts.get(&fingerprint(words)) {
                    found.entry(*at).or_insert(words);
                }
            }
        }
        let leak = |(at, words): (usize, &[Token])| Leak {
            path: path.to_owned(),
            what: self.names.get(at).cloned().unwrap_or_default(),
            words: words::joined(words),
        };
        found.into_iter().map(leak).collect()
    }
}

/// The shortest run that begins at each token and weighs enough.
fn runs(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut end = 0;
    let mut weight = 0;
    tokens.iter().enumerate().map_while(move |(start, first)| {
        while weight < RUN {
            weight += tokens.get(end)?.weight;
            end += 1;
        }
        weight -= first.weight;
        tokens.get(start..end)
    })
}

/// Chance makes two runs alike once in 2^64.
fn fingerprint(tokens: &[Token]) -> u64 {
    // FNV-1a's step, over the words' own fingerprints.
    tokens.iter().fold(0xcbf2_9ce4_8422_2325, |hash, token| {
        (hash.rotate_left(5) ^ token.fingerprint).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "The instructor should **steer** students towards Lei Jun's [silence](x.md), \
        not towards the KOL’s \"words\".";

    fn withheld(forbidden: &[(&str, &str)], allowed: &[&str]) -> Withheld {
        let forbidden = forbidden
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Withheld::new(forbidden, allowed.iter().copied())
    }

    #[test]
    fn a_withheld_run_is_found_however_it_is_typeset() {
        let withheld = withheld(&[("content/questions/a.md", SECRET)], &[]);
        let cases = [
            (
                "a.html",
                "<p>The instructor should <strong>steer</strong> students\n towards</p>",
                true,
            ),
            (
                "a.html",
                "<meta content=\"not towards the KOL&#39;s &quot;words&quot;.\">",
                true,
            ),
            (
                "a.html",
                "<p>the instructor should</p><p>steer <em>stu</em>dents towards</p>",
                true,
            ),
            (
                "a.html",
                "<p>The instructor should steer teachers towards</p>",
                false,
            ),
            (
                "a.json",
                r#"{"body": "instructor should\nsteer students towards Lei"}"#,
                true,
            ),
            (
                "a.js",
                r#"x("the KOL\u2019s words; not towards the kol\u2019s words")"#,
                true,
            ),
            (
                "feed.xml",
                "<summary>should steer students towards Lei Jun&#39;s</summary>",
                true,
            ),
            (
                "a.png",
                "The instructor should steer students towards",
                false,
            ),
        ];
        for (path, text, leaks) in cases {
            let found = withheld.scan([(path, text.as_bytes())].into_iter());
            assert_eq!(!found.is_empty(), leaks, "{path}: {text}");
        }
        let found = withheld.scan([("a.txt", SECRET.as_bytes())].into_iter());
        assert_eq!(found.len(), 1, "one finding a file and text");
        let leak = found.first().expect("a leak");
        assert_eq!(leak.what, "content/questions/a.md");
        assert_eq!(leak.words, "the instructor should steer students towards");
    }

    #[test]
    fn what_is_allowed_elsewhere_is_no_leak_and_few_words_are_none() {
        let texts = [
            ("note", "one two three four five six seven"),
            ("title", "Alpha beta gamma delta"),
            ("short", "Too few words"),
        ];
        let allowed = withheld(
            &texts,
            &[
                "x one two three “four” five six y",
                "alpha beta gamma delta",
            ],
        );
        let found = allowed.scan([("a.txt", &b"one two three four five six"[..])].into_iter());
        assert_eq!(found, []);
        let found = allowed.scan([("a.txt", &b"two three four five six seven"[..])].into_iter());
        assert_eq!(found.len(), 1);
        let strict = withheld(&texts, &[]);
        let page = b"too few words. Alpha, beta: gamma delta!";
        let found = strict.scan([("a.txt", &page[..])].into_iter());
        assert_eq!(found.len(), 1);
        assert_eq!(found.first().map(|leak| leak.what.as_str()), Some("title"));
    }

    #[test]
    fn scripts_without_spaces_count_characters() {
        let withheld = withheld(
            &[("seed", "小米不会死，死的是米粉自己。小米公司发言人")],
            &[],
        );
        for (text, leaks) in [
            ("<p>小米不会死，<mark>死的是米粉</mark>自己。小</p>", true),
            ("<p>死的是米粉自己</p>", false),
        ] {
            let found = withheld.scan([("a.html", text.as_bytes())].into_iter());
            assert_eq!(!found.is_empty(), leaks, "{text}");
        }
    }
}
