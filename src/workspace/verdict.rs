//! Whether a pair of texts is refused as no translation.

use crate::align::Alignment;
use crate::memory::SURE;

/// Texts of fewer segments say too little to be refused: whether they share a number is chance.
const TELLING: usize = 10;

/// Of texts of so many segments a true translation has more sure links than not.
const LONG: usize = 20;

/// Whether two texts of so many segments look so little like translations of each other that they
/// are not to be taken for such unless somebody insists: those that the aligner finds likelier apart,
/// and long ones of whose links less than a third are sure, as with two reports of the same make.
///
/// Whoever is refused a true translation is hindered, whoever gets doubtful links is warned: so what is
/// short is never refused.
pub fn looks_unrelated(alignment: &Alignment, segments: [usize; 2]) -> bool {
    let shorter = segments[0].min(segments[1]);
    let paired = alignment
        .links
        .iter()
        .filter(|link| !link.source.is_empty() && !link.target.is_empty());
    let sure = paired.clone().filter(|link| link.confidence >= SURE);
    let few_sure = || sure.count() * 3 < paired.clone().count();
    shorter >= TELLING && (!alignment.is_translation() || (shorter >= LONG && few_sure()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Link;

    fn alignment(log_likelihood_ratio: f64, sure: usize, doubtful: usize) -> Alignment {
        let link = |at: usize| Link {
            source: at..at + 1,
            target: at..at + 1,
            confidence: if at < sure { 0.95 } else { 0.5 },
        };
        Alignment {
            links: (0..sure + doubtful).map(link).collect(),
            log_likelihood_ratio,
        }
    }

    #[test]
    fn what_is_long_enough_is_refused_when_it_looks_unrelated() {
        assert!(looks_unrelated(&alignment(-4.0, 0, 10), [10, 12]));
        assert!(!looks_unrelated(&alignment(-4.0, 0, 9), [9, 30]));
        assert!(!looks_unrelated(&alignment(1.0, 0, 19), [19, 40]));
        assert!(looks_unrelated(&alignment(1.0, 6, 14), [20, 20]));
        assert!(!looks_unrelated(&alignment(1.0, 7, 14), [21, 21]));
    }
}
