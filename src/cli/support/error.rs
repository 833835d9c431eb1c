//! How the program ends when it cannot do what it was asked for.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use crate::format::{Refusal, UnitsError};
use crate::jobs::JobError;
use crate::memory::{MemoryError, MemoryErrorKind};
use crate::workspace::BuildError;

/// Why a command stopped.
#[derive(Debug)]
pub(in crate::cli) enum CliError {
    /// The arguments do not fit together: exit code 2.
    Usage(String),
    /// Something failed: exit code 1.
    Failed(Box<dyn Error + Send + Sync>),
    /// Whoever read the results has gone, as `head` does: exit code 0, without a word.
    BrokenPipe,
}

impl CliError {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        CliError::Usage(message.into())
    }

    pub(crate) fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        CliError::Failed(error.into())
    }

    /// Says on stderr what is wrong.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            CliError::Usage(message) => {
                anstream::eprintln!("{} {message}", Self::label());
                ExitCode::from(2)
            }
            CliError::Failed(error) => {
                anstream::eprintln!("{} {error}", Self::label());
                ExitCode::from(1)
            }
            CliError::BrokenPipe => ExitCode::SUCCESS,
        }
    }

    /// What is wrong, in words.
    pub(crate) fn message(&self) -> String {
        match self {
            CliError::Usage(message) => message.clone(),
            CliError::Failed(error) => error.to_string(),
            CliError::BrokenPipe => "nobody reads the results".to_owned(),
        }
    }

    fn label() -> String {
        let style = anstyle::AnsiColor::Red.on_default().bold();
        format!("{style}error:{style:#}")
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::BrokenPipe,
            _ => CliError::failed(format!("the results cannot be written: {error}")),
        }
    }
}

/// An error of the library is a failure; what is wrong usage is said by the command that sees it.
macro_rules! failures {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for CliError {
            fn from(error: $error) -> Self {
                CliError::failed(error)
            }
        })+
    };
}

failures!(crate::format::ReadError, crate::workspace::WorkspaceError,);

impl From<MemoryError> for CliError {
    fn from(error: MemoryError) -> Self {
        match memory_hint(error.kind()) {
            Some(hint) => CliError::failed(format!("{error}; {hint}")),
            None => CliError::failed(error),
        }
    }
}

impl From<JobError> for CliError {
    fn from(error: JobError) -> Self {
        match error {
            JobError::Memory(error) => error.into(),
            JobError::Build(error) => error.into(),
            JobError::Output(error) => error.into(),
            JobError::NoLanguage(_) => {
                CliError::usage(format!("{error}; say it with --lang, e.g. --lang en"))
            }
            JobError::NoRendering { .. } => CliError::failed(format!(
                "{error}; run `recto build` when the article and its translation are in the workspace"
            )),
            JobError::NoTranslation { .. } => CliError::failed(format!(
                "{error}; look whether they are the right files and languages, or align them all the same with --force"
            )),
            JobError::NoRevision { ref others, .. } => CliError::failed(match others.is_empty() {
                true => format!("{error} (`recto memory articles` lists them)"),
                false => format!("{error} (there is {})", others.join(", ")),
            }),
            JobError::SeveralPairs { .. } => {
                CliError::usage(format!("{error}: say which with --from and --to"))
            }
            JobError::Units { name, error } => {
                CliError::failed(format!("{name}: {}", units_error_message(&error)))
            }
            JobError::Strict {
                name,
                line,
                refusal,
            } => CliError::failed(format!(
                "{name}: line {line}: {}; nothing of it was imported (--strict)",
                refusal_message(&refusal)
            )),
            error => CliError::failed(error),
        }
    }
}

impl From<BuildError> for CliError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Memory(error) => error.into(),
            error => CliError::failed(error),
        }
    }
}

/// Why a file gives no units, with the option that helps.
pub(in crate::cli) fn units_error_message(error: &UnitsError) -> String {
    let hint = match error {
        UnitsError::Unknown(_) => " (--input-format names one)",
        UnitsError::Languages => "; say them with --from and --to",
        _ => "",
    };
    format!("{error}{hint}")
}

/// Why a unit was refused or mended, with the option that helps.
pub(in crate::cli) fn refusal_message(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OtherVariant { other, .. } => format!("{refusal} (--from {other} takes it)"),
        Refusal::Undetermined => format!("{refusal} (--to says it)"),
        _ => refusal.to_string(),
    }
}

/// What somebody can do about a memory that cannot be used.
fn memory_hint(kind: MemoryErrorKind) -> Option<&'static str> {
    match kind {
        MemoryErrorKind::Missing => {
            Some("make it with `recto build`, or name another with --memory")
        }
        MemoryErrorKind::NotADatabase => Some("name another with --memory, or move it away"),
        MemoryErrorKind::Foreign => Some("name a Recto memory with --memory"),
        MemoryErrorKind::Newer { .. } => Some("update Recto"),
        MemoryErrorKind::Older => Some("copy it to where it can be"),
        MemoryErrorKind::NotWritable => {
            Some("check the permissions of its folder, or name another with --memory")
        }
        MemoryErrorKind::DiskFull => {
            Some("make room, or name a memory on another disk with --memory")
        }
        MemoryErrorKind::Folder => Some("name a file with --memory, or move the folder away"),
        MemoryErrorKind::Busy => Some("try again when it is done"),
        MemoryErrorKind::Damaged => Some("move it away and make it anew with `recto build`"),
        _ => None,
    }
}
