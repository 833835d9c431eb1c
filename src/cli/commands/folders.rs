//! Two folders of articles, compared file by file.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::support::error::CliError;
use crate::cli::support::output::{Output, TextOrJson};
use crate::jobs;
use crate::report::{json, terminal};
use crate::revise::Statistics;
use crate::text::Language;

/// Shows how much each article was revised that is in both folders under the same name, and all together. A file that
/// cannot be read is reported, and the command fails at its end.
pub(in crate::cli) fn cmd_folders(
    old: &str,
    new: &str,
    language: Option<&Language>,
    format: TextOrJson,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    for folder in [old, new] {
        if !Path::new(folder).is_dir() {
            return Err(CliError::usage(format!(
                "{folder}: --dir compares two folders"
            )));
        }
    }
    let compared = jobs::compare_folders(Path::new(old), Path::new(new), language)?;
    let is_complete = compared.unread.is_empty();
    for error in compared.unread {
        CliError::from(error).report();
    }
    write(output, format, &compared.files, &compared.alone)?;
    Ok(ExitCode::from(u8::from(!is_complete)))
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
