use std::collections::BTreeSet;

use crate::score::{self, Counts, Estimate, Metric, NAMES, Pair, Sampling, Score, Tokenizer};
use crate::text::Language;

use super::Note;

/// Number of pairs of sentences that show which script the references are written in.
const MAX_PAIRS_ASKED: usize = 1000;

/// Which metrics are wanted, and how they see the texts.
#[derive(Debug, Clone, Default)]
pub struct ScoreOptions<'a> {
    /// The names of the metrics, as [`NAMES`] has them; all if none are named.
    pub metrics: &'a [&'static str],
    /// Whether ROUGE compares the stems of English words (Porter 1980).
    pub stem: bool,
    /// Whether ROUGE with stems is given beside ROUGE without, where no metric is named.
    pub both_rouges: bool,
    /// The tokenizer of BLEU; that of the language if none is named.
    pub tokenizer: Option<Tokenizer>,
    /// The language of the texts.
    pub language: Option<&'a Language>,
}

impl ScoreOptions<'_> {
    /// The metrics that are wanted, each once.
    fn metrics(&self) -> Vec<Box<dyn Metric>> {
        let is_chinese = self
            .language
            .is_some_and(|language| language.primary() == "zh");
        let tokenizer = self.tokenizer.unwrap_or(match is_chinese {
            true => Tokenizer::Chinese,
            false => Tokenizer::V13a,
        });
        let all = self.metrics.is_empty();
        let mut names: Vec<String> = Vec::new();
        for &name in if all { &NAMES[..] } else { self.metrics } {
            let has_stems = name.ends_with("_stem");
            let name = match name {
                _ if all && has_stems && !self.both_rouges => continue,
                _ if self.stem && name.starts_with("rouge") && !has_stems => format!("{name}_stem"),
                _ => name.to_owned(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let known = |name: &String| score::metric(name, tokenizer);
        names.iter().filter_map(known).collect()
    }
}

/// Scores the sentences of a system together, and each for itself if `sentences` asks for it.
pub fn score<'a>(
    pairs: &[Pair<'a>],
    options: &ScoreOptions<'_>,
    sentences: bool,
) -> ScoreTable<'a> {
    let texts = pairs.iter().map(|pair| pair.hypothesis);
    let mut rows = sentences.then(|| texts.map(|text| (text, Vec::new())).collect::<Vec<_>>());
    let mut corpus = Vec::new();
    let mut columns = Vec::new();
    for metric in &options.metrics() {
        let counts = Counts::new(&**metric, pairs);
        corpus.push(counts.score(&**metric));
        columns.push(ScoreColumn::new(&**metric, pairs, None));
        if let Some(rows) = &mut rows {
            for ((_, scores), score) in rows.iter_mut().zip(counts.sentences(&**metric)) {
                scores.push(score);
            }
        }
    }
    ScoreTable {
        columns,
        corpus,
        sentences: rows,
    }
}

/// Compares systems with the first of them, by samples of their sentences. Each has a name and its sentences, with the
/// same references.
pub fn compare_systems(
    systems: &[(String, Vec<Pair<'_>>)],
    options: &ScoreOptions<'_>,
    sampling: Sampling,
) -> SystemScores {
    let mut scored: Vec<_> = systems
        .iter()
        .map(|(name, _)| (name.clone(), Vec::new()))
        .collect();
    let references = systems.first().map_or(&[][..], |(_, pairs)| pairs);
    let mut columns = Vec::new();
    for metric in &options.metrics() {
        let counts: Vec<_> = systems
            .iter()
            .map(|(_, pairs)| Counts::new(&**metric, pairs))
            .collect();
        let estimates = score::compare(&**metric, &counts, sampling);
        for ((_, scores), estimate) in scored.iter_mut().zip(estimates) {
            scores.push(estimate);
        }
        columns.push(ScoreColumn::new(&**metric, references, Some(sampling)));
    }
    SystemScores {
        columns,
        systems: scored,
    }
}

/// What to tell somebody who scores texts in a script that ROUGE does not see.
pub fn script_note(pairs: &[Pair<'_>], options: &ScoreOptions<'_>) -> Option<Note> {
    let metrics = options.metrics();
    let has_rouge = metrics
        .iter()
        .any(|metric| metric.name().starts_with("rouge"));
    (has_rouge && is_mostly_unseen(pairs)).then_some(Note::UnseenByRouge)
}

/// Whether most letters of the references are none that ROUGE sees.
fn is_mostly_unseen(pairs: &[Pair<'_>]) -> bool {
    let references = pairs
        .iter()
        .take(MAX_PAIRS_ASKED)
        .flat_map(|pair| &pair.references);
    let letters = references.flat_map(|text| text.chars().filter(|c| c.is_alphabetic()));
    let (seen, unseen): (Vec<char>, Vec<char>) = letters.partition(char::is_ascii);
    unseen.len() > seen.len()
}

/// A metric, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreColumn {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Whether less is better.
    pub is_error_rate: bool,
    /// All that the score depends on but the texts, in the manner of sacreBLEU.
    pub signature: String,
}

impl ScoreColumn {
    /// That of `metric`, for the scores of `pairs`, compared by `sampling` if they were.
    fn new(metric: &dyn Metric, pairs: &[Pair<'_>], sampling: Option<Sampling>) -> Self {
        let numbers: BTreeSet<usize> = pairs.iter().map(|pair| pair.references.len()).collect();
        let mut numbers = numbers.into_iter();
        let references = match (numbers.next(), numbers.next()) {
            (Some(number), None) => number.to_string(),
            _ => "var".to_owned(),
        };
        let samples =
            sampling.map(|sampling| format!("bs:{}|seed:{}|", sampling.samples, sampling.seed));
        ScoreColumn {
            name: metric.name(),
            title: metric.title(),
            is_error_rate: metric.is_error_rate(),
            signature: format!(
                "nrefs:{references}|{}{}|version:recto-{}",
                samples.unwrap_or_default(),
                metric.settings(),
                env!("CARGO_PKG_VERSION")
            ),
        }
    }
}

/// The scores of a system by several metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreTable<'a> {
    /// The metrics.
    pub columns: Vec<ScoreColumn>,
    /// A score for each metric.
    pub corpus: Vec<Score>,
    /// Each sentence with a score for each metric, if they are to be shown.
    pub sentences: Option<Vec<(&'a str, Vec<Score>)>>,
}

/// What samples say of several systems, the first of which is the baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct SystemScores {
    /// The metrics.
    pub columns: Vec<ScoreColumn>,
    /// The name of each system, with an estimate for each metric.
    pub systems: Vec<(String, Vec<Estimate>)>,
}
