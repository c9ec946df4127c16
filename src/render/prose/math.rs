//! TeX as MathML, which browsers and screen readers know without a script.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::render::escape;

/// Longer formulas, in bytes, stay TeX: none that a reader could follow is.
const LONGEST: usize = 4_000;

/// Formulas nested deeper stay TeX: the parser calls itself for each level.
const DEEPEST: usize = 40;

/// Commands that the parser can't be trusted with: macros may call themselves, and `\char` takes a character's first byte.
const REFUSED: [&str; 8] = [
    "\\def",
    "\\gdef",
    "\\edef",
    "\\xdef",
    "\\let",
    "\\futurelet",
    "command",
    "\\char",
];

/// The elements of [MathML Core](https://www.w3.org/TR/mathml-core/) that a formula may be made of.
const ELEMENTS: [&str; 26] = [
    "math",
    "menclose",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// The formula as MathML; if it is not TeX as the parser knows it, as it was written.
pub(super) fn html(tex: &str, display: bool) -> String {
    mathml(tex, display)
        .unwrap_or_else(|| format!("<code class=\"math\">{}</code>", escape::text(tex)))
}

fn mathml(tex: &str, display: bool) -> Option<String> {
    let is_refused = REFUSED.iter().any(|command| tex.contains(command));
    if is_refused || tex.len() > LONGEST || depth(tex) > DEEPEST {
        return None;
    }
    let storage = Storage::new();
    // The parser hands a bare `<` on as it is.
    let tex = tex.replace('<', "\\lt ");
    let events: Vec<_> = Parser::new(&tex, &storage).collect::<Result<_, _>>().ok()?;
    let config = RenderConfig {
        display_mode: if display {
            DisplayMode::Block
        } else {
            DisplayMode::Inline
        },
        ..RenderConfig::default()
    };
    let mut html = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut html, events, config).ok()?;
    without_styles(&html)
}

/// How deep groups, environments and `\left … \right` nest, at most.
fn depth(tex: &str) -> usize {
    let begins = tex.matches("\\begin").count() + tex.matches("\\left").count();
    let groups = tex.chars().scan(0_usize, |depth, c| {
        *depth = match c {
            '{' => *depth + 1,
            '}' => depth.saturating_sub(1),
            _ => *depth,
        };
        Some(*depth)
    });
    begins + groups.max().unwrap_or(0)
}

/// The MathML without inline styles, which pages do not hold: they would add colour and a little space. None if it is
/// not sound: of some commands the parser hands words on as they are, `<` and all.
fn without_styles(html: &str) -> Option<String> {
    let mut kept = String::with_capacity(html.len());
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>')?;
        let tag = without_style(tag);
        let name = tag.split([' ', '/']).find(|name| !name.is_empty())?;
        if !ELEMENTS.contains(&name) || !has_sound_references(text) {
            return None;
        }
        if tag.starts_with('/') {
            open.pop().filter(|opened| *opened == name)?;
        } else if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
        kept.push('<');
        kept.push_str(&tag);
        kept.push('>');
        kept.push_str(text);
    }
    open.is_empty().then_some(kept)
}

fn without_style(tag: &str) -> String {
    let Some((before, style)) = tag.split_once(" style=\"") else {
        return tag.to_owned();
    };
    let after = style.split_once('"').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

fn has_sound_references(text: &str) -> bool {
    let mut after = text.split('&').skip(1);
    after.all(|after| {
        ["lt;", "gt;", "amp;"]
            .iter()
            .any(|name| after.starts_with(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_becomes_mathml_and_what_is_none_stays_as_written() {
        let html_of = |tex| html(tex, false);
        assert!(html_of(r"\frac{1}{2}").contains("<mfrac>"));
        assert!(html("x^2", true).contains("display=\"block\""));
        for wrong in [
            r"\nosuchcommand{x}",
            r"\frac{1",
            "}",
            "<b>",
            r"\def\a{\a}\a",
            "\\char米",
            r"\operatorname{<b>}",
        ] {
            let html = html_of(wrong);
            let tex = format!("<code class=\"math\">{}</code>", escape::text(wrong));
            assert!(html == tex || html.starts_with("<math"), "{wrong}: {html}");
            assert!(
                !html.contains("<b>") && !html.contains("merror"),
                "{wrong}: {html}"
            );
        }
        let deep = "{".repeat(200) + "x" + &"}".repeat(200);
        assert!(html_of(&deep).starts_with("<code"));
        assert!(!html_of(r"\color{red} x \text{ style=} \!y").contains(" style=\""));
    }
}
