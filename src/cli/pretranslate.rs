use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::format::{self, Replacement, ReplacementPiece};
use crate::leverage::{Placed, Pretranslation, TargetPiece, placed, pretranslate};
use crate::memory::{Access, Memory, Store};
use crate::report::json;
use crate::text::{Document, Language};

use super::error::CliError;
use super::input::{InputFormat, MemoryOption, read_bytes};
use super::output::{Output, TextOrJson};

/// Put the translations that the memory has into a text
///
/// Each segment that the memory has a match for becomes its translation, with the links, pictures and marks
/// that it has; all else stays as it is, byte for byte, and the file keeps its format. Lines that are units
/// as a whole come first, then sentences.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto pretranslate strings.txt --from en --to fr > strings.fr.txt
  recto pretranslate article.md --from en-US --to de --threshold 95
  recto pretranslate page.html --from en --to fr -o page.fr.html
  recto pretranslate - --from en --to fr --format json < article.txt")]
pub(super) struct PretranslateArgs {
    /// The text, in any format of articles; - is stdin
    #[arg(value_name = "FILE|-")]
    file: String,
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
    /// Write it to this file
    #[arg(long, short, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input_format: InputFormat,
    /// The memory, or several, which are asked as one [default: that of the workspace that the
    /// current folder is in]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    memory: Vec<PathBuf>,
}

pub(super) fn cmd_pretranslate(
    args: &PretranslateArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let name = &args.file;
    let (bytes, path) = read_bytes(name)?;
    let format = args.input_format.of(&bytes, path);
    let document = format::article_from_bytes(bytes.clone(), format, path)?.document;
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
    let mut incomplete = 0;
    match args.format {
        TextOrJson::Text => {
            let mut replacements = Vec::new();
            for one in &done {
                if let Some(placed) = translation(&document, one, &memories)? {
                    incomplete += usize::from(!placed.is_complete);
                    replacements.push(replacement(one, placed));
                }
            }
            let written = format::write_translation(&bytes, format, &replacements, &args.to)
                .map_err(|error| CliError::failed(format!("{name}: {error}")))?;
            write(&written, args, output)?;
        }
        TextOrJson::Json => {
            for line in json::pretranslations(document.text(), &done, &paths) {
                output.json_line(&line)?;
            }
        }
    }
    let translated = done.iter().filter(|one| one.found.is_some()).count();
    anstream::eprintln!("{translated} of {} segments are in the memory", done.len());
    if incomplete > 0 {
        anstream::eprintln!(
            "{incomplete} of them with other marks than here (links, emphasis, pictures …); look at these"
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// The translation of a segment with its inline codes, if it has one.
fn translation(
    document: &Document,
    one: &Pretranslation,
    memories: &[Memory],
) -> Result<Option<Placed>, CliError> {
    let Some(found) = &one.found else {
        return Ok(None);
    };
    let (source, target) = (&found.unit.source, &found.unit.target);
    let records = match memories.get(found.store) {
        Some(memory) => memory.records(found.unit.id)?,
        None => Vec::new(),
    };
    Ok(Some(placed(document, &one.part, source, target, &records)))
}

fn replacement(one: &Pretranslation, placed: Placed) -> Replacement {
    let pieces = placed.pieces.into_iter().map(|piece| match piece {
        TargetPiece::Text(text) => ReplacementPiece::Text(text),
        TargetPiece::Code(code) => ReplacementPiece::Code(code),
    });
    Replacement {
        span: one.part.span,
        within: one.part.within.clone(),
        pieces: pieces.collect(),
    }
}

/// Writes a file to where it is wanted.
fn write(bytes: &[u8], args: &PretranslateArgs, output: &mut Output) -> Result<(), CliError> {
    if let Some(path) = &args.output {
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
