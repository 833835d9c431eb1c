use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::jobs;
use crate::report::docx::{self, Reviser};
use crate::report::{change_log, html, json, patch, terminal};
use crate::revise::{EditClass, Filter};
use crate::segment::SegmentedDocument;
use crate::text::Language;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use super::diff_article;
use super::diff_base;
use super::diff_format::DiffFormat;
use super::folders;
use super::git::{self, GitCall};
use crate::cli::support::batch::{each_line, line_of};
use crate::cli::support::error::CliError;
use crate::cli::support::input::{MemoryOption, read_article};
use crate::cli::support::notes;
use crate::cli::support::output::{Output, TextOrJson};

/// Compare two revisions of an article, a translation or a summary
///
/// Sentences are paired first, even if they moved, then the words of each pair are compared. Terminals show edits in
/// colour, pipes show [-old-]{+new+}.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto diff bridge.en@r1 bridge.en@r2              revisions in the memory
  recto diff old.fr.txt new.fr.txt --view side
  recto diff old.fr.txt new.fr.txt --only number,negation
  recto diff old.fr.txt new.fr.txt --format html > changes.html
  recto diff old.fr.txt new.fr.txt --format patch | patch old.fr.txt
  recto diff old.fr.txt new.fr.txt --format docx --author 'A. Rey' > tracked.docx
  recto diff --base bridge.en bridge.fr@r1 bridge.fr@r2   beside the source
  recto diff short1.en.txt short2.en.txt --article bridge.en   where summaries come from
  recto diff --dir first final                      how much was revised, by file
  GIT_EXTERNAL_DIFF='recto diff' git diff           as git's own diff
  git difftool -y -x 'recto diff' HEAD~
  git show HEAD~:a.en.txt | recto diff - a.en.txt --lang en
  recto diff --batch < pairs.jsonl                  {\"id\",\"lang\",\"old\",\"new\"} a line")]
