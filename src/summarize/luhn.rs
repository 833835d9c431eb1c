use std::collections::HashMap;

use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Maximum number of insignificant words between two significant ones of a cluster.
const GAP: usize = 4;

/// Luhn: sentences in which the words that the article repeats stand close together.
#[derive(Debug)]
pub(super) struct Luhn;

impl Ranker for Luhn {
    fn name(&self) -> &'static str {
        "luhn"
    }

    fn about(&self) -> &'static str {
        "clusters of words that the article repeats (Luhn 1958)"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let mut times: HashMap<u32, usize> = HashMap::new();
        let words = Words::new(article);
        for &word in words.content().iter().flatten() {
            *times.entry(word).or_default() += 1;
        }
        let is_significant = |word: &Option<u32>| {
            word.and_then(|word| times.get(&word))
                .is_some_and(|&count| count > 1)
        };
        words
            .all()
            .iter()
            .map(|sentence| {
                let marks: Vec<bool> = sentence.iter().map(is_significant).collect();
                significance(&marks)
            })
            .collect()
    }
}

/// The best cluster of a sentence: the square of its significant words by its length. A cluster
/// goes on while the gaps allow it; a significant word alone is none.
fn significance(significant: &[bool]) -> f64 {
    let places: Vec<usize> = (0..significant.len())
        .filter(|&at| significant[at])
        .collect();
    places
        .chunk_by(|before, after| after - before <= GAP + 1)
        .filter(|cluster| cluster.len() > 1)
        .map(|cluster| {
            let length = cluster[cluster.len() - 1] - cluster[0] + 1;
            cluster.len().pow(2) as f64 / length as f64
        })
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::significance;

    #[test]
    fn clusters_end_at_wide_gaps() {
        let of = |marks: &str| significance(&marks.chars().map(|c| c == 'x').collect::<Vec<_>>());
        assert_eq!(of(""), 0.0);
        assert_eq!(of("..x.."), 0.0);
        // The example of the paper: four significant words in a bracket of seven.
        assert_eq!(of("x.x.x.x"), 16.0 / 7.0);
        assert_eq!(of("x....x"), 4.0 / 6.0);
        assert_eq!(of("x.....x"), 0.0);
        assert_eq!(of("xx.....xxx"), 3.0);
        // The whole cluster counts, not its better part.
        assert_eq!(of("xx....x"), 9.0 / 7.0);
    }
}
