use super::greedy::one_by_one;
use super::ranker::Ranker;
use super::words::Words;
use super::{Article, Budget};

/// SumBasic: sentences of frequent words, where a word counts less once it is said.
#[derive(Debug)]
pub(super) struct SumBasic;

impl Ranker for SumBasic {
    fn name(&self) -> &'static str {
        "sumbasic"
    }

    fn about(&self) -> &'static str {
        "mean probability of words, less for what is said (Nenkova & Vanderwende 2005)"
    }

    /// 1/place in the order of choice: of the sentences with the most probable word the one of the
    /// highest mean probability, whose words' probabilities are then squared.
    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let words = Words::new(article);
        let sentences = words.content();
        let all = sentences.iter().map(Vec::len).sum::<usize>().max(1);
        let mut probabilities = vec![0.0; words.vocabulary()];
        for &term in sentences.iter().flatten() {
            probabilities[term as usize] += 1.0 / all as f64;
        }
        let mut state = Probabilities {
            most: most_probable(&probabilities, sentences),
            of: probabilities,
            left: sentences.to_vec(),
        };
        one_by_one(
            sentences.len(),
            &mut state,
            |state, index| state.worth(&sentences[index]),
            |state, index| {
                let mut terms = std::mem::take(&mut state.left[index]);
                terms.sort_unstable();
                terms.dedup();
                for term in terms {
                    state.of[term as usize] *= state.of[term as usize];
                }
                state.most = most_probable(&state.of, &state.left);
            },
        )
    }
}

struct Probabilities {
    of: Vec<f64>,
    /// The sentences not yet chosen; empty where they were.
    left: Vec<Vec<u32>>,
    most: Option<u32>,
}

impl Probabilities {
    /// The mean probability, and 1 more with the most probable word.
    fn worth(&self, terms: &[u32]) -> f64 {
        let sum: f64 = terms.iter().map(|&term| self.of[term as usize]).sum();
        let has_most = self.most.is_some_and(|most| terms.contains(&most));
        sum / terms.len().max(1) as f64 + f64::from(has_most)
    }
}

/// The most probable word that a sentence still has; of equals the first of the article.
fn most_probable(of: &[f64], left: &[Vec<u32>]) -> Option<u32> {
    let terms = left.iter().flatten().copied();
    terms.max_by(|&a, &b| {
        let by_probability = of[a as usize].total_cmp(&of[b as usize]);
        by_probability.then(b.cmp(&a))
    })
}
