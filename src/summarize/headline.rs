//! A headline in the article's own words.

use crate::text::Span;

use super::blend::Blend;
use super::ranker::Ranker;
use super::ties::Needs;
use super::{Article, Budget};

/// Length, in words, up to which a headline is short enough; beyond it, length counts against a sentence.
const SHORT: f64 = 12.0;
/// Minimum length of a sentence, in words.
const MIN_WORDS: usize = 4;

/// A headline for `article`: its title if it has one, otherwise the sentence that says most in few words and needs no
/// other sentence. The sentence is quoted whole, so that neither "not" nor "the mayor said" is lost. `None` if there is
/// no such sentence.
///
/// Of a story of several articles it is the title of the first that has one.
pub fn headline(article: &Article) -> Option<Span> {
    if let Some(title) = article.title() {
        return Some(title);
    }
    let sentences = article.sentences();
    let needs = Needs::new(article);
    let scores = Blend.rank(article, Budget::Sentences(1));
    let stands_alone = |&(index, _): &(usize, f64)| {
        let sentence = &sentences[index];
        needs.of(index).is_empty()
            && sentence.words >= MIN_WORDS
            && !is_question(article.text_of(sentence))
    };
    let worth = |(index, score): (usize, f64)| {
        let words = sentences[index].words as f64;
        (index, score * (SHORT / words.max(SHORT)).sqrt())
    };
    scores
        .into_iter()
        .enumerate()
        .filter(stands_alone)
        .map(worth)
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(index, _)| sentences[index].span)
}

/// Whether `text` ends with a question mark.
fn is_question(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | '」' | ')')
    });
    text.ends_with(['?', '？', '؟', '\u{37e}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::SegmentedDocument;
    use crate::text::Language;

    #[track_caller]
    fn check(tag: &str, text: &str, expected: Option<&str>) {
        let language = Language::parse(tag).unwrap();
        let document = SegmentedDocument::plain(text, &language);
        let article = Article::new(&document);
        let got = headline(&article).map(|span| span.of(document.text()).trim());
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_title_is_the_headline() {
        let text =
            "Bridge opens again\n\nThe old bridge over the Tarn opened on Monday. It rained.\n";
        check("en", text, Some("Bridge opens again"));
        let text = "MARLOW (Agency) —\n\nThe bridge over the Tarn opened on Monday. It rained.\n";
        check(
            "en",
            text,
            Some("The bridge over the Tarn opened on Monday."),
        );
        let text = "新桥开通\n\n河上的新桥周一开通。天气很好。\n";
        check("zh", text, Some("新桥开通"));
    }

    #[test]
    fn a_sentence_that_stands_alone_does_for_one() {
        let text = "Who needs a bridge? The old bridge over the Tarn opened again on Monday. \
            It had been shut for two years. Boats go on.";
        check(
            "en",
            text,
            Some("The old bridge over the Tarn opened again on Monday."),
        );
        let text = "آیا پل لازم است؟ پل کهنه شهر روز دوشنبه باز شد. این پل دو سال بسته بود.";
        check("fa", text, Some("پل کهنه شهر روز دوشنبه باز شد."));
        let text = "The council, which had met for nine hours on Sunday to hear of the cost of all \
            of the works on the river and the harbour and the roads to both and of all that had been \
            said in the long years of the works on it, went home at ten. \
            The bridge will not open this year, the mayor said. Boats go on as ever. Rain fell all day.";
        check(
            "en",
            text,
            Some("The bridge will not open this year, the mayor said."),
        );
    }

    #[test]
    fn nothing_is_none() {
        check("en", "", None);
        check("en", "Rain?", None);
    }
}
