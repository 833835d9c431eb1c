//! The commonest words of news in 41 languages: a start for texts too short to learn words from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::text::{Language, search_form};

use super::anchors::Seed;
use super::words::{Words, stem};

/// One line for each concept, one column for each language, synonyms separated by `/`.
const TABLE: &str = include_str!("concepts.csv");

/// Number of observed translations that the table is worth, low because it does not know which sense a word has.
const COUNT: f64 = 1.5;

/// Pairs of words that express the same concept, each pair once.
pub(super) fn seeds(
    sources: &Words,
    targets: &Words,
    languages: (&Language, &Language),
) -> Vec<Seed> {
    let mut lines = TABLE.lines();
    let header = lines.next().unwrap_or_default();
    let column = |language: &Language| {
        let tag = sharing(language.primary());
        header.split(',').position(|column| column == tag)
    };
    let (Some(from), Some(to)) = (column(languages.0), column(languages.1)) else {
        return Vec::new();
    };
    if from == to {
        return Vec::new();
    }
    let (here, there) = (sources.by_stem(), targets.by_stem());
    let found = |cell: &str, words: &FxHashMap<&str, u32>| -> Vec<u32> {
        let mut ids: Vec<u32> = cell
            .split('/')
            .filter_map(|form| words.get(stem(&normal(form)).as_str()).copied())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut pairs = BTreeMap::new();
    for line in lines {
        let sources = found(cell(line, from), &here);
        let targets = found(cell(line, to), &there);
        for &source in &sources {
            for &target in &targets {
                pairs.insert((source, target), COUNT);
            }
        }
    }
    pairs
        .into_iter()
        .map(|((source, target), count)| Seed {
            source,
            target,
            count,
        })
        .collect()
}

/// The language in whose column the most common words of this language are listed.
fn sharing(primary: &str) -> &str {
    match primary {
        "nb" | "nn" => "no",
        "bs" => "hr",
        "ms" => "id",
        other => other,
    }
}

/// The cell of `line` in a column, from 0.
fn cell(line: &str, column: usize) -> &str {
    let mut commas = memchr::memchr_iter(b',', line.as_bytes());
    let start = match column {
        0 => 0,
        _ => commas.nth(column - 1).map_or(line.len(), |comma| comma + 1),
    };
    let end = commas.next().unwrap_or(line.len());
    line.get(start..end).unwrap_or_default()
}

/// The search form. In ASCII the table is in it.
fn normal(form: &str) -> Cow<'_, str> {
    match form.is_ascii() {
        true => form.into(),
        false => search_form(form).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_word_in_every_language() {
        let columns = TABLE.lines().next().unwrap().split(',').count();
        for line in TABLE.lines() {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), columns, "{line}");
            for form in cells.iter().flat_map(|cell| cell.split('/')) {
                assert!(!form.trim().is_empty(), "{line}");
            }
        }
    }

    #[test]
    fn common_words_meet() {
        let [from, to] = ["en", "zh"].map(|tag| Language::parse(tag).unwrap());
        let (s, t) = (
            Words::read(&["The water never came."]),
            Words::read(&["水从来没有来。"]),
        );
        let found: Vec<_> = seeds(&s, &t, (&from, &to))
            .iter()
            .map(|seed| {
                let stem = |words: &Words, id: u32| words.entries[id as usize].stem.clone();
                (stem(&s, seed.source), stem(&t, seed.target))
            })
            .collect();
        assert_eq!(
            found,
            [("water".into(), "水".into()), ("never".into(), "从".into())]
        );
        assert!(seeds(&s, &s, (&from, &from)).is_empty());
    }

    #[test]
    fn languages_share_columns() {
        let found = |from: &str, source: &str, to: &str, target: &str| {
            let [from, to] = [from, to].map(|tag| Language::parse(tag).unwrap());
            let (s, t) = (Words::read(&[source]), Words::read(&[target]));
            seeds(&s, &t, (&from, &to)).len()
        };
        assert_eq!(
            found("nb", "Regjeringen sa nei", "sr", "Влада је рекла не"),
            3
        );
        assert_eq!(found("bs", "voda", "ms-MY", "air"), 1);
        assert_eq!(found("en", "water", "eo", "akvo"), 0);
    }
}
