//! HTML: the article of a page as text, and other texts in its place.
//!
//! [`tokens`] finds the markup, [`tree`] the elements, [`extract`] those of the article, [`flow`] the text that a
//! browser shows of them, with the way back to the bytes of the page, by which [`write`] puts others in their places.

mod byline;
mod byline_hint;
mod elements;
mod extract;
mod flow;
mod hints;
mod language;
mod references;
mod scope;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;
mod weigh;
mod write;

use std::path::Path;

use crate::text::{Block, BlockKind, Document, InlineCode, Language, Replacement};

use crate::format::article::{ArticleFile, FrontMatter, ReadError};
use crate::format::articles::byline::Byline;
use crate::format::write_back_error::WriteBackError;

use crate::format::io::encoding::Decoded;
pub(in crate::format) use elements::is_void;
use tree::Tree;

pub(in crate::format) use scope::Scope;

/// What a page shows.
#[derive(Debug)]
pub(in crate::format) struct Page {
    /// Its text: blocks with a blank line between them.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its inline codes, in order.
    pub codes: Vec<InlineCode>,
    /// Its title, if it says so elsewhere than in a heading.
    pub title: Option<String>,
    /// The language that it says it is in.
    pub language: Option<Language>,
    /// The author and date of its article; empty if the whole page is read.
    pub byline: Byline,
}

/// Reads a page. Nothing is refused: what makes no sense is passed over, as browsers do.
pub(in crate::format) fn read_page(page: &str, scope: Scope) -> Page {
    let tree = Tree::of(page, scope == Scope::WholeXml || is_xml(page));
    let choice = extract::choose(&tree, scope);
    let flow = flow::flow(&tree, &choice);
    let tag = tree.head.html.clone().and_then(|raw| page.get(raw));
    Page {
        title: tree.title(),
        byline: match scope {
            Scope::Article => byline::byline(&tree, &choice),
            Scope::Whole | Scope::WholeXml => Byline::default(),
        },
        language: tag.and_then(language::language),
        text: flow.text,
        blocks: flow.blocks,
        codes: flow.codes,
    }
}

/// The page with other texts in the places of its own, as [`read_page`] gives them in the same scope.
///
/// # Errors
/// [`WriteBackError::Changed`] if they do not fit the page.
pub(in crate::format) fn write_page(
    page: &str,
    scope: Scope,
    replacements: &[Replacement],
) -> Result<String, WriteBackError> {
    let tree = Tree::of(page, scope == Scope::WholeXml || is_xml(page));
    let flow = flow::flow(&tree, &extract::choose(&tree, scope));
    write::replace(page, &tree.head, &flow, replacements)
}

/// The page with `language` as the one that it says it is in.
pub(in crate::format) fn page_in(page: &str, language: &Language) -> String {
    language::with_language(page, language, is_xml(page))
}

/// Whether a page says that it is XML, so that `<p/>` is an empty element.
fn is_xml(page: &str) -> bool {
    page.starts_with("<?xml")
}

/// Reads the article of the page in `bytes`.
pub(in crate::format) fn read(bytes: Vec<u8>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    let decoded = Decoded::of(&bytes).map_err(|error| ReadError::Decode {
        path: path.to_owned(),
        error,
    })?;
    let page = read_page(&decoded.text, Scope::Article);
    let has_heading = page
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Heading);
    Ok(vec![ArticleFile {
        front_matter: FrontMatter {
            title: page.title.filter(|_| !has_heading),
            // Pages are often copied with the tag of another language: what the name says is meant.
            language: page.language.filter(|_| !names_language(path)),
            author: page.byline.author,
            date: page.byline.date,
            ..FrontMatter::default()
        },
        document: Document::new(page.text, page.blocks).with_codes(page.codes),
    }])
}

/// Whether the name of a file has a language before its extension: `bridge.fr.html`, `bridge.fr.r2.html`.
pub(in crate::format) fn names_language(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let mut parts = stem.unwrap_or_default().split('.').skip(1);
    parts.any(|part| Language::parse(part).is_ok())
}

/// Puts texts in the places of others in the page in `bytes`.
pub(in crate::format) fn write(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let decoded = decoded(bytes)?;
    let page = write_page(&decoded.text, Scope::Article, replacements)?;
    decoded.encode(&page, bytes)
}

/// Notes in the page in `bytes` that it is in `language`.
pub(in crate::format) fn set_language(
    bytes: &[u8],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let decoded = decoded(bytes)?;
    decoded.encode(&page_in(&decoded.text, language), bytes)
}

fn decoded(bytes: &[u8]) -> Result<Decoded, WriteBackError> {
    Decoded::of(bytes).map_err(|error| WriteBackError::Changed(error.to_string()))
}
