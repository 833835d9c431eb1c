//! `recto memory import`.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::format::{Column, Columns, ColumnsError, UNIT_FORMATS, Wanted, unit_format};
use crate::jobs::{ImportOptions, ImportedFile, Remark, import};
use crate::memory::{Memory, UnitStore};
use crate::report::{json, terminal};
use crate::text::Language;

use crate::cli::support::error::{CliError, refusal_message};
use crate::cli::support::input::{MemoryOption, delimiter};
use crate::cli::support::output::{Output, TextOrJson};

/// Import units from files of other tools
///
/// The format of each file is recognized from its content. Each file is one change: either all of its units are stored
/// or, if it cannot be read to the end, none. Units that cannot be used, and anything that had to be mended, are
/// reported by line and reason. A unit that is already in the memory gains a use.
///
/// In sheets of `recto align --format tsv`, rejected rows are left out, doubtful rows stay doubtful unless their text
/// was corrected, and all others are accepted.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory import en-fr.tmx
  recto memory import *.tmx *.xlf --from en --to pt-BR
  recto memory import fr.po --to fr --include fuzzy,obsolete
  recto memory import terms.csv --from en --to de --columns source,_,target,note --delimiter ';'
  recto align a.en.txt a.fr.txt --format tsv > a.tsv     correct it, then:
  recto memory import a.tsv
  recto memory import big.tmx --dry-run")]
pub(in crate::cli) struct ImportArgs {
    /// Files, or - for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Only units from this language; also the source of files that name none
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// Only units to this language; also the target of files that name none
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// Format of the files [default: by content]
    #[arg(long = "input-format", value_name = "FORMAT", value_parser = readable_formats())]
    input_format: Option<String>,
    /// Entries to import that are skipped by default
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    include: Vec<Included>,
    /// Columns of csv and tsv, from the left: source, target, from, to, note, before, after, id, author, created,
    /// changed, a language tag, another name for a property, or _ to skip one
    #[arg(long, value_name = "NAMES", value_parser = columns)]
    columns: Option<ColumnList>,
    /// Delimiter of csv and tsv fields [default: detected]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Stop at the first problem and import nothing from that file
    #[arg(long)]
    strict: bool,
    /// Read the files and report on them without importing
    #[arg(long)]
    dry_run: bool,
    /// Format of the report
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

/// What an import takes only if it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Included {
    /// Translations that were not checked yet (PO)
    Fuzzy,
    /// Entries whose source is no longer in use (PO)
    Obsolete,
    /// Proposals beside a unit (XLIFF)
    Candidates,
}

/// The columns of a table, as an option takes them.
#[derive(Debug, Clone)]
struct ColumnList(Vec<Column>);

fn columns(given: &str) -> Result<ColumnList, ColumnsError> {
    Columns::parse(given).map(ColumnList)
}

fn readable_formats() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(UNIT_FORMATS.iter().map(|format| format.name))
}

pub(in crate::cli) fn cmd_import(
    args: &ImportArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    // A slip in a name must neither make a memory nor leave the files before it imported.
    for file in &args.files {
        let opened = match file.to_str() {
            Some("-") => Ok(()),
            _ => File::open(file).map(drop),
        };
        opened.map_err(|error| {
            CliError::failed(format!("{}: cannot be read: {error}", file.display()))
        })?;
    }
    // Where there was no memory, one that nothing was put into goes again.
    let mut unborn = None;
    let memory = match args.dry_run {
        true => None,
        false => {
            unborn = Some(args.memory.path()?).filter(|path| !path.exists());
            Some(args.memory.open_to_write()?)
        }
    };
    let mut done = Vec::new();
    for file in &args.files {
        match import_file(args, file, memory.as_ref()) {
            Ok(file) => done.push(file),
            Err(error) => {
                // Another process may have put something into it meanwhile.
                let is_empty = memory.as_ref().is_some_and(is_empty);
                drop(memory);
                if let (Some(path), true) = (unborn, is_empty) {
                    remove_memory(&path);
                }
                return Err(error);
            }
        }
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

/// Whether there is nothing in a memory, for certain.
fn is_empty(memory: &Memory) -> bool {
    let stats = memory.stats();
    stats.is_ok_and(|stats| stats.units == 0 && stats.articles == 0)
}

/// Takes away a memory that was made for units that did not come. What cannot be removed is an empty memory, which
/// does no harm.
fn remove_memory(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

fn import_file(
    args: &ImportArgs,
    path: &Path,
    memory: Option<&Memory>,
) -> Result<ImportedFile, CliError> {
    let name = path.display().to_string();
    let cannot = |error: io::Error| CliError::failed(format!("{name}: cannot be read: {error}"));
    let (input, bytes): (Box<dyn Read>, u64) = if name == "-" {
        (Box::new(io::stdin().lock()), 0)
    } else {
        let file = File::open(path).map_err(cannot)?;
        let bytes = file.metadata().map_err(cannot)?.len();
        (Box::new(file), bytes)
    };
    let bar = progress_bar(bytes);
    let columns = Columns {
        delimiter: args.delimiter,
        columns: args
            .columns
            .as_ref()
            .map_or(Vec::new(), |list| list.0.clone()),
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let options = ImportOptions {
        name: &name,
        format: args.input_format.as_deref().and_then(unit_format),
        wanted: Wanted {
            from: args.from.as_ref(),
            to: args.to.as_ref(),
            fuzzy: args.include.contains(&Included::Fuzzy),
            obsolete: args.include.contains(&Included::Obsolete),
            candidates: args.include.contains(&Included::Candidates),
            columns: Some(&columns),
        },
        strict: args.strict,
        now: now.map_or(0, |time| time.as_secs() as i64),
    };
    let mut say = |remark: &Remark| {
        let mark = if remark.is_taken { " (taken)" } else { "" };
        let (line, what) = (remark.line, refusal_message(&remark.what));
        bar.suspend(|| anstream::eprintln!("{name}:{line}: {what}{mark}"));
    };
    let input = Box::new(bar.wrap_read(input));
    let done = import(input, path, memory, &options, &mut say);
    bar.finish_and_clear();
    Ok(done?)
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
