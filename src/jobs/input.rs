use std::fs;
use std::path::Path;

use crate::format::{self, ARTICLE_FORMATS, ArticleFile, ArticleFormat, FrontMatter};
use crate::memory::RevisionInfo;
use crate::segment::SegmentedDocument;
use crate::text::{Document, Language};
use crate::workspace::{ArticleName, segmented};

use super::JobError;

/// An article with what the memory knows of it, if it came from there.
#[derive(Debug, Clone)]
pub struct StoredArticle {
    /// The article.
    pub article: SegmentedDocument,
    /// What the memory knows of it.
    pub stored: Option<RevisionInfo>,
}

/// Segments the articles in the bytes of a file: one, or those of a feed, which are named after the file and their
/// titles. Their language is `language`, else the one that their front matter or the name of the file tells.
///
/// # Errors
/// [`JobError::Read`], [`JobError::NoArticle`], [`JobError::NoText`] and [`JobError::NoLanguage`]; `name` is what they
/// call the file.
pub fn articles_from_bytes(
    name: &str,
    bytes: Vec<u8>,
    path: &Path,
    format: &ArticleFormat,
    language: Option<&Language>,
) -> Result<Vec<SegmentedDocument>, JobError> {
    let files = format::articles_from_bytes(bytes, format, path)?;
    if files.is_empty() {
        return Err(JobError::NoArticle(name.to_owned()));
    }
    let several = files.len() > 1;
    let one = |(number, file): (usize, ArticleFile)| {
        let title = file.front_matter.title.clone();
        let place = title.unwrap_or_else(|| (number + 1).to_string());
        let name = match several {
            true => format!("{name}: {place}"),
            false => name.to_owned(),
        };
        article(name, path, file, language)
    };
    files.into_iter().enumerate().map(one).collect()
}

/// Reads and segments the article in the file at `path`. Its language is `language`, else the one that its front
/// matter or name tells.
///
/// # Errors
/// [`JobError::Read`], [`JobError::NoText`] and [`JobError::NoLanguage`].
pub fn read_article(
    path: &Path,
    language: Option<&Language>,
) -> Result<SegmentedDocument, JobError> {
    let name = path.to_string_lossy().into_owned();
    article(name, path, format::read_article(path)?, language)
}

/// Reads a version of a file that is called `path` elsewhere, as git has it: where the language is not told, it is
/// undetermined, and a file that is not there is a text without sentences.
///
/// # Errors
/// [`JobError::Unreadable`] and [`JobError::Read`], which call the file `path`.
pub fn read_version(
    file: Option<&Path>,
    path: &Path,
    language: Option<&Language>,
) -> Result<SegmentedDocument, JobError> {
    let bytes = match file {
        None => Vec::new(),
        Some(file) => fs::read(file).map_err(|error| JobError::Unreadable {
            path: path.to_owned(),
            error,
        })?,
    };
    let name = path.to_string_lossy().into_owned();
    if bytes.is_empty() {
        let unread = ArticleFile {
            document: Document::plain(""),
            front_matter: FrontMatter::default(),
        };
        let language = language.cloned().unwrap_or_else(|| told_by(path, &unread));
        return Ok(SegmentedDocument::plain("", &language).named(name));
    }
    version_from_bytes(name, bytes, path, path, language)
}

/// Segments the bytes of a version of a file that is called `path` elsewhere; `shown` is what errors call it. Where
/// the language is not told, it is undetermined: the rules of every language find the sentences.
///
/// # Errors
/// [`JobError::Read`].
pub fn version_from_bytes(
    name: String,
    bytes: Vec<u8>,
    path: &Path,
    shown: &Path,
    language: Option<&Language>,
) -> Result<SegmentedDocument, JobError> {
    let format = format::article_format(path).unwrap_or(&ARTICLE_FORMATS[0]);
    let file = format::article_from_bytes(bytes, format, shown)?;
    let language = language.cloned().unwrap_or_else(|| told_by(path, &file));
    Ok(segmented(file, &language).named(name))
}

fn article(
    name: String,
    path: &Path,
    file: ArticleFile,
    language: Option<&Language>,
) -> Result<SegmentedDocument, JobError> {
    if file.document.blocks().is_empty() {
        return Err(JobError::NoText(name));
    }
    let language = language.cloned().or_else(|| language_of(path, &file));
    match language {
        Some(language) => Ok(segmented(file, &language).named(name)),
        None => Err(JobError::NoLanguage(name)),
    }
}

/// The language that the front matter of a file or its name tells.
fn language_of(path: &Path, file: &ArticleFile) -> Option<Language> {
    let name = Path::new(path.file_name()?);
    ArticleName::of(name, &file.front_matter)
        .ok()
        .map(|name| name.language)
}

fn told_by(path: &Path, file: &ArticleFile) -> Language {
    language_of(path, file).unwrap_or_else(Language::undetermined)
}
