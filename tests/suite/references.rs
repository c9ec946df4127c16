//! What reference managers get is read back with nothing lost: by hayagriva here, by programs of others where they are installed.

mod records;

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use casebook::case::Edition;
use casebook::input::Settings;
use casebook::site::Site;
use hayagriva::citationberg::json;
use serde_json::{Value, json};

use crate::{cases, demo, tools};
use records::odd;

/// The site of a case with these sources.
fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let mut files = vec![
            (
                "content/case.md".to_owned(),
                "---\ntitle: Odd\n---\n".to_owned(),
            ),
            ("seeds/s.txt".to_owned(), "Words.\n".to_owned()),
        ];
        for record in odd() {
            let mut fields = json!({
                "title": record.title,
                "type": record.csl_type,
                "file": "s.txt",
                "author": record.authors,
            });
            let rest = [
                ("publisher", record.publisher),
                ("date", record.date),
                ("url", record.url),
            ];
            for (key, value) in rest.into_iter().filter(|(_, value)| !value.is_empty()) {
                fields[key] = json!(value);
            }
            // JSON is YAML.
            let path = format!("content/sources/{}.md", record.id);
            files.push((path, format!("---\n{fields}\n---\n")));
        }
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let built = cases::build(&files, &Settings::default());
        built
            .site
            .unwrap_or_else(|| panic!("{:#?}", built.diagnostics))
    })
}

fn text(site: &Site, path: &str) -> String {
    String::from_utf8(site.files[path].to_vec()).expect("UTF-8")
}

/// The sources of a site as `case.json` has them.
fn records(site: &Site) -> Vec<Value> {
    let case: Value = serde_json::from_str(&text(site, "data/case.json")).expect("JSON");
    case["sources"].as_array().expect("sources").clone()
}

/// A record's field as text; nothing where it has none.
fn field<'a>(record: &'a Value, key: &str) -> &'a str {
    record[key].as_str().unwrap_or_default()
}

fn authors(record: &Value) -> Vec<&str> {
    let authors = record["author"].as_array().into_iter().flatten();
    authors.filter_map(Value::as_str).collect()
}

fn sites() -> [&'static Site; 2] {
    [demo::site(Edition::Instructor), site()]
}

/// Year, month and day of a date that is no more than these.
fn plain_date(date: &str) -> Option<(i32, Option<u8>, Option<u8>)> {
    let is_plain = date.chars().all(|one| one.is_ascii_digit() || one == '-');
    let mut parts = date.split('-').filter(|_| is_plain);
    let year = parts.next()?.parse().ok()?;
    let mut next = || parts.next().map(str::parse).and_then(Result::ok);
    let (month, day): (Option<u8>, _) = (next(), next());
    let is_season = month.is_some_and(|month| month > 12);
    (!is_season).then_some((year, month, day))
}

/// A brace without its other is all that BibTeX can't have.
fn in_bibtex(words: &str) -> String {
    words.replace("{Brace} }", "{Brace} )")
}

#[test]
fn hayagriva_reads_bibtex_back() {
    for site in sites() {
        let library = hayagriva::io::from_biblatex_str(&text(site, "data/sources.bib"));
        let library = library.unwrap_or_else(|errors| panic!("{errors:?}"));
        let records = records(site);
        assert_eq!(library.len(), records.len());
        for record in &records {
            let entry = library.get(field(record, "id")).expect("an entry");
            let title = entry.title().map(|title| title.value.to_string());
            assert_eq!(title.as_deref(), Some(&*in_bibtex(field(record, "title"))));
            let names = entry.authors().unwrap_or_default().iter();
            let names: Vec<_> = names.map(|name| name.name.as_str()).collect();
            assert_eq!(names, authors(record));
            // Of what is no plain date hayagriva keeps a part: bibtexparser, below, has it as it was written.
            if let Some(plain) = plain_date(field(record, "date")) {
                let date = entry.date().expect("a date");
                let from_one = |number: Option<u8>| number.map(|number| number + 1);
                assert_eq!((date.year, from_one(date.month), from_one(date.day)), plain);
            }
            let url = entry
                .url()
                .map(|url| url.value.as_str().replace("%27", "'"));
            assert_eq!(url.unwrap_or_default(), field(record, "original_url"));
        }
    }
}

