use std::io;
use std::process::ExitCode;

use clap::Args;

use crate::jobs;
use crate::memory::{FragmentQuery, Memory};
use crate::report::{json, terminal};
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, at_least_one};
use crate::cli::support::output::{Output, TextOrJson};

/// Find the longest spans of a segment that occur in other units
///
/// Case, accents and punctuation do not matter. Each fragment is shown with units that contain it, beginning with those
/// of which it is the greatest part, and with its translation as far as the memory can locate it. Without TEXT, every
/// line of stdin is a segment.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto fragments 'The mayor said that the bridge opened on Monday.' --from en --to fr
  recto segment new.en.txt | recto fragments --from en --to fr --min-words 5 --format json")]
pub(in crate::cli) struct FragmentsArgs {
    /// Segment
    text: Option<String>,
    /// Language of the segment
    #[arg(long, value_name = "L")]
    from: Language,
    /// Target language
    #[arg(long, value_name = "L")]
    to: Language,
    /// Minimum length in words [default: 3, or 6 characters in scripts without spaces]
    #[arg(long, value_name = "N", value_parser = at_least_one, allow_negative_numbers = true)]
    min_words: Option<usize>,
    /// Maximum number of fragments
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = at_least_one, allow_negative_numbers = true)]
    limit: usize,
    /// Maximum number of units for each fragment
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one, allow_negative_numbers = true)]
    units: usize,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_fragments(
    args: &FragmentsArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args
        .text
        .as_ref()
        .is_some_and(|text| text.trim().is_empty())
    {
        return Err(CliError::usage("the text whose fragments to find is empty"));
    }
    let memory = args.memory.open()?;
    if let Some(text) = &args.text {
        answer(args, &memory, text, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (number, line) in io::stdin().lines().enumerate() {
        let line =
            line.map_err(|error| CliError::failed(format!("stdin, line {}: {error}", number + 1)))?;
        answer(args, &memory, line.trim_start_matches('\u{feff}'), output)?;
        // Whoever asks line by line waits for the answer.
        io::Write::flush(output)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(
    args: &FragmentsArgs,
    memory: &Memory,
    text: &str,
    output: &mut Output,
) -> Result<(), CliError> {
    let query = FragmentQuery {
        text,
        from: &args.from,
        to: &args.to,
        min_words: args.min_words,
        limit: args.limit,
        units: args.units,
    };
    let codes = args.format == TextOrJson::Text;
    let (found, codes) = jobs::fragments(memory, &query, codes)?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::fragments(output, page, text, &found, &codes)?;
        }
        TextOrJson::Json => output.json_line(&json::fragments(text, &found))?,
    }
    Ok(())
}
