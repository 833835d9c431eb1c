//! The jobs on the bundled articles: `cargo bench`. What they say is in docs/performance.md.

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
use divan::counter::{BytesCount, ItemsCount};
use recto::align::{self, Side};
use recto::format::{ArticleFile, read_article};
use recto::revise;
use recto::segment::{SegmentedDocument, Segmenter};
use recto::similarity::Scorer;
use recto::summarize::{Article, Budget, methods, summarize};
use recto::text::Language;

fn main() {
    divan::main();
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

fn read(name: &str) -> ArticleFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(name);
    read_article(&path).expect("a bundled article")
}

fn segmented(name: &str, tag: &str) -> SegmentedDocument {
    SegmentedDocument::new(read(name).document, &language(tag))
}

#[divan::bench(args = ["bridge.en.txt", "bridge.fa.txt", "library.zh.md"])]
fn segment(bencher: Bencher, name: &str) {
    let file = read(name);
    let segmenter = Segmenter::new(&language(name.split('.').nth(1).expect("a language")));
    bencher
        .counter(BytesCount::new(file.document.text().len()))
        .bench(|| segmenter.segment(&file.document));
}

#[divan::bench]
fn align(bencher: Bencher) {
    let source = segmented("bridge.en.txt", "en");
    let target = segmented("bridge.fr.txt", "fr");
    let (source, target) = (source.segment_texts(), target.segment_texts());
    let (from, to) = (language("en"), language("fr"));
    bencher
        .counter(ItemsCount::new(source.len() + target.len()))
        .bench(|| {
            let side = |segments, language| Side { segments, language };
            align::align(side(&source, &from), side(&target, &to))
        });
}

/// Two long texts of sentences that share numbers and names, with a passage missing: is time linear?
#[divan::bench(args = [1_000, 4_000, 16_000], sample_count = 3)]
fn align_long(bencher: Bencher, segments: usize) {
    const NOUNS: [[&str; 2]; 6] = [
        ["bridge", "pont"],
        ["lamp", "lampe"],
        ["river", "rivière"],
        ["baker", "boulanger"],
        ["window", "fenêtre"],
        ["road", "chemin"],
    ];
    let noun = |i: usize, side: usize| NOUNS[i * i % 7 % NOUNS.len()][side];
    let (source, target): (Vec<String>, Vec<String>) = (0..segments)
        .map(|i| {
            let (year, first, second) = (1000 + i * 7 % 1013, noun(i, 0), noun(i / 5, 0));
            let (premier, deuxième) = (noun(i, 1), noun(i / 5, 1));
            (
                format!("In {year} the {first} stood beside a {second}, number {i}."),
                format!("En {year}, {premier} et {deuxième} se touchaient, numéro {i}."),
            )
        })
        .unzip();
    let source: Vec<&str> = source.iter().map(String::as_str).collect();
    let target: Vec<&str> = target.iter().map(String::as_str).collect();
    let target = [
        &target[..segments / 2],
        &target[segments / 2 + segments / 20..],
    ]
    .concat();
    let (from, to) = (language("en"), language("fr"));
    bencher
        .counter(ItemsCount::new(source.len() + target.len()))
        .bench(|| {
            align::align(
                Side {
                    segments: &source,
                    language: &from,
                },
                Side {
                    segments: &target,
                    language: &to,
                },
            )
        });
}

#[divan::bench(args = methods().iter().map(|method| method.name()))]
fn summary(bencher: Bencher, method: &str) {
    let document = segmented("observatory.en.md", "en");
    let ranker = recto::summarize::method(method).expect("a method");
    bencher.bench(|| {
        let article = Article::new(&document);
        summarize(&article, ranker, Budget::Sentences(3))
    });
}

#[divan::bench]
fn diff(bencher: Bencher) {
    let old = segmented("bridge.en.txt", "en");
    let new = segmented("bridge.en.r2.txt", "en");
    let bytes = old.text().len() + new.text().len();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| revise::compare(&old, &new));
}

/// One query against all of the English sentences: what an exhaustive look-up costs a unit.
#[divan::bench]
fn match_scores(bencher: Bencher) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut names: Vec<String> = fs::read_dir(seeds)
        .expect("the seeds")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.contains(".en."))
        .collect();
    names.sort();
    let mut scorer = Scorer::new();
    let mut units = Vec::new();
    for name in &names {
        let document = segmented(name, "en");
        let texts = document.segment_texts().into_iter();
        units.extend(texts.map(|text| scorer.prepare(text)));
    }
    let query = units[units.len() / 2].clone();
    bencher
        .counter(ItemsCount::new(units.len()))
        .bench_local(|| {
            units
                .iter()
                .filter(|unit| scorer.score(&query, unit, 70).is_some())
                .count()
        });
}
