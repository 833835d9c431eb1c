use std::process::ExitCode;

use clap::Args;
use serde::Deserialize;

use crate::jobs::{self, ScoreOptions};
use crate::report::{json, terminal};
use crate::score::{NAMES, Pair, Sampling, Tokenizer};
use crate::text::Language;

use crate::cli::support::batch::{each_line, line_of};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{at_least_one, read_text};
use crate::cli::support::notes;
use crate::cli::support::output::{Output, TextOrJson};

/// Score translations and summaries against references
///
/// BLEU, chrF, chrF++ and TER equal those of sacreBLEU, and ROUGE equals that of rouge-score. Files have one sentence
/// (or summary) a line, in the same order. ROUGE sees only a–z and digits, so it does not suit other scripts.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto score mine.fr.txt theirs.fr.txt
  recto score mine.fr.txt first.txt second.txt --metric bleu,ter    several references
  recto score mine.zh.txt theirs.zh.txt --lang zh                   BLEU by characters
  recto score mine.txt theirs.txt --metric chrf --sentences
  recto score new.txt reference.txt --baseline old.txt              is it better, or was it luck?
  recto score summaries.txt written.txt --metric rouge1,rougeL --stem
  recto score --batch < pairs.jsonl      {\"lang\",\"hypotheses\",\"references\"} a line")]
pub(in crate::cli) struct ScoreArgs {
    /// Text to score, or - for stdin
    #[arg(required_unless_present = "batch")]
    hypothesis: Option<String>,
    /// Reference; several files are several references for the same sentences
    #[arg(required_unless_present = "batch", value_name = "REFERENCE")]
    references: Vec<String>,
    /// bleu, chrf, chrf++, ter, rouge1, rouge2, rougeL, rougeLsum [default: all]
    #[arg(long, value_name = "METRICS", value_delimiter = ',', value_parser = metric_name)]
    metric: Vec<&'static str>,
    /// Compare English word stems in ROUGE (Porter 1980)
    #[arg(long)]
    stem: bool,
    /// Tokenizer of BLEU: 13a, intl, zh, char or none [default: 13a; zh for Chinese]
    #[arg(long, value_name = "T")]
    tokenize: Option<Tokenizer>,
    /// Language of the texts
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Also show the score of each line
    #[arg(long, conflicts_with = "baseline")]
    sentences: bool,
    /// Compare with this system by paired bootstrap resampling (Koehn 2004)
    #[arg(long, value_name = "FILE")]
    baseline: Option<String>,
    /// Another system to compare with the baseline; may be repeated
    #[arg(long, value_name = "FILE", requires = "baseline")]
    system: Vec<String>,
    /// Number of samples
    #[arg(long, value_name = "N", default_value_t = Sampling::default().samples, value_parser = at_least_one, requires = "baseline")]
    samples: usize,
    /// Seed of the random samples
    #[arg(long, value_name = "N", default_value_t = Sampling::default().seed, requires = "baseline")]
    seed: u64,
    /// Score the sets on stdin, one JSON object a line
    #[arg(long, conflicts_with_all = ["hypothesis", "references", "sentences", "baseline", "lang"])]
    batch: bool,
    /// Output format [default: text, json with --batch]
    #[arg(long, value_enum)]
    format: Option<TextOrJson>,
}

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct Corpus {
    lang: String,
    hypotheses: Vec<String>,
    references: Vec<References>,
}

/// One reference of a sentence, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
enum References {
    One(String),
    Several(Vec<String>),
}