#[test]
fn hayagriva_reads_csl_json_back() {
    for site in sites() {
        let mut items: Vec<Value> =
            serde_json::from_str(&text(site, "data/sources.csl.json")).expect("items");
        for (item, record) in items.iter_mut().zip(records(site)) {
            // Hayagriva reads no date that stands in words alone, as the format lets `202X`.
            if item["issued"].get("literal").is_some() {
                assert_eq!(item["issued"]["literal"], record["date"]);
                item["issued"] = json!({"date-parts": [[2000]]});
            }
        }
        let items: Vec<json::Item> = serde_json::from_value(json!(items)).expect("items");
        let records = records(site);
        assert_eq!(items.len(), records.len());
        for (item, record) in items.iter().zip(&records) {
            let text = |key: &str| item.0.get(key).and_then(json::Value::to_str);
            for (key, own) in [
                ("id", "id"),
                ("type", "type"),
                ("title", "title"),
                ("URL", "original_url"),
                ("language", "language"),
            ] {
                assert_eq!(text(key).unwrap_or_default(), field(record, own));
            }
            let publisher = text("container-title").or_else(|| text("publisher"));
            assert_eq!(publisher.unwrap_or_default(), field(record, "publisher"));
            let names = match item.0.get("author") {
                Some(json::Value::Names(names)) => names.as_slice(),
                _ => &[],
            };
            let literal = |name: &json::NameValue| match name {
                json::NameValue::Literal(name) => name.literal.clone(),
                json::NameValue::Item(_) => String::new(),
            };
            assert_eq!(
                names.iter().map(literal).collect::<Vec<_>>(),
                authors(record)
            );
        }
    }
}

