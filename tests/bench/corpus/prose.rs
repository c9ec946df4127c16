//! Words, sentences and names out of a generator that gives the same each time.
//!
//! The words have the lengths and the frequencies of English ([Zipf's law](https://en.wikipedia.org/wiki/Zipf%27s_law)):
//! a few stand in every sentence, most are rare.

/// The most frequent words of English, in that order.
const COMMON: &str = "the of and to a in is that it was for on are with as at be this have from or had by not but what all were \
     when we there can an your which their said if will each about how up out them then she many some so these would other \
     into has more her two like him see time could no make than first been its who now people my made over did down only \
     way find use may water long little very after words called just where most know get through back much before go good \
     new write our used me man too any day same right look think also around another came come work three word must because";

/// What rare words are made of.
const SYLLABLES: [&str; 40] = [
    "ba", "cor", "den", "el", "fan", "gri", "hal", "in", "jor", "kel", "lam", "mor", "ne", "or",
    "per", "qua", "ri", "sta", "tor", "ul", "ver", "wan", "xen", "yar", "zo", "bril", "cas", "dro",
    "fer", "gan", "hes", "lo", "mi", "nu", "pla", "ron", "sul", "tre", "vi", "wes",
];

/// How words of more than one part end.
const ENDINGS: [&str; 8] = ["", "ed", "ing", "tion", "ly", "er", "al", "ment"];

const FIRST_NAMES: [&str; 16] = [
    "Ada", "Bruno", "Clara", "Dmitri", "Edith", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Keiko",
    "Louis", "Maren", "Nadia", "Oskar", "Paula",
];
const NAME_STEMS: [&str; 40] = [
    "Bar", "Bel", "Cran", "Dal", "Eber", "Far", "Gold", "Har", "Ing", "Jen", "Kir", "Lang", "Mar",
    "Nor", "Ost", "Pem", "Quin", "Rosen", "Sand", "Thorn", "Ul", "Vos", "Wal", "Yar", "Zim", "Ash",
    "Brad", "Cros", "Dun", "Fen", "Glad", "Hol", "Kings", "Lin", "Mil", "New", "Old", "Pres",
    "Red", "Strat",
];
const NAME_ENDINGS: [&str; 16] = [
    "berg", "bury", "by", "croft", "dale", "feld", "ford", "ham", "holm", "ley", "mann", "sen",
    "stein", "ton", "wick", "worth",
];

/// Different words in all.
const VOCABULARY: usize = 6_000;

/// The source of all text.
pub(crate) struct Prose {
    state: u64,
    words: Vec<String>,
    /// The sums of the words' frequencies up to each.
    frequencies: Vec<f64>,
}

impl Prose {
    pub(crate) fn new() -> Self {
        let mut prose = Self {
            state: 7,
            words: COMMON.split_whitespace().map(str::to_owned).collect(),
            frequencies: Vec::new(),
        };
        while prose.words.len() < VOCABULARY {
            let stem: String = (0..1 + prose.below(3))
                .map(|_| SYLLABLES[prose.below(SYLLABLES.len())])
                .collect();
            let ending = ENDINGS[prose.below(ENDINGS.len())];
            prose.words.push(stem + ending);
        }
        let mut sum = 0.0;
        for rank in 0_u32..u32::try_from(VOCABULARY).unwrap_or(u32::MAX) {
            sum += 1.0 / (f64::from(rank) + 2.7);
            prose.frequencies.push(sum);
        }
        prose
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// [SplitMix64](https://prng.di.unimi.it/splitmix64.c).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn word(&mut self) -> &str {
        let share =
            f64::from(u32::try_from(self.next() >> 32).unwrap_or_default()) / f64::from(u32::MAX);
        let sum = self.frequencies.last().copied().unwrap_or_default();
        let place = self
            .frequencies
            .partition_point(|&upto| upto < share * sum)
            .min(self.words.len() - 1);
        &self.words[place]
    }

    /// So many words with spaces between.
    pub(crate) fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for place in 0..count {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(self.word());
        }
        text
    }

    /// So many words with a capital.
    pub(crate) fn title(&mut self, words: usize) -> String {
        let mut text = self.words(words);
        text[..1].make_ascii_uppercase();
        text
    }

    /// 9 to 22 words; in the longer ones a comma.
    pub(crate) fn sentence(&mut self) -> String {
        let count = 9 + self.below(14);
        if count < 14 {
            return self.title(count) + ".";
        }
        let first = 4 + self.below(6);
        format!("{}, {}.", self.title(first), self.words(count - first))
    }

    /// So many sentences.
    pub(crate) fn sentences(&mut self, count: usize) -> String {
        let all: Vec<String> = (0..count).map(|_| self.sentence()).collect();
        all.join(" ")
    }

    /// A block of code with its language: `kind` chooses among three.
    pub(crate) fn code(&mut self, kind: usize) -> (&'static str, String) {
        let [a, b, c] = [(); 3].map(|()| self.words(3).replace(' ', "_"));
        match kind % 3 {
            0 => (
                "python",
                format!(
                    "import json\n\n\ndef {a}(rows):\n    total = 0\n    for row in rows:\n        if row[\"{b}\"] > 3:\n            total += row[\"{c}\"]  # only the large ones\n    return total\n"
                ),
            ),
            1 => (
                "rust",
                format!(
                    "/// Adds up.\nfn {a}(rows: &[Row]) -> u64 {{\n    rows.iter()\n        .filter(|row| row.{b} > 3)\n        .map(|row| row.{c})\n        .sum()\n}}\n"
                ),
            ),
            _ => (
                "yaml",
                format!(
                    "{a}:\n  - name: {b}\n    count: 12\n    open: true\n  - name: {c}\n    count: 3\n"
                ),
            ),
        }
    }
}

/// A person's name for each number below 10,240.
pub(crate) fn name(number: usize) -> String {
    let (first, rest) = (number % FIRST_NAMES.len(), number / FIRST_NAMES.len());
    let (stem, ending) = (rest % NAME_STEMS.len(), rest / NAME_STEMS.len());
    // Neighbours differ in all three parts.
    let ending = NAME_ENDINGS[(ending + first + stem) % NAME_ENDINGS.len()];
    format!("{} {}{ending}", FIRST_NAMES[first], NAME_STEMS[stem])
}
