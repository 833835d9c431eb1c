use std::io;
use std::process::ExitCode;

use clap::Args;

use crate::jobs;
use crate::memory::{Concordance, Filter, FilterError, Hits, Memory, SearchQuery};
use crate::report::{json, terminal};
use crate::text::{CodeLabels, Language};

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, at_least_one};
use crate::cli::support::output::{Output, TextOrJson};

/// Find words and phrases in the memory, on either side
///
/// A query consists of words, which a unit must all contain, on either side; "phrases" in quotation marks; word
/// beginnings (begin*); AND, OR, NOT (or a hyphen before what must not occur) and parentheses; source: or target:
/// before what must occur on that side; and * for every unit. Case, accents and letter variants (Arabic and Persian kaf
/// and yeh, ZWNJ) do not matter.
///
/// Units stored last come first. If the query has no operators, units that contain its words in sequence come before
/// the others. Without QUERY, every line of stdin is a query.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto concordance 'old bridge'
  recto concordance '\"pont piétonnier\"' --lang fr
  recto concordance 'source:bridge target:(pont OR passerelle) -toll*'
  recto concordance 'million*' --regex '[0-9],[0-9]' --format json | jq -r .target")]
pub(in crate::cli) struct ConcordanceArgs {
    /// Query
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    /// Search only text in this language
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Keep only units of which a side matches this regular expression; (?i) ignores case
    #[arg(long, value_name = "RE", allow_hyphen_values = true)]
    regex: Option<String>,
    /// Match case, accents and letter variants exactly
    #[arg(long)]
    case: bool,
    /// Maximum number of units
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one, allow_negative_numbers = true)]
    limit: usize,
    /// Number of units to skip
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    skip: usize,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_concordance(
    args: &ConcordanceArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let filter = args.regex.as_deref().map(filter).transpose()?;
    let Some(query) = &args.query else {
        let memory = args.memory.open()?;
        return each_line(args, &memory, filter.as_ref(), output);
    };
    let parsed = read(args, query)?;
    let memory = args.memory.open()?;
    let (found, codes) = ask(args, &memory, &parsed, filter.as_ref())?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::hits(output, page, &found, &codes, args.skip)?;
        }
        TextOrJson::Json => {
            for hit in &found.hits {
                output.json_line(&json::hit(hit))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Answers each line of stdin; one that is no query is reported and does not keep the others from
/// being answered.
fn each_line(
    args: &ConcordanceArgs,
    memory: &Memory,
    filter: Option<&Filter>,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let page = output.page();
    let mut refused = 0;
    for (number, line) in io::stdin().lines().enumerate() {
        let at = |what: String| CliError::failed(format!("stdin, line {}: {what}", number + 1));
        let line = line.map_err(|error| at(error.to_string()))?;
        let query = line.trim_start_matches('\u{feff}');
        if query.trim().is_empty() {
            continue;
        }
        let parsed = match read(args, query) {
            Ok(parsed) => parsed,
            Err(error) => {
                at(error.message()).report();
                refused += 1;
                continue;
            }
        };
        let (found, codes) = ask(args, memory, &parsed, filter)?;
        match args.format {
            TextOrJson::Text => {
                terminal::query(output, page, query)?;
                terminal::hits(output, page, &found, &codes, args.skip)?;
            }
            TextOrJson::Json => output.json_line(&json::concordance(query, &found))?,
        }
        // Whoever asks line by line waits for the answer.
        io::Write::flush(output)?;
    }
    match refused {
        0 => Ok(ExitCode::SUCCESS),
        1 => Err(CliError::failed("1 line of stdin was refused")),
        lines => Err(CliError::failed(format!(
            "{lines} lines of stdin were refused"
        ))),
    }
}

fn ask(
    args: &ConcordanceArgs,
    memory: &Memory,
    query: &SearchQuery,
    filter: Option<&Filter>,
) -> Result<(Hits, Vec<CodeLabels>), CliError> {
    let query = Concordance {
        query,
        language: args.lang.as_ref(),
        filter,
        skip: args.skip,
        limit: args.limit,
    };
    let codes = args.format == TextOrJson::Text;
    Ok(jobs::concordance(memory, &query, codes)?)
}

fn read(args: &ConcordanceArgs, query: &str) -> Result<SearchQuery, CliError> {
    SearchQuery::parse(query, args.case).map_err(|error| {
        let place = terminal::caret(query, error.at);
        CliError::usage(format!("the query cannot be read: {error}\n{place}"))
    })
}

fn filter(expression: &str) -> Result<Filter, CliError> {
    Filter::new(expression).map_err(|error| match &error {
        FilterError::Syntax { at, .. } => {
            let place = terminal::caret(expression, *at);
            CliError::usage(format!("--regex: {error}\n{place}"))
        }
        FilterError::TooLarge => CliError::usage(format!("--regex: {error}")),
    })
}
