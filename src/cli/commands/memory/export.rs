use std::io;
use std::process::ExitCode;

use clap::Args;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, delimiter};
use crate::cli::support::output::Output;
use crate::format::{UNIT_FORMATS, Writing, outgoing, unit_format};
use crate::memory::UnitStore;
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
    /// The format
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
    let units = memory.units_with_records(from, to);
    // Each record of a unit is a unit of the file.
    let mut units = units.flat_map(|unit| match unit {
        Ok((unit, records)) => outgoing(&unit, records).into_iter().map(Ok).collect(),
        Err(error) => vec![Err(io::Error::other(error))],
    });
    let writing = Writing {
        guard_formulas: args.guard_formulas,
        delimiter: Some(args.delimiter),
    };
    (format.write)(&mut units, &writing, output)?;
    Ok(ExitCode::SUCCESS)
}
