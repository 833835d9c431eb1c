use std::borrow::Cow;

use crate::text::{Direction, Document, Language, direction};

use super::{Segment, Segmenter};

/// A document with its language and its segments: what alignment, summaries and revisions work on.
///
/// The segments are spans into the document, disjoint and in the order of its text, as
/// [`Segmenter::segment`] finds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentedDocument {
    /// The language of the text.
    pub language: Language,
    /// The text with its blocks and inline codes.
    pub document: Document,
    /// The segments of the document.
    pub segments: Vec<Segment>,
    /// What is known of the document beside its text.
    pub metadata: Metadata,
}

/// What is known of a document beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What people call it: its file, or its name in the memory. Empty for a text without a name.
    pub name: String,
    /// The title, if the document has one.
    pub title: Option<String>,
    /// The author, if the file names one.
    pub author: Option<String>,
    /// The day of publication as the file writes it, if it does.
    pub date: Option<String>,
}

impl SegmentedDocument {
    /// Segments `document` by the rules of `language`. It has no name yet, and the title of its text.
    pub fn new(document: Document, language: &Language) -> Self {
        SegmentedDocument {
            segments: Segmenter::new(language).segment(&document),
            language: language.clone(),
            metadata: Metadata {
                title: document.title().map(str::to_owned),
                ..Metadata::default()
            },
            document,
        }
    }

    /// Segments a plain text.
    pub fn plain(text: &str, language: &Language) -> Self {
        Self::new(Document::plain(text), language)
    }

    /// The same document under this name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.metadata.name = name.into();
        self
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.metadata.name
    }

    /// The title, or the name where there is none.
    pub fn heading(&self) -> &str {
        self.metadata.title.as_deref().unwrap_or(self.name())
    }

    /// The text of the document.
    pub fn text(&self) -> &str {
        self.document.text()
    }

    /// The texts of the segments, as they are in the document.
    pub fn segment_texts(&self) -> Vec<&str> {
        let text = self.text();
        self.segments
            .iter()
            .map(|segment| segment.span.of(text))
            .collect()
    }

    /// The texts of the segments without inline codes and hidden markup.
    pub fn plain_texts(&self) -> Vec<Cow<'_, str>> {
        self.segments
            .iter()
            .map(|segment| self.document.plain_text(segment.span))
            .collect()
    }

    /// The direction in which the text is read: that of its language, else that of its letters.
    pub fn direction(&self) -> Direction {
        self.language
            .direction()
            .unwrap_or_else(|| direction(self.text()))
    }
}
