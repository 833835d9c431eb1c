//! Words to look for at the start, at the end or inside of a stretch.

use std::collections::HashMap;

/// Words by their first character (or last, for those found at the end of a stretch), the longest
/// first.
#[derive(Debug)]
pub(super) struct Words<T>(HashMap<char, Vec<(&'static str, T)>>);

impl<T: Copy> Words<T> {
    pub(super) fn new() -> Self {
        Words(HashMap::new())
    }

    /// Adds a word; of one that is given twice the first is found first.
    pub(super) fn add(&mut self, key: Option<char>, word: &'static str, value: T) {
        let Some(key) = key else { return };
        let words = self.0.entry(key).or_default();
        let at = words.partition_point(|(known, _)| known.len() >= word.len());
        words.insert(at, (word, value));
    }

    pub(super) fn of(&self, key: char) -> &[(&'static str, T)] {
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The longest word that `text` begins with. A vowel sign or tone mark behind it would make it
    /// the head of another syllable.
    pub(super) fn at_start(&self, text: &str) -> Option<T> {
        let found = self.of(text.chars().next()?).iter().find(|(word, _)| {
            text.strip_prefix(word)
                .is_some_and(|rest| !rest.starts_with(joins_before))
        });
        found.map(|&(_, value)| value)
    }

    /// The longest word that `text` ends with. A vowel before it that is read behind its first
    /// letter would make that the letter of another syllable.
    pub(super) fn at_end(&self, text: &str) -> Option<T> {
        let found = self.of(text.chars().next_back()?).iter().find(|(word, _)| {
            text.strip_suffix(word).is_some_and(|rest| {
                rest.is_empty() || !(rest.ends_with(joins_after) || word.starts_with(joins_before))
            })
        });
        found.map(|&(_, value)| value)
    }
}

/// Vowel signs and tone marks, which belong to the letter before them.
pub(super) fn joins_before(c: char) -> bool {
    matches!(c, '\u{e30}'..='\u{e3a}' | '\u{e45}' | '\u{e47}'..='\u{e4e}')
}

/// Vowels that are written before the letter they follow in speech.
pub(super) fn joins_after(c: char) -> bool {
    matches!(c, 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ')
}
