use std::process::ExitCode;

use clap::Args;
use clap_complete::{Shell, generate};

use super::error::CliError;
use super::output::Output;

/// Write completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto completions bash > ~/.local/share/bash-completion/completions/recto")]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn cmd_completions(
    args: &CompletionsArgs,
    command: &mut clap::Command,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    generate(args.shell, command, "recto", output);
    Ok(ExitCode::SUCCESS)
}
