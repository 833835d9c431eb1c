use super::exact;
use super::fuzzy;
use super::group::Pairing;
use super::profile::{Features, Profile};
use super::split_merge;

/// A text as the pairing of segments sees it.
pub(super) struct Segments<'a> {
    /// The bytes of each segment.
    pub texts: Vec<&'a str>,
    /// A number for the comparison form of each, the same in both texts.
    pub forms: Vec<u32>,
    /// The length of each, which is its weight when moves are determined.
    pub weights: Vec<u64>,
}

/// Pairs the segments of two texts: first equal ones, then clearly similar ones wherever they are, then splits and
/// merges, and last somewhat similar ones at the same position.
pub(super) fn pair(old: &Segments<'_>, new: &Segments<'_>) -> Pairing {
    let mut pairing = exact::pair_equal(&old.forms, &new.forms, &old.weights);
    if pairing.of_old.iter().all(Option::is_some) || pairing.of_new.iter().all(Option::is_some) {
        // Nothing is left on one side; only a split or a merge could still be hidden in an equal
        // pair, and equal pairs are equal.
        return pairing;
    }
    let profiles = |side: &Segments<'_>, groups: &[Option<usize>]| {
        let mut features = Features::default();
        let texts = side.texts.iter().zip(groups);
        let profiles: Vec<Profile> = texts
            .map(|(text, group)| match group {
                None => features.profile(text),
                Some(_) => Profile::default(),
            })
            .collect();
        (features, profiles)
    };
    let ((mut features, old_profiles), (others, mut new_profiles)) = rayon::join(
        || profiles(old, &pairing.of_old),
        || profiles(new, &pairing.of_new),
    );
    let numbers = features.take_in(others);
    for profile in &mut new_profiles {
        profile.renumber(&numbers);
    }
    let bags = fuzzy::Bags {
        features: &features,
        old: &old_profiles,
        new: &new_profiles,
    };
    fuzzy::pair_alike(&mut pairing, &bags, &old.weights);
    split_merge::gather(&mut pairing, &bags);
    fuzzy::pair_in_place(&mut pairing, &bags, &old.weights);
    split_merge::gather(&mut pairing, &bags);
    pairing
}
