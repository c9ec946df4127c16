//! `case.json` against its own JSON Schema, by Ajv.

use std::path::Path;
use std::process::Command;

use super::{json, sites, written};
use crate::tools;

#[test]
fn every_case_follows_its_schema() {
    let modules = tools::folder().join("node_modules");
    let is_there =
        modules.join("ajv/dist/2020.js").is_file() && modules.join("ajv-formats").is_dir();
    if !is_there || tools::program(&["node"]).is_none() {
        return tools::skip("node with ajv");
    }
    let sites = sites();
    let (_folder, folders) = written(sites);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/exports/validate.mjs");
    let run = Command::new("node")
        .arg(script)
        .arg(&modules)
        .args(&folders)
        .output()
        .expect("node runs");
    let (out, err) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(run.status.success(), "{out}{err}");
    assert_eq!(
        out.trim(),
        format!("{} cases follow their schema", sites.len())
    );
}

#[test]
fn a_case_names_its_schema() {
    for (name, site) in sites() {
        let schema = json(site, "data/case.json")["$schema"].clone();
        assert_eq!(schema, "case.schema.json", "{name}");
        assert!(site.get("data/case.schema.json").is_some(), "{name}");
    }
}
