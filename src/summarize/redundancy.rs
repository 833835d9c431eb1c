use rustc_hash::FxHashMap;

use super::Article;

/// Minimum share of common terms (Jaccard's coefficient) of two sentences that say the same.
const SAME: f64 = 0.5;

/// Minimum share of what one sentence of a story says that another one must contain for both to say the same. Rare
/// terms weigh more.
const SAME_IN_STORY: f64 = 0.6;

/// What a summary already says, so that nothing is said twice.
///
/// Two sets that share enough terms share one of their rarest, so only those are looked up
/// (prefix filter: Chaudhuri, Ganti & Kaushik 2006): exact, and far from comparing all with all.
pub(super) struct Redundancy {
    /// The distinct terms of each sentence, rarest first.
    terms: Vec<Vec<u32>>,
    frequencies: Vec<u32>,
    by_rare_term: FxHashMap<u32, Vec<usize>>,
    /// For a story, what each term says: the logarithm of how rare it is.
    story_weights: Option<Vec<f64>>,
    added: Vec<usize>,
}

impl Redundancy {
    /// Nothing yet of `article`.
    pub(super) fn new(article: &Article) -> Self {
        let frequencies = article.frequencies().to_vec();
        let terms = article
            .sentences()
            .iter()
            .map(|sentence| {
                let mut terms = sentence.terms.clone();
                terms.sort_unstable_by_key(|&t| (frequencies[t as usize], t));
                terms.dedup();
                terms
            })
            .collect();
        let sentences = article.sentences().len() as f64;
        let weight = |&frequency: &u32| (1.0 + sentences / f64::from(frequency.max(1))).ln();
        let story_weights = article
            .is_story()
            .then(|| frequencies.iter().map(weight).collect());
        Redundancy {
            terms,
            frequencies,
            by_rare_term: FxHashMap::default(),
            story_weights,
            added: Vec::new(),
        }
    }

    fn rarest(&self, index: usize) -> &[u32] {
        let terms = &self.terms[index];
        let shared = (terms.len() as f64 * SAME).ceil() as usize;
        &terms[..(terms.len() + 1 - shared).min(terms.len())]
    }

    /// Adds a sentence that was taken.
    pub(super) fn add(&mut self, index: usize) {
        self.added.push(index);
        let rarest = self.rarest(index).to_vec();
        for term in rarest {
            self.by_rare_term.entry(term).or_default().push(index);
        }
    }

    /// A sentence that was added and says what `index` says.
    pub(super) fn repeated(&self, index: usize) -> Option<usize> {
        if self.story_weights.is_some() {
            let mut added = self.added.iter().copied();
            return added.find(|&other| self.is_alike(index, other));
        }
        let rarest = self.rarest(index).iter();
        let mut before = rarest
            .filter_map(|term| self.by_rare_term.get(term))
            .flatten();
        before.find(|&&other| self.is_alike(index, other)).copied()
    }

    /// Whether two sentences say the same.
    pub(super) fn is_alike(&self, a: usize, b: usize) -> bool {
        match &self.story_weights {
            Some(weights) => self.overlap(a, b, weights) >= SAME_IN_STORY,
            None => self.likeness(a, b) >= SAME,
        }
    }

    /// How much of the one that says less is in the other: the overlap coefficient (Szymkiewicz
    /// 1934) of their terms by weight, as sentences of one story say the same at greater length.
    fn overlap(&self, a: usize, b: usize, weights: &[f64]) -> f64 {
        let sum = |terms: &[u32]| terms.iter().map(|&t| weights[t as usize]).sum::<f64>();
        let (a, b) = (&self.terms[a], &self.terms[b]);
        let shared: Vec<u32> = self.shared(a, b).collect();
        let least = sum(a).min(sum(b));
        if least > 0.0 {
            sum(&shared) / least
        } else {
            0.0
        }
    }

    fn shared<'a>(&'a self, a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let key = |&t: &u32| (self.frequencies[t as usize], t);
        a.iter()
            .filter(move |term| b.binary_search_by_key(&key(term), key).is_ok())
            .copied()
    }

    fn likeness(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.terms[a], &self.terms[b]);
        let shared = self.shared(a, b).count();
        shared as f64 / (a.len() + b.len() - shared).max(1) as f64
    }
}
