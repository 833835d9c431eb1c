use super::graph::{Vector, normalize, product};

const ROUNDS: usize = 10;
/// Maximum number of clusters, so that long articles do not take long.
const MAX_CLUSTERS: usize = 50;

/// The cluster, from 0, of each of `vectors` of length 1: spherical k-means (Dhillon & Modha 2001)
/// into at most `count` clusters, begun at evenly spaced vectors.
pub(super) fn clusters(vectors: &[Vector], count: usize) -> Vec<usize> {
    let count = count.clamp(1, MAX_CLUSTERS);
    let mut centers: Vec<Vector> = (0..count)
        .filter_map(|i| vectors.get(i * vectors.len() / count).cloned())
        .collect();
    let mut of = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        let nearest: Vec<usize> = vectors.iter().map(|v| nearest(v, &centers)).collect();
        if nearest == of {
            break;
        }
        of = nearest;
        for (number, center) in centers.iter_mut().enumerate() {
            let members = vectors.iter().zip(&of).filter(|&(_, &at)| at == number);
            let mut sum: Vector = members.flat_map(|(v, _)| v.iter().copied()).collect();
            sum.sort_by_key(|&(term, _)| term);
            let mut merged: Vector = Vec::with_capacity(sum.len());
            for (term, weight) in sum {
                match merged.last_mut() {
                    Some((last, total)) if *last == term => *total += weight,
                    _ => merged.push((term, weight)),
                }
            }
            if !merged.is_empty() {
                *center = merged;
            }
        }
        normalize(&mut centers);
    }
    of
}

/// The first of the centers that are most like `vector`.
fn nearest(vector: &Vector, centers: &[Vector]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (number, center) in centers.iter().enumerate() {
        let likeness = product(vector, center);
        if likeness > best.1 {
            best = (number, likeness);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::clusters;

    #[test]
    fn like_sentences_share_a_cluster() {
        let a = vec![(0, 0.8), (1, 0.6)];
        let b = vec![(0, 0.6), (1, 0.8)];
        let c = vec![(2, 1.0)];
        assert_eq!(clusters(&[a.clone(), b, c.clone(), c], 2), [0, 0, 1, 1]);
        assert_eq!(clusters(&[a, vec![]], 1), [0, 0]);
        assert!(clusters(&[], 3).is_empty());
    }
}
