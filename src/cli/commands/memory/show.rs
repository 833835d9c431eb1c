use std::process::ExitCode;

use clap::Args;

use crate::cli::support::error::CliError;
use crate::cli::support::input::MemoryOption;
use crate::cli::support::output::{Output, TextOrJson};
use crate::memory::{ArticleStore, UnitStore};
use crate::report::{json, terminal};

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(super) fn cmd_stats(args: &ShowArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    let memory = args.memory.open()?;
    let stats = memory.stats()?;
    match args.format {
        TextOrJson::Text => terminal::stats(output, memory.path(), &stats)?,
        TextOrJson::Json => output.json(&json::stats(memory.path(), &stats))?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn cmd_articles(args: &ShowArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    let revisions = args.memory.open()?.revisions()?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::articles(output, page, &revisions)?;
        }
        TextOrJson::Json => {
            for revision in &revisions {
                output.json_line(&json::article(revision))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
