//! The corpus of the benchmarks: for a number of notes the same case each time, in words of no meaning.
//!
//! N notes, N/2 articles of about a thousand words, N/10 profiles that the articles name, events, tags. Every note quotes
//! an article, links to another note and to a profile, and has headings and a list; some have a table or a block of code.

pub(crate) mod case;
mod prose;

use prose::Prose;

/// Tags that the notes share.
pub(crate) const TAGS: usize = 20;

/// Paragraphs of an article, fifty words each.
const PARAGRAPHS: usize = 20;

/// Everything that is written down, in one program's form or another's.
pub(crate) struct Corpus {
    pub(crate) notes: Vec<Note>,
    pub(crate) articles: Vec<Article>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) events: Vec<Event>,
}

/// A page of the narrative; its place in the list is its number.
pub(crate) struct Note {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) tag: usize,
    pub(crate) quoted: Quoted,
    /// The note and the profile that it links to.
    pub(crate) note: usize,
    pub(crate) profile: usize,
    pub(crate) opening: String,
    pub(crate) comment: String,
    /// Heading and paragraph.
    pub(crate) sections: Vec<(String, String)>,
    pub(crate) list: [String; 3],
    pub(crate) table: Option<Vec<[String; 3]>>,
    pub(crate) code: Option<(&'static str, String)>,
}

/// Words of an article and where they stand.
pub(crate) struct Quoted {
    pub(crate) article: usize,
    /// Counts from 1.
    pub(crate) paragraph: usize,
    pub(crate) words: String,
}

/// An article with its record.
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) date: String,
    pub(crate) remark: String,
    pub(crate) paragraphs: Vec<String>,
}

/// A person.
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A dated event with the words that it rests on.
pub(crate) struct Event {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) profile: usize,
    pub(crate) quoted: Quoted,
    pub(crate) text: String,
}

impl Corpus {
    /// The corpus of that many notes, 20 at the least.
    pub(crate) fn new(notes: usize) -> Self {
        let mut prose = Prose::new();
        let notes = notes.max(20);
        let profiles: Vec<Profile> = (0..(notes / 10).max(10))
            .map(|number| Profile {
                name: prose::name(number),
                text: prose.sentences(2),
            })
            .collect();
        let articles: Vec<Article> = (0..notes / 2)
            .map(|number| Article::new(&mut prose, number, &profiles))
            .collect();
        let events = (0..(notes / 5).min(80))
            .map(|number| Event::new(&mut prose, number, &profiles, &articles))
            .collect();
        let notes = (0..notes)
            .map(|number| Note::new(&mut prose, number, notes, &profiles, &articles))
            .collect();
        Self {
            notes,
            articles,
            profiles,
            events,
        }
    }
}

impl Article {
    fn new(prose: &mut Prose, number: usize, profiles: &[Profile]) -> Self {
        let paragraph = |prose: &mut Prose| {
            let (first, middle, last) = (prose.sentence(), prose.words(9), prose.sentence());
            let name = &profiles[prose.below(profiles.len())].name;
            let more = prose.words(6);
            format!("{first} As {name} said, {middle}, and {more}. {last}")
        };
        Self {
            title: prose.title(6),
            publisher: format!("Paper {}", number % 17),
            date: date(number, 2021),
            remark: prose.sentence(),
            paragraphs: (0..PARAGRAPHS).map(|_| paragraph(prose)).collect(),
        }
    }

    /// The first sentence of a paragraph without its full stop; counts from 1.
    pub(crate) fn opening(&self, paragraph: usize) -> &str {
        let text = &self.paragraphs[paragraph - 1];
        text.split_once(". ").map_or(text, |(opening, _)| opening)
    }
}

impl Event {
    fn new(prose: &mut Prose, number: usize, profiles: &[Profile], articles: &[Article]) -> Self {
        Self {
            title: prose.title(4),
            date: date(number, 2020),
            profile: prose.below(profiles.len()),
            quoted: Quoted::new(prose, articles),
            text: prose.sentences(2),
        }
    }
}

impl Note {
    fn new(
        prose: &mut Prose,
        number: usize,
        notes: usize,
        profiles: &[Profile],
        articles: &[Article],
    ) -> Self {
        let row = |prose: &mut Prose| [prose.words(2), prose.words(3), prose.words(1)];
        Self {
            title: prose.title(5),
            summary: prose.sentence(),
            tag: number % TAGS,
            quoted: Quoted::new(prose, articles),
            note: prose.below(notes),
            profile: prose.below(profiles.len()),
            opening: prose.sentences(2),
            comment: prose.sentences(2),
            sections: (0..4)
                .map(|_| (prose.title(4), prose.sentences(4)))
                .collect(),
            list: [prose.sentence(), prose.sentence(), prose.sentence()],
            table: (number % 10 == 3).then(|| (0..5).map(|_| row(prose)).collect()),
            code: (number % 50 == 7).then(|| prose.code(number / 50)),
        }
    }
}

impl Quoted {
    fn new(prose: &mut Prose, articles: &[Article]) -> Self {
        let article = prose.below(articles.len());
        let paragraph = 1 + prose.below(PARAGRAPHS);
        Self {
            article,
            paragraph,
            words: articles[article].opening(paragraph).to_owned(),
        }
    }
}

fn date(number: usize, year: usize) -> String {
    format!("{year}-{:02}-{:02}", 1 + number % 12, 1 + number % 28)
}