impl References {
    fn texts(&self) -> Vec<&str> {
        match self {
            References::One(text) => vec![text],
            References::Several(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

pub(in crate::cli) fn cmd_score(
    args: &ScoreArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args.batch {
        if args.format == Some(TextOrJson::Text) {
            return Err(CliError::usage(
                "--batch writes JSON only; leave --format out",
            ));
        }
        each_line(output, |corpus| score_batch(args, &corpus))?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(hypothesis) = &args.hypothesis else {
        return Err(CliError::usage("HYPOTHESIS and REFERENCE are needed"));
    };
    let files = args.files(hypothesis);
    if files.iter().filter(|name| **name == "-").count() > 1 {
        return Err(CliError::usage("only one of the files can be stdin"));
    }
    let texts = files
        .iter()
        .map(|name| read_text(name))
        .collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<Vec<&str>> = texts.iter().map(|text| text.lines().collect()).collect();
    for (name, lines) in files.iter().zip(&texts) {
        if lines.len() != texts[0].len() {
            return Err(CliError::failed(format!(
                "{hypothesis} has {} and {name} {}; they must have the same sentences, one a line",
                count(texts[0].len()),
                count(lines.len())
            )));
        }
    }
    if texts[0].is_empty() {
        return Err(CliError::failed(format!(
            "{hypothesis}: there are no lines in it"
        )));
    }
    let (references, systems) = texts[1..].split_at(args.references.len());
    let ours = pairs(&texts[0], references);
    let options = args.options(args.lang.as_ref());
    notes::say(&jobs::script_note(&ours, &options));
    let format = args.format.unwrap_or(TextOrJson::Text);
    let page = output.page();
    if args.baseline.is_some() {
        let names = args.baseline.iter().chain([hypothesis]).chain(&args.system);
        let texts = systems[..1].iter().chain([&texts[0]]).chain(&systems[1..]);
        let systems: Vec<_> = names
            .zip(texts)
            .map(|(name, lines)| (name.clone(), pairs(lines, references)))
            .collect();
        let sampling = Sampling {
            samples: args.samples,
            seed: args.seed,
        };
        let table = jobs::compare_systems(&systems, &options, sampling);
        match format {
            TextOrJson::Text => terminal::systems(output, page, &table)?,
            TextOrJson::Json => output.json(&json::systems(&table))?,
        }
        return Ok(ExitCode::SUCCESS);
    }
    let table = jobs::score(&ours, &options, args.sentences);
    match format {
        TextOrJson::Text => terminal::scores(output, page, &table)?,
        TextOrJson::Json => output.json(&json::scores(&table, None))?,
    }
    Ok(ExitCode::SUCCESS)
}

impl ScoreArgs {
    /// The hypothesis, the references, the baseline and the other systems.
    fn files<'a>(&'a self, hypothesis: &'a str) -> Vec<&'a str> {
        let others = self.references.iter().chain(&self.baseline);
        let others = others.chain(&self.system).map(String::as_str);
        std::iter::once(hypothesis).chain(others).collect()
    }

    /// What is asked of the scores of texts in `language`.
    fn options<'a>(&'a self, language: Option<&'a Language>) -> ScoreOptions<'a> {
        ScoreOptions {
            metrics: &self.metric,
            stem: self.stem,
            both_rouges: self.batch,
            tokenizer: self.tokenize,
            language,
        }
    }
}

fn score_batch(args: &ScoreArgs, corpus: &Corpus) -> Result<Vec<u8>, CliError> {
    let language = Language::parse(&corpus.lang).map_err(CliError::failed)?;
    let Corpus {
        hypotheses,
        references,
        ..
    } = corpus;
    if hypotheses.len() != references.len() {
        return Err(CliError::failed(format!(
            "there are {} hypotheses, but references for {}",
            hypotheses.len(),
            references.len()
        )));
    }
    let pairs: Vec<Pair<'_>> = hypotheses
        .iter()
        .zip(references)
        .map(|(hypothesis, references)| Pair {
            hypothesis,
            references: references.texts(),
        })
        .collect();
    if let Some(at) = pairs.iter().position(|pair| pair.references.is_empty()) {
        return Err(CliError::failed(format!(
            "hypothesis {} has no references",
            at + 1
        )));
    }
    let table = jobs::score(&pairs, &args.options(Some(&language)), true);
    line_of(&json::scores(&table, Some(&corpus.lang)))
}

/// The lines of a hypothesis, each with those of the references.
fn pairs<'a>(hypotheses: &[&'a str], references: &[Vec<&'a str>]) -> Vec<Pair<'a>> {
    let lines = hypotheses.iter().enumerate();
    lines
        .map(|(line, hypothesis)| Pair {
            hypothesis,
            references: references.iter().map(|lines| lines[line]).collect(),
        })
        .collect()
}

fn count(lines: usize) -> String {
    match lines {
        1 => "1 line".to_owned(),
        lines => format!("{lines} lines"),
    }
}

fn metric_name(given: &str) -> Result<&'static str, String> {
    let found = NAMES.iter().find(|name| **name == given);
    found.copied().ok_or_else(|| {
        let known: Vec<_> = NAMES
            .iter()
            .filter(|name| !name.ends_with("_stem"))
            .copied()
            .collect();
        format!("there are {}", known.join(", "))
    })
}
