use super::graph::Vector;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// Topics whose singular value is below this share of the greatest are left out (Steinberger &
/// Ježek 2004).
const MIN_SHARE: f64 = 0.5;

/// Maximum number of topics, and of rounds for each. Singular values that are close get mixed, but then they weigh
/// nearly alike.
const TOPICS: usize = 20;
const ROUNDS: usize = 200;
const TOLERANCE: f64 = 1e-10;

/// Latent semantic analysis: sentences that are long in the space of the article's topics.
#[derive(Debug)]
pub(super) struct Lsa;

impl Ranker for Lsa {
    fn name(&self) -> &'static str {
        "lsa"
    }

    fn about(&self) -> &'static str {
        "length in the space of the strongest topics (Steinberger & Ježek 2004)"
    }

    /// √Σ(σ·v)² over the topics whose singular value σ is at least half of the greatest; the
    /// matrix is terms by sentences, in counts of the terms that are not common.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let columns = words.vectors(|count, _| count);
        let mut squares = vec![0.0; columns.len()];
        for (square, topic) in topics(&columns, words.vocabulary()) {
            for (sum, value) in squares.iter_mut().zip(topic) {
                *sum += square * value * value;
            }
        }
        squares.into_iter().map(f64::sqrt).collect()
    }
}

/// The strongest topics: squares of singular values, greatest first, with the right singular
/// vectors. Power iteration, each topic at right angles to those before it.
fn topics(columns: &[Vector], rows: usize) -> Vec<(f64, Vec<f64>)> {
    let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
    for number in 0..columns.len().min(TOPICS) {
        // No two entries are alike, so that no topic is at right angles to the start.
        let mut vector: Vec<f64> = (0..columns.len())
            .map(|i| 1.0 + ((i * (number + 2) + 1) as f64).sin() / 2.0)
            .collect();
        make_unit(&mut vector, &found);
        let mut square = 0.0;
        for _ in 0..ROUNDS {
            let mut next = multiplied(columns, rows, &vector);
            let length = make_unit(&mut next, &found);
            let change: f64 = next.iter().zip(&vector).map(|(a, b)| (a - b).powi(2)).sum();
            (vector, square) = (next, length);
            if change < TOLERANCE {
                break;
            }
        }
        let greatest = found.first().map_or(square, |&(first, _)| first);
        if square <= 0.0 || square < MIN_SHARE * MIN_SHARE * greatest {
            break;
        }
        found.push((square, vector));
    }
    found
}

/// The product of the transposed matrix, the matrix and `vector`.
fn multiplied(columns: &[Vector], rows: usize, vector: &[f64]) -> Vec<f64> {
    let mut terms = vec![0.0; rows];
    for (column, value) in columns.iter().zip(vector) {
        for &(term, weight) in column {
            terms[term as usize] += weight * value;
        }
    }
    let dot = |column: &Vector| column.iter().map(|&(t, w)| w * terms[t as usize]).sum();
    columns.iter().map(dot).collect()
}

/// Takes off what `vector` shares with the topics `found` and makes it 1 long; its length before
/// that, 0 for nothing.
fn make_unit(vector: &mut [f64], found: &[(f64, Vec<f64>)]) -> f64 {
    for (_, topic) in found {
        let shared: f64 = vector.iter().zip(topic).map(|(a, b)| a * b).sum();
        for (value, part) in vector.iter_mut().zip(topic) {
            *value -= shared * part;
        }
    }
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length < 1e-9 {
        vector.fill(0.0);
        return 0.0;
    }
    vector.iter_mut().for_each(|value| *value /= length);
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_the_singular_vectors() {
        // Two sentences of the same two terms, and one of another three times: singular values 3, 2,
        // and 0 for the difference of the first two.
        let columns = vec![
            vec![(0, 1.0), (1, 1.0)],
            vec![(0, 1.0), (1, 1.0)],
            vec![(2, 3.0)],
        ];
        let found = topics(&columns, 3);
        assert_eq!(found.len(), 2);
        assert!((found[0].0 - 9.0).abs() < 1e-6);
        assert!((found[0].1[2].abs() - 1.0).abs() < 1e-4);
        assert!((found[1].0 - 4.0).abs() < 1e-6);
        assert!((found[1].1[0] - found[1].1[1]).abs() < 1e-4);
    }

    #[test]
    fn weak_topics_are_left_out() {
        let columns = vec![vec![(0, 3.0)], vec![(1, 1.0)], vec![]];
        assert_eq!(topics(&columns, 2).len(), 1);
        assert!(topics(&[vec![], vec![]], 0).is_empty());
    }
}
