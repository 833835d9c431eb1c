//! Words learnt from pairs that are known to translate each other, such as the units of a memory.

use std::collections::BTreeMap;

use super::anchors::Seed;
use super::beads::Meeting;
use super::lexicon::Pairs;
use super::words::Words;

/// Iterations over the pairs given.
const ITERATIONS: usize = 5;

/// What a word that was often seen is worth at most, in observations, to the text that is aligned:
/// the text itself must be able to say otherwise.
const MOST: f32 = 6.0;

/// Pairs of words that were seen together less often were so by chance.
const LEAST_COUNT: f32 = 0.5;

/// Which words translate which, learnt from pairs of texts that are known to belong together.
///
/// The more there is of them, the better texts of the same languages are aligned: give it to
/// [`Aligner::knowing`](super::Aligner::knowing).
///
/// ```
/// use recto::align::Vocabulary;
/// let pairs = [("the green lamp", "die grüne Lampe"), ("a green door", "eine grüne Tür")];
/// assert!(!Vocabulary::learn(pairs).is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// For each source word the target words, with the observations that they are worth.
    translations: BTreeMap<String, Vec<(String, f32)>>,
}

impl Vocabulary {
    /// Learns from pairs of a source and its target, by IBM Model 1 (Brown et al. 1993) in both
    /// directions; of very many pairs, from an even sample.
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
            let seen = (s.count.max(t.count) as f32).max(MOST);
            if count >= LEAST_COUNT {
                translations
                    .entry(s.stem.clone())
                    .or_default()
                    .push((t.stem.clone(), MOST * count / seen));
            }
        }
        Vocabulary { translations }
    }

    /// What both know; what `other` knows the other way round, if `turned`.
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

    /// What it knows of the words of two texts; `turned`, if the texts are the other way round.
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
