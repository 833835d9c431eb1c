use crate::align::Vocabulary;
use crate::memory::MemoryError;
use crate::text::Language;

use super::error::CliError;
use super::input::MemoryOption;

/// Units that words are learnt from at most: more would cost seconds and tell little.
const MOST_UNITS: usize = 20_000;

/// What the memory that was named knows of the words of two languages, from units in either
/// direction; nothing, if none was named.
pub(super) fn vocabulary(
    memory: &MemoryOption,
    from: &Language,
    to: &Language,
) -> Result<Vocabulary, CliError> {
    if memory.given().is_none() {
        return Ok(Vocabulary::default());
    }
    let memory = memory.open()?;
    let texts = |from, to, turned: bool| {
        memory
            .all_units(Some(from), Some(to))
            .take(MOST_UNITS)
            .map(move |unit| {
                let unit = unit?;
                Ok(match turned {
                    true => (unit.target, unit.source),
                    false => (unit.source, unit.target),
                })
            })
    };
    let mut pairs = texts(from, to, false).collect::<Result<Vec<_>, MemoryError>>()?;
    if from.primary() != to.primary() {
        pairs.extend(texts(to, from, true).collect::<Result<Vec<_>, MemoryError>>()?);
    }
    let pairs = pairs.iter();
    Ok(Vocabulary::learn(pairs.map(|(source, target)| {
        (source.as_str(), target.as_str())
    })))
}
