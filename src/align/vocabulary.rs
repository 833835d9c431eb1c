//! Words learnt from pairs that are known to translate each other, such as the units of a memory.

use std::collections::BTreeMap;

use super::anchors::Seed;
use super::beads::Meeting;
use super::lexicon::Pairs;
use super::words::Words;

/// Iterations over the pairs given.
const ITERATIONS: usize = 5;

/// Maximum number of observations that a known word is worth to the text being aligned, so that the text itself can
/// overrule it.
const MAX_OBSERVATIONS: f32 = 6.0;

/// Minimum expected count of a pair of words; rarer pairs met by chance.
const MIN_COUNT: f32 = 0.5;

/// Which words translate which, learnt from pairs of texts that are known to be translations.
///
/// The more pairs it has learnt from, the better it helps to align texts in the same languages: pass it to
/// [`Aligner::knowing`](super::Aligner::knowing).
///
/// ```
/// use recto::align::Vocabulary;
/// let pairs = [("the green lamp", "die grüne Lampe"), ("a green door", "eine grüne Tür")];
/// assert!(!Vocabulary::learn(pairs).is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// For each source word its target words, with the number of observations that they are worth.
    translations: BTreeMap<String, Vec<(String, f32)>>,
}

impl Vocabulary {
    /// Learns from pairs of source and target by IBM Model 1 (Brown et al. 1993) in both directions. If there are very
    /// many pairs, it takes an even sample.
    pub fn learn<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (sources, targets): (Vec<&str>, Vec<&str>) = pairs.into_iter().unzip();
        let (sources, targets) = (Words::read(&sources), Words::read(&targets));
        let meetings: Vec<Meeting> = (0..sources.len())
            .map(|unit| Meeting {
                source: unit,
                target: unit,
                weight: 1.0,
            })
            .collect();
        let mut translations: BTreeMap<String, Vec<(String, f32)>> = BTreeMap::new();
        for (source, target, count) in Pairs::counted(&sources, &targets, &meetings, ITERATIONS) {
            let (s, t) = (&sources.entries[source], &targets.entries[target]);
            let seen = (s.count.max(t.count) as f32).max(MAX_OBSERVATIONS);
            if count >= MIN_COUNT {
                translations
                    .entry(s.stem.clone())
                    .or_default()
                    .push((t.stem.clone(), MAX_OBSERVATIONS * count / seen));
            }
        }
        Vocabulary { translations }
    }

    /// Joins two vocabularies. If `turned`, the languages of `other` are exchanged.
    pub(super) fn and(mut self, other: &Vocabulary, turned: bool) -> Self {
        for (source, targets) in &other.translations {
            for (target, count) in targets {
                let (from, to) = match turned {
                    false => (source, target),
                    true => (target, source),
                };
                let known = self.translations.entry(from.clone()).or_default();
                known.push((to.clone(), *count));
            }
        }
        self
    }

    /// Whether nothing was learnt.
    pub fn is_empty(&self) -> bool {
        self.translations.is_empty()
    }

    /// The known pairs among the words of two texts. If `turned`, the languages of the texts are exchanged.
    pub(super) fn seeds(&self, sources: &Words, targets: &Words, turned: bool) -> Vec<Seed> {
        let (from, to) = match turned {
            false => (sources, targets),
            true => (targets, sources),
        };
        if self.is_empty() {
            return Vec::new();
        }
        let there = to.by_stem();
        let mut found = Vec::new();
        for (entry, from) in from.entries.iter().zip(0u32..) {
            for (target, count) in self.translations.get(&entry.stem).into_iter().flatten() {
                if let Some(&to) = there.get(target.as_str()) {
                    let (source, target) = if turned { (to, from) } else { (from, to) };
                    found.push(Seed {
                        source,
                        target,
                        count: f64::from(*count),
                    });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_known_pairs_are_seeds() {
        let pairs = [
            ("the green lamp", "die grüne Lampe"),
            ("a green door", "eine grüne Tür"),
            ("the old lamp", "die alte Lampe"),
        ];
        let vocabulary = Vocabulary::learn(pairs);
        let (s, t) = (Words::read(&["green lamp"]), Words::read(&["alte Lampe"]));
        let seeds = vocabulary.seeds(&s, &t, false);
        let worth = |target| {
            let lamp = |seed: &&Seed| (seed.source, seed.target) == (1, target);
            seeds.iter().find(lamp).map_or(0.0, |seed| seed.count)
        };
        assert!(worth(1) > 0.5 && worth(1) > 2.0 * worth(0));
        let turned: Vec<_> = vocabulary.seeds(&t, &s, true);
        assert_eq!(turned.len(), seeds.len());
        assert!(Vocabulary::default().seeds(&s, &t, false).is_empty());
    }
}
