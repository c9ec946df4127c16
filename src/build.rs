//! Tells Cargo that the built-in themes are part of the program: a template that is added or removed is a reason to compile.

fn main() {
    println!("cargo:rerun-if-changed=themes/folio");
    println!("cargo:rerun-if-changed=themes/plain");
    println!("cargo:rerun-if-changed=src/build.rs");
}
