//! `recto diff --article`: two summaries and the article that they are of.

use crate::jobs;
use crate::report::{json, terminal};
use crate::segment::SegmentedDocument;

use super::diff_format::DiffFormat;
use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, read_article};
use crate::cli::support::notes;
use crate::cli::support::output::Output;

/// Shows where the sentences of both summaries come from in the article named `article`, which is in
/// their language if its name does not tell another.
pub(in crate::cli) fn cmd_article(
    article: &str,
    memory: &MemoryOption,
    [old, new]: [&SegmentedDocument; 2],
    format: DiffFormat,
    output: &mut Output,
) -> Result<(), CliError> {
    if !matches!(format, DiffFormat::Text | DiffFormat::Json) {
        return Err(CliError::usage(
            "with --article, sources are shown: --format text or json",
        ));
    }
    if article == "-" && (old.name() == "-" || new.name() == "-") {
        return Err(CliError::usage("only one of the three texts can be stdin"));
    }
    // Stdin tells no language, and can be read only once.
    let given = (article == "-").then_some(&new.language);
    let article = match read_article(article, given, memory) {
        Err(CliError::Usage(_)) => read_article(article, Some(&new.language), memory)?,
        other => other?,
    };
    let article = article.article;
    let compared = jobs::provenances(&article, old, new);
    notes::say(&compared.note());
    let view = compared.view();
    let page = output.page();
    match format {
        DiffFormat::Json => output.json(&json::summaries(&view))?,
        _ => terminal::summaries(output, page, &view)?,
    }
    Ok(())
}
