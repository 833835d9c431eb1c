use std::process::ExitCode;

use clap::Args;

use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;

/// Write the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto man | man -l -
  recto man lookup > ~/.local/share/man/man1/recto-lookup.1")]
pub(in crate::cli) struct ManArgs {
    /// The command [default: the overview]
    command: Option<String>,
}

pub(in crate::cli) fn cmd_man(
    args: &ManArgs,
    overview: clap::Command,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let command = match &args.command {
        None => overview,
        Some(name) => {
            let found = overview.find_subcommand(name).cloned();
            let unknown =
                || CliError::usage(format!("there is no command '{name}'; see recto --help"));
            found.ok_or_else(unknown)?.name(format!("recto-{name}"))
        }
    };
    clap_mangen::Man::new(command).render(output)?;
    Ok(ExitCode::SUCCESS)
}
