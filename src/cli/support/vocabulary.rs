use crate::align::Vocabulary;
use crate::text::Language;
use crate::workspace::vocabulary_of;

use crate::cli::support::error::CliError;
use crate::cli::support::input::MemoryOption;

/// What the memory that was named knows of the words of two languages; nothing, if none was named.
pub(in crate::cli) fn vocabulary(
    memory: &MemoryOption,
    from: &Language,
    to: &Language,
) -> Result<Vocabulary, CliError> {
    match memory.given() {
        None => Ok(Vocabulary::default()),
        Some(_) => Ok(vocabulary_of(&memory.open()?, from, to)?),
    }
}
