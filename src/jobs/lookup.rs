use crate::leverage::code_labels;
use crate::memory::{
    Differing, Match, Memory, MemoryError, Query, Repairer, Store, TranslationUnit, WordLink,
    lookup_in, word_links,
};
use crate::similarity::{Explanation, explain};
use crate::text::{CodeLabels, Span};

/// Links of words less sure than this are not shown: words that met only once, by their places.
const RELIABLE: f64 = 0.35;

/// What is wanted beside each match. Edits take longer than the look-up, so a program that does not ask for them gets
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The edits behind the score, and the words of the target to change.
    pub edits: bool,
    /// Labels of the inline codes.
    pub codes: bool,
}

/// A match of a look-up, with what is shown beside it.
#[derive(Debug, Clone)]
pub struct ShownMatch {
    /// The match.
    pub found: Match,
    /// How it differs, if only in numbers and the like.
    pub differing: Option<Differing>,
    /// The edits behind its score; `None` if they were not asked for, or the texts are too long.
    pub explanation: Option<Explanation>,
    /// Words of the source that differ, with the words of the target that translate them.
    pub to_change: Vec<WordLink>,
    /// What stands for its inline codes.
    pub codes: CodeLabels,
}

/// Looks up `query` in `memories`, which are asked as one, with what `beside` asks for beside each match.
///
/// # Errors
/// [`MemoryError`] when a memory fails.
pub fn look_up(
    memories: &[Memory],
    query: &Query<'_>,
    beside: Beside,
) -> Result<Vec<ShownMatch>, MemoryError> {
    let stores: Vec<&dyn Store> = memories.iter().map(|memory| memory as &dyn Store).collect();
    let matches = lookup_in(&stores, query)?;
    let repairer = Repairer::new(query.text, query.from);
    let one = |found: Match| {
        let unit = &found.unit;
        let differing = repairer.differing(unit);
        let explanation = match beside.edits {
            true => explain(query.text, &unit.source),
            false => None,
        };
        let memory = memories.get(found.store);
        let to_change = match (&explanation, memory) {
            (Some(why), Some(memory)) => to_change(memory, unit, why)?,
            _ => Vec::new(),
        };
        let codes = match memory {
            Some(memory) if beside.codes => code_labels(memory, unit)?,
            _ => CodeLabels::default(),
        };
        Ok(ShownMatch {
            found,
            differing,
            explanation,
            to_change,
            codes,
        })
    };
    matches.into_iter().map(one).collect()
}

/// Links of the words of `unit` that the query has not, as far as they can be relied on.
fn to_change(
    store: &dyn Store,
    unit: &TranslationUnit,
    why: &Explanation,
) -> Result<Vec<WordLink>, MemoryError> {
    let spans = why.edits.iter().map(|edit| edit.source);
    let spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let mut links = word_links(store, &unit.languages, &unit.source, &unit.target, &spans)?;
    links.retain(|link| link.strength >= RELIABLE);
    Ok(links)
}
