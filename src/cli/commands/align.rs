use std::path::Path;
use std::process::ExitCode;

use crate::jobs::{self, AlignedText, BitextArticle};
use crate::memory::{Access, Memory};

use super::align_args::AlignArgs;
use super::align_folders::cmd_align_folders;
use super::bitexts::{AlignFormat, write_bitexts};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{read_article, read_lines};
use crate::cli::support::output::Output;

pub(in crate::cli) fn cmd_align(
    args: &AlignArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args.dir {
        return cmd_align_folders(args, output);
    }
    if [&args.source, &args.target]
        .iter()
        .all(|name| Path::new(name).is_dir())
    {
        return Err(CliError::usage(
            "SOURCE and TARGET are files or articles; the files of two folders are aligned with --dir",
        ));
    }
    if args.source == "-" && args.target == "-" {
        return Err(CliError::usage(
            "only one of SOURCE and TARGET can be stdin",
        ));
    }
    let memory = args.memory.given().map(|_| args.memory.open());
    let memory = memory.transpose()?;
    if let (true, Some(from), Some(to)) = (args.segmented, &args.from, &args.to) {
        let [source, target] = [read_lines(&args.source)?, read_lines(&args.target)?];
        let text = |name, lines, language| AlignedText {
            name,
            language,
            segments: lines,
            document: None,
        };
        return show(
            args,
            text(&args.source, lines(&source), from),
            text(&args.target, lines(&target), to),
            BitextArticle::from_file(&args.source),
            memory.as_ref(),
            output,
        );
    }
    let source = read_article(&args.source, args.from.as_ref(), &args.memory)?;
    let target = read_article(&args.target, args.to.as_ref(), &args.memory)?;
    let is_told = matches!(
        args.format,
        AlignFormat::Tsv | AlignFormat::Tmx | AlignFormat::Xliff
    );
    let known = || Memory::open(&args.memory.path().ok()?, Access::Read).ok();
    let article = jobs::article_of(&source, &target, is_told.then(known).flatten().as_ref());
    let [source, target] = [&source.article, &target.article].map(AlignedText::from);
    show(args, source, target, article, memory.as_ref(), output)
}

fn lines(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

fn show<'a>(
    args: &AlignArgs,
    source: AlignedText<'a>,
    target: AlignedText<'a>,
    article: BitextArticle,
    memory: Option<&Memory>,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let bitext = jobs::align(source, target, article, memory, args.options())?;
    if !args.force {
        jobs::check_is_translation(&bitext)?;
    }
    let page = output.page();
    write_bitexts(args.format, &[&bitext], args.guard_formulas, page, output)?;
    Ok(ExitCode::SUCCESS)
}
