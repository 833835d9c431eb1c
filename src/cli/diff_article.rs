//! `recto diff --article`: two summaries and the article that they are of.

use crate::report::{RevisionView, SummariesView, json, terminal};
use crate::revise::{self, Filter};

use super::diff::{DiffFormat, compare, judged, side};
use super::error::CliError;
use super::input::{Input, MemoryOption};
use super::output::Output;

/// Shows where the sentences of both summaries come from in the article named `article`, which is in
/// their language if its name does not tell another.
pub(super) fn cmd_article(
    article: &str,
    memory: &MemoryOption,
    [old, new]: [&Input; 2],
    format: DiffFormat,
    output: &mut Output,
) -> Result<(), CliError> {
    if !matches!(format, DiffFormat::Terminal | DiffFormat::Json) {
        return Err(CliError::usage(
            "with --article, sources are shown: --format terminal or json",
        ));
    }
    if article == "-" && (old.name == "-" || new.name == "-") {
        return Err(CliError::usage("only one of the three texts can be stdin"));
    }
    // Stdin tells no language, and can be read only once.
    let given = (article == "-").then_some(&new.language);
    let article = match Input::read(article, given, memory) {
        Err(CliError::Usage(_)) => Input::read(article, Some(&new.language), memory)?,
        other => other?,
    };
    if article.language.primary() != new.language.primary() {
        anstream::eprintln!(
            "note: {} is in {}, the summaries are in {}; hardly anything will be found in it",
            article.name,
            article.language,
            new.language
        );
    }
    let of = |input| -> revise::Side<'_> {
        let input: &Input = input;
        revise::Side {
            text: input.text(),
            segments: &input.segments,
        }
    };
    let sources = |summary| revise::sources(of(&article), of(summary), &article.language);
    let (old_sources, new_sources) = (sources(old), sources(new));
    let filter = Filter::default();
    let (revision, kinds) = judged(compare(old, new), old.text(), new, &filter);
    let view = SummariesView {
        article: side(&article),
        segments: &article.segments,
        revision: RevisionView {
            old: side(old),
            new: side(new),
            revision: &revision,
            kinds: &kinds,
        },
        old: (&old.segments, &old_sources),
        new: (&new.segments, &new_sources),
    };
    let page = output.page();
    match format {
        DiffFormat::Json => output.json(&json::summaries(&view))?,
        _ => terminal::summaries(output, page, &view)?,
    }
    Ok(())
}
