use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::segment::srx::{SrxDocument, SrxMode, SrxRules};
use crate::segment::{Boundary, SegmentedDocument, Segmenter};
use crate::text::Language;

use super::{JobError, Note};

/// The rules of an SRX file, by which articles are segmented instead of the built-in rules, or before them.
#[derive(Debug)]
pub struct SrxFile {
    path: PathBuf,
    mode: SrxMode,
    document: SrxDocument,
    /// The rules for the language of the last article.
    compiled: Option<(Language, Arc<SrxRules>)>,
}

impl SrxFile {
    /// Reads an SRX file (2.0 or 1.0); the notes say which parts of it are not used.
    ///
    /// # Errors
    /// [`JobError::Unreadable`] and [`JobError::Srx`].
    pub fn read(path: &Path, mode: SrxMode) -> Result<(Self, Vec<Note>), JobError> {
        let bytes = std::fs::read(path).map_err(|error| JobError::Unreadable {
            path: path.to_owned(),
            error,
        })?;
        let read = SrxDocument::read(&bytes).map_err(|error| JobError::Srx {
            path: path.to_owned(),
            error,
        })?;
        let notes = read.notices.into_iter().map(|notice| Note::SrxNotice {
            file: path.to_owned(),
            line: notice.line,
            message: notice.message,
        });
        let file = SrxFile {
            path: path.to_owned(),
            mode,
            document: read.document,
            compiled: None,
        };
        Ok((file, notes.collect()))
    }

    /// Segments an article anew by the rules for its language. The notes say which rules cannot be used, and where one
    /// would have taken too long.
    ///
    /// # Errors
    /// [`JobError::Srx`].
    pub fn segment(&mut self, article: &mut SegmentedDocument) -> Result<Vec<Note>, JobError> {
        let mut notes = Vec::new();
        let rules = self.rules_for(&article.language, &mut notes)?;
        let segmenter = Segmenter::new(&article.language).with_srx(rules, self.mode);
        article.segments = segmenter.segment(&article.document);
        notes.extend(
            segmenter
                .srx_limits()
                .into_iter()
                .map(|limit| Note::SrxLimit {
                    file: self.path.clone(),
                    line: limit.line,
                    places: limit.places,
                    text: article.name().to_owned(),
                }),
        );
        Ok(notes)
    }

    fn rules_for(
        &mut self,
        language: &Language,
        notes: &mut Vec<Note>,
    ) -> Result<Arc<SrxRules>, JobError> {
        if let Some((compiled, rules)) = &self.compiled
            && compiled == language
        {
            return Ok(Arc::clone(rules));
        }
        let rules = SrxRules::compile(&self.document, language.as_str());
        let rules = Arc::new(rules.map_err(|error| JobError::Srx {
            path: self.path.clone(),
            error,
        })?);
        notes.extend(rules.problems().iter().map(|problem| Note::SrxProblem {
            file: self.path.clone(),
            problem: problem.to_string(),
        }));
        self.compiled = Some((language.clone(), Arc::clone(&rules)));
        Ok(rules)
    }
}

/// The places of an article where a segment ends or might end, with the rules behind them; with an offset, in Unicode
/// scalars, only the place nearest to it.
pub fn explain_segments(article: &SegmentedDocument, nearest_to: Option<usize>) -> Vec<Boundary> {
    let boundaries = Segmenter::new(&article.language).explain(&article.document);
    let Some(offset) = nearest_to else {
        return boundaries;
    };
    let text = article.text();
    let byte = text
        .char_indices()
        .nth(offset)
        .map_or(text.len(), |(at, _)| at);
    let distance = |place: &Boundary| place.mark.end.abs_diff(byte).min(place.at.abs_diff(byte));
    boundaries
        .into_iter()
        .min_by_key(distance)
        .into_iter()
        .collect()
}
