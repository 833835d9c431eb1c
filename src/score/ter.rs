//! TER, the translation edit rate (Snover and others 2006), as sacreBLEU computes it, which follows tercom.

use super::edit_band::EditBand;
use super::metric::{Details, Level, Metric, Score};
use super::n_grams::Vocabulary;
use super::shifts::{MAX_SHIFTS, best_shift};
use super::white_space::words;

/// TER: the number of insertions, deletions, replacements and shifts (of a run of words at once) that turn the
/// hypothesis into the reference, per 100 words of the reference. 0 is best, and values above 100 are possible.
///
/// Case does not count, and words are separated by white space. With several references, the edits are those of the
/// nearest and the length is the mean, as in tercom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ter;

impl Ter {
    /// What [`Metric::counts`] gives for a text and itself.
    pub(crate) fn counts_of_same(text: &str) -> [f64; 2] {
        [0.0, words(text).count() as f64]
    }
}

impl Metric for Ter {
    fn name(&self) -> &'static str {
        "ter"
    }

    fn title(&self) -> &'static str {
        "TER"
    }

    fn settings(&self) -> String {
        "case:lc|tok:tercom|norm:no|punct:yes|asian:no".to_owned()
    }

    /// The edits, and the words of the reference.
    fn counts(&self, hypothesis: &str, references: &[&str]) -> Vec<f64> {
        let hypothesis = hypothesis.to_lowercase();
        let references: Vec<String> = references.iter().map(|text| text.to_lowercase()).collect();
        let mut vocabulary = Vocabulary::default();
        let ours = vocabulary.numbers(words(&hypothesis));
        let mut fewest = usize::MAX;
        let mut length = 0;
        for reference in &references {
            let theirs = vocabulary.numbers(words(reference));
            length += theirs.len();
            fewest = fewest.min(edits(&ours, &theirs));
        }
        if references.is_empty() {
            return vec![0.0, 0.0];
        }
        vec![fewest as f64, length as f64 / references.len() as f64]
    }

    fn score(&self, counts: &[f64], _level: Level) -> Score {
        let &[edits, reference_length] = counts else {
            return Score::default();
        };
        let rate = if reference_length > 0.0 {
            edits / reference_length
        } else if edits > 0.0 {
            1.0
        } else {
            0.0
        };
        Score {
            value: 100.0 * rate,
            details: Details::Ter {
                edits,
                reference_length,
            },
        }
    }

    fn is_error_rate(&self) -> bool {
        true
    }
}

/// The number of edits that turn `hypothesis` into `reference`. Shifts come first, the best one first, as long as they
/// save more than they cost; then words are edited.
fn edits(hypothesis: &[u32], reference: &[u32]) -> usize {
    if reference.is_empty() {
        return hypothesis.len();
    }
    if hypothesis == reference {
        return 0;
    }
    let mut words = hypothesis.to_vec();
    let mut band = EditBand::new(reference, words.len());
    band.fill(&words);
    let (mut shifts, mut tried) = (0, 0);
    while band.distance() > 0 {
        let shift = best_shift(&words, &mut band, &mut tried);
        match shift {
            Some(shift) if tried < MAX_SHIFTS => {
                words = shift.of(&words);
                band.fill(&words);
                shifts += 1;
            }
            _ => break,
        }
    }
    shifts + band.distance() as usize
}
