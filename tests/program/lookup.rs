//! Look-up against scoring every unit, over sentences of many languages: nothing is missed, nothing
//! is scored otherwise.
//!
//! The sentences are those of `tests/segmentation`. With `RECTO_TEXTS` the `.txt` files of another
//! folder are taken instead, a sentence a line.

use std::fs;
use std::path::{Path, PathBuf};

use recto::memory::{
    Access, Action, Change, ChangeStore, Context, ForeignUnit, LanguagePair, Memory, Query,
    UnitSink, lookup,
};
use recto::similarity::Scorer;
use recto::text::Language;

fn tag(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// Numbers that look like chance and are always the same (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound.max(1)
    }
}

/// `text` with some words or characters taken out, doubled, exchanged or changed.
fn changed(text: &str, others: &[String], chance: &mut Chance) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    for _ in 0..chance.below(4) {
        let at = chance.below(words.len());
        match chance.below(5) {
            _ if words.is_empty() => {}
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at].clone()),
            2 => {
                let to = chance.below(words.len());
                words.swap(at, to);
            }
            3 => {
                let other = &others[chance.below(others.len())];
                words[at] = other.split_whitespace().next().unwrap_or("x").to_owned();
            }
            _ => {
                let mut chars: Vec<char> = words[at].chars().collect();
                let place = chance.below(chars.len());
                chars.remove(place);
                chars.insert(
                    chance.below(chars.len() + 1),
                    ['a', 'ی', '新', '7', '.'][chance.below(5)],
                );
                words[at] = chars.into_iter().collect();
            }
        }
    }
    words.join(" ")
}

/// A memory of these sources.
fn memory_of(sources: &[String]) -> (tempfile::TempDir, Memory) {
    let folder = tempfile::tempdir().unwrap();
    let memory = Memory::open(&folder.path().join("m.db"), Access::Write).unwrap();
    let languages = LanguagePair {
        source: tag("en"),
        target: tag("fr"),
    };
    let mut units = |import: &mut dyn UnitSink| {
        for (number, source) in sources.iter().enumerate() {
            let unit = ForeignUnit {
                languages: &languages,
                source,
                target: &format!("«{number}»"),
                context: &Context::default(),
                created: 0,
                uses: 1,
                confidence: None,
                origin: None,
                record: None,
            };
            assert!(import.add(&unit).unwrap());
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

/// The scores of all matches, the best first.
fn found(memory: &Memory, text: &str, threshold: u8) -> Vec<u8> {
    let query = Query {
        text,
        from: &tag("en"),
        to: &tag("fr"),
        context: Context::default(),
        threshold,
        limit: usize::MAX,
    };
    let matches = lookup(memory, &query).unwrap();
    matches.into_iter().map(|found| found.score).collect()
}

/// The same by scoring every unit.
fn scored(scorer: &mut Scorer, sources: &[String], text: &str, threshold: u8) -> Vec<u8> {
    let query = scorer.prepare(text);
    let mut scores: Vec<u8> = sources
        .iter()
        .filter_map(|source| {
            let source = scorer.prepare(source);
            Some(scorer.score(&query, &source, threshold)?.score)
        })
        .collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    scores
}

fn files() -> Vec<PathBuf> {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/segmentation");
    let folder = std::env::var_os("RECTO_TEXTS").map_or(ours, PathBuf::from);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

/// The sentences of a file of `tests/segmentation`, or the lines of another.
fn sentences(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let mut sentences: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(" | "))
        .map(|sentence| sentence.chars().take(400).collect::<String>())
        .filter(|sentence| !sentence.trim().is_empty())
        .collect();
    sentences.truncate(400);
    sentences
}

#[test]
fn look_up_is_complete_in_every_language() {
    let files = files();
    assert!(!files.is_empty());
    let mut matched = 0;
    for file in files {
        let sentences = sentences(&file);
        let mut chance = Chance(0x9E37_79B9);
        // Near ones of each sentence, so that there is something to find.
        let mut sources = sentences.clone();
        for sentence in &sentences {
            sources.extend((0..3).map(|_| changed(sentence, &sentences, &mut chance)));
        }
        sources.sort();
        sources.dedup();
        sources.retain(|source| !source.trim().is_empty());
        let (_folder, memory) = memory_of(&sources);
        let mut scorer = Scorer::new();
        for (number, sentence) in sentences
            .iter()
            .enumerate()
            .step_by(sentences.len() / 8 + 1)
        {
            let query = changed(sentence, &sentences, &mut chance);
            let threshold = [50, 70, 85, 100, 1][number % 5];
            let expected = scored(&mut scorer, &sources, &query, threshold);
            matched += expected.len();
            assert_eq!(
                found(&memory, &query, threshold),
                expected,
                "{file:?}: {query}"
            );
        }
    }
    assert!(
        matched > 500,
        "{matched} matches are too few to say anything"
    );
}

#[test]
fn segments_of_a_megabyte_are_found() {
    let words: Vec<String> = (0..150_000).map(|i| format!("w{}", i % 4999)).collect();
    let long = words.join(" ");
    assert!(long.len() > 800_000);
    let mut near = words.clone();
    near[10] = "other".to_owned();
    near[149_990] = "another".to_owned();
    near.remove(70_000);
    let near = near.join(" ");
    let half = words[..75_000].join(" ");
    let sources = [long.clone(), near.clone(), half, "w1 w2".to_owned()];
    let (_folder, memory) = memory_of(&sources);
    assert_eq!(found(&memory, &long, 90), [100, 99]);
    assert_eq!(found(&memory, &near, 90), [100, 99]);
    assert_eq!(found(&memory, "w1 w2", 50), [100]);
    assert_eq!(found(&memory, "", 50), [0u8; 0]);
    // Never "100" for what is not equal, however long.
    assert_eq!(found(&memory, &format!("{long} ."), 90), [99, 99]);
}

#[test]
fn identical_and_empty_sources() {
    // Units differ by their targets.
    let same: Vec<String> = vec!["The bridge is open.".to_owned(); 700];
    let (_folder, memory) = memory_of(&same);
    assert_eq!(found(&memory, "The bridge is open.", 70).len(), 700);
    assert_eq!(found(&memory, "The bridge was open.", 70).len(), 700);
    assert_eq!(found(&memory, "", 1).len(), 0);
}
