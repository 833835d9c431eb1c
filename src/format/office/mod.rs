//! Documents of office programs: zip containers with parts of XML.
//!
//! Each format walks the XML of its parts and takes out paragraphs as chains of atoms that know their places
//! ([`taken`]); [`rewrite`] puts other texts into those places and leaves all else as it is.

mod builder;
mod container;
mod docx;
mod forms;
mod odt;
mod part;
mod properties;
mod rewrite;
mod taken;
#[cfg(test)]
pub(super) mod testing;
mod tokens;

use std::path::Path;

use self::container::Container;
use self::taken::Taken;
use super::{ArticleFile, FrontMatter, ReadError, Replacement, WriteBackError};

/// Reads the Word document in `bytes`; `path` is what errors call it.
pub(super) fn read_docx(bytes: Vec<u8>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    finished(docx::opened(&bytes), path)
}

/// Puts the texts of `replacements` into the Word document in `bytes`.
pub(super) fn write_docx(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    docx::written(bytes, replacements).map_err(|fault| WriteBackError::Changed(fault.0))
}

/// Reads the text document of OpenDocument in `bytes`; `path` is what errors call it.
pub(super) fn read_odt(bytes: Vec<u8>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    finished(odt::opened(&bytes), path)
}

/// Puts the texts of `replacements` into the text document of OpenDocument in `bytes`.
pub(super) fn write_odt(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    odt::written(bytes, replacements).map_err(|fault| WriteBackError::Changed(fault.0))
}

/// What is wrong with a container or a part of it, in words that name the part.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault(String);

impl Fault {
    fn new(reason: &str) -> Self {
        Fault(reason.to_owned())
    }
}

/// What an opened container holds.
struct Opened<'a> {
    container: Container<'a>,
    taken: Taken,
    front_matter: FrontMatter,
}

/// The one article of a file.
fn finished(opened: Result<Opened<'_>, Fault>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    match opened {
        Ok(opened) => Ok(vec![ArticleFile {
            document: opened.taken.document,
            front_matter: opened.front_matter,
        }]),
        Err(Fault(reason)) => Err(ReadError::Malformed {
            path: path.to_owned(),
            line: None,
            reason,
        }),
    }
}
