//! Whether a pair of texts is refused as no translation.

use crate::align::Alignment;

/// A text of fewer segments says too little to be refused: two sentences share a number, or do not.
const TELLING: usize = 6;

/// Whether two texts of so many segments look so little like translations of each other that they
/// are not to be taken for such unless somebody insists.
pub fn looks_unrelated(alignment: &Alignment, segments: [usize; 2]) -> bool {
    segments.iter().all(|&count| count >= TELLING) && !alignment.is_translation()
}
