//! Pairs of an article's texts: which are aligned, and what becomes of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::align::{Aligner, Side, Vocabulary};
use crate::format::{coded_text, seconds_of};
use crate::memory::{
    Action, Added, ArticleStore, Change, ChangeStore, Context, LanguagePair, Memory, MemoryError,
    NewUnit, Record, RevisionInfo, SURE, StoredRevision,
};
use crate::segment::{SegmentedDocument, paragraphs};
use crate::text::{CodedText, Language};

use super::verdict::looks_unrelated;

/// What a build did with a pair of a source and its translation.
#[derive(Debug, Clone, PartialEq)]
pub struct BitextReport {
    /// The article.
    pub article: String,
    /// Language and revision of the source.
    pub source: (Language, u32),
    /// Language and revision of the translation.
    pub target: (Language, u32),
    /// Units that were stored.
    pub added: Added,
    /// Links that are not [`SURE`]; their units are doubtful, unless they were known and are not.
    pub doubtful: usize,
    /// Segments of either side that have no counterpart.
    pub unpaired: usize,
    /// How much likelier the two are as translations of each other, as [`crate::align::Alignment`] has it.
    pub log_likelihood_ratio: f64,
    /// Whether they look like translations of each other; if not, nothing was stored.
    pub is_translation: bool,
}

/// Which languages of an article are aligned with each other, besides its source with each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pairs<'a> {
    /// No others.
    #[default]
    Source,
    /// These, in these directions.
    These(&'a [LanguagePair]),
    /// Each with each other, in the order of their tags. Look-ups find units the other way round too.
    All,
}

impl Pairs<'_> {
    /// The pairs of revisions that are asked for beside those of a source and its translation, and
    /// are not aligned.
    pub(super) fn unaligned(
        self,
        memory: &Memory,
    ) -> Result<Vec<(RevisionInfo, RevisionInfo)>, MemoryError> {
        let mut pairs = Vec::new();
        match self {
            Pairs::Source => {}
            Pairs::These(asked) => {
                for languages in asked {
                    pairs.extend(memory.unaligned_between(languages)?);
                }
            }
            Pairs::All => {
                let revisions = memory.revisions()?;
                let spoken: BTreeSet<&Language> = revisions
                    .iter()
                    .map(|revision| &revision.language)
                    .collect();
                for &source in &spoken {
                    for &target in spoken.iter().filter(|&&target| target > source) {
                        let languages = LanguagePair {
                            source: source.clone(),
                            target: target.clone(),
                        };
                        let between = memory.unaligned_between(&languages)?;
                        // What is a pair of a source and its translation has been tried already.
                        pairs.extend(between.into_iter().filter(|(one, _)| {
                            one.source_language != *source && one.source_language != *target
                        }));
                    }
                }
            }
        }
        Ok(pairs)
    }
}

/// Aligns two revisions and stores the units, if they look like translations of each other or `force` asks
/// for it. `vocabulary` is what is known of their words. Passages may stand in another order. The units are by whom
/// the translation says that it is by, and of its day.
pub(super) fn add_bitext(
    memory: &Memory,
    source: &StoredRevision,
    target: &StoredRevision,
    vocabulary: &Vocabulary,
    force: bool,
    now: i64,
) -> Result<BitextReport, MemoryError> {
    let [from, to] = [&source.article, &target.article];
    let author = &to.metadata.author;
    let changed = to.metadata.date.as_deref().and_then(seconds_of);
    // Words are aligned, not marks.
    let [source_texts, target_texts] = [from.plain_texts(), to.plain_texts()];
    let source_segments: Vec<&str> = source_texts.iter().map(AsRef::as_ref).collect();
    let target_segments: Vec<&str> = target_texts.iter().map(AsRef::as_ref).collect();
    let aligner = Aligner::default().knowing(vocabulary).reordering(true);
    let alignment = aligner.align(
        Side {
            segments: &source_segments,
            language: &source.info.language,
        },
        Side {
            segments: &target_segments,
            language: &target.info.language,
        },
    );
    let counts = [source_segments.len(), target_segments.len()];
    let is_translation = !looks_unrelated(&alignment, counts);
    let log_likelihood_ratio = alignment.log_likelihood_ratio;
    let (pairs, rest): (Vec<_>, Vec<_>) = alignment
        .links
        .into_iter()
        .partition(|link| !link.source.is_empty() && !link.target.is_empty());
    let doubtful = pairs.iter().filter(|link| link.confidence < SURE).count();
    let unpaired = rest
        .iter()
        .map(|link| link.source.len() + link.target.len())
        .sum();
    let coded = |side: &SegmentedDocument, segments: &Range<usize>| {
        coded_text(&side.document, paragraphs(&side.segments[segments.clone()]))
    };
    let texts: Vec<[CodedText; 2]> = pairs
        .iter()
        .map(|link| [coded(from, &link.source), coded(to, &link.target)])
        .collect();
    let shown: Vec<[String; 2]> = texts
        .iter()
        .map(|sides| sides.each_ref().map(CodedText::text))
        .collect();
    let mut units = Vec::with_capacity(pairs.len());
    for ((link, sides), [from, to]) in pairs.into_iter().zip(texts).zip(&shown) {
        let [source, target] = sides.map(|side| side.has_codes().then_some(side));
        let beside = |at: Option<usize>| at.and_then(|at| source_segments.get(at)).copied();
        let before = beside(link.source.start.checked_sub(1)).unwrap_or_default();
        let after = beside(Some(link.source.end)).unwrap_or_default();
        let record = Record {
            author: author.clone(),
            changed,
            source,
            target,
            ..Record::default()
        };
        units.push(NewUnit {
            source: from,
            target: to,
            context: Context::new(before, after),
            source_segments: link.source,
            target_segments: link.target,
            confidence: link.confidence,
            record: Some(record).filter(|record| !record.is_empty()),
        });
    }
    // What is refused is not noted as aligned either: the next build says so again.
    let added = match is_translation || force {
        true => {
            let bitext = Action::Bitext {
                source: &source.info,
                target: &target.info,
                units: &units,
            };
            memory.apply(Change::new(bitext, now))?.added
        }
        false => Added::default(),
    };
    let place = |info: &RevisionInfo| (info.language.clone(), info.number);
    Ok(BitextReport {
        article: source.info.article.clone(),
        source: place(&source.info),
        target: place(&target.info),
        added,
        doubtful,
        unpaired,
        log_likelihood_ratio,
        is_translation: is_translation || force,
    })
}
