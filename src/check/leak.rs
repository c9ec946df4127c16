//! The last guard of an edition: the finished site is searched for words that it may not hold.
//!
//! Texts are compared as runs of words in lower case, without punctuation and markup, so that neither typesetting nor
//! escaping hides a leak. A run of six words, or of twelve characters in scripts that do not part words, gives one away.

mod words;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use words::{Token, Tokens};

/// What a run weighs at least: six words of weight two, or twelve characters of scripts that do not part words.
const RUN: u32 = 12;

/// The least weight of a shorter text that counts as a whole: four words.
const SHORT: u32 = 8;

/// How many texts are read at a time: enough for every thread, and few enough that their runs are soon in the table.
const AT_A_TIME: usize = 512;

/// Runs by their fingerprint, with the text they are from. It is looked up in and never walked, so its order is nowhere seen.
type Runs = HashMap<u64, usize, BuildHasherDefault<AsItIs>>;

/// Fingerprints are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }
}

/// The texts that an edition may not hold.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    /// What each text is.
    names: Vec<String>,
    /// The runs of long texts.
    runs: Runs,
    /// Shorter texts by their number of words.
    short: BTreeMap<usize, Runs>,
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
    ///
    /// Where nothing is forbidden, the allowed texts aren't asked for.
    pub fn new<'a>(
        forbidden: impl Iterator<Item = (String, String)>,
        allowed: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut withheld = Withheld::default();
        let (names, texts): (Vec<String>, Vec<String>) = forbidden.unzip();
        withheld.names = names;
        for (at, texts) in (0..).step_by(AT_A_TIME).zip(texts.chunks(AT_A_TIME)) {
            let read: Vec<Form> = texts.par_iter().map(|text| Form::of(text)).collect();
            for (at, form) in (at..).zip(read) {
                withheld.forbid(at, form);
            }
        }
        withheld.permit_words(allowed);
        withheld
    }

    /// Whether nothing is left that could be found.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.short.values().all(HashMap::is_empty)
    }

    /// Searches pages, data files and feeds (output path and bytes); at most one finding for each text in each file.
    pub fn scan<'a>(&self, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<Leak> {
        if self.is_empty() {
            return Vec::new();
        }
        let files: Vec<_> = files.collect();
        files
            .par_iter()
            .flat_map_iter(|(path, bytes)| {
                let text = words::of_file(path, bytes);
                text.map_or_else(Vec::new, |text| self.found(path, &Tokens::of(&text)))
            })
            .collect()
    }

    /// Forgets the runs that `files` hold: those of a site that was built without the withheld texts can't come from them.
    pub fn permit<'a>(&mut self, files: impl Iterator<Item = (&'a str, &'a [u8])>) {
        self.allow(files, |(path, bytes)| {
            words::of_file(path, bytes).map(|text| Tokens::of(&text))
        });
    }

    /// Forgets the runs that `texts` have.
    pub fn permit_words<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.allow(texts, |text| Some(Tokens::of(text)));
    }

    fn forbid(&mut self, at: usize, form: Form) {
        match form {
            Form::Long(runs) => {
                for run in runs {
                    self.runs.entry(run).or_insert(at);
                }
            }
            Form::Short(length, words) => {
                let texts = self.short.entry(length).or_default();
                texts.entry(words).or_insert(at);
            }
            Form::TooShort => {}
        }
    }

    fn allow<T: Send>(
        &mut self,
        texts: impl Iterator<Item = T>,
        read: impl Fn(T) -> Option<Tokens> + Sync,
    ) {
        if self.is_empty() {
            return;
        }
        let texts: Vec<T> = texts.collect();
        let known = |text| read(text).map_or_else(Known::default, |tokens| self.known(&tokens));
        let known: Vec<Known> = texts.into_par_iter().map(known).collect();
        for text in known {
            for run in text.runs {
                self.runs.remove(&run);
            }
            for (length, words) in text.short {
                if let Some(texts) = self.short.get_mut(&length) {
                    texts.remove(&words);
                }
            }
        }
    }

    /// What of the forbidden an allowed text has.
    fn known(&self, tokens: &Tokens) -> Known {
        let found = runs(tokens.all()).map(fingerprint);
        let short = self.short.iter().filter(|(_, texts)| !texts.is_empty());
        Known {
            runs: found.filter(|run| self.runs.contains_key(run)).collect(),
            short: short
                .flat_map(|(length, texts)| {
                    let found = tokens.all().windows(*length).map(fingerprint);
                    found
                        .filter(|words| texts.contains_key(words))
                        .map(|words| (*length, words))
                })
                .collect(),
        }
    }

    fn found(&self, path: &str, tokens: &Tokens) -> Vec<Leak> {
        let mut found: BTreeMap<usize, &[Token]> = BTreeMap::new();
        for run in runs(tokens.all()) {
            if let Some(at) = self.runs.get(&fingerprint(run)) {
                found.entry(*at).or_insert(run);
            }
        }
        for (length, texts) in self.short.iter().filter(|(_, texts)| !texts.is_empty()) {
            for words in tokens.all().windows(*length) {
                if let Some(at) = texts.get(&fingerprint(words)) {
                    found.entry(*at).or_insert(words);
                }
            }
        }
        let leak = |(at, words): (usize, &[Token])| Leak {
            path: path.to_owned(),
            what: self.names.get(at).cloned().unwrap_or_default(),
            words: tokens.joined(words),
        };
        found.into_iter().map(leak).collect()
    }
}

/// What is remembered of a forbidden text.
enum Form {
    /// Its runs.
    Long(Vec<u64>),
    /// All of it: the number of its words, and their fingerprint.
    Short(usize, u64),
    /// Nothing: so few words stand anywhere.
    TooShort,
}

impl Form {
    fn of(text: &str) -> Self {
        let tokens = Tokens::of(text);
        let tokens = tokens.all();
        match tokens.iter().map(|token| token.weight).sum::<u32>() {
            RUN.. => Form::Long(runs(tokens).map(fingerprint).collect()),
            SHORT.. => Form::Short(tokens.len(), fingerprint(tokens)),
            _ => Form::TooShort,
        }
    }
}

/// What of the forbidden an allowed text has: runs, and short texts by their number of words.
#[derive(Default)]
struct Known {
    runs: Vec<u64>,
    short: Vec<(usize, u64)>,
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
            &[
                ("seed", "小米不会死，死的是米粉自己。小米公司发言人"),
                ("other", "ｼｬｵﾐｶﾞｼﾇﾉﾃﾞﾊﾅｲｼﾇﾉﾊﾌｧﾝﾀﾞ"),
            ],
            &[],
        );
        for (text, leaks) in [
            ("<p>小米不会死，<mark>死的是米粉</mark>自己。小</p>", true),
            ("<p>死的是米粉自己</p>", false),
            ("<p>ｼﾇﾉﾃﾞﾊﾅｲ<b>ｼﾇﾉﾊﾌｧﾝ</b></p>", true),
            ("<p>ﾊﾌｧﾝﾀﾞ</p>", false),
        ] {
            let found = withheld.scan([("a.html", text.as_bytes())].into_iter());
            assert_eq!(!found.is_empty(), leaks, "{text}");
        }
    }
}