pub(in crate::cli) struct DiffArgs {
    /// Old text: a file, an article in the memory, or - for stdin
    #[arg(required_unless_present = "batch")]
    old: Option<String>,
    /// New text: a file, an article in the memory, or -
    new: Option<String>,
    /// What git gives an external diff beyond path and old file
    #[arg(hide = true, num_args = 1..)]
    from_git: Vec<String>,
    /// Language of both texts, if neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// Compare the pairs on stdin, one JSON object a line
    #[arg(long, conflicts_with_all = ["old", "new"])]
    batch: bool,
    /// Output format [default: text, json with --batch]
    #[arg(long, value_enum)]
    format: Option<DiffFormat>,
    /// Show edits within their sentence, or old and new side by side
    #[arg(long, value_enum, default_value = "inline")]
    view: DiffView,
    /// Same as --view side
    #[arg(long, conflicts_with = "view")]
    side_by_side: bool,
    /// Show only changes of these kinds: number, date, name, negation, quotation, modality, punctuation, quotes,
    /// whitespace, case, spelling, letters, word_order, wording, addition, omission
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    only: Vec<EditClass>,
    /// Show changes of only these kinds as unchanged
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    ignore: Vec<EditClass>,
    /// Show only counts: words kept, edits, edit rate
    #[arg(long, conflicts_with_all = ["batch", "only", "ignore"])]
    stat: bool,
    /// Compare two folders file by file; counts only
    #[arg(long, conflicts_with_all = ["batch", "only", "ignore"])]
    dir: bool,
    /// Show changes beside the source of both: a file, an article or -
    #[arg(long, value_name = "SOURCE", conflicts_with_all = ["batch", "stat", "dir"])]
    base: Option<String>,
    /// With --base: language of the source, if neither name nor front matter tells it
    #[arg(long, value_name = "L", requires = "base")]
    from: Option<Language>,
    /// Treat both as summaries of this article, and show where sentences come from
    #[arg(long, value_name = "FILE", conflicts_with_all = ["batch", "stat", "dir", "base", "only", "ignore"])]
    article: Option<String>,
    /// With --format docx: author of the changes
    #[arg(long, value_name = "NAME", default_value = "Recto")]
    author: String,
    /// With --format docx: time of the changes, e.g. 2026-11-24T15:20:00Z
    #[arg(long, value_name = "TIME", value_parser = time)]
    date: Option<String>,
    #[command(flatten)]
    memory: MemoryOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffView {
    Inline,
    Side,
}

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct Pair {
    id: Value,
    lang: String,
    old: String,
    new: String,
}

pub(in crate::cli) fn cmd_diff(args: &DiffArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    if args.batch {
        if args.format.is_some_and(|format| format != DiffFormat::Json) {
            return Err(CliError::usage(
                "--batch writes JSON only; leave --format out",
            ));
        }
        let filter = args.filter();
        each_line(output, |pair| compare_pair(pair, &filter))?;
        return Ok(ExitCode::SUCCESS);
    }
    let call = match &args.old {
        Some(old) => GitCall::of(old, args.new.as_deref(), &args.from_git, git::is_calling())?,
        None => None,
    };
    // Of a path that is not merged git gives nothing but its name.
    let (Some(old), Some(new)) = (&args.old, args.new.as_ref().or(args.old.as_ref())) else {
        return Err(CliError::usage("OLD and NEW are needed"));
    };
    if args.dir {
        return folders::cmd_folders(old, new, args.lang.as_ref(), args.counts_format()?, output);
    }
    if call.is_none() && [old, new].iter().any(|name| Path::new(name).is_dir()) {
        return Err(CliError::usage(
            "OLD and NEW are files or articles; two folders are compared with --dir",
        ));
    }
    if old == "-" && new == "-" {
        return Err(CliError::usage("only one of OLD and NEW can be stdin"));
    }
    // A text without a language of its own, such as stdin, is in that of the other.
    let (old, new) = if let Some(call) = call {
        match args.read_for_git(call, output)? {
            Some(versions) => versions,
            None => return Ok(ExitCode::SUCCESS),
        }
    } else {
        let read = |name, language| -> Result<SegmentedDocument, CliError> {
            Ok(read_article(name, language, &args.memory)?.article)
        };
        let given = args.lang.as_ref();
        if old == "-" {
            let new = read(new, given)?;
            (read(old, Some(&new.language))?, new)
        } else if new == "-" {
            let old = read(old, given)?;
            let language = given.unwrap_or(&old.language).clone();
            (old, read(new, Some(&language))?)
        } else {
            let (old, new) = rayon::join(|| read(old, given), || read(new, given));
            (old?, new?)
        }
    };
    notes::say(&jobs::language_note(&old, &new));
    let filter = args.filter();
    let format = args.format.unwrap_or(DiffFormat::Text);
    if args.stat {
        let format = args.counts_format()?;
        let compared = jobs::compare(&old, &new, &filter);
        let name = format!("{} → {}", old.name(), new.name());
        folders::write(output, format, &[(name, compared.statistics())], &[])?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(base) = &args.base {
        let (from, memory) = (args.from.as_ref(), &args.memory);
        diff_base::cmd_base(base, from, memory, [&old, &new], &filter, format, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(article) = &args.article {
        diff_article::cmd_article(article, &args.memory, [&old, &new], format, output)?;
        return Ok(ExitCode::SUCCESS);
    }
    if format == DiffFormat::Patch {
        if !filter.is_open() {
            return Err(CliError::usage(
                "a patch holds all changes; leave --only and --ignore out",
            ));
        }
        patch::patch(output, &old, &new)?;
        return Ok(ExitCode::SUCCESS);
    }
    let compared = jobs::compare(&old, &new, &filter);
    let view = compared.view();
    let page = output.page();
    match format {
        DiffFormat::Text if args.side_by_side || args.view == DiffView::Side => {
            terminal::revision_sides(output, page, &view)?;
        }
        DiffFormat::Text => terminal::revision(output, page, &view)?,
        DiffFormat::Html => html::revision(output, &view)?,
        DiffFormat::Json => output.json(&json::revision(&view))?,
        DiffFormat::Csv => change_log::change_log(output, &view)?,
        DiffFormat::Docx => {
            if page.terminal {
                return Err(CliError::usage(
                    "a Word document is no text for a terminal; write it to a file: > tracked.docx",
                ));
            }
            let mut file = Vec::new();
            let reviser = Reviser {
                author: &args.author,
                date: args.date.as_deref().unwrap_or_default(),
            };
            docx::docx(&mut file, &view, reviser)?;
            output.file(&file)?;
        }
        DiffFormat::Patch => {}
    }
    Ok(ExitCode::SUCCESS)
}

impl DiffArgs {
    fn filter(&self) -> Filter {
        Filter {
            only: self.only.iter().copied().collect(),
            ignore: self.ignore.iter().copied().collect(),
        }
    }

    /// What git wants compared, its name written above; `None` if there is nothing to compare.
    fn read_for_git(
        &self,
        call: GitCall<'_>,
        output: &mut Output,
    ) -> Result<Option<(SegmentedDocument, SegmentedDocument)>, CliError> {
        let is_shown = matches!(self.format, None | Some(DiffFormat::Text));
        let title = call.title().filter(|_| is_shown);
        if title.is_some() && git::is_later_file() {
            output.write_all(b"\n")?;
        }
        let versions = match call.read(self.lang.as_ref()) {
            Err(error) if title.is_some() => {
                let reason = format!("{}; not compared", error.message());
                terminal::file_title(output, &reason)?;
                return Ok(None);
            }
            versions => versions?,
        };
        if let Some(title) = &title {
            terminal::file_title(output, title)?;
        }
        Ok(versions)
    }

    /// Counts are for a terminal or for a program.
    fn counts_format(&self) -> Result<TextOrJson, CliError> {
        match self.format {
            None | Some(DiffFormat::Text) => Ok(TextOrJson::Text),
            Some(DiffFormat::Json) => Ok(TextOrJson::Json),
            Some(_) => Err(CliError::usage(
                "counts are written as text or JSON: --format text or --format json",
            )),
        }
    }
}

/// A time that Word can read.
fn time(given: &str) -> Result<String, String> {
    match given.parse::<jiff::Timestamp>() {
        Ok(time) => Ok(time.to_string()),
        Err(_) => Err("a time like 2026-11-24T15:20:00Z is needed".to_owned()),
    }
}

fn compare_pair(pair: Pair, filter: &Filter) -> Result<Vec<u8>, CliError> {
    let language = Language::parse(&pair.lang).map_err(CliError::failed)?;
    let [old, new] = [pair.old, pair.new].map(|text| SegmentedDocument::plain(&text, &language));
    let compared = jobs::compare(&old, &new, filter);
    line_of(&json::batch_revision(&pair.id, &compared.view()))
}
