use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::Args;

use crate::memory::{Context, Memory, Query, lookup};
use crate::report::{json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::input::{MemoryOption, at_least_one};
use super::output::{Output, TextOrJson};

/// Look up segments in the memory: exact, context and fuzzy matches
///
/// Scores go from 0 to 100; 100 is the same words, `exact` the same text, and a `context` match
/// (101) also has the same neighbours. Without TEXT each line of stdin is a query.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto lookup 'The bridge opened on Monday.' --from en --to fr
  recto segment new.en.txt | recto lookup --from en --to fr --format json
  recto lookup 'It rained.' --before 'The bridge opened.' --from en --to de")]
pub(super) struct LookupArgs {
    /// The segment to look up
    text: Option<String>,
    /// The language of the segment
    #[arg(long, value_name = "L")]
    from: Language,
    /// The language wanted
    #[arg(long, value_name = "L")]
    to: Language,
    /// The segment before it, for context matches
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        requires = "text",
        hide_default_value = true
    )]
    before: String,
    /// The segment after it, for context matches
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        requires = "text",
        hide_default_value = true
    )]
    after: String,
    /// Lowest score
    #[arg(long, value_name = "0-100", default_value_t = 70, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: u8,
    /// Most matches
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = at_least_one, allow_negative_numbers = true)]
    limit: usize,
    /// How to show the matches
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(super) fn cmd_lookup(args: &LookupArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    if args
        .text
        .as_ref()
        .is_some_and(|text| text.trim().is_empty())
    {
        return Err(CliError::usage("the text to look up is empty"));
    }
    let memory = args.memory.open()?;
    if let Some(text) = &args.text {
        answer(args, &memory, text, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line =
            line.map_err(|error| CliError::failed(format!("stdin, line {}: {error}", number + 1)))?;
        answer(args, &memory, line.trim_start_matches('\u{feff}'), output)?;
        // Whoever asks line by line waits for the answer.
        output.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(
    args: &LookupArgs,
    memory: &Memory,
    text: &str,
    output: &mut Output,
) -> Result<(), CliError> {
    let query = Query {
        text,
        from: &args.from,
        to: &args.to,
        context: Context::of(&args.before, &args.after),
        threshold: args.threshold,
        limit: args.limit,
    };
    let matches = lookup(memory, &query)?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::matches(output, page, text, &matches)?;
        }
        TextOrJson::Json => output.json_line(&json::lookup(text, &matches))?,
    }
    Ok(())
}
