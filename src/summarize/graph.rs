/// How much of a sentence's rank comes from its neighbours; the rest is spread evenly
/// (Brin & Page 1998).
const DAMPING: f64 = 0.85;

/// The iteration ends when the ranks of all sentences together change by less, or after so many
/// rounds.
const TOLERANCE: f64 = 1e-6;
const ROUNDS: usize = 100;

/// Maximum number of neighbours of a sentence, the strongest ones, so that memory grows with the length of the article
/// rather than its square.
const NEIGHBOURS: usize = 128;

/// Maximum number of sentences that a term links. In a longer text it says nothing about their relation, and time would
/// grow with its square.
const COMMON: usize = 1000;

/// A sentence as a vector: terms with weights above 0, sorted by term.
pub(super) type Vector = Vec<(u32, f64)>;

/// Sentences and how alike they are: a sparse graph.
pub(super) struct Graph {
    edges: Vec<Vec<(u32, f32)>>,
}

impl Graph {
    /// The graph without loops of `vectors`, whose terms are below `vocabulary`. `weigh` is given the product of
    /// two vectors and their indices, and says how strong their edge is; 0 is no edge.
    pub(super) fn new(
        vectors: &[Vector],
        vocabulary: usize,
        weigh: impl Fn(f64, usize, usize) -> f64,
    ) -> Self {
        let mut postings: Vec<Vec<(u32, f64)>> = vec![Vec::new(); vocabulary];
        for (index, vector) in vectors.iter().enumerate() {
            for &(term, weight) in vector {
                postings[term as usize].push((index as u32, weight));
            }
        }
        let mut products = vec![0.0; vectors.len()];
        let mut related: Vec<u32> = Vec::new();
        let edges = vectors
            .iter()
            .enumerate()
            .map(|(index, vector)| {
                for &(term, weight) in vector {
                    let sharing = &postings[term as usize];
                    if sharing.len() > COMMON {
                        continue;
                    }
                    for &(other, its_weight) in sharing {
                        let product: &mut f64 = &mut products[other as usize];
                        if *product == 0.0 {
                            related.push(other);
                        }
                        *product += weight * its_weight;
                    }
                }
                let mut edges = Vec::new();
                for other in related.drain(..) {
                    let product = std::mem::take(&mut products[other as usize]);
                    let weight = weigh(product, index, other as usize);
                    if other as usize != index && weight > 0.0 {
                        edges.push((other, weight as f32));
                    }
                }
                strongest(edges)
            })
            .collect();
        Graph { edges }
    }

    /// The same graph where each sentence that has a term is a neighbour of its own, as like as can be.
    pub(super) fn with_loops(mut self, vectors: &[Vector]) -> Self {
        for (index, (edges, vector)) in self.edges.iter_mut().zip(vectors).enumerate() {
            if !vector.is_empty() {
                edges.push((index as u32, 1.0));
            }
        }
        self
    }

    /// The neighbours of a sentence, with the weights of the edges.
    pub(super) fn edges(&self, index: usize) -> impl Iterator<Item = (usize, f64)> {
        let edges = self.edges[index].iter();
        edges.map(|&(other, weight)| (other as usize, f64::from(weight)))
    }

    /// The weights of the edges of each sentence, added up.
    pub(super) fn degrees(&self) -> Vec<f64> {
        self.edges
            .iter()
            .map(|edges| edges.iter().map(|&(_, weight)| f64::from(weight)).sum())
            .collect()
    }

    /// The stationary distribution of a walk that follows edges by their weight (PageRank): one
    /// rank a sentence, 1 together; a sentence without neighbours sends its rank to all.
    pub(super) fn ranks(&self) -> Vec<f64> {
        let count = self.edges.len() as f64;
        let totals = self.degrees();
        let mut ranks = vec![1.0 / count; self.edges.len()];
        for _ in 0..ROUNDS {
            let alone: f64 = ranks
                .iter()
                .zip(&totals)
                .filter(|&(_, &total)| total <= 0.0)
                .map(|(rank, _)| rank)
                .sum();
            let base = (1.0 - DAMPING + DAMPING * alone) / count;
            let mut next = vec![base; ranks.len()];
            for (index, edges) in self.edges.iter().enumerate() {
                for &(other, weight) in edges {
                    next[other as usize] +=
                        DAMPING * ranks[index] * f64::from(weight) / totals[index];
                }
            }
            let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
            ranks = next;
            if change < TOLERANCE {
                break;
            }
        }
        ranks
    }
}

fn strongest(mut edges: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    if edges.len() > NEIGHBOURS {
        edges.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        edges.truncate(NEIGHBOURS);
        edges.shrink_to_fit();
    }
    edges
}

/// Each of `sentences` as a vector: its distinct terms, each with its count in the sentence as
/// `weigh` weighs it, given the count and the number of sentences that have the term, which
/// `frequencies` tells.
pub(super) fn vectors<'a>(
    sentences: impl Iterator<Item = &'a [u32]>,
    frequencies: &[u32],
    weigh: impl Fn(f64, f64) -> f64,
) -> Vec<Vector> {
    let vector = |terms: &[u32]| {
        let mut sorted = terms.to_vec();
        sorted.sort_unstable();
        sorted
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let frequency = f64::from(frequencies[same[0] as usize]);
                (same[0], weigh(same.len() as f64, frequency))
            })
            .filter(|&(_, weight)| weight > 0.0)
            .collect()
    };
    sentences.map(vector).collect()
}

/// Divides each vector by its length, so that products are cosines.
pub(super) fn normalize(vectors: &mut [Vector]) {
    for vector in vectors {
        let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        for (_, weight) in vector {
            *weight /= length;
        }
    }
}

/// The product of two vectors.
pub(super) fn product(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut at, mut sum) = (0, 0.0);
    for &(term, weight) in a {
        while at < b.len() && b[at].0 < term {
            at += 1;
        }
        if let Some(&(_, other)) = b.get(at).filter(|&&(other, _)| other == term) {
            sum += weight * other;
        }
    }
    sum
}