/// Runs a program of others over a site's file and reads the JSON that it writes; `None` if it isn't installed.
fn read_by(command: &mut Command, what: &str, text: &str) -> Option<Value> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok();
    if output.status.code() == Some(NOT_INSTALLED) {
        tools::skip(what);
        return None;
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {errors}");
    Some(serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{what}: {error}")))
}

/// What the scripts below say when their library is not there.
const NOT_INSTALLED: i32 = 77;

fn python(script: &str) -> Option<Command> {
    let Some(python) = tools::program(&["python3", "python"]) else {
        tools::skip("Python");
        return None;
    };
    let mut command = Command::new(python);
    command
        .env("PYTHONPATH", tools::folder().join("python"))
        .env("PYTHONUTF8", "1")
        .args(["-c", script]);
    Some(command)
}

const BIBTEXPARSER: &str = include_str!("references/bibtexparser.py");

#[test]
fn bibtexparser_reads_bibtex_back() {
    for site in sites() {
        let Some(mut command) = python(BIBTEXPARSER) else {
            return;
        };
        let Some(entries) = read_by(
            &mut command,
            "bibtexparser",
            &text(site, "data/sources.bib"),
        ) else {
            return;
        };
        for record in records(site) {
            let entry = &entries[field(&record, "id")];
            // Names and titles that a style may not touch stand in braces of their own.
            let bare = |words: &str| words.trim_matches(['{', '}']).replace('ˆ', "^");
            let title = in_bibtex(field(&record, "title"));
            assert_eq!(bare(field(entry, "title")), title.trim_matches(['{', '}']));
            let names = entry["author"].as_array().into_iter().flatten();
            let names: Vec<_> = names.filter_map(Value::as_str).map(bare).collect();
            assert_eq!(names, authors(&record));
            assert_eq!(field(entry, "date"), field(&record, "date"));
            assert_eq!(
                field(entry, "url").replace("\\", ""),
                field(&record, "original_url")
            );
            let publishers = ["journaltitle", "organization", "booktitle", "publisher"];
            let publisher: String = publishers.iter().map(|key| field(entry, key)).collect();
            assert_eq!(publisher, field(&record, "publisher"));
        }
    }
}

const RISPY: &str = include_str!("references/rispy.py");

#[test]
fn rispy_reads_ris_back() {
    for site in sites() {
        let Some(mut command) = python(RISPY) else {
            return;
        };
        let Some(entries) = read_by(&mut command, "rispy", &text(site, "data/sources.ris")) else {
            return;
        };
        let records = records(site);
        assert_eq!(entries.as_array().map(Vec::len), Some(records.len()));
        for (entry, record) in entries.as_array().into_iter().flatten().zip(&records) {
            let names = entry["authors"].as_array().into_iter().flatten();
            assert_eq!(
                names.filter_map(Value::as_str).collect::<Vec<_>>(),
                authors(record)
            );
            assert_eq!(field(entry, "id"), field(record, "id"));
            assert_eq!(field(entry, "title"), field(record, "title"));
            let written = field(record, "date");
            let date = field(entry, "date");
            assert_eq!(date.is_empty(), written.is_empty());
            // A plain day is parted by slashes; what is more stands at the end as it was written.
            let plain = date.trim_end_matches('/').replace('/', "-");
            let is_kept = plain == written
                || date.ends_with(&format!("/{written}"))
                || written.ends_with("/..");
            assert!(is_kept, "{date} {written}");
            let urls = entry["urls"].as_array().into_iter().flatten();
            assert_eq!(
                urls.filter_map(Value::as_str).collect::<String>(),
                field(record, "original_url")
            );
            let publisher = format!(
                "{}{}",
                field(entry, "secondary_title"),
                field(entry, "publisher")
            );
            assert_eq!(publisher, field(record, "publisher"));
        }
    }
}

const CITEPROC: &str = include_str!("references/citeproc.cjs");

#[test]
fn citeproc_reads_csl_json_back() {
    for site in sites() {
        let Some(node) = tools::program(&["node"]) else {
            return tools::skip("Node");
        };
        let mut command = Command::new(node);
        command.current_dir(tools::folder()).args(["-e", CITEPROC]);
        let Some(entries) = read_by(
            &mut command,
            "citeproc",
            &text(site, "data/sources.csl.json"),
        ) else {
            return;
        };
        let entries: BTreeMap<String, String> = serde_json::from_value::<Vec<_>>(entries)
            .expect("pairs")
            .into_iter()
            .collect();
        for record in records(site) {
            let entry = &entries[field(&record, "id")];
            let has = |part: &str| assert!(entry.contains(part), "{part} in {entry}");
            has(&authors(&record).join(";"));
            for key in ["title", "publisher", "original_url"] {
                // Typographic marks are citeproc's own affair.
                let plain = |text: &str| text.replace(['“', '”', '‘', '’', '"', '\''], "\"");
                // CSL-JSON has bold type in titles, and no way to say that `<b>` is none.
                let own = field(&record, key).replace("<b>x</b>", "x");
                let (own, read) = (plain(&own), plain(entry));
                assert!(read.contains(&own), "{own} in {read}");
            }
            let date = field(&record, "date");
            if date.len() == 10 && !date.contains(['X', '/']) {
                has(&format!("d:{}", date.replace("-0", "-")));
            }
        }
    }
}

/// The records for reference managers on a page (COinS).
fn coins<'a>(site: &'a Site, path: &str) -> Vec<&'a str> {
    let page = std::str::from_utf8(&site.files[path]).expect("UTF-8");
    let spans = page.split("<span class=\"Z3988\" title=\"").skip(1);
    spans.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn reference_managers_find_each_source_on_its_page_and_all_on_their_list() {
    for edition in Edition::ALL {
        let site = demo::site(edition);
        let mut own: Vec<&str> = Vec::new();
        for record in records(site) {
            let found = coins(site, field(&record, "url"));
            assert_eq!(found.len(), 1, "a page is about one source");
            assert!(found[0].starts_with("ctx_ver=Z39.88-2004&amp;rft_val_fmt="));
            own.extend(found);
        }
        let mut listed = coins(site, "sources.html");
        listed.sort_unstable();
        own.sort_unstable();
        assert_eq!(listed, own);
        let cited = coins(site, "notes/synopsis.html");
        assert!(cited.iter().all(|one| own.contains(one)));
    }
}

#[test]
fn works_cited_stand_once_in_the_order_of_their_style() {
    let notes =
        demo::pages(demo::site(Edition::Public)).filter(|(path, _)| path.starts_with("notes/"));
    for (path, page) in notes {
        let Some((_, list)) = page.split_once("id=\"_sources-cited\"") else {
            continue;
        };
        let list = list.split("</ul>").next().unwrap_or_default();
        let works: Vec<&str> = list
            .split("<span class=\"ref\" dir=\"auto\">")
            .skip(1)
            .collect();
        assert!(!works.is_empty(), "{path}");
        let letters = |work: &&str| {
            work.trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_lowercase()
        };
        assert!(works.iter().map(letters).is_sorted(), "{path}: {works:?}");
        assert_eq!(
            coins(demo::site(Edition::Public), path).len(),
            works.len(),
            "{path}"
        );
    }
}
