//! SRX rules in place of the built-in ones, or before them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::Span;

use super::super::graphemes::whole_grapheme;
use super::{Breaks, SrxRules};

/// What SRX rules do to the built-in ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SrxMode {
    /// They alone break a block into segments.
    #[default]
    Replace,
    /// Where one of them matches it decides, elsewhere the built-in rules do.
    Extend,
}

/// A rule that met its limit while segmenting, see [`Segmenter::srx_limits`](crate::segment::Segmenter::srx_limits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SrxLimit {
    /// Line of the rule.
    pub line: usize,
    /// At how many places.
    pub places: usize,
}

/// The SRX rules of a segmenter.
#[derive(Debug, Clone)]
pub(in crate::segment) struct Overlay {
    rules: Arc<SrxRules>,
    mode: SrxMode,
    /// Places by line, shared by all copies of the segmenter.
    limits: Arc<Mutex<BTreeMap<usize, usize>>>,
}

impl Overlay {
    /// The rules of an SRX file, to be used as `mode` says.
    pub(crate) fn new(rules: Arc<SrxRules>, mode: SrxMode) -> Self {
        Overlay {
            rules,
            mode,
            limits: Arc::default(),
        }
    }

    /// The rules that met their limits so far, by line.
    pub(crate) fn limits(&self) -> Vec<SrxLimit> {
        let limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits
            .iter()
            .map(|(&line, &places)| SrxLimit { line, places })
            .collect()
    }
}

impl Overlay {
    /// The ends of segments in `block` if the built-in rules have no say: as the file has them,
    /// moved to the next grapheme boundary.
    pub(crate) fn replaced(&self, block: &str) -> Option<Vec<usize>> {
        (self.mode == SrxMode::Replace).then(|| {
            let breaks = self.breaks(block).breaks.into_iter();
            breaks
                .map(|found| whole_grapheme(block, found.at))
                .collect()
        })
    }

    /// The built-in `ends` of segments in `block`, corrected: an exception at an end, or in the
    /// white space before it, takes it away; a break there is in its place.
    pub(crate) fn corrected(&self, block: &str, start: usize, ends: Vec<usize>) -> Vec<usize> {
        let own: Vec<usize> = self
            .breaks(block)
            .breaks
            .iter()
            .map(|found| found.at)
            .collect();
        let mut all: Vec<usize> = ends
            .into_iter()
            .filter(|&end| {
                let gap = Span::new(block[..end].trim_end().len(), end);
                let next = own.partition_point(|&at| at < gap.start);
                own.get(next).is_none_or(|&at| at > gap.end) && !self.excepts(block, gap)
            })
            .chain(own.iter().copied())
            .filter(|&end| end > start)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether an exception holds at either end of `gap` or after its first character.
    fn excepts(&self, block: &str, gap: Span) -> bool {
        let first = gap.of(block).chars().next().map_or(0, char::len_utf8);
        let mut places = vec![gap.start, gap.start + first, gap.end];
        places.dedup();
        places
            .into_iter()
            .any(|at| self.rules.exception_at(block, at).is_some())
    }

    fn breaks(&self, block: &str) -> Breaks {
        let breaks = self.rules.breaks(block);
        if !breaks.limits.is_empty() {
            let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
            for limit in &breaks.limits {
                *limits.entry(limit.line).or_default() += 1;
            }
        }
        breaks
    }
}
