//! `cargo bench --bench stages`: each stage by itself.
fn main() {
    divan::main();
}
