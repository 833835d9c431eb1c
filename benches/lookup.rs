//! Look-up in a memory of 20,000 units made of the bundled sentences: `cargo bench --bench lookup`.
//!
//! First a table of what each layer of the filter leaves for the next, then times a query.

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
use recto::format::read_article;
use recto::memory::{
    Access, Action, Change, ChangeStore, Concordance, Context, ForeignUnit, LanguagePair, Memory,
    Query, SearchQuery, UnitSink, concordance, lookup,
};
use recto::segment::Segmenter;
use recto::text::Language;

const UNITS: usize = 20_000;
const THRESHOLDS: [u8; 4] = [100, 85, 70, 50];

fn main() {
    let (_folder, memory) = memory();
    let queries = queries();
    println!("threshold  postings     units  distances   (a query, of {UNITS} units)");
    for threshold in THRESHOLDS {
        let before = memory.effort();
        for query in &queries {
            look_up(&memory, query, threshold);
        }
        let after = memory.effort();
        let each = |after: u64, before: u64| (after - before) / queries.len() as u64;
        println!(
            "{threshold:>9}{:>10}{:>10}{:>11}",
            each(after.0, before.0),
            each(after.1, before.1),
            each(after.2, before.2)
        );
    }
    divan::main();
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

/// The English sentences that come with the project.
fn sentences() -> Vec<String> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut names: Vec<String> = fs::read_dir(&seeds)
        .expect("the seeds")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.contains(".en."))
        .collect();
    names.sort();
    let segmenter = Segmenter::new(&language("en"));
    let mut sentences = Vec::new();
    for name in names {
        let file = read_article(&seeds.join(name)).expect("a bundled article");
        let segments = segmenter.segment(&file.document);
        let texts = segments.iter().map(|s| s.span.of(file.document.text()));
        sentences.extend(texts.map(str::to_owned));
    }
    sentences
}

/// The beginning of one sentence and the end of another, which one `seed` says.
fn mixed(sentences: &[String], seed: usize) -> String {
    let words = |seed: usize| -> Vec<&str> {
        sentences[seed % sentences.len()]
            .split_whitespace()
            .collect()
    };
    let (first, second) = (words(seed), words(seed.wrapping_mul(7919) / 13));
    let (head, tail) = (
        first.len() * (seed % 5 + 3) / 8,
        second.len() * (seed % 3 + 2) / 6,
    );
    let words: Vec<&str> = [&first[..head], &second[tail.min(second.len())..]].concat();
    words.join(" ")
}

fn queries() -> Vec<String> {
    let sentences = sentences();
    (0..100).map(|i| mixed(&sentences, i * 211 + 5)).collect()
}

fn memory() -> (tempfile::TempDir, Memory) {
    let folder = tempfile::tempdir().expect("a folder");
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).expect("a memory");
    let languages = LanguagePair {
        source: language("en"),
        target: language("fr"),
    };
    let sentences = sentences();
    let mut units = |import: &mut dyn UnitSink| {
        for i in 0..UNITS {
            let source = mixed(&sentences, i);
            let unit = ForeignUnit {
                languages: &languages,
                source: &source,
                target: &format!("« {i} »"),
                context: &Context::default(),
                created: 0,
                uses: 1,
                confidence: None,
                origin: None,
                record: None,
            };
            import.add(&unit).expect("a unit");
        }
        Ok(std::ops::ControlFlow::Continue(()))
    };
    let import = Action::Import {
        file: "units",
        units: &mut units,
    };
    memory.apply(Change::new(import, 0)).unwrap();
    (folder, memory)
}

fn look_up(memory: &Memory, text: &str, threshold: u8) -> usize {
    let query = Query {
        text,
        from: &language("en"),
        to: &language("fr"),
        context: Context::default(),
        threshold,
        limit: 5,
    };
    lookup(memory, &query).expect("an answer").len()
}

#[divan::bench(args = THRESHOLDS)]
fn fuzzy(bencher: Bencher, threshold: u8) {
    let (_folder, memory) = memory();
    let queries = queries();
    let mut next = queries.iter().cycle();
    bencher.bench_local(|| {
        let query = next.next().map_or("", String::as_str);
        look_up(&memory, query, threshold)
    });
}

#[divan::bench(args = ["bridge", "\"of the\"", "\"the old river\"", "old river -bridge", "re*"])]
fn words(bencher: Bencher, text: &str) {
    let (_folder, memory) = memory();
    bencher.bench_local(|| {
        let query = Concordance {
            query: &SearchQuery::parse(text, false).expect("a query"),
            language: None,
            filter: None,
            skip: 0,
            limit: 20,
        };
        concordance(&memory, &query).expect("an answer").total
    });
}
