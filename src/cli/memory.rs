use std::io;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::format::{UNIT_FORMATS, Writing, outgoing, unit_format};
use crate::memory::{ArticleStore, UnitStore};
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
  recto memory export --from en --to fa --format xliff2 > en-fa.xlf
  recto memory export --format csv --guard-formulas > memory.csv")]
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
    /// What stands between the fields of csv
    #[arg(long, value_name = "CHARACTER", default_value = ",", hide_default_value = true, value_parser = delimiter)]
    delimiter: u8,
    /// Put an apostrophe before fields that a spreadsheet would take for a formula
    #[arg(long)]
    guard_formulas: bool,
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
    let format = unit_format(name);
    let format = format.ok_or_else(|| CliError::usage(format!("unknown format '{name}'")))?;
    let memory = args.memory.open()?;
    let (from, to) = (args.from.as_ref(), args.to.as_ref());
    if format.one_pair {
        let wanted = |wanted: Option<&Language>, has: &Language| wanted.is_none_or(|l| l == has);
        let mut pairs = memory.language_pairs()?;
        pairs.retain(|pair| wanted(from, &pair.source) && wanted(to, &pair.target));
        if let [first, second, ..] = pairs.as_slice() {
            return Err(CliError::usage(format!(
                "a file of {name} has one pair of languages, and there are {first} and {second}: say which with --from and --to"
            )));
        }
    }
    let units = memory.all_units(from, to);
    // Each record of a unit is a unit of the file.
    let mut units = units.flat_map(|unit| {
        let records = unit.and_then(|unit| Ok((memory.records(unit.id)?, unit)));
        match records {
            Ok((records, unit)) => outgoing(&unit, records).into_iter().map(Ok).collect(),
            Err(error) => vec![Err(io::Error::other(error))],
        }
    });
    let writing = Writing {
        guard_formulas: args.guard_formulas,
        delimiter: Some(args.delimiter),
    };
    (format.write)(&mut units, &writing, output)?;
    Ok(ExitCode::SUCCESS)
}

/// One character between fields; `\t` is a tab.
pub(super) fn delimiter(given: &str) -> Result<u8, String> {
    match given.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("one ASCII character is needed, e.g. ';' or '\\t'".to_owned()),
    }
}
