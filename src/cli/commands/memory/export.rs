use std::process::ExitCode;

use clap::Args;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, delimiter};
use crate::cli::support::output::Output;
use crate::format::{UNIT_FORMATS, Writing, unit_format};
use crate::jobs::{self, ExportOptions};
use crate::text::Language;

/// Export units to stdout for other tools
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory export > memory.tmx
  recto memory export --from en --to fa --format xliff2 > en-fa.xlf
  recto memory export --format csv --guard-formulas > memory.csv")]
pub(super) struct ExportArgs {
    /// Only units from this language
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// Only units to this language
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// Output format
    #[arg(long, default_value = "tmx", value_parser = unit_formats())]
    format: String,
    /// Delimiter of csv fields
    #[arg(long, value_name = "CHARACTER", default_value = ",", hide_default_value = true, value_parser = delimiter)]
    delimiter: u8,
    /// Put an apostrophe before fields that spreadsheets would take for formulas
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

pub(super) fn cmd_export(args: &ExportArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    // Everywhere else JSON is asked for as `json`.
    let name = if args.format == "json" {
        "jsonl"
    } else {
        &args.format
    };
    let format = unit_format(name);
    let format = format.ok_or_else(|| CliError::usage(format!("unknown format '{name}'")))?;
    let memory = args.memory.open()?;
    let options = ExportOptions {
        format,
        from: args.from.as_ref(),
        to: args.to.as_ref(),
        writing: Writing {
            guard_formulas: args.guard_formulas,
            delimiter: Some(args.delimiter),
        },
    };
    jobs::export(&memory, &options, output)?;
    Ok(ExitCode::SUCCESS)
}
