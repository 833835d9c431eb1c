//! What a memory knows of the words of two languages, for aligning texts in them.

use crate::align::Vocabulary;
use crate::memory::{Memory, MemoryError, UnitStore};
use crate::text::Language;

/// Units that words are learnt from at most, in each direction: more would cost seconds and tell little.
const MOST_UNITS: usize = 20_000;

/// Words that translate each other, learnt from the units of `memory` in either direction; from
/// doubtful ones nothing is learnt.
///
/// # Errors
/// [`MemoryError`] when the database fails.
pub fn vocabulary_of(
    memory: &Memory,
    from: &Language,
    to: &Language,
) -> Result<Vocabulary, MemoryError> {
    let texts = |from, to, turned: bool| {
        let units = memory.all_units(Some(from), Some(to));
        let sound = units.filter(|unit| !unit.as_ref().is_ok_and(|unit| unit.is_doubtful()));
        sound.take(MOST_UNITS).map(move |unit| {
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
