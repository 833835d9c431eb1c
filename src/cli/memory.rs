use std::io;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::format::UNIT_FORMATS;
use crate::report::{json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::import::{ImportArgs, cmd_import};
use super::input::MemoryOption;
use super::output::{Output, TextOrJson};
use super::units::{
    AcceptArgs, AddArgs, DeleteArgs, EditArgs, UnitsArgs, cmd_accept, cmd_add, cmd_delete,
    cmd_edit, cmd_list,
};

/// See what the memory holds, change it, fill it from files, and take it elsewhere
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory stats
  recto memory articles
  recto memory import en-fr.tmx
  recto memory export --from en --to fr > en-fr.tmx")]
pub(super) struct MemoryArgs {
    #[command(subcommand)]
    command: MemoryCommand,
}

#[derive(Debug, Subcommand)]
enum MemoryCommand {
    /// Say what it holds, in numbers
    #[command(after_help = "Example:\n  recto memory stats --format json")]
    Stats(ListArgs),
    /// List its articles and their revisions
    #[command(after_help = "Example:\n  recto memory articles")]
    Articles(ListArgs),
    Import(ImportArgs),
    Export(ExportArgs),
    List(UnitsArgs),
    Add(AddArgs),
    Edit(EditArgs),
    Accept(AcceptArgs),
    Delete(DeleteArgs),
}

#[derive(Debug, Args)]
struct ListArgs {
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

/// Write all units to stdout, for other tools
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory export > memory.tmx
  recto memory export --from en --to fa --format tsv > en-fa.tsv")]
struct ExportArgs {
    /// Only units from this language
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// Only units to this language
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// The format
    #[arg(long, default_value = "tmx", value_parser = unit_formats())]
    format: String,
    #[command(flatten)]
    memory: MemoryOption,
}

/// The names of the formats, so that a new one is taken here without another line.
fn unit_formats() -> clap::builder::PossibleValuesParser {
    let mut names: Vec<&str> = UNIT_FORMATS.iter().map(|format| format.name).collect();
    names.push("json");
    clap::builder::PossibleValuesParser::new(names)
}

pub(super) fn cmd_memory(args: &MemoryArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    match &args.command {
        MemoryCommand::Stats(args) => stats(args, output),
        MemoryCommand::Articles(args) => articles(args, output),
        MemoryCommand::Import(args) => cmd_import(args, output),
        MemoryCommand::Export(args) => export(args, output),
        MemoryCommand::List(args) => cmd_list(args, output),
        MemoryCommand::Add(args) => cmd_add(args, output),
        MemoryCommand::Edit(args) => cmd_edit(args, output),
        MemoryCommand::Accept(args) => cmd_accept(args, output),
        MemoryCommand::Delete(args) => cmd_delete(args, output),
    }
}

fn stats(args: &ListArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    let memory = args.memory.open()?;
    let stats = memory.stats()?;
    match args.format {
        TextOrJson::Text => terminal::stats(output, memory.path(), &stats)?,
        TextOrJson::Json => output.json(&json::stats(memory.path(), &stats))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn articles(args: &ListArgs, output: &mut Output) -> Result<ExitCode, CliError> {
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

fn export(args: &ExportArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    // Everywhere else JSON is asked for as `json`.
    let name = if args.format == "json" {
        "jsonl"
    } else {
        &args.format
    };
    let format = UNIT_FORMATS.iter().find(|format| format.name == name);
    let format = format.ok_or_else(|| CliError::usage(format!("unknown format '{name}'")))?;
    let memory = args.memory.open()?;
    let units = memory.all_units(args.from.as_ref(), args.to.as_ref());
    (format.write)(
        &mut units.map(|unit| unit.map_err(io::Error::other)),
        output,
    )?;
    Ok(ExitCode::SUCCESS)
}
