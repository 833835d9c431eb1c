use std::process::ExitCode;

use clap::Args;

use crate::memory::{Concordance, concordance};
use crate::report::{json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::input::{MemoryOption, at_least_one};
use super::output::{Output, TextOrJson};

/// Find a word or phrase in the memory, on either side
///
/// Case, accents and letter variants (Arabic and Persian kaf and yeh, ZWNJ) do not count. Several
/// words must follow each other; a * at the end finds all words that begin so.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto concordance bridge
  recto concordance 'pont piétonnier' --lang fr
  recto concordance 'open*' --format json | jq -r .target")]
pub(super) struct ConcordanceArgs {
    /// The words
    #[arg(allow_hyphen_values = true)]
    text: String,
    /// Only on sides in this language
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Most units
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one, allow_negative_numbers = true)]
    limit: usize,
    /// How to show the units
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(super) fn cmd_concordance(
    args: &ConcordanceArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if !args.text.contains(char::is_alphanumeric) {
        return Err(CliError::usage(format!(
            "'{}': there is no word to look for in it",
            args.text
        )));
    }
    let memory = args.memory.open()?;
    let query = Concordance {
        text: &args.text,
        language: args.lang.as_ref(),
        limit: args.limit,
    };
    let (hits, total) = concordance(&memory, &query)?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::hits(output, page, &hits, total)?;
        }
        TextOrJson::Json => {
            for hit in &hits {
                output.json_line(&json::hit(hit))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
