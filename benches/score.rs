//! Scoring on one thread, a pair of sentences at a time: `cargo bench --bench score`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)] // a bench may fail loudly, and prints

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::ItemsCount;
use recto::score::{NAMES, Tokenizer, metric};

fn main() {
    divan::main();
}

/// The paragraphs of two revisions of a bundled article: some are the same, some edited, some moved.
fn pairs() -> Vec<(String, String)> {
    let lines = |name: &str| -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(name);
        let text = fs::read_to_string(path).expect("a bundled article");
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let (old, new) = (lines("bridge.en.txt"), lines("bridge.en.r2.txt"));
    old.into_iter().zip(new).collect()
}

#[divan::bench(args = NAMES)]
fn score(bencher: Bencher, name: &str) {
    let metric = metric(name, Tokenizer::V13a).expect("a metric");
    let pairs = pairs();
    bencher.counter(ItemsCount::new(pairs.len())).bench(|| {
        let counts = pairs.iter().map(|(old, new)| metric.counts(old, &[new]));
        counts.map(|counts| counts[0]).sum::<f64>()
    });
}
