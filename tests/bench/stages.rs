//! `cargo bench --bench stages`: each stage of a build by itself, at 100 and 1,000 notes, and the leaves that cost most.
//!
//! The stages run as the program runs them: what it does in parallel is parallel here. To see one alone, name it:
//! `cargo bench --bench stages -- resolve`.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark writes folders of its own"
)]

#[path = "corpus/mod.rs"]
mod corpus;
#[path = "stages/leaves.rs"]
mod leaves;
#[cfg(feature = "pdf")]
#[path = "stages/paper.rs"]
mod paper;
#[path = "stages/pipeline.rs"]
mod pipeline;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        divan::main();
    } else {
        println!("Ask for it with `cargo bench --bench stages`.");
    }
}
