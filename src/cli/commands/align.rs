use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::align::{Aligner, Clues, Vocabulary};
use crate::format::FrontMatter;
use crate::jobs::StoredArticle;
use crate::memory::{Access, ArticleStore, Memory};
use crate::report::{Bitext, BitextArticle};
use crate::text::Language;
use crate::workspace::ArticleName;

use super::align_folders::cmd_align_folders;
use super::bitexts::{AlignFormat, Texts, write_bitexts};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, read_article, read_lines};
use crate::cli::support::output::Output;
use crate::cli::support::vocabulary::vocabulary;

/// Align an article with its translation, segment by segment
///
/// Pairs the segments of both texts (1-1, 1-2, 2-1 …) with a confidence from 0 to 1. A segment may have no counterpart.
/// The units of a memory, if one is named, teach which words translate which. Texts that do not look like translations
/// of each other are refused. JSON output has one object a link, with segment indices from 0. TMX and XLIFF output has
/// units with inline codes. TSV output is a sheet that you can correct in a spreadsheet and read back with `recto
/// memory import`: rows that were corrected, or whose status is empty or `accepted`, become units; `doubtful` rows
/// become doubtful units; `rejected` rows are left out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto align seeds/bridge.en.txt seeds/bridge.fr.txt
  recto align bridge.en bridge.fa --format html > bridge.html
  recto align a.en.txt a.fr.txt --format tmx > a.tmx
  recto align a.en.txt a.fr.txt --format tsv > a.tsv
  recto align --dir originals translations --output sheets --format tsv
  recto align en.lines fr.lines --from en --to fr --segmented --format json")]
pub(in crate::cli) struct AlignArgs {
    /// Source: a file, an article in the memory, or - for stdin; with --dir a folder
    pub source: String,
    /// Translation: a file, an article in the memory, or -; with --dir a folder
    pub target: String,
    /// Align two folders, pairing files by name (a.en.txt and a.fr.txt), then by content
    #[arg(long, conflicts_with = "segmented")]
    pub dir: bool,
    /// With --dir: write one file for each pair into this folder
    #[arg(long, value_name = "FOLDER", requires = "dir")]
    pub output: Option<PathBuf>,
    /// Language of the source, if neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    pub from: Option<Language>,
    /// Language of the translation, if neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    pub to: Option<Language>,
    /// The files have one segment a line
    #[arg(long, requires_all = ["from", "to"])]
    segmented: bool,
    /// Align texts that do not look like translations of each other, too
    #[arg(long)]
    pub force: bool,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    pub format: AlignFormat,
    /// With --format tsv: put an apostrophe before texts that look like formulas
    #[arg(long)]
    pub guard_formulas: bool,
    /// Also look for moved passages; links are then in the order of the source
    #[arg(long)]
    pub reorder: bool,
    #[command(flatten)]
    pub memory: MemoryOption,
    /// What to go by, to see what each is good for
    #[arg(long, value_enum, default_value = "learnt-words", hide = true)]
    pub clues: ClueOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ClueOption {
    Lengths,
    Anchors,
    CommonWords,
    LearntWords,
}

impl From<ClueOption> for Clues {
    fn from(option: ClueOption) -> Self {
        match option {
            ClueOption::Lengths => Clues::Lengths,
            ClueOption::Anchors => Clues::Anchors,
            ClueOption::CommonWords => Clues::CommonWords,
            ClueOption::LearntWords => Clues::LearntWords,
        }
    }
}

impl AlignArgs {
    /// An aligner as it is asked for, that knows these words.
    pub fn aligner<'a>(&self, vocabulary: &'a Vocabulary) -> Aligner<'a> {
        let aligner = Aligner::default().by(self.clues.into());
        aligner.knowing(vocabulary).reordering(self.reorder)
    }
}

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
