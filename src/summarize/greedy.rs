/// Maximum number of sentences that are chosen one by one, so that time grows with the length of the article rather
/// than its square. The rest follow in the order of the article.
pub(super) const STEPS: usize = 200;

/// Scores for methods that choose one sentence after the other: 1/place in the order of choice.
///
/// `worth` says how much a candidate is worth next; the best is taken, the earliest of equals, and
/// `taken` is told. Without end, the worth of those left would need all pairs, so after
/// [`STEPS`] the rest has 0.
pub(super) fn one_by_one<S>(
    count: usize,
    state: &mut S,
    worth: impl Fn(&S, usize) -> f64,
    taken: impl Fn(&mut S, usize),
) -> Vec<f64> {
    let mut scores = vec![0.0; count];
    let mut left: Vec<usize> = (0..count).collect();
    for place in 1..=count.min(STEPS) {
        let mut best: Option<(usize, f64)> = None;
        for (at, &index) in left.iter().enumerate() {
            let worth = worth(state, index);
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((at, worth));
            }
        }
        let Some((at, _)) = best else { break };
        let index = left.remove(at);
        scores[index] = 1.0 / place as f64;
        taken(state, index);
    }
    scores
}
