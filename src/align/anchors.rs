//! What is known of two texts before any alignment: words that survive translation.
//!
//! Cognates as a start for bitext: Simard, Foster and Isabelle 1992; words of a like sound in
//! another script by their skeletons (`skeleton`).

use unicode_script::Script;

use super::skeleton::{likeness, script_of, skeleton};
use super::words::{WordKind, Words, bare};

/// A source word and a target word that look like each other's translation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seed {
    pub source: u32,
    pub target: u32,
    /// Number of observed translations that the likeness is worth.
    pub count: f64,
}

/// Number of consonants that two words must share at their beginning.
const KEY: usize = 3;

/// Maximum number of pairs with the same key that are compared; more would cost more than they tell.
const MAX_PAIRS: usize = 40_000;

/// Finds what survives translation: equal numbers, marks, addresses, names and other words, and words that sound alike
/// in the scripts that `skeleton` knows.
pub(super) fn seeds(sources: &Words, targets: &Words, same_language: bool) -> Vec<Seed> {
    let mut found = equal_words(sources, targets, same_language);
    found.extend(like_words(sources, targets));
    found
}

/// Sorts seeds by source, then target, and keeps the most valuable of equal pairs.
pub(super) fn united(mut seeds: Vec<Seed>) -> Vec<Seed> {
    seeds.sort_by(|a, b| {
        (a.source, a.target)
            .cmp(&(b.source, b.target))
            .then(b.count.total_cmp(&a.count))
    });
    seeds.dedup_by_key(|seed| (seed.source, seed.target));
    seeds
}

fn equal_words(sources: &Words, targets: &Words, same_language: bool) -> Vec<Seed> {
    let of_stem = targets.by_stem();
    let mut found = Vec::new();
    for (entry, source) in sources.entries.iter().zip(0u32..) {
        let Some(&target) = of_stem.get(entry.stem.as_str()) else {
            continue;
        };
        let count = match entry.sort {
            WordKind::Number => 2.0,
            WordKind::Punctuation => 1.0,
            WordKind::Word if same_language => 3.0,
            // A short word shared by two languages is as often a false friend.
            WordKind::Word => match script_of(&entry.stem) {
                Script::Han | Script::Katakana => 1.5,
                _ if entry.stem.chars().count() >= 4 => 2.0,
                _ => 0.7,
            },
        };
        found.push(Seed {
            source,
            target,
            count,
        });
    }
    found
}

fn like_words(sources: &Words, targets: &Words) -> Vec<Seed> {
    let (by_key, other) = (by_key(sources), by_key(targets));
    let mut found = Vec::new();
    for (key, here) in &by_key {
        let Ok(at) = other.binary_search_by(|(k, _)| k.cmp(key)) else {
            continue;
        };
        let there = &other[at].1;
        if here.len() * there.len() > MAX_PAIRS {
            continue;
        }
        for (source, a) in here {
            for (target, b) in there {
                let likeness = likeness(a, b);
                if likeness >= 0.75 {
                    let longer = a.len().max(b.len()) as f64;
                    let count = 1.5 * likeness * (longer / 5.0).min(1.0);
                    found.push(Seed {
                        source: *source,
                        target: *target,
                        count,
                    });
                }
            }
        }
    }
    found
}

type Keyed = Vec<([u8; KEY], Vec<(u32, Vec<u8>)>)>;

/// The words with at least [`KEY`] consonants, by the first of them.
fn by_key(words: &Words) -> Keyed {
    let mut all: Vec<([u8; KEY], u32, Vec<u8>)> = Vec::new();
    for (entry, id) in words.entries.iter().zip(0u32..) {
        if entry.sort != WordKind::Word {
            continue;
        }
        let skeleton = skeleton(bare(&entry.form));
        if let Some(&key) = skeleton.first_chunk::<KEY>() {
            all.push((key, id, skeleton));
        }
    }
    all.sort();
    let mut keyed: Keyed = Vec::new();
    for (key, id, skeleton) in all {
        match keyed.last_mut() {
            Some((last, group)) if *last == key => group.push((id, skeleton)),
            _ => keyed.push((key, vec![(id, skeleton)])),
        }
    }
    keyed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(source: &str, target: &str) -> Vec<(String, String)> {
        let (s, t) = (Words::read(&[source]), Words::read(&[target]));
        united(seeds(&s, &t, false))
            .iter()
            .map(|seed| {
                let form = |words: &Words, id: u32| words.entries[id as usize].form.clone();
                (form(&s, seed.source), form(&t, seed.target))
            })
            .collect()
    }

    #[test]
    fn what_survives_translation_is_found() {
        let found = pairs("Is Madrid in 1998 green?", "آیا مادرید در ۱۹۹۸ سبز است؟");
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, [("madrid", "مادرید"), ("1998", "1998"), ("?", "؟"),]);
    }

    #[test]
    fn no_word_no_seed() {
        assert!(pairs("", "abc").is_empty());
        assert!(pairs("tree", "arbre").is_empty());
    }
}
