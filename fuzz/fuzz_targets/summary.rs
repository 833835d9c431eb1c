//! Any article in any of some languages: a summary by each method is verbatim, in order and within
//! its budget, what it lacks is a sentence that it does not have, and its headline stands in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::segment::SegmentedDocument;
use recto::summarize::{Article, Budget, choices, count_words, headline, methods, summarize};
use recto::text::Language;

const LANGUAGES: [&str; 8] = ["en", "de", "fa", "ar", "zh", "th", "hi", "und"];

fuzz_target!(|input: (u8, u8, u8, &str)| {
    let (language, method, size, text) = input;
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let language = Language::parse(language).expect("a language");
    let document = SegmentedDocument::plain(text, &language);
    let article = Article::new(&document);
    let method = methods()[usize::from(method) % methods().len()];
    let size = usize::from(size);
    for budget in [
        Budget::Sentences(size / 16),
        Budget::Words(size),
        Budget::Characters(size),
    ] {
        let summary = summarize(&article, method, budget);
        assert!(
            summary
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        let words: usize = summary
            .iter()
            .map(|one| count_words(one.span.of(text)))
            .sum();
        match budget {
            Budget::Sentences(count) => assert!(summary.len() <= count),
            Budget::Words(count) => assert!(words <= count),
            _ => {}
        }
        for one in &summary {
            assert_eq!(one.span, document.segments[one.segment].span);
            let missing = one.missing.and_then(|tie| tie.segment);
            assert!(missing.is_none_or(|at| summary.iter().all(|other| other.segment != at)));
        }
        assert_eq!(
            choices(&article, method, budget).len(),
            article.sentences().len()
        );
    }
    if let Some(span) = headline(&article) {
        assert!(!span.of(text).trim().is_empty());
    }
});
