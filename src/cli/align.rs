use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::align::{Aligner, Clues, Side};
use crate::format::{FrontMatter, OutgoingUnit, Writing, unit_format};
use crate::memory::{Access, Context, LanguagePair, Memory, Origin, TranslationUnit};
use crate::report::{self, Bitext, BitextArticle, html, json, terminal};
use crate::segment::Segment;
use crate::text::Language;
use crate::workspace::{ArticleName, looks_unrelated};

use super::error::CliError;
use super::input::{Input, MemoryOption, read_lines};
use super::output::Output;
use super::vocabulary::vocabulary;

/// Align an article with its translation, segment by segment
///
/// Pairs the segments of both (1-1, 1-2, 2-1 …) with a confidence from 0 to 1; a segment without
/// counterpart stands alone. With a memory named, its units tell which words translate which: the
/// more, the better. Texts that do not look like translations of each other are refused. As JSON: an object a link, with the indices of the segments from 0. As TSV: a
/// sheet to be corrected in a spreadsheet and read back with `recto memory import`: a row that is
/// corrected, or whose status is empty or `accepted`, is believed; one that is left `doubtful` stays so;
/// one that is `rejected` is left out.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto align seeds/bridge.en.txt seeds/bridge.fr.txt
  recto align bridge.en bridge.fa --format html > bridge.html
  recto align a.en.txt a.fr.txt --format tmx > a.tmx
  recto align a.en.txt a.fr.txt --format tsv > a.tsv
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
    /// Align them even if they do not look like translations of each other
    #[arg(long)]
    force: bool,
    /// How to show the links
    #[arg(long, value_enum, default_value = "text")]
    format: AlignFormat,
    /// With --format tsv: an apostrophe before texts that a spreadsheet would take for formulas
    #[arg(long)]
    guard_formulas: bool,
    #[command(flatten)]
    memory: MemoryOption,
    /// What to go by, to see what each is good for
    #[arg(long, value_enum, default_value = "learnt-words", hide = true)]
    clues: ClueOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ClueOption {
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
        return show(args, texts.aligned(args)?, output);
    }
    let source = Input::read(&args.source, args.from.as_ref(), &args.memory)?;
    let target = Input::read(&args.target, args.to.as_ref(), &args.memory)?;
    let texts = Texts {
        source: source.segment_texts(),
        target: target.segment_texts(),
        languages: (&source.language, &target.language),
        names,
        documents: Some([&source, &target].map(|input| (input.text(), &*input.segments))),
        article: article(&source, &target, args),
    };
    show(args, texts.aligned(args)?, output)
}

/// Two texts, before they are aligned.
struct Texts<'a> {
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    languages: (&'a Language, &'a Language),
    names: [&'a str; 2],
    documents: Option<[(&'a str, &'a [Segment]); 2]>,
    article: BitextArticle,
}

impl<'a> Texts<'a> {
    fn aligned(self, args: &AlignArgs) -> Result<Bitext<'a>, CliError> {
        let (from, to) = self.languages;
        let vocabulary = vocabulary(&args.memory, from, to)?;
        let aligner = Aligner::default()
            .by(args.clues.into())
            .knowing(&vocabulary);
        let alignment = aligner.align(
            Side {
                segments: &self.source,
                language: from,
            },
            Side {
                segments: &self.target,
                language: to,
            },
        );
        let counts = [self.source.len(), self.target.len()];
        Ok(Bitext {
            source: self.source,
            target: self.target,
            log_likelihood_ratio: alignment.log_likelihood_ratio,
            is_translation: !looks_unrelated(&alignment, counts),
            links: alignment.links,
            languages: (from.clone(), to.clone()),
            names: self.names,
            documents: self.documents,
            article: self.article,
        })
    }
}

/// Which article the two are: that of the memory, if it has their texts, else what the name of the
/// source says.
fn article(source: &Input, target: &Input, args: &AlignArgs) -> BitextArticle {
    let is_told = matches!(args.format, AlignFormat::Tsv | AlignFormat::Tmx);
    let memory = || Memory::open(&args.memory.path().ok()?, Access::Read).ok();
    let memory = is_told.then(memory).flatten();
    let stored = |input: &Input| {
        let known = |memory: &Memory| {
            memory
                .revision_of_text(&input.language, input.text())
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
    let named = |input: &Input| {
        let file = Path::new(&input.name).file_name()?;
        ArticleName::of(Path::new(file), &FrontMatter::default()).ok()
    };
    let (from, to) = (named(source), named(target));
    let number = |name: Option<&ArticleName>| name.and_then(|name| name.revision).unwrap_or(1);
    BitextArticle {
        revisions: (number(from.as_ref()), number(to.as_ref())),
        name: match from {
            Some(name) => name.article,
            None => stem(&source.name).to_owned(),
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
    match args.format {
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
        AlignFormat::Tsv => report::sheet(output, &bitext, args.guard_formulas, true)?,
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
        let (source, target) = bitext.unit_texts(link);
        Ok(OutgoingUnit::from(TranslationUnit {
            id: index as i64 + 1,
            languages: languages.clone(),
            source,
            target,
            context: Context::default(),
            created: 0,
            uses: 0,
            confidence: Some(link.confidence),
            origins: vec![Origin {
                article: bitext.article.name.clone(),
                source_revision: bitext.article.revisions.0,
                target_revision: bitext.article.revisions.1,
                source_segments: link.source.clone(),
                target_segments: link.target.clone(),
                confidence: link.confidence,
            }],
        }))
    });
    let Some(format) = unit_format(format) else {
        return Err(CliError::usage(format!("unknown format '{format}'")));
    };
    (format.write)(&mut { units }, &Writing::default(), output)?;
    Ok(())
}
