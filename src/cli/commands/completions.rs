use std::process::ExitCode;

use clap::Args;
use clap_complete::{Shell, generate};

use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;

/// Write shell completions
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto completions bash > ~/.local/share/bash-completion/completions/recto")]
pub(in crate::cli) struct CompletionsArgs {
    /// Shell
    shell: Shell,
}

pub(in crate::cli) fn cmd_completions(
    args: &CompletionsArgs,
    command: &mut clap::Command,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    generate(args.shell, command, "recto", output);
    Ok(ExitCode::SUCCESS)
}
