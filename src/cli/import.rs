//! `recto memory import`.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::format::{Incoming, ReadUnits, UNIT_FORMATS, Wanted};
use crate::memory::{ForeignUnit, Memory, MemoryError};
use crate::report::{ImportedFile, json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::input::MemoryOption;
use super::output::{Output, TextOrJson};

/// Take units from files of other tools
///
/// A file is one change: all of its units get into the memory, or, if it cannot be read to the
/// end, none. Units that cannot be used are named by line and reason; a unit that the memory has
/// already gains a use.
///
/// Reads TMX, and tables (TSV, CSV) whose first row names the columns source and target, such as the
/// sheets of `recto align --format tsv`: rows that are marked rejected are left out, those marked
/// doubtful stay so unless a text was corrected, all others are accepted.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory import en-fr.tmx
  recto memory import *.tmx --from en --to pt-BR
  recto align a.en.txt a.fr.txt --format tsv > a.tsv     correct it, then:
  recto memory import a.tsv
  recto memory import big.tmx --dry-run")]
pub(super) struct ImportArgs {
    /// The files; - is stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The source language, instead of what the files say
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// Only units to this language
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// The format [default: by the extension, else tmx]
    #[arg(long = "input-format", value_name = "FORMAT", value_parser = readable_formats())]
    input_format: Option<String>,
    /// Only read the files and say what is in them
    #[arg(long)]
    dry_run: bool,
    /// How to show what was done
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

fn readable_formats() -> clap::builder::PossibleValuesParser {
    let readable = UNIT_FORMATS.iter().filter(|format| format.read.is_some());
    clap::builder::PossibleValuesParser::new(readable.map(|format| format.name))
}

pub(super) fn cmd_import(args: &ImportArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    // A slip in a name must neither make a memory nor leave the files before it imported.
    for file in &args.files {
        reader_of(args, file)?;
        let opened = match file.to_str() {
            Some("-") => Ok(()),
            _ => File::open(file).map(drop),
        };
        opened.map_err(|error| {
            CliError::failed(format!("{}: cannot be read: {error}", file.display()))
        })?;
    }
    let mut memory = match args.dry_run {
        true => None,
        false => Some(args.memory.open_to_write()?),
    };
    let mut done = Vec::new();
    for file in &args.files {
        done.push(import(args, file, memory.as_mut())?);
    }
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::imported(output, page, &done, args.dry_run)?;
        }
        TextOrJson::Json => {
            for file in &done {
                output.json_line(&json::imported(file))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn import(
    args: &ImportArgs,
    path: &Path,
    memory: Option<&mut Memory>,
) -> Result<ImportedFile, CliError> {
    let name = path.display().to_string();
    let failed = |what: &dyn std::fmt::Display| CliError::failed(format!("{name}: {what}"));
    let read = reader_of(args, path)?;
    let cannot = |error: io::Error| failed(&format!("cannot be read: {error}"));
    let (mut input, bytes): (Box<dyn Read>, u64) = if name == "-" {
        (Box::new(io::stdin().lock()), 0)
    } else {
        let file = File::open(path).map_err(cannot)?;
        let bytes = file.metadata().map_err(cannot)?.len();
        (Box::new(file), bytes)
    };
    let bar = progress_bar(bytes);
    let wanted = Wanted {
        from: args.from.as_ref(),
        to: args.to.as_ref(),
    };
    let mut done = ImportedFile::of(&name);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |time| time.as_secs() as i64);
    let mut import = memory.map(Memory::import).transpose()?;
    let mut failure: Option<MemoryError> = None;
    let result = read(
        &mut bar.wrap_read(&mut input),
        wanted,
        &mut |incoming: Incoming| {
            match (incoming, &mut import) {
                (Err(refused), _) => {
                    done.refused += 1;
                    bar.suspend(|| {
                        anstream::eprintln!("{name}:{}: {}", refused.line, refused.reason);
                    });
                }
                (Ok(unit), None) if unit.rejected => done.rejected += 1,
                (Ok(_), None) => done.new += 1,
                (Ok(unit), Some(import)) => {
                    let rejected = unit.rejected;
                    let unit = ForeignUnit {
                        languages: &unit.languages,
                        source: &unit.source,
                        target: &unit.target,
                        context: &unit.context,
                        created: unit.created.unwrap_or(now),
                        uses: unit.uses,
                        confidence: unit.confidence,
                        origin: unit.origin.as_ref(),
                    };
                    let added = match rejected {
                        true => import.reject(&unit).map(|()| None),
                        false => import.add(&unit).map(Some),
                    };
                    match added {
                        Ok(None) => done.rejected += 1,
                        Ok(Some(true)) => done.new += 1,
                        Ok(Some(false)) => done.known += 1,
                        Err(error) => {
                            failure = Some(error);
                            return ControlFlow::Break(());
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    if let Some(error) = failure {
        return Err(error.into());
    }
    result.map_err(|error| failed(&error))?;
    if let Some(import) = import {
        done.removed = import.removed();
        import.commit()?;
    }
    Ok(done)
}

/// What reads the file: its format is what was asked for, else what its extension says.
fn reader_of(args: &ImportArgs, path: &Path) -> Result<ReadUnits, CliError> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.unwrap_or_default().to_lowercase();
    let named = |name: &str| UNIT_FORMATS.iter().find(|format| format.name == name);
    let format = match &args.input_format {
        Some(name) => named(name),
        None => named(&extension).or_else(|| named("tmx")),
    };
    format.and_then(|format| format.read).ok_or_else(|| {
        CliError::usage(format!(
            "{}: files of this format cannot be read yet; convert it to TMX",
            path.display()
        ))
    })
}

/// A bar on stderr if a person is watching, else none.
fn progress_bar(bytes: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let template = "{bar:30.cyan} {bytes}/{total_bytes} {bytes_per_sec} {elapsed}";
    let style = ProgressStyle::with_template(template);
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
