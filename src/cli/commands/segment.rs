use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::jobs::{SrxFile, StoredArticle, explain_segments};
use crate::report::{json, terminal};
use crate::segment::SegmentedDocument;
use crate::segment::srx::{self, SrxMode};
use crate::segment::{Passage, Segmenter, StreamError};
use crate::text::{Document, Language};
use clap::{Args, ValueEnum};

use crate::cli::support::error::CliError;
use crate::cli::support::input::{InputFormat, MemoryOption, read_articles};
use crate::cli::support::notes;
use crate::cli::support::output::{Output, TextOrJson};

/// Split articles into segments: sentences, headings, datelines, list items …
///
/// Text output has one segment a line, with inner white space collapsed. JSON output has one object a line, with
/// offsets into the original in Unicode scalars.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto segment seeds/bridge.en.txt
  recto segment bridge.en@r1                     an article in the memory
  curl -s https://example.org/a.txt | recto segment --lang fa -
  recto segment --lang pl --srx segment.srx a.txt
  recto segment --srx-export --lang de > de.srx
  tail -f wire.txt | recto segment --stream --lang en -
  recto segment --explain a.en.txt               why a sentence ends, or does not
  recto segment --format json seeds/bridge.fr.txt | jq -r 'select(.kind == \"heading\").text'")]
pub(in crate::cli) struct SegmentArgs {
    /// Files, articles in the memory, or - for stdin
    #[arg(value_name = "FILE|-", default_value = "-")]
    files: Vec<String>,
    /// Language, if neither the name nor the front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    /// Use the rules of this SRX file (2.0 or 1.0)
    #[arg(long, value_name = "FILE")]
    srx: Option<PathBuf>,
    /// Whether SRX rules replace the built-in rules or come before them
    #[arg(long, value_enum, default_value = "replace", requires = "srx")]
    srx_mode: Mode,
    /// Write the built-in rules for --lang, or for all languages, as SRX 2.0
    #[arg(long, conflicts_with_all = ["files", "srx"])]
    srx_export: bool,
    /// Read plain UTF-8 text one paragraph at a time, in constant memory
    #[arg(long, requires = "lang", conflicts_with_all = ["srx", "srx_export", "explain"])]
    stream: bool,
    /// Show the rule behind every place where a segment ends or might end
    #[arg(long, conflicts_with_all = ["srx", "srx_export"])]
    explain: bool,
    /// With --explain: only the place nearest to this offset, in Unicode scalars
    #[arg(long, value_name = "OFFSET", requires = "explain")]
    at: Option<usize>,
    #[command(flatten)]
    input_format: InputFormat,
    #[command(flatten)]
    memory: MemoryOption,
}

/// [`SrxMode`] on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Mode {
    Replace,
    Extend,
}

impl From<Mode> for SrxMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Replace => SrxMode::Replace,
            Mode::Extend => SrxMode::Extend,
        }
    }
}

pub(in crate::cli) fn cmd_segment(
    args: &SegmentArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args.srx_export {
        let languages = match &args.lang {
            Some(language) => vec![language.clone()],
            None => srx::languages(),
        };
        write!(output, "{}", srx::export(&languages).write())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let (true, Some(language)) = (args.stream, &args.lang) {
        for file in &args.files {
            stream(file, language, args, output)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut rules = None;
    if let Some(path) = &args.srx {
        let (file, notes) = SrxFile::read(path, args.srx_mode.into())?;
        notes::say(&notes);
        rules = Some(file);
    }
    for file in &args.files {
        let articles = read_articles(file, args.lang.as_ref(), &args.memory, args.input_format)?;
        for StoredArticle {
            article: mut input, ..
        } in articles
        {
            if let Some(rules) = &mut rules {
                notes::say(&rules.segment(&mut input)?);
            }
            if args.explain {
                explain(&input, args, output)?;
                continue;
            }
            match args.format {
                TextOrJson::Text => {
                    for segment in &input.segments {
                        terminal::segment(output, segment.kind, segment.span.of(input.text()))?;
                    }
                }
                TextOrJson::Json => {
                    let file = (args.files.len() > 1).then_some(file.as_str());
                    let article = json::ArticleHead {
                        title: input.metadata.title.as_deref(),
                        author: input.metadata.author.as_deref(),
                        date: input.metadata.date.as_deref(),
                    };
                    for line in json::segments(file, article, input.text(), &input.segments) {
                        output.json_line(&line)?;
                    }
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn stream(
    file: &str,
    language: &Language,
    args: &SegmentArgs,
    output: &mut Output,
) -> Result<(), CliError> {
    let failed = |error: StreamError| CliError::failed(format!("{file}: {error}"));
    let reader: Box<dyn BufRead> = match file {
        "-" => Box::new(io::stdin().lock()),
        path => {
            let opened = File::open(path).map_err(|error| failed(error.into()))?;
            Box::new(BufReader::with_capacity(1 << 16, opened))
        }
    };
    let waits = file == "-";
    let file_field = (args.files.len() > 1).then_some(file);
    let mut index = 0;
    let visit = |passage: &Passage| -> Result<(), StreamFailure> {
        let text = passage.document.text();
        match args.format {
            TextOrJson::Text => {
                for segment in &passage.segments {
                    terminal::segment(output, segment.kind, segment.span.of(text))?;
                }
            }
            TextOrJson::Json => {
                for line in json::passage(file_field, index, passage) {
                    output.json_line(&line)?;
                }
            }
        }
        index += passage.segments.len();
        // Whoever feeds a pipe waits for the answer.
        if waits {
            output.flush()?;
        }
        Ok(())
    };
    match Segmenter::new(language).stream(reader, Document::plain_passage, visit) {
        Ok(()) => Ok(()),
        Err(StreamFailure::Stream(error)) => Err(failed(error)),
        Err(StreamFailure::Output(error)) => Err(error.into()),
    }
}

/// What can go wrong between a stream and its output.
enum StreamFailure {
    Stream(StreamError),
    Output(io::Error),
}

impl From<StreamError> for StreamFailure {
    fn from(error: StreamError) -> Self {
        StreamFailure::Stream(error)
    }
}

impl From<io::Error> for StreamFailure {
    fn from(error: io::Error) -> Self {
        StreamFailure::Output(error)
    }
}

fn explain(
    input: &SegmentedDocument,
    args: &SegmentArgs,
    output: &mut Output,
) -> Result<(), CliError> {
    let boundaries = explain_segments(input, args.at);
    match args.format {
        TextOrJson::Text => {
            let language = input.language.as_str();
            for boundary in &boundaries {
                terminal::boundary(output, language, input.text(), boundary)?;
            }
        }
        TextOrJson::Json => {
            for line in json::boundaries(input.text(), &boundaries) {
                output.json_line(&line)?;
            }
        }
    }
    Ok(())
}
