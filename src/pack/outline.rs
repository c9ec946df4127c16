//! The pages of a case in the order in which they are read, for a platform's table of contents.

use crate::case::{Case, Kind, Ref};
use crate::page::{Words, route};
use crate::render::Files;

/// Pages under a title of their own, or without one.
pub(super) struct Section {
    /// The theme's key for what the pages are, and the words; `None` if they stand by themselves.
    pub(super) title: Option<(&'static str, String)>,
    /// Output path and title of each page.
    pub(super) pages: Vec<(String, String)>,
}

/// The front page, then the narrative, the timeline, who is who, the sources, where they disagree, and what is for the classroom.
/// Sections without a record are left out.
pub(super) fn outline(case: &Case, words: &Words, files: &Files) -> Vec<Section> {
    let front = Section {
        title: None,
        pages: vec![("index.html".to_owned(), case.front.head.title.clone())],
    };
    let mut sections = vec![front];
    let listed = |kind, key: &str| (route::list(kind).to_owned(), words.or_key(key));
    let network = (route::NETWORK.to_owned(), words.or_key("network.title"));
    let compare = (route::COMPARE.to_owned(), words.or_key("compare.title"));
    for (kind, key, lists) in [
        (Kind::Note, "nav.notes", vec![]),
        (
            Kind::Event,
            "nav.timeline",
            vec![listed(Kind::Event, "timeline.title")],
        ),
        (
            Kind::Profile,
            "nav.profiles",
            vec![listed(Kind::Profile, "profiles.title"), network],
        ),
        (
            Kind::Source,
            "nav.sources",
            vec![listed(Kind::Source, "sources.title"), compare],
        ),
        (
            Kind::Claim,
            "nav.claims",
            vec![listed(Kind::Claim, "claims.title")],
        ),
        (
            Kind::Handout,
            "nav.questions",
            vec![listed(Kind::Question, "questions.title")],
        ),
    ] {
        let records = records(case, kind);
        let has_questions = kind == Kind::Handout && !case.questions.is_empty();
        if records.is_empty() && !has_questions {
            continue;
        }
        let pages = lists.into_iter().chain(records);
        let pages = pages.flat_map(|page| with_paper(page, files)).collect();
        let title = Some((key, words.or_key(key)));
        sections.push(Section { title, pages });
    }
    sections
}

fn records(case: &Case, kind: Kind) -> Vec<(String, String)> {
    let places = (0..case.count(kind)).map(|index| Ref { kind, index });
    places
        .map(|place| (route::path(case, place), case.head(place).title.clone()))
        .collect()
}

/// A page, and after it the same as PDF where there is one.
fn with_paper(page: (String, String), files: &Files) -> Vec<(String, String)> {
    let (path, title) = &page;
    let paper = path.strip_suffix("html").map(|stem| format!("{stem}pdf"));
    let paper = paper.filter(|paper| files.contains_key(paper));
    let paper = paper.map(|paper| (paper, format!("{title} (PDF)")));
    [page].into_iter().chain(paper).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::render::sample;

    #[test]
    fn a_handout_is_followed_by_its_paper() {
        let words = Words::new("en", BTreeMap::new());
        let handout = route::path(&sample::case(), sample::place(Kind::Handout, 0));
        let paper = handout.replace("html", "pdf");
        let mut files = Files::new();
        let last = |files: &Files| -> Vec<String> {
            let sections = outline(&sample::case(), &words, files);
            let pages = sections
                .into_iter()
                .next_back()
                .map(|section| section.pages);
            pages.into_iter().flatten().map(|(path, _)| path).collect()
        };
        assert_eq!(last(&files), ["questions.html", &handout]);
        files.insert(paper.clone(), "%PDF".into());
        assert_eq!(last(&files), ["questions.html", &handout, &paper]);
    }

    #[test]
    fn sections_without_a_record_are_left_out() {
        let words = Words::new("en", BTreeMap::new());
        let mut case = sample::case();
        case.events.clear();
        case.handouts.clear();
        let keys = |case: &Case| -> Vec<&str> {
            let sections = outline(case, &words, &Files::new());
            let titles = sections.into_iter().filter_map(|section| section.title);
            titles.map(|(key, _)| key).collect()
        };
        let expected = [
            "nav.notes",
            "nav.profiles",
            "nav.sources",
            "nav.claims",
            "nav.questions",
        ];
        assert_eq!(
            keys(&case),
            expected,
            "its questions have a page without a handout"
        );
        case.questions.clear();
        assert_eq!(keys(&case), &expected[..4]);
    }
}
