use crate::format::ArticleFile;
use crate::segment::SegmentedDocument;
use crate::text::Language;

/// Segments an article as it was read, with the title, author and date that its front matter names.
pub fn segmented(file: ArticleFile, language: &Language) -> SegmentedDocument {
    let mut article = SegmentedDocument::new(file.document, language);
    let metadata = &mut article.metadata;
    if file.front_matter.title.is_some() {
        metadata.title = file.front_matter.title;
    }
    metadata.author = file.front_matter.author;
    metadata.date = file.front_matter.date;
    article
}
