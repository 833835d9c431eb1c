use std::process::ExitCode;

use clap::Args;

use crate::jobs;
use crate::memory::{ArticleRef, ArticleStore, StoredRevision};
use crate::report::{RevisionEntry, json, terminal};
use crate::revise::Filter;

use crate::cli::support::error::CliError;
use crate::cli::support::input::MemoryOption;
use crate::cli::support::output::{Output, TextOrJson};

/// Show the revisions of an article in the memory, newest first, and their changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto log bridge.en
  recto log bridge.en@r2                 that revision and those before it
  recto log bridge.fr --format json
  recto diff bridge.en@r1 bridge.en@r2   what changed, sentence by sentence")]
pub(in crate::cli) struct LogArgs {
    /// Article with its language, e.g. bridge.en
    #[arg(value_name = "ARTICLE")]
    article: ArticleRef,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_log(args: &LogArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    let memory = args.memory.open()?;
    let ArticleRef {
        article,
        language,
        revision,
    } = &args.article;
    let mut revisions = memory.revisions()?;
    let known: Vec<String> = revisions
        .iter()
        .filter(|info| info.article == *article)
        .map(|info| format!("{article}.{}", info.language))
        .collect();
    revisions.retain(|info| {
        let wanted = info.article == *article && info.language == *language;
        wanted && revision.is_none_or(|newest| info.number <= newest)
    });
    let is_there = revisions
        .last()
        .is_some_and(|info| revision.is_none_or(|r| r == info.number));
    if !is_there {
        return Err(missing(
            &args.article,
            known,
            &memory.path().display().to_string(),
        ));
    }
    let mut before: Option<StoredRevision> = None;
    let mut entries = Vec::with_capacity(revisions.len());
    for info in revisions {
        let stored = memory.load(info)?;
        let stored_at = memory.stored_at(&stored.info)?;
        entries.push(match &before {
            None => RevisionEntry::first(&stored.info, stored_at),
            Some(before) => changed(before, &stored, stored_at),
        });
        before = Some(stored);
    }
    entries.reverse();
    let page = output.page();
    match args.format {
        TextOrJson::Text => terminal::log(output, page, &entries)?,
        TextOrJson::Json => {
            for entry in &entries {
                output.json_line(&json::log_line(entry))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The entry for `new`, which followed `old`.
fn changed(old: &StoredRevision, new: &StoredRevision, stored_at: i64) -> RevisionEntry {
    let (before, after) = (&old.article, &new.article);
    let compared = jobs::compare(before, after, &Filter::default());
    let view = compared.view();
    RevisionEntry::changed(&new.info, stored_at, old.info.number, &view)
}

fn missing(wanted: &ArticleRef, mut known: Vec<String>, memory: &str) -> CliError {
    known.dedup();
    let remedy = match known.is_empty() {
        true => "`recto memory articles` lists them".to_owned(),
        false => format!("there is {}", known.join(", ")),
    };
    CliError::failed(format!("{wanted}: no such article in {memory} ({remedy})"))
}
