mod export;
mod import;
mod show;
mod units;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;
use export::{ExportArgs, cmd_export};
use import::{ImportArgs, cmd_import};
use show::{ShowArgs, cmd_articles, cmd_stats};
use units::{
    AcceptArgs, AddArgs, DeleteArgs, EditArgs, UnitsArgs, cmd_accept, cmd_add, cmd_delete,
    cmd_edit, cmd_list,
};

/// Inspect, change, import and export a memory
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory stats
  recto memory articles
  recto memory import en-fr.tmx
  recto memory export --from en --to fr > en-fr.tmx")]
pub(in crate::cli) struct MemoryArgs {
    #[command(subcommand)]
    command: MemoryCommand,
}

#[derive(Debug, Subcommand)]
enum MemoryCommand {
    /// Show statistics
    #[command(after_help = "Example:\n  recto memory stats --format json")]
    Stats(ShowArgs),
    /// List articles and their revisions
    #[command(after_help = "Example:\n  recto memory articles")]
    Articles(ShowArgs),
    Import(ImportArgs),
    Export(ExportArgs),
    List(UnitsArgs),
    Add(AddArgs),
    Edit(EditArgs),
    Accept(AcceptArgs),
    Delete(DeleteArgs),
}

pub(in crate::cli) fn cmd_memory(
    args: &MemoryArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    match &args.command {
        MemoryCommand::Stats(args) => cmd_stats(args, output),
        MemoryCommand::Articles(args) => cmd_articles(args, output),
        MemoryCommand::Import(args) => cmd_import(args, output),
        MemoryCommand::Export(args) => cmd_export(args, output),
        MemoryCommand::List(args) => cmd_list(args, output),
        MemoryCommand::Add(args) => cmd_add(args, output),
        MemoryCommand::Edit(args) => cmd_edit(args, output),
        MemoryCommand::Accept(args) => cmd_accept(args, output),
        MemoryCommand::Delete(args) => cmd_delete(args, output),
    }
}
