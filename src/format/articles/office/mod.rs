//! Documents of office programs: zip containers with parts of XML.
//!
//! Each format walks the XML of its parts and takes out paragraphs as chains of atoms that know their places
//! ([`taken`]); [`rewrite`] puts other texts into those places and leaves all else as it is.

mod builder;
mod container;
mod docx;
mod epub;
mod fault;
mod forms;
mod odt;
mod opened;
mod part;
mod properties;
mod rewrite;
mod taken;
#[cfg(test)]
pub(in crate::format) mod testing;
mod tokens;

use std::collections::BTreeMap;
use std::path::Path;

use crate::format::article::{ArticleFile, ReadError};
use crate::format::write_back_error::WriteBackError;
use crate::text::{Language, Replacement};
use fault::Fault;
use opened::Opened;

/// Reads the Word document in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_docx(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    finished(docx::opened(&bytes), path)
}

/// Puts the texts of `replacements` into the Word document in `bytes`.
pub(in crate::format) fn write_docx(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    docx::written(bytes, replacements)
}

/// Reads the text document of OpenDocument in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_odt(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    finished(odt::opened(&bytes), path)
}

/// Puts the texts of `replacements` into the text document of OpenDocument in `bytes`.
pub(in crate::format) fn write_odt(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    odt::written(bytes, replacements)
}

/// Reads the book in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_epub(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    let article = epub::article(&bytes).map_err(|fault| malformed(fault, path))?;
    Ok(vec![article])
}

/// Puts the texts of `replacements` into the book in `bytes`.
pub(in crate::format) fn write_epub(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    epub::written(bytes, replacements)
}

/// What the tables of contents and the title of the book in `bytes` say.
pub(in crate::format) fn epub_labels(bytes: &[u8]) -> Result<Vec<String>, WriteBackError> {
    epub::labels(bytes)
}

/// The book in `bytes` with other labels.
pub(in crate::format) fn write_epub_labels(
    bytes: &[u8],
    labels: &BTreeMap<String, String>,
) -> Result<Vec<u8>, WriteBackError> {
    epub::with_labels(bytes, labels)
}

/// Notes in the book in `bytes` that it is in `language`.
pub(in crate::format) fn set_epub_language(
    bytes: &[u8],
    language: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    epub::in_language(bytes, language)
}

/// The one article of a file.
fn finished(opened: Result<Opened<'_>, Fault>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    match opened {
        Ok(opened) => Ok(vec![ArticleFile {
            document: opened.taken.document,
            front_matter: opened.front_matter,
        }]),
        Err(fault) => Err(malformed(fault, path)),
    }
}

fn malformed(Fault(reason): Fault, path: &Path) -> ReadError {
    ReadError::Malformed {
        path: path.to_owned(),
        line: None,
        reason,
    }
}
