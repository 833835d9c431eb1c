//! What stands for the inline codes of units where people read them.

use crate::leverage::marked_sides;
use crate::memory::{Memory, MemoryError, TranslationUnit};
use crate::report::CodeLabels;
use crate::text::INLINE_CODE;

/// What stands for the inline codes of `unit`, as the files that it came in have them.
pub(super) fn code_labels(
    memory: &Memory,
    unit: &TranslationUnit,
) -> Result<CodeLabels, MemoryError> {
    // Few units have any, and only these need be asked about.
    if !unit.source.contains(INLINE_CODE) && !unit.target.contains(INLINE_CODE) {
        return Ok(CodeLabels::default());
    }
    let [source, target] = marked_sides(unit, &memory.records(unit.id)?);
    Ok(CodeLabels::of(&source, &target))
}
