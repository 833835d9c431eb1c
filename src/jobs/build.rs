use std::collections::BTreeSet;

use crate::text::Language;
use crate::workspace::{Build, BuildReport, Pairs};

use super::{JobError, Note};

/// Builds the memory of a workspace; `progress` is called with the number of steps done and in all, before each step.
/// The notes say what was asked for and is not there.
///
/// # Errors
/// [`JobError::Build`] when the folder of articles cannot be listed or the memory fails. A file that cannot be read is
/// part of the report and stops nothing.
pub fn build(
    build: &Build<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(BuildReport, Vec<Note>), JobError> {
    let report = build.run(progress)?;
    let mut notes = Vec::new();
    if let Pairs::These(pairs) = build.pairs {
        let articles_in = |language: &Language| -> BTreeSet<&str> {
            let names = report.files.iter().filter_map(|file| file.name.as_ref());
            let spoken = names.filter(|name| name.language == *language);
            spoken.map(|name| name.article.as_str()).collect()
        };
        let is_missing = |pair: &&crate::memory::LanguagePair| {
            articles_in(&pair.source).is_disjoint(&articles_in(&pair.target))
        };
        notes.extend(
            pairs
                .iter()
                .filter(is_missing)
                .map(|pair| Note::NoArticleInBoth {
                    languages: pair.clone(),
                }),
        );
    }
    if report.files.is_empty() {
        notes.push(Note::NoArticlesYet {
            folder: build.workspace.seeds.clone(),
        });
    }
    Ok((report, notes))
}
