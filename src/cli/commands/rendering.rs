//! Summaries in another language, from the memory.

use crate::memory::{ArticleStore, Context, Match, MatchKind, Memory, Query, UnitStore, lookup};
use crate::report::SummarySentence;
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::Input;

/// Gives each sentence in `language`, where the memory has a translation of it.
pub(in crate::cli) fn render_in(
    sentences: &mut [SummarySentence<'_>],
    articles: &[Input],
    memory: &Memory,
    language: &Language,
) -> Result<(), CliError> {
    let first = &articles[0].article;
    // A file whose very text is in the memory is known by it.
    let stored = |input: &Input| match &input.stored {
        Some(info) => Ok(Some(info.clone())),
        None => memory.revision_of_text(&input.article.language, input.article.text()),
    };
    let stored: Vec<_> = articles.iter().map(stored).collect::<Result<_, _>>()?;
    for sentence in &mut *sentences {
        let aligned = match &stored[sentence.article] {
            Some(stored) => memory.rendering(stored, sentence.index, language)?,
            None => None,
        };
        sentence.rendering = match aligned {
            Some(rendering) => Some(rendering.text),
            // The sentence may stand in another revision or article that was translated.
            None => exact_match(sentence.text, &first.language, memory, language)?,
        };
    }
    let missing = sentences.iter().filter(|s| s.rendering.is_none()).count();
    if missing > 0 && missing == sentences.len() {
        return Err(CliError::failed(format!(
            "{}: no sentence of this summary has a translation to {language} in {}; run `recto build` when the article and its translation are in the workspace",
            first.name(),
            memory.path().display()
        )));
    }
    if missing > 0 {
        anstream::eprintln!(
            "{}: {missing} of {} sentences have no translation to {language} in the memory; given in {}",
            first.name(),
            sentences.len(),
            first.language
        );
    }
    Ok(())
}

fn exact_match(
    text: &str,
    from: &Language,
    memory: &Memory,
    to: &Language,
) -> Result<Option<String>, CliError> {
    let query = Query {
        text,
        from,
        to,
        context: Context::default(),
        // A doubtful unit loses up to ten points; the article's own alignment may be as doubtful.
        threshold: 90,
        limit: 5,
    };
    let exact =
        |found: &Match| found.kind != MatchKind::Fuzzy && found.penalty == found.unit.doubt();
    let found = lookup(memory, &query)?.into_iter().find(exact);
    match found {
        Some(found) => Ok(Some(
            memory.without_codes(found.unit.id, found.unit.target)?,
        )),
        None => Ok(None),
    }
}
