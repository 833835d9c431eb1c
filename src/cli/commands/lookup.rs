use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::jobs::{Beside, look_up};
use crate::memory::{Access, Context, Memory, Query};
use crate::report::terminal::Page;
use crate::report::{json, terminal};
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, at_least_one};
use crate::cli::support::ordered::in_order;
use crate::cli::support::output::{Output, TextOrJson};

/// Look up segments in the memory: exact, context and fuzzy matches
///
/// Scores range from 0 to 100: 100 means the same words, `exact` the same text, and a `context` match (101) also has
/// the same neighbours. Units that were translated in the other direction are found too, with a penalty of one point.
/// Without TEXT, every line of stdin is a query.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto lookup 'The bridge opened on Monday.' --from en --to fr
  recto segment new.en.txt | recto lookup --from en --to fr --format json
  recto lookup 'The bridge opened on Tuesday.' --from en --to fr --explain
  recto lookup 'It rained.' --before 'The bridge opened.' --from en --to de
  recto lookup --from en --to fr --memory mine.db --memory theirs.db --jobs 4 < segments.txt")]
pub(in crate::cli) struct LookupArgs {
    /// Segment to look up
    text: Option<String>,
    /// Language of the segment
    #[arg(long, value_name = "L")]
    from: Language,
    /// Target language
    #[arg(long, value_name = "L")]
    to: Language,
    /// Segment before it, for context matches
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        requires = "text",
        hide_default_value = true
    )]
    before: String,
    /// Segment after it, for context matches
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        requires = "text",
        hide_default_value = true
    )]
    after: String,
    /// Minimum score
    #[arg(long, value_name = "0-100", default_value_t = 70, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: u8,
    /// Maximum number of matches
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = at_least_one, allow_negative_numbers = true)]
    limit: usize,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    /// Explain the score of each match
    #[arg(long)]
    explain: bool,
    /// Memory; several are searched as one [default: that of the current workspace]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    memory: Vec<PathBuf>,
    /// Number of queries to run in parallel; answers keep the order of stdin
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
}

pub(in crate::cli) fn cmd_lookup(
    args: &LookupArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args
        .text
        .as_ref()
        .is_some_and(|text| text.trim().is_empty())
    {
        return Err(CliError::usage("the text to look up is empty"));
    }
    let paths = paths(args)?;
    let page = output.page();
    if let Some(text) = &args.text {
        let answer = answer(args, &open(&paths)?, &paths, text, page)?;
        output.write_all(&answer)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = io::stdin().lines().enumerate().map(|(number, line)| {
        line.map_err(|error| CliError::failed(format!("stdin, line {}: {error}", number + 1)))
    });
    let memories = open(&paths)?;
    let work = |line: &str| {
        answer(
            args,
            &memories,
            &paths,
            line.trim_start_matches('\u{feff}'),
            page,
        )
    };
    if args.jobs == 1 {
        for line in lines {
            output.write_all(&work(&line?)?)?;
            // Whoever asks line by line waits for the answer.
            output.flush()?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    in_order(args.jobs, &mut lines, &work, output)?;
    Ok(ExitCode::SUCCESS)
}

/// The files of the memories that were named, or of the workspace's.
fn paths(args: &LookupArgs) -> Result<Vec<PathBuf>, CliError> {
    let named = args
        .memory
        .iter()
        .filter(|path| !path.as_os_str().is_empty());
    let named: Vec<PathBuf> = named.cloned().collect();
    match named.is_empty() {
        true => Ok(vec![MemoryOption { memory: None }.path()?]),
        false => Ok(named),
    }
}

fn open(paths: &[PathBuf]) -> Result<Vec<Memory>, CliError> {
    let open = |path: &PathBuf| Ok(Memory::open(path, Access::Read)?);
    paths.iter().map(open).collect()
}

/// What to write for `text`.
fn answer(
    args: &LookupArgs,
    memories: &[Memory],
    paths: &[PathBuf],
    text: &str,
    page: Page,
) -> Result<Vec<u8>, CliError> {
    let query = Query {
        text,
        from: &args.from,
        to: &args.to,
        context: Context::new(&args.before, &args.after),
        threshold: args.threshold,
        limit: args.limit,
    };
    let beside = Beside {
        edits: args.explain || args.format == TextOrJson::Text,
        codes: args.format == TextOrJson::Text,
    };
    let shown = look_up(memories, &query, beside)?;
    let mut out = Vec::new();
    match args.format {
        TextOrJson::Text => terminal::matches(&mut out, page, text, &shown, args.explain)?,
        TextOrJson::Json => {
            let line = json::lookup(text, &shown, paths, args.explain);
            serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
            out.push(b'\n');
        }
    }
    Ok(out)
}
