//! The files of a folder that may be articles.

use std::fs;
use std::path::{Path, PathBuf};

use crate::format;

use super::BuildError;

/// Whether `path` is a file or a link to one; reading a pipe would wait for ever.
fn is_file(path: &Path) -> bool {
    // What cannot be looked at is read all the same, to be reported.
    fs::metadata(path).map_or(true, |file| file.is_file())
}

/// The files below `folder` that may be articles, in the order of their paths: those of a known
/// format, without hidden ones and READMEs.
pub(super) fn article_files(folder: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let failed = |error| BuildError::Seeds {
        path: folder.to_owned(),
        error,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if name.starts_with(['.', '_']) || name.starts_with("readme.") {
            continue;
        }
        // A folder behind a link may contain this one; only real folders are entered.
        if entry.file_type().map_err(failed)?.is_dir() {
            files.extend(article_files(&path)?);
        } else if format::may_be_article(&path) && is_file(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
