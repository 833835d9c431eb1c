use super::ranker::Ranker;
use super::{Article, Budget};

/// Sentences by lot: what any method must beat. The text is the seed, so that the same text has
/// the same summary.
#[derive(Debug)]
pub(super) struct Random;

impl Ranker for Random {
    fn name(&self) -> &'static str {
        "random"
    }

    fn about(&self) -> &'static str {
        "sentences by lot, the same for the same text"
    }

    fn rank(&self, article: &Article, _: Budget) -> Vec<f64> {
        let sentences = article.sentences();
        let bytes = sentences.iter().flat_map(|s| article.text_of(s).bytes());
        // FNV-1a.
        let mut state = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        sentences
            .iter()
            .map(|_| {
                state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                (split_mix(state) >> 11) as f64 / (1_u64 << 53) as f64
            })
            .collect()
    }
}

/// The mixer of SplitMix64 (Steele, Lea & Flood 2014).
fn split_mix(state: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
