use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::jobs::{self, Note};
use crate::memory::LanguagePair;
use crate::report::{json, terminal};
use crate::text::Language;
use crate::workspace::{Build, Pairs, Workspace};

use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, find_workspace, language_pair, shown_from_here};
use crate::cli::support::notes;
use crate::cli::support::output::{Output, TextOrJson};

/// Build a translation memory from the articles of a workspace
///
/// Reads the articles in seeds/ (ARTICLE.LANGUAGE[.rN].txt, .md, .html …; front matter can override the name), segments
/// them, aligns each translation with its source, and stores articles, revisions, segments and translation units.
/// Unchanged files are skipped, and changed files become new revisions. A pair of texts that do not look like
/// translations of each other is not stored.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto build                     the workspace that the current folder is in
  recto build ~/articles          another one
  recto build --source de         articles were first written in German
  recto build --all-pairs         a German translation with a Persian one as well
  recto build --format json | jq '.files[] | select(.status == \"failed\")'")]
pub(in crate::cli) struct BuildArgs {
    /// The workspace folder [default: found from the current folder upwards]
    workspace: Option<PathBuf>,
    /// Original language of articles that do not name it
    #[arg(long, value_name = "L")]
    source: Option<Language>,
    /// Additional pairs of languages to align, e.g. fa-de,de-zh
    #[arg(
        long,
        value_name = "L-L",
        value_delimiter = ',',
        value_parser = language_pair,
        conflicts_with = "all_pairs"
    )]
    pairs: Vec<LanguagePair>,
    /// Align every language of an article with every other
    #[arg(long)]
    all_pairs: bool,
    /// Store pairs that do not look like translations of each other, too
    #[arg(long)]
    force: bool,
    /// Format of the report
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_build(
    args: &BuildArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let workspace = match &args.workspace {
        Some(root) => Workspace::open(root)?,
        None => find_workspace()?,
    };
    let default = shown_from_here(workspace.memory.clone());
    let memory = args.memory.given().map_or(default, Path::to_owned);
    let bar = progress_bar();
    let options = Build {
        workspace: &workspace,
        memory: &memory,
        source: args.source.as_ref(),
        pairs: match (args.all_pairs, &args.pairs[..]) {
            (true, _) => Pairs::All,
            (false, []) => Pairs::Source,
            (false, pairs) => Pairs::These(pairs),
        },
        force: args.force,
    };
    let result = jobs::build(&options, &mut |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let (report, notes) = result?;
    match args.format {
        TextOrJson::Text => {
            let page = output.page();
            terminal::build(output, page, &report)?;
        }
        TextOrJson::Json => output.json(&json::build(&memory, &report))?,
    }
    let (empty, asked): (Vec<_>, Vec<_>) = notes
        .iter()
        .partition(|note| matches!(note, Note::NoArticlesYet { .. }));
    notes::say(asked);
    terminal::build_refusals(&mut anstream::stderr(), &report)?;
    if report.failed() > 0 {
        terminal::build_failures(&mut anstream::stderr(), &report)?;
        return Ok(ExitCode::from(1));
    }
    notes::say(empty);
    Ok(ExitCode::SUCCESS)
}

/// A bar on stderr if a person is watching, else none.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30.cyan} {pos}/{len} {elapsed}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
