//! The registry of ranking methods, the only file that names all of them.

use super::ranker::Ranker;
use super::{
    blend, centroid, edmundson, kl, lead, lexrank, lsa, luhn, mmr, random, submodular, sumbasic,
    textrank,
};

/// The methods, one per line. The first is the default.
static METHODS: &[&dyn Ranker] = &[
    &blend::Blend,
    &centroid::Centroid,
    &lexrank::ContinuousLexRank,
    &edmundson::Edmundson,
    &kl::KlSum,
    &lead::Lead,
    &lexrank::LexRank,
    &lsa::Lsa,
    &luhn::Luhn,
    &mmr::Mmr,
    &random::Random,
    &submodular::Submodular,
    &sumbasic::SumBasic,
    &textrank::TextRank,
];

/// All methods; the first is the default.
pub fn methods() -> &'static [&'static dyn Ranker] {
    METHODS
}

/// The method with this name, if there is one.
pub fn method(name: &str) -> Option<&'static dyn Ranker> {
    methods().iter().copied().find(|m| m.name() == name)
}
