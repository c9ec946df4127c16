//! `imsmanifest.xml`: what makes a pack an [IMS Common Cartridge](https://www.imsglobal.org/cc/index.html).
//!
//! Versions 1.1 and 1.3 differ here in the names of their schemas alone: what is written keeps to the stricter rules of 1.1.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::outline::{Section, outline};
use crate::case::{Author, Case, Edition};
use crate::page::Words;
use crate::render::{Files, escape};

/// Where the manifest stands in the archive.
pub const PATH: &str = "imsmanifest.xml";

/// A version of the Common Cartridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// What Moodle takes.
    V1_1,
    /// What Canvas and most others take.
    V1_3,
}

impl Version {
    /// The version as the names of its schemas have it.
    fn short(self) -> &'static str {
        match self {
            Version::V1_1 => "1p1",
            Version::V1_3 => "1p3",
        }
    }

    /// The version as the manifest states it.
    fn number(self) -> &'static str {
        match self {
            Version::V1_1 => "1.1.0",
            Version::V1_3 => "1.3.0",
        }
    }

    /// The vocabulary of readers' roles.
    fn roles(self) -> &'static str {
        match self {
            Version::V1_1 => "IMSGLC_CC_Rolesv1p1",
            Version::V1_3 => "IMSGLC_CC_Rolesv1p2",
        }
    }
}

/// The manifest of a site's files: the pages in the order in which they are read, and every file as a resource.
///
/// All of an instructor's edition is marked as the instructor's, so that a platform keeps it from learners: model answers are not in
/// it on pages of their own alone.
pub fn manifest(case: &Case, words: &Words, files: &Files, version: Version) -> String {
    let mut xml = Xml::new();
    let name = format!(
        "{}\n{}\n{}",
        case.front.head.title,
        case.front.base_url.as_deref().unwrap_or_default(),
        case.edition.name()
    );
    begin(&mut xml, &identifier("case", &name), version);
    metadata(&mut xml, case, version);
    xml.open("organizations", &[]);
    let organization = [
        ("identifier", "organization"),
        ("structure", "rooted-hierarchy"),
    ];
    xml.open("organization", &organization);
    xml.element("title", &case.front.head.title);
    xml.open("item", &[("identifier", "pages")]);
    for section in outline(case, words, files) {
        items(&mut xml, &section);
    }
    xml.close("item");
    xml.close("organization");
    xml.close("organizations");
    xml.open("resources", &[]);
    for path in files.keys() {
        resource(&mut xml, path, case.edition, version);
    }
    xml.close("resources");
    xml.close("manifest");
    xml.text
}

/// Moodle looks for the manifest's own schema in its first 500 bytes.
fn begin(xml: &mut Xml, identifier: &str, version: Version) {
    let short = version.short();
    let package = format!("http://www.imsglobal.org/xsd/imsccv{short}/imscp_v1p1");
    let lom = |part: &str| format!("http://ltsc.ieee.org/xsd/imsccv{short}/LOM/{part}");
    let (resource, whole) = (lom("resource"), lom("manifest"));
    let at = format!("http://www.imsglobal.org/profile/cc/ccv{short}");
    let schemas = format!(
        "{package} {at}/ccv{short}_imscp_v1p2_v1p0.xsd {resource} {at}/LOM/ccv{short}_lomresource_v1p0.xsd {whole} {at}/LOM/ccv{short}_lommanifest_v1p0.xsd"
    );
    let attributes = [
        ("xmlns", package.as_str()),
        ("identifier", identifier),
        ("xmlns:lom", &resource),
        ("xmlns:lomimscc", &whole),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", &schemas),
    ];
    xml.open("manifest", &attributes);
}

/// What the case is, in the words of IEEE's Learning Object Metadata.
fn metadata(xml: &mut Xml, case: &Case, version: Version) {
    let front = &case.front;
    xml.open("metadata", &[]);
    xml.element("schema", "IMS Common Cartridge");
    xml.element("schemaversion", version.number());
    xml.open("lomimscc:lom", &[]);
    xml.open("lomimscc:general", &[]);
    xml.sentence("title", &front.head.title, &front.language);
    xml.element("lomimscc:language", &front.language);
    for words in front.subtitle.iter().chain(&front.description) {
        xml.sentence("description", words, &front.language);
    }
    xml.close("lomimscc:general");
    life(xml, case);
    xml.open("lomimscc:educational", &[]);
    xml.open("lomimscc:learningResourceType", &[]);
    xml.element("lomimscc:value", "IMS Common Cartridge");
    xml.close("lomimscc:learningResourceType");
    role(xml, "lomimscc", case.edition, version);
    xml.close("lomimscc:educational");
    if let Some(license) = &front.license {
        xml.open("lomimscc:rights", &[]);
        xml.open("lomimscc:copyrightAndOtherRestrictions", &[]);
        xml.element("lomimscc:value", "yes");
        xml.close("lomimscc:copyrightAndOtherRestrictions");
        xml.sentence("description", license, &front.language);
        xml.close("lomimscc:rights");
    }
    xml.close("lomimscc:lom");
    xml.close("metadata");
}

