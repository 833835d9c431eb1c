use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::format::{self, ARTICLE_FORMATS};
use crate::leverage::{Pretranslation, pretranslate};
use crate::memory::{Access, Memory, Store};
use crate::report::json;
use crate::text::Language;

use super::error::CliError;
use super::input::MemoryOption;
use super::output::{Output, TextOrJson};

/// The mark of byte order that some tools put before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Put the translations that the memory has into a text
///
/// Each segment that the memory has a match for becomes its translation; all else stays as it is, byte
/// for byte. Lines that are units as a whole come first, then sentences.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto pretranslate strings.txt --from en --to fr > strings.fr.txt
  recto pretranslate article.md --from en-US --to de --threshold 95
  recto pretranslate - --from en --to fr --format json < article.txt")]
pub(super) struct PretranslateArgs {
    /// The text: plain text or Markdown; - is stdin
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// Its language
    #[arg(long, value_name = "L")]
    from: Language,
    /// The language wanted
    #[arg(long, value_name = "L")]
    to: Language,
    /// Lowest score of a match: 100 takes only those of the same words
    #[arg(long, value_name = "0-100", default_value_t = 100, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: u8,
    /// The translated text, or a segment a line as JSON
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    /// The memory, or several, which are asked as one [default: that of the workspace that the
    /// current folder is in]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    memory: Vec<PathBuf>,
}

pub(super) fn cmd_pretranslate(
    args: &PretranslateArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let name = args.file.display();
    let mut bytes = Vec::new();
    let read = match args.file.to_str() {
        Some("-") => io::stdin().read_to_end(&mut bytes).map(drop),
        _ => std::fs::read(&args.file).map(|read| bytes = read),
    };
    read.map_err(|error| CliError::failed(format!("{name}: cannot be read: {error}")))?;
    let marked = bytes.starts_with(MARK);
    let format = format::article_format(Path::new(&args.file)).unwrap_or(&ARTICLE_FORMATS[0]);
    let document = format::article_from_bytes(bytes, format, &args.file)?.document;
    let given = args.memory.iter();
    let mut paths: Vec<PathBuf> = given
        .filter(|path| !path.as_os_str().is_empty())
        .cloned()
        .collect();
    if paths.is_empty() {
        paths.push(MemoryOption { memory: None }.path()?);
    }
    let open = |path: &PathBuf| Memory::open(path, Access::Read);
    let memories: Vec<Memory> = paths.iter().map(open).collect::<Result<_, _>>()?;
    let stores: Vec<&dyn Store> = memories.iter().map(|memory| memory as &dyn Store).collect();
    let done = pretranslate(&stores, &document, &args.from, &args.to, args.threshold)?;
    match args.format {
        TextOrJson::Text => {
            if marked {
                output.write_all(MARK)?;
            }
            write_text(document.text(), &done, output)?;
        }
        TextOrJson::Json => {
            for line in json::pretranslations(document.text(), &done, &paths) {
                output.json_line(&line)?;
            }
        }
    }
    let translated = done.iter().filter(|one| one.found.is_some()).count();
    anstream::eprintln!("{translated} of {} segments are in the memory", done.len());
    Ok(ExitCode::SUCCESS)
}

fn write_text(text: &str, done: &[Pretranslation], out: &mut dyn Write) -> io::Result<()> {
    let mut at = 0;
    for one in done {
        out.write_all(&text.as_bytes()[at..one.span.start])?;
        let target = one.target().unwrap_or_else(|| one.span.of(text));
        out.write_all(target.as_bytes())?;
        at = one.span.end;
    }
    out.write_all(&text.as_bytes()[at..])
}
