use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::jobs::{Pretranslating, fill, pretranslate};
use crate::memory::{Access, Memory};
use crate::report::json;
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{InputFormat, MemoryOption, read_bytes};
use crate::cli::support::notes;
use crate::cli::support::output::{Output, TextOrJson};

/// Translate a document as far as the memory can
///
/// Each segment with a match in the memory is replaced by its translation, with the segment's own links, pictures and
/// marks. Everything else stays as it is, byte for byte, and the file keeps its format. Units that match whole lines
/// take precedence over sentences.
///
/// In a gettext catalogue (PO) or an XLIFF file, untranslated texts are filled in. Matches with other words are marked
/// for review, and in XLIFF the units they come from are added as candidates.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto pretranslate strings.txt --from en --to fr > strings.fr.txt
  recto pretranslate article.md --from en-US --to de --threshold 95
  recto pretranslate page.html --from en --to fr -o page.fr.html
  recto pretranslate messages.po --from en --to fr --threshold 85 -o messages.fr.po
  recto pretranslate - --from en --to fr --format json < article.txt")]
pub(in crate::cli) struct PretranslateArgs {
    /// Document in any article format, or a PO or XLIFF file; - for stdin
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Source language
    #[arg(long, value_name = "L")]
    from: Language,
    /// Target language
    #[arg(long, value_name = "L")]
    to: Language,
    /// Minimum score; 100 accepts only matches with the same words
    #[arg(long, value_name = "0-100", default_value_t = 100, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: u8,
    /// Output: the translated document, or one JSON object for each segment
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    /// Output file, or - for stdout
    #[arg(long, short, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input_format: InputFormat,
    /// Memory; several are searched as one [default: that of the current workspace]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    memory: Vec<PathBuf>,
}

pub(in crate::cli) fn cmd_pretranslate(
    args: &PretranslateArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let (bytes, path) = read_bytes(&args.file)?;
    let given = args.memory.iter();
    let mut paths: Vec<PathBuf> = given
        .filter(|path| !path.as_os_str().is_empty())
        .cloned()
        .collect();
    if paths.is_empty() {
        paths.push(MemoryOption { memory: None }.path()?);
    }
    let file = Pretranslating {
        name: &args.file,
        bytes: &bytes,
        path,
        format: args.input_format.given(),
        from: &args.from,
        to: &args.to,
        threshold: args.threshold,
    };
    let open = |path: &PathBuf| Memory::open(path, Access::Read);
    let memories: Vec<Memory> = paths.iter().map(open).collect::<Result<_, _>>()?;
    let found = pretranslate(&file, &memories)?;
    match args.format {
        TextOrJson::Text => {
            let filled = fill(&file, &found, &memories)?;
            write(&filled.bytes, args, output)?;
            notes::say(&filled.notes);
        }
        TextOrJson::Json => {
            for line in json::pretranslations(found.document().text(), &found.done, &paths) {
                output.json_line(&line)?;
            }
            notes::say([&found.note()]);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a file to where it is wanted.
fn write(bytes: &[u8], args: &PretranslateArgs, output: &mut Output) -> Result<(), CliError> {
    let path = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = path {
        return std::fs::write(path, bytes).map_err(|error| {
            CliError::failed(format!("{}: cannot be written: {error}", path.display()))
        });
    }
    if io::stdout().is_terminal() && (bytes.contains(&0) || std::str::from_utf8(bytes).is_err()) {
        return Err(CliError::usage(format!(
            "{}: what comes out is no text to show on a terminal; write it to a file with -o FILE",
            args.file
        )));
    }
    output.file(bytes)?;
    output.flush()?;
    Ok(())
}
