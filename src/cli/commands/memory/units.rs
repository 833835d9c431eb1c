//! `recto memory list`, `add`, `edit`, `accept` and `delete`: units one by one.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use crate::leverage::code_labels;
use crate::memory::{
    Action, Change, ChangeStore, Context, Edited, ForeignUnit, LanguagePair, TranslationUnit,
    UnitStore,
};
use crate::report::{json, terminal};
use crate::text::Language;

use crate::cli::support::error::CliError;
use crate::cli::support::input::MemoryOption;
use crate::cli::support::output::{Output, TextOrJson};

/// List units with their ids
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory list --from en --to fr
  recto memory list --after 1200 --limit 50 --format json
  recto memory list --doubtful --article bridge")]
pub(in crate::cli) struct UnitsArgs {
    /// Only units from this language
    #[arg(long, value_name = "L")]
    from: Option<Language>,
    /// Only units to this language
    #[arg(long, value_name = "L")]
    to: Option<Language>,
    /// Only units with ids greater than this
    #[arg(long, value_name = "ID", default_value_t = 0)]
    after: i64,
    /// Maximum number of units
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only doubtful units: from uncertain alignments that nobody accepted
    #[arg(long)]
    doubtful: bool,
    /// Only doubtful units of this article
    #[arg(long, value_name = "NAME", requires = "doubtful")]
    article: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

/// Add a unit
///
/// Prints its id. A unit that is already there gains a use and keeps its id.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto memory add 'Good day.' 'Bonjour.' --from en --to fr")]
pub(in crate::cli) struct AddArgs {
    /// The source text
    source: String,
    /// The target text
    target: String,
    /// Language of the source
    #[arg(long, value_name = "L")]
    from: Language,
    /// Language of the target
    #[arg(long, value_name = "L")]
    to: Language,
    /// Source segment before it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    before: String,
    /// Source segment after it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    after: String,
    #[command(flatten)]
    memory: MemoryOption,
}

/// Change the source or target of a unit
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto memory edit 12 --target 'Bonsoir.'")]
pub(in crate::cli) struct EditArgs {
    /// Id of the unit (see `recto memory list`)
    id: i64,
    /// New source text
    #[arg(long, value_name = "TEXT", required_unless_present = "target")]
    source: Option<String>,
    /// New target text
    #[arg(long, value_name = "TEXT")]
    target: Option<String>,
    #[command(flatten)]
    memory: MemoryOption,
}

/// Accept doubtful units
///
/// Units from uncertain alignments lose points in look-ups and never score 100 until someone accepts them. `recto
/// memory list --doubtful` shows them; edit or delete those that are wrong.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto memory accept 12 15
  recto memory accept --article bridge --from en --to fr")]
pub(in crate::cli) struct AcceptArgs {
    /// Ids of the units (see `recto memory list --doubtful`)
    #[arg(
        required_unless_present = "article",
        conflicts_with = "article",
        value_name = "ID"
    )]
    ids: Vec<i64>,
    /// All doubtful units of this article, in all its revisions
    #[arg(long, value_name = "NAME")]
    article: Option<String>,
    /// With --article: only units from this language
    #[arg(long, value_name = "L", requires = "article")]
    from: Option<Language>,
    /// With --article: only units to this language
    #[arg(long, value_name = "L", requires = "article")]
    to: Option<Language>,
    #[command(flatten)]
    memory: MemoryOption,
}

