//! A reference as runs of text in one type each: the common ground of HTML, plain text and paper.

use hayagriva::citationberg::{
    Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign,
};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted, Formatting};
use serde_json::{Value, json};

use crate::render::escape;

/// Some words of a reference in one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are italic, or underlined where a style still has that.
    pub italic: bool,
    /// Whether they are bold.
    pub strong: bool,
    /// Whether they are in small capitals.
    pub small_caps: bool,
    /// Whether they are raised or lowered.
    pub shift: Shift,
    /// Where they lead.
    pub url: Option<String>,
}

/// Where words stand on their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shift {
    /// On the line.
    #[default]
    None,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

impl Run {
    /// Words in plain type.
    pub fn plain(text: &str) -> Self {
        Run {
            text: text.to_owned(),
            ..Run::default()
        }
    }

    fn of(words: &Formatted, url: Option<&str>) -> Self {
        let Formatting {
            font_style,
            font_variant,
            font_weight,
            text_decoration,
            vertical_align,
        } = words.formatting;
        Run {
            text: words.text.clone(),
            italic: font_style == FontStyle::Italic || text_decoration == TextDecoration::Underline,
            strong: font_weight == FontWeight::Bold,
            small_caps: font_variant == FontVariant::SmallCaps,
            shift: match vertical_align {
                VerticalAlign::Sup => Shift::Raised,
                VerticalAlign::Sub => Shift::Lowered,
                _ => Shift::None,
            },
            url: url.map(str::to_owned),
        }
    }

    fn is_like(&self, other: &Run) -> bool {
        Run {
            text: String::new(),
            ..self.clone()
        } == Run {
            text: String::new(),
            ..other.clone()
        }
    }
}

/// What a style made, as runs. Its number in the bibliography is left out: texts cite sources by name.
pub(super) fn runs(made: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    for child in &made.0 {
        gather(child, &mut runs);
    }
    tidy(&mut runs);
    runs
}

fn gather(child: &ElemChild, runs: &mut Vec<Run>) {
    match child {
        ElemChild::Text(words) => push(runs, Run::of(words, None)),
        ElemChild::Link { text, url } => push(runs, Run::of(text, Some(url))),
        ElemChild::Markup(words) => push(runs, Run::plain(words)),
        ElemChild::Elem(Elem {
            children,
            display,
            meta,
        }) => {
            if *meta == Some(ElemMeta::CitationNumber) {
                return;
            }
            // What is set in a line or column of its own is parted from the rest by a space.
            let is_apart = matches!(
                display,
                Some(Display::Block | Display::Indent | Display::RightInline)
            );
            if is_apart && runs.last().is_some_and(|run| !run.text.ends_with(' ')) {
                push(runs, Run::plain(" "));
            }
            for child in &children.0 {
                gather(child, runs);
            }
        }
        ElemChild::Transparent { .. } => {}
    }
}

fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.is_like(&run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// Takes away what hayagriva leaves around parts that turned out empty, and the space at both ends.
fn tidy(runs: &mut Vec<Run>) {
    for run in runs.iter_mut() {
        let left = [(",)", ")"), (",.", "."), ("  ", " ")];
        for (marks, mark) in left {
            run.text = run.text.replace(marks, mark);
        }
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    runs.retain(|run| !run.text.is_empty());
}

/// What a style made, as words alone.
pub(super) fn words(made: &ElemChildren) -> String {
    text(&runs(made))
}

/// The words alone.
pub(super) fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Runs as HTML. All words are escaped; addresses are whole ones of the web.
pub(super) fn html(runs: &[Run]) -> String {
    let mut html = String::new();
    for run in runs {
        let marks = [
            (run.italic, "<i>", "</i>"),
            (run.strong, "<b>", "</b>"),
            (run.small_caps, "<span class=\"small-caps\">", "</span>"),
            (run.shift == Shift::Raised, "<sup>", "</sup>"),
            (run.shift == Shift::Lowered, "<sub>", "</sub>"),
        ];
        if let Some(url) = &run.url {
            let url = escape::attribute(&escape::url(url));
            html.push_str(&format!("<a href=\"{url}\" rel=\"external noopener\">"));
        }
        for (is_so, start, _) in &marks {
            html.push_str(if *is_so { start } else { "" });
        }
        escape::push_text(&mut html, &run.text);
        for (is_so, _, end) in marks.iter().rev() {
            html.push_str(if *is_so { end } else { "" });
        }
        html.push_str(if run.url.is_some() { "</a>" } else { "" });
    }
    html
}

/// Runs as the inline nodes of a handout on paper: a string, or an object with its kind as `t` and what is in it as `c`.
pub fn inline(runs: &[Run]) -> Vec<Value> {
    runs.iter()
        .map(|run| {
            let mut node = json!(run.text);
            let kinds = [
                (run.italic, "em"),
                (run.strong, "strong"),
                (run.shift == Shift::Raised, "sup"),
                (run.shift == Shift::Lowered, "sub"),
            ];
            for (_, kind) in kinds.iter().filter(|(is_so, _)| *is_so) {
                node = json!({"t": kind, "c": [node]});
            }
            match &run.url {
                Some(url) => json!({"t": "link", "url": url, "c": [node]}),
                None => node,
            }
        })
        .collect()
}
