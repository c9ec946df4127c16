//! What is done once for each article, quotation or block of code.

use std::ops::Range;

use casebook::render::code;
use casebook::resolve::mention::Names;
use casebook::resolve::quotation::{SourceWords, Verdict};
use casebook::syntax::article::{self, Form};
use divan::Bencher;

use crate::corpus::{Article, Corpus};

/// The first article of the smallest corpus, as a file.
fn text() -> String {
    let corpus = Corpus::new(100);
    corpus.articles[0].paragraphs.join("\n\n") + "\n"
}

/// Each paragraph's bytes and number, and that it is shown.
fn paragraphs(text: &str) -> Vec<(Range<usize>, u32, bool)> {
    let article = article::parse(text, &Form::default());
    let paragraphs = article.paragraphs.into_iter();
    paragraphs
        .map(|paragraph| (paragraph.range, paragraph.number, true))
        .collect()
}

#[divan::bench]
fn article_form(bencher: Bencher) {
    let text = text();
    bencher.bench(|| article::parse(&text, &Form::default()));
}

#[divan::bench]
fn quotation_normalise_article(bencher: Bencher) {
    let text = text();
    let paragraphs = paragraphs(&text);
    bencher.bench(|| SourceWords::new(text.as_str(), &paragraphs));
}

#[divan::bench]
fn quotation_exact(bencher: Bencher) {
    find(
        bencher,
        &|article| article.opening(15).to_owned(),
        Verdict::Exact,
    );
}

/// Two words of the article with another space between them, as a file with other line ends has them.
#[divan::bench]
fn quotation_normalised(bencher: Bencher) {
    find(
        bencher,
        &|article| article.opening(15).replacen(' ', "\n  ", 3),
        Verdict::Normalised,
    );
}

/// A sentence of another article: all the ways of reading it fail, and so does the search for a near miss.
#[divan::bench]
fn quotation_absent(bencher: Bencher) {
    let other = Corpus::new(100).articles.swap_remove(1);
    find(bencher, &|_| other.opening(7).to_owned(), Verdict::Absent);
}

fn find(bencher: Bencher, quotation: &dyn Fn(&Article) -> String, verdict: Verdict) {
    let article = Corpus::new(100).articles.swap_remove(0);
    let quotation = quotation(&article);
    let text = text();
    let words = SourceWords::new(text.as_str(), &paragraphs(&text));
    assert_eq!(words.find(&quotation, None).verdict(), verdict);
    bencher.bench(|| words.find(&quotation, None));
}

/// The names of all profiles of 100 and of 1,000 notes, in one article.
#[divan::bench(args = [100, 1_000])]
fn mentions_in_an_article(bencher: Bencher, notes: usize) {
    let corpus = Corpus::new(notes);
    let names = (0..).zip(corpus.profiles.iter().map(|profile| profile.name.as_str()));
    let names = Names::new(names);
    let paragraphs = &corpus.articles[0].paragraphs;
    let find = || {
        paragraphs
            .iter()
            .map(|text| names.find(text).len())
            .sum::<usize>()
    };
    assert_eq!(find(), paragraphs.len(), "each paragraph names one");
    bencher.bench(find);
}

/// A block of Python, with its syntax already loaded.
#[divan::bench]
fn highlight(bencher: Bencher) {
    let corpus = Corpus::new(100);
    let block = corpus.notes.iter().find_map(|note| note.code.as_ref());
    let (language, block) = block.expect("some note has code");
    bencher.bench(|| code::html(block, language));
}