/// Delete units
///
/// A deleted unit does not come back when its article is built again, as long as the text of the article stays the
/// same.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  recto memory delete 12 15")]
pub(in crate::cli) struct DeleteArgs {
    /// Ids of the units (see `recto memory list`)
    #[arg(required = true, value_name = "ID")]
    ids: Vec<i64>,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(in crate::cli) fn cmd_list(
    args: &UnitsArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let memory = args.memory.open()?;
    let page = output.page();
    let (from, to) = (args.from.as_ref(), args.to.as_ref());
    let most = args.limit.unwrap_or(usize::MAX);
    let mut show = |unit: &TranslationUnit| -> Result<(), CliError> {
        match args.format {
            TextOrJson::Text => terminal::listed(output, page, unit, &code_labels(&memory, unit)?)?,
            TextOrJson::Json => output.json_line(&json::unit(unit))?,
        }
        Ok(())
    };
    if args.doubtful {
        let ids = memory.doubtful_units(args.article.as_deref(), from, to)?;
        let ids: Vec<i64> = ids.into_iter().filter(|&id| id > args.after).collect();
        for unit in memory.units(&ids[..ids.len().min(most)])? {
            show(&unit)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    for unit in memory.units_after(args.after, from, to).take(most) {
        show(&unit?)?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn cmd_accept(
    args: &AcceptArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let memory = args.memory.open_existing_to_write()?;
    let doubtful = match &args.article {
        Some(article) => {
            memory.doubtful_units(Some(article), args.from.as_ref(), args.to.as_ref())?
        }
        None => args.ids.clone(),
    };
    let change = Change::new(Action::Accept(&doubtful), now());
    let accepted = memory.apply(change)?.units;
    say(
        output,
        &match accepted.len() {
            1 => "1 unit is accepted".to_owned(),
            count => format!("{count} units are accepted"),
        },
    )?;
    all_there(&args.ids, &accepted)
}

pub(in crate::cli) fn cmd_add(args: &AddArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    for (what, text) in [("source", &args.source), ("target", &args.target)] {
        not_empty(what, text)?;
    }
    let languages = LanguagePair {
        source: args.from.clone(),
        target: args.to.clone(),
    };
    let unit = ForeignUnit {
        languages: &languages,
        source: &args.source,
        target: &args.target,
        context: &Context::new(&args.before, &args.after),
        created: now(),
        uses: 1,
        confidence: None,
        origin: None,
        record: None,
    };
    let memory = args.memory.open_to_write()?;
    let applied = memory.apply(Change::new(Action::Add(&unit), unit.created))?;
    for id in applied.units {
        say(
            output,
            &match applied.added.new {
                0 => format!("unit {id} was there already and has one use more"),
                _ => format!("unit {id} is new"),
            },
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn cmd_edit(args: &EditArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    for (what, text) in [("source", &args.source), ("target", &args.target)] {
        if let Some(text) = text {
            not_empty(what, text)?;
        }
    }
    let memory = args.memory.open_existing_to_write()?;
    let id = args.id;
    let edit = Action::Edit {
        id,
        source: args.source.as_deref(),
        target: args.target.as_deref(),
    };
    match memory.apply(Change::new(edit, now()))?.edited {
        Some(Edited::Done) => say(output, &format!("unit {id} is changed"))?,
        Some(Edited::Unchanged) => say(output, &format!("unit {id} is that already"))?,
        Some(Edited::Missing) | None => return Err(missing(&[id])),
        Some(Edited::SameAs(other)) => {
            return Err(CliError::failed(format!(
                "unit {id} would say the same as unit {other}; delete one of them instead"
            )));
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(in crate::cli) fn cmd_delete(
    args: &DeleteArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let memory = args.memory.open_existing_to_write()?;
    let change = Change::new(Action::Delete(&args.ids), now());
    let deleted = memory.apply(change)?.units;
    say(
        output,
        &match deleted.len() {
            1 => "1 unit is deleted".to_owned(),
            count => format!("{count} units are deleted"),
        },
    )?;
    all_there(&args.ids, &deleted)
}

/// Fails if some of the units that were asked for are not among those that were found.
fn all_there(asked: &[i64], found: &[i64]) -> Result<ExitCode, CliError> {
    let gone: Vec<i64> = (asked.iter().copied())
        .filter(|id| !found.contains(id))
        .collect();
    match gone.is_empty() {
        true => Ok(ExitCode::SUCCESS),
        false => Err(missing(&gone)),
    }
}

/// The time, in seconds since 1970 (UTC).
fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |time| time.as_secs() as i64)
}

fn say(output: &mut Output, line: &str) -> io::Result<()> {
    writeln!(output, "{line}")
}

fn not_empty(what: &str, text: &str) -> Result<(), CliError> {
    match text.trim().is_empty() {
        true => Err(CliError::usage(format!("the {what} text is empty"))),
        false => Ok(()),
    }
}

fn missing(ids: &[i64]) -> CliError {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    CliError::failed(format!(
        "there is no unit {} (`recto memory list` shows them)",
        ids.join(", ")
    ))
}
