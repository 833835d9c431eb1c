use super::Article;

/// The reading speed of a budget in seconds: the mean of seventeen languages (Trauzettel-Klosinski & Dietz 2012,
/// IReST). In scripts without spaces a character counts as a word, so texts in them take less time to read than
/// allowed.
pub const WORDS_A_MINUTE: f64 = 184.0;

/// The maximum length of a summary. A value that is not a number counts as zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Budget {
    /// Number of sentences.
    Sentences(usize),
    /// Number of words, as [`count_words`](super::count_words) counts them.
    Words(usize),
    /// Number of characters as readers count them (grapheme clusters), with one between two sentences
    /// ([`Article::characters_of`]).
    Characters(usize),
    /// Percentage (0–100) of the words of the sentences that may be quoted, rounded down to whole words, but at least
    /// one word if above 0.
    Percent(f64),
    /// Reading time in seconds, at [`WORDS_A_MINUTE`], rounded down to whole words.
    Seconds(f64),
}

impl Budget {
    /// The share of `article` that fits, from 0; above 1 if the budget is larger than the text.
    pub(super) fn share(self, article: &Article) -> f64 {
        let of = |asked: usize, all: usize| asked as f64 / all.max(1) as f64;
        match self {
            Budget::Sentences(count) => of(count, article.sentences().len()),
            Budget::Characters(count) => of(count, article.characters()),
            Budget::Percent(percent) => percent.max(0.0) / 100.0,
            Budget::Words(_) | Budget::Seconds(_) => of(self.words(article), article.words()),
        }
    }

    /// The number of words of `article` that fit; all of them for a budget that does not count words.
    pub(super) fn words(self, article: &Article) -> usize {
        match self {
            Budget::Sentences(_) | Budget::Characters(_) => article.words(),
            Budget::Words(count) => count,
            Budget::Percent(percent) if percent > 0.0 => {
                let words = article.words() as f64 * percent.min(100.0) / 100.0;
                (words as usize).max(1)
            }
            Budget::Percent(_) => 0,
            // What is no number becomes 0.
            Budget::Seconds(seconds) => (seconds.max(0.0) * WORDS_A_MINUTE / 60.0) as usize,
        }
    }
}
