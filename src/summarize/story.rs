use crate::segment::{Metadata, Segment, SegmentedDocument};
use crate::text::{Block, Document, Language};

use super::Article;

/// The separator between two articles of a story.
const BETWEEN: &str = "\n\n";

/// Several articles about one event, summarized as one: multi-document summarization (Radev and others 2000).
#[derive(Debug, Clone)]
pub struct Story {
    whole: SegmentedDocument,
    parts: Vec<StoryArticle>,
}

/// The start of an article within the story.
#[derive(Debug, Clone, Copy)]
struct StoryArticle {
    segment: usize,
    byte: usize,
    block: usize,
}

impl Story {
    /// The story of `articles`, in their order. Words are judged as those of `language`.
    pub fn new<'a>(
        articles: impl IntoIterator<Item = &'a SegmentedDocument>,
        language: &Language,
    ) -> Self {
        let mut text = String::new();
        let (mut blocks, mut segments, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for article in articles {
            let document = &article.document;
            if !parts.is_empty() {
                text.push_str(BETWEEN);
            }
            let part = StoryArticle {
                segment: segments.len(),
                byte: text.len(),
                block: blocks.len(),
            };
            text.push_str(document.text());
            blocks.extend(document.blocks().iter().map(|block| Block {
                span: block.span.shifted(part.byte),
                ..*block
            }));
            segments.extend(article.segments.iter().map(|segment| Segment {
                span: segment.span.shifted(part.byte),
                paragraph: segment.paragraph + part.block,
                ..*segment
            }));
            parts.push(part);
        }
        Story {
            whole: SegmentedDocument {
                language: language.clone(),
                document: Document::new(text, blocks),
                segments,
                metadata: Metadata::default(),
            },
            parts,
        }
    }

    /// The story as one article, for [`summarize`](super::summarize).
    pub fn article(&self) -> Article<'_> {
        let beginnings: Vec<usize> = self.parts.iter().map(|part| part.segment).collect();
        Article::new(&self.whole).with_beginnings(&beginnings)
    }

    /// The article that a segment of the story comes from, from 0, and its index there.
    pub fn origin(&self, segment: usize) -> (usize, usize) {
        // The first one begins at 0.
        let starts = |part: &StoryArticle| part.segment <= segment;
        let number = self.parts.partition_point(starts).saturating_sub(1);
        let first = self.parts.get(number).map_or(0, |part| part.segment);
        (number, segment - first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Budget, methods, summarize};
    use super::*;

    const FIRST: &str = "The old bridge over the Tarn opened again on Monday morning.\n\nIts arches were rebuilt in stone. Nobody was hurt.";
    const SECOND: &str = "On Monday morning the old bridge over the Tarn was opened again.\n\nThe town paid four million for the work.";

    #[test]
    fn nothing_is_said_twice_in_other_words() {
        let language = Language::parse("en").unwrap();
        let documents = [FIRST, SECOND].map(|text| SegmentedDocument::plain(text, &language));
        let story = Story::new(&documents, &language);
        let article = story.article();
        let places: Vec<usize> = article.sentences().iter().map(|s| s.place).collect();
        assert_eq!(places, [0, 1, 2, 0, 1]);
        for method in methods() {
            let summary = summarize(&article, *method, Budget::Sentences(4));
            let mut texts = Vec::new();
            for extract in &summary {
                let (number, own) = story.origin(extract.segment);
                let text = documents[number].segment_texts()[own];
                assert_eq!(extract.span.of(story.whole.text()), text);
                texts.push(text);
            }
            let opened = texts.iter().filter(|text| text.contains("opened again"));
            assert_eq!(opened.count(), 1, "{}: {texts:?}", method.name());
            assert!(
                texts.iter().any(|text| text.contains("four million")),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn one_article_is_a_story_as_well() {
        let language = Language::parse("en").unwrap();
        let document = SegmentedDocument::plain(FIRST, &language);
        let story = Story::new([&document], &language);
        let alone = Article::new(&document);
        let blend = methods()[0];
        let summary = summarize(&story.article(), blend, Budget::Sentences(2));
        assert_eq!(summary, summarize(&alone, blend, Budget::Sentences(2)));
        assert!(Story::new([], &language).article().sentences().is_empty());
    }
}
