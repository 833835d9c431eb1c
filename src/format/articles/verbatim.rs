//! Articles whose documents have the text of the file as it is: plain text and Markdown.

use std::path::Path;

use crate::format::article::{ArticleFile, ReadError};
use crate::text::{decode, plain_blocks};

use super::front_matter;
use super::markdown::{self, Found};

/// Reads the plain text in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_text(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    read(bytes, path, |text, from| Found {
        blocks: plain_blocks(text, from),
        ..Found::default()
    })
}

/// Reads the Markdown in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_markdown(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    read(bytes, path, markdown::blocks)
}

/// Reads an article whose blocks and inline codes, from a byte on, `find` finds.
fn read(
    bytes: Vec<u8>,
    path: &Path,
    find: fn(&str, usize) -> Found,
) -> Result<Vec<ArticleFile>, ReadError> {
    let text = decode(bytes).map_err(|error| ReadError::Decode {
        path: path.to_owned(),
        error,
    })?;
    let (front_matter, from) =
        front_matter::split(&text).map_err(|error| ReadError::FrontMatter {
            path: path.to_owned(),
            error,
        })?;
    Ok(vec![ArticleFile {
        document: find(&text, from).document(text),
        front_matter,
    }])
}
