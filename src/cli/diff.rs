use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use crate::format::plain_text;
use crate::report::{html, json, terminal};
use crate::revise::{self, Revision};
use crate::segment::Segmenter;
use crate::text::{Document, Language};

use super::batch::each_line;
use super::error::CliError;
use super::input::{Input, MemoryOption};
use super::output::Output;

/// Compare two revisions of an article, a translation or a summary
///
/// Sentences are paired first, wherever they moved to, then the words of each pair compared. On a
/// terminal edits are coloured; in a pipe they are [-old-]{+new+}.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto diff bridge.en@r1 bridge.en@r2              revisions in the memory
  recto diff old.fr.txt new.fr.txt --format html > changes.html
  git show HEAD~:a.en.txt | recto diff - a.en.txt --lang en
  recto diff --batch < pairs.jsonl                  {\"id\",\"lang\",\"old\",\"new\"} a line")]
pub(super) struct DiffArgs {
    /// The old text: a file, an article in the memory, or - for stdin
    #[arg(required_unless_present = "batch")]
    old: Option<String>,
    /// The new text, likewise
    #[arg(required_unless_present = "batch")]
    new: Option<String>,
    /// The language of both, where neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Compare the pairs on stdin, a JSON object a line
    #[arg(long, conflicts_with_all = ["old", "new"])]
    batch: bool,
    /// How to show the changes [default: terminal, json with --batch]
    #[arg(long, value_enum)]
    format: Option<DiffFormat>,
    #[command(flatten)]
    memory: MemoryOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    #[value(alias = "text")]
    Terminal,
    Html,
    Json,
}

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct Pair {
    id: Value,
    lang: String,
    old: String,
    new: String,
}

pub(super) fn cmd_diff(args: &DiffArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    if args.batch {
        if args.format.is_some_and(|format| format != DiffFormat::Json) {
            return Err(CliError::usage(
                "--batch writes JSON only; leave --format out",
            ));
        }
        each_line(output, compare_pair)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        return Err(CliError::usage("OLD and NEW are needed"));
    };
    if old == "-" && new == "-" {
        return Err(CliError::usage("only one of OLD and NEW can be stdin"));
    }
    // A text without a language of its own, such as stdin, is in that of the other.
    let (old, new) = if old == "-" {
        let new = Input::read(new, args.lang.as_ref(), &args.memory)?;
        (Input::read(old, Some(&new.language), &args.memory)?, new)
    } else {
        let old = Input::read(old, args.lang.as_ref(), &args.memory)?;
        let lang = args
            .lang
            .as_ref()
            .or((new == "-").then_some(&old.language))
            .cloned();
        (old, Input::read(new, lang.as_ref(), &args.memory)?)
    };
    if old.language.primary() != new.language.primary() {
        anstream::eprintln!(
            "note: {} is in {}, {} in {}; nearly all of it will differ (`recto align` pairs translations)",
            old.name,
            old.language,
            new.name,
            new.language
        );
    }
    let revision = compare(&old, &new);
    let (old, new) = (side(&old), side(&new));
    match args.format.unwrap_or(DiffFormat::Terminal) {
        DiffFormat::Terminal => {
            let page = output.page();
            terminal::revision(output, page, old.text, new.text, &revision)?;
        }
        DiffFormat::Html => html::revision(output, old, new, &revision)?,
        DiffFormat::Json => output.json(&json::revision(old, new, &revision))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn compare(old: &Input, new: &Input) -> Revision {
    revise::compare(
        revise::Side {
            text: old.text(),
            segments: &old.segments,
        },
        revise::Side {
            text: new.text(),
            segments: &new.segments,
        },
    )
}

fn side(input: &Input) -> json::Side<'_> {
    json::Side {
        name: &input.name,
        text: input.text(),
    }
}

fn compare_pair(pair: Pair, output: &mut Output) -> Result<(), CliError> {
    let language = Language::parse(&pair.lang).map_err(CliError::failed)?;
    let segmenter = Segmenter::new(&language);
    let read = |text: &str| -> Document { plain_text(text) };
    let (old, new) = (read(&pair.old), read(&pair.new));
    let (old_segments, new_segments) = (segmenter.segment(&old), segmenter.segment(&new));
    let revision = revise::compare(
        revise::Side {
            text: old.text(),
            segments: &old_segments,
        },
        revise::Side {
            text: new.text(),
            segments: &new_segments,
        },
    );
    let line = json::batch_revision(&pair.id, old.text(), new.text(), &revision);
    Ok(output.json_line(&line)?)
}
