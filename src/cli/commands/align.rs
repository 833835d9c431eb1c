use std::path::Path;
use std::process::ExitCode;

use crate::format::FrontMatter;
use crate::jobs::StoredArticle;
use crate::memory::{Access, ArticleStore, Memory};
use crate::report::{Bitext, BitextArticle};
use crate::workspace::ArticleName;

use super::align_args::AlignArgs;
use super::align_folders::cmd_align_folders;
use super::bitexts::{AlignFormat, Texts, write_bitexts};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{read_article, read_lines};
use crate::cli::support::output::Output;
use crate::cli::support::vocabulary::vocabulary;

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
    let names = [args.source.as_str(), args.target.as_str()];
    if let (true, Some(from), Some(to)) = (args.segmented, &args.from, &args.to) {
        let (source, target) = (read_lines(&args.source)?, read_lines(&args.target)?);
        let texts = Texts {
            source: source.iter().map(String::as_str).collect(),
            target: target.iter().map(String::as_str).collect(),
            languages: (from, to),
            names,
            documents: None,
            article: BitextArticle {
                name: stem(&args.source).to_owned(),
                revisions: (1, 1),
            },
        };
        let vocabulary = vocabulary(&args.memory, from, to)?;
        return show(args, texts.aligned(&args.aligner(&vocabulary)), output);
    }
    let source = read_article(&args.source, args.from.as_ref(), &args.memory)?;
    let target = read_article(&args.target, args.to.as_ref(), &args.memory)?;
    let texts = Texts {
        source: source.article.segment_texts(),
        target: target.article.segment_texts(),
        languages: (&source.article.language, &target.article.language),
        names,
        documents: Some([&source.article, &target.article]),
        article: article(&source, &target, args),
    };
    let vocabulary = vocabulary(
        &args.memory,
        &source.article.language,
        &target.article.language,
    )?;
    show(args, texts.aligned(&args.aligner(&vocabulary)), output)
}

/// Which article the two are: that of the memory, if it has their texts, else what the name of the
/// source says.
fn article(source: &StoredArticle, target: &StoredArticle, args: &AlignArgs) -> BitextArticle {
    let is_told = matches!(
        args.format,
        AlignFormat::Tsv | AlignFormat::Tmx | AlignFormat::Xliff
    );
    let memory = || Memory::open(&args.memory.path().ok()?, Access::Read).ok();
    let memory = is_told.then(memory).flatten();
    let stored = |input: &StoredArticle| {
        let known = |memory: &Memory| {
            memory
                .revision_of_text(&input.article.language, input.article.text())
                .ok()?
        };
        let known = || memory.as_ref().and_then(known);
        input.stored.clone().or_else(known)
    };
    if let (Some(from), Some(to)) = (stored(source), stored(target))
        && from.article == to.article
    {
        return BitextArticle {
            name: from.article,
            revisions: (from.number, to.number),
        };
    }
    let named = |input: &StoredArticle| {
        let file = Path::new(input.article.name()).file_name()?;
        ArticleName::of(Path::new(file), &FrontMatter::default()).ok()
    };
    let (from, to) = (named(source), named(target));
    let number = |name: Option<&ArticleName>| name.and_then(|name| name.revision).unwrap_or(1);
    BitextArticle {
        revisions: (number(from.as_ref()), number(to.as_ref())),
        name: match from {
            Some(name) => name.article,
            None => stem(source.article.name()).to_owned(),
        },
    }
}

/// The name of a file without folders and extension.
fn stem(name: &str) -> &str {
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
    stem.unwrap_or(name)
}

fn show(args: &AlignArgs, bitext: Bitext<'_>, output: &mut Output) -> Result<ExitCode, CliError> {
    if !bitext.is_translation && !args.force {
        return Err(CliError::failed(format!(
            "{} and {}: these two do not look like translations of each other ({}); look whether they \
             are the right files and languages, or align them all the same with --force",
            bitext.names[0],
            bitext.names[1],
            bitext.figures()
        )));
    }
    let page = output.page();
    write_bitexts(args.format, &[&bitext], args.guard_formulas, page, output)?;
    Ok(ExitCode::SUCCESS)
}
