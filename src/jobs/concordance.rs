use crate::leverage::code_labels;
use crate::memory::{
    self, Concordance, Fragment, FragmentQuery, Hits, Memory, MemoryError, TranslationUnit,
};
use crate::text::CodeLabels;

/// The units that a query finds; with `codes`, also what stands for the inline codes of each.
///
/// # Errors
/// [`MemoryError`] when the memory fails.
pub fn concordance(
    memory: &Memory,
    query: &Concordance<'_>,
    codes: bool,
) -> Result<(Hits, Vec<CodeLabels>), MemoryError> {
    let found = memory::concordance(memory, query)?;
    let units = found.hits.iter().filter(|_| codes);
    let codes = labels(memory, units.map(|hit| &hit.unit))?;
    Ok((found, codes))
}

/// The longest spans of a segment that other units have; with `codes`, also what stands for the inline codes of the
/// units of each.
///
/// # Errors
/// [`MemoryError`] when the memory fails.
pub fn fragments(
    memory: &Memory,
    query: &FragmentQuery<'_>,
    codes: bool,
) -> Result<(Vec<Fragment>, Vec<Vec<CodeLabels>>), MemoryError> {
    let found = memory::fragments(memory, query)?;
    let codes = found.iter().filter(|_| codes).map(|fragment| {
        let passages = fragment.passages.iter();
        labels(memory, passages.map(|passage| &passage.unit))
    });
    let codes = codes.collect::<Result<_, _>>()?;
    Ok((found, codes))
}

fn labels<'a>(
    memory: &Memory,
    units: impl Iterator<Item = &'a TranslationUnit>,
) -> Result<Vec<CodeLabels>, MemoryError> {
    units.map(|unit| code_labels(memory, unit)).collect()
}
