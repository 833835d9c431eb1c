//! `recto diff --base`: a revision of a translation beside its source.

use crate::align::{self, Link};
use crate::report::{ColumnsView, RevisionView, html, json, terminal};
use crate::revise::{self, Filter};
use crate::segment::SegmentedDocument;
use crate::text::Language;

use super::diff::{DiffFormat, judged};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{Input, MemoryOption};
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
        DiffFormat::Terminal | DiffFormat::Html | DiffFormat::Json
    ) {
        return Err(CliError::usage(
            "with --base, three texts are shown: --format terminal, html or json",
        ));
    }
    if base == "-" && (old.name() == "-" || new.name() == "-") {
        return Err(CliError::usage(
            "only one of SOURCE, OLD and NEW can be stdin",
        ));
    }
    let source = Input::read(base, language, memory).map_err(|error| match error {
        CliError::Usage(message) => CliError::usage(message.replace("--lang", "--from")),
        other => other,
    })?;
    let source = source.article;
    let (revision, kinds) = judged(old, new, filter);
    let (to_old, to_new) = (links(&source, old), links(&source, new));
    let rows = revise::columns(&source, old, new, &revision, &to_old, &to_new);
    let view = ColumnsView {
        source: &source,
        revision: RevisionView {
            old,
            new,
            revision: &revision,
            kinds: &kinds,
        },
        rows: &rows,
    };
    let page = output.page();
    match format {
        DiffFormat::Html => html::columns(output, &view)?,
        DiffFormat::Json => output.json(&json::columns(&view))?,
        _ => terminal::columns(output, page, &view)?,
    }
    Ok(())
}

fn links(source: &SegmentedDocument, translation: &SegmentedDocument) -> Vec<Link> {
    let (source_texts, target_texts) = (source.segment_texts(), translation.segment_texts());
    align::align(
        align::Side {
            segments: &source_texts,
            language: &source.language,
        },
        align::Side {
            segments: &target_texts,
            language: &translation.language,
        },
    )
}
