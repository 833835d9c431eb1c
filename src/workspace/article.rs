use crate::format::ArticleFile;
use crate::segment::{Metadata, SegmentedDocument, Segmenter};
use crate::text::Language;

/// Segments an article as it was read, with the title, author and date that its front matter names.
pub fn segmented(file: ArticleFile, language: &Language) -> SegmentedDocument {
    let mut article = unsegmented(file, language);
    article.segments = Segmenter::new(language).segment(&article.document);
    article
}

/// The same without segments.
pub(super) fn unsegmented(file: ArticleFile, language: &Language) -> SegmentedDocument {
    let ArticleFile {
        document,
        front_matter,
    } = file;
    let title = front_matter.title;
    SegmentedDocument {
        language: language.clone(),
        segments: Vec::new(),
        metadata: Metadata {
            name: String::new(),
            title: title.or_else(|| document.title().map(str::to_owned)),
            author: front_matter.author,
            date: front_matter.date,
        },
        document,
    }
}
