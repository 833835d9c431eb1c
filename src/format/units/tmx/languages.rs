//! The languages of a file, which come again and again.

use rustc_hash::FxHashMap;

use crate::text::{Language, LanguageError};

use crate::format::incoming::Refusal;
use crate::format::units::tags::read_tag;

/// Maximum number of tags that are remembered; a hostile file may have any number of them.
const MAX_LANGUAGES: usize = 4096;

/// Reads tags of languages, and remembers what it has read.
#[derive(Debug, Default)]
pub(super) struct Languages {
    known: FxHashMap<String, Result<(Language, Option<Refusal>), LanguageError>>,
    /// What is doubtful about a tag that was read since this was last taken away.
    pub doubt: Option<Refusal>,
}

impl Languages {
    /// The language that `tag` stands for.
    pub(super) fn read(&mut self, tag: &str) -> Result<Language, LanguageError> {
        let read = match self.known.get(tag) {
            Some(known) => known.clone(),
            None => {
                let read = read_tag(tag);
                if self.known.len() < MAX_LANGUAGES {
                    self.known.insert(tag.to_owned(), read.clone());
                }
                read
            }
        };
        let (language, doubt) = read?;
        if doubt.is_some() {
            self.doubt = doubt;
        }
        Ok(language)
    }
}
