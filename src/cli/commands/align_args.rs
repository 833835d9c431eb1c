use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::bitexts::AlignFormat;
use crate::align::Clues;
use crate::cli::support::input::MemoryOption;
use crate::jobs::AlignOptions;
use crate::text::Language;

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
    pub segmented: bool,
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
    /// How the texts are to be aligned.
    pub(crate) fn options(&self) -> AlignOptions {
        AlignOptions {
            clues: self.clues.into(),
            reorder: self.reorder,
        }
    }
}
