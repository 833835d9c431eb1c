use crate::align::Vocabulary;
use crate::text::Language;
use crate::workspace::vocabulary_of;

use super::error::CliError;
use super::input::MemoryOption;

/// What the memory that was named knows of the words of two languages; nothing, if none was named.
pub(super) fn vocabulary(
    memory: &MemoryOption,
    from: &Language,
    to: &Language,
) -> Result<Vocabulary, CliError> {
    match memory.given() {
        None => Ok(Vocabulary::default()),
        Some(_) => Ok(vocabulary_of(&memory.open()?, from, to)?),
    }
}
