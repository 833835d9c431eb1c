use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::align::{self, Side};
use crate::format::UNIT_FORMATS;
use crate::memory::{Context, LanguagePair, Origin, TranslationUnit};
use crate::report::{Bitext, html, json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::input::{Input, MemoryOption, read_lines};
use super::output::Output;

/// Align an article with its translation, segment by segment
///
/// Pairs the segments of both (1-1, 1-2, 2-1 …) with a confidence from 0 to 1; a segment without
/// counterpart stands alone. As JSON: an object a link, with the indices of the segments from 0.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto align seeds/bridge.en.txt seeds/bridge.fr.txt
  recto align bridge.en bridge.fa --format html > bridge.html
  recto align a.en.txt a.fr.txt --format tmx > a.tmx
  recto align en.lines fr.lines --from en --to fr --segmented --format json")]
pub(super) struct AlignArgs {
    /// The source: a file, an article in the memory, or - for stdin
    source: String,
    /// Its translation, likewise
    target: String,
    /// The language of the source, where neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// The language of the translation, likewise
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// The files have one segment a line
    #[arg(long, requires_all = ["from", "to"])]
    segmented: bool,
    /// How to show the links
    #[arg(long, value_enum, default_value = "text")]
    format: AlignFormat,
    #[command(flatten)]
    memory: MemoryOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AlignFormat {
    Text,
    Json,
    Tsv,
    Tmx,
    Html,
}

pub(super) fn cmd_align(args: &AlignArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    if args.source == "-" && args.target == "-" {
        return Err(CliError::usage(
            "only one of SOURCE and TARGET can be stdin",
        ));
    }
    if let (true, Some(from), Some(to)) = (args.segmented, &args.from, &args.to) {
        let (source, target) = (read_lines(&args.source)?, read_lines(&args.target)?);
        let source: Vec<&str> = source.iter().map(String::as_str).collect();
        let target: Vec<&str> = target.iter().map(String::as_str).collect();
        return show(args.format, source, target, from, to, output);
    }
    let source = Input::read(&args.source, args.from.as_ref(), &args.memory)?;
    let target = Input::read(&args.target, args.to.as_ref(), &args.memory)?;
    show(
        args.format,
        source.segment_texts(),
        target.segment_texts(),
        &source.language,
        &target.language,
        output,
    )
}

fn show(
    format: AlignFormat,
    source: Vec<&str>,
    target: Vec<&str>,
    from: &Language,
    to: &Language,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let links = align::align(
        Side {
            segments: &source,
            language: from,
        },
        Side {
            segments: &target,
            language: to,
        },
    );
    let bitext = Bitext {
        source,
        target,
        links,
        languages: (from.clone(), to.clone()),
    };
    match format {
        AlignFormat::Text => {
            let page = output.page();
            terminal::bitext(output, page, &bitext)?;
        }
        AlignFormat::Json => {
            for line in json::links(&bitext) {
                output.json_line(&line)?;
            }
        }
        AlignFormat::Html => html::bitext(output, &bitext)?,
        AlignFormat::Tsv => write_units("tsv", &bitext, output)?,
        AlignFormat::Tmx => write_units("tmx", &bitext, output)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The links with both sides, as units of no memory.
fn write_units(format: &str, bitext: &Bitext<'_>, output: &mut Output) -> Result<(), CliError> {
    let languages = LanguagePair {
        source: bitext.languages.0.clone(),
        target: bitext.languages.1.clone(),
    };
    let paired = bitext
        .links
        .iter()
        .filter(|link| !link.source.is_empty() && !link.target.is_empty());
    let units = paired.enumerate().map(|(index, link)| {
        Ok(TranslationUnit {
            id: index as i64 + 1,
            languages: languages.clone(),
            source: bitext.source_text(&link.source),
            target: bitext.target_text(&link.target),
            context: Context::default(),
            created: 0,
            uses: 0,
            confidence: Some(link.confidence),
            origins: Vec::<Origin>::new(),
        })
    });
    let Some(format) = UNIT_FORMATS.iter().find(|known| known.name == format) else {
        return Err(CliError::usage(format!("unknown format '{format}'")));
    };
    (format.write)(&mut { units }, output)?;
    Ok(())
}
