use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::jobs::{self, MergeView};
use crate::report::{json, terminal};
use crate::revise;
use crate::segment::SegmentedDocument;
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, read_article};
use crate::cli::support::output::Output;

/// Merge two revisions of the same text
///
/// The merge works sentence by sentence. A sentence that only one side changed is taken from there. Edits of both sides
/// in one sentence are combined if at least one word lies between them; otherwise they conflict. Exit code: 0 without
/// conflicts, 1 with conflicts, 2 on errors.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto diff3 bridge.fr.txt anna.fr.txt reza.fr.txt            who changed what
  recto diff3 bridge.fr.txt anna.fr.txt reza.fr.txt --merge > both.fr.txt
  recto diff3 bridge.fr@r1 bridge.fr@r2 mine.fr.txt --format json
As a merge driver of git, with *.txt merge=recto in .gitattributes:
  git config merge.recto.driver 'recto diff3 --path %P --output %A %O %A %B'")]
pub(in crate::cli) struct Diff3Args {
    /// Common base: a file, an article in the memory, or - for stdin
    base: String,
    /// First revision: a file, an article in the memory, or -
    mine: String,
    /// Second revision: a file, an article in the memory, or -
    theirs: String,
    /// Language of the texts, if neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Write the merged text, with conflicts between <<<<<<< and >>>>>>>
    #[arg(long, conflicts_with = "format")]
    merge: bool,
    /// Write the merged text to this file, which may be one of the three
    #[arg(long, value_name = "FILE", conflicts_with_all = ["merge", "format"])]
    output: Option<PathBuf>,
    /// Path that tells language and format, if the file names do not
    #[arg(long, value_name = "NAME")]
    path: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: Diff3Format,
    #[command(flatten)]
    memory: MemoryOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Diff3Format {
    #[value(alias = "terminal")]
    Text,
    Json,
}

pub(in crate::cli) fn cmd_diff3(
    args: &Diff3Args,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    // As diff3 and git have it, 1 says that there are conflicts and nothing else.
    merged(args, output).map_err(|error| match error {
        CliError::Failed(error) => CliError::usage(error.to_string()),
        other => other,
    })
}

fn merged(args: &Diff3Args, output: &mut Output) -> Result<ExitCode, CliError> {
    let names = [&args.base, &args.mine, &args.theirs];
    if names.iter().filter(|name| **name == "-").count() > 1 {
        return Err(CliError::usage(
            "only one of BASE, MINE and THEIRS can be stdin",
        ));
    }
    let mut language = args.lang.clone();
    let mut inputs: [Option<SegmentedDocument>; 3] = [None, None, None];
    // Stdin has no language of its own: it is read last, in that of the others.
    let mut order = [0, 1, 2];
    order.sort_by_key(|&at| names[at] == "-");
    for at in order {
        let name = names[at];
        let given = match name == "-" {
            true => language.as_ref(),
            false => args.lang.as_ref(),
        };
        let input = match &args.path {
            Some(path) => named(name, path, given),
            None => read_article(name, given, &args.memory).map(|input| input.article),
        }?;
        language.get_or_insert_with(|| input.language.clone());
        inputs[at] = Some(input);
    }
    let [Some(base), Some(mine), Some(theirs)] = inputs else {
        return Err(CliError::usage("BASE, MINE and THEIRS are needed"));
    };
    let merge = revise::merge(&base, &mine, &theirs);
    let view = MergeView {
        base: &base,
        mine: &mine,
        theirs: &theirs,
        merge: &merge,
    };
    if let Some(path) = &args.output {
        std::fs::write(path, merge.text()).map_err(|error| {
            CliError::failed(format!("{}: cannot be written: {error}", path.display()))
        })?;
    } else if args.merge {
        output.file(merge.text().as_bytes())?;
    } else {
        match args.format {
            Diff3Format::Text => {
                let page = output.page();
                terminal::merge(output, page, &view)?;
            }
            Diff3Format::Json => output.json(&json::merge(&view))?,
        }
    }
    Ok(ExitCode::from(u8::from(merge.conflicts() > 0)))
}

/// Reads the file `name` as if it were called `path`. It may be empty, as the base of two files that
/// were added is for git.
fn named(
    name: &str,
    path: &Path,
    language: Option<&Language>,
) -> Result<SegmentedDocument, CliError> {
    let failed =
        |error: std::io::Error| CliError::failed(format!("{name}: cannot be read: {error}"));
    let bytes = match name {
        "-" => std::io::read_to_string(std::io::stdin()).map(String::into_bytes),
        _ => std::fs::read(name),
    };
    let bytes = bytes.map_err(failed)?;
    let (name, shown) = (name.to_owned(), Path::new(name));
    Ok(jobs::version_from_bytes(
        name, bytes, path, shown, language,
    )?)
}
