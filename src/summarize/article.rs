use std::collections::{BTreeSet, HashMap};

use unicode_segmentation::UnicodeSegmentation;

use crate::segment::Segment;
use crate::text::{Document, Language, Span, TokenKind, is_spaceless, search_form, tokens};

/// Longest term, in characters: longer words are cut there, which takes endings off without
/// knowing the language (truncation as a stemmer: Can et al. 2008, JASIST 59(3)).
const TERM_CHARS: usize = 6;

/// An article made ready for ranking: the sentences that a summary may quote, and their terms.
///
/// Candidates are the segments whose kind is prose. If there are none with a word in it, all
/// segments are, so that a text with something in it has a summary.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    text: &'a str,
    language: &'a Language,
    sentences: Vec<Sentence>,
    frequencies: Vec<u32>,
}

/// A candidate for the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its index in the segments that the article was made of.
    pub segment: usize,
    /// Its bytes in the document's text.
    pub span: Span,
    /// The index of its block in the document.
    pub paragraph: usize,
    /// Its length as [`count_words`] counts it.
    pub words: usize,
    /// Its terms in the order of the text, each a number: an index of [`Article::frequencies`].
    pub terms: Vec<u32>,
}

impl<'a> Article<'a> {
    /// The candidates among `segments` of `document`, which is in `language`.
    pub fn new(document: &'a Document, segments: &[Segment], language: &'a Language) -> Self {
        let mut article = Article {
            text: document.text(),
            language,
            sentences: Vec::new(),
            frequencies: Vec::new(),
        };
        article.read(segments, |segment| segment.kind.is_prose());
        if article.sentences.iter().all(|s| s.terms.is_empty()) {
            article.sentences.clear();
            article.frequencies.clear();
            article.read(segments, |_| true);
        }
        article
    }

    fn read(&mut self, segments: &[Segment], is_candidate: impl Fn(&Segment) -> bool) {
        let mut vocabulary: HashMap<String, u32> = HashMap::new();
        for (index, segment) in segments.iter().enumerate() {
            if !is_candidate(segment) {
                continue;
            }
            let text = segment.span.of(self.text);
            let mut terms = Vec::new();
            each_term(text, |term| {
                if let Some(&id) = vocabulary.get(term) {
                    terms.push(id);
                } else if let Ok(id) = u32::try_from(vocabulary.len()) {
                    vocabulary.insert(term.to_owned(), id);
                    terms.push(id);
                }
            });
            self.frequencies.resize(vocabulary.len(), 0);
            for &term in &terms.iter().copied().collect::<BTreeSet<u32>>() {
                self.frequencies[term as usize] += 1;
            }
            self.sentences.push(Sentence {
                segment: index,
                span: segment.span,
                paragraph: segment.paragraph,
                words: count_words(text),
                terms,
            });
        }
    }

    /// The candidates, in the order of the article.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The text of a candidate.
    pub fn text_of(&self, sentence: &Sentence) -> &'a str {
        sentence.span.of(self.text)
    }

    /// The language of the article.
    pub fn language(&self) -> &Language {
        self.language
    }

    /// In how many candidates each term occurs, by the number of the term.
    pub fn frequencies(&self) -> &[u32] {
        &self.frequencies
    }

    /// The length of all candidates together, in words as [`count_words`] counts them.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| sentence.words).sum()
    }
}

/// The length of `text` in words, as budgets count it: what white space sets apart is a word; in
/// scripts without spaces each grapheme of a letter is one, and punctuation none.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().map(words_of_chunk).sum()
}

fn words_of_chunk(chunk: &str) -> usize {
    if !chunk.chars().any(is_spaceless) {
        return 1;
    }
    let (mut count, mut inside) = (0, false);
    for grapheme in chunk.graphemes(true) {
        let letters = grapheme.chars().any(char::is_alphanumeric);
        if grapheme.starts_with(is_spaceless) {
            count += 1;
            inside = false;
        } else if letters && !inside {
            count += 1;
            inside = true;
        }
    }
    count
}

/// Calls `found` with each term of `text`: words in the form that search compares, cut to
/// [`TERM_CHARS`]; in scripts without spaces the pairs of neighbouring graphemes, since one says
/// too little, and a grapheme alone where it has no neighbour.
fn each_term(text: &str, mut found: impl FnMut(&str)) {
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        search_form(text)
    };
    // The grapheme before, and whether a pair with it has been made.
    let mut before: Option<(Span, bool)> = None;
    for token in tokens(&folded) {
        let word = token.span.of(&folded);
        let spaceless = token.kind == TokenKind::Word && word.starts_with(is_spaceless);
        match before.take() {
            Some((previous, _)) if spaceless && previous.end == token.span.start => {
                found(Span::new(previous.start, token.span.end).of(&folded));
                before = Some((token.span, true));
                continue;
            }
            Some((previous, false)) => found(previous.of(&folded)),
            _ => {}
        }
        if spaceless {
            before = Some((token.span, false));
        } else if token.kind != TokenKind::Punctuation {
            let end = word.char_indices().nth(TERM_CHARS).map(|(at, _)| at);
            found(&word[..end.unwrap_or(word.len())]);
        }
    }
    if let Some((previous, false)) = before {
        found(previous.of(&folded));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        each_term(text, |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn words_are_counted_as_a_reader_would() {
        for (text, words) in [
            ("", 0),
            (" The bridge\n— opened. ", 4),
            ("پل تازه می\u{200c}رود.", 3),
            ("新桥开通了。", 5),
            ("新桥 2026年 Marlow桥", 2 + 2 + 2),
            ("สะพานใหม่", 8),
        ] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn terms_fold_what_readers_do_not_tell_apart() {
        assert_eq!(terms("The Bridges, bridge!"), ["the", "bridge", "bridge"]);
        assert_eq!(terms("كتابي"), terms("کتابی"));
        assert_eq!(terms("Élève 3,5"), ["eleve", "3,5"]);
        assert_eq!(terms("..."), Vec::<String>::new());
    }

    #[test]
    fn scripts_without_spaces_have_pairs() {
        assert_eq!(terms("新桥开。通 a"), ["新桥", "桥开", "通", "a"]);
    }
}
