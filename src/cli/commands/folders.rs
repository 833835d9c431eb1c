//! Two folders of articles, compared file by file.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::format::ARTICLE_FORMATS;
use crate::report::{json, terminal};
use crate::revise::{Statistics, compare};
use crate::segment::SegmentedDocument;
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::Input;
use crate::cli::support::output::{Output, TextOrJson};

/// Files of these endings are articles.
fn is_article(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        let lower = extension.to_lowercase();
        ARTICLE_FORMATS
            .iter()
            .any(|format| format.extensions.contains(&&*lower))
    })
}

/// How much each article was revised that is in both folders under the same name, and all together;
/// those that are in one alone are named. A file that cannot be read is reported, and the command
/// fails at its end.
pub(in crate::cli) fn cmd_folders(
    old: &str,
    new: &str,
    language: Option<&Language>,
    format: TextOrJson,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let (olds, news) = (articles(old)?, articles(new)?);
    let mut files = Vec::new();
    let mut alone = Vec::new();
    let mut unread = 0;
    for name in olds.union(&news) {
        let shown = name.display().to_string();
        match (olds.contains(name), news.contains(name)) {
            (true, false) => alone.push((shown, "only in the old folder")),
            (false, true) => alone.push((shown, "only in the new folder")),
            _ => {
                let read = |folder: &str| -> Result<SegmentedDocument, CliError> {
                    let path = Path::new(folder).join(name);
                    Ok(Input::from_file(&path.to_string_lossy(), language)?.article)
                };
                match read(old).and_then(|old| Ok((old, read(new)?))) {
                    Ok((from, to)) => {
                        let counts = Statistics::new(&compare(&from, &to), from.text(), to.text());
                        files.push((shown, counts));
                    }
                    Err(error) => {
                        error.report();
                        unread += 1;
                    }
                }
            }
        }
    }
    if files.is_empty() && alone.is_empty() && unread == 0 {
        return Err(CliError::failed(format!(
            "there are no articles in {old} and {new}"
        )));
    }
    write(output, format, &files, &alone)?;
    Ok(ExitCode::from(u8::from(unread > 0)))
}

/// Writes the counts of files, for people or programs.
pub(in crate::cli) fn write(
    output: &mut Output,
    format: TextOrJson,
    files: &[(String, Statistics)],
    alone: &[(String, &'static str)],
) -> io::Result<()> {
    match format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::statistics(output, page, files, alone)
        }
        TextOrJson::Json => output.json(&json::statistics(files, alone)),
    }
}

/// The paths of the articles in a folder and the folders in it, relative to it; hidden ones are left
/// out.
fn articles(folder: &str) -> Result<BTreeSet<PathBuf>, CliError> {
    let root = Path::new(folder);
    if !root.is_dir() {
        return Err(CliError::usage(format!(
            "{folder}: --dir compares two folders"
        )));
    }
    let mut found = BTreeSet::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        let failed = |error: io::Error| {
            CliError::failed(format!("{}: cannot be read: {error}", folder.display()))
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder is not followed: it may lead back.
            if kind.is_dir() {
                waiting.push(path);
            } else if is_article(&path)
                && let Ok(name) = path.strip_prefix(root)
            {
                found.insert(name.to_owned());
            }
        }
    }
    Ok(found)
}
