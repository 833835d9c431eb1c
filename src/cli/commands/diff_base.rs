//! `recto diff --base`: a revision of a translation beside its source.

use crate::jobs;
use crate::report::{html, json, terminal};
use crate::revise::Filter;
use crate::segment::SegmentedDocument;
use crate::text::Language;

use super::diff_format::DiffFormat;
use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, read_article};
use crate::cli::support::output::Output;

/// Shows what changed between two translations beside the source, named `base`, that is in
/// `language` if its name does not tell.
pub(in crate::cli) fn cmd_base(
    base: &str,
    language: Option<&Language>,
    memory: &MemoryOption,
    [old, new]: [&SegmentedDocument; 2],
    filter: &Filter,
    format: DiffFormat,
    output: &mut Output,
) -> Result<(), CliError> {
    if !matches!(
        format,
        DiffFormat::Text | DiffFormat::Html | DiffFormat::Json
    ) {
        return Err(CliError::usage(
            "with --base, three texts are shown: --format text, html or json",
        ));
    }
    if base == "-" && (old.name() == "-" || new.name() == "-") {
        return Err(CliError::usage(
            "only one of SOURCE, OLD and NEW can be stdin",
        ));
    }
    let source = read_article(base, language, memory).map_err(|error| match error {
        CliError::Usage(message) => CliError::usage(message.replace("--lang", "--from")),
        other => other,
    })?;
    let source = source.article;
    let compared = jobs::beside_source(&source, old, new, filter);
    let view = compared.view();
    let page = output.page();
    match format {
        DiffFormat::Html => html::columns(output, &view)?,
        DiffFormat::Json => output.json(&json::columns(&view))?,
        _ => terminal::columns(output, page, &view)?,
    }
    Ok(())
}
