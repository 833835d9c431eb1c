//! `recto diff --article`: two summaries and the article that they are of.

use crate::report::{RevisionView, SummariesView, json, terminal};
use crate::revise::{self, Filter};
use crate::segment::SegmentedDocument;

use super::diff::{DiffFormat, judged};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{Input, MemoryOption};
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
    if !matches!(format, DiffFormat::Terminal | DiffFormat::Json) {
        return Err(CliError::usage(
            "with --article, sources are shown: --format terminal or json",
        ));
    }
    if article == "-" && (old.name() == "-" || new.name() == "-") {
        return Err(CliError::usage("only one of the three texts can be stdin"));
    }
    // Stdin tells no language, and can be read only once.
    let given = (article == "-").then_some(&new.language);
    let article = match Input::read(article, given, memory) {
        Err(CliError::Usage(_)) => Input::read(article, Some(&new.language), memory)?,
        other => other?,
    };
    let article = article.article;
    if article.language.primary() != new.language.primary() {
        anstream::eprintln!(
            "note: {} is in {}, the summaries are in {}; hardly anything will be found in it",
            article.name(),
            article.language,
            new.language
        );
    }
    let sources = |summary| revise::sources(&article, summary);
    let (old_sources, new_sources) = (sources(old), sources(new));
    let (revision, kinds) = judged(old, new, &Filter::default());
    let view = SummariesView {
        article: &article,
        revision: RevisionView {
            old,
            new,
            revision: &revision,
            kinds: &kinds,
        },
        old: &old_sources,
        new: &new_sources,
    };
    let page = output.page();
    match format {
        DiffFormat::Json => output.json(&json::summaries(&view))?,
        _ => terminal::summaries(output, page, &view)?,
    }
    Ok(())
}
