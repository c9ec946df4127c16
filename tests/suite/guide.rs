//! The theme guide, `themes/README.md`: every example in it is built, and gives what the guide says.
//!
//! A fenced block with a path after its language is a file, of the case or, in `public/`, lines that the site must hold. A
//! block `console` is a command and what it says, with `…` for any words. Each section begins anew.

use std::fs;
use std::path::Path;

use crate::program::Folder;

/// A fenced block: its info string and its text.
struct Block {
    info: String,
    text: String,
}

/// The blocks of a text, by section. A fence is closed by one of its own length.
fn sections(text: &str) -> Vec<(String, Vec<Block>)> {
    let mut sections: Vec<(String, Vec<Block>)> = vec![(String::new(), Vec::new())];
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            sections.push((title.to_owned(), Vec::new()));
        } else if line.starts_with("```") {
            let info = line.trim_start_matches('`');
            let fence = &line[..line.len() - info.len()];
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            let block = Block {
                info: info.to_owned(),
                text: body.join("\n") + "\n",
            };
            sections.last_mut().expect("a section").1.push(block);
        }
    }
    sections
}

/// A case that the examples are laid over.
fn case() -> Folder {
    Folder::new(&[
        ("content/case.md", "---\ntitle: A case\ntheme: mine\n---\n"),
        ("content/notes/a.md", "---\ntitle: A note\n---\n\nWords.\n"),
    ])
}

/// Whether the lines stand in a text in this order, white space at their ends aside.
fn holds(text: &str, wanted: &str) -> Result<(), String> {
    let mut rest = text;
    for line in wanted
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let at = rest
            .find(line)
            .ok_or_else(|| format!("no `{line}` in\n{text:.4000}"))?;
        rest = &rest[at + line.len()..];
    }
    Ok(())
}

/// Whether a text is what is wanted, where `…` stands for anything.
fn matches(text: &str, wanted: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, wanted) = (folded(text), folded(wanted));
    let mut pieces = wanted.split('…').map(str::trim);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut ends_open = true;
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
        ends_open = piece.is_empty();
    }
    rest.is_empty() || (ends_open && wanted.contains('…'))
}

fn console(case: &Folder, section: &str, text: &str) {
    let (command, said) = text.split_once('\n').expect("a command and what it says");
    let arguments = command.strip_prefix("$ casebook ").expect("a command");
    let run = case.run(&arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, ""),
        "{section}: {command}"
    );
    assert!(
        matches(&run.out, said),
        "{section}: {command} says\n{}",
        run.out
    );
}

fn run(section: &str, blocks: &[Block]) -> usize {
    let case = case();
    let mut examples = 0;
    let path = |block: &Block| Some(block.info.split_once(' ')?.1.to_owned());
    let is_file = |block: &Block| path(block).is_some_and(|path| !path.starts_with("public/"));
    for block in blocks {
        if is_file(block) {
            case.write(&path(block).expect("a path"), block.text.as_bytes());
            examples += 1;
        } else if block.info == "console" {
            console(&case, section, &block.text);
            examples += 1;
        }
    }
    let built = case.run(&["build"]);
    // No warning either: examples are examples.
    if case.at("themes/mine").exists() || section.is_empty() {
        assert_eq!((built.code, built.err.as_str()), (0, ""), "{section}");
    }
    for block in blocks {
        if let Some(path) = path(block).filter(|path| path.starts_with("public/")) {
            let found = fs::read_to_string(case.at(&path)).expect("a file of the site");
            holds(&found, &block.text).unwrap_or_else(|fault| panic!("{section}: {path}: {fault}"));
            examples += 1;
        }
    }
    examples
}

#[test]
fn every_example_of_the_guide_is_true() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    let text = fs::read_to_string(guide).expect("the guide");
    let mut examples = 0;
    for (section, blocks) in sections(&text) {
        examples += run(&section, &blocks);
    }
    assert!(examples > 20, "only {examples} examples were found");
}

/// The templates' code that a table shows, with the bars of its cells as they are.
fn tabled(text: &str) -> Vec<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `{"));
    let code = |row: &str| Some(format!("{{{}", row.split_once('`')?.0.replace("\\|", "|")));
    rows.filter_map(code).collect()
}

#[test]
fn what_the_guide_lists_of_functions_and_filters_is_there() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    let code = tabled(&fs::read_to_string(guide).expect("the guide"));
    assert!(code.len() > 5, "{code:?}");
    let case = case();
    case.write("themes/mine/theme.yaml", b"name: Mine\nextends: folio\n");
    for one in &code {
        let end = if one.starts_with("{%") {
            "{% endif %}"
        } else {
            ""
        };
        case.write(
            "themes/mine/templates/404.html",
            format!("<!doctype html>\n<title>x</title>\n{one}{end}").as_bytes(),
        );
        let built = case.run(&["build"]);
        assert_eq!((built.code, built.err.as_str()), (0, ""), "{one}");
    }
    // The list is whole: a function that is not in it is not there.
    case.write("themes/mine/templates/404.html", b"{{ shout(key=1) }}");
    assert_eq!(case.run(&["build"]).code, 1);
}

#[test]
fn what_is_not_as_the_guide_says_is_noticed() {
    assert!(matches("a b\n c", "a b c"));
    assert!(matches("a b c d", "a … d"));
    assert!(matches("a b c d", "a b …"));
    assert!(!matches("a b c d", "a … c"));
    assert!(!matches("a b", "b …"));
    assert!(!matches("a b", "a"));
    assert!(holds("<p>x\n y", "y\nx").is_err());
    assert!(holds("<p>x\n y", "x\n  y").is_ok());
}
