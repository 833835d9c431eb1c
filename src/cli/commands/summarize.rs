use std::process::ExitCode;

use crate::report::{
    ConsideredSentence, NamedPhrase, Summary, SummarySentence, html, json, markdown, terminal,
};
use crate::revise;
use crate::segment::SegmentedDocument;
use crate::summarize::{
    Article, Budget, Choice, Extract, Focus, KeyPhrase, Ranker, Story, Tie, Verdict, choices,
    headline, key_phrases, method, methods, summarize,
};
use crate::text::{Language, collapse_white_space};
use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use super::rendering::render_in;
use crate::cli::support::batch::{each_line, line_of};
use crate::cli::support::budget::BudgetOptions;
use crate::cli::support::error::CliError;
use crate::cli::support::input::{Input, InputFormat, MemoryOption};
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
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "10", conflicts_with_all = ["batch", "explain", "in_language"], value_parser = clap::value_parser!(u32).range(1..))]
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

/// Maximum number of sentences that a page can be set to.
const MAX_SENTENCES: usize = 24;

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

pub(in crate::cli) fn cmd_summarize(
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
    let mut inputs: Vec<Input> = Vec::new();
    for file in &args.files {
        let lang = args.lang.as_ref();
        inputs.extend(Input::read_all(
            file,
            lang,
            &args.memory,
            args.input_format,
        )?);
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
            Some(Input::read(&name, Some(&inputs[0].article.language), &args.memory)?.article)
        }
        None => None,
    };
    let mut code = ExitCode::SUCCESS;
    let together = if args.story { inputs.len() } else { 1 };
    for (index, articles) in inputs.chunks(together.max(1)).enumerate() {
        let texts: Vec<&SegmentedDocument> = articles.iter().map(|one| &one.article).collect();
        let mut summary = args.summary(&texts, since.as_ref(), ranker);
        if let (Some(memory), Some(language)) = (&memory, &args.in_language) {
            render_in(&mut summary.sentences, articles, memory, language)?;
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
fn revision_of(name: &str, input: &Input) -> String {
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

/// Whether each segment of `new` says what `old` does not.
fn news(old: &SegmentedDocument, new: &SegmentedDocument) -> Vec<bool> {
    let revision = revise::compare(old, new);
    let kinds = revise::classify(&revision, old, new);
    let told = revision.changes.iter().zip(&kinds);
    let mut spans: Vec<_> = told
        .filter(|(_, classes)| classes.tell_something_new())
        .flat_map(|(change, _)| change.new.iter().copied())
        .collect();
    spans.sort_unstable();
    let segments = new.segments.iter();
    segments
        .map(|segment| spans.binary_search(&segment.span).is_ok())
        .collect()
}

impl SummarizeArgs {
    /// The summary of `articles` as one story; if it is empty, it is said why.
    fn summary<'a>(
        &'a self,
        articles: &[&'a SegmentedDocument],
        since: Option<&'a SegmentedDocument>,
        ranker: &'a dyn Ranker,
    ) -> Summary<'a> {
        let language = &articles[0].language;
        let story = Story::new(articles.iter().copied(), language);
        let mut article = story.article().without(&self.exclude);
        if let Some(old) = since {
            let news = news(old, articles[0]);
            article = article.only(|segment| news[segment]);
        }
        let key_phrases = match self.keyphrases {
            Some(count) => key_phrases(&article, count as usize),
            None => Vec::new(),
        };
        let headline = self
            .headline
            .then(|| headline_of(articles, &article))
            .flatten();
        let budget = self.budget.budget();
        let focus = self
            .focus
            .as_deref()
            .map(|subject| Focus::new(ranker, subject));
        if let (Some(focus), Some(subject)) = (&focus, &self.focus)
            && !focus.occurs_in(&article)
        {
            anstream::eprintln!(
                "{}: no sentence has a word of '{subject}'; summarized without it",
                articles[0].name()
            );
        }
        let ranker: &dyn Ranker = focus.as_ref().map_or(ranker, |focus| focus);
        let choices = choices(&article, ranker, budget);
        let considered = choices.iter().map(|choice| {
            let (number, index) = story.origin(choice.segment);
            let segment = articles[number].segments[index];
            ConsideredSentence {
                article: number,
                text: segment.span.of(articles[number].text()),
                index,
                segment,
                choice: Choice {
                    missing: choice.missing.map(|tie| in_article(tie, &story)),
                    ..*choice
                },
                repeats: match choice.verdict {
                    Verdict::Repeats(segment) => Some(story.origin(segment)),
                    _ => None,
                },
            }
        });
        let considered: Vec<_> = considered.collect();
        let sentences: Vec<_> = considered.iter().filter_map(chosen).collect();
        if sentences.is_empty() {
            match since {
                Some(old) if article.sentences().is_empty() => {
                    anstream::eprintln!("{}: nothing new since {}", articles[0].name(), old.name());
                }
                _ => anstream::eprintln!("{}", why_empty(articles[0].name(), &article, budget)),
            }
        }
        let page = self.format == SummaryFormat::Html;
        Summary {
            articles: articles.to_vec(),
            language,
            wanted: self.in_language.as_ref(),
            method: ranker.name(),
            since: since.map(SegmentedDocument::name),
            headline,
            key_phrases: key_phrases
                .into_iter()
                .map(|phrase| named(phrase, &story))
                .collect(),
            sentences,
            lengths: match page && self.in_language.is_none() {
                true => lengths(&article, &story, ranker),
                false => Vec::new(),
            },
            considered: if page || self.explain {
                considered
            } else {
                Vec::new()
            },
        }
    }

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

    fn summarize_request(
        &self,
        request: &Request,
        ranker: &dyn Ranker,
        default: Budget,
    ) -> Result<Vec<u8>, CliError> {
        let language = Language::parse(&request.lang).map_err(CliError::failed)?;
        let document = SegmentedDocument::plain(&request.article, &language);
        let budget = match (request.sentences, request.words) {
            (Some(sentences), _) => Budget::Sentences(sentences),
            (None, Some(words)) => Budget::Words(words),
            (None, None) => default,
        };
        let article = Article::new(&document).without(&self.exclude);
        let extracts = match &self.focus {
            Some(subject) => summarize(&article, &Focus::new(ranker, subject), budget),
            None => summarize(&article, ranker, budget),
        };
        let sentence = |extract: Extract| SummarySentence {
            article: 0,
            text: extract.span.of(document.text()),
            index: extract.segment,
            segment: document.segments[extract.segment],
            score: extract.score,
            rank: extract.rank,
            missing: extract.missing,
            rendering: None,
        };
        let summary = Summary {
            articles: vec![&document],
            language: &language,
            wanted: None,
            method: ranker.name(),
            since: None,
            headline: None,
            key_phrases: Vec::new(),
            sentences: extracts.into_iter().map(sentence).collect(),
            considered: Vec::new(),
            lengths: Vec::new(),
        };
        line_of(&json::batch_summary(&request.id, &summary))
    }
}

/// The title that the file of an article gives it, of the first that has one, or else what stands over
/// them or would do for it.
fn headline_of(articles: &[&SegmentedDocument], article: &Article<'_>) -> Option<String> {
    // A heading may be the place of the report, or a credit: that is for the library to see.
    let given = |one: &&SegmentedDocument| {
        let title = one.metadata.title.clone();
        title.filter(|title| one.document.title() != Some(title))
    };
    articles.iter().find_map(given).or_else(|| {
        let text = article.text_at(headline(article)?);
        Some(collapse_white_space(text).into_owned())
    })
}

/// A key phrase with the places of its sentences in their articles.
fn named(phrase: KeyPhrase, story: &Story) -> NamedPhrase {
    NamedPhrase {
        places: phrase.segments.iter().map(|&at| story.origin(at)).collect(),
        text: phrase.text,
        count: phrase.count,
        score: phrase.score,
    }
}

/// A tie with the index of the segment in its article, not in the story.
fn in_article(tie: Tie, story: &Story) -> Tie {
    Tie {
        segment: tie.segment.map(|at| story.origin(at).1),
        ..tie
    }
}

/// A sentence that was taken.
fn chosen<'a>(sentence: &ConsideredSentence<'a>) -> Option<SummarySentence<'a>> {
    match sentence.choice.verdict {
        Verdict::Taken(rank) => Some(SummarySentence {
            article: sentence.article,
            text: sentence.text,
            index: sentence.index,
            segment: sentence.segment,
            score: sentence.choice.score,
            rank,
            missing: sentence.choice.missing,
            rendering: None,
        }),
        _ => None,
    }
}

/// Which candidates make a summary of one sentence, of two, and so on, and what each of them lacks there.
fn lengths(
    article: &Article<'_>,
    story: &Story,
    ranker: &dyn Ranker,
) -> Vec<Vec<(usize, Option<Tie>)>> {
    let most = article.sentences().len().min(MAX_SENTENCES);
    let taken = |choices: Vec<Choice>| {
        let choices = choices.iter().enumerate();
        let taken = choices.filter(|(_, choice)| matches!(choice.verdict, Verdict::Taken(_)));
        taken
            .map(|(at, choice)| (at, choice.missing.map(|tie| in_article(tie, story))))
            .collect()
    };
    let lengths = 1..=most;
    lengths
        .map(|count| taken(choices(article, ranker, Budget::Sentences(count))))
        .collect()
}