/// Who wrote the case, and when.
fn life(xml: &mut Xml, case: &Case) {
    let front = &case.front;
    if front.authors.is_empty() {
        return;
    }
    xml.open("lomimscc:lifeCycle", &[]);
    xml.open("lomimscc:contribute", &[]);
    xml.open("lomimscc:role", &[]);
    xml.element("lomimscc:value", "author");
    xml.close("lomimscc:role");
    for author in &front.authors {
        xml.element("lomimscc:entity", &card(author));
    }
    if let Some(date) = front.date.as_ref().and_then(|date| date.timestamp()) {
        xml.open("lomimscc:date", &[]);
        xml.element("lomimscc:dateTime", &date);
        xml.close("lomimscc:date");
    }
    xml.close("lomimscc:contribute");
    xml.close("lomimscc:lifeCycle");
}

/// An author as a vCard ([RFC 2426](https://www.rfc-editor.org/rfc/rfc2426)), which the metadata want. Which part of a name is
/// the family's is nothing that a program can know.
fn card(author: &Author) -> String {
    let value = |words: &str| {
        let words = words.replace('\\', "\\\\");
        let words = words.replace(',', "\\,").replace(';', "\\;");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let name = value(&author.name);
    let mut card = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{name};;;;\n");
    if let Some(affiliation) = &author.affiliation {
        let _ = writeln!(card, "ORG:{}", value(affiliation));
    }
    if let Some(url) = &author.url {
        let _ = writeln!(card, "URL:{}", value(url));
    }
    card.push_str("END:VCARD");
    card
}

/// For whom something is.
fn role(xml: &mut Xml, prefix: &str, edition: Edition, version: Version) {
    let value = match edition {
        Edition::Public | Edition::Student => "Learner",
        Edition::Instructor => "Instructor",
    };
    let name = |local: &str| format!("{prefix}:{local}");
    xml.open(&name("intendedEndUserRole"), &[]);
    xml.element(&name("source"), version.roles());
    xml.element(&name("value"), value);
    xml.close(&name("intendedEndUserRole"));
}

/// A section of the outline: one page, or a folder of them. What leads to a page may hold no further ones.
fn items(xml: &mut Xml, section: &Section) {
    let Section { title, pages } = section;
    let Some((key, title)) = title else {
        return pages.iter().for_each(|page| item(xml, &page.0, &page.1));
    };
    xml.open("item", &[("identifier", &identifier("section", key))]);
    xml.element("title", title);
    for (path, title) in pages {
        item(xml, path, title);
    }
    xml.close("item");
}

fn item(xml: &mut Xml, path: &str, title: &str) {
    let (own, resource) = (identifier("page", path), identifier("file", path));
    let attributes = [("identifier", own.as_str()), ("identifierref", &resource)];
    xml.open("item", &attributes);
    xml.element("title", title);
    xml.close("item");
}

fn resource(xml: &mut Xml, path: &str, edition: Edition, version: Version) {
    let href = address(path);
    let identifier = identifier("file", path);
    let attributes = [
        ("identifier", identifier.as_str()),
        ("type", "webcontent"),
        ("href", &href),
    ];
    xml.open("resource", &attributes);
    if edition == Edition::Instructor {
        xml.open("metadata", &[]);
        xml.open("lom:lom", &[]);
        xml.open("lom:educational", &[]);
        role(xml, "lom", edition, version);
        xml.close("lom:educational");
        xml.close("lom:lom");
        xml.close("metadata");
    }
    xml.empty("file", &[("href", &href)]);
    xml.close("resource");
}

/// What a path may not hold as it is ([RFC 3987](https://www.rfc-editor.org/rfc/rfc3987)), and what would end it.
const SPECIAL: &str = " %?#\"<>[]\\^`{|}";

/// A path as it stands in the manifest. Letters of any script stay: some platforms look for the file by this name as it is.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for c in path.chars() {
        let is_special = c.is_ascii_control() || SPECIAL.contains(c);
        match is_special {
            false => address.push(c),
            true => {
                let _ = write!(address, "%{:02X}", u32::from(c));
            }
        }
    }
    address
}

/// An identifier that is the same in every pack of the case: XML's names hold no slash, and may not begin with a digit.
fn identifier(kind: &str, name: &str) -> String {
    let mut identifier = format!("{kind}-");
    for byte in Sha256::digest(name.as_bytes()).iter().take(8) {
        let _ = write!(identifier, "{byte:02x}");
    }
    identifier
}

/// An XML text as it grows: elements indented, words escaped.
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn new() -> Self {
        Xml {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            depth: 0,
        }
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"{}\"", escape::attribute(value));
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str(">\n");
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.text.extend(std::iter::repeat_n("  ", self.depth));
        let _ = writeln!(self.text, "</{name}>");
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str("/>\n");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.begin(name, &[]);
        let _ = writeln!(self.text, ">{}</{name}>", escape::attribute(text));
    }

    /// Words of the metadata in their language.
    fn sentence(&mut self, name: &str, text: &str, language: &str) {
        let name = format!("lomimscc:{name}");
        self.open(&name, &[]);
        self.begin("lomimscc:string", &[("language", language)]);
        let _ = writeln!(self.text, ">{}</lomimscc:string>", escape::attribute(text));
        self.close(&name);
    }
}
