//! The lists of words in the sections of a data file.

/// Words set apart by white space. They are read off the section each time, so callers that look up many words keep a
/// set of their own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Words(&'static str);

/// Phrases of one or more words, set apart by commas and line ends.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Phrases(&'static str);

/// Phrases that may hold a comma, each on a line of its own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lines(&'static str);

impl Words {
    pub(super) const fn new(section: &'static str) -> Self {
        Words(section)
    }

    /// The words in the order of the file.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        lines(self.0).flat_map(str::split_whitespace)
    }

    /// Whether `word` is one of them, by a look at each.
    pub(crate) fn contains(self, word: &str) -> bool {
        self.iter().any(|other| other == word)
    }

    /// Whether the language has no such list.
    pub(crate) fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }
}

impl Phrases {
    pub(super) const fn new(section: &'static str) -> Self {
        Phrases(section)
    }

    /// The phrases in the order of the file.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        let phrases = lines(self.0).flat_map(|line| line.split(','));
        phrases.map(str::trim).filter(|phrase| !phrase.is_empty())
    }
}

impl Lines {
    pub(super) const fn new(section: &'static str) -> Self {
        Lines(section)
    }

    /// The phrases in the order of the file.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        lines(self.0).map(str::trim).filter(|line| !line.is_empty())
    }
}

/// The lines of a section without their comments.
fn lines(section: &'static str) -> impl Iterator<Item = &'static str> {
    section
        .lines()
        .map(|line| line.split_once('#').map_or(line, |(words, _)| words))
}
