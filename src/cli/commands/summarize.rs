use std::process::ExitCode;

use crate::jobs::{StoredArticle, Summary, SummaryOptions, render_in, summarize};
use crate::report::{html, json, markdown, terminal};
use crate::segment::SegmentedDocument;
use crate::summarize::{Budget, Ranker, method, methods};
use crate::text::Language;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use crate::cli::support::batch::{each_line, line_of};
use crate::cli::support::budget::BudgetOptions;
use crate::cli::support::error::CliError;
use crate::cli::support::input::{InputFormat, MemoryOption, read_article, read_articles};
use crate::cli::support::notes;
use crate::cli::support::output::Output;

/// Summarize articles in their own sentences
///
/// Sentences are verbatim and in their order, and the terminal, JSON, HTML and Markdown output shows where each one
/// comes from. With --in, the memory's translations of the sentences are shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto summarize seeds/bridge.en.txt --sentences 3
  recto summarize bridge.en --words 80 --in fa          in Persian, from the memory
  recto summarize bridge.en --chars 280 --focus Marchetti
  recto summarize seeds/library.es.md --percent 20 --format html > library.html
  recto summarize monday.en.txt tuesday.en.txt --story  one summary of both, nothing said twice
  recto summarize bridge.en --since bridge.en@r1        what is new in the revision
  recto summarize seeds/bridge.en.txt --headline
  recto summarize seeds/*.en.txt --keyphrases 5         what each article is about
  recto summarize --batch < articles.jsonl              {\"id\",\"lang\",\"article\",\"sentences\"|\"words\"} a line")]
pub(in crate::cli) struct SummarizeArgs {
    /// Files, articles in the memory, or - for stdin
    #[arg(value_name = "FILE|-", required_unless_present = "batch")]
    files: Vec<String>,
    #[command(flatten)]
    budget: BudgetOptions,
    /// Prefer sentences about TEXT: a name, or words of a question
    #[arg(long, visible_alias = "query", value_name = "TEXT")]
    focus: Option<String>,
    /// Leave out sentences that contain TEXT; may be repeated
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    exclude: Vec<String>,
    /// Make one summary of several articles on the same story, without repetition
    #[arg(long, conflicts_with = "batch")]
    story: bool,
    /// Summarize only what this older revision or file does not say
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["batch", "story"])]
    since: Option<String>,
    /// List key phrases instead [default number: 10]
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        default_missing_value = "10",
        conflicts_with_all = ["batch", "explain", "in_language"],
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    keyphrases: Option<u32>,
    /// Show a headline instead: the title, or a sentence that can stand alone
    #[arg(long, conflicts_with_all = ["batch", "explain", "in_language", "keyphrases"])]
    headline: bool,
    /// Show the score of every sentence, and why it was taken or left out
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// Ranking method
    #[arg(long, value_name = "M", value_parser = method_names(), default_value = methods()[0].name())]
    method: String,
    /// Language of the summary, from the translations in the memory
    #[arg(long = "in", value_name = "L")]
    in_language: Option<Language>,
    /// Language of the article, if neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    #[command(flatten)]
    input_format: InputFormat,
    /// Summarize the articles on stdin, one JSON object a line
    #[arg(long, conflicts_with_all = ["files", "in_language"])]
    batch: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: SummaryFormat,
    #[command(flatten)]
    memory: MemoryOption,
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

pub(in crate::cli) fn cmd_summarize(
    args: &SummarizeArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let unknown = || CliError::usage(format!("unknown method '{}'", args.method));
    let ranker = method(&args.method).ok_or_else(unknown)?;
    if args.batch {
        each_line(output, |request| args.summarize_request(&request, ranker))?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.since.is_some() && args.files.len() > 1 {
        return Err(CliError::usage(
            "--since compares one article with an older one; name one article at a time",
        ));
    }
    if args.format == SummaryFormat::Html && args.files.len() > 1 && !args.story {
        return Err(CliError::usage(
            "--format html makes one page an article; name one article at a time, or add --story",
        ));
    }
    let memory = match &args.in_language {
        Some(_) => Some(args.memory.open()?),
        None => None,
    };
    let mut inputs: Vec<StoredArticle> = Vec::new();
    for file in &args.files {
        let lang = args.lang.as_ref();
        inputs.extend(read_articles(file, lang, &args.memory, args.input_format)?);
    }
    if args.story
        && let Some(other) = inputs
            .iter()
            .find(|input| input.article.language.primary() != inputs[0].article.language.primary())
    {
        return Err(CliError::usage(format!(
            "a story is in one language: {} is in {}, {} in {}",
            inputs[0].article.name(),
            inputs[0].article.language,
            other.article.name(),
            other.article.language
        )));
    }
    let since = match &args.since {
        Some(name) => {
            let name = revision_of(name, &inputs[0]);
            Some(read_article(&name, Some(&inputs[0].article.language), &args.memory)?.article)
        }
        None => None,
    };
    let options = args.options();
    let mut code = ExitCode::SUCCESS;
    let together = if args.story { inputs.len() } else { 1 };
    for (index, articles) in inputs.chunks(together.max(1)).enumerate() {
        let texts: Vec<&SegmentedDocument> = articles.iter().map(|one| &one.article).collect();
        let (mut summary, notes) = summarize(&texts, since.as_ref(), ranker, &options);
        notes::say(&notes);
        if let (Some(memory), Some(language)) = (&memory, &args.in_language) {
            notes::say(&render_in(
                &mut summary.sentences,
                articles,
                memory,
                language,
            )?);
        }
        if index > 0 && args.format != SummaryFormat::Json {
            std::io::Write::write_all(output, b"\n")?;
        }
        args.show(&summary, output)?;
        if summary.sentences.is_empty() && summary.since.is_none() {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// `r1` and `@r1` are revisions of the article itself.
fn revision_of(name: &str, input: &StoredArticle) -> String {
    let number = name.trim_start_matches('@');
    let is_number = number
        .strip_prefix('r')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    match (&input.stored, is_number) {
        (Some(_), true) => {
            let article = input.article.name().split('@').next().unwrap_or_default();
            format!("{article}@{number}")
        }
        _ => name.to_owned(),
    }
}

impl SummarizeArgs {
    fn show(&self, summary: &Summary<'_>, output: &mut Output) -> Result<(), CliError> {
        match self.format {
            SummaryFormat::Text if self.keyphrases.is_some() => {
                let page = output.page();
                terminal::key_phrases(output, page, &summary.key_phrases)?;
            }
            SummaryFormat::Markdown if self.keyphrases.is_some() => {
                markdown::key_phrases(output, summary)?;
            }
            SummaryFormat::Text | SummaryFormat::Markdown if self.headline => {
                let mark = if self.format == SummaryFormat::Markdown {
                    "# "
                } else {
                    ""
                };
                if let Some(headline) = &summary.headline {
                    std::io::Write::write_all(output, format!("{mark}{headline}\n").as_bytes())?;
                }
            }
            SummaryFormat::Text if self.explain => {
                let page = output.page();
                terminal::summary_explained(output, page, summary)?;
            }
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

    fn options(&self) -> SummaryOptions<'_> {
        let is_page = self.format == SummaryFormat::Html;
        SummaryOptions {
            focus: self.focus.as_deref(),
            exclude: &self.exclude,
            key_phrases: self.keyphrases.map(|count| count as usize),
            headline: self.headline,
            explain: self.explain || is_page,
            lengths: is_page && self.in_language.is_none(),
            wanted: self.in_language.as_ref(),
            ..SummaryOptions::new(self.budget.budget())
        }
    }

    fn summarize_request(
        &self,
        request: &Request,
        ranker: &dyn Ranker,
    ) -> Result<Vec<u8>, CliError> {
        let language = Language::parse(&request.lang).map_err(CliError::failed)?;
        let document = SegmentedDocument::plain(&request.article, &language);
        let budget = match (request.sentences, request.words) {
            (Some(sentences), _) => Budget::Sentences(sentences),
            (None, Some(words)) => Budget::Words(words),
            (None, None) => self.budget.budget(),
        };
        let options = SummaryOptions {
            focus: self.focus.as_deref(),
            exclude: &self.exclude,
            ..SummaryOptions::new(budget)
        };
        let (summary, _) = summarize(&[&document], None, ranker, &options);
        line_of(&json::batch_summary(&request.id, &summary))
    }
}
