use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use crate::format::{Incoming, Refusal, UnitFormat, Wanted, detect};
use crate::memory::{Action, Change, ChangeStore, ForeignUnit, Memory, MemoryError, UnitSink};

use super::JobError;

/// Maximum number of remarks about a whole file that are kept.
const MAX_SAID: usize = 64;

/// How a file of units is imported.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions<'a> {
    /// What errors and the history call the file.
    pub name: &'a str,
    /// The format; told by the content where it is not given.
    pub format: Option<&'static UnitFormat>,
    /// Which units of the file are wanted.
    pub wanted: Wanted<'a>,
    /// Whether a single unit that cannot be taken as it is refuses the whole file.
    pub strict: bool,
    /// The time to note, in seconds since 1970 (UTC).
    pub now: i64,
}

/// What is wrong with a unit of a file.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The line of the unit, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: Refusal,
    /// Whether the unit was taken all the same.
    pub is_taken: bool,
}

/// What became of the units of a file, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// The file.
    pub name: String,
    /// The format that it was read as.
    pub format: &'static str,
    /// Units that are in the memory now and were not before.
    pub new: usize,
    /// Units that were there already, or came twice.
    pub known: usize,
    /// Units among these that were taken although something was wrong with them.
    pub mended: usize,
    /// Units that could not be read.
    pub refused: usize,
    /// Units that somebody has marked as wrong.
    pub rejected: usize,
    /// Units of the memory that made room for what was marked or corrected.
    pub removed: usize,
}

impl ImportedFile {
    /// A file that nothing has been read of yet.
    pub fn new(name: &str, format: &'static str) -> Self {
        ImportedFile {
            name: name.to_owned(),
            format,
            new: 0,
            known: 0,
            mended: 0,
            refused: 0,
            rejected: 0,
            removed: 0,
        }
    }
}

/// Imports the units of `input` into `memory`, as one operation: all of them or, where the file cannot be read to its
/// end, none. Without a memory, only counts what would be imported. `say` hears what is wrong with single units.
///
/// # Errors
/// [`JobError::Units`], [`JobError::Strict`] and [`JobError::Memory`].
pub fn import(
    input: Box<dyn Read + '_>,
    path: &Path,
    memory: Option<&Memory>,
    options: &ImportOptions<'_>,
    say: &mut dyn FnMut(&Remark),
) -> Result<ImportedFile, JobError> {
    let (format, mut input) = match options.format {
        Some(format) => (format, input),
        None => detect(input, path).map_err(|error| JobError::Units {
            name: options.name.to_owned(),
            error,
        })?,
    };
    let mut done = ImportedFile::new(options.name, format.name);
    // What holds of the whole file and has been said.
    let mut said: Vec<Refusal> = Vec::new();
    let mut wrong = None;
    let mut result = Ok(());
    let mut take_all =
        |mut sink: Option<&mut dyn UnitSink>| -> Result<ControlFlow<()>, MemoryError> {
            let mut failure: Option<MemoryError> = None;
            let mut remark = |line: usize, what: &Refusal, taken: bool| {
                if options.strict {
                    wrong = Some((line, what.clone()));
                    return ControlFlow::Break(());
                }
                say(&Remark {
                    line,
                    what: what.clone(),
                    is_taken: taken,
                });
                ControlFlow::Continue(())
            };
            result = (format.read)(&mut input, options.wanted, &mut |incoming: Incoming| {
                let unit = match incoming {
                    Err(refused) => {
                        done.refused += 1;
                        return remark(refused.line, &refused.reason, false);
                    }
                    Ok(unit) => unit,
                };
                if let Some(doubt) = &unit.doubt {
                    done.mended += 1;
                    let known = doubt.is_of_file() && said.contains(doubt);
                    if doubt.is_of_file() && !known && said.len() < MAX_SAID {
                        said.push(doubt.clone());
                    }
                    if !known {
                        remark(unit.line, doubt, true)?;
                    }
                }
                let Some(import) = &mut sink else {
                    match unit.rejected {
                        true => done.rejected += 1,
                        false => done.new += 1,
                    }
                    return ControlFlow::Continue(());
                };
                let foreign = ForeignUnit {
                    languages: &unit.languages,
                    source: &unit.source,
                    target: &unit.target,
                    context: &unit.context,
                    created: unit.created.unwrap_or(options.now),
                    uses: unit.uses,
                    confidence: unit.confidence,
                    origin: unit.origin.as_ref(),
                    record: Some(&unit.record),
                };
                let added = match unit.rejected {
                    true => import.reject(&foreign).map(|()| None),
                    false => import.add(&foreign).map(Some),
                };
                match added {
                    Ok(None) => done.rejected += 1,
                    Ok(Some(true)) => done.new += 1,
                    Ok(Some(false)) => done.known += 1,
                    Err(error) => {
                        failure = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                ControlFlow::Continue(())
            });
            match failure {
                Some(error) => Err(error),
                None if result.is_err() || wrong.is_some() => Ok(ControlFlow::Break(())),
                None => Ok(ControlFlow::Continue(())),
            }
        };
    let removed = match memory {
        None => take_all(None).map(|_| 0),
        Some(memory) => {
            let import = Action::Import {
                file: options.name,
                units: &mut |sink| take_all(Some(sink)),
            };
            memory
                .apply(Change::new(import, options.now))
                .map(|applied| applied.removed)
        }
    };
    done.removed = removed?;
    result.map_err(|error| JobError::Units {
        name: options.name.to_owned(),
        error,
    })?;
    match wrong {
        Some((line, refusal)) => Err(JobError::Strict {
            name: options.name.to_owned(),
            line,
            refusal,
        }),
        None => Ok(done),
    }
}
