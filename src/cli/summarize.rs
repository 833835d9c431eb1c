use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use crate::format::plain_text;
use crate::memory::{Context, MatchKind, Memory, Query, lookup};
use crate::report::{Summary, SummarySentence, html, json, markdown, terminal};
use crate::segment::{Segment, Segmenter};
use crate::summarize::{Article, Budget, Extract, Focus, Ranker, method, methods, summarize};
use crate::text::{Document, Language};

use super::batch::{each_line, line_of};
use super::error::CliError;
use super::input::{Input, MemoryOption};
use super::output::Output;

/// Summarize articles by their most telling sentences, verbatim and in their order
///
/// Each sentence is traceable: on a terminal and in JSON, HTML and Markdown it has its place in
/// the article. With --in the sentences are given in another language, as the memory has them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto summarize seeds/bridge.en.txt --sentences 3
  recto summarize bridge.en --words 80 --in fa          in Persian, from the memory
  recto summarize bridge.en --chars 280 --focus Marchetti
  recto summarize seeds/library.es.md --percent 20 --format html > library.html
  recto summarize --batch < articles.jsonl              {\"id\",\"lang\",\"article\",\"sentences\"|\"words\"} a line")]
pub(super) struct SummarizeArgs {
    /// Files, articles in the memory, or - for stdin
    #[arg(value_name = "FILE|-", required_unless_present = "batch")]
    files: Vec<String>,
    #[command(flatten)]
    budget: BudgetOptions,
    /// Sentences about it come first: a name, or words of a question
    #[arg(long, visible_alias = "query", value_name = "TEXT")]
    focus: Option<String>,
    /// No sentence with this text; can be given again
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    exclude: Vec<String>,
    /// How sentences are ranked
    #[arg(long, value_name = "M", value_parser = method_names(), default_value = methods()[0].name())]
    method: String,
    /// The language to give the sentences in, from the memory
    #[arg(long = "in", value_name = "L")]
    in_language: Option<Language>,
    /// The language of the article, where neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Summarize the articles on stdin, a JSON object a line
    #[arg(long, conflicts_with_all = ["files", "in_language"])]
    batch: bool,
    /// How to show the summary
    #[arg(long, value_enum, default_value = "text")]
    format: SummaryFormat,
    #[command(flatten)]
    memory: MemoryOption,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct BudgetOptions {
    /// So many sentences [default: 3]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    sentences: Option<u32>,
    /// So many words at most
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    words: Option<u32>,
    /// So many percent of the article's words
    #[arg(long, value_name = "P", allow_negative_numbers = true, value_parser = percent)]
    percent: Option<f64>,
    /// So many characters at most, with one between two sentences
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    chars: Option<u32>,
    /// What is read in so many seconds, at 184 words a minute
    #[arg(long, value_name = "S", allow_negative_numbers = true, value_parser = seconds)]
    seconds: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SummaryFormat {
    Text,
    Json,
    Html,
    Markdown,
}

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct Request {
    id: Value,
    lang: String,
    article: String,
    sentences: Option<usize>,
    words: Option<usize>,
}

fn method_names() -> clap::builder::PossibleValuesParser {
    let value = |method: &&dyn Ranker| {
        clap::builder::PossibleValue::new(method.name()).help(method.about())
    };
    clap::builder::PossibleValuesParser::new(methods().iter().map(value))
}

fn percent(given: &str) -> Result<f64, String> {
    match given.trim_end_matches('%').trim().parse() {
        Ok(percent) if percent > 0.0 && percent <= 100.0 => Ok(percent),
        _ => Err("a number above 0 and at most 100 is needed".to_owned()),
    }
}

fn seconds(given: &str) -> Result<f64, String> {
    match given.trim_end_matches('s').trim().parse() {
        Ok(seconds) if (1.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number from 1 to 86400 is needed".to_owned()),
    }
}

impl BudgetOptions {
    fn budget(&self) -> Budget {
        let words = self.words.map(|count| Budget::Words(count as usize));
        let chars = self.chars.map(|count| Budget::Characters(count as usize));
        words
            .or(chars)
            .or(self.percent.map(Budget::Percent))
            .or(self.seconds.map(Budget::Seconds))
            .unwrap_or(Budget::Sentences(self.sentences.unwrap_or(3) as usize))
    }
}

/// Why a summary is empty, for a person.
fn why_empty(name: &str, article: &Article<'_>, budget: Budget) -> String {
    let shortest = article.sentences().iter().min_by_key(|s| s.words);
    match (shortest, budget) {
        (None, _) => format!("{name}: no sentence to quote"),
        (Some(sentence), Budget::Characters(_)) => format!(
            "{name}: no sentence is so short; the one with the fewest words has {} characters",
            article.characters_of(sentence)
        ),
        (Some(sentence), _) => format!(
            "{name}: no sentence is so short; the shortest has {} words",
            sentence.words
        ),
    }
}

pub(super) fn cmd_summarize(
    args: &SummarizeArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let unknown = || CliError::usage(format!("unknown method '{}'", args.method));
    let ranker = method(&args.method).ok_or_else(unknown)?;
    if args.batch {
        let default = args.budget.budget();
        each_line(output, |request| {
            args.summarize_request(&request, ranker, default)
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let memory = match &args.in_language {
        Some(_) => Some(args.memory.open()?),
        None => None,
    };
    if args.format == SummaryFormat::Html && args.files.len() > 1 {
        return Err(CliError::usage(
            "--format html makes one page an article; name one article at a time",
        ));
    }
    let inputs: Vec<Input> = args
        .files
        .iter()
        .map(|file| Input::read(file, args.lang.as_ref(), &args.memory))
        .collect::<Result<_, _>>()?;
    let budget = args.budget.budget();
    let mut code = ExitCode::SUCCESS;
    for (index, input) in inputs.iter().enumerate() {
        let article =
            Article::new(&input.document, &input.segments, &input.language).without(&args.exclude);
        if let Some(subject) = &args.focus
            && !Focus::new(ranker, subject).occurs_in(&article)
        {
            anstream::eprintln!(
                "{}: no sentence has a word of '{subject}'; summarized without it",
                input.name
            );
        }
        let mut sentences = args.chosen(&article, ranker, budget, &input.document, &input.segments);
        if sentences.is_empty() {
            anstream::eprintln!("{}", why_empty(&input.name, &article, budget));
            code = ExitCode::FAILURE;
        }
        if let (Some(memory), Some(language)) = (&memory, &args.in_language) {
            render_in(&mut sentences, input, memory, language)?;
        }
        let summary = Summary {
            article: &input.name,
            title: input.title.as_deref(),
            text: input.text(),
            language: &input.language,
            wanted: args.in_language.as_ref(),
            method: ranker.name(),
            segments: input.segments.len(),
            sentences,
        };
        if index > 0 && args.format != SummaryFormat::Json {
            std::io::Write::write_all(output, b"\n")?;
        }
        show(args.format, &summary, output)?;
    }
    Ok(code)
}

impl SummarizeArgs {
    fn chosen<'a>(
        &self,
        article: &Article<'_>,
        ranker: &dyn Ranker,
        budget: Budget,
        document: &'a Document,
        segments: &[Segment],
    ) -> Vec<SummarySentence<'a>> {
        let extracts = match &self.focus {
            Some(subject) => summarize(article, &Focus::new(ranker, subject), budget),
            None => summarize(article, ranker, budget),
        };
        placed(extracts, document, segments)
    }

    fn summarize_request(
        &self,
        request: &Request,
        ranker: &dyn Ranker,
        default: Budget,
    ) -> Result<Vec<u8>, CliError> {
        let language = Language::parse(&request.lang).map_err(CliError::failed)?;
        let document = plain_text(&request.article);
        let segments = Segmenter::new(&language).segment(&document);
        let budget = match (request.sentences, request.words) {
            (Some(sentences), _) => Budget::Sentences(sentences),
            (None, Some(words)) => Budget::Words(words),
            (None, None) => default,
        };
        let article = Article::new(&document, &segments, &language).without(&self.exclude);
        let summary = Summary {
            article: "",
            title: None,
            text: document.text(),
            language: &language,
            wanted: None,
            method: ranker.name(),
            segments: segments.len(),
            sentences: self.chosen(&article, ranker, budget, &document, &segments),
        };
        line_of(&json::batch_summary(&request.id, &summary))
    }
}

fn placed<'a>(
    extracts: Vec<Extract>,
    document: &'a Document,
    segments: &[Segment],
) -> Vec<SummarySentence<'a>> {
    extracts
        .into_iter()
        .map(|extract| SummarySentence {
            text: extract.span.of(document.text()),
            index: extract.segment,
            segment: segments[extract.segment],
            score: extract.score,
            rank: extract.rank,
            rendering: None,
        })
        .collect()
}

/// Gives each sentence in `language`, where the memory has a translation of it.
fn render_in(
    sentences: &mut [SummarySentence<'_>],
    input: &Input,
    memory: &Memory,
    language: &Language,
) -> Result<(), CliError> {
    // A file whose very text is in the memory is known by it.
    let stored = match &input.stored {
        Some(info) => Some(info.clone()),
        None => memory.revision_of_text(&input.language, input.text())?,
    };
    for sentence in &mut *sentences {
        let aligned = match &stored {
            Some(stored) => memory.rendering(stored, sentence.index, language)?,
            None => None,
        };
        sentence.rendering = match aligned {
            Some(rendering) => Some(rendering.text),
            // The sentence may stand in another revision or article that was translated.
            None => exact_match(sentence.text, &input.language, memory, language)?,
        };
    }
    let missing = sentences.iter().filter(|s| s.rendering.is_none()).count();
    if missing > 0 && missing == sentences.len() {
        return Err(CliError::failed(format!(
            "{}: no sentence of this summary has a translation to {language} in {}; run `recto build` when the article and its translation are in the workspace",
            input.name,
            memory.path().display()
        )));
    }
    if missing > 0 {
        anstream::eprintln!(
            "{}: {missing} of {} sentences have no translation to {language} in the memory; given in {}",
            input.name,
            sentences.len(),
            input.language
        );
    }
    Ok(())
}

fn exact_match(
    text: &str,
    from: &Language,
    memory: &Memory,
    to: &Language,
) -> Result<Option<String>, CliError> {
    let query = Query {
        text,
        from,
        to,
        context: Context::default(),
        threshold: 100,
        limit: 1,
    };
    let found = lookup(memory, &query)?.into_iter().next();
    Ok(found
        .filter(|found| found.kind != MatchKind::Fuzzy)
        .map(|found| found.unit.target))
}

fn show(format: SummaryFormat, summary: &Summary<'_>, output: &mut Output) -> Result<(), CliError> {
    match format {
        SummaryFormat::Text => {
            let page = output.page();
            terminal::summary(output, page, summary)?;
        }
        SummaryFormat::Json => output.json(&json::summary(summary))?,
        SummaryFormat::Html => html::summary(output, summary)?,
        SummaryFormat::Markdown => markdown::summary(output, summary)?,
    }
    Ok(())
}
