use std::process::ExitCode;

use clap::Args;

use crate::jobs;
use crate::memory::ArticleRef;
use crate::report::{json, terminal};

use crate::cli::support::error::CliError;
use crate::cli::support::input::MemoryOption;
use crate::cli::support::output::{Output, TextOrJson};

/// Show the revisions of an article in the memory, newest first, and their changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto log bridge.en
  recto log bridge.en@r2                 that revision and those before it
  recto log bridge.fr --format json
  recto diff bridge.en@r1 bridge.en@r2   what changed, sentence by sentence")]
pub(in crate::cli) struct LogArgs {
    /// Article with its language, e.g. bridge.en
    #[arg(value_name = "ARTICLE")]
    article: ArticleRef,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_log(args: &LogArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    let memory = args.memory.open()?;
    let entries = jobs::log(&memory, &args.article)?;
    let page = output.page();
    match args.format {
        TextOrJson::Text => terminal::log(output, page, &entries)?,
        TextOrJson::Json => {
            for entry in &entries {
                output.json_line(&json::log_line(entry))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
