//! What Recto knows of each language: one data file a language, in `data/`.
//!
//! A file is plain text for people who know the language. It has sections, each under a name in brackets; `#` begins a
//! comment, and the comment at the top names the sources. [`Profile`] says what each section means. A section that a
//! language has no need of is left out.
//!
//! The files are part of the program. A file is read when its language is first asked for, and then only cut into its
//! sections; [`PerLanguage`] keeps what a caller makes of them (a set of words in search form, say).
//!
//! Month names, quotation marks and number symbols are data here and do not come from CLDR: texts have inflected months,
//! which CLDR does not list, and its compiled data does not say which marks writers mix up.

mod lists;
mod per_language;
mod profile;
mod registry;

pub(crate) use lists::{Lines, Phrases, Words};
pub(crate) use per_language::PerLanguage;
pub(crate) use profile::{Numbers, Profile, Traits};

#[cfg(test)]
mod tests;
