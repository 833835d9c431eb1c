use super::Article;

/// The speed of reading that a budget in seconds reckons with: the mean of seventeen languages
/// (Trauzettel-Klosinski & Dietz 2012, IReST). In scripts without spaces a character counts as a
/// word, so that texts in them are read sooner than asked for.
pub const WORDS_A_MINUTE: f64 = 184.0;

/// How long a summary may be. What is no number is nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Budget {
    /// So many sentences.
    Sentences(usize),
    /// So many words, as [`count_words`](super::count_words) counts them.
    Words(usize),
    /// So many characters as readers count them, with one between two sentences
    /// ([`Article::characters_of`]).
    Characters(usize),
    /// So many percent (0–100) of the words of the sentences that may be quoted, rounded down to
    /// whole words; what is above 0 is one word at least.
    Percent(f64),
    /// The words that are read in so many seconds, at [`WORDS_A_MINUTE`], rounded down.
    Seconds(f64),
}

impl Budget {
    /// The share of `article` that may be taken, from 0; above 1 if there is more room than text.
    pub(super) fn share(self, article: &Article) -> f64 {
        let of = |asked: usize, all: usize| asked as f64 / all.max(1) as f64;
        match self {
            Budget::Sentences(count) => of(count, article.sentences().len()),
            Budget::Characters(count) => of(count, article.characters()),
            Budget::Percent(percent) => percent.max(0.0) / 100.0,
            Budget::Words(_) | Budget::Seconds(_) => of(self.words(article), article.words()),
        }
    }

    /// The words of `article` that may be taken; all of them where words are not counted.
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
