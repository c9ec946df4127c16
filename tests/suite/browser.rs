//! The demo in a browser: no page scrolls sideways on a small screen, and pages print.

use std::process::Command;

use casebook::case::Edition;

use crate::demo;
use crate::tools;

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn no_page_scrolls_sideways_at_any_width() {
    let Some(chromium) = tools::program(&CHROMIUM) else {
        return tools::skip("chromium");
    };
    let driver = tools::folder().join("node_modules/playwright-core");
    if !driver.is_dir() || tools::program(&["node"]).is_none() {
        return tools::skip("node with playwright-core");
    }
    let folder = tools::write(demo::site(Edition::Instructor));
    let output = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/suite/browser/overflow.mjs"
        ))
        .arg(&driver)
        .arg(chromium)
        .arg(folder.path())
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("pages at 3 widths"), "{said}");
}

#[test]
fn pages_print() {
    let Some(chromium) = tools::program(&CHROMIUM) else {
        return tools::skip("chromium");
    };
    let folder = tools::write(demo::site(Edition::Instructor));
    for page in [
        "notes/the-deal.html",
        "claims.html",
        "handouts/before-class.html",
    ] {
        let pdf = folder.path().join("page.pdf");
        let status = Command::new(chromium)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
            ])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ))
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(folder.path().join(page))
            .output()
            .expect("chromium runs");
        let bytes = std::fs::read(&pdf).unwrap_or_default();
        assert!(
            bytes.starts_with(b"%PDF") && bytes.len() > 5_000,
            "{page}: {}",
            String::from_utf8_lossy(&status.stderr)
        );
        std::fs::remove_file(&pdf).expect("the file can be removed");
    }
}
